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

template <typename Statement>
DayCount counted(Tx& tx, const Person& staff, Instant since) {
    std::int64_t amount = 0;
    for (const auto team : staff.teams)
        amount += tx.one(Statement{.team = team, .since = since, .most = most_counted + 1 - amount})->integer("amount");
    return {std::min(amount, most_counted), amount > most_counted};
}

}  // namespace

Today today_of(Tx& tx, const Person& staff) {
    const auto since = start_of_day(tx.now());
    return {.came_in = counted<sql::queue::count_came_in>(tx, staff, since),
            .resolved = counted<sql::queue::count_resolved>(tx, staff, since)};
}

}  // namespace hero
