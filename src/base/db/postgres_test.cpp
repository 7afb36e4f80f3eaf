// What can only happen beside a server: connections that break, deadlocks, commits whose answer is lost.
#include <gtest/gtest.h>

#include <latch>
#include <thread>

#include "base/db/cutting_proxy.hpp"
#include "base/db/db.hpp"
#include "base/db/postgres.hpp"
#include "base/errors.hpp"
#include "tests/ask.hpp"
#include "tests/database.hpp"

namespace hero {

namespace {

using namespace std::chrono_literals;
using test::Ask;
using test::Cut;

using Insert = Ask<"INSERT INTO probe (id, amount) VALUES ($1, 0)", 1>;
using Increment = Ask<"UPDATE probe SET amount = amount + 1 WHERE id = $1", 1>;
using Count = Ask<"SELECT COUNT(*) AS rows FROM probe">;
using Pid = Ask<"SELECT pg_backend_pid() AS pid">;
// Waits until that process is gone.
using Kill = Ask<"SELECT pg_terminate_backend(CAST($1 AS INTEGER), 5000) AS gone", 1>;

struct Beside {
    Beside() {
        proxied.write([](Tx& tx) { tx.run(Ask<"CREATE TABLE probe (id BIGINT PRIMARY KEY, amount BIGINT)">{}); });
    }

    std::int64_t count() {
        return direct.read([](Tx& tx) { return tx.one(Count{})->integer("rows"); });
    }
    void kill_connection_of(Tx& tx) {
        const auto pid = tx.one(Pid{})->integer("pid");
        std::jthread([&] { direct.read([&](Tx& other) { other.run(Kill{{pid}}); }); }).join();
    }

