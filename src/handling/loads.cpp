// Who carries how much, and what becomes of it when they leave.
#include <algorithm>

#include "handling/inside.hpp"
#include "mail/mail.hpp"
#include "sql/handling.hpp"

namespace hero {

namespace {

constexpr std::chrono::minutes soon{120};  // of working time

bool shares_a_team(const Person& supervisor, std::int64_t other_person, Tx& tx) {
    const auto teams = teams_of(tx, other_person);
    return std::any_of(teams.begin(), teams.end(), [&](std::int64_t team) { return supervisor.works_in(team); });
}

// Nobody chooses who works on a ticket of their own.
bool can_be_given(const Person& supervisor, const std::optional<Person>& to, const Ticket& ticket) {
    return to && ticket.requester != supervisor.id && handling::can_have(*to, ticket);
}

bool hand_over_one(Tx& tx, const Person& supervisor, std::int64_t from, const std::optional<Person>& to,
                   std::int64_t id) {
    Ticket wanted;
    wanted.id = id;
    const auto ticket = fresh(tx, wanted);
    if (ticket.assignee != from || !supervisor.works_in(ticket.team)) return false;
    const bool given = can_be_given(supervisor, to, ticket);
    if (given)
        store(tx, ticket, given_to(tx, ticket, *to), &supervisor, {.happened = "ditugaskan", .detail = to->name});
    else
        store(tx, ticket, handling::nobodys(ticket), &supervisor, {.happened = "dikembalikan"});
    return true;
}

}  // namespace

std::vector<Load> loads_of(Tx& tx, const Desk& desk, std::int64_t team) {
    const auto until = desk.calendar->after_working_time(tx.now(), soon);
    std::vector<Load> loads;
    for (auto& member : members_of(tx, team)) {
        if (!member.active) continue;
        auto counts = counts_of(tx, scopes::assignee, member.id);
        const auto due = tx.one(sql::handling::count_due{.assignee = member.id, .from = tx.now(), .until = until});
        loads.push_back({.agent = std::move(member),
                         .open = counts[std::string(buckets::active)],
                         .due_soon = due->integer("amount")});
    }
    return loads;
}

int hand_over(Tx& tx, const Person& supervisor, std::int64_t from, std::optional<std::int64_t> to) {
    if (!supervisor.is_supervisor() || !shares_a_team(supervisor, from, tx)) throw NotFound();
    const auto heir = to ? person_by_id(tx, *to) : std::nullopt;
    if (to && (!heir || !heir->active || !shares_a_team(supervisor, *to, tx) || *to == from))
        throw Conflict("sv.tugaskan.tidak_dapat");
    int moved = 0;
    for (const auto& row : tx.run(sql::handling::active_tickets_of{.assignee = from}))
        if (hand_over_one(tx, supervisor, from, heir, row.integer("id"))) ++moved;
    return moved;
}

}  // namespace hero
