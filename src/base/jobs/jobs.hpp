#pragma once
// Work outside the request: rows in `jobs`, written in the transaction that wants the work, run at least once by a
// worker. Effects must be idempotent. Timers (reminders, automatic closing) are jobs with a due time.
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/db/db.hpp"

namespace hero {

struct Job {
    std::int64_t id = 0;
    std::string kind;     // "mail.send": the noun and the verb
    std::string payload;  // JSON, small; names rows, does not copy them
    int tries = 0;        // how often it has been started before
    // Whether the workers are to stop and wait for this job: what can be left to the next start is (see Postponed).
    [[nodiscard]] bool is_cut() const { return stopping && *stopping; }
    const std::atomic<bool>* stopping = nullptr;
};

// What schedule() announces to the Workers of its database (see Tx::announce).
inline constexpr std::string_view jobs_topic = "jobs";

// Queues `kind` for `due`. With a non-empty `key`, a job of that key that has not started yet makes this a no-op.
void schedule(Tx& tx, std::string_view kind, std::string_view payload, Instant due, std::string_view key = {});

// Forgets the job of that key if it has not started yet (a reminder that is no longer wanted).
void unschedule(Tx& tx, std::string_view key);

// A job handler, run outside any transaction on a thread that comes behind those of pages: it writes in the background.
// Throwing means: try again later (30 s, doubling, with jitter, at most 1 h); after the tenth try the job is parked and
// shown to the admin with what() of the last exception, so no secrets. After five minutes another worker gets the job.
using JobHandler = std::function<void(const Job&)>;

// What a job has done so far, written in the transaction that ends its turn, whether it is done, failed or postponed:
// both are there, or neither. While the database is away it waits for it. It may run again when that transaction has
// to, and must not throw of itself. Empty: nothing.
using JobEnd = std::function<void(Tx&)>;
// The same as a JobHandler; what it leaves in `end` is its end.
using EndingHandler = std::function<void(const Job&, JobEnd& end)>;

// Runs jobs of `db`, which must outlive it. A job scheduled in this process wakes them; other nodes' jobs are found
// within a second.
class Workers {
public:
    Workers(Database& db, const Clock& clock);
    ~Workers();  // stops
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    void on(std::string kind, JobHandler handler);            // before start
    void on_ending(std::string kind, EndingHandler handler);  // before start
    void start(int threads);
    void stop();  // finishes the jobs in hand
    void wake();  // the clock was moved

    // Runs what is due now, on this thread, until nothing is: for tests and for `hero demo`. Returns how many ran.
    int run_due();

private:
    struct State;
    std::shared_ptr<State> state_;
};

// Parked jobs, newest first, at most `limit`.
struct ParkedJob {
    std::int64_t id;
    std::string kind;
    std::string error;
    Instant parked_at;
};
std::vector<ParkedJob> parked_jobs(Tx& tx, int limit);
void retry_parked(Tx& tx, std::int64_t id);

}  // namespace hero