    SystemClock clock;
    test::Place place{test::Schema::migrated};
    test::CuttingProxy proxy{place.options().address};
    Database direct{place.options(), clock};
    Database proxied{{.address = proxy.url()}, clock};
};

}  // namespace

TEST(PostgresConnection, ThatBreaksInAReadIsReplacedOnce) {
    Beside ground;
    int runs = 0;
    const auto rows = ground.proxied.read([&](Tx& tx) {
        if (++runs == 1) ground.kill_connection_of(tx);
        return tx.one(Count{})->integer("rows");
    });
    EXPECT_EQ(rows, 0);
    EXPECT_EQ(runs, 2);
    EXPECT_THROW(ground.proxied.read([&](Tx& tx) {
        ground.kill_connection_of(tx);
        tx.run(Count{});
    }),
                 Unavailable);
    EXPECT_EQ(ground.count(), 0);
}

TEST(PostgresConnection, ThatBreaksInAWriteBeforeTheCommitIsReplaced) {
    Beside ground;
    int runs = 0;
    ground.proxied.write([&](Tx& tx) {
        tx.run(Insert{{1}});
        if (++runs == 1) ground.kill_connection_of(tx);
        tx.run(Insert{{2}});
    });
    EXPECT_EQ(runs, 2);
    EXPECT_EQ(ground.count(), 2);
}

TEST(PostgresConnection, ThatBrokeWhileItIdledHarmsNobody) {
    Beside ground;
    const auto pid = ground.proxied.read([](Tx& tx) { return tx.one(Pid{})->integer("pid"); });
    ground.direct.read([&](Tx& tx) { tx.run(Kill{{pid}}); });
    ground.proxied.write([](Tx& tx) { tx.run(Insert{{1}}); });
    EXPECT_EQ(ground.count(), 1);
}

TEST(PostgresConnection, ToNobodyIsUnavailable) {
    const test::TemporaryFolder nobody;
    SystemClock clock;
    Database db({.address = "postgresql://hero@/postgres?host=" + nobody.path().string()}, clock);
    EXPECT_THROW(db.read([](Tx& tx) { tx.run(Pid{}); }), Unavailable);
    EXPECT_THROW(db.write([](Tx& tx) { tx.run(Pid{}); }), Unavailable);
}

TEST(PostgresCommit, WhoseAnswerIsLostIsFoundToHaveHappened) {
    Beside ground;
    int runs = 0;
    int told = 0;
    ground.proxied.listen("probe", [&] { ++told; });
    ground.proxy.cut_next(Cut::before_the_client_hears);
    ground.proxied.write([&](Tx& tx) {
        ++runs;
        tx.run(Insert{{1}});
        tx.announce("probe");
    });
    EXPECT_EQ(runs, 1);
    EXPECT_EQ(told, 1);
    EXPECT_EQ(ground.count(), 1);
}

TEST(PostgresCommit, ThatNeverArrivedIsRunAgain) {
    Beside ground;
    int runs = 0;
    ground.proxy.cut_next(Cut::before_the_server_hears);
    ground.proxied.write([&](Tx& tx) {
        ++runs;
        tx.run(Insert{{1}});
    });
    EXPECT_EQ(runs, 2);
    EXPECT_EQ(ground.count(), 1);
}

// After a crash the number may belong to somebody else's transaction.
TEST(PostgresCommit, IsNotLookedUpInAnotherLifeOfTheServer) {
    const Beside ground;
    const auto options = ground.place.options();
    const auto open = [&] { return db::PostgresConnection(options, db::PostgresConnection::Role::ordinary); };
    auto lost = open();
    lost.begin(db::Access::write);
    lost.commit();
    EXPECT_EQ(open().transaction_status(lost.transaction()), "committed");
    open().run_script("SELECT pg_stat_reset_shared('bgwriter')");  // as a crash does
    EXPECT_EQ(open().transaction_status(lost.transaction()), "");
}

TEST(PostgresCommit, OfARuleThatADeferredCheckRefusesIsReported) {
    Beside ground;
    ground.direct.write([](Tx& tx) {
        tx.run(Ask<"CREATE TABLE child (probe BIGINT REFERENCES probe (id) DEFERRABLE INITIALLY DEFERRED)">{});
    });
    const auto orphan = [](Tx& tx) { tx.run(Ask<"INSERT INTO child (probe) VALUES (7)">{}); };
    EXPECT_THROW(ground.direct.write(orphan), db::ConstraintViolation);
    ground.direct.write([](Tx& tx) { tx.run(Insert{{7}}); });
    EXPECT_NO_THROW(ground.direct.write(orphan));
}

TEST(PostgresDeadlock, LetsBothWritersSucceed) {
    Beside ground;
    ground.direct.write([](Tx& tx) {
        tx.run(Insert{{1}});
        tx.run(Insert{{2}});
    });
    std::latch both{2};
    std::atomic<int> runs = 0;
    const auto cross = [&](int first, int second) {
        bool met = false;
        ground.direct.write([&](Tx& tx) {
            ++runs;
            tx.run(Ask<"SET LOCAL deadlock_timeout = '20ms'">{});
            tx.run(Increment{{first}});
            if (!std::exchange(met, true)) both.arrive_and_wait();
            tx.run(Increment{{second}});
        });
    };
    {
        const std::jthread one([&] { cross(1, 2); });
        const std::jthread two([&] { cross(2, 1); });
    }
    EXPECT_GE(runs, 3);
    const auto sum = ground.direct.read([](Tx& tx) { return tx.one(Ask<"SELECT SUM(amount) AS sum FROM probe">{}); });
    EXPECT_EQ(sum->integer("sum"), 4);
}

TEST(PostgresTypes, ReadAsNumbersOfTheirKind) {
    Beside ground;
    const auto row = ground.direct.read([](Tx& tx) {
        return tx.one(
            Ask<"SELECT CAST(7 AS SMALLINT) AS small, CAST(8 AS INTEGER) AS whole, 1 < 2 AS yes, 2 < 1 AS no, "
                "CAST(0.5 AS REAL) AS half, CAST(1.25 AS NUMERIC) AS precise, AVG(amount) AS none FROM probe">{});
    });
    EXPECT_EQ(row->integer("small"), 7);
    EXPECT_EQ(row->integer("whole"), 8);
    EXPECT_TRUE(row->flag("yes"));
    EXPECT_FALSE(row->flag("no"));
    EXPECT_EQ(row->real("half"), 0.5);
    EXPECT_EQ(row->real("precise"), 1.25);
    EXPECT_TRUE(row->is_null("none"));
}

// A plan that a connection prepared does not outlive the table it was made for.
TEST(PostgresConnection, ForgetsPlansOfATableThatChanged) {
    Beside ground;
    using All = Ask<"SELECT * FROM probe">;
    ground.direct.read([](Tx& tx) { tx.run(All{}); });
    ground.proxied.write([](Tx& tx) { tx.run(Ask<"ALTER TABLE probe ADD COLUMN more TEXT DEFAULT 'x'">{}); });
    ground.direct.write([](Tx& tx) { tx.run(Insert{{1}}); });
    const auto rows = ground.direct.read([](Tx& tx) { return tx.run(All{}); });
    EXPECT_EQ(rows.at(0).text("more"), "x");
}

}  // namespace hero
