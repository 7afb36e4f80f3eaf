#pragma once
// The one seam to the database: the same SQL on SQLite and PostgreSQL.
//
//     auto page   = db.read([&](Tx& tx) { return list_queue(tx, agent, cursor); });
//     auto ticket = db.write([&](Tx& tx) { return open_ticket(tx, requester, draft); });
//
// A statement is a file in <slice>/sql; the build turns `sql/insert_ticket.sql` into a struct
// sql::tickets::insert_ticket with one member for each :placeholder:
//
//     tx.run(sql::tickets::insert_ticket{.number = number, .subject = draft.subject});
//
// Transactions do not nest: a rule is handed the Tx, and read() or write() inside a closure of the same database
// throws std::logic_error, because it would wait for itself.
#include <functional>

#include "base/db/values.hpp"

namespace hero {

namespace db {
// What a connection and an engine do; one class for each engine implements them. Not for use outside base/db.
class Connection;
class Backend;
class Apart;
class Reading;
}  // namespace db

// What a transaction has to say once it is durable.
struct Announcement {
    std::string topic;
    std::string payload;      // small, names rows: never what people wrote
    bool everywhere = false;  // on all nodes of one PostgreSQL
    bool operator==(const Announcement&) const = default;
};

// One transaction, valid during the closure it was handed to. Not for sharing between threads.
// After a statement has failed, every further one throws std::logic_error, and so does the end of the closure.
class Tx {
public:
    // Without `apart`, run_apart() runs in this transaction.
    Tx(db::Connection& connection, Instant now, bool writable, db::Apart* apart = nullptr);
    Tx(const Tx&) = delete;
    Tx& operator=(const Tx&) = delete;

    // Runs a statement struct from the generated sql:: namespace and returns its rows.
    template <typename Sql>
    db::Rows run(const Sql& sql) {
        const auto values = sql.values();
        return execute(Sql::statement, values);
    }
    // The first row, or nothing.
    template <typename Sql>
    std::optional<db::Row> one(const Sql& sql) {
        auto rows = run(sql);
        if (rows.empty()) return std::nullopt;
        return std::move(rows.front());
    }
    // How many rows an INSERT/UPDATE/DELETE without RETURNING touched.
    template <typename Sql>
    std::int64_t change(const Sql& sql) {
        run(sql);
        return changed_;
    }

    // Runs a statement whose rows nobody wants, with the next one at the latest: on PostgreSQL they share one way to
    // the server, so that locks are held for less long. What it throws is thrown by that next one, or by the commit.
    template <typename Sql>
    void run_later(const Sql& sql) {
        const auto values = sql.values();
        execute_later(Sql::statement, values);
    }

    // Runs a statement that must not keep its locks until this transaction ends. On PostgreSQL it is a transaction of
    // its own, on another connection: at once there for everybody, and there to stay when this one is rolled back. It
    // is durable as soon as this one is, and not before: a crash in between undoes it (decision 0020). So it may only
    // change what may be changed once too often, and nothing that this transaction has locked, because it would wait
    // for it in vain. On SQLite, where nobody else writes meanwhile, it is a part of this transaction.
    template <typename Sql>
    db::Rows run_apart(const Sql& sql) {
        const auto values = sql.values();
        return execute_apart(Sql::statement, values);
    }

    // False inside read().
    [[nodiscard]] bool writable() const { return writable_; }
    // The time of this transaction: the same for everything it writes.
    [[nodiscard]] Instant now() const { return now_; }
    [[nodiscard]] db::Engine engine() const;

    // Runs after the transaction is durable, on the thread that committed it; not at all when it is rolled back.
    // Must not throw and must not touch the database: for waking workers.
    void after_commit(std::function<void()> action);
    std::vector<std::function<void()>> take_after_commit();

    // Calls the listeners of Database::listen for `topic` ("jobs") once the transaction is durable, each once.
    void announce(std::string_view topic);
    // The same, with a payload (at most 100 bytes, else std::logic_error) and on every node that uses the same
    // PostgreSQL database. Each payload once. On other nodes it comes at most once and a moment later.
    void broadcast(std::string_view topic, std::string_view payload);
    [[nodiscard]] const std::vector<Announcement>& announced() const { return announced_; }

    // A statement failed: what this transaction did cannot be kept.
    [[nodiscard]] bool failed() const { return failed_; }

private:
    db::Rows execute(const db::Statement& statement, std::span<const db::Value> values);
    void execute_later(const db::Statement& statement, std::span<const db::Value> values);
    db::Rows execute_apart(const db::Statement& statement, std::span<const db::Value> values);
    void require_usable(const db::Statement& statement, std::span<const db::Value> values) const;
    db::Connection* connection_;
    db::Apart* apart_;
    Instant now_;
    bool writable_;
    bool failed_ = false;
    std::int64_t changed_ = 0;
    std::vector<std::function<void()>> after_commit_;
    std::vector<Announcement> announced_;
};

struct DatabaseOptions {
    std::string address{};                       // "postgresql://…", or the path of a SQLite file
    int readers = 4;                             // read connections (SQLite); all connections (PostgreSQL)
    int readers_at_once = 0;                     // beside them (SQLite), for Patience::none
    int queue_limit = 512;                       // writes waiting at most; beyond that write() throws Unavailable
    bool durable = true;                         // false: synchronous=OFF, for tests only
    std::chrono::milliseconds time_limit{5000};  // of a read (SQLite) or a statement (PostgreSQL)
};

// Whether a thread may wait for a connection. Of those that may not, no more are there than `readers_at_once`.
enum class Patience { some, none };

// Thread-safe. Owns its connections and, on SQLite, the writer thread. Nobody may be inside when it is destroyed.
class Database {
public:
    Database(const DatabaseOptions& options, const Clock& clock);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    // A consistent snapshot. Writing inside throws std::logic_error. Throws Unavailable when it took longer than the
    // time limit or no connection became free within 10 s.
    template <typename Closure>
    auto read(Closure&& closure) {
        return call(std::forward<Closure>(closure), Way::read);
    }

