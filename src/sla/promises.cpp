#include "sla/sla.hpp"

namespace hero {

namespace {

Instant after(const WorkCalendar& calendar, SlaClock clock, Instant from, std::chrono::milliseconds amount) {
    return clock == SlaClock::calendar_hours ? from + amount : calendar.after_working_time(from, amount);
}

}  // namespace

Promise promise_for(const WorkCalendar& calendar, const SlaTarget& target, Instant received) {
    return {.first_response_due = after(calendar, target.clock, received, target.first_response),
            .resolution_due = after(calendar, target.clock, received, target.resolution)};
}

Instant shifted_by_pause(const WorkCalendar& calendar, const SlaTarget& target, Instant due, Instant paused_from,
                         Instant resumed) {
    if (resumed <= paused_from) return due;
    const auto paused = target.clock == SlaClock::calendar_hours ? resumed - paused_from
                                                                 : calendar.working_time_between(paused_from, resumed);
    return after(calendar, target.clock, due, paused);
}

}  // namespace hero
