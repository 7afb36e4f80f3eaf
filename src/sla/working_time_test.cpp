#include <gtest/gtest.h>

#include <random>
#include <stdexcept>

#include "sla/calendar_for_tests.hpp"

namespace hero {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;

const WorkCalendar calendar{plan_2026()};

TEST(Days, AreThoseOfJakarta) {
    EXPECT_EQ(day_of(wib("2026-03-17", 0)), day("2026-03-17"));
    EXPECT_EQ(day_of(wib("2026-03-17", 23, 59, 59)), day("2026-03-17"));
    EXPECT_EQ(day_of(wib("2026-03-17", 0) - milliseconds{1}), day("2026-03-16"));
    EXPECT_EQ(iso_day(day_of(from_millis(0))), "1970-01-01");
    EXPECT_EQ(iso_day(day_of(from_millis(-7 * 3'600'000 - 1))), "1969-12-31");
}

TEST(ParseDay, TakesOnlyDaysThatExistInOneForm) {
    EXPECT_EQ(iso_day(parse_day("2028-02-29").value()), "2028-02-29");
    EXPECT_EQ(iso_day(parse_day("0001-01-01").value()), "0001-01-01");
    for (const auto* text : {"", "2026-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "2026-1-1", "26-01-01",
                             "2026/01/01", "2026-01-01 ", "+026-01-01", "2026-01-1x", "-2026-01-01"})
        EXPECT_FALSE(parse_day(text)) << text;
}

TEST(HolidayKinds, HaveCodesThatReadBack) {
    for (const auto kind : {HolidayKind::national, HolidayKind::collective_leave, HolidayKind::special})
        EXPECT_EQ(holiday_kind_of(code_of(kind)), kind);
    EXPECT_FALSE(holiday_kind_of("libur"));
}

TEST(WorkingDays, Of2026Are240) {
    int working = 0;
    for (Day at = day("2026-01-01"); at <= day("2026-12-31"); at += std::chrono::days{1})
        working += calendar.is_working_day(at);
    EXPECT_EQ(working, 240);
}

TEST(WorkingDays, SkipWeekendsHolidaysAndCollectiveLeave) {
    EXPECT_TRUE(calendar.is_working_day(day("2026-03-17")));
    EXPECT_FALSE(calendar.is_working_day(day("2026-03-14")));  // Saturday
    EXPECT_FALSE(calendar.is_working_day(day("2026-08-17")));
    EXPECT_FALSE(calendar.is_working_day(day("2026-12-24")));
}

TEST(Weeks, HoldTheHoursOfTheDecree) {
    EXPECT_EQ(calendar.working_time_between(wib("2026-07-06", 0), wib("2026-07-13", 0)), minutes{37 * 60 + 30});
    auto plan = plan_2026();
    plan.ramadan_ranges = {{day("2026-07-06"), day("2026-07-12")}};
    const WorkCalendar fasting{plan};
    EXPECT_EQ(fasting.working_time_between(wib("2026-07-06", 0), wib("2026-07-13", 0)), minutes{32 * 60 + 30});
    EXPECT_EQ(fasting.working_time_between(wib("2026-07-13", 0), wib("2026-07-20", 0)), minutes{37 * 60 + 30});
}

TEST(Opening, KnowsBreaksNightsAndClosing) {
    EXPECT_FALSE(calendar.is_open(wib("2026-03-17", 7, 29, 59)));
    EXPECT_TRUE(calendar.is_open(wib("2026-03-17", 7, 30)));
    EXPECT_FALSE(calendar.is_open(wib("2026-03-17", 12, 0)));
    EXPECT_TRUE(calendar.is_open(wib("2026-03-17", 13, 0)));
    EXPECT_FALSE(calendar.is_open(wib("2026-03-17", 16, 0)));
    EXPECT_FALSE(calendar.is_open(wib("2026-03-13", 11, 30)));  // Friday
    EXPECT_TRUE(calendar.is_open(wib("2026-03-13", 16, 29)));
}

TEST(Opening, ComesNextAfterBreaksNightsAndHolidays) {
    EXPECT_EQ(calendar.next_opening(wib("2026-03-17", 9, 15)), wib("2026-03-17", 9, 15));
    EXPECT_EQ(calendar.next_opening(wib("2026-03-17", 5)), wib("2026-03-17", 7, 30));
    EXPECT_EQ(calendar.next_opening(wib("2026-03-17", 12, 20)), wib("2026-03-17", 13));
    EXPECT_EQ(calendar.next_opening(wib("2026-03-17", 16)), wib("2026-03-25", 7, 30));
    EXPECT_EQ(calendar.next_opening(wib("2026-12-31", 20)), wib("2027-01-01", 7, 30));  // nothing known of 2027
}

TEST(WorkingTime, SkipsBreaksNightsAndDaysOff) {
    EXPECT_EQ(calendar.after_working_time(wib("2026-03-17", 11, 30), hours{1}), wib("2026-03-17", 13, 30));
    EXPECT_EQ(calendar.after_working_time(wib("2026-03-17", 15, 30), hours{1}), wib("2026-03-25", 8));
    EXPECT_EQ(calendar.after_working_time(wib("2026-03-14", 10), hours{1}), wib("2026-03-16", 8, 30));
}

TEST(WorkingTime, EndsAtClosingAndNotAtTheNextOpening) {
    EXPECT_EQ(calendar.after_working_time(wib("2026-03-17", 7, 30), minutes{450}), wib("2026-03-17", 16));
    EXPECT_EQ(calendar.after_working_time(wib("2026-03-17", 7, 30), minutes{270}), wib("2026-03-17", 12));
}

TEST(WorkingTime, StaysWhereItIsForNothing) {
    EXPECT_EQ(calendar.after_working_time(wib("2026-03-21", 3), minutes{0}), wib("2026-03-21", 3));
    EXPECT_EQ(calendar.after_working_time(wib("2026-03-17", 9), minutes{-5}), wib("2026-03-17", 9));
}

TEST(WorkingTime, IsNothingBackwards) {
    EXPECT_EQ(calendar.working_time_between(wib("2026-03-17", 15), wib("2026-03-17", 9)), minutes{0});
    EXPECT_EQ(calendar.working_time_between(wib("2026-03-25", 15), wib("2026-03-17", 9)), minutes{0});
}

TEST(WorkingTime, CrossesTheYear) {
    // Thu 31 Dec 2026, then Friday 1 January of a year whose holidays nobody has entered yet.
    EXPECT_EQ(calendar.after_working_time(wib("2026-12-31", 15), hours{2}), wib("2027-01-01", 8, 30));
    auto plan = plan_2026();
    plan.holidays.push_back({.day = day("2027-01-01"), .name = "Tahun Baru", .source = ""});
    const WorkCalendar longer{plan};
    EXPECT_EQ(longer.after_working_time(wib("2026-12-31", 15), hours{2}), wib("2027-01-04", 8, 30));
    EXPECT_EQ(longer.working_time_between(wib("2026-12-31", 15), wib("2027-01-04", 8, 30)), hours{2});
}

struct Deadline {
    const char* received;
    int days;
    const char* due;
    int hour;
    int minute;
};

TEST(WorkingDayDeadlines, FallAtClosingTimeOfTheNthDay) {
    for (const auto& [received, days, due, hour, minute] :
         {Deadline{"2026-03-17", 1, "2026-03-25", 16, 0}, Deadline{"2026-03-17", 3, "2026-03-27", 16, 30},
          Deadline{"2026-03-17", 5, "2026-03-31", 16, 0}, Deadline{"2026-03-17", 14, "2026-04-14", 16, 0},
          Deadline{"2026-05-13", 3, "2026-05-20", 16, 0}, Deadline{"2026-12-23", 1, "2026-12-28", 16, 0},
          Deadline{"2026-11-24", 14, "2026-12-14", 16, 0}, Deadline{"2026-03-17", 0, "2026-03-17", 16, 0}})
        for (const int at : {0, 7, 10, 12, 15})
            EXPECT_EQ(shown(calendar.close_of_working_day_after(wib(received, at, 59), days)),
                      shown(wib(due, hour, minute)))
                << received << " + " << days;
}

TEST(WorkingDayDeadlines, CountFromTheNextWorkingDayWhenReceivedAfterClosingOrOnADayOff) {
    EXPECT_EQ(calendar.close_of_working_day_after(wib("2026-07-06", 15, 59, 59), 1), wib("2026-07-07", 16));
    EXPECT_EQ(calendar.close_of_working_day_after(wib("2026-07-06", 16), 1), wib("2026-07-08", 16));
    EXPECT_EQ(calendar.close_of_working_day_after(wib("2026-07-06", 23, 59), 1), wib("2026-07-08", 16));
    EXPECT_EQ(calendar.close_of_working_day_after(wib("2026-07-04", 9), 1), wib("2026-07-07", 16));
    EXPECT_EQ(calendar.close_of_working_day_after(wib("2026-03-19", 9), 1), wib("2026-03-26", 16));
}

TEST(WorkingDayDeadlines, UseRamadanHoursInRamadan) {
    auto plan = plan_2026();
    plan.ramadan_ranges = {{day("2026-02-18"), day("2026-03-19")}};
    const WorkCalendar fasting{plan};
    EXPECT_EQ(fasting.close_of_working_day_after(wib("2026-02-18", 14), 1), wib("2026-02-19", 15));
    EXPECT_EQ(fasting.close_of_working_day_after(wib("2026-02-18", 15), 1), wib("2026-02-20", 15, 30));
    EXPECT_EQ(fasting.after_working_time(wib("2026-02-18", 7), hours{5}), wib("2026-02-18", 13, 30));
}

TEST(Years, AreKnownOnceTheirHolidaysAreEntered) {
    EXPECT_TRUE(calendar.year_is_known(2026));
    EXPECT_FALSE(calendar.year_is_known(2027));
}

// Counts the open minutes one by one, from a table of the week written down here.
milliseconds counted(const std::set<Day>& off, Instant from, Instant to) {
    milliseconds open{0};
    for (auto at = from; at < to; at += minutes{1}) {
        const auto today = day_of(at);
        const auto minute = (at.time_since_epoch() + hours{7} - today.time_since_epoch()) / minutes{1};
        const auto weekday = std::chrono::weekday{today}.iso_encoding();
        const bool friday = weekday == 5;
        const bool in_morning = minute >= 450 && minute < (friday ? 690 : 720);
        const bool in_afternoon = minute >= 780 && minute < (friday ? 990 : 960);
        if (weekday <= 5 && !off.contains(today) && (in_morning || in_afternoon)) open += minutes{1};
    }
    return open;
}

TEST(WorkingTime, AgreesWithCountingMinutes) {
    std::set<Day> off;
    for (const auto& holiday : plan_2026().holidays) off.insert(holiday.day);
    std::mt19937_64 random{20260317};
    for (int i = 0; i < 100; ++i) {
        const auto from = wib("2026-01-01", 0) + minutes{random() % (370 * 1440)};
        const auto to = from + minutes{random() % (21 * 1440)};
        ASSERT_EQ(calendar.working_time_between(from, to), counted(off, from, to)) << shown(from) << " " << shown(to);
    }
}

TEST(WorkingTime, AddsWhatItMeasures) {
    std::mt19937_64 random{1497};
    for (int i = 0; i < 5000; ++i) {
        const auto from = wib("2025-12-15", 0) + milliseconds{random() % (400LL * 86'400'000)};
        const auto amount = milliseconds{random() % (80LL * 3'600'000)};
        const auto due = calendar.after_working_time(from, amount);
        ASSERT_EQ(calendar.working_time_between(from, due), amount) << shown(from);
        if (amount > milliseconds{0}) {
            ASSERT_LT(calendar.working_time_between(from, due - milliseconds{1}), amount) << shown(from);
        }

        const auto to = from + milliseconds{random() % (30LL * 86'400'000)};
        const auto worked = calendar.working_time_between(from, to);
        ASSERT_LE(calendar.after_working_time(from, worked), to) << shown(from);
        const auto middle = from + (to - from) / 3;
        ASSERT_EQ(calendar.working_time_between(from, middle) + calendar.working_time_between(middle, to), worked);
    }
}

TEST(WorkingTime, NeverRunsBackwards) {
    std::mt19937_64 random{2026};
    for (int i = 0; i < 5000; ++i) {
        const auto from = wib("2025-12-15", 0) + milliseconds{random() % (400LL * 86'400'000)};
        const auto later = from + milliseconds{random() % (3LL * 86'400'000)};
        const auto amount = milliseconds{random() % (80LL * 3'600'000)};
        ASSERT_LE(calendar.after_working_time(from, amount), calendar.after_working_time(later, amount)) << shown(from);
        ASSERT_LE(calendar.after_working_time(from, amount), calendar.after_working_time(from, amount + minutes{1}));
        ASSERT_LE(calendar.next_opening(from), calendar.next_opening(later)) << shown(from);
        ASSERT_LE(calendar.close_of_working_day_after(from, 3), calendar.close_of_working_day_after(later, 3));
        ASSERT_LT(calendar.close_of_working_day_after(from, 3), calendar.close_of_working_day_after(from, 4));
        ASSERT_EQ(calendar.is_open(from), calendar.working_time_between(from, from + milliseconds{1}).count() == 1);
    }
}

TEST(WorkCalendar, RefusesWeeksThatCannotBe) {
    const auto with = [](std::vector<WorkWindow> windows) {
        return WorkCalendar({.holidays = {}, .normal = std::move(windows), .ramadan = {}, .ramadan_ranges = {}});
    };
    using std::chrono::Monday;
    EXPECT_NO_THROW(with({{Monday, minutes{0}, minutes{1440}}}));
    EXPECT_NO_THROW(with({{Monday, minutes{780}, minutes{960}}, {Monday, minutes{450}, minutes{780}}}));
    EXPECT_THROW(with({}), std::invalid_argument);
    EXPECT_THROW(with({{Monday, minutes{600}, minutes{600}}}), std::invalid_argument);
    EXPECT_THROW(with({{Monday, minutes{600}, minutes{1441}}}), std::invalid_argument);
    EXPECT_THROW(with({{Monday, minutes{-1}, minutes{600}}}), std::invalid_argument);
    EXPECT_THROW(with({{Monday, minutes{450}, minutes{720}}, {Monday, minutes{700}, minutes{960}}}),
                 std::invalid_argument);
    EXPECT_THROW(with({{std::chrono::weekday{9}, minutes{450}, minutes{720}}}), std::invalid_argument);
}

}  // namespace
}  // namespace hero