    // While it exists, what its thread reads there is read on one connection and sees one state; after each of its own
    // writes, one since. For pages made of the database alone: whoever waits for something else meanwhile keeps
    // the connection from others, and the write-ahead log from being moved. On PostgreSQL each read is by itself.
    class Snapshot {
    public:
        // Takes its connection with the first read, and anew after a write. Without patience a write throws MustWait
        // before it begins, and so does a read when no connection is free. A read that fails ends the state that was
        // seen. Throws std::logic_error for the second of a thread.
        explicit Snapshot(Database& database, Patience patience = Patience::some);
        ~Snapshot();
        Snapshot(const Snapshot&) = delete;
        Snapshot& operator=(const Snapshot&) = delete;

    private:
        friend class Database;
        db::Reading* reading();
        void let_go();

        Database& database_;
        const Patience patience_;
        std::unique_ptr<db::Reading> reading_;
    };

    // Returns only after the transaction is durable. Whatever the closure throws rolls it back and is thrown here.
    // On SQLite the closure may run on the thread of another write. On PostgreSQL it may run again after a
    // serialization failure: it must not have other effects. Throws Unavailable when the queue is full or the database
    // is away.
    template <typename Closure>
    auto write(Closure&& closure) {
        return call(std::forward<Closure>(closure), Way::write);
    }

    // The same for work that nobody sits and waits for. On SQLite it goes with the next write of somebody who does, and
    // by itself after three milliseconds, so that those who wait do not wait for its fsync as well.
    template <typename Closure>
    auto write_in_background(Closure&& closure) {
        return call(std::forward<Closure>(closure), Way::write_in_background);
    }

    [[nodiscard]] db::Engine engine() const;

    // How many calls wait for their turn to write (SQLite) or for a connection (PostgreSQL): for metrics.
    [[nodiscard]] int waiting() const;

    // `listener` runs after each durable transaction that announced `topic`, on the thread that committed it; for a
    // broadcast of another node, on a thread of this database. The same rules as for Tx::after_commit. It stays for as
    // long as the database: let it hold a weak_ptr.
    using Listener = std::function<void(std::string_view payload)>;
    void listen(std::string topic, Listener listener);

    // Hears what other nodes broadcast, on one connection of its own (nothing happens on SQLite, which has no other
    // nodes; again is harmless). Whenever that connection was away, `gap` runs once it is back, and once when it is
    // there for the first time: something may not have been heard. The same rules as for a listener.
    void hear_others(const std::function<void()>& gap);

    // Brings the schema up to date with the embedded migrations, checks that none of the applied ones has changed,
    // and returns how many were applied. Throws std::runtime_error with one clear line when the database is newer
    // than this program or a landed migration was edited.
    int migrate();
    // Nothing is missing and nothing is unknown.
    [[nodiscard]] bool schema_is_current();

    // EXPLAIN QUERY PLAN (SQLite) or EXPLAIN (PostgreSQL), one line each: for the plan tests. PostgreSQL's plan is the
    // best for tables that have grown, whatever they hold now.
    std::vector<std::string> explain(const db::Statement& statement);

private:
    enum class Way { read, write, write_in_background };

    template <typename Closure>
    auto call(Closure&& closure, Way way) {
        using Result = std::invoke_result_t<Closure&, Tx&>;
        if constexpr (std::is_void_v<Result>) {
            run_transaction([&](Tx& tx) { closure(tx); }, way);
        } else {
            std::optional<Result> result;
            run_transaction([&](Tx& tx) { result.emplace(closure(tx)); }, way);
            return Result(std::move(*result));
        }
    }
    void run_transaction(const std::function<void(Tx&)>& body, Way way);

    std::unique_ptr<db::Backend> backend_;
    const Clock* clock_;
};

namespace db {
// Names of the statements that ran in this process: a test proves that every .sql file was executed.
std::vector<std::string> executed_statements();

// The names of the statements that this thread runs while it exists, one for each time: for tests of how many a page
// takes. One at a time.
class StatementLog {
public:
    StatementLog();
    ~StatementLog();
    StatementLog(const StatementLog&) = delete;
    StatementLog& operator=(const StatementLog&) = delete;
    [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
    void note(const char* name) { names_.emplace_back(name); }

private:
    std::vector<std::string> names_;
};
}  // namespace db

}  // namespace hero
