#include <gtest/gtest.h>

#include "handling/handling.hpp"
#include "queue/queue.hpp"
#include "tests/cast.hpp"

namespace hero {

namespace {

using namespace std::chrono_literals;

struct Counter : test::Office {
    Ticket due(const Ticket& ticket, std::chrono::milliseconds from_now) {
        write([&](Tx& tx) {
            tx.run(
                test::Ask<"UPDATE tickets SET resolution_due = $1 WHERE id = $2", 2>{{tx.now() + from_now, ticket.id}});
        });
        return ticket;
    }
    std::vector<std::pair<QueueView, std::int64_t>> urgent(std::string_view supervisor) {
        std::vector<std::pair<QueueView, std::int64_t>> list;
        for (const auto& one : read([&](Tx& tx) { return most_urgent(tx, desk(tx), person(supervisor)); }))
            list.emplace_back(one.reason, one.ticket.id);
        return list;
    }
};

}  // namespace

TEST(MostUrgent, NamesEachTicketOnceForItsFirstReason) {
    Counter counter;
    const auto late = counter.due(counter.open("ashari"), -1h);
    const auto soon = counter.due(counter.open("ashari"), 30min);
    const auto opened = counter.open("ashari");
    const auto taken = counter.write([&](Tx& tx) { return take(tx, counter.person("budi"), opened); });
    const auto escalated =
        counter.write([&](Tx& tx) { return escalate(tx, counter.person("budi"), taken, "1", "bantuan", ""); });
    const auto unassigned = counter.open("ashari");
    const std::vector<std::pair<QueueView, std::int64_t>> expected{{QueueView::overdue, late.id},
                                                                   {QueueView::due_soon, soon.id},
                                                                   {QueueView::escalated, escalated.id},
                                                                   {QueueView::unassigned, unassigned.id}};
    EXPECT_EQ(counter.urgent("dewi"), expected);
    EXPECT_TRUE(counter.urgent("wahyu").empty()) << "tickets of other teams";
}

TEST(MostUrgent, LeavesRoomForEveryReason) {
    Counter counter;
    for (int i = 0; i < 9; ++i) counter.due(counter.open("ashari"), -1h);
    for (int i = 0; i < 5; ++i) counter.open("ashari");
    const auto list = counter.urgent("dewi");
    EXPECT_EQ(std::ranges::count(list, QueueView::overdue, &std::pair<QueueView, std::int64_t>::first), 4);
    EXPECT_EQ(std::ranges::count(list, QueueView::unassigned, &std::pair<QueueView, std::int64_t>::first), 2);
}

// The most that lists before it can take away from the last list: all of what they name is unassigned too.
TEST(MostUrgent, FillsEachShareThoughTheListsBeforeNameTheSame) {
    Counter counter;
    for (int i = 0; i < 4; ++i) counter.due(counter.open("ashari"), -1h);
    for (int i = 0; i < 3; ++i) counter.due(counter.open("ashari"), 30min);
    std::vector<std::int64_t> later;
    for (int i = 0; i < 2; ++i) later.push_back(counter.due(counter.open("ashari"), 90h + i * 1min).id);
    const auto list = counter.urgent("dewi");
    ASSERT_EQ(list.size(), 9u);
    EXPECT_EQ(list[7], std::pair(QueueView::unassigned, later[0]));
    EXPECT_EQ(list[8], std::pair(QueueView::unassigned, later[1]));
}

TEST(Today, BeginsAtMidnightInJakarta) {
    Counter counter;
    const auto today = [&](std::string_view who) {
        return counter.read([&](Tx& tx) { return today_of(tx, counter.person(who)); });
    };
    counter.open("ashari");
    const auto done = counter.open("ashari");
    counter.write([&](Tx& tx) {
        tx.run(test::Ask<"UPDATE tickets SET resolved_at = $1 WHERE id = $2", 2>{{tx.now(), done.id}});
    });
    EXPECT_EQ(today("dewi").came_in.amount, 2);
    EXPECT_EQ(today("dewi").resolved.amount, 1);
    EXPECT_FALSE(today("dewi").came_in.more);
    EXPECT_EQ(today("wahyu").came_in.amount, 0) << "tickets of other teams";

    const auto day = day_of(counter.clock.now());
    while (day_of(counter.clock.now() + 1min) == day) counter.clock.advance(1min);
    EXPECT_EQ(today("dewi").came_in.amount, 2) << "until the last minute of the day";
    counter.clock.advance(1min);
    EXPECT_EQ(today("dewi").came_in.amount, 0);
    EXPECT_EQ(today("dewi").resolved.amount, 0);
}

}  // namespace hero
