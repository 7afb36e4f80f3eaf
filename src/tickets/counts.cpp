// Counters kept by the write path, so that no page counts tickets.
#include <algorithm>
#include <tuple>

#include "sql/tickets.hpp"
#include "tickets/inside.hpp"
#include "tickets/moves.hpp"

namespace hero {

namespace {

struct Count {
    std::string_view scope;
    std::int64_t id;
    std::string_view bucket;
    auto operator<=>(const Count&) const = default;
};

// The one place that says what a ticket counts for. Sorted: whoever writes several counters takes them in one order,
// so that two writers never wait for each other.
std::vector<Count> counters_of(const Ticket& ticket) {
    const bool active = tickets::is_active(ticket.status);
    std::vector<Count> counters{
        {scopes::requester, ticket.requester, ticket.status == Status::closed ? buckets::closed : buckets::open},
        {scopes::team, ticket.team,
         active                              ? buckets::active
         : ticket.status == Status::resolved ? buckets::resolved
                                             : buckets::closed}};
    if (active && ticket.assignee) counters.push_back({scopes::assignee, *ticket.assignee, buckets::active});
    if (active && !ticket.assignee) counters.push_back({scopes::team, ticket.team, buckets::unassigned});
    if (ticket.status == Status::waiting) counters.push_back({scopes::team, ticket.team, buckets::waiting});
    if (ticket.escalated) counters.push_back({scopes::team, ticket.team, buckets::escalated});
    std::sort(counters.begin(), counters.end());
    return counters;
}

// Consecutive tickets take different rows of a counter: on PostgreSQL their transactions do not wait for each other.
std::int64_t slot_of(Tx& tx, const Ticket& ticket) { return tx.engine() == db::Engine::postgres ? ticket.id % 16 : 0; }

}  // namespace

std::map<std::string, std::int64_t, std::less<>> counts_of(Tx& tx, std::string_view scope, std::int64_t id) {
    std::map<std::string, std::int64_t, std::less<>> counts;
    for (const auto& row : tx.run(sql::tickets::counts{.scope = scope, .id = id}))
        counts[row.text("bucket")] = row.integer("amount");
    return counts;
}

TicketTotals totals_of(Tx& tx, const Person& requester) {
    auto counts = counts_of(tx, scopes::requester, requester.id);
    return {.open = counts[std::string(buckets::open)], .closed = counts[std::string(buckets::closed)]};
}

namespace tickets {

namespace {

void write_difference(Tx& tx, const Ticket& ticket, const std::vector<Count>& left, const std::vector<Count>& joined) {
    std::vector<std::pair<Count, int>> changes;
    for (const auto& counter : left)
        if (!std::binary_search(joined.begin(), joined.end(), counter)) changes.emplace_back(counter, -1);
    for (const auto& counter : joined)
        if (!std::binary_search(left.begin(), left.end(), counter)) changes.emplace_back(counter, 1);
    std::sort(changes.begin(), changes.end());
    for (const auto& [counter, by] : changes)
        tx.run_later(sql::tickets::add_to_count{
            .scope = counter.scope, .id = counter.id, .bucket = counter.bucket, .slot = slot_of(tx, ticket), .by = by});
}

}  // namespace

void count_new(Tx& tx, const Ticket& ticket) { write_difference(tx, ticket, {}, counters_of(ticket)); }

void count_move(Tx& tx, const Ticket& before, const Ticket& after) {
    write_difference(tx, after, counters_of(before), counters_of(after));
}

}  // namespace tickets

}  // namespace hero
