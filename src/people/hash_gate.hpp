#pragma once
// For passwords.cpp and its test.
#include <condition_variable>
#include <cstdint>
#include <mutex>

#include "base/errors.hpp"

namespace hero {

// argon2id takes 64 MiB and a core for each hash: without a limit, sign-in attempts alone could exhaust the machine,
// and those who wait would take every thread from everybody else. So many are inside at once, so many more wait;
// enter() throws Unavailable for one more.
class HashGate {
public:
    HashGate(int inside, int waiting) : most_inside_(inside), most_waiting_(waiting) {}

    // From now on.
    void set(int inside, int waiting) {
        const std::lock_guard lock(mutex_);
        most_inside_ = inside;
        most_waiting_ = waiting;
    }
    void enter() {
        std::unique_lock lock(mutex_);
        if (inside_ >= most_inside_ && waiting_ >= most_waiting_) throw Unavailable("too many passwords at once");
        ++waiting_;
        free_.wait(lock, [&] { return inside_ < most_inside_; });
        --waiting_;
        ++inside_;
        ++entered_;
    }
    void leave() {
        const std::lock_guard lock(mutex_);
        --inside_;
        free_.notify_one();
    }

    // How many have been let in so far.
    [[nodiscard]] std::uint64_t entered() {
        const std::lock_guard lock(mutex_);
        return entered_;
    }

private:
    std::mutex mutex_;
    std::condition_variable free_;
    int most_inside_;
    int most_waiting_;
    int inside_ = 0;
    int waiting_ = 0;
    std::uint64_t entered_ = 0;
};

// The one of this process.
HashGate& hash_gate();

}  // namespace hero
