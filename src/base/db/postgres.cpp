#include "base/db/postgres.hpp"

#include <array>
#include <charconv>
#include <string_view>

#include "base/db/storage_full.hpp"

namespace hero::db {

namespace {

// What a session is told first. A wait for a lock, and for a closure between two statements, has an end too.
std::string settings(const DatabaseOptions& options, PostgresConnection::Role role) {
    const bool ordinary = role == PostgresConnection::Role::ordinary;
    const auto limit = std::to_string(options.time_limit.count());
    return std::string("SET client_min_messages = warning; SET client_encoding = 'UTF8'; ") +
           "SET standard_conforming_strings = on; " + (options.durable ? "" : "SET synchronous_commit = off; ") +
           (ordinary ? "SET lock_timeout = '3s'; SET idle_in_transaction_session_timeout = '15s'; " : "") +
           "SET statement_timeout = " + (ordinary ? limit : "0");
}

// READ COMMITTED is enough for writes, and the cheapest: our rules change a row by `UPDATE … WHERE version = :version`
// or `INSERT … ON CONFLICT`, which look at the newest row under its lock and tell by what they return whether they won.
// The transaction's number comes with it in one round trip: it answers what became of a COMMIT that was cut off.
constexpr const char* begin_write = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SELECT pg_current_xact_id()";
constexpr const char* begin_read = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
constexpr const char* begin_migration = "BEGIN; SELECT pg_advisory_xact_lock(4800013)";

// Tells one life of one server from the next. A server that crashed gives the numbers of transactions it had not
// written down again, and so does a standby that took over. A crash resets the statistics, a restart changes the first
// time.
constexpr const char* ask_life =
    "SELECT pg_postmaster_start_time()::text || ' ' || COALESCE(stats_reset::text, '') FROM pg_stat_bgwriter";

}  // namespace

std::string postgres_address(std::string address) {
    // A dead server or a cut cable is noticed within seconds, not after the kernel's two hours. Of several hosts, the
    // one that takes writes.
    constexpr std::array<std::pair<std::string_view, std::string_view>, 7> defaults{
        {{"target_session_attrs", "read-write"},
         {"connect_timeout", "5"},
         {"keepalives", "1"},
         {"keepalives_idle", "10"},
         {"keepalives_interval", "5"},
         {"keepalives_count", "3"},
         {"tcp_user_timeout", "20000"}}};
    for (const auto& [name, value] : defaults) {
        if (address.find(std::string(name) + "=") != std::string::npos) continue;
        address += address.find('?') == std::string::npos ? '?' : '&';
        address.append(name).append("=").append(value);
    }
    return address;
}

namespace {

std::string first_line(std::string_view text) { return std::string(text.substr(0, text.find('\n'))); }

bool is_one_of(std::string_view state, std::initializer_list<std::string_view> states) {
    for (const auto& one : states)
        if (state == one) return true;
    return false;
}

// The values as libpq wants them: text that ends in NUL, or nullptr for NULL.
class Parameters {
public:
    explicit Parameters(std::span<const Value> values) {
        texts_.reserve(values.size());  // never moves: pointers_ points into it
        for (const auto& value : values) std::visit(*this, value.variant());
    }
    void operator()(Missing) { pointers_.push_back(nullptr); }
    void operator()(Null) { pointers_.push_back(nullptr); }
    void operator()(std::string_view text) { add(std::string(text)); }
    void operator()(std::int64_t number) { add(std::to_string(number)); }
    void operator()(double number) {
        std::array<char, 32> shortest{};
        const auto end = std::to_chars(shortest.data(), shortest.data() + shortest.size(), number).ptr;
        add(std::string(shortest.data(), end));
    }
    [[nodiscard]] const std::vector<const char*>& pointers() const { return pointers_; }

private:
    void add(std::string text) { pointers_.push_back(texts_.emplace_back(std::move(text)).c_str()); }
    std::vector<std::string> texts_;
    std::vector<const char*> pointers_;
};

template <typename Number>
Number number(std::string_view text) {
    Number result{};
    std::from_chars(text.data(), text.data() + text.size(), result);
    return result;
}

#if PQXX_VERSION_MAJOR >= 7
pqxx::result exec_prepared(pqxx::nontransaction& session, const std::string& name, const Parameters& parameters) {
    pqxx::params list;
    list.reserve(parameters.pointers().size());
    for (const char* text : parameters.pointers()) {
        if (text)
            list.append(pqxx::zview{text});
        else
            list.append();
    }
#if PQXX_VERSION_MAJOR > 7 || PQXX_VERSION_MINOR >= 10
    return session.exec(pqxx::prepped{name}, list);
#else
    return session.exec_prepared(name, list);
#endif
}
#else
pqxx::result exec_prepared(pqxx::nontransaction& session, const std::string& name, const Parameters& parameters) {
    return session.exec_prepared(name, pqxx::prepare::make_dynamic_params(parameters.pointers()));
}
#endif

// libpq repeats an address that it cannot read, and the password in it.
std::string without_address(const std::string& message) { return message.substr(0, message.find(": \"postgres")); }

}  // namespace

// Every way to the server: its errors become ours, and a connection that broke is never used again (the older pqxx
// would connect anew by itself and go on outside the transaction).
template <typename Action>
auto PostgresConnection::guarded(const char* doing, Action&& action) {
    if (broken_) throw ConnectionLost(std::string(doing) + ": the database connection is broken");
    try {
        return action();
    } catch (const pqxx::statement_completion_unknown& error) {
        fail(doing, "08007", error.what());
    } catch (const pqxx::transaction_rollback& error) {  // no sql_error in the older pqxx
        throw TryAgain(std::string(doing) + ": " + first_line(error.what()));
    } catch (const pqxx::sql_error& error) {
        fail(doing, error.sqlstate(), error.what());
    } catch (const pqxx::broken_connection& error) {
        fail(doing, "08006", error.what());
    }
}

PostgresConnection::PostgresConnection(const DatabaseOptions& options, Role role) try
    : connection_(postgres_address(options.address)), warnings_(connection_), session_(connection_) {
    life_ = guarded("connect", [&] { return run_text(settings(options, role) + "; " + ask_life); })[0][0].c_str();
} catch (const pqxx::broken_connection& error) {
    throw ConnectionLost("cannot connect to PostgreSQL: " + without_address(first_line(error.what())));
}

void PostgresConnection::fail(const char* doing, const std::string& state, const std::string& message) {
    // The second line (DETAIL) and the messages of class 22 quote what users wrote.
    const bool quotes = state.starts_with("22");
    const std::string text = std::string(doing) + ": " + (quotes ? "bad value, " + state : first_line(message));
    broken_ = broken_ || !connection_.is_open() || state.empty() || state.starts_with("08") || state.starts_with("57P");
    // A plan from before a migration: only a new connection forgets it.
    broken_ = broken_ || is_one_of(state, {"0A000", "26000"});
    // A primary that has become a standby: the next connection looks for the new one.
    broken_ = broken_ || (state == "25006" && !transaction_.empty());
    if (broken_) throw ConnectionLost(text);
    if (is_one_of(state, {"23505", "23503"})) throw ConstraintViolation(text);
    if (state == "53100") throw StorageFull(text);
    if (is_one_of(state, {"57014", "55P03", "25006", "25P03"}) || state.starts_with("53") || state.starts_with("58"))
        throw Unavailable(text);
    throw std::logic_error(text);
}

pqxx::result PostgresConnection::run_text(const std::string& sql) { return session_.exec(sql); }

PostgresConnection::Prepared& PostgresConnection::prepared(const Statement& statement) {
    const auto found = statements_.find(&statement);
    if (found != statements_.end()) return found->second;
    const auto name = std::to_string(statements_.size() + 1);
    connection_.prepare(name, statement.postgres);
    mark_executed(statement);
    return statements_.emplace(&statement, Prepared{name, nullptr, {}}).first->second;
}

void PostgresConnection::learn_columns(Prepared& prepared, const pqxx::result& result) {
    constexpr pqxx::oid boolean = 16, int8 = 20, int2 = 21, int4 = 23, oid = 26, float4 = 700, float8 = 701,
                        numeric = 1700;
    const auto kind_of = [](pqxx::oid type) {
        switch (type) {
            case int8:
            case int2:
            case int4:
            case oid:
            case boolean:
                return Kind::integer;
            case float4:
            case float8:
                return Kind::real;
            case numeric:
                return Kind::numeric;
            default:
                return Kind::text;
        }
    };
    auto columns = std::make_shared<std::vector<std::string>>();
    for (pqxx::row_size_type i = 0; i < result.columns(); ++i) {
        columns->emplace_back(result.column_name(i));
        prepared.kinds.push_back(kind_of(result.column_type(i)));
    }
    prepared.columns = std::move(columns);
}

Row::Cell PostgresConnection::cell(const pqxx::field& field, Kind kind) {
    if (field.is_null()) return Null{};
    const std::string_view text{field.c_str(), field.size()};
    // SUM of BIGINT is NUMERIC here and an integer on SQLite.
    if (kind == Kind::numeric) kind = text.find('.') == std::string_view::npos ? Kind::integer : Kind::real;
    if (kind == Kind::real) return number<double>(text);
    if (kind == Kind::text) return std::string(text);
    if (text == "t" || text == "f") return std::int64_t{text == "t"};
    return number<std::int64_t>(text);
}

Result PostgresConnection::execute(const Statement& statement, std::span<const Value> values) {
    return guarded(statement.name, [&] {
        auto& known = prepared(statement);
        const auto answer = exec_prepared(session_, known.name, Parameters(values));
        if (!known.columns) learn_columns(known, answer);
        Result result;
        result.changed = static_cast<std::int64_t>(answer.affected_rows());
        result.rows.reserve(static_cast<std::size_t>(answer.size()));
        for (const auto& row : answer) {
            std::vector<Row::Cell> cells;
            cells.reserve(known.kinds.size());
            for (const auto& field : row) cells.push_back(cell(field, known.kinds[cells.size()]));
            result.rows.emplace_back(known.columns, std::move(cells));
        }
        return result;
    });
}

// One string through the simple protocol: the server itself splits it into statements.
void PostgresConnection::run_script(const std::string& text) {
    guarded("script", [&] { return run_text(text); });
}

void PostgresConnection::begin(Access access) {
    const char* sql = access == Access::read ? begin_read : access == Access::write ? begin_write : begin_migration;
    transaction_.clear();
    const auto answer = guarded("begin", [&] { return run_text(sql); });
    if (access == Access::write) transaction_ = std::string(answer[0][0].c_str()) + '@' + life_;
}

void PostgresConnection::commit() {
    warnings_.forget();
    // It may wait for a standby for as long as it must: the server stops the clock of statement_timeout before it
    // commits.
    guarded("commit", [&] { return run_text("COMMIT"); });
    // It is committed here, and lost if this server is; its text follows lc_messages, so any warning will do.
    if (warnings_.any()) throw NotReplicated("commit: the server warned that it did not wait for its standby");
}

void PostgresConnection::rollback() noexcept {
    try {
        guarded("rollback", [&] { return run_text("ROLLBACK"); });
    } catch (const std::exception&) {
        broken_ = true;
    }
}

std::string PostgresConnection::transaction_status(const std::string& transaction) {
    const auto mark = transaction.find('@');
    if (transaction.substr(mark + 1) != life_) return {};
    const auto answer = guarded("transaction status", [&] {
        return run_text("SELECT pg_xact_status('" + transaction.substr(0, mark) + "'::xid8)");
    });
    return answer[0][0].is_null() ? "" : answer[0][0].c_str();
}

void PostgresConnection::wait_for_standby() {
    begin(Access::write);
    guarded("wait for standby", [&] { return run_text("SELECT pg_logical_emit_message(true, 'hero', '')"); });
    commit();
}

std::vector<std::string> PostgresConnection::explain(const Statement& statement) {
    // The plan for unknown values, as the prepared statement will have it.
    std::string nulls;
    for (std::size_t i = 0; i < statement.parameters.size(); ++i) nulls += i == 0 ? "(NULL" : ", NULL";
    if (!nulls.empty()) nulls += ")";
    return guarded(statement.name, [&] {
        // Ways that only pay for small tables are left out, unless there is no other.
        run_text(std::string("SET LOCAL plan_cache_mode = force_generic_plan; SET LOCAL enable_seqscan = off; "
                             "SET LOCAL enable_sort = off; SET LOCAL enable_hashjoin = off; "
                             "SET LOCAL enable_mergejoin = off; PREPARE explained AS ") +
                 statement.postgres);
        const auto plan = run_text("EXPLAIN (COSTS OFF) EXECUTE explained" + nulls);
        run_text("DEALLOCATE explained");
        std::vector<std::string> lines;
        for (const auto& row : plan) lines.emplace_back(row[0].c_str());
        return lines;
    });
}

}  // namespace hero::db
