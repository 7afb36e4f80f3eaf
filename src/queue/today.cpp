#include <algorithm>

#include "queue/queue.hpp"
#include "sql/queue.hpp"

namespace hero {

namespace {

// Midnight where the desk works: WIB, which knows no summer time.
Instant start_of_day(Instant now) {
    constexpr std::chrono::hours wib{7};
    return std::chrono::floor<std::chrono::days>(now + wib) - wib;
}

// today.postgres.sql reads so many of each team.
static_assert(most_counted + 1 <= 1000);

DayCount up_to_most(std::int64_t amount) { return {std::min(amount, most_counted), amount > most_counted}; }

}  // namespace

Today today_of(Tx& tx, const Person& staff) {
    const auto row =
        tx.one(sql::queue::today{.person = staff.id, .since = start_of_day(tx.now()), .most = most_counted + 1})
            .value();
    return {.came_in = up_to_most(row.integer("came_in")), .resolved = up_to_most(row.integer("resolved"))};
}

}  // namespace hero
