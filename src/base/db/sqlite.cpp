#include "base/db/sqlite.hpp"

#include <array>
#include <utility>

#include "base/db/storage_full.hpp"
#include "base/db/whole_reads.hpp"
#include "base/failed_sync.hpp"
#include "base/log.hpp"

namespace hero::db {

namespace {

using namespace std::chrono_literals;

constexpr auto migration_limit = 24h;
constexpr int steps_between_looks = 4000;  // of SQLite's machine: some 50 µs
constexpr int checkpoint_pages = 1000;     // 4 MB
constexpr int restart_pages = 16384;       // 64 MB

bool is_fsync_failure(int code) { return code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC; }

// The second: no room for the index of the log.
bool is_full(int code) { return code == SQLITE_FULL || code == SQLITE_IOERR_SHMSIZE; }

bool is_key_violation(int code) {
    return code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY ||
           code == SQLITE_CONSTRAINT_ROWID || code == SQLITE_CONSTRAINT_FOREIGNKEY;
}

bool is_our_mistake(int code) {
    const int primary = code & 0xff;
    return primary == SQLITE_ERROR || primary == SQLITE_CONSTRAINT || primary == SQLITE_MISMATCH ||
           primary == SQLITE_MISUSE || primary == SQLITE_RANGE || primary == SQLITE_READONLY ||
           primary == SQLITE_AUTH || primary == SQLITE_TOOBIG;
}

Row::Cell cell(sqlite3_stmt* statement, int column) {
    switch (sqlite3_column_type(statement, column)) {
        case SQLITE_NULL:
            return Null{};
        case SQLITE_INTEGER:
            return static_cast<std::int64_t>(sqlite3_column_int64(statement, column));
        case SQLITE_FLOAT:
            return sqlite3_column_double(statement, column);
        default:
            break;
    }
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, column));
    return std::string(bytes ? bytes : "", static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
}

struct Bind {
    sqlite3_stmt* statement;
    int index;
    int operator()(Missing) const { return SQLITE_MISUSE; }
    int operator()(Null) const { return sqlite3_bind_null(statement, index); }
    int operator()(std::int64_t number) const { return sqlite3_bind_int64(statement, index, number); }
    int operator()(double number) const { return sqlite3_bind_double(statement, index, number); }
    int operator()(std::string_view text) const {
        // A null pointer would bind NULL.
        const char* begin = text.data() ? text.data() : "";
        return sqlite3_bind_text64(statement, index, begin, text.size(), SQLITE_STATIC, SQLITE_UTF8);
    }
};

// Leaves the statement ready for its next run and forgets the pointers into the caller's text.
struct Rewind {
    explicit Rewind(sqlite3_stmt* handle) : statement(handle) {}
    Rewind(const Rewind&) = delete;
    Rewind& operator=(const Rewind&) = delete;
    ~Rewind() {
        sqlite3_reset(statement);
        sqlite3_clear_bindings(statement);
    }
    sqlite3_stmt* statement;
};

// Without a deadline for as long as it exists.
class Timeless {
public:
    using Time = std::chrono::steady_clock::time_point;
    explicit Timeless(Time& deadline) : deadline_(deadline), before_(std::exchange(deadline, Time::max())) {}
    Timeless(const Timeless&) = delete;
    Timeless& operator=(const Timeless&) = delete;
    ~Timeless() { deadline_ = before_; }

private:
    Time& deadline_;
    const Time before_;
};

// Without its count of all memory, for which every connection takes the same lock at every piece. It can be said before
// SQLite's first use only; where it is too late it counts on.
void leave_memory_uncounted() {
    static const int said = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    static_cast<void>(said);
}

SQLite::Database open(const DatabaseOptions& options) {
    leave_memory_uncounted();
    try {
        // One thread at a time uses a connection, so SQLite's own mutex would only cost.
        return {options.address, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, 5000, whole_reads()};
    } catch (const SQLite::Exception& error) {
        throw Unavailable("cannot open " + options.address + ": " + error.what());
    }
}

}  // namespace

