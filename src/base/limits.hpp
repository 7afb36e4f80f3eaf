#pragma once
// Rate limits in memory: so many in so many seconds for each key (an address, an account). Bounded: the least
// recently seen keys are forgotten first.
#include <chrono>
#include <cstddef>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/clock.hpp"

namespace hero {

struct Limit {
    std::string_view name;  // "lacak"
    int amount;
    std::chrono::seconds window;
};

// The key for an address: what one customer of a provider holds, an IPv4 address or the first 64 bits of an IPv6 one.
// Anything else is its own key.
std::string network_of(std::string_view address);

class RateLimits {
public:
    // `enabled` false lets everything through (HERO_LIMITS=off, for load tests).
    RateLimits(const Clock& clock, bool enabled, std::size_t keys = 200'000);

    // Counts one use of `limit` by `key`. Throws TooManyRequests with the seconds to wait when it is used up.
    // A sliding window of two halves (the share of the previous window that still counts, plus the current one).
    void count(const Limit& limit, std::string_view key);

private:
    struct Use {
        std::string key;
        std::int64_t window_start = 0;
        int current = 0;
        int previous = 0;
    };
    const Clock& clock_;
    bool enabled_;
    std::size_t capacity_;
    std::mutex mutex_;
    std::list<Use> recent_;  // most recently used first
    std::unordered_map<std::string_view, std::list<Use>::iterator> by_key_;
};

}  // namespace hero
