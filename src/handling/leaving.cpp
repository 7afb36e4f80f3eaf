// What becomes of tickets when somebody may no longer work on them.
#include <algorithm>

#include "handling/inside.hpp"
#include "sql/handling.hpp"

namespace hero {

int release(Tx& tx, const Person& by, std::int64_t from, const std::vector<std::int64_t>& kept_teams) {
    int released = 0;
    for (const auto& row : tx.run(sql::handling::active_tickets_of{.assignee = from})) {
        Ticket wanted;
        wanted.id = row.integer("id");
        const auto ticket = fresh(tx, wanted);
        if (ticket.assignee != from || std::ranges::find(kept_teams, ticket.team) != kept_teams.end()) continue;
        store(tx, ticket, handling::nobodys(ticket), &by, {.happened = "dikembalikan"});
        ++released;
    }
    return released;
}

}  // namespace hero
