// Migrations that are killed at each of their statements: what is left is what was before, and the next start goes on.
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <string_view>
#include <vector>

#include "base/db/backend.hpp"
#include "base/db/migrate.hpp"
#include "tests/ask.hpp"
#include "tests/database.hpp"

namespace hero::db {

namespace {

using test::Ask;

struct Ground {
    test::Place place{test::Schema::empty};
    FrozenClock clock{test::start_of_test};

    [[nodiscard]] std::unique_ptr<Backend> open() const {
        return test::engine() == Engine::sqlite ? open_sqlite(place.options(), clock)
                                                : open_postgres(place.options(), clock);
    }
    template <typename Sql>
    std::vector<std::string> lines(const Sql& sql) const {
        std::vector<std::string> result;
        open()->read([&](Tx& tx) {
            result.clear();
            for (const auto& row : tx.run(sql)) result.push_back(row.text("line"));
        });
        return result;
    }
    // Tables, columns and indexes.
    [[nodiscard]] std::vector<std::string> schema() const {
        if (test::engine() == Engine::sqlite)
            return lines(Ask<"SELECT name || ': ' || coalesce(sql, '') AS line FROM sqlite_schema ORDER BY name">{});
        return lines(
            Ask<"SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable AS line FROM "
                "information_schema.columns WHERE table_schema = 'public' UNION ALL SELECT indexdef FROM pg_indexes "
                "WHERE "
                "schemaname = 'public' ORDER BY 1">{});
    }
};

// The schema after none, one, two … of the migrations.
std::vector<std::vector<std::string>> schemas_on_the_way() {
    const Ground ground;
    const auto all = migrations();
    std::vector<std::vector<std::string>> schemas{ground.schema()};
    for (std::size_t amount = 1; amount <= all.size(); ++amount) {
        apply(*ground.open()->open_for_migration(), all.first(amount), ground.clock);
        schemas.push_back(ground.schema());
    }
    return schemas;
}

// Kills a run at its first, second … statement until one gets further; then from its first statement on again. Counts
// the kills. `run_until(n)` tells whether the run reached its end.
template <typename RunUntil>
int kill_everywhere(const Ground& ground, const RunUntil& run_until) {
    const auto schemas = schemas_on_the_way();
    std::size_t applied = 0;
    int kills = 0;
    for (int statement = 1; !run_until(statement); ++statement) {
        ++kills;
        const auto left = ground.schema();
        if (left == schemas[applied]) continue;
        while (applied + 1 < schemas.size() && left != schemas[applied]) ++applied;
        EXPECT_EQ(left, schemas[applied]) << "after a kill at statement " << statement;
        if (left != schemas[applied]) return kills;
        statement = 0;
    }
    EXPECT_EQ(ground.schema(), schemas.back());
    return kills;
}

// ---- SQLite: the process is killed

int statements_left = 0;
bool migrating = false;

int at_statement(unsigned, void*, void*, void* text) {
    if (std::string_view{static_cast<const char*>(text)}.starts_with("BEGIN")) migrating = true;
    if (migrating && --statements_left == 0) ::kill(::getpid(), SIGKILL);
    return 0;
}

int watch(sqlite3* database, char**, const sqlite3_api_routines*) {
    return sqlite3_trace_v2(database, SQLITE_TRACE_STMT, at_statement, nullptr);
}

[[noreturn]] void migrate_until(const Ground& ground, int statement) {
    statements_left = statement;
    sqlite3_auto_extension(reinterpret_cast<void (*)()>(watch));
    auto backend = ground.open();
    apply(*backend->open_for_migration(), migrations(), ground.clock);
    ::_exit(0);
}

TEST(KilledMigration, OfSqliteLeavesNothingOrItself) {
    if (test::engine() != Engine::sqlite) return;
    const Ground ground;
    const int kills = kill_everywhere(ground, [&](int statement) {
        const ::pid_t child = ::fork();
        if (child == 0) migrate_until(ground, statement);
        int status = 0;
        ::waitpid(child, &status, 0);
        return WIFEXITED(status) && WEXITSTATUS(status) == 0;
    });
    EXPECT_GT(kills, 100);
    RecordProperty("kills", kills);
    EXPECT_TRUE(ground.lines(Ask<"SELECT integrity_check AS line FROM pragma_integrity_check">{}) ==
                std::vector<std::string>{"ok"});
}

// ---- PostgreSQL: the server ends the session

// An event trigger ends its own session at the n-th statement that changes the schema. The sequence counts through
// rollbacks.
void prepare_end_of_session(Backend& backend) {
    backend.write([](Tx& tx) {
        tx.run(Ask<"CREATE SCHEMA probe">{});
        tx.run(Ask<"CREATE SEQUENCE probe.statements">{});
        tx.run(Ask<"CREATE TABLE probe.wanted AS SELECT CAST(0 AS BIGINT) AS statement">{});
        tx.run(Ask<"CREATE FUNCTION probe.count() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN IF "
                   "nextval(''probe.statements'') = (SELECT statement FROM probe.wanted) THEN PERFORM "
                   "pg_terminate_backend(pg_backend_pid()); END IF; END'">{});
        tx.run(Ask<"CREATE EVENT TRIGGER probe_count ON ddl_command_end EXECUTE FUNCTION probe.count()">{});
    });
}

TEST(PostgresKilledMigration, LeavesNothingOrItself) {
    const Ground ground;
    prepare_end_of_session(*ground.open());
    const int kills = kill_everywhere(ground, [&](int statement) {
        auto backend = ground.open();
        backend->write([&](Tx& tx) {
            tx.run(Ask<"UPDATE probe.wanted SET statement = $1", 1>{{statement}});
            tx.run(Ask<"SELECT setval('probe.statements', 1, false)">{});
        });
        try {
            apply(*backend->open_for_migration(), migrations(), ground.clock);
            return true;
        } catch (const std::exception&) {
            return false;
        }
    });
    RecordProperty("kills", kills);
    EXPECT_GT(kills, 50);
}

}  // namespace

}  // namespace hero::db
