#include "base/db/db.hpp"

#include <algorithm>
#include <mutex>
#include <set>

#include "base/db/backend.hpp"
#include "base/db/connection.hpp"
#include "base/db/migrate.hpp"
#include "base/db/migrations.hpp"
#include "base/errors.hpp"
#include "base/log.hpp"
#include "base/utf8.hpp"

namespace hero {

namespace db {

namespace {

[[noreturn]] void wrong_column(std::string_view column, const char* why) {
    throw std::logic_error("column " + std::string(column) + " " + why);
}

struct Executed {
    std::mutex mutex;
    std::set<std::string> names;
};

Executed& executed() {
    static Executed all;
    return all;
}

thread_local StatementLog* watching = nullptr;

}  // namespace

StatementLog::StatementLog() { watching = this; }
StatementLog::~StatementLog() { watching = nullptr; }

void mark_executed(const Statement& statement) {
    const std::scoped_lock lock(executed().mutex);
    executed().names.insert(statement.name);
}

std::vector<std::string> executed_statements() {
    const std::scoped_lock lock(executed().mutex);
    return {executed().names.begin(), executed().names.end()};
}

const Row::Cell& Row::cell(std::string_view column) const {
    const auto& names = *columns_;
    for (std::size_t tried = 0; tried < names.size(); ++tried) {
        if (next_ >= names.size()) next_ = 0;
        const auto here = next_++;
        if (names[here] == column) return cells_[here];
    }
    wrong_column(column, "is not in the result");
}

std::int64_t Row::integer(std::string_view column) const {
    const auto& found = cell(column);
    if (const auto* number = std::get_if<std::int64_t>(&found)) return *number;
    wrong_column(column, std::holds_alternative<Null>(found) ? "is NULL" : "is not a whole number");
}

double Row::real(std::string_view column) const {
    const auto& found = cell(column);
    if (const auto* number = std::get_if<double>(&found)) return *number;
    if (const auto* number = std::get_if<std::int64_t>(&found)) return static_cast<double>(*number);
    wrong_column(column, is_null(column) ? "is NULL" : "is not a number");
}

const std::string& Row::text(std::string_view column) const {
    static const std::string empty;
    const auto& found = cell(column);
    if (const auto* text = std::get_if<std::string>(&found)) return *text;
    if (std::holds_alternative<Null>(found)) return empty;
    wrong_column(column, "is not text");
}

bool Row::is_null(std::string_view column) const { return std::holds_alternative<Null>(cell(column)); }

std::optional<std::int64_t> Row::maybe_integer(std::string_view column) const {
    const auto& found = cell(column);
    if (const auto* number = std::get_if<std::int64_t>(&found)) return *number;
    if (std::holds_alternative<Null>(found)) return std::nullopt;
    wrong_column(column, "is not a whole number");
}

std::optional<Instant> Row::maybe_instant(std::string_view column) const {
    const auto millis = maybe_integer(column);
    return millis ? std::optional(from_millis(*millis)) : std::nullopt;
}

std::optional<std::string> Row::maybe_text(std::string_view column) const {
    const auto& found = cell(column);
    if (const auto* text = std::get_if<std::string>(&found)) return *text;
    if (std::holds_alternative<Null>(found)) return std::nullopt;
    wrong_column(column, "is not text");
}

void Listeners::add(std::string topic, Database::Listener listener) {
    const std::unique_lock lock(mutex_);
    list_.emplace_back(std::move(topic), std::move(listener));
}

namespace {

void run_safely(const std::function<void()>& action) noexcept {
    try {
        action();
    } catch (const std::exception& error) {
        log::error("an action after a commit threw", {{"what", error.what()}});
    }
}

}  // namespace

void Listeners::finish(const std::vector<std::function<void()>>& actions,
                       const std::vector<Announcement>& announced) const noexcept {
    for (const auto& action : actions) run_safely(action);
    std::vector<Announcement> told;
    for (const auto& one : announced) {
        if (std::ranges::find(told, one) != told.end()) continue;
        tell(one.topic, one.payload);
        told.push_back(one);
    }
}

void Listeners::tell(std::string_view wanted, std::string_view payload) const noexcept {
    const std::shared_lock lock(mutex_);
    for (const auto& one : list_)
        if (one.first == wanted) run_safely([&] { one.second(payload); });
}

}  // namespace db

Tx::Tx(db::Connection& connection, Instant now, bool writable, db::Apart* apart)
    : connection_(&connection), apart_(apart), now_(now), writable_(writable) {}

db::Engine Tx::engine() const { return connection_->engine(); }

void Tx::after_commit(std::function<void()> action) { after_commit_.push_back(std::move(action)); }

std::vector<std::function<void()>> Tx::take_after_commit() { return std::exchange(after_commit_, {}); }

void Tx::announce(std::string_view topic) {
    Announcement one{.topic = std::string(topic), .payload = {}};
    if (std::ranges::find(announced_, one) == announced_.end()) announced_.push_back(std::move(one));
}

void Tx::broadcast(std::string_view topic, std::string_view payload) {
    constexpr std::size_t longest = 100;
    if (payload.size() > longest) throw std::logic_error("a broadcast names rows, and is short");
    Announcement one{.topic = std::string(topic), .payload = std::string(payload), .everywhere = true};
    if (std::ranges::find(announced_, one) == announced_.end()) announced_.push_back(std::move(one));
}

namespace {

// PostgreSQL would cut text at a NUL and refuse what is no UTF-8, SQLite would keep both: neither may happen unnoticed.
void check(const db::Statement& statement, std::span<const db::Value> values) {
    const auto name = [&](std::size_t i) { return std::string(statement.name) + ": " + statement.parameters[i]; };
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto& value = values[i].variant();
        if (std::holds_alternative<db::Missing>(value)) throw std::logic_error(name(i) + " is missing");
        const auto* text = std::get_if<std::string_view>(&value);
        if (!text) continue;
        if (text->find('\0') != std::string_view::npos) throw UnreadableText(name(i) + " contains a NUL byte");
        if (!utf8::is_valid(*text)) throw UnreadableText(name(i) + " is no UTF-8");
    }
}

}  // namespace

