#include "base/limits.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/errors.hpp"

namespace hero {

std::string network_of(std::string_view address) {
    std::string text{address};
    in6_addr whole{};
    if (inet_pton(AF_INET6, text.c_str(), &whole) != 1 || IN6_IS_ADDR_V4MAPPED(&whole)) return text;
    std::fill(std::begin(whole.s6_addr) + 8, std::end(whole.s6_addr), 0);
    std::array<char, INET6_ADDRSTRLEN> shown{};
    return inet_ntop(AF_INET6, &whole, shown.data(), shown.size());
}

RateLimits::RateLimits(const Clock& clock, bool enabled, std::size_t keys)
    : clock_(clock), enabled_(enabled), capacity_(keys) {}

void RateLimits::count(const Limit& limit, std::string_view key) {
    if (!enabled_) return;
    const auto window = std::chrono::duration_cast<std::chrono::milliseconds>(limit.window).count();
    const auto now = to_millis(clock_.now());
    const auto start = now - now % window;
    std::string name{limit.name};
    name.append("\n").append(key);

    const std::lock_guard lock(mutex_);
    auto found = by_key_.find(name);
    if (found == by_key_.end()) {
        if (by_key_.size() >= capacity_) {
            by_key_.erase(recent_.back().key);
            recent_.pop_back();
        }
        recent_.push_front({std::move(name), start, 0, 0});
        found = by_key_.emplace(recent_.front().key, recent_.begin()).first;
    } else {
        recent_.splice(recent_.begin(), recent_, found->second);
    }
    auto& use = *found->second;
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

}  // namespace hero
