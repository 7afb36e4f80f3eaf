#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <stdexcept>
#include <tuple>

#include "base/errors.hpp"
#include "sla/calendar_for_tests.hpp"
#include "tests/database.hpp"

namespace hero {
namespace {

using std::chrono::minutes;

std::vector<Holiday> holidays(Database& db, int year) {
    return db.read([&](Tx& tx) { return holidays_of(tx, year); });
}

// The calendar as it comes, on one database: these tests only look at it.
class SeededCalendar : public testing::Test {
protected:
    static void SetUpTestSuite() { ground = std::make_unique<test::TestDatabase>(); }
    static void TearDownTestSuite() { ground.reset(); }
    static inline std::unique_ptr<test::TestDatabase> ground;
    Database& db = ground->db;
};

class CalendarTables : public testing::Test {
protected:
    test::TestDatabase ground;
    Database& db = ground.db;
    CalendarCache cache;

    std::shared_ptr<const WorkCalendar> cached() {
        return db.read([&](Tx& tx) { return cache.get(tx); });
    }
};

using Hours = std::vector<std::tuple<unsigned, int, int>>;

Hours hours_of(const std::vector<WorkWindow>& windows) {
    Hours hours;
    for (const auto& window : windows)
        hours.emplace_back(window.weekday.iso_encoding(), window.opens.count(), window.closes.count());
    return hours;
}

TEST_F(SeededCalendar, HoldsTheDecreeOf2026) {
    const auto listed = holidays(db, 2026);
    std::map<HolidayKind, int> kinds;
    for (const auto& holiday : listed) {
        ++kinds[holiday.kind];
        EXPECT_EQ(holiday.source, "SKB 3 Menteri 1497/2025") << iso_day(holiday.day);
        EXPECT_FALSE(holiday.provisional) << iso_day(holiday.day);
        EXPECT_FALSE(holiday.name.empty()) << iso_day(holiday.day);
    }
    EXPECT_EQ(kinds, (std::map<HolidayKind, int>{{HolidayKind::national, 17}, {HolidayKind::collective_leave, 8}}));
    std::vector<Day> days, decreed;
    for (const auto& holiday : listed) days.push_back(holiday.day);
    for (const auto& holiday : plan_2026().holidays) decreed.push_back(holiday.day);
    EXPECT_EQ(days, decreed);
    EXPECT_TRUE(holidays(db, 2025).empty());
    EXPECT_TRUE(holidays(db, 2027).empty());
}

TEST_F(SeededCalendar, CountsWorkingDaysAsTheDeskPromises) {
    CalendarCache cache;
    const auto calendar = db.read([&](Tx& tx) { return cache.get(tx); });
    EXPECT_EQ(calendar->close_of_working_day_after(wib("2026-03-17", 10), 3), wib("2026-03-27", 16, 30));
    EXPECT_EQ(calendar->close_of_working_day_after(wib("2026-05-13", 10), 3), wib("2026-05-20", 16));
    EXPECT_EQ(calendar->close_of_working_day_after(wib("2026-12-23", 10), 1), wib("2026-12-28", 16));
    EXPECT_TRUE(calendar->year_is_known(2026));
    EXPECT_FALSE(calendar->year_is_known(2027));
}

TEST_F(SeededCalendar, HoldsTheHoursOfTheDecreeForBothSeasons) {
    const auto [normal, ramadan, ranges] = db.read([](Tx& tx) {
        return std::tuple{work_windows(tx, Season::normal), work_windows(tx, Season::ramadan), ramadan_ranges(tx)};
    });
    EXPECT_EQ(hours_of(normal), hours_of(normal_week()));
    EXPECT_EQ(hours_of(ramadan), hours_of(ramadan_week()));
    EXPECT_TRUE(ranges.empty());  // to be decreed
}

TEST_F(CalendarTables, AreReadAgainOnlyAfterAChange) {
    const auto before = cached();
    EXPECT_EQ(cached(), before);
    db.write([](Tx& tx) {
        put_holiday(tx, {day("2027-01-01"), "Tahun Baru 2027 Masehi", HolidayKind::national, "Pengumuman", true});
    });
    const auto after = cached();
    EXPECT_NE(after, before);
    EXPECT_TRUE(before->is_working_day(day("2027-01-01")));  // who still reads the old one is not disturbed
    EXPECT_FALSE(after->is_working_day(day("2027-01-01")));
    EXPECT_TRUE(after->year_is_known(2027));
}

TEST_F(CalendarTables, AreNotRememberedAsTheyWereBeforeARollback) {
    struct Undone {};
    EXPECT_THROW(db.write([&](Tx& tx) {
        remove_holiday(tx, day("2026-08-17"));
        EXPECT_TRUE(cache.get(tx)->is_working_day(day("2026-08-17")));
        throw Undone{};
    }),
                 Undone);
    EXPECT_FALSE(cached()->is_working_day(day("2026-08-17")));
}

TEST_F(CalendarTables, ReplaceWhatADayWas) {
    const Holiday announced{day("2027-03-10"), "Idul Fitri", HolidayKind::national, "Pengumuman", true};
    const Holiday decreed{day("2027-03-10"), "Idul Fitri 1448 Hijriah", HolidayKind::special, "SKB", false};
    db.write([&](Tx& tx) {
        put_holiday(tx, announced);
        put_holiday(tx, decreed);
    });
    const auto listed = holidays(db, 2027);
    ASSERT_EQ(listed.size(), 1u);
    EXPECT_EQ(listed[0].day, decreed.day);
    EXPECT_EQ(listed[0].name, decreed.name);
    EXPECT_EQ(listed[0].kind, decreed.kind);
    EXPECT_EQ(listed[0].source, decreed.source);
    EXPECT_EQ(listed[0].provisional, decreed.provisional);
}

TEST_F(CalendarTables, TellWhetherThereWasAHolidayToRemove) {
    cached();
    EXPECT_TRUE(db.write([](Tx& tx) { return remove_holiday(tx, day("2026-08-17")); }));
    EXPECT_TRUE(cached()->is_working_day(day("2026-08-17")));
    EXPECT_FALSE(db.write([](Tx& tx) { return remove_holiday(tx, day("2026-08-17")); }));
}

TEST_F(CalendarTables, TakeRamadanWhenItIsDecreed) {
    cached();
    db.write([](Tx& tx) {
        put_ramadan(tx, {day("2026-02-19"), day("2026-03-19")}, "Surat edaran");
        put_ramadan(tx, {day("2026-02-19"), day("2026-03-18")}, "Surat edaran, ralat");
    });
    EXPECT_EQ(cached()->close_of_working_day_after(wib("2026-02-19", 9), 0), wib("2026-02-19", 15));
    const auto ranges = db.read([](Tx& tx) { return ramadan_ranges(tx); });
    ASSERT_EQ(ranges.size(), 1u);
    EXPECT_EQ(ranges[0].last, day("2026-03-18"));

    EXPECT_TRUE(db.write([](Tx& tx) { return remove_ramadan(tx, day("2026-02-19")); }));
    EXPECT_EQ(cached()->close_of_working_day_after(wib("2026-02-19", 9), 0), wib("2026-02-19", 16));
    EXPECT_FALSE(db.write([](Tx& tx) { return remove_ramadan(tx, day("2026-02-19")); }));
}

TEST_F(CalendarTables, TakeOtherWorkingHours) {
    cached();
    const std::vector<WorkWindow> sundays{{std::chrono::Sunday, minutes{540}, minutes{600}}};
    db.write([&](Tx& tx) { put_work_windows(tx, Season::normal, sundays); });
    EXPECT_EQ(cached()->next_opening(wib("2026-07-06", 8)), wib("2026-07-12", 9));
    EXPECT_EQ(hours_of(db.read([](Tx& tx) { return work_windows(tx, Season::normal); })), (Hours{{7, 540, 600}}));
    EXPECT_EQ(hours_of(db.read([](Tx& tx) { return work_windows(tx, Season::ramadan); })), hours_of(ramadan_week()));
}

TEST_F(CalendarTables, RefuseWorkingHoursThatCannotBe) {
    const std::vector<WorkWindow> overlapping{{std::chrono::Monday, minutes{450}, minutes{720}},
                                              {std::chrono::Monday, minutes{700}, minutes{960}}};
    for (const auto& windows : {std::vector<WorkWindow>{}, overlapping})
        EXPECT_THROW(db.write([&](Tx& tx) { put_work_windows(tx, Season::normal, windows); }), std::invalid_argument);
    EXPECT_EQ(hours_of(db.read([](Tx& tx) { return work_windows(tx, Season::normal); })), hours_of(normal_week()));
}

}  // namespace
}  // namespace hero
