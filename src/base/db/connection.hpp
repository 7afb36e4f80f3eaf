#pragma once
// One connection to an engine, used by one thread at a time. Internal to base/db.
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/db/db.hpp"
#include "base/errors.hpp"

namespace hero::db {

enum class Access { read, write, migrate };

struct Result {
    Rows rows;
    std::int64_t changed = 0;
};

// Errors: ConstraintViolation (unique, foreign key), Unavailable (full, busy, too slow, away), std::logic_error (the
// statement or its values are wrong). Messages name the statement, never the values.
class Connection {
public:
    Connection() = default;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    virtual ~Connection() = default;

    [[nodiscard]] virtual Engine engine() const = 0;
    // read: a snapshot that refuses to write. migrate: nobody else migrates until the end.
    virtual void begin(Access access) = 0;
    virtual void commit() = 0;
    virtual void rollback() noexcept = 0;
    virtual Result execute(const Statement& statement, std::span<const Value> values) = 0;
    // With the next execute() or commit() at the latest, in order. Rows are dropped; the values are not needed
    // afterwards.
    virtual void execute_later(const Statement& statement, std::span<const Value> values) {
        execute(statement, values);
    }
    // Several statements without parameters, in this engine's dialect.
    virtual void run_script(const std::string& text) = 0;
    // Throws when a script left a row that refers to nothing. For engines that look away during a migration.
    virtual void check_references() {}
    virtual std::vector<std::string> explain(const Statement& statement) = 0;
};

// Remembers that this statement ran. Called when a connection prepares it, which keeps it off the hot path.
void mark_executed(const Statement& statement);

}  // namespace hero::db
