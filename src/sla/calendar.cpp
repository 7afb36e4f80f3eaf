#include "base/ids.hpp"
#include "sla/sla.hpp"
#include "sql/sla.hpp"

namespace hero {

namespace {

// The first and the last day that "YYYY-MM-DD" can name.
constexpr std::string_view first_day_ever = "0000-01-01";
constexpr std::string_view last_day_ever = "9999-12-31";

void calendar_changed(Tx& tx) {
    // Random, not counted: a version that was rolled back after somebody read it must never come again.
    tx.run(sql::sla::set_version{.version = random_hex(16)});
}

std::vector<Holiday> holidays_between(Tx& tx, std::string_view first, std::string_view last) {
    std::vector<Holiday> holidays;
    for (const auto& row : tx.run(sql::sla::holidays{.first = first, .last = last}))
        holidays.push_back({parse_day(row.text("day")).value(), row.text("name"),
                            holiday_kind_of(row.text("kind")).value(), row.text("source"), row.flag("provisional")});
    return holidays;
}

std::string_view code_of(Season season) { return season == Season::ramadan ? "ramadan" : "normal"; }

}  // namespace

WorkCalendar load_calendar(Tx& tx) {
    return WorkCalendar({.holidays = holidays_between(tx, first_day_ever, last_day_ever),
                         .normal = work_windows(tx, Season::normal),
                         .ramadan = work_windows(tx, Season::ramadan),
                         .ramadan_ranges = ramadan_ranges(tx)});
}

std::shared_ptr<const WorkCalendar> CalendarCache::get(Tx& tx) {
    const auto version = tx.one(sql::sla::version{}).value().text("version");
    const std::scoped_lock lock(mutex_);
    if (!calendar_ || version_ != version) {
        calendar_ = std::make_shared<const WorkCalendar>(load_calendar(tx));
        version_ = version;
    }
    return calendar_;
}

std::shared_ptr<const WorkCalendar> CalendarCache::get(Tx& tx, std::string_view version) {
    {
        const std::scoped_lock lock(mutex_);
        if (calendar_ && version_ == version) return calendar_;
    }
    return get(tx);
}

std::vector<Holiday> holidays_of(Tx& tx, int year) {
    using namespace std::chrono;
    const auto first = iso_day(Day{std::chrono::year{year} / January / 1});
    const auto last = iso_day(Day{std::chrono::year{year} / December / 31});
    return holidays_between(tx, first, last);
}

void put_holiday(Tx& tx, const Holiday& holiday) {
    const auto day = iso_day(holiday.day);
    tx.run(sql::sla::put_holiday{.day = day,
                                 .name = holiday.name,
                                 .kind = code_of(holiday.kind),
                                 .source = holiday.source,
                                 .provisional = holiday.provisional});
    calendar_changed(tx);
}

std::optional<Holiday> remove_holiday(Tx& tx, Day day) {
    const auto text = iso_day(day);
    const auto there = holidays_between(tx, text, text);
    if (there.empty()) return {};
    tx.run(sql::sla::remove_holiday{.day = text});
    calendar_changed(tx);
    return there.front();
}

std::vector<WorkWindow> work_windows(Tx& tx, Season season) {
    std::vector<WorkWindow> windows;
    for (const auto& row : tx.run(sql::sla::work_windows{.season = code_of(season)}))
        windows.push_back({std::chrono::weekday{static_cast<unsigned>(row.integer("weekday"))},
                           std::chrono::minutes{row.integer("opens")}, std::chrono::minutes{row.integer("closes")}});
    return windows;
}

void put_work_windows(Tx& tx, Season season, const std::vector<WorkWindow>& windows) {
    // Throws for what could not be read back.
    [[maybe_unused]] const WorkCalendar readable(
        {.holidays = {}, .normal = windows, .ramadan = {}, .ramadan_ranges = {}});
    tx.run(sql::sla::clear_work_windows{.season = code_of(season)});
    for (const auto& window : windows)
        tx.run(sql::sla::insert_work_window{.season = code_of(season),
                                            .weekday = window.weekday.iso_encoding(),
                                            .opens = window.opens.count(),
                                            .closes = window.closes.count()});
    calendar_changed(tx);
}

std::vector<DayRange> ramadan_ranges(Tx& tx) {
    std::vector<DayRange> ranges;
    for (const auto& row : tx.run(sql::sla::ramadan_ranges{}))
        ranges.push_back({parse_day(row.text("first_day")).value(), parse_day(row.text("last_day")).value()});
    return ranges;
}

void put_ramadan(Tx& tx, const DayRange& range, std::string_view source) {
    const auto first = iso_day(range.first), last = iso_day(range.last);
    tx.run(sql::sla::put_ramadan{.first_day = first, .last_day = last, .source = source});
    calendar_changed(tx);
}

bool remove_ramadan(Tx& tx, Day first) {
    const auto text = iso_day(first);
    if (tx.change(sql::sla::remove_ramadan{.first_day = text}) == 0) return false;
    calendar_changed(tx);
    return true;
}

}  // namespace hero
