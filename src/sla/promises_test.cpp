#include <gtest/gtest.h>

#include <random>

#include "sla/calendar_for_tests.hpp"

namespace hero {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

const WorkCalendar calendar{plan_2026()};
const SlaTarget office{.profile = "umum",
                       .impact = Impact::medium,
                       .clock = SlaClock::working_hours,
                       .first_response = hours{4},
                       .resolution = minutes{1350}};
const SlaTarget around_the_clock{.profile = "siber",
                                 .impact = Impact::high,
                                 .clock = SlaClock::calendar_hours,
                                 .first_response = hours{1},
                                 .resolution = hours{24}};

TEST(Promises, CountWorkingHoursFromReceipt) {
    const auto promise = promise_for(calendar, office, wib("2026-07-06", 10));
    EXPECT_EQ(promise.first_response_due, wib("2026-07-06", 15));  // over the lunch break
    EXPECT_EQ(promise.resolution_due, wib("2026-07-09", 10));      // three working days later
}

TEST(Promises, StartAtTheNextOpeningWhenReceivedOutsideHours) {
    const auto promise = promise_for(calendar, office, wib("2026-03-17", 20));
    EXPECT_EQ(promise.first_response_due, wib("2026-03-25", 11, 30));
    EXPECT_EQ(promise.resolution_due, wib("2026-03-27", 16, 30));
}

TEST(Promises, CountEveryHourWhereCyberReportsAreConcerned) {
    const auto promise = promise_for(calendar, around_the_clock, wib("2026-03-20", 23));
    EXPECT_EQ(promise.first_response_due, wib("2026-03-21", 0));
    EXPECT_EQ(promise.resolution_due, wib("2026-03-21", 23));
}

TEST(Pause, MovesTheDueTimeByTheWorkingTimeThatPassed) {
    const auto due = wib("2026-07-09", 10);
    EXPECT_EQ(shifted_by_pause(calendar, office, due, wib("2026-07-07", 9), wib("2026-07-07", 11, 30)),
              wib("2026-07-09", 13, 30));
    EXPECT_EQ(shifted_by_pause(calendar, office, due, wib("2026-07-07", 15), wib("2026-07-08", 8, 30)),
              wib("2026-07-09", 12));
}

TEST(Pause, CostsNothingOutsideHours) {
    const auto due = wib("2026-07-09", 16);
    EXPECT_EQ(shifted_by_pause(calendar, office, due, wib("2026-07-04", 8), wib("2026-07-05", 20)), due);
    EXPECT_EQ(shifted_by_pause(calendar, office, due, wib("2026-07-06", 17), wib("2026-07-07", 7, 30)), due);
}

TEST(Pause, MovesByEveryHourWhereCyberReportsAreConcerned) {
    const auto due = wib("2026-07-05", 10);
    EXPECT_EQ(shifted_by_pause(calendar, around_the_clock, due, wib("2026-07-04", 22), wib("2026-07-05", 1, 30)),
              wib("2026-07-05", 13, 30));
}

TEST(Pause, ChangesNothingWhenItDidNotLast) {
    const auto due = wib("2026-07-09", 10);
    EXPECT_EQ(shifted_by_pause(calendar, office, due, wib("2026-07-07", 9), wib("2026-07-07", 9)), due);
    EXPECT_EQ(shifted_by_pause(calendar, around_the_clock, due, wib("2026-07-07", 9), wib("2026-07-07", 8)), due);
}

// What was left when the clock stopped is left when it runs again.
TEST(Pause, KeepsTheTimeThatWasLeft) {
    std::mt19937_64 random{76};
    for (int i = 0; i < 2000; ++i) {
        const auto received = wib("2026-02-01", 0) + std::chrono::milliseconds{random() % (200LL * 86'400'000)};
        const auto due = promise_for(calendar, office, received).resolution_due;
        const auto paused = received + (due - received) * static_cast<int>(random() % 100) / 100;
        const auto resumed = paused + std::chrono::milliseconds{random() % (9LL * 86'400'000)};
        const auto moved = shifted_by_pause(calendar, office, due, paused, resumed);
        ASSERT_EQ(calendar.working_time_between(resumed, moved), calendar.working_time_between(paused, due))
            << shown(received) << " paused " << shown(paused) << " resumed " << shown(resumed);
    }
}

}  // namespace
}  // namespace hero
