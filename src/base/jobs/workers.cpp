#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <random>
#include <thread>

#include "base/jobs/jobs.hpp"
#include "base/jobs/postponed.hpp"
#include "base/log.hpp"
#include "sql/jobs.hpp"

namespace hero {

namespace {

using namespace std::chrono_literals;

constexpr auto lease = 5min;
constexpr int most_tries = 10;
constexpr std::size_t longest_error = 300;
constexpr int behind_requests = 5;  // nice

std::chrono::milliseconds delay_after(int tries) {
    static thread_local std::minstd_rand random{std::random_device{}()};
    const std::chrono::milliseconds longest = 1h;
    const auto delay = std::min(longest, std::chrono::milliseconds(30s) * (1 << std::min(tries - 1, 12)));
    // Up to a quarter more, so that what failed together does not come back together.
    const auto jitter = std::uniform_int_distribution<std::int64_t>(0, delay.count() / 4)(random);
    return std::min(longest, delay + std::chrono::milliseconds(jitter));
}

// A job in hand, and how it went.
struct Turn {
    Job job;
    bool done = false;
    JobEnd end;
    std::string error;
    std::optional<std::chrono::milliseconds> postponed;
    [[nodiscard]] int tries() const { return job.tries + 1; }
};

// A turn, if anything was due, and when the next job is that nobody has in hand.
struct Taken {
    std::optional<Turn> turn;
    std::optional<Instant> next;
};

std::optional<Turn> take_due(Tx& tx) {
    const auto row = tx.one(sql::jobs::take_due{.lease_end = tx.now() + lease, .now = tx.now()});
    if (!row) return std::nullopt;
    Turn turn;
    turn.job = {row->integer("id"), row->text("kind"), row->text("payload"),
                static_cast<int>(row->integer("tries")) - 1};
    return turn;
}

std::optional<Instant> next_due(Tx& tx) { return tx.one(sql::jobs::next_due{})->maybe_instant("due"); }

Taken take(Tx& tx) {
    auto turn = take_due(tx);
    return {std::move(turn), next_due(tx)};
}

void settle(Tx& tx, const Turn& turn) {
    const auto id = turn.job.id;
    if (turn.end) turn.end(tx);
    if (turn.done)
        tx.run_later(sql::jobs::delete_done{.id = id, .tries = turn.tries()});
    else if (turn.postponed)
        tx.run_later(sql::jobs::postpone{
            .due = tx.now() + *turn.postponed, .error = turn.error, .id = id, .tries = turn.tries()});
    else if (turn.tries() >= most_tries)
        tx.run_later(sql::jobs::park{.now = tx.now(), .error = turn.error, .id = id, .tries = turn.tries()});
    else
        tx.run_later(sql::jobs::retry_later{
            .due = tx.now() + delay_after(turn.tries()), .error = turn.error, .id = id, .tries = turn.tries()});
}

}  // namespace

struct Workers::State {
    State(Database& database, const Clock& now) : db(database), clock(now) {}

    Database& db;
    const Clock& clock;
    std::map<std::string, EndingHandler> handlers;
    std::vector<std::thread> threads;
    std::mutex mutex;
    std::condition_variable woken;
    std::uint64_t wakes = 0;
    std::atomic<bool> stopping = false;

