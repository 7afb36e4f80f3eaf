#pragma once
// Time comes in from here and nowhere else, so that tests can hold it still.
#include <atomic>
#include <chrono>
#include <cstdint>

namespace hero {

// An instant in UTC, milliseconds since 1970. Stored as BIGINT.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

inline std::int64_t to_millis(Instant instant) { return instant.time_since_epoch().count(); }
inline Instant from_millis(std::int64_t millis) { return Instant{std::chrono::milliseconds{millis}}; }

class Clock {
public:
    Clock() = default;
    Clock(const Clock&) = delete;
    Clock& operator=(const Clock&) = delete;
    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override {
        return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    }
};

// Stands still until it is moved. Safe to read and move from several threads.
class FrozenClock final : public Clock {
public:
    explicit FrozenClock(Instant at) : millis_(to_millis(at)) {}
    [[nodiscard]] Instant now() const override { return from_millis(millis_.load()); }
    void set(Instant at) { millis_.store(to_millis(at)); }
    void advance(std::chrono::milliseconds by) { millis_.fetch_add(by.count()); }

private:
    std::atomic<std::int64_t> millis_;
};

}  // namespace hero
