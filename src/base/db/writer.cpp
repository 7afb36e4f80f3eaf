#include "base/db/writer.hpp"

#include <algorithm>
#include <iterator>

#include "base/db/storage_full.hpp"

namespace hero::db {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t most_together = 128;
constexpr auto longest_together = 20ms;  // the first of a batch waits for the last
constexpr auto closure_limit = 10s;
constexpr auto longest_in_background = 3ms;  // about ten fsyncs of a disk made of memory chips

// SQLite ended the transaction by itself: why, as far as the closure told.
[[noreturn]] void fail_ended(const std::exception_ptr& told) {
    try {
        if (told) std::rethrow_exception(told);
    } catch (const StorageFull&) {
        throw;
    } catch (...) {
        // Its caller's alone.
    }
    throw Unavailable("the database ended the transaction");
}

}  // namespace

Writer::Writer(const DatabaseOptions& options, const Clock& clock, const Listeners& listeners)
    : connection_(options, SqliteConnection::Role::writer),
      clock_(clock),
      listeners_(listeners),
      limit_(static_cast<std::size_t>(options.queue_limit)),
      thread_([this] { run(); }) {}

Writer::~Writer() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    arrived_.notify_one();
    thread_.join();
}

void Writer::write(const Body& body) {
    Waiting waiting(body);
    if (enqueue(waiting)) lead_until_done(waiting);
    await(waiting);
}

void Writer::write_in_background(const Body& body) {
    Waiting waiting(body);
    {
        const std::scoped_lock lock(mutex_);
        if (is_full()) throw Unavailable("too many writes are waiting");
        unhurried_.push_back({&waiting, std::chrono::steady_clock::now() + longest_in_background});
    }
    arrived_.notify_one();
    await(waiting);
}

// True when nobody wrote: then its caller does. Who writes already takes it, or wakes the thread for it; that one is
// awake when the log has to be moved, and must not be forestalled for ever.
bool Writer::enqueue(Waiting& waiting) {
    const std::scoped_lock lock(mutex_);
    if (is_full()) throw Unavailable("too many writes are waiting");
    queue_.push_back(&waiting);
    if (leading_ || connection_.checkpoint_is_due()) return false;
    leading_ = true;
    return true;
}

// `done` is set on this thread alone as long as it leads.
void Writer::lead_until_done(const Waiting& waiting) {
    while (!waiting.done) commit_together(*next_at_once());
    stop_leading();
}

void Writer::stop_leading() {
    {
        const std::scoped_lock lock(mutex_);
        leading_ = false;
        if (!has_work() && unhurried_.empty()) return;
    }
    arrived_.notify_one();
}

void Writer::await(Waiting& waiting) {
    std::unique_lock lock(waiting.mutex);
    waiting.finished.wait(lock, [&] { return waiting.done; });
    if (waiting.error) std::rethrow_exception(waiting.error);
}

bool Writer::is_full() const { return queue_.size() + unhurried_.size() >= limit_; }

int Writer::waiting() const {
    const std::scoped_lock lock(mutex_);
    return static_cast<int>(queue_.size() + unhurried_.size());
}

void Writer::run() {
    Waiting* first = nullptr;
    while (wait_to_lead(first)) {
        if (first) commit_together(*first);
        connection_.checkpoint();
        const std::scoped_lock lock(mutex_);
        leading_ = false;
    }
}

// Under mutex_, while nobody leads.
bool Writer::has_work() const { return stopping_ || !queue_.empty() || connection_.checkpoint_is_due(); }

// False at the end, when nothing waits any more.
bool Writer::wait_to_lead(Waiting*& first) {
    std::unique_lock lock(mutex_);
    const auto at_once = [&] { return !leading_ && has_work(); };
    const auto soon = [&] { return !leading_ && !unhurried_.empty(); };
    do {
        arrived_.wait(lock, [&] { return at_once() || soon(); });
        if (at_once()) break;
        const auto until = unhurried_.front().until;
        arrived_.wait_until(lock, until, at_once);
    } while (!at_once() && !soon());
    first = take_next();
    if (!first && stopping_) return false;
    leading_ = true;
    return true;
}

Writer::Waiting* Writer::next_at_once() {
    const std::scoped_lock lock(mutex_);
    return take_next();
}

// Those in a hurry first. Under mutex_.
Writer::Waiting* Writer::take_next() {
    Waiting* next = nullptr;
    if (!queue_.empty()) {
        next = queue_.front();
        queue_.pop_front();
    } else if (!unhurried_.empty()) {
        next = unhurried_.front().waiting;
        unhurried_.pop_front();
    }
    return next;
}

// Closures that arrive while others of the batch run still join it.
void Writer::commit_together(Waiting& first) noexcept {
    std::vector<Waiting*> batch{&first};
    const auto until = std::chrono::steady_clock::now() + longest_together;
    try {
        connection_.begin(Access::write);
        if (!run_alone(first)) {
            connection_.rollback();
            return finish(batch);
        }
        while (batch.size() < most_together && std::chrono::steady_clock::now() < until) {
            auto* const next = next_at_once();
            if (!next) break;
            batch.push_back(next);
            run_in_savepoint(*next);
        }
        connection_.commit();
    } catch (const StorageFull& full) {
        connection_.rollback();
        fail_all(batch, full);
    } catch (const std::exception& error) {
        connection_.rollback();
        fail_all(batch, Unavailable(error.what()));
    }
    finish(batch);
}

// False when it threw, which is its caller's alone as long as nothing else is in the transaction. Without a savepoint:
// SQLite keeps every page it touches for one, and walks through all it has kept at the end of each statement.
bool Writer::run_alone(Waiting& first) {
    run_closure(first);
    return !first.error;
}

// What one closure throws undoes that closure and is its caller's alone.
void Writer::run_in_savepoint(Waiting& one) {
    connection_.savepoint();
    run_closure(one);
    one.error ? connection_.undo_to_savepoint() : connection_.release_savepoint();
}

void Writer::run_closure(Waiting& one) {
    connection_.allow(closure_limit);
    Tx tx(connection_, clock_.now(), true);
    try {
        one.body(tx);
        one.after_commit = tx.take_after_commit();
        one.announced = tx.announced();
    } catch (...) {
        one.error = std::current_exception();
    }
    connection_.allow(closure_limit);
    if (!connection_.in_transaction()) fail_ended(one.error);
}

template <typename Error>
void Writer::fail_all(const std::vector<Waiting*>& batch, const Error& why) {
    for (auto* one : batch)
        if (!one->error) one->error = std::make_exception_ptr(why);
}

void Writer::finish(const std::vector<Waiting*>& batch) {
    std::vector<std::function<void()>> after_commit;
    std::vector<Announcement> announced;
    for (auto* one : batch) {
        if (one->error) continue;
        std::ranges::move(one->after_commit, std::back_inserter(after_commit));
        std::ranges::move(one->announced, std::back_inserter(announced));
    }
    listeners_.finish(after_commit, announced);
    for (auto* one : batch) {
        // Notified under the lock: the caller's stack, and `finished` on it, may be gone right after.
        const std::scoped_lock lock(one->mutex);
        one->done = true;
        one->finished.notify_one();
    }
}

}  // namespace hero::db
