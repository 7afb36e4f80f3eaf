// Supervisors and the people of their teams.
#include <algorithm>
#include <iterator>
#include <stdexcept>

#include "sql/staffing.hpp"
#include "staffing/inside.hpp"

namespace hero {

namespace staffing {

std::vector<std::int64_t> in_order(std::vector<std::int64_t> teams) {
    std::ranges::sort(teams);
    teams.erase(std::unique(teams.begin(), teams.end()), teams.end());
    return teams;
}

void decide_access(Tx& tx, const Person& by, const Person& person, bool active) {
    if (person.active == active) return;
    set_active(tx, person, active);
    if (active)
        tx.run(sql::staffing::delete_deactivation{.person = person.id});
    else
        tx.run(sql::staffing::put_deactivation{
            .person = person.id, .by = by.id, .role = code_of(by.role), .at = tx.now()});
}

Person unchanged(Person now, const Person& seen) {
    if (now.version != seen.version) throw Conflict();
    return now;
}

}  // namespace staffing

namespace {

using staffing::in_order;

bool are_all_own(const Person& supervisor, const std::vector<std::int64_t>& teams) {
    return std::ranges::all_of(teams, [&](std::int64_t team) { return may(supervisor, TeamVerb::lead, team); });
}

std::vector<std::int64_t> with_other_teams(const Person& supervisor, const Person& colleague,
                                           std::vector<std::int64_t> chosen) {
    const auto others = other_teams(supervisor, colleague);
    chosen.insert(chosen.end(), others.begin(), others.end());
    return in_order(std::move(chosen));
}

Person colleague_as_seen(Tx& tx, const Person& supervisor, const Person& seen) {
    return staffing::unchanged(colleague_for(tx, supervisor, seen.id), seen);
}

}  // namespace

Person colleague_for(Tx& tx, const Person& supervisor, std::int64_t id) {
    auto person = person_by_id(tx, id);
    if (!person || !may(supervisor, ColleagueVerb::manage, *person)) throw NotFound();
    return *person;
}

std::vector<std::int64_t> other_teams(const Person& supervisor, const Person& colleague) {
    std::vector<std::int64_t> others;
    std::ranges::copy_if(colleague.teams, std::back_inserter(others),
                         [&](std::int64_t team) { return !may(supervisor, TeamVerb::lead, team); });
    return others;
}

bool leads_restricted_teams_of(const Person& supervisor, const Catalog& catalog, const Person& colleague) {
    return std::ranges::all_of(colleague.teams, [&](std::int64_t id) {
        const auto* team = catalog.team(id);
        return !team || !team->restricted || may(supervisor, TeamVerb::lead, id);
    });
}

std::vector<std::int64_t> teams_depending_on(Tx& tx, const Person& supervisor, const Person& colleague) {
    std::vector<std::int64_t> teams;
    if (!colleague.active || colleague.role != Role::agent) return teams;
    for (const auto team : colleague.teams) {
        if (!may(supervisor, TeamVerb::lead, team)) continue;
        const auto members = members_of(tx, team);
        const auto another = [&](const Person& one) {
            return one.active && one.role == Role::agent && one.id != colleague.id;
        };
        if (std::ranges::none_of(members, another)) teams.push_back(team);
    }
    return teams;
}

FieldErrors check_teams(Lang lang, const Catalog& catalog, const Person& supervisor, const Person& seen,
                        const std::vector<std::int64_t>& chosen) {
    FieldErrors errors;
    const bool joins = !std::ranges::all_of(chosen, [&](std::int64_t team) { return seen.works_in(team); });
    if (!are_all_own(supervisor, chosen) || with_other_teams(supervisor, seen, chosen).empty())
        errors.add("tim", word(lang, "e.tim.kosong"));
    else if (joins && !leads_restricted_teams_of(supervisor, catalog, seen))
        errors.add("tim", word(lang, "e.agen.terbatas"));
    return errors;
}

Person change_teams(Tx& tx, const Person& supervisor, const Person& seen, const std::vector<std::int64_t>& chosen) {
    const auto colleague = colleague_as_seen(tx, supervisor, seen);
    if (!check_teams(supervisor.language, load_catalog(tx), supervisor, colleague, chosen).empty())
        throw std::invalid_argument("teams that are not the supervisor's");
    const auto teams = with_other_teams(supervisor, colleague, chosen);
    set_teams(tx, colleague, teams);
    release(tx, supervisor, colleague.id, teams);
    return person_by_id(tx, colleague.id).value();
}

void change_workload(Tx& tx, const Person& supervisor, const Person& seen, const Workload& workload) {
    const auto colleague = colleague_as_seen(tx, supervisor, seen);
    if (!leads_restricted_teams_of(supervisor, load_catalog(tx), colleague)) throw Conflict("sv.agen.terbatas");
    set_workload(tx, supervisor, colleague.id, workload);
}

int deactivate(Tx& tx, const Person& supervisor, const Person& seen, std::optional<std::int64_t> heir) {
    const auto colleague = colleague_as_seen(tx, supervisor, seen);
    if (!other_teams(supervisor, colleague).empty()) throw Conflict("sv.agen.tim_lain");
    const int moved = hand_over(tx, supervisor, colleague.id, heir);
    staffing::decide_access(tx, supervisor, colleague, false);
    sign_out_everywhere(tx, colleague.id);
    return moved;
}

std::string_view why_not_reactivate(Tx& tx, const Person& supervisor, const Person& colleague) {
    // Who was inactive before this was kept may have been deactivated by an administrator.
    const auto row = tx.one(sql::staffing::deactivation_of{.person = colleague.id});
    if (!row || parse_role(row->text("role")) != Role::supervisor) return "sv.agen.aktifkan.admin";
    return other_teams(supervisor, colleague).empty() ? "" : "sv.agen.aktifkan.tim_lain";
}

void reactivate(Tx& tx, const Person& supervisor, const Person& seen) {
    const auto colleague = colleague_as_seen(tx, supervisor, seen);
    if (colleague.active) return;
    if (const auto why = why_not_reactivate(tx, supervisor, colleague); !why.empty()) throw Conflict(std::string{why});
    staffing::decide_access(tx, supervisor, colleague, true);
}

FieldErrors check_serving_team(Lang lang, const Catalog& catalog, std::int64_t service, std::int64_t team) {
    FieldErrors errors;
    const auto* what = catalog.service(service);
    const auto* who = catalog.team(team);
    const auto field = "tim-" + std::to_string(service);
    if (!what || !who)
        errors.add(field, word(lang, "e.tim.kosong"));
    else if (!may_serve(*who, *what))
        errors.add(field, word(lang, "e.tim.terbatas", {{"layanan", what->name(lang)}}));
    return errors;
}

void move_service(Tx& tx, const Person& supervisor, std::int64_t service, std::int64_t from, std::int64_t to) {
    const auto catalog = load_catalog(tx);
    const auto* what = catalog.service(service);
    if (!what || !may(supervisor, TeamVerb::lead, what->team.id)) throw NotFound();
    if (what->team.id != from) throw Conflict();
    set_team_of_service(tx, service, to);
}

}  // namespace hero
