#include "base/db/postgres.hpp"

#include <libpq-fe.h>

#include <array>
#include <charconv>
#include <string_view>

#include "base/db/storage_full.hpp"

namespace hero::db {

namespace {

// What a session is told first. A wait for a lock, and for a closure between two statements, has an end too.
std::string settings(const DatabaseOptions& options, PostgresConnection::Role role) {
    const bool ordinary = role != PostgresConnection::Role::migrator;
    const bool waits = options.durable && role != PostgresConnection::Role::apart;
    const auto limit = std::to_string(options.time_limit.count());
    return std::string("SET client_min_messages = warning; SET client_encoding = 'UTF8'; ") +
           "SET standard_conforming_strings = on; " + (waits ? "" : "SET synchronous_commit = off; ") +
           (ordinary ? "SET lock_timeout = '3s'; SET idle_in_transaction_session_timeout = '15s'; " : "") +
           "SET statement_timeout = " + (ordinary ? limit : "0");
}

// READ COMMITTED is enough for writes, and the cheapest: our rules change a row by `UPDATE … WHERE version = :version`
// or `INSERT … ON CONFLICT`, which look at the newest row under its lock and tell by what they return whether they won.
// The transaction's number travels with it: it answers what became of a COMMIT that was cut off.
constexpr const char* begin_write = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";
constexpr const char* ask_number = "SELECT pg_current_xact_id()";
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

template <typename Number>
Number number(std::string_view text) {
    Number result{};
    std::from_chars(text.data(), text.data() + text.size(), result);
    return result;
}

std::string shortest(double number) {
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
    return {text.data(), end};
}

// libpq repeats an address that it cannot read, and the password in it.
std::string without_address(const std::string& message) { return message.substr(0, message.find(": \"postgres")); }

}  // namespace

void PostgresConnection::Close::operator()(PGconn* connection) const { PQfinish(connection); }
void PostgresConnection::Clear::operator()(PGresult* result) const { PQclear(result); }

PostgresConnection::Sending::Sending(const char* the_name, const Prepared& how, std::span<const Value> values)
    : name(the_name), prepared(&how) {
    texts.reserve(values.size());  // never moves: `pointers` points into it
    const auto add = [this](std::string value) { pointers.push_back(texts.emplace_back(std::move(value)).c_str()); };
    for (const auto& value : values) {
        if (const auto* words = std::get_if<std::string_view>(&value.variant()))
            add(std::string(*words));
        else if (const auto* whole = std::get_if<std::int64_t>(&value.variant()))
            add(std::to_string(*whole));
        else if (const auto* real = std::get_if<double>(&value.variant()))
            add(shortest(*real));
        else
            pointers.push_back(nullptr);
    }
}

bool PostgresConnection::Sending::send_to(PGconn* connection) const {
    if (text) return PQsendQueryParams(connection, text, 0, nullptr, nullptr, nullptr, nullptr, 0) == 1;
    return PQsendQueryPrepared(connection, prepared->name.c_str(), static_cast<int>(pointers.size()), pointers.data(),
                               nullptr, nullptr, 0) == 1;
}

PostgresConnection::PostgresConnection(const DatabaseOptions& options, Role role)
    : connection_(PQconnectdb(postgres_address(options.address).c_str())), writing_(role == Role::apart) {
    if (PQstatus(connection_.get()) != CONNECTION_OK)
        throw ConnectionLost("cannot connect to PostgreSQL: " +
                             without_address(first_line(PQerrorMessage(connection_.get()))));
    PQsetNoticeProcessor(
        connection_.get(), [](void* warned, const char*) { *static_cast<bool*>(warned) = true; }, &warned_);
    life_ = PQgetvalue(run_text("connect", settings(options, role) + "; " + ask_life).get(), 0, 0);
}

// A connection that broke is never used again.
void PostgresConnection::require_whole(const char* doing) const {
    if (broken_) throw ConnectionLost(std::string(doing) + ": the database connection is broken");
}

void PostgresConnection::fail(const char* doing, std::string_view state, const std::string& message) {
    // The second line (DETAIL) and the messages of class 22 quote what users wrote.
    const bool quotes = state.starts_with("22");
    const std::string text =
        std::string(doing) + ": " + (quotes ? "bad value, " + std::string(state) : first_line(message));
    if (state.starts_with("40") && state != "40003") throw TryAgain(text);
    broken_ = broken_ || PQstatus(connection_.get()) != CONNECTION_OK || state.empty() || state == "40003" ||
              state.starts_with("08") || state.starts_with("57P");
    // A plan from before a migration: only a new connection forgets it.
    broken_ = broken_ || is_one_of(state, {"0A000", "26000"});
    // A primary that has become a standby: the next connection looks for the new one.
    broken_ = broken_ || (state == "25006" && writing_);
    if (broken_) throw ConnectionLost(text);
    if (is_one_of(state, {"23505", "23503"})) throw ConstraintViolation(text);
    if (state == "53100") throw StorageFull(text);
    if (is_one_of(state, {"57014", "55P03", "25006", "25P03"}) || state.starts_with("53") || state.starts_with("58"))
        throw Unavailable(text);
    throw std::logic_error(text);
}

// The answer, unless it says that something went wrong; no answer is a connection that broke.
PostgresConnection::Answer PostgresConnection::checked(const char* doing, Answer answer) {
    const auto status = PQresultStatus(answer.get());
    if (answer && (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)) return answer;
    const char* const state = answer ? PQresultErrorField(answer.get(), PG_DIAG_SQLSTATE) : nullptr;
    fail(doing, state ? state : "", answer ? PQresultErrorMessage(answer.get()) : PQerrorMessage(connection_.get()));
}

// Through the simple protocol: the server itself splits the text into statements. The answer is that of the last.
PostgresConnection::Answer PostgresConnection::run_text(const char* doing, const std::string& sql) {
    require_whole(doing);
    settle();
    send_waiting();
    return checked(doing, Answer{PQexec(connection_.get(), sql.c_str())});
}

PostgresConnection::Prepared& PostgresConnection::prepared(const Statement& statement) {
    const auto found = statements_.find(&statement);
    if (found != statements_.end()) return found->second;
    require_whole(statement.name);
    settle();
    send_waiting();  // it may make what this statement names
    const auto name = std::to_string(statements_.size() + 1);
    checked(statement.name, Answer{PQprepare(connection_.get(), name.c_str(), statement.postgres, 0, nullptr)});
    mark_executed(statement);
    return statements_.emplace(&statement, Prepared{name, nullptr, {}}).first->second;
}

void PostgresConnection::settle() {
    if (!std::exchange(unsettled_, false)) return;
    const Answer answer{PQgetResult(connection_.get())};
    while (Answer{PQgetResult(connection_.get())}) continue;
    if (PQresultStatus(answer.get()) == PGRES_COMMAND_OK) return;
    broken_ = true;
    throw ConnectionLost("the database connection broke while it was idle");
}

// One way to the server and back for all of them. What comes after one that failed is not run.
PostgresConnection::Answer PostgresConnection::in_one_go(const std::vector<Sending>& all) {
    auto* const raw = connection_.get();
    const auto require = [&](bool good) {
        if (!good) fail(all.front().name, "", PQerrorMessage(raw));
    };
    require(PQenterPipelineMode(raw) == 1);
    for (const auto& one : all) require(one.send_to(raw));
    require(PQpipelineSync(raw) == 1);
    std::vector<Answer> answers;
    for (std::size_t i = 0; i < all.size(); ++i) {
        answers.emplace_back(PQgetResult(raw));
        if (answers.back()) Answer{PQgetResult(raw)};  // the end of this one
    }
    const Answer end{PQgetResult(raw)};
    require(PQresultStatus(end.get()) == PGRES_PIPELINE_SYNC && PQexitPipelineMode(raw) == 1);
    for (std::size_t i = 0; i < all.size(); ++i) {
        answers[i] = checked(all[i].name, std::move(answers[i]));
        if (all[i].text == begin_write) begun_ = true;
        if (all[i].text == ask_number) transaction_ = std::string(PQgetvalue(answers[i].get(), 0, 0)) + '@' + life_;
    }
    return std::move(answers.back());
}

PostgresConnection::Answer PostgresConnection::answer_to(Sending last) {
    require_whole(last.name);
    settle();
    auto all = std::exchange(waiting_, {});
    all.push_back(std::move(last));
    begun_ = true;
    return in_one_go(all);
}

void PostgresConnection::send_waiting() {
    if (waiting_.empty()) return;
    auto last = std::move(waiting_.back());
    waiting_.pop_back();
    answer_to(std::move(last));
}

void PostgresConnection::learn_columns(Prepared& prepared, const PGresult* answer) {
    constexpr Oid boolean = 16, int8 = 20, int2 = 21, int4 = 23, oid = 26, float4 = 700, float8 = 701, numeric = 1700;
    const auto kind_of = [](Oid type) {
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
    for (int i = 0; i < PQnfields(answer); ++i) {
        columns->emplace_back(PQfname(answer, i));
        prepared.kinds.push_back(kind_of(PQftype(answer, i)));
    }
    prepared.columns = std::move(columns);
}

Row::Cell PostgresConnection::cell(const PGresult* answer, int row, int column, Kind kind) {
    if (PQgetisnull(answer, row, column) != 0) return Null{};
    const std::string_view text{PQgetvalue(answer, row, column),
                                static_cast<std::size_t>(PQgetlength(answer, row, column))};
    // SUM of BIGINT is NUMERIC here and an integer on SQLite.
    if (kind == Kind::numeric) kind = text.find('.') == std::string_view::npos ? Kind::integer : Kind::real;
    if (kind == Kind::real) return number<double>(text);
    if (kind == Kind::text) return std::string(text);
    if (text == "t" || text == "f") return std::int64_t{text == "t"};
    return number<std::int64_t>(text);
}

Result PostgresConnection::execute(const Statement& statement, std::span<const Value> values) {
    auto& known = prepared(statement);
    const auto answer = answer_to(Sending(statement.name, known, values));
    if (!known.columns) learn_columns(known, answer.get());
    Result result;
    result.changed = number<std::int64_t>(PQcmdTuples(answer.get()));
    const int rows = PQntuples(answer.get());
    result.rows.reserve(static_cast<std::size_t>(rows));
    for (int row = 0; row < rows; ++row) {
        std::vector<Row::Cell> cells;
        cells.reserve(known.kinds.size());
        for (const auto kind : known.kinds)
            cells.push_back(cell(answer.get(), row, static_cast<int>(cells.size()), kind));
        result.rows.emplace_back(known.columns, std::move(cells));
    }
    return result;
}

// libpq keeps what is sent and not yet answered in memory of its own, and so does the server: a closure that never asks
// for a row must not fill it.
void PostgresConnection::execute_later(const Statement& statement, std::span<const Value> values) {
    constexpr std::size_t most_waiting = 64;
    waiting_.emplace_back(statement.name, prepared(statement), values);
    if (waiting_.size() >= most_waiting) send_waiting();
}

void PostgresConnection::run_script(const std::string& text) { run_text("script", text); }

void PostgresConnection::begin(Access access) {
    require_whole("begin");
    transaction_.clear();
    waiting_.clear();
    begun_ = false;
    writing_ = access != Access::read;
    if (access == Access::migrate) {
        run_text("begin", begin_migration);
        begun_ = true;
        return;
    }
    waiting_.emplace_back(access == Access::read ? begin_read : begin_write);
    if (access == Access::write) waiting_.emplace_back(ask_number);
}

void PostgresConnection::commit() {
    if (!writing_) {
        waiting_.clear();
        if (!std::exchange(begun_, false)) return;
        require_whole("commit");
        if (PQsendQuery(connection_.get(), "COMMIT") != 1) fail("commit", "", PQerrorMessage(connection_.get()));
        unsettled_ = true;
        return;
    }
    // Without its number nobody could find out what became of it.
    if (transaction_.empty()) send_waiting();
    warned_ = false;
    // It may wait for a standby for as long as it must: the server stops the clock of statement_timeout before it
    // commits.
    const auto answer = answer_to(Sending("COMMIT"));
    if (std::string_view(PQcmdStatus(answer.get())) != "COMMIT") throw std::logic_error("the server did not commit");
    begun_ = false;
    // It is committed here, and lost if this server is; its text follows lc_messages, so any warning will do.
    if (warned_) throw NotReplicated("commit: the server warned that it did not wait for its standby");
}

void PostgresConnection::rollback() noexcept {
    waiting_.clear();
    if (!std::exchange(begun_, false)) return;
    try {
        run_text("rollback", "ROLLBACK");
    } catch (const std::exception&) {
        broken_ = true;
    }
}

std::string PostgresConnection::transaction_status(const std::string& transaction) {
    const auto mark = transaction.find('@');
    if (transaction.substr(mark + 1) != life_) return {};
    const auto answer =
        run_text("transaction status", "SELECT pg_xact_status('" + transaction.substr(0, mark) + "'::xid8)");
    return PQgetvalue(answer.get(), 0, 0);  // "" for NULL
}

void PostgresConnection::wait_for_standby() {
    begin(Access::write);
    run_text("wait for standby", "SELECT pg_logical_emit_message(true, 'hero', '')");
    commit();
}

std::vector<std::string> PostgresConnection::explain(const Statement& statement) {
    // The plan for unknown values, as the prepared statement will have it.
    std::string nulls;
    for (std::size_t i = 0; i < statement.parameters.size(); ++i) nulls += i == 0 ? "(NULL" : ", NULL";
    if (!nulls.empty()) nulls += ")";
    // Ways that only pay for small tables are left out, unless there is no other.
    run_text(statement.name, std::string("SET LOCAL plan_cache_mode = force_generic_plan; SET LOCAL enable_seqscan = "
                                         "off; SET LOCAL enable_sort = off; SET LOCAL enable_hashjoin = off; "
                                         "SET LOCAL enable_mergejoin = off; PREPARE explained AS ") +
                                 statement.postgres);
    const auto plan = run_text(statement.name, "EXPLAIN (COSTS OFF) EXECUTE explained" + nulls);
    run_text(statement.name, "DEALLOCATE explained");
    const int rows = PQntuples(plan.get());
    std::vector<std::string> lines;
    lines.reserve(static_cast<std::size_t>(rows));
    for (int row = 0; row < rows; ++row) lines.emplace_back(PQgetvalue(plan.get(), row, 0));
    return lines;
}

}  // namespace hero::db