void Tx::require_usable(const db::Statement& statement, std::span<const db::Value> values) const {
    if (failed_) throw std::logic_error(std::string(statement.name) + " after a statement that failed");
    if (statement.writes && !writable_) throw std::logic_error(std::string(statement.name) + " writes inside read()");
    check(statement, values);
    if (db::watching) db::watching->note(statement.name);
}

void Tx::execute_later(const db::Statement& statement, std::span<const db::Value> values) {
    require_usable(statement, values);
    failed_ = true;
    connection_->execute_later(statement, values);
    failed_ = false;
}

db::Rows Tx::execute_apart(const db::Statement& statement, std::span<const db::Value> values) {
    if (!apart_) return execute(statement, values);
    require_usable(statement, values);
    failed_ = true;
    auto rows = apart_->run(statement, values);
    failed_ = false;
    return rows;
}

db::Rows Tx::execute(const db::Statement& statement, std::span<const db::Value> values) {
    require_usable(statement, values);
    failed_ = true;
    auto result = connection_->execute(statement, values);
    failed_ = false;
    changed_ = result.changed;
    return std::move(result.rows);
}

namespace {

// The database whose closure runs on this thread.
thread_local const Database* inside = nullptr;

struct Inside {
    explicit Inside(const Database* database) : before(std::exchange(inside, database)) {}
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;
    ~Inside() { inside = before; }
    const Database* before;
};

thread_local Database::Snapshot* snapshot = nullptr;

std::unique_ptr<db::Backend> open(const DatabaseOptions& options, const Clock& clock) {
    const bool postgres = options.address.starts_with("postgresql://") || options.address.starts_with("postgres://");
    return postgres ? db::open_postgres(options, clock) : db::open_sqlite(options, clock);
}

}  // namespace

Database::Database(const DatabaseOptions& options, const Clock& clock)
    : backend_(open(options, clock)), clock_(&clock) {}

Database::~Database() = default;

Database::Snapshot::Snapshot(Database& database, Patience patience) : database_(database), patience_(patience) {
    if (snapshot) throw std::logic_error("a snapshot while the same thread has one");
    snapshot = this;
}

Database::Snapshot::~Snapshot() { snapshot = nullptr; }

db::Reading* Database::Snapshot::reading() {
    if (!reading_) reading_ = database_.backend_->reading(patience_);
    return reading_.get();
}

// Whoever waits for a write keeps no connection from those who read.
void Database::Snapshot::let_go() {
    if (patience_ == Patience::none) throw MustWait{};
    reading_.reset();
}

db::Engine Database::engine() const { return backend_->engine(); }

int Database::waiting() const { return backend_->waiting(); }

void Database::listen(std::string topic, Listener listener) {
    backend_->listeners.add(std::move(topic), std::move(listener));
}

void Database::hear_others(const std::function<void()>& gap) { backend_->hear_others(gap); }

void Database::run_transaction(const std::function<void(Tx&)>& body, Way way) {
    if (inside == this) throw std::logic_error("a transaction inside a transaction of the same database");
    const db::Body guarded = [&](Tx& tx) {
        const Inside here(this);
        body(tx);
        if (tx.failed()) throw std::logic_error("a closure went on after one of its statements had failed");
    };
    const bool shared = snapshot && &snapshot->database_ == this;
    if (shared && way != Way::read) snapshot->let_go();
    switch (way) {
        case Way::read:
            if (auto* const reading = shared ? snapshot->reading() : nullptr) return reading->read(guarded);
            return backend_->read(guarded);
        case Way::write:
            return backend_->write(guarded);
        case Way::write_in_background:
            return backend_->write_in_background(guarded);
    }
}

int Database::migrate() {
    const auto connection = backend_->open_for_migration();
    return db::apply(*connection, db::migrations(), *clock_);
}

bool Database::schema_is_current() {
    return read([](Tx& tx) { return db::is_current(tx, db::migrations()); });
}

std::vector<std::string> Database::explain(const db::Statement& statement) { return backend_->explain(statement); }

}  // namespace hero
