#include "base/db/migrate.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "base/db/backend.hpp"
#include "tests/ask.hpp"
#include "tests/database.hpp"

namespace hero::db {

namespace {

using test::Ask;
using Histories = std::vector<Migration>;

const Migration first{
    1, "0001_desks", "a1",
    "-- why\nCREATE TABLE desks (id IDENTITY PRIMARY KEY, name TEXT NOT NULL, opened BIGINT, floor REAL, "
    "plan BLOB) STRICT;\nINSERT INTO desks (name) VALUES ('it''s; -- STRICT');\n"};
const Migration second{
    2, "0002_seats", "b2",
    "-- why\nCREATE TABLE seats (id IDENTITY PRIMARY KEY, desk BIGINT NOT NULL REFERENCES desks (id)) "
    "STRICT;\nCREATE INDEX seats_of_desk ON seats (desk);\n"};
const Migration broken{2, "0002_broken", "c3",
                       "-- why\nCREATE TABLE half (id BIGINT) STRICT;\nCREATE TABLE half (id BIGINT);\n"};

struct Ground {
    test::Place place{test::Schema::empty};
    FrozenClock clock{test::start_of_test};
    std::unique_ptr<Backend> backend =
        test::engine() == Engine::sqlite ? open_sqlite(place.options(), clock) : open_postgres(place.options(), clock);

    int migrate(const Histories& known) const { return apply(*backend->open_for_migration(), known, clock); }
    std::string refusal(const Histories& known) const {
        try {
            migrate(known);
        } catch (const std::runtime_error& error) {
            return error.what();
        }
        return "";
    }
    bool current(const Histories& known) const {
        bool result = false;
        backend->read([&](Tx& tx) { result = is_current(tx, known); });
        return result;
    }
    template <typename Sql>
    std::optional<Row> one(const Sql& sql) const {
        std::optional<Row> row;
        backend->write([&](Tx& tx) { row = tx.one(sql); });
        return row;
    }
};

}  // namespace

TEST(Migrate, AppliesWhatIsMissingAndNothingTwice) {
    const Ground ground;
    EXPECT_FALSE(ground.current({first}));
    EXPECT_EQ(ground.migrate({first}), 1);
    EXPECT_EQ(ground.migrate({first}), 0);
    EXPECT_EQ(ground.migrate({first, second}), 1);
    EXPECT_EQ(ground.migrate({first, second}), 0);
    EXPECT_TRUE(ground.current({first, second}));
    EXPECT_EQ(ground.one(Ask<"SELECT name FROM desks">{})->text("name"), "it's; -- STRICT");
    const auto row = ground.one(Ask<"SELECT applied_at, name FROM schema_migrations WHERE number = 1">{});
    EXPECT_EQ(row->instant("applied_at"), test::start_of_test);
    EXPECT_EQ(row->text("name"), "0001_desks");
}

TEST(Migrate, MakesColumnsThatHoldWhatTheirNeutralTypeSays) {
    const Ground ground;
    ground.migrate({first});
    const auto row = ground.one(Ask<"UPDATE desks SET opened = $1, floor = $2 RETURNING id, opened, floor", 2>{
        {std::int64_t{9'000'000'000'000'000'000}, 0.1}});
    EXPECT_EQ(row->integer("id"), 1);
    EXPECT_EQ(row->integer("opened"), 9'000'000'000'000'000'000);
    EXPECT_EQ(row->real("floor"), 0.1);
}

TEST(Migrate, RefusesAnEditedMigration) {
    const Ground ground;
    ground.migrate({first});
    auto edited = first;
    edited.sha256 = "a2";
    EXPECT_EQ(ground.refusal({edited, second}),
              "migration 0001_desks was edited after it had been applied to this database");
    EXPECT_FALSE(ground.current({edited}));
    EXPECT_TRUE(ground.current({first}));
}

TEST(Migrate, RefusesADatabaseThatIsNewerThanTheProgram) {
    const Ground ground;
    ground.migrate({first, second});
    EXPECT_EQ(ground.refusal({first}), "the database is newer than this program: it has migration 0002_seats");
    EXPECT_FALSE(ground.current({first}));
}

TEST(Migrate, LeavesNothingOfAMigrationThatFails) {
    const Ground ground;
    const auto why = ground.refusal({first, broken});
    EXPECT_TRUE(why.starts_with("migration 0002_broken failed: ")) << why;
    EXPECT_EQ(why.find('\n'), std::string::npos);
    EXPECT_TRUE(ground.current({first}));
    EXPECT_EQ(ground.migrate({first, second}), 1);
    EXPECT_NO_THROW(ground.one(Ask<"CREATE TABLE half (id BIGINT)">{}));
}

TEST(Migrate, RefusesToLeaveARowThatRefersToNothing) {
    const Ground ground;
    const Migration orphan{3, "0003_orphan", "d4", "-- why\nINSERT INTO seats (desk) VALUES (77);\n"};
    EXPECT_TRUE(ground.refusal({first, second, orphan}).starts_with("migration 0003_orphan failed: "));
    EXPECT_TRUE(ground.current({first, second}));
}

TEST(Migrate, MayRebuildATableThatOthersReferTo) {
    const Ground ground;
    const Migration rebuild{
        3, "0003_rebuild", "d5",
        "-- why\nINSERT INTO seats (desk) VALUES (1);\n-- only sqlite\nCREATE TABLE fresh (id INTEGER "
        "PRIMARY KEY, name TEXT) STRICT;\nINSERT INTO fresh SELECT id, name FROM desks;\nDROP TABLE "
        "desks;\nALTER TABLE fresh RENAME TO desks;\n-- both\n"};
    EXPECT_EQ(ground.migrate({first, second, rebuild}), 3);
    EXPECT_EQ(ground.one(Ask<"SELECT COUNT(*) AS n FROM seats JOIN desks ON desks.id = seats.desk">{})->integer("n"),
              1);
}

TEST(Migrate, AppliesEachOnceWhenSeveralProcessesStartTogether) {
    const Ground ground;
    std::atomic<int> applied = 0;
    std::vector<std::jthread> nodes;
    for (int i = 0; i < 4; ++i) nodes.emplace_back([&] { applied += ground.migrate({first, second}); });
    nodes.clear();
    EXPECT_EQ(applied, 2);
    EXPECT_TRUE(ground.current({first, second}));
}

TEST(Database, KnowsWhetherItsSchemaIsCurrent) {
    test::TestDatabase empty(test::Schema::empty);
    EXPECT_FALSE(empty.db.schema_is_current());
    EXPECT_EQ(empty.db.migrate(), static_cast<int>(migrations().size()));
    EXPECT_TRUE(empty.db.schema_is_current());
    EXPECT_EQ(empty.db.migrate(), 0);
}

}  // namespace hero::db
