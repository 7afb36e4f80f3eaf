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
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "base/clock.hpp"

namespace hero {

namespace db {

enum class Engine { sqlite, postgres };

// A value on its way into a statement. Text is not copied: it must outlive the call. A placeholder that was
// not given is `Missing` and makes the call throw std::logic_error.
struct Missing {};
struct Null {};
class Value {
public:
    Value() = default;
    Value(Null) : value_(Null{}) {}
    Value(bool flag) : value_(std::int64_t{flag}) {}
    template <typename Whole>
        requires(std::is_integral_v<Whole> && !std::is_same_v<Whole, bool>)
    Value(Whole number) : value_(static_cast<std::int64_t>(number)) {}
    Value(double number) : value_(number) {}
    Value(Instant at) : value_(to_millis(at)) {}
    Value(std::string_view text) : value_(text) {}
    Value(const std::string& text) : value_(std::string_view{text}) {}
    Value(const char* text) : value_(std::string_view{text}) {}
    template <typename Inner>
    Value(const std::optional<Inner>& maybe) {
        if (maybe) *this = Value(*maybe);
        else value_ = Null{};
    }
    using Variant = std::variant<Missing, Null, std::int64_t, double, std::string_view>;
    [[nodiscard]] const Variant& variant() const { return value_; }

private:
    Variant value_;
};

// What the build knows of one .sql file.
struct Statement {
    const char* name;                   // "tickets/insert_ticket"
    const char* sqlite;                 // with ?1, ?2 …
    const char* postgres;               // with $1, $2 …
    std::span<const char* const> parameters;
    bool writes;                        // anything but SELECT
};

// One row, owned. Columns by name; asking for one that is not there throws std::logic_error.
class Row {
public:
    using Cell = std::variant<Null, std::int64_t, double, std::string>;
    Row(std::shared_ptr<const std::vector<std::string>> columns, std::vector<Cell> cells)
        : columns_(std::move(columns)), cells_(std::move(cells)) {}

    [[nodiscard]] std::int64_t integer(std::string_view column) const;   // throws on NULL
    [[nodiscard]] double real(std::string_view column) const;            // throws on NULL
    [[nodiscard]] const std::string& text(std::string_view column) const;  // NULL reads as ""
    [[nodiscard]] bool flag(std::string_view column) const { return integer(column) != 0; }
    [[nodiscard]] Instant instant(std::string_view column) const { return from_millis(integer(column)); }
    [[nodiscard]] bool is_null(std::string_view column) const;
    [[nodiscard]] std::optional<std::int64_t> maybe_integer(std::string_view column) const;
    [[nodiscard]] std::optional<Instant> maybe_instant(std::string_view column) const;
    [[nodiscard]] std::optional<std::string> maybe_text(std::string_view column) const;

private:
    [[nodiscard]] const Cell& cell(std::string_view column) const;
    std::shared_ptr<const std::vector<std::string>> columns_;
    std::vector<Cell> cells_;
};

using Rows = std::vector<Row>;

// A unique or foreign key refused the row. Only thrown where a rule catches it; otherwise it ends the request.
struct ConstraintViolation : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// What a connection does; one class for each engine implements it. Not for use outside base/db.
class Connection;

}  // namespace db

// One transaction, valid during the closure it was handed to. Not for sharing between threads.
class Tx {
public:
    Tx(db::Connection& connection, Instant now, bool writable);
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

    // The time of this transaction: the same for everything it writes.
    [[nodiscard]] Instant now() const { return now_; }
    [[nodiscard]] db::Engine engine() const;

    // Runs after the transaction is durable, on the thread that committed it; not at all when it is rolled back.
    // Must not throw and must not touch the database: for waking workers.
    void after_commit(std::function<void()> action);
    std::vector<std::function<void()>> take_after_commit();

private:
    db::Rows execute(const db::Statement& statement, std::span<const db::Value> values);
    db::Connection* connection_;
    Instant now_;
    bool writable_;
    std::int64_t changed_ = 0;
    std::vector<std::function<void()>> after_commit_;
};

struct DatabaseOptions {
    std::string address;          // "postgresql://…", or the path of a SQLite file
    int readers = 4;              // read connections (SQLite); all connections (PostgreSQL)
    int queue_limit = 512;        // writes waiting at most; beyond that write() throws Unavailable
    bool durable = true;          // false: synchronous=OFF, for tests only
};

// Thread-safe. Owns its connections and, on SQLite, the writer thread.
class Database {
public:
    Database(const DatabaseOptions& options, const Clock& clock);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    // A consistent snapshot. Writing inside throws std::logic_error.
    template <typename Closure>
    auto read(Closure&& closure) {
        return call(std::forward<Closure>(closure), false);
    }

    // Returns only after the transaction is durable. Whatever the closure throws rolls it back and is thrown here.
    // On PostgreSQL the closure may run again after a serialization failure: it must not have other effects.
    // Throws Unavailable when the queue is full or the database is away.
    template <typename Closure>
    auto write(Closure&& closure) {
        return call(std::forward<Closure>(closure), true);
    }

    [[nodiscard]] db::Engine engine() const;

    // Brings the schema up to date with the embedded migrations, checks that none of the applied ones has changed,
    // and returns how many were applied. Throws std::runtime_error with one clear line when the database is newer
    // than this program or a landed migration was edited.
    int migrate();
    // Nothing is missing and nothing is unknown.
    [[nodiscard]] bool schema_is_current();

    // EXPLAIN QUERY PLAN (SQLite) or EXPLAIN (PostgreSQL), one line each: for the plan tests.
    std::vector<std::string> explain(const db::Statement& statement);

private:
    template <typename Closure>
    auto call(Closure&& closure, bool writes) {
        using Result = std::invoke_result_t<Closure&, Tx&>;
        if constexpr (std::is_void_v<Result>) {
            run_transaction([&](Tx& tx) { closure(tx); }, writes);
        } else {
            std::optional<Result> result;
            run_transaction([&](Tx& tx) { result.emplace(closure(tx)); }, writes);
            return std::move(*result);
        }
    }
    void run_transaction(const std::function<void(Tx&)>& body, bool writes);

    struct Engine;
    std::unique_ptr<Engine> engine_;
};

namespace db {
// Names of the statements that ran in this process: a test proves that every .sql file was executed.
std::vector<std::string> executed_statements();
}  // namespace db

}  // namespace hero