    void work();
    std::chrono::milliseconds work_off(std::optional<Turn>& turn);
    std::chrono::milliseconds try_to_work_off(std::optional<Turn>& turn);
    [[nodiscard]] std::chrono::milliseconds longest_pause() const;
    [[nodiscard]] std::chrono::milliseconds until(std::optional<Instant> due) const;
    void sleep(std::uint64_t seen, std::chrono::milliseconds longest);
    void wake_one();
    void wake_all();
    std::uint64_t wakes_so_far();
    void handle(Turn& turn);
    Taken settle_and_take(const std::optional<Turn>& before, bool another);
};

void Workers::State::handle(Turn& turn) {
    const auto handler = handlers.find(turn.job.kind);
    try {
        // It was started for the last time and never came back: its lease ran out, perhaps with the process.
        if (turn.tries() > most_tries) throw std::runtime_error("did not finish");
        if (handler == handlers.end()) throw std::runtime_error("no handler for this kind of job");
        handler->second(turn.job, turn.end);
        turn.done = true;
    } catch (const Postponed& away) {
        turn.postponed = away.after;
        turn.error = std::string(away.what()).substr(0, longest_error);
    } catch (const std::exception& error) {
        turn.error = std::string(error.what()).substr(0, longest_error);
    } catch (...) {
        turn.error = "unknown error";
    }
    if (!turn.done)
        log::warning("job failed", {{"kind", turn.job.kind},
                                    {"id", std::to_string(turn.job.id)},
                                    {"tries", std::to_string(turn.tries())},
                                    {"parked", !turn.postponed && turn.tries() >= most_tries ? "yes" : "no"}});
}

// One transaction ends a job and takes the next.
Taken Workers::State::settle_and_take(const std::optional<Turn>& before, bool another) {
    return db.write_in_background([&](Tx& tx) {
        if (before) settle(tx, *before);
        return another ? take(tx) : Taken{};
    });
}

// Other nodes schedule too, and their announcements do not reach this process.
std::chrono::milliseconds Workers::State::longest_pause() const {
    return db.engine() == db::Engine::postgres ? 1s : 10s;
}

std::chrono::milliseconds Workers::State::until(std::optional<Instant> due) const {
    return due ? std::clamp<std::chrono::milliseconds>(*due - clock.now(), 0ms, longest_pause()) : longest_pause();
}

// Until nothing is due; returns for how long nothing will be.
std::chrono::milliseconds Workers::State::work_off(std::optional<Turn>& turn) {
    if (!turn)
        if (const auto pause = until(db.read([](Tx& tx) { return next_due(tx); })); pause > 0ms) return pause;
    while (true) {
        auto taken = settle_and_take(turn, !stopping);
        turn = std::move(taken.turn);
        const auto pause = until(taken.next);
        if (!turn) return pause;
        // While this one is in hand, somebody else looks after the next.
        if (pause < longest_pause()) wake_one();
        turn->job.stopping = &stopping;
        handle(*turn);
    }
}

void Workers::State::work() {
    // Whoever waits for a page comes first; on Linux this is the calling thread's alone. Refused, it changes nothing.
    ::setpriority(PRIO_PROCESS, 0, behind_requests);
    std::optional<Turn> turn;
    while (!stopping) {
        const auto seen = wakes_so_far();
        sleep(seen, try_to_work_off(turn));
    }
    // Once more: what it has done would be done again.
    if (turn) try_to_work_off(turn);
}

std::chrono::milliseconds Workers::State::try_to_work_off(std::optional<Turn>& turn) {
    try {
        return work_off(turn);
    } catch (const std::exception& error) {
        // The database is away; a turn whose end is not written yet stays in hand and is tried again.
        log::warning("jobs are waiting for the database", {{"why", error.what()}});
        return 1s;
    }
}

std::uint64_t Workers::State::wakes_so_far() {
    const std::scoped_lock lock(mutex);
    return wakes;
}

void Workers::State::sleep(std::uint64_t seen, std::chrono::milliseconds longest) {
    std::unique_lock lock(mutex);
    woken.wait_for(lock, longest, [&] { return stopping || wakes != seen; });
}

// One is enough for what was just scheduled; it wakes another when there is more than it can do.
void Workers::State::wake_one() {
    {
        const std::scoped_lock lock(mutex);
        ++wakes;
    }
    woken.notify_one();
}

void Workers::State::wake_all() {
    {
        const std::scoped_lock lock(mutex);
        ++wakes;
    }
    woken.notify_all();
}

Workers::Workers(Database& db, const Clock& clock) : state_(std::make_shared<State>(db, clock)) {
    db.listen(std::string(jobs_topic), [weak = std::weak_ptr(state_)](std::string_view) {
        if (const auto state = weak.lock()) state->wake_one();
    });
}

Workers::~Workers() { stop(); }

void Workers::on(std::string kind, JobHandler handler) {
    on_ending(std::move(kind), [does = std::move(handler)](const Job& job, JobEnd&) { does(job); });
}

void Workers::on_ending(std::string kind, EndingHandler handler) {
    state_->handlers.insert_or_assign(std::move(kind), std::move(handler));
}

void Workers::start(int threads) {
    state_->stopping = false;
    for (int i = 0; i < threads; ++i) state_->threads.emplace_back([state = state_.get()] { state->work(); });
}

void Workers::stop() {
    state_->stopping = true;
    state_->wake_all();
    for (auto& thread : state_->threads) thread.join();
    state_->threads.clear();
}

void Workers::wake() { state_->wake_all(); }

int Workers::run_due() {
    int ran = 0;
    auto turn = state_->settle_and_take(std::nullopt, true).turn;
    while (turn) {
        state_->handle(*turn);
        ++ran;
        turn = state_->settle_and_take(turn, true).turn;
    }
    return ran;
}

}  // namespace hero
