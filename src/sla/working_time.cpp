#include <algorithm>
#include <stdexcept>

#include "sla/sla.hpp"
#include "sla/wib.hpp"

namespace hero {

using std::chrono::days;
using std::chrono::milliseconds;

WorkCalendar::WorkCalendar(const Plan& plan)
    : normal_(week_of(plan.normal)), ramadan_(week_of(plan.ramadan)), ramadan_ranges_(plan.ramadan_ranges) {
    // Without it the search for the next opening would never end.
    if (plan.normal.empty()) throw std::invalid_argument("the working week has no hours");
    for (const auto& holiday : plan.holidays) {
        holidays_.insert(holiday.day);
        known_years_.insert(static_cast<int>(std::chrono::year_month_day{holiday.day}.year()));
    }
}

WorkCalendar::Week WorkCalendar::week_of(const std::vector<WorkWindow>& windows) {
    Week week(7);
    for (const auto& window : windows) {
        if (!window.weekday.ok() || window.opens < std::chrono::minutes{0} || window.closes > days{1} ||
            window.opens >= window.closes)
            throw std::invalid_argument("working hours must open before they close, within one day");
        week[window.weekday.c_encoding()].push_back({window.opens, window.closes});
    }
    for (auto& spans : week) {
        std::sort(spans.begin(), spans.end(),
                  [](const Span& left, const Span& right) { return left.opens < right.opens; });
        const auto overlap = std::adjacent_find(spans.begin(), spans.end(), [](const Span& earlier, const Span& later) {
            return later.opens < earlier.closes;
        });
        if (overlap != spans.end()) throw std::invalid_argument("working hours overlap");
    }
    return week;
}

const std::vector<WorkCalendar::Span>& WorkCalendar::spans_of(Day day) const {
    static const std::vector<Span> none;
    if (holidays_.contains(day)) return none;
    const bool in_ramadan = std::any_of(ramadan_ranges_.begin(), ramadan_ranges_.end(),
                                        [&](const DayRange& range) { return range.first <= day && day <= range.last; });
    return (in_ramadan ? ramadan_ : normal_)[std::chrono::weekday{day}.c_encoding()];
}

bool WorkCalendar::is_working_day(Day day) const { return !spans_of(day).empty(); }

bool WorkCalendar::is_open(Instant at) const { return next_opening(at) == at; }

Instant WorkCalendar::next_opening(Instant at) const {
    auto clock = since_midnight(at);
    for (Day day = day_of(at);; day += days{1}, clock = milliseconds{0})
        for (const auto& span : spans_of(day))
            if (clock < span.closes) return instant_at(day, std::max(span.opens, clock));
}

Instant WorkCalendar::after_working_time(Instant from, milliseconds amount) const {
    if (amount <= milliseconds{0}) return from;
    auto clock = since_midnight(from);
    for (Day day = day_of(from);; day += days{1}, clock = milliseconds{0})
        for (const auto& span : spans_of(day)) {
            const auto start = std::max(span.opens, clock);
            if (start >= span.closes) continue;
            if (start + amount <= span.closes) return instant_at(day, start + amount);
            amount -= span.closes - start;
        }
}

milliseconds WorkCalendar::working_time_between(Instant from, Instant to) const {
    milliseconds worked{0};
    for (Day day = day_of(from); day <= day_of(to); day += days{1})
        for (const auto& span : spans_of(day)) {
            const auto start = std::max(from, instant_at(day, span.opens));
            const auto end = std::min(to, instant_at(day, span.closes));
            if (start < end) worked += end - start;
        }
    return worked;
}

Day WorkCalendar::next_working_day(Day day) const {
    do day += days{1};
    while (!is_working_day(day));
    return day;
}

Instant WorkCalendar::close_of_working_day_after(Instant received, int n) const {
    const auto closing_of = [&](Day day) { return instant_at(day, spans_of(day).back().closes); };
    Day day = day_of(received);
    if (!is_working_day(day) || received >= closing_of(day)) day = next_working_day(day);
    for (; n > 0; --n) day = next_working_day(day);
    return closing_of(day);
}

bool WorkCalendar::year_is_known(int year) const { return known_years_.contains(year); }

}  // namespace hero
