#include "base/limits.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/errors.hpp"
#include "base/ids.hpp"

namespace hero {

namespace {

// The first `bytes` of it, the others are zero.
std::string network(in6_addr address, std::ptrdiff_t bytes) {
    std::fill(std::begin(address.s6_addr) + bytes, std::end(address.s6_addr), 0);
    std::array<char, INET6_ADDRSTRLEN> shown{};
    return inet_ntop(AF_INET6, &address, shown.data(), shown.size());
}

// A user name may be long, and what is remembered of it is not.
std::string short_key(std::string_view key) {
    constexpr std::size_t longest = 64;
    return key.size() < longest ? std::string{key} : sha256_hex(key);
}

}  // namespace

std::string network_of(std::string_view address) {
    std::string text{address};
    in6_addr whole{};
    if (inet_pton(AF_INET6, text.c_str(), &whole) != 1 || IN6_IS_ADDR_V4MAPPED(&whole)) return text;
    return network(whole, 8);
}

std::string surroundings_of(std::string_view address) {
    std::string text{address};
    in6_addr whole{};
    if (inet_pton(AF_INET6, text.c_str(), &whole) == 1 && !IN6_IS_ADDR_V4MAPPED(&whole))
        return network(whole, 6) + "/48";
    const auto four = text.substr(text.rfind(':') + 1);  // of ::ffff:192.0.2.1 too
    in_addr narrow{};
    if (inet_pton(AF_INET, four.c_str(), &narrow) != 1) return text;
    return four.substr(0, four.rfind('.')) + ".0/24";
}

RateLimits::RateLimits(const Clock& clock, bool enabled, std::size_t keys)
    : clock_(clock), enabled_(enabled), capacity_(keys) {}

RateLimits::Use& RateLimits::use_of(Memory& memory, std::string key, std::int64_t start) const {
    auto& [recent, by_key] = memory;
    if (const auto found = by_key.find(key); found != by_key.end()) {
        recent.splice(recent.begin(), recent, found->second);
        return recent.front();
    }
    if (by_key.size() >= capacity_) {
        by_key.erase(recent.back().key);
        recent.pop_back();
    }
    recent.push_front({std::move(key), start, 0, 0});
    by_key.emplace(recent.front().key, recent.begin());
    return recent.front();
}

void RateLimits::count(const Limit& limit, std::string_view key) {
    if (!enabled_) return;
    const auto window = std::chrono::duration_cast<std::chrono::milliseconds>(limit.window).count();
    const auto now = to_millis(clock_.now());
    const auto start = now - now % window;

    const std::lock_guard lock(mutex_);
    auto& use = use_of(by_limit_[limit.name], short_key(key), start);
    if (use.window_start != start) {
        use.previous = use.window_start == start - window ? use.current : 0;
        use.current = 0;
        use.window_start = start;
    }
    const double elapsed = static_cast<double>(now - start) / static_cast<double>(window);
    const double used = use.previous * (1.0 - elapsed) + use.current;
    if (used + 1.0 > limit.amount + 1e-9) {
        const auto wait = static_cast<int>((start + window - now + 999) / 1000);
        throw TooManyRequests(std::max(1, wait));
    }
    ++use.current;
}

void RateLimits::give_back(const Limit& limit, std::string_view key) {
    const std::lock_guard lock(mutex_);
    auto& by_key = by_limit_[limit.name].by_key;
    const auto found = by_key.find(short_key(key));
    if (found != by_key.end() && found->second->current > 0) --found->second->current;
}

}  // namespace hero