SqliteConnection::SqliteConnection(const DatabaseOptions& options, Role role)
    : database_(open(options)),
      handle_(database_.getHandle()),
      time_limit_(options.time_limit),
      restart_at_(restart_pages) {
    try {
        configure(options, role);
    } catch (const SQLite::Exception& error) {
        throw Unavailable("cannot use " + options.address + ": " + error.what());
    }
}

void SqliteConnection::configure(const DatabaseOptions& options, Role role) {
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    if (role != Role::reader) database_.exec("PRAGMA journal_mode = WAL");
    // A migration may rebuild a table that others refer to; it checks the references at its end.
    database_.exec(role == Role::migrator ? "PRAGMA foreign_keys = OFF" : "PRAGMA foreign_keys = ON");
    database_.exec(options.durable ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = OFF");
    // No memory map: a failing disk would then be a signal that ends the process instead of an error.
    database_.exec(
        "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0;"
        "PRAGMA cache_size = -8000; PRAGMA journal_size_limit = 67108864");
    if (role == Role::reader) database_.exec("PRAGMA query_only = ON");

    sqlite3_progress_handler(
        handle_, steps_between_looks,
        [](void* self) {
            const auto deadline = static_cast<SqliteConnection*>(self)->deadline_;
            return std::chrono::steady_clock::now() > deadline ? 1 : 0;
        },
        this);
    // Instead of SQLite's own checkpoints, which run inside COMMIT and do not report a failed fsync.
    sqlite3_wal_hook(
        handle_,
        [](void* self, sqlite3*, const char*, int pages) {
            static_cast<SqliteConnection*>(self)->log_pages_ = pages;
            return SQLITE_OK;
        },
        this);
}

void SqliteConnection::fail(const char* doing, int code) const {
    const std::string message = std::string(doing) + ": " + sqlite3_errmsg(handle_);
    if (is_fsync_failure(code)) end_after_failed_sync(doing);
    if (is_key_violation(code)) throw ConstraintViolation(message);
    if (is_our_mistake(code)) throw std::logic_error(message);
    log::error("database failed", {{"what", message}, {"code", std::to_string(code)}});
    if (is_full(code)) throw StorageFull(message);
    throw Unavailable(message);
}

SqliteConnection::Prepared SqliteConnection::prepare(const char* name, const std::string& sql) {
    sqlite3_stmt* raw = nullptr;
    const int code = sqlite3_prepare_v3(handle_, sql.c_str(), static_cast<int>(sql.size()) + 1,
                                        SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
    Prepared result{std::unique_ptr<sqlite3_stmt, Finalize>(raw), nullptr};
    if (code != SQLITE_OK) fail(name, sqlite3_extended_errcode(handle_));
    auto columns = std::make_shared<std::vector<std::string>>();
    for (int i = 0; i < sqlite3_column_count(raw); ++i) columns->emplace_back(sqlite3_column_name(raw, i));
    result.columns = std::move(columns);
    return result;
}

SqliteConnection::Prepared& SqliteConnection::prepared(const Statement& statement) {
    const auto found = statements_.find(&statement);
    if (found != statements_.end()) return found->second;
    auto& fresh = statements_.emplace(&statement, prepare(statement.name, statement.sqlite)).first->second;
    mark_executed(statement);
    return fresh;
}

void SqliteConnection::step_to_end(const char* name, sqlite3_stmt* statement, Result& result,
                                   const Prepared& prepared) {
    const int width = static_cast<int>(prepared.columns->size());
    int code = sqlite3_step(statement);
    for (; code == SQLITE_ROW; code = sqlite3_step(statement)) {
        std::vector<Row::Cell> cells;
        cells.reserve(static_cast<std::size_t>(width));
        for (int i = 0; i < width; ++i) cells.push_back(cell(statement, i));
        result.rows.emplace_back(prepared.columns, std::move(cells));
    }
    if (code != SQLITE_DONE) fail(name, sqlite3_extended_errcode(handle_));
}

Result SqliteConnection::execute(const Statement& statement, std::span<const Value> values) {
    // Without this, a statement after SQLite ended the transaction would be committed by itself.
    if (!in_transaction()) throw Unavailable(std::string(statement.name) + ": the transaction has ended");
    auto& known = prepared(statement);
    auto* const handle = known.handle.get();
    const Rewind rewind(handle);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const int code = std::visit(Bind{handle, static_cast<int>(i) + 1}, values[i].variant());
        if (code != SQLITE_OK) fail(statement.name, code);
    }
    Result result;
    step_to_end(statement.name, handle, result, known);
    if (statement.writes) result.changed = sqlite3_changes64(handle_);
    return result;
}

// Whatever the time: SQLite counts the steps of all runs of a statement together before it looks, so that now and then
// one as short as BEGIN would be interrupted for the time of whoever came before, and a COMMIT that is made already.
void SqliteConnection::run_command(const char* sql) {
    const Timeless timeless(deadline_);
    auto found = commands_.find(sql);
    if (found == commands_.end()) found = commands_.emplace(sql, prepare(sql, sql)).first;
    auto* const handle = found->second.handle.get();
    const Rewind rewind(handle);
    Result nothing;
    step_to_end(sql, handle, nothing, found->second);
}

void SqliteConnection::run_script(const std::string& text) {
    if (sqlite3_exec(handle_, text.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        fail("script", sqlite3_extended_errcode(handle_));
}

void SqliteConnection::check_references() {
    const auto check = prepare("foreign_key_check", "PRAGMA foreign_key_check");
    Result broken;
    step_to_end("foreign_key_check", check.handle.get(), broken, check);
    if (!broken.rows.empty())
        throw ConstraintViolation("a row of " + broken.rows.front().text("table") + " refers to nothing");
}

std::vector<std::string> SqliteConnection::explain(const Statement& statement) {
    const auto plan = prepare(statement.name, std::string("EXPLAIN QUERY PLAN ") + statement.sqlite);
    Result result;
    step_to_end(statement.name, plan.handle.get(), result, plan);
    std::vector<std::string> lines;
    for (const auto& row : result.rows) lines.push_back(row.text("detail"));
    return lines;
}

void SqliteConnection::begin(Access access) {
    if (access == Access::read) allow(time_limit_);
    if (access == Access::migrate) allow(migration_limit);
    run_command(access == Access::read ? "BEGIN" : "BEGIN IMMEDIATE");
}

void SqliteConnection::commit() { run_command("COMMIT"); }

void SqliteConnection::rollback() noexcept {
    if (in_transaction()) sqlite3_exec(handle_, "ROLLBACK", nullptr, nullptr, nullptr);
}

void SqliteConnection::savepoint() { run_command("SAVEPOINT closure"); }
void SqliteConnection::release_savepoint() { run_command("RELEASE closure"); }
void SqliteConnection::undo_to_savepoint() {
    run_command("ROLLBACK TO closure");
    run_command("RELEASE closure");
}

bool SqliteConnection::in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }

bool SqliteConnection::checkpoint_is_due() const { return log_pages_ >= checkpoint_pages; }

void SqliteConnection::checkpoint() {
    if (!checkpoint_is_due()) return;
    // PASSIVE waits for nobody, but readers that overlap without end would let the log grow without end: then wait
    // for those who read the old part of it, and start the log anew.
    const bool restart = log_pages_ >= restart_at_;
    int left = 0;
    int moved = 0;
    const int code = sqlite3_wal_checkpoint_v2(
        handle_, nullptr, restart ? SQLITE_CHECKPOINT_RESTART : SQLITE_CHECKPOINT_PASSIVE, &left, &moved);
    if (is_fsync_failure(sqlite3_extended_errcode(handle_)) && code != SQLITE_OK) end_after_failed_sync("checkpoint");
    if (code != SQLITE_OK && code != SQLITE_BUSY && code != SQLITE_LOCKED)
        log::error("checkpoint failed", {{"what", sqlite3_errmsg(handle_)}});
    restart_at_ = restart && code != SQLITE_OK ? log_pages_ + restart_pages / 4 : restart_pages;
    log_pages_ = 0;
}

}  // namespace hero::db
