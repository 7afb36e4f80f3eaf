#include "base/db/db.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <latch>
#include <limits>
#include <thread>

#include "base/errors.hpp"
#include "tests/ask.hpp"
#include "tests/database.hpp"

namespace hero {

namespace {

using namespace std::chrono_literals;
using test::Ask;
using test::TestDatabase;

using MakeProbe = Ask<"CREATE TABLE probe (id BIGINT PRIMARY KEY, amount DOUBLE PRECISION, name TEXT)">;
using MakeChild = Ask<"CREATE TABLE child (id BIGINT PRIMARY KEY, probe BIGINT NOT NULL REFERENCES probe (id))">;
using Insert = Ask<"INSERT INTO probe (id, amount, name) VALUES ($1, $2, $3)", 3>;
using InsertChild = Ask<"INSERT INTO child (id, probe) VALUES ($1, $2)", 2>;
// Looks like a query to us, not to the engine.
struct SlyInsert : Insert {
    static constexpr db::Statement statement{"sly", Insert::statement.sqlite, Insert::statement.postgres, Insert::names,
                                             false};
};
using Increment = Ask<"UPDATE probe SET amount = amount + 1 WHERE id = $1", 1>;
using Find = Ask<"SELECT id, amount, name FROM probe WHERE id = $1", 1>;
using Count = Ask<"SELECT COUNT(*) AS rows FROM probe">;

struct Probe : TestDatabase {
    Probe() : Probe(DatabaseOptions{.durable = false}) {}
    explicit Probe(const DatabaseOptions& options) : TestDatabase(options) {
        db.write([](Tx& tx) {
            tx.run(MakeProbe{});
            tx.run(MakeChild{});
        });
    }
    void insert(std::int64_t id, const db::Value& amount = 0.0, const db::Value& name = "") {
        db.write([&](Tx& tx) { tx.run(Insert{{id, amount, name}}); });
    }
    std::optional<db::Row> find(std::int64_t id) {
        return db.read([&](Tx& tx) { return tx.one(Find{{id}}); });
    }
    std::int64_t count() {
        return db.read([&](Tx& tx) { return tx.one(Count{})->integer("rows"); });
    }
};

}  // namespace

TEST(Values, ComeBackAsTheyWereWritten) {
    Probe ground;
    const std::string text = "Pengajuan API-U “gagal”; 100% \\ 'x' \n\t é 🎫";
    for (const std::int64_t id : {std::numeric_limits<std::int64_t>::min(), std::int64_t{-1}, std::int64_t{0},
                                  std::int64_t{1} << 53, std::numeric_limits<std::int64_t>::max()}) {
        ground.insert(id, 0.1, text);
        const auto row = ground.find(id);
        ASSERT_TRUE(row);
        EXPECT_EQ(row->integer("id"), id);
        EXPECT_EQ(row->real("amount"), 0.1);
        EXPECT_EQ(row->text("name"), text);
    }
}

TEST(Values, KeepNullApartFromEmptyText) {
    Probe ground;
    ground.insert(1, db::Null{}, db::Null{});
    ground.insert(2, 0.0, "");
    ground.insert(3, std::optional<double>{}, std::string_view{});
    EXPECT_TRUE(ground.find(1)->is_null("name"));
    EXPECT_EQ(ground.find(1)->text("name"), "");
    EXPECT_EQ(ground.find(1)->maybe_text("name"), std::nullopt);
    EXPECT_THROW((void)ground.find(1)->real("amount"), std::logic_error);
    EXPECT_EQ(ground.find(2)->maybe_text("name"), "");
    EXPECT_TRUE(ground.find(3)->is_null("amount"));
    EXPECT_FALSE(ground.find(3)->is_null("name"));
}

TEST(Values, CarryInstantsAndFlagsAsNumbers) {
    Probe ground;
    ground.db.write([](Tx& tx) { tx.run(Insert{{tx.now(), true, "x"}}); });
    const auto row = ground.find(to_millis(test::start_of_test));
    ASSERT_TRUE(row);
    EXPECT_EQ(row->instant("id"), test::start_of_test);
    EXPECT_EQ(row->maybe_instant("id"), test::start_of_test);
    EXPECT_EQ(row->real("amount"), 1.0);
}

TEST(Values, GiveASumOfWholeNumbersAsAWholeNumber) {
    Probe ground;
    ground.insert(40);
    ground.insert(2);
    const auto row = ground.db.read([](Tx& tx) { return tx.one(Ask<"SELECT SUM(id) AS total FROM probe">{}); });
    EXPECT_EQ(row->integer("total"), 42);
}

TEST(Row, RefusesAnUnknownColumnAndAWrongType) {
    Probe ground;
    ground.insert(1, 1.5, "Sari");
    const auto row = ground.find(1);
    EXPECT_THROW((void)row->integer("nmae"), std::logic_error);
    EXPECT_THROW((void)row->integer("name"), std::logic_error);
    EXPECT_THROW((void)row->text("id"), std::logic_error);
}

TEST(Statement, RefusesAMissingValueAndWhatIsNoText) {
    Probe ground;
    EXPECT_THROW(ground.insert(1, db::Value{}, ""), std::logic_error);
    EXPECT_THROW(ground.insert(1, 0.0, std::string_view("a\0b", 3)), UnreadableText);
    EXPECT_THROW(ground.insert(1, 0.0, "a\xff"), UnreadableText);
    EXPECT_THROW(ground.insert(1, 0.0, "\xed\xa0\x80"), UnreadableText) << "a surrogate";
    EXPECT_EQ(ground.count(), 0);
}

TEST(Statement, TellsHowManyRowsItChanged) {
    Probe ground;
    for (int id = 1; id <= 3; ++id) ground.insert(id);
    ground.db.write([](Tx& tx) {
        EXPECT_EQ(tx.change(Ask<"UPDATE probe SET name = 'x' WHERE id >= $1", 1>{{2}}), 2);
        EXPECT_EQ(tx.change(Ask<"UPDATE probe SET name = 'x' WHERE id = $1", 1>{{9}}), 0);
        EXPECT_EQ(tx.run(Ask<"DELETE FROM probe WHERE id < $1 RETURNING id", 1>{{3}}).size(), 2U);
    });
    EXPECT_EQ(ground.count(), 1);
}

TEST(RunLater, IsThereForTheNextStatementAndAtTheCommit) {
    Probe ground;
    ground.db.write([](Tx& tx) {
        std::string name = "satu";
        tx.run_later(Insert{{1, 0.0, name}});
        name = "sudah lain";  // the values are taken at once
        tx.run_later(Insert{{2, 0.0, "dua"}});
        EXPECT_EQ(tx.one(Find{{1}})->text("name"), "satu");
        EXPECT_EQ(tx.one(Count{})->integer("rows"), 2);
        EXPECT_EQ(tx.change(Increment{{2}}), 1);
        tx.run_later(Insert{{3, 0.0, db::Null{}}});
    });
    EXPECT_EQ(ground.count(), 3);
    EXPECT_EQ(ground.find(2)->real("amount"), 1.0);
    EXPECT_TRUE(ground.find(3)->is_null("name"));
}

TEST(RunLater, KeepsTheOrderOfHundreds) {
    Probe ground;
    ground.insert(1);
    ground.db.write([](Tx& tx) {
        for (int i = 0; i < 500; ++i) tx.run_later(Increment{{1}});
        EXPECT_EQ(tx.one(Find{{1}})->real("amount"), 500.0);
        for (int i = 0; i < 200; ++i) tx.run_later(Insert{{i + 10, 0.0, ""}});
    });
    EXPECT_EQ(ground.count(), 201);
}

// Whoever finds out, at the next statement or at the commit: nothing of the transaction stays.
TEST(RunLater, UndoesEverythingWhenItFails) {
    Probe ground;
    ground.insert(1);
    EXPECT_THROW(ground.db.write([](Tx& tx) {
        tx.run(Insert{{2, 0.0, ""}});
        tx.run_later(Insert{{1, 0.0, ""}});
        tx.run_later(Insert{{3, 0.0, ""}});
    }),
                 db::ConstraintViolation);
    EXPECT_THROW(ground.db.write([](Tx& tx) {
        tx.run_later(Insert{{1, 0.0, ""}});
        tx.run(Insert{{2, 0.0, ""}});
    }),
                 db::ConstraintViolation);
    EXPECT_THROW(ground.db.write([](Tx& tx) {
        tx.run_later(Insert{{2, 0.0, ""}});
        throw std::runtime_error("mine");
    }),
                 std::runtime_error);
    EXPECT_EQ(ground.count(), 1);
    ground.insert(2);  // the connection is good for the next
    EXPECT_EQ(ground.count(), 2);
}

TEST(RunLater, RefusesToWriteInsideARead) {
    Probe ground;
    EXPECT_THROW(ground.db.read([](Tx& tx) { tx.run_later(Insert{{1, 0.0, ""}}); }), std::logic_error);
    EXPECT_EQ(ground.count(), 0);
}

TEST(RunApart, IsPartOfTheTransactionWhereNobodyElseWrites) {
    Probe ground;
    const auto insert_and_fail = [](Tx& tx) {
        EXPECT_EQ(tx.run_apart(Ask<"INSERT INTO probe (id) VALUES (1) RETURNING id">{}).front().integer("id"), 1);
        throw NotFound();
    };
    EXPECT_THROW(ground.db.write(insert_and_fail), NotFound);
    const bool stays = ground.db.engine() == db::Engine::postgres;
    EXPECT_EQ(ground.count(), stays ? 1 : 0);
    ground.db.write([](Tx& tx) { tx.run_apart(Ask<"INSERT INTO probe (id) VALUES (2) RETURNING id">{}); });
    EXPECT_EQ(ground.count(), stays ? 2 : 1);
}

TEST(Write, ReportsATwinAndAMissingParentAsConstraintViolation) {
    Probe ground;
    ground.insert(1);
    EXPECT_THROW(ground.insert(1), db::ConstraintViolation);
    EXPECT_THROW(ground.db.write([](Tx& tx) { tx.run(InsertChild{{1, 99}}); }), db::ConstraintViolation);
    EXPECT_EQ(ground.count(), 1);
}

TEST(Write, ReportsOurOwnMistakeAsLogicError) {
    Probe ground;
    EXPECT_THROW(ground.db.write([](Tx& tx) { tx.run(Ask<"INSERT INTO nowhere VALUES (1)">{}); }), std::logic_error);
    const auto insert_null = [](Tx& tx) { tx.run(InsertChild{{1, db::Null{}}}); };
    EXPECT_THROW(ground.db.write(insert_null), std::logic_error);
}

TEST(Write, KeepsWhatUsersWroteOutOfTheErrorMessage) {
    Probe ground;
    const auto message_of = [&](const auto& closure) -> std::string {
        try {
            ground.db.write(closure);
        } catch (const std::exception& error) {
            return error.what();
        }
        return "nothing was thrown";
    };
    ground.db.write([](Tx& tx) { tx.run(Ask<"CREATE UNIQUE INDEX probe_name ON probe (name)">{}); });
    ground.insert(1, 0.0, "rahasia");
    EXPECT_EQ(message_of([](Tx& tx) { tx.run(Insert{{2, 0.0, "rahasia"}}); }).find("rahasia"), std::string::npos);
    if (test::engine() == db::Engine::sqlite) return;  // compares text with a number without complaint
    const auto message = message_of([](Tx& tx) { tx.run(Find{{"rahasia"}}); });
    EXPECT_EQ(message.find("rahasia"), std::string::npos);
    EXPECT_NE(message.find("22P02"), std::string::npos);
}

TEST(Write, DoesNotLetAClosureGoOnAfterAFailedStatement) {
    Probe ground;
    ground.insert(1);
    const auto swallow = [](Tx& tx) {
        tx.run(Insert{{2, 0.0, ""}});
        try {
            tx.run(Insert{{1, 0.0, ""}});
        } catch (const db::ConstraintViolation&) {
        }
    };
    EXPECT_THROW(ground.db.write(swallow), std::logic_error);
    EXPECT_THROW(ground.db.write([&](Tx& tx) {
        swallow(tx);
        tx.run(Insert{{3, 0.0, ""}});
    }),
                 std::logic_error);
    EXPECT_EQ(ground.count(), 1);
}

TEST(Write, RollsBackWhatAThrowingClosureDid) {
    Probe ground;
    struct Mind : std::exception {};
    EXPECT_THROW(ground.db.write([](Tx& tx) {
        tx.run(Insert{{1, 0.0, ""}});
        throw Mind();
    }),
                 Mind);
    EXPECT_EQ(ground.count(), 0);
    ground.insert(1);
    EXPECT_EQ(ground.count(), 1);
}

TEST(Write, SeesItsOwnChangesAndOneTime) {
    Probe ground;
    ground.db.write([&](Tx& tx) {
        const auto began = tx.now();
        tx.run(Insert{{1, 0.0, "Budi"}});
        ground.clock.advance(1h);
        EXPECT_EQ(tx.one(Find{{1}})->text("name"), "Budi");
        EXPECT_EQ(tx.now(), began);
    });
    EXPECT_EQ(ground.db.read([](Tx& tx) { return tx.now(); }), test::start_of_test + 1h);
}

TEST(Write, RunsAfterCommitOnlyOnceDurable) {
    Probe ground;
    std::int64_t seen = -1;
    int announced = 0;
    ground.db.listen("jobs", [&](std::string_view) { ++announced; });
    ground.db.listen("other", [&](std::string_view) { announced += 100; });
    // Another thread looks: the closure's own must not touch the database here.
    const auto look = [&] { seen = std::async(std::launch::async, [&] { return ground.count(); }).get(); };
    ground.db.write([&](Tx& tx) {
        tx.run(Insert{{1, 0.0, ""}});
        tx.after_commit(look);
        tx.announce("jobs");
        tx.announce("jobs");
        EXPECT_EQ(announced, 0);
    });
    EXPECT_EQ(seen, 1);
    EXPECT_EQ(announced, 1);

    seen = -1;
    EXPECT_THROW(ground.db.write([&](Tx& tx) {
        tx.after_commit(look);
        tx.announce("jobs");
        throw std::runtime_error("no");
    }),
                 std::runtime_error);
    EXPECT_EQ(seen, -1);
    EXPECT_EQ(announced, 1);
}

TEST(Write, IsDoneWhateverAnActionAfterItsCommitThrows) {
    Probe ground;
    bool second = false;
    ground.db.write([&](Tx& tx) {
        tx.run(Insert{{1, 0.0, ""}});
        tx.after_commit([] { throw std::runtime_error("no"); });
        tx.after_commit([&] { second = true; });
    });
    EXPECT_TRUE(second);
    EXPECT_EQ(ground.count(), 1);
}

TEST(Write, LosesNoIncrementOf64ConcurrentWriters) {
    Probe ground;
    ground.insert(1, 0.0);
    std::latch start{64};
    std::vector<std::jthread> writers;
    for (int i = 0; i < 64; ++i)
        writers.emplace_back([&] {
            start.arrive_and_wait();
            for (int n = 0; n < 5; ++n) ground.db.write([](Tx& tx) { tx.run(Increment{{1}}); });
        });
    writers.clear();
    EXPECT_EQ(ground.find(1)->real("amount"), 320.0);
}

TEST(Read, SeesOneSnapshotWhileOthersWrite) {
    Probe ground;
    ground.insert(1);
    ground.db.read([&](Tx& tx) {
        EXPECT_EQ(tx.one(Count{})->integer("rows"), 1);
        std::jthread([&] { ground.insert(2); }).join();
        EXPECT_EQ(tx.one(Count{})->integer("rows"), 1);
    });
    EXPECT_EQ(ground.count(), 2);
}

TEST(Read, RefusesToWrite) {
    Probe ground;
    EXPECT_THROW(ground.db.read([](Tx& tx) { tx.run(Insert{{1, 0.0, ""}}); }), std::logic_error);
    EXPECT_ANY_THROW(ground.db.read([](Tx& tx) { tx.run(SlyInsert{{{1, 0.0, ""}}}); }));
    EXPECT_EQ(ground.count(), 0);
}

TEST(Read, EndsWhenItTakesTooLong) {
    Probe ground(DatabaseOptions{.durable = false, .time_limit = 100ms});
    ground.insert(1);
    using Endless =
        Ask<"SELECT COUNT(*) AS n FROM (WITH RECURSIVE loop (i) AS (SELECT 1 UNION ALL "
            "SELECT 1 - i FROM loop) SELECT i FROM loop) AS endless">;
    EXPECT_THROW(ground.db.read([](Tx& tx) { tx.run(Endless{}); }), Unavailable);
    EXPECT_EQ(ground.count(), 1);
}

TEST(Snapshot, SeesOneStateUntilItsOwnThreadWrites) {
    Probe ground;
    ground.insert(1);
    const bool one_state = ground.db.engine() == db::Engine::sqlite;
    {
        const Database::Snapshot snapshot(ground.db);
        EXPECT_EQ(ground.count(), 1);
        std::jthread([&] {
            ground.insert(2);
            EXPECT_EQ(ground.count(), 2) << "another thread's reads are its own";
        }).join();
        EXPECT_EQ(ground.count(), one_state ? 1 : 2);
        ground.insert(3);
        EXPECT_EQ(ground.count(), 3);
    }
    EXPECT_EQ(ground.count(), 3);
}

TEST(Snapshot, GoesOnAfterAReadThatFailed) {
    Probe ground(DatabaseOptions{.readers = 1, .durable = false});
    const Database::Snapshot snapshot(ground.db);
    EXPECT_THROW(ground.db.read([](Tx&) { throw std::runtime_error("no"); }), std::runtime_error);
    EXPECT_ANY_THROW(ground.db.read([](Tx& tx) { tx.run(SlyInsert{{{1, 0.0, ""}}}); }));
    EXPECT_EQ(ground.count(), 0);
    EXPECT_THROW(ground.db.read([&](Tx&) { ground.count(); }), std::logic_error);
    EXPECT_EQ(ground.count(), 0);
}

TEST(Snapshot, IsOneAtATime) {
    Probe ground;
    {
        const Database::Snapshot snapshot(ground.db);
        EXPECT_THROW(Database::Snapshot(ground.db), std::logic_error);
        EXPECT_EQ(ground.count(), 0);
    }
    EXPECT_NO_THROW(Database::Snapshot(ground.db));
}

TEST(Transaction, RefusesAnotherOneInside) {
    Probe ground;
    EXPECT_THROW(ground.db.write([&](Tx&) { ground.insert(1); }), std::logic_error);
    EXPECT_THROW(ground.db.write([&](Tx&) { ground.count(); }), std::logic_error);
    EXPECT_THROW(ground.db.read([&](Tx&) { ground.insert(1); }), std::logic_error);
    EXPECT_EQ(ground.count(), 0);
    ground.insert(1);
    EXPECT_EQ(ground.count(), 1);
}

TEST(Transaction, GivesAConnectionBackWhateverHappens) {
    Probe ground(DatabaseOptions{.readers = 1, .durable = false});
    for (int i = 0; i < 5; ++i) {
        EXPECT_THROW(ground.db.read([](Tx&) { throw std::runtime_error("no"); }), std::runtime_error);
        EXPECT_THROW(ground.db.write([](Tx&) { throw std::runtime_error("no"); }), std::runtime_error);
    }
    EXPECT_EQ(ground.count(), 0);
}

}  // namespace hero
