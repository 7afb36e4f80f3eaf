#pragma once
// Work outside the request: rows in `jobs`, written in the transaction that wants the work, run at least once by a
// worker. Effects must be idempotent. Timers (reminders, automatic closing) are jobs with a due time.
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/db/db.hpp"

namespace hero {

struct Job {
    std::int64_t id = 0;
    std::string kind;        // "mail.send": the noun and the verb
    std::string payload;     // JSON, small; names rows, does not copy them
    int tries = 0;           // how often it has been started before
};

// Queues `kind` for `due`. With a non-empty `key`, a job of that key that has not started yet makes this a no-op.
void schedule(Tx& tx, std::string_view kind, std::string_view payload, Instant due, std::string_view key = {});

// Forgets jobs of that key that have not started yet (a reminder that is no longer wanted).
void unschedule(Tx& tx, std::string_view key);

// A job handler. Throwing means: try again later (30 s, doubling, with jitter, at most 1 h); after the last try the
// job is parked and shown to the admin.
using JobHandler = std::function<void(const Job&)>;

class Workers {
public:
    Workers(Database& db, const Clock& clock);
    ~Workers();                                  // stops
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    void on(std::string kind, JobHandler handler);   // before start
    void start(int threads);
    void stop();                                     // finishes the jobs in hand
    void wake();                                     // something was scheduled

    // Runs what is due now, on this thread, until nothing is: for tests and for `hero demo`. Returns how many ran.
    int run_due();

private:
    struct State;
    std::unique_ptr<State> state_;
};

// Parked jobs (kind, payload, last error), newest first, at most `limit`.
struct ParkedJob {
    std::int64_t id;
    std::string kind;
    std::string error;
    Instant parked_at;
};
std::vector<ParkedJob> parked_jobs(Tx& tx, int limit);
void retry_parked(Tx& tx, std::int64_t id);

}  // namespace hero
