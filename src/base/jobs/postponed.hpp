#pragma once
// What a job handler (base/jobs/jobs.hpp) throws when not its job is at fault but somebody it needs is away.
#include <chrono>
#include <stdexcept>
#include <string>

namespace hero {

// The job is tried again `after`, as often as it takes. The try does not count, and the job is never parked for it.
struct Postponed : std::runtime_error {
    Postponed(const std::string& why, std::chrono::milliseconds pause) : std::runtime_error(why), after(pause) {}
    std::chrono::milliseconds after;
};

}  // namespace hero
