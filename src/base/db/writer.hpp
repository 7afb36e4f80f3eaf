#pragma once
// Writes to SQLite: what waits is committed together, so that many share one fsync. Whoever finds nobody writing writes
// by itself, which spares it two changes of thread; what came meanwhile is left to a thread of its own. Internal to
// base/db.
#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "base/db/backend.hpp"
#include "base/db/sqlite.hpp"

namespace hero::db {

class Writer {
public:
    Writer(const DatabaseOptions& options, const Clock& clock, const Listeners& listeners);
    ~Writer();  // after what waits is written
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    // Returns when it is durable; throws what `body` threw. Throws Unavailable at once when too many wait.
    void write(const Body& body);
    // The same, but it waits a moment for a write() to be committed with.
    void write_in_background(const Body& body);
    [[nodiscard]] int waiting() const;

private:
    // One caller waiting in write(). Lives on its stack until `done`.
    struct Waiting {
        explicit Waiting(const Body& what) : body(what) {}
        const Body& body;
        std::exception_ptr error;
        std::vector<std::function<void()>> after_commit;
        std::vector<Announcement> announced;
        std::mutex mutex;
        std::condition_variable finished;
        bool done = false;
    };
    struct Unhurried {
        Waiting* waiting;
        std::chrono::steady_clock::time_point until;
    };

    void run();
    bool enqueue(Waiting& waiting);
    void lead_until_done(const Waiting& waiting);
    void stop_leading();
    static void await(Waiting& waiting);
    bool is_full() const;
    bool has_work() const;
    bool wait_to_lead(Waiting*& first);
    Waiting* next_at_once();
    Waiting* take_next();
    void commit_together(Waiting& first) noexcept;  // without memory for the batch the process ends
    bool run_alone(Waiting& first);
    void run_in_savepoint(Waiting& one);
    void run_closure(Waiting& one);
    template <typename Error>
    void fail_all(const std::vector<Waiting*>& batch, const Error& why);
    void finish(const std::vector<Waiting*>& batch);

    SqliteConnection connection_;  // of whoever leads
    const Clock& clock_;
    const Listeners& listeners_;
    const std::size_t limit_;
    mutable std::mutex mutex_;
    bool leading_ = false;  // somebody writes
    std::condition_variable arrived_;
    std::deque<Waiting*> queue_;
    std::deque<Unhurried> unhurried_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace hero::db
