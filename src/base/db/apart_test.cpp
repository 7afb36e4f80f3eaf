// Statements that PostgreSQL runs beside the transaction that asks for them.
#include <gtest/gtest.h>

#include <thread>

#include "base/db/db.hpp"
#include "base/errors.hpp"
#include "tests/ask.hpp"
#include "tests/database.hpp"

namespace hero {

namespace {

using test::Ask;

using Insert = Ask<"INSERT INTO probe (id, amount) VALUES ($1, 0)", 1>;
using Increment = Ask<"UPDATE probe SET amount = amount + 1 WHERE id = $1", 1>;
using Count = Ask<"SELECT COUNT(*) AS rows FROM probe">;
using Pid = Ask<"SELECT pg_backend_pid() AS pid">;
// Waits until that process is gone.
using Kill = Ask<"SELECT pg_terminate_backend(CAST($1 AS INTEGER), 5000) AS gone", 1>;

struct Two {
    Two() {
        one.write([](Tx& tx) { tx.run(Ask<"CREATE TABLE probe (id BIGINT PRIMARY KEY, amount BIGINT)">{}); });
    }

    std::int64_t count() {
        return one.read([](Tx& tx) { return tx.one(Count{})->integer("rows"); });
    }

    SystemClock clock;
    test::Place place{test::Schema::migrated};
    Database one{place.options(), clock};
    Database other{place.options(), clock};
};

}  // namespace

TEST(PostgresApart, StaysWhenTheTransactionIsRolledBack) {
    Two ground;
    EXPECT_THROW(ground.one.write([](Tx& tx) {
        tx.run(Insert{{1}});
        tx.run_apart(Insert{{2}});
        EXPECT_EQ(tx.one(Count{})->integer("rows"), 2) << "it is there at once";
        throw NotFound();
    }),
                 NotFound);
    EXPECT_EQ(ground.count(), 1);
}

// One connection in all: who waited for another one would wait for ten seconds, and in vain.
TEST(PostgresApart, NeedsNoConnectionOfThePool) {
    const Two ground;
    auto options = ground.place.options();
    options.readers = 1;
    Database db{options, ground.clock};
    db.write([](Tx& tx) { tx.run_apart(Insert{{1}}); });
    std::vector<std::jthread> writers;
    for (int i = 0; i < 16; ++i) writers.emplace_back([&] { db.write([](Tx& tx) { tx.run_apart(Increment{{1}}); }); });
    writers.clear();
    const auto sum = db.read([](Tx& tx) { return tx.one(Ask<"SELECT SUM(amount) AS sum FROM probe">{}); });
    EXPECT_EQ(sum->integer("sum"), 16);
}

TEST(PostgresApart, KeepsNoLock) {
    Two ground;
    ground.one.write([](Tx& tx) { tx.run(Insert{{1}}); });
    ground.one.write([&](Tx& tx) {
        tx.run_apart(Increment{{1}});
        std::jthread([&] { EXPECT_NO_THROW(ground.other.write([](Tx& other) { other.run(Increment{{1}}); })); }).join();
    });
}

TEST(PostgresApart, LeavesTheWaitForTheDiskToTheTransaction) {
    const Two ground;
    auto options = ground.place.options();
    options.durable = true;
    options.address += options.address.find('?') == std::string::npos ? '?' : '&';
    options.address += "options=-c%20synchronous_commit%3Don";  // as a server has it unless it was told otherwise
    Database db{options, ground.clock};
    using HowSure = Ask<"SELECT current_setting('synchronous_commit') AS how">;
    db.write([](Tx& tx) {
        EXPECT_EQ(tx.run_apart(HowSure{}).front().text("how"), "off");
        EXPECT_EQ(tx.one(HowSure{})->text("how"), "on");
    });
}

TEST(PostgresApart, IsRunAgainOnAConnectionThatBroke) {
    Two ground;
    ground.one.write([&](Tx& tx) {
        const auto pid = tx.run_apart(Pid{}).front().integer("pid");
        std::jthread([&] { ground.other.read([&](Tx& other) { other.run(Kill{{pid}}); }); }).join();
        tx.run_apart(Insert{{1}});
        tx.run(Insert{{2}});
    });
    EXPECT_EQ(ground.count(), 2);
}

// As a primary is after another one has taken over.
TEST(PostgresApart, LeavesAServerThatTakesNoWritesAnyMore) {
    Two ground;
    ground.one.write([&](Tx& tx) {
        tx.run_apart(Ask<"SET default_transaction_read_only = on">{});
        tx.run_apart(Insert{{1}});
    });
    EXPECT_EQ(ground.count(), 1);
}

TEST(PostgresApart, EndsTheTransactionWhenItFails) {
    Two ground;
    ground.one.write([](Tx& tx) { tx.run(Insert{{1}}); });
    const auto twin = [](Tx& tx) {
        tx.run(Insert{{2}});
        tx.run_apart(Insert{{1}});
    };
    EXPECT_THROW(ground.one.write(twin), db::ConstraintViolation);
    EXPECT_EQ(ground.count(), 1);
    EXPECT_THROW(ground.one.read([](Tx& tx) { tx.run_apart(Insert{{3}}); }), std::logic_error);
    ground.one.write([](Tx& tx) { tx.run_apart(Insert{{3}}); });
    EXPECT_EQ(ground.count(), 2) << "the connection is as good as new";
}

}  // namespace hero
