#include <algorithm>

#include "base/log.hpp"
#include "base/text.hpp"
#include "staffing/staffing.hpp"
#include "supervision/parts.hpp"
#include "supervision/supervision_web.hpp"
#include "ui/audited.hpp"
#include "views/supervision.hpp"

namespace hero::web {

namespace {

using AgentMarks = views::supervision::agent;

// Which form of the page comes back as it was typed.
enum class SentAgentForm { none, workload };

std::string path_of(const Person& agent) { return "/supervisor/agen/" + std::to_string(agent.id); }

void log_change(std::string_view event, const Person& supervisor, const Person& agent) {
    log::info(event, {{"by", std::to_string(supervisor.id)}, {"person", std::to_string(agent.id)}});
}

// The colleague in the address, in the version the form was made for.
Person colleague_in(const Request& request, App& app) {
    const auto id = whole_number(request.param("id"));
    if (!id) throw NotFound();
    auto colleague = app.db.read([&](Tx& tx) { return colleague_for(tx, request.person(), *id); });
    colleague.version = whole_number(request.raw.form.get("versi")).value_or(colleague.version);
    return colleague;
}

std::string names_of(const Catalog& catalog, const std::vector<std::int64_t>& teams, Lang lang) {
    std::string names;
    for (const auto id : teams)
        if (const auto* team = catalog.team(id)) names += (names.empty() ? "" : ", ") + team->name(lang);
    return names;
}

std::string services_of(const Catalog& catalog, const Team& team, Lang lang) {
    std::string names;
    for (const auto* service : catalog.served_by(team)) names += (names.empty() ? "" : ", ") + service->name(lang);
    return names;
}

// The supervisor's teams; only those of `bound`, when somebody else decides which others they join.
void add_teams(Page& page, const Catalog& catalog, const Person* bound, const std::vector<std::int64_t>& chosen) {
    const Lang lang = page.request().lang();
    for (const auto* team : teams_in(catalog, page.request().person())) {
        if (bound && !bound->works_in(team->id)) continue;
        auto row = page.add(AgentMarks::team);
        row.set(AgentMarks::team_id, team->id)
            .set(AgentMarks::team_name, team->name(lang))
            .show_with(AgentMarks::with_services, AgentMarks::services, services_of(catalog, *team, lang));
        row.show_if(AgentMarks::team_chosen, std::ranges::find(chosen, team->id) != chosen.end());
    }
}

// Who could go on with the tickets: everybody active in the supervisor's teams, the supervisor too.
void add_heirs(html::Data& form, Tx& tx, const Desk& desk, const Request& request, const Person& colleague) {
    std::vector<std::int64_t> known{colleague.id};
    for (const auto team : request.person().teams)
        for (const auto& load : loads_of(tx, desk, request.person(), team)) {
            if (std::ranges::find(known, load.agent.id) != known.end()) continue;
            known.push_back(load.agent.id);
            form.add(AgentMarks::heir)
                .set(AgentMarks::heir_id, load.agent.id)
                .set(AgentMarks::heir_name, load.agent.name + " (" + load_text(request.lang(), load) + ")");
        }
}

void add_state(Page& page, Tx& tx, const Desk& desk, const Person& colleague, std::int64_t open_tickets) {
    const Lang lang = page.request().lang();
    const auto others = other_teams(page.request().person(), colleague);
    page.show_with(AgentMarks::elsewhere, AgentMarks::elsewhere_text, names_of(*desk.catalog, others, lang));
    if (!colleague.active) {
        const auto why = why_not_reactivate(tx, page.request().person(), colleague);
        if (why.empty())
            page.show(AgentMarks::inactive);
        else
            page.add(AgentMarks::not_ours_to_reactivate).set(AgentMarks::why_not, word(lang, why));
    } else if (!others.empty()) {
        page.show(AgentMarks::not_only_ours);
    } else {
        auto form = page.add(AgentMarks::leave);
        form.set(AgentMarks::n, open_tickets).set(AgentMarks::nama, colleague.name);
        add_heirs(form, tx, desk, page.request(), colleague);
    }
    if (const auto names = names_of(*desk.catalog, teams_depending_on(tx, page.request().person(), colleague), lang);
        !names.empty())
        page.add(AgentMarks::last_agent)
            .set(AgentMarks::last_agent_text,
                 word(lang, "sv.agen.terakhir", {{"nama", colleague.name}, {"tim", names}}));
}

// The form of capacity and leave; `typed` when it comes back.
void add_workload(Page& page, const Workload& workload, const Request* typed, const FieldErrors& errors) {
    page.show(AgentMarks::workload);
    page.set(AgentMarks::capacity, typed ? showable(typed->line("kapasitas")) : std::to_string(workload.capacity));
    page.set(AgentMarks::away_until, typed                 ? showable(typed->line("cuti"))
                                     : workload.away_until ? iso_day(*workload.away_until)
                                                           : "");
    page.show_if(AgentMarks::capacity_invalid, errors.of("kapasitas").has_value())
        .show_with(AgentMarks::capacity_error, AgentMarks::capacity_error_text, errors.of("kapasitas").value_or(""));
    page.show_if(AgentMarks::away_invalid, errors.of("cuti").has_value())
        .show_with(AgentMarks::away_error, AgentMarks::away_error_text, errors.of("cuti").value_or(""));
}

std::int64_t open_tickets_of(Tx& tx, const Desk& desk, const Person& reader, const Person& colleague) {
    for (const auto& [team, loads] : loads_of_teams(tx, desk, reader))
        for (const auto& load : loads)
            if (load.agent.id == colleague.id) return load.open;
    return 0;  // whoever has left hands everything over
}

Response agent_page(Request& request, App& app, const Person& colleague, const std::vector<std::int64_t>& chosen,
                    const FieldErrors& errors, SentAgentForm sent = SentAgentForm::none) {
    const Lang lang = request.lang();
    Page page(request, AgentMarks::view, colleague.name, Frame::staff);
    page.at("supervisor").crumb(word(lang, "sv.agen"), "/supervisor/agen").crumb(colleague.name).errors(errors);
    page.set(AgentMarks::token, request.form_token())
        .set(AgentMarks::id, colleague.id)
        .set(AgentMarks::version, colleague.version);
    page.set(AgentMarks::name, colleague.name)
        .set(AgentMarks::email, colleague.email)
        .set(AgentMarks::role, word(lang, word_key(colleague.role)));
    page.set(AgentMarks::state, word(lang, colleague.active ? "sv.agen.aktif" : "sv.agen.tidak_aktif"));
    page.show_if(AgentMarks::teams_invalid, errors.of("tim").has_value())
        .show_with(AgentMarks::teams_error, AgentMarks::teams_error_text, errors.of("tim").value_or(""));
    add_tabs(page, AgentMarks::tabs, lang, SupervisorPage::agents);
    app.db.read([&](Tx& tx) {
        const auto desk = app.desk(tx, request.session());
        const auto open_tickets = open_tickets_of(tx, desk, request.person(), colleague);
        page.set(AgentMarks::open, open_tickets);
        const auto workload = workload_of(tx, colleague.id);
        const bool all_ours = leads_restricted_teams_of(request.person(), *desk.catalog, colleague);
        if (all_ours)
            add_workload(page, workload, sent == SentAgentForm::workload ? &request : nullptr, errors);
        else
            page.show(AgentMarks::of_a_restricted_team);
        if (workload.away_until && *workload.away_until >= day_of(tx.now()))
            page.show_with(AgentMarks::away, AgentMarks::away_text, leave_text(lang, *workload.away_until));
        add_teams(page, *desk.catalog, all_ours ? nullptr : &colleague, chosen);
        add_state(page, tx, desk, colleague, open_tickets);
    });
    return page.respond(errors.empty() ? 200 : 422);
}

std::string name_of(App& app, std::optional<std::int64_t> id) {
    if (!id) return "";
    const auto person = app.db.read([&](Tx& tx) { return person_by_id(tx, *id); });
    return person ? person->name : "";
}

// "tim 1,3 > 1": ids, before and after.
std::string teams_text(const Person& was, const Person& is) {
    const auto list = [](const Person& one) {
        std::string ids;
        for (const auto team : one.teams) ids += (ids.empty() ? "" : ",") + std::to_string(team);
        return ids;
    };
    return "tim " + list(was) + " > " + list(is);
}

// "kapasitas 12 > 8, cuti - > 2026-12-04"
std::string workload_text(const Workload& was, const Workload& is) {
    const auto leave = [](const Workload& one) { return one.away_until ? iso_day(*one.away_until) : "-"; };
    return "kapasitas " + std::to_string(was.capacity) + " > " + std::to_string(is.capacity) + ", cuti " + leave(was) +
           " > " + leave(is);
}

}  // namespace

Response agents::show(Request& request, App& app) {
    const auto colleague = colleague_in(request, app);
    if (colleague.id != request.person().id)
        record_look(app.db, audited(request, Act::person_read, object_of(colleague)));
    return agent_page(request, app, colleague, colleague.teams, {});
}

Response agents::update(Request& request, App& app) {
    const auto& supervisor = request.person();
    const auto colleague = colleague_in(request, app);
    const auto chosen = request.numbers("tim");
    const auto errors = app.db.read(
        [&](Tx& tx) { return check_teams(request.lang(), *app.catalogs.get(tx), supervisor, colleague, chosen); });
    if (!errors.empty()) return agent_page(request, app, colleague, chosen, errors);
    app.db.write([&](Tx& tx) {
        const auto now = change_teams(tx, supervisor, colleague, chosen);
        record(tx, audited(request, Act::teams_changed, object_of(colleague), teams_text(colleague, now)));
    });
    log_change("person.teams_changed", supervisor, colleague);
    // Somebody who left all of our teams is no longer ours to see.
    return see_other(chosen.empty() ? "/supervisor/agen" : path_of(colleague), "msg.tersimpan");
}

Response workloads::update(Request& request, App& app) {
    const auto colleague = colleague_in(request, app);
    const auto capacity = request.line("kapasitas");
    const auto until = request.line("cuti");
    const auto errors = check_workload(request.lang(), capacity, until, day_of(app.clock.now()));
    if (!errors.empty()) return agent_page(request, app, colleague, colleague.teams, errors, SentAgentForm::workload);
    const Workload wanted{whole_number(capacity).value(), parse_day(until)};
    app.db.write([&](Tx& tx) {
        const auto before = workload_of(tx, colleague.id);
        change_workload(tx, request.person(), colleague, wanted);
        record(tx, audited(request, Act::workload_changed, object_of(colleague), workload_text(before, wanted)));
    });
    log_change("person.workload_changed", request.person(), colleague);
    return see_other(path_of(colleague), "msg.tersimpan");
}

Response deactivations::create(Request& request, App& app) {
    const auto& supervisor = request.person();
    const auto colleague = colleague_in(request, app);
    std::optional<std::int64_t> heir;
    if (const auto chosen = whole_number(request.raw.form.get("penerus"))) heir = *chosen;
    const auto moved = app.db.write([&](Tx& tx) {
        const auto amount = deactivate(tx, supervisor, colleague, heir);
        record(tx, audited(request, Act::deactivated, object_of(colleague)));
        return amount;
    });
    log_change("person.deactivated", supervisor, colleague);
    const auto to = name_of(app, heir);
    return see_other(path_of(colleague), to.empty() ? "sv.agen.nonaktif.antrean" : "sv.agen.nonaktif.diserahkan",
                     {{"nama", colleague.name}, {"n", std::to_string(moved)}, {"penerus", to}});
}

Response reactivations::create(Request& request, App& app) {
    const auto colleague = colleague_in(request, app);
    app.db.write([&](Tx& tx) {
        reactivate(tx, request.person(), colleague);
        record(tx, audited(request, Act::reactivated, object_of(colleague)));
    });
    log_change("person.reactivated", request.person(), colleague);
    return see_other(path_of(colleague), "msg.tersimpan");
}

}  // namespace hero::web
