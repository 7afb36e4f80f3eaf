#include "base/db/migrate.hpp"

#include <map>

#include "base/db/dialect.hpp"
#include "base/log.hpp"
#include "sql/db.hpp"

namespace hero::db {

namespace {

struct Applied {
    std::string name;
    std::string sha256;
};
using History = std::map<int, Applied>;

constexpr const char* history_table =
    "CREATE TABLE schema_migrations (number BIGINT PRIMARY KEY, name TEXT NOT NULL, "
    "sha256 TEXT NOT NULL, applied_at BIGINT NOT NULL)";

bool has_history(Tx& tx) { return tx.one(sql::db::find_history_table{}).has_value(); }

History history(Tx& tx) {
    History result;
    for (const auto& row : tx.run(sql::db::list_migrations{}))
        result[static_cast<int>(row.integer("number"))] = {row.text("name"), row.text("sha256")};
    return result;
}

void check(const History& applied, std::span<const Migration> known) {
    for (const auto& migration : known) {
        const auto found = applied.find(migration.number);
        if (found != applied.end() && found->second.sha256 != migration.sha256)
            throw std::runtime_error(std::string("migration ") + migration.name +
                                     " was edited after it had been applied to this database");
    }
    const int newest = known.empty() ? 0 : known.back().number;
    if (!applied.empty() && applied.rbegin()->first > newest)
        throw std::runtime_error("the database is newer than this program: it has migration " +
                                 applied.rbegin()->second.name);
}

void apply_one(Connection& connection, Tx& tx, const Migration& migration) {
    try {
        connection.run_script(in_dialect(migration.text, connection.engine()));
        connection.check_references();
    } catch (const std::exception& error) {
        throw std::runtime_error(std::string("migration ") + migration.name + " failed: " + error.what());
    }
    tx.run(sql::db::insert_migration{
        .number = migration.number, .name = migration.name, .sha256 = migration.sha256, .applied_at = tx.now()});
}

// The next missing migration with its row, in one transaction; false when nothing is missing. The history is read
// again each time: another process may be migrating too.
bool apply_next(Connection& connection, std::span<const Migration> known, Instant now) {
    connection.begin(Access::migrate);
    try {
        Tx tx(connection, now, true);
        if (!has_history(tx)) connection.run_script(history_table);
        const auto applied = history(tx);
        check(applied, known);
        const auto* next = known.data();
        const auto* end = next + known.size();
        while (next != end && applied.contains(next->number)) ++next;
        if (next != end) apply_one(connection, tx, *next);
        connection.commit();
        if (next != end) log::info("migration applied", {{"migration", next->name}});
        return next != end;
    } catch (...) {
        connection.rollback();
        throw;
    }
}

}  // namespace

int apply(Connection& connection, std::span<const Migration> known, const Clock& clock) {
    int applied = 0;
    while (apply_next(connection, known, clock.now())) ++applied;
    return applied;
}

bool is_current(Tx& tx, std::span<const Migration> known) {
    const auto applied = has_history(tx) ? history(tx) : History{};
    if (applied.size() != known.size()) return false;
    for (const auto& migration : known) {
        const auto found = applied.find(migration.number);
        if (found == applied.end() || found->second.sha256 != migration.sha256) return false;
    }
    return true;
}

}  // namespace hero::db
