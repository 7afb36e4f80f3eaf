// What the admin decides about a person: role, teams, and whether they may come in.
#include <algorithm>

#include "staffing/inside.hpp"

namespace hero {

namespace {

bool needs_teams(Role role) { return role == Role::agent || role == Role::supervisor; }

// Changes one thing, and gives the person as they are then.
template <typename Change>
void apply(Tx& tx, Person& person, Change change) {
    change(person);
    person = person_by_id(tx, person.id).value();
}

}  // namespace

FieldErrors check_position(Lang lang, const Catalog& catalog, const Person& person, const Position& position) {
    FieldErrors errors;
    const auto known = [&](std::int64_t team) { return catalog.team(team) != nullptr; };
    if (!position.role)
        errors.add("peran", word(lang, "e.peran.kosong"));
    else if (*position.role != Role::requester && person.audience != Audience::internal)
        errors.add("peran", word(lang, "e.peran.eksternal"));
    else if (needs_teams(*position.role) && (position.teams.empty() || !std::ranges::all_of(position.teams, known)))
        errors.add("tim", word(lang, "e.tim.kosong"));
    return errors;
}

Person change_position(Tx& tx, const Person& admin, const Person& seen, const Position& position) {
    const auto now = person_by_id(tx, seen.id);
    if (!now) throw NotFound();
    auto person = staffing::unchanged(*now, seen);
    const auto role = position.role.value_or(person.role);
    const auto teams = needs_teams(role) ? staffing::in_order(position.teams) : std::vector<std::int64_t>{};
    if (person.role != role) apply(tx, person, [&](const Person& one) { set_role(tx, one, role); });
    if (teams_of(tx, person.id) != teams) apply(tx, person, [&](const Person& one) { set_teams(tx, one, teams); });
    if (person.active != position.active)
        apply(tx, person, [&](const Person& one) { staffing::decide_access(tx, admin, one, position.active); });
    release(tx, admin, person.id, person.active ? teams : std::vector<std::int64_t>{});
    // With another role people are somebody else: no session of the old one goes on.
    if (!person.active || person.role != now->role) sign_out_everywhere(tx, person.id);
    return person;
}

}  // namespace hero
