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
    return std::any_of(teams.begin(), teams.end(),
                       [&](std::int64_t team) { return may(supervisor, TeamVerb::lead, team); });
}

// Nobody chooses who works on a ticket of their own.
bool can_be_given(const Person& supervisor, const std::optional<Person>& to, const Ticket& ticket) {
    return to && may(supervisor, Verb::assign, ticket) && may_be_given(*to, ticket);
}

// The ticket as it is then; nothing when it is not this supervisor's to hand over.
std::optional<Ticket> hand_over_one(Tx& tx, const Person& supervisor, std::int64_t from,
                                    const std::optional<Person>& to, std::int64_t id) {
    Ticket wanted;
    wanted.id = id;
    const auto ticket = fresh(tx, wanted);
    if (ticket.assignee != from || !may(supervisor, TeamVerb::lead, ticket.team)) return std::nullopt;
    if (can_be_given(supervisor, to, ticket))
        return store(tx, ticket, given_to(tx, ticket, *to), &supervisor,
                     {.happened = "ditugaskan", .detail = to->name});
    return store(tx, ticket, handling::nobodys(ticket), &supervisor, {.happened = "dikembalikan"});
}

// One mail, however many tickets there are.
void tell_heir(Tx& tx, const Person& heir, const std::vector<Ticket>& inherited) {
    if (inherited.size() == 1)
        tell_staff(tx, inherited.front(), "tugas");
    else if (!inherited.empty())
        tell_of_many(tx, heir.id, "serah", static_cast<std::int64_t>(inherited.size()), "/petugas?tampilan=saya");
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

const Load* least_loaded(const std::vector<Load>& loads) {
    const Load* least = nullptr;
    for (const auto& load : loads)
        if (load.agent.role == Role::agent && (!least || load.open < least->open)) least = &load;
    return least;
}

int hand_over(Tx& tx, const Person& supervisor, std::int64_t from, std::optional<std::int64_t> to) {
    if (!shares_a_team(supervisor, from, tx)) throw NotFound();
    const auto heir = to ? person_by_id(tx, *to) : std::nullopt;
    if (to && (!heir || !heir->active || !shares_a_team(supervisor, *to, tx) || *to == from))
        throw Conflict("sv.tugaskan.tidak_dapat");
    int moved = 0;
    std::vector<Ticket> inherited;
    for (const auto& row : tx.run(sql::handling::active_tickets_of{.assignee = from})) {
        const auto ticket = hand_over_one(tx, supervisor, from, heir, row.integer("id"));
        if (!ticket) continue;
        ++moved;
        if (ticket->assignee) inherited.push_back(*ticket);
    }
    if (heir && heir->id != supervisor.id) tell_heir(tx, *heir, inherited);
    return moved;
}

}  // namespace hero
