#pragma once
// When the running tickets of "due soon" and "overdue" are due.
#include "queue/queue.hpp"

namespace hero {

// Both included.
struct DueTimes {
    Instant first;
    Instant last;
};

inline DueTimes due_soon_at(const Desk& desk, Instant now) { return {now, due_soon_until(desk, now)}; }

inline DueTimes overdue_at(Instant now) { return {Instant{}, now - std::chrono::milliseconds{1}}; }

}  // namespace hero
