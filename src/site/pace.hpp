#pragma once
// Whether pages of one kind are quick of late. One slow answer is enough to doubt it, many quick ones dispel the doubt:
// on the thread that reads requests a slow one keeps all other connections of that thread waiting.
#include <atomic>
#include <chrono>

namespace hero {

class Pace {
public:
    static constexpr std::chrono::milliseconds slow_after{5};  // a disk's write, or a scan of something large
    static constexpr int doubts_of_one = 32;                   // answers

    [[nodiscard]] bool is_quick() const { return doubts_.load(std::memory_order_relaxed) == 0; }

    // Thread-safe; of answers that end together one may go uncounted.
    void took(std::chrono::nanoseconds time) {
        const int doubts = doubts_.load(std::memory_order_relaxed);
        if (time > slow_after)
            doubts_.store(doubts_of_one, std::memory_order_relaxed);
        else if (doubts > 0)
            doubts_.store(doubts - 1, std::memory_order_relaxed);
    }

private:
    std::atomic<int> doubts_ = 0;
};

// Tells a pace how long an answer took, however it ends.
class Pacing {
public:
    explicit Pacing(Pace* pace) : pace_(pace) {}
    ~Pacing() {
        if (pace_) pace_->took(std::chrono::steady_clock::now() - start_);
    }
    Pacing(const Pacing&) = delete;
    Pacing& operator=(const Pacing&) = delete;

private:
    Pace* const pace_;
    const std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace hero
