#pragma once
// Between instants (UTC) and the clock on the wall in Jakarta, which knows no summer time.
#include "sla/sla.hpp"

namespace hero {

inline constexpr std::chrono::hours wib_offset{7};

inline Instant instant_at(Day day, std::chrono::milliseconds since_midnight) {
    return Instant{day.time_since_epoch() + since_midnight - wib_offset};
}

inline std::chrono::milliseconds since_midnight(Instant at) {
    return at.time_since_epoch() + wib_offset - day_of(at).time_since_epoch();
}

}  // namespace hero
