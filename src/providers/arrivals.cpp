// Who comes with an identity: somebody we know, somebody who was invited, or somebody new; and what their groups make
// of them.
#include <algorithm>

#include "audit/audit.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "providers/inside.hpp"
#include "sql/providers.hpp"
#include "staffing/staffing.hpp"

namespace hero {

namespace {

Audience audience_of_channel(Channel channel) {
    return channel == Channel::intranet ? Audience::internal : Audience::external;
}

Person find_or_add(Tx& tx, const Arrival& arrival, Lang lang) {
    const auto audience = audience_of_channel(arrival.channel);
    if (auto known = person_by_identity(tx, arrival.issuer, arrival.subject)) return std::move(*known);
    if (audience == Audience::internal)
        if (auto invited = accept_invitation(tx, arrival.email, arrival.issuer, arrival.subject))
            return std::move(*invited);
    return add_person(tx, {.name = arrival.name, .email = arrival.email, .audience = audience, .language = lang},
                      arrival.issuer, arrival.subject);
}

// The highest role of these groups, with the teams of all rules that give it.
std::optional<GroupRole> role_of(const std::vector<std::string>& groups, const GroupRoles& rules) {
    std::optional<GroupRole> best;
    for (const auto& rule : rules) {
        if (std::ranges::find(groups, rule.group) == groups.end()) continue;
        if (!best || best->role < rule.role)
            best = rule;
        else if (best->role == rule.role)
            best->teams.insert(best->teams.end(), rule.teams.begin(), rule.teams.end());
    }
    return best;
}

std::vector<std::int64_t> team_ids(const Catalog& catalog, const std::vector<std::string>& codes) {
    std::vector<std::int64_t> ids;
    for (const auto& team : catalog.teams())
        if (std::ranges::find(codes, team.code) != codes.end()) ids.push_back(team.id);
    std::ranges::sort(ids);
    return ids;
}

// What the groups gave last: a role, and the codes of its teams in one text.
struct Grant {
    Role role;
    std::string teams;
};

std::optional<Grant> last_grant(Tx& tx, const Person& person) {
    const auto row = tx.one(sql::providers::granted_role{.person = person.id});
    const auto role = row ? parse_role(row->text("role")) : std::nullopt;
    if (!role) return std::nullopt;
    return Grant{*role, row->text("teams")};
}

std::string in_one_text(std::vector<std::string> codes) {
    std::ranges::sort(codes);
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
    std::string text;
    for (const auto& code : codes) text += (text.empty() ? "" : ",") + code;
    return text;
}

// The last admin keeps the role: somebody must be able to give it to others.
Person move_to(Tx& tx, const Person& person, const Position& position) {
    try {
        auto changed = change_position(tx, person, person, position);
        record(tx, {.act = Act::position_changed,
                    .object = "orang " + std::to_string(changed.id),
                    .detail = "grup penyedia: " + std::string{code_of(person.role)} + " > " +
                              std::string{code_of(changed.role)}});
        log::info(
            "person.changed",
            {{"by", "groups"}, {"person", std::to_string(changed.id)}, {"role", std::string{code_of(changed.role)}}});
        return changed;
    } catch (const Conflict&) {
        log::warning("person.last_admin", {{"person", std::to_string(person.id)}});
        return person;
    }
}

Person take_back(Tx& tx, const Person& person) {
    auto changed = move_to(tx, person, {.role = Role::requester});
    if (changed.role == Role::requester) tx.run(sql::providers::delete_granted_role{.person = person.id});
    return changed;
}

Person grant(Tx& tx, const Person& person, const GroupRole& wanted) {
    const auto teams = in_one_text(wanted.teams);
    auto changed = move_to(tx, person, {.role = wanted.role, .teams = team_ids(load_catalog(tx), wanted.teams)});
    if (changed.role == wanted.role)
        tx.run(sql::providers::put_granted_role{
            .person = person.id, .role = code_of(wanted.role), .teams = teams, .now = tx.now()});
    return changed;
}

// Groups speak when they change. What was decided in HERO meanwhile stays: another role, other teams.
Person with_role_of_groups(Tx& tx, Person person, const std::vector<std::string>& groups, const GroupRoles& rules) {
    const auto wanted = role_of(groups, rules);
    const auto last = last_grant(tx, person);
    const bool by_hand = person.role != (last ? last->role : Role::requester);
    const bool as_before = wanted && last && wanted->role == last->role && in_one_text(wanted->teams) == last->teams;
    if (as_before || (!wanted && !last)) return person;
    if (by_hand) {
        if (!wanted) tx.run(sql::providers::delete_granted_role{.person = person.id});
        return person;
    }
    return wanted ? grant(tx, person, *wanted) : take_back(tx, person);
}

}  // namespace

Person welcome(Tx& tx, const Arrival& arrival, const GroupRoles& roles, Lang lang) {
    auto person = find_or_add(tx, arrival, lang);
    if (person.name != arrival.name || person.email != arrival.email) {
        set_contact(tx, person, arrival.name, arrival.email);
        person = person_by_id(tx, person.id).value();
    }
    if (!person.active || person.audience != Audience::internal) return person;
    return with_role_of_groups(tx, std::move(person), arrival.groups, roles);
}

}  // namespace hero
