#pragma once
// What nodes on one PostgreSQL tell each other by LISTEN and NOTIFY. Internal to base/db.
#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <thread>

#include "base/db/backend.hpp"

namespace hero::db {

// One connection and one thread. What is to be told waits here while the connection is away; when too much waits, the
// others are told only that they have missed something.
//
// It is told after the commit, not in the transaction: a transaction that notifies holds a lock of the whole server
// while it commits, so that no two of them share a write to the disk (docs/decisions/0009).
class OtherNodes {
public:
    // `listeners` outlives it.
    OtherNodes(std::string address, const Listeners& listeners, std::function<void()> gap);
    ~OtherNodes();
    OtherNodes(const OtherNodes&) = delete;
    OtherNodes& operator=(const OtherNodes&) = delete;

    // From any thread; never waits.
    void tell(const Announcement& announcement);

private:
    class Line;
    void run();
    void converse(Line& line);
    void send_waiting(Line& line);
    void hear(std::string_view notification);
    void rest(std::chrono::milliseconds pause);

    const std::string address_;
    const Listeners& listeners_;
    const std::function<void()> gap_;
    const std::string name_;  // of this node: its own notifications come back to it too
    int wake_ = -1;           // an eventfd
    std::atomic<bool> stopping_ = false;
    std::mutex mutex_;
    std::set<std::string, std::less<>> waiting_;
    std::thread thread_;
};

}  // namespace hero::db
