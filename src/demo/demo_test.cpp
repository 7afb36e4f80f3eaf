#include "demo/demo.hpp"

#include <gtest/gtest.h>

#include <map>

#include "queue/queue.hpp"
#include "tests/database.hpp"

namespace hero {
namespace {

struct Ground : test::TestDatabase {
    Desk desk(Tx& tx) { return {catalogs.get(tx), calendars.get(tx), {}}; }
    std::function<Desk(Tx&)> house() {
        return [this](Tx& tx) { return desk(tx); };
    }
    CatalogCache catalogs;
    CalendarCache calendars;
};

TEST(Demo, PlaysAboutSixtyTicketsInEveryStateOnce) {
    Ground ground;
    Workers workers(ground.db, ground.clock);
    const auto now = ground.clock.now();
    EXPECT_GE(demo::play_stories(ground.db, workers, ground.clock, now, ground.house()), 55);
    EXPECT_EQ(demo::play_stories(ground.db, workers, ground.clock, now, ground.house()), 0)
        << "only into an empty desk";
    std::map<Status, int> states;
    int escalated = 0;
    ground.db.read([&](Tx& tx) {
        for (const auto* who : {"dewi", "wahyu"}) {
            const auto supervisor = *person_by_identity(tx, "demo", who);
            for (const auto& ticket :
                 queue_page(tx, ground.desk(tx), supervisor, QueueView::all, {}, "", 200).tickets) {
                ++states[ticket.status];
                escalated += ticket.escalated;
                EXPECT_LE(ticket.updated_at, now) << ticket.number;
            }
        }
    });
    for (const auto status : {Status::open, Status::in_progress, Status::waiting, Status::resolved, Status::closed})
        EXPECT_GT(states[status], 0) << code_of(status);
    EXPECT_GE(escalated, 2);
}

TEST(Demo, LoadsAsManyTicketsAsItIsToldAndCountsThem) {
    Ground ground;
    std::int64_t told = 0;
    demo::load_tickets(ground.db, ground.clock.now(), 300, ground.house(), [&](std::int64_t done) { told = done; });
    EXPECT_EQ(told, 300);
    std::int64_t counted = 0;
    ground.db.read([&](Tx& tx) {
        std::int64_t all = 0;
        for (const auto* who : {"dewi", "wahyu"}) {
            const auto supervisor = *person_by_identity(tx, "demo", who);
            for (const auto& count : queue_counts(tx, ground.desk(tx), supervisor))
                if (count.view == QueueView::all) counted += count.amount;
            all += static_cast<std::int64_t>(
                queue_page(tx, ground.desk(tx), supervisor, QueueView::all, {}, "", 400).tickets.size());
        }
        EXPECT_EQ(all, 300);
    });
    EXPECT_EQ(counted, 300);
}

}  // namespace
}  // namespace hero
