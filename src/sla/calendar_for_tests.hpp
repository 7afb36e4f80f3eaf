#pragma once
// The calendar of 2026 without a database, for the tests of this slice.
#include <initializer_list>
#include <string_view>

#include "base/i18n.hpp"
#include "sla/sla.hpp"

namespace hero {

inline Day day(std::string_view text) { return parse_day(text).value(); }

// An instant from the clock in Jakarta.
inline Instant wib(std::string_view date, int hour, int minute = 0, int second = 0) {
    return Instant{day(date).time_since_epoch() + std::chrono::hours{hour - 7} + std::chrono::minutes{minute} +
                   std::chrono::seconds{second}};
}

inline void add_days(std::vector<WorkWindow>& windows, std::initializer_list<std::chrono::weekday> weekdays,
                     std::initializer_list<std::pair<int, int>> spans) {
    for (const auto weekday : weekdays)
        for (const auto& [opens, closes] : spans)
            windows.push_back({weekday, std::chrono::minutes{opens}, std::chrono::minutes{closes}});
}

inline std::vector<WorkWindow> normal_week() {
    using namespace std::chrono;
    std::vector<WorkWindow> windows;
    add_days(windows, {Monday, Tuesday, Wednesday, Thursday}, {{450, 720}, {780, 960}});
    add_days(windows, {Friday}, {{450, 690}, {780, 990}});
    return windows;
}

inline std::vector<WorkWindow> ramadan_week() {
    using namespace std::chrono;
    std::vector<WorkWindow> windows;
    add_days(windows, {Monday, Tuesday, Wednesday, Thursday}, {{480, 720}, {750, 900}});
    add_days(windows, {Friday}, {{480, 690}, {750, 930}});
    return windows;
}

inline WorkCalendar::Plan plan_2026() {
    WorkCalendar::Plan plan{.holidays = {}, .normal = normal_week(), .ramadan = ramadan_week(), .ramadan_ranges = {}};
    for (const auto date :
         {"2026-01-01", "2026-01-16", "2026-02-16", "2026-02-17", "2026-03-18", "2026-03-19", "2026-03-20",
          "2026-03-21", "2026-03-22", "2026-03-23", "2026-03-24", "2026-04-03", "2026-04-05", "2026-05-01",
          "2026-05-14", "2026-05-15", "2026-05-27", "2026-05-28", "2026-05-31", "2026-06-01", "2026-06-16",
          "2026-08-17", "2026-08-25", "2026-12-24", "2026-12-25"})
        plan.holidays.push_back(
            {.day = day(date), .name = "Libur", .kind = HolidayKind::national, .source = "", .provisional = false});
    return plan;
}

// Instants in failure messages as people read them.
inline std::string shown(Instant at) { return iso_time(at) + " (" + std::to_string(to_millis(at)) + ")"; }

}  // namespace hero
