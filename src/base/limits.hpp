#pragma once
// Rate limits in memory: so many in so many seconds for each key (an address, an account). Bounded: each limit
// remembers its own keys, and forgets those that it has not seen for longest first, so that nobody pushes out the keys
// of another limit.
#include <chrono>
#include <cstddef>
#include <list>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/clock.hpp"

namespace hero {

struct Limit {
    std::string_view name;  // "lacak"; its own, and never made of what a request says
    int amount;
    std::chrono::seconds window;
};

// The key for an address: what one customer of a provider holds, an IPv4 address or the first 64 bits of an IPv6 one.
// Anything else is its own key.
std::string network_of(std::string_view address);
// The key for its surroundings, what an organisation holds or a provider gives to many customers: "192.0.2.0/24",
// "2001:db8:1::/48". Anything else is its own key.
std::string surroundings_of(std::string_view address);

class RateLimits {
public:
    // `enabled` false lets everything through (HERO_LIMITS=off, for load tests). Each limit remembers `keys`, of at
    // most 230 bytes each: 6 MB, and 115 MB if all twenty limits were full at once.
    RateLimits(const Clock& clock, bool enabled, std::size_t keys = 25'000);

    // Counts one use of `limit` by `key`. Throws TooManyRequests with the seconds to wait when it is used up.
    // A sliding window of two halves (the share of the previous window that still counts, plus the current one).
    void count(const Limit& limit, std::string_view key);
    // The last use that was counted did not come to anything, and will be counted again.
    void give_back(const Limit& limit, std::string_view key);

private:
    struct Use {
        std::string key;
        std::int64_t window_start = 0;
        int current = 0;
        int previous = 0;
    };
    struct Memory {
        std::list<Use> recent{};  // most recently used first
        std::unordered_map<std::string_view, std::list<Use>::iterator> by_key{};
    };
    Use& use_of(Memory& memory, std::string key, std::int64_t start) const;

    const Clock& clock_;
    bool enabled_;
    std::size_t capacity_;  // of each limit
    std::mutex mutex_;
    std::map<std::string_view, Memory> by_limit_;
};

}  // namespace hero
