#include "demo/demo.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <map>

#include "closing/closing.hpp"
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

std::vector<Ticket> all_loaded(Ground& ground) {
    std::vector<Ticket> tickets;
    ground.db.read([&](Tx& tx) {
        for (const auto* who : {"dewi", "wahyu"}) {
            const auto supervisor = *person_by_identity(tx, "demo", who);
            for (const auto& line : queue_page(tx, ground.desk(tx), supervisor, QueueView::all, {}, "", 1000).tickets)
                tickets.push_back(ticket_for(tx, supervisor, line.number, Verb::read));
        }
    });
    return tickets;
}

std::int64_t counted(Ground& ground) {
    std::int64_t amount = 0;
    ground.db.read([&](Tx& tx) {
        for (const auto* who : {"dewi", "wahyu"})
            for (const auto& count : queue_counts(tx, ground.desk(tx), *person_by_identity(tx, "demo", who)))
                if (count.view == QueueView::all) amount += count.amount;
    });
    return amount;
}

TEST(Demo, LoadsAsManyTicketsAsItIsToldAndCountsThem) {
    Ground ground;
    std::int64_t told = 0;
    demo::load_tickets(ground.db, 300, ground.house(), [&](std::int64_t done) { told = done; });
    EXPECT_EQ(told, 300);
    EXPECT_EQ(all_loaded(ground).size(), 300U);
    EXPECT_EQ(counted(ground), 300);
}

TEST(Demo, LoadingAgainAddsAsManyAgain) {
    Ground ground;
    for (int i = 0; i < 2; ++i) demo::load_tickets(ground.db, 40, ground.house(), [](std::int64_t) {});
    EXPECT_EQ(all_loaded(ground).size(), 80U);
    EXPECT_EQ(counted(ground), 80);
}

TEST(Demo, LoadedTicketsAreLikeThoseOfADesk) {
    Ground ground;
    demo::load_tickets(ground.db, 900, ground.house(), [](std::int64_t) {});
    std::map<std::string, int> closed;
    std::map<int, int> grades;
    int running = 0;
    const auto tickets = all_loaded(ground);
    ground.db.read([&](Tx& tx) {
        for (const auto& ticket : tickets) {
            if (ticket.status == Status::closed) ++closed[ticket.close_reason];
            running += ticket.status != Status::closed;
            if (const auto rating = rating_of(tx, ticket)) ++grades[rating->grade];
            if (ticket.assignee) EXPECT_EQ(person_by_id(tx, *ticket.assignee)->role, Role::agent) << ticket.number;
            EXPECT_EQ(ticket.status == Status::closed, ticket.closed_at.has_value()) << ticket.number;
            if (ticket.status != Status::closed)
                EXPECT_EQ(ticket.status == Status::waiting || ticket.status == Status::resolved,
                          ticket.paused_at.has_value())
                    << ticket.number;
            EXPECT_GT(ticket.resolution_due, ticket.created_at) << ticket.number;
        }
    });
    for (const auto* reason : {"dikonfirmasi", "otomatis", "dibatalkan"}) EXPECT_GT(closed[reason], 0) << reason;
    for (const int grade : {1, 2, 3, 4}) EXPECT_GT(grades[grade], 0) << grade;
    EXPECT_GT(running, 5);
}

// What waits for its requester is reminded and ends by itself, as if it had been asked in HERO.
TEST(Demo, LoadedTicketsThatWaitEndByThemselves) {
    Ground ground;
    demo::load_tickets(ground.db, 900, ground.house(), [](std::int64_t) {});
    const auto waiting = [&] {
        return std::ranges::count_if(all_loaded(ground), [](const Ticket& ticket) {
            return ticket.status == Status::waiting || ticket.status == Status::resolved;
        });
    };
    Workers workers(ground.db, ground.clock);
    register_closing_jobs(workers, ground.db, ground.house());
    ASSERT_GT(waiting(), 0);
    for (int day = 0; day < 60; ++day) {
        ground.clock.set(ground.clock.now() + std::chrono::days{1});
        while (workers.run_due() > 0) {
        }
    }
    EXPECT_EQ(waiting(), 0);
}

}  // namespace
}  // namespace hero
