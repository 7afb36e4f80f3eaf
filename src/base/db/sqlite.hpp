#pragma once
// A SQLite connection and the thread that writes. Internal to base/db.
#include <sqlite3.h>

#include <SQLiteCpp/Database.h>

#include <chrono>
#include <memory>
#include <unordered_map>

#include "base/db/connection.hpp"

namespace hero::db {

// Rows are read through SQLite's C interface: SQLiteCpp's columns take a reference count for every cell.
class SqliteConnection final : public Connection {
public:
    enum class Role { writer, reader, migrator };

    // The first connection to a database must not be a reader: it sets the journal mode.
    SqliteConnection(const DatabaseOptions& options, Role role);

    [[nodiscard]] Engine engine() const override { return Engine::sqlite; }
    void begin(Access access) override;
    void commit() override;
    void rollback() noexcept override;
    Result execute(const Statement& statement, std::span<const Value> values) override;
    void run_script(const std::string& text) override;
    void check_references() override;
    std::vector<std::string> explain(const Statement& statement) override;

    void savepoint();
    void release_savepoint();
    void undo_to_savepoint();
    // SQLite ends a transaction by itself when the disk is full or fails.
    [[nodiscard]] bool in_transaction() const;
    // Statements fail with Unavailable from now on + `limit`; what begins and ends transactions does not.
    void allow(std::chrono::milliseconds limit) { deadline_ = std::chrono::steady_clock::now() + limit; }
    // Moves the write-ahead log into the database when it has grown. Call outside transactions.
    void checkpoint();
    [[nodiscard]] bool checkpoint_is_due() const;

private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    struct Prepared {
        std::unique_ptr<sqlite3_stmt, Finalize> handle;
        std::shared_ptr<const std::vector<std::string>> columns;
    };

    void configure(const DatabaseOptions& options, Role role);
    Prepared prepare(const char* name, const std::string& sql);
    Prepared& prepared(const Statement& statement);
    void run_command(const char* sql);
    void step_to_end(const char* name, sqlite3_stmt* statement, Result& result, const Prepared& prepared);
    [[noreturn]] void fail(const char* doing, int code) const;

    SQLite::Database database_;
    sqlite3* handle_;
    const std::chrono::milliseconds time_limit_;
    std::unordered_map<const Statement*, Prepared> statements_;
    std::unordered_map<const char*, Prepared> commands_;
    std::chrono::steady_clock::time_point deadline_ = std::chrono::steady_clock::time_point::max();
    int log_pages_ = 0;
    int restart_at_;
};

}  // namespace hero::db
