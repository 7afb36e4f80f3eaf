// New agents: people who are known already, or invited ones.
#include <algorithm>

#include "base/text.hpp"
#include "mail/mail.hpp"
#include "staffing/inside.hpp"

namespace hero {

namespace {

// A way to sign in that a provider turns into its own when that person comes for the first time.
constexpr std::string_view invitation = "undangan";

bool works_in_all(const Person& person, const std::vector<std::int64_t>& teams) {
    return std::ranges::all_of(teams, [&](std::int64_t team) { return person.works_in(team); });
}

// Why the people with that address cannot become what is wanted: a word, or "".
std::string_view refusal(Tx& tx, const Person& supervisor, const std::vector<Person>& known, const NewAgent& agent) {
    if (known.size() > 1) return "e.agen.ganda";
    if (known.empty()) return "";
    const auto& person = known.front();
    if (person.is_admin()) return "e.agen.admin";
    if (!person.active) return "e.agen.nonaktif";
    if (works_in_all(person, agent.teams)) return "e.agen.sudah";
    const bool ours_to_add = !person.is_staff() || leads_restricted_teams_of(supervisor, load_catalog(tx), person);
    return ours_to_add ? "" : "e.agen.terbatas";
}

Person join(Tx& tx, Person person, const std::vector<std::int64_t>& teams) {
    if (!person.is_staff()) {
        set_role(tx, person, Role::agent);
        sign_out_everywhere(tx, person.id);
        person = person_by_id(tx, person.id).value();
        person.teams.clear();
    }
    auto all = person.teams;
    all.insert(all.end(), teams.begin(), teams.end());
    set_teams(tx, person, staffing::in_order(std::move(all)));
    return person_by_id(tx, person.id).value();
}

Person invite(Tx& tx, const NewAgent& agent) {
    try {
        return add_person(
            tx,
            {.name = agent.name, .email = agent.email, .role = Role::agent, .teams = staffing::in_order(agent.teams)},
            invitation, folded(agent.email));
    } catch (const db::ConstraintViolation&) {
        throw Conflict();  // the same form, twice at once
    }
}

void welcome(Tx& tx, const Person& agent) {
    Notice notice;
    notice.event = "undang";
    notice.path = "/petugas";
    queue_notice(tx,
                 {.person = agent.id,
                  .name = agent.name,
                  .address = agent.email,
                  .language = agent.language,
                  .wants_mail = agent.mail_notices},
                 notice);
}

}  // namespace

FieldErrors check_new_agent(Tx& tx, Lang lang, const Person& supervisor, const NewAgent& agent) {
    auto errors = check_person(lang, agent.name, agent.email);
    const auto own = [&](std::int64_t team) { return may(supervisor, TeamVerb::lead, team); };
    if (agent.teams.empty() || !std::ranges::all_of(agent.teams, own)) errors.add("tim", word(lang, "e.tim.kosong"));
    if (!errors.empty()) return errors;
    if (const auto why = refusal(tx, supervisor, internal_people_at(tx, agent.email), agent); !why.empty())
        errors.add("email", word(lang, why));
    return errors;
}

Person add_agent(Tx& tx, const Person& supervisor, const NewAgent& agent) {
    if (!check_new_agent(tx, supervisor.language, supervisor, agent).empty()) throw Conflict();
    const auto known = internal_people_at(tx, agent.email);
    auto added = known.empty() ? invite(tx, agent) : join(tx, known.front(), agent.teams);
    welcome(tx, added);
    return added;
}

std::optional<Person> accept_invitation(Tx& tx, std::string_view email, std::string_view issuer,
                                        std::string_view subject) {
    const auto address = folded(email);
    if (!replace_identity(tx, {invitation, address}, {issuer, subject})) return std::nullopt;
    return person_by_identity(tx, issuer, subject);
}

}  // namespace hero
