// What can only happen beside a server: connections that break, deadlocks, commits whose answer is lost.
#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <future>
#include <latch>
#include <thread>

#include "base/db/cutting_proxy.hpp"
#include "base/db/db.hpp"
#include "base/db/postgres.hpp"
#include "base/errors.hpp"
#include "tests/ask.hpp"
#include "tests/database.hpp"
#include "tests/processes.hpp"

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
    ground.proxied.listen("probe", [&](std::string_view) { ++told; });
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

TEST(PostgresStatements, ArePreparedOnceForEachConnection) {
    Beside ground;
    using Known = Ask<"SELECT COUNT(*) AS statements FROM pg_prepared_statements">;
    const auto known = [&] {
        return ground.direct.read([](Tx& tx) {
            for (int i = 0; i < 5; ++i) tx.run(Count{});
            return tx.one(Known{})->integer("statements");
        });
    };
    EXPECT_EQ(known(), 2);
    EXPECT_EQ(known(), 2);
}

TEST(PostgresSerialization, FailureRunsTheWriteAgain) {
    Beside ground;
    using Fail = Ask<"DO 'BEGIN RAISE EXCEPTION ''not serializable'' USING ERRCODE = ''40001''; END'">;
    int runs = 0;
    ground.direct.write([&](Tx& tx) {
        tx.run(Insert{{++runs}});
        if (runs < 3) tx.run(Fail{});
    });
    EXPECT_EQ(runs, 3);
    EXPECT_EQ(ground.count(), 1);
    EXPECT_THROW(ground.direct.write([&](Tx& tx) {
        ++runs;
        tx.run(Fail{});
    }),
                 Unavailable)
        << "not for ever";
    EXPECT_EQ(runs, 7);
}

TEST(PostgresLimits, EndAStatementThatTakesTooLong) {
    const test::Place place{test::Schema::migrated};
    SystemClock clock;
    auto options = place.options();
    options.time_limit = 100ms;
    Database db{options, clock};
    using Sleep = Ask<"SELECT pg_sleep(30)">;
    EXPECT_THROW(db.write([](Tx& tx) { tx.run(Sleep{}); }), Unavailable);
    EXPECT_THROW(db.read([](Tx& tx) { tx.run(Sleep{}); }), Unavailable);
    EXPECT_NO_THROW(db.write([](Tx& tx) { tx.run(Pid{}); })) << "the connection is as good as new";
}

TEST(PostgresLimits, EndAWaitForALock) {
    Beside ground;
    ground.direct.write([](Tx& tx) { tx.run(Insert{{1}}); });
    std::latch held{1}, enough{1};
    std::jthread holder([&] {
        ground.direct.write([&](Tx& tx) {
            tx.run(Increment{{1}});
            held.count_down();
            enough.wait();
        });
    });
    held.wait();
    EXPECT_THROW(ground.proxied.write([](Tx& tx) { tx.run(Increment{{1}}); }), Unavailable);
    enough.count_down();
}

// A deferred check that takes longer than a statement may: the commit is not cut off.
TEST(PostgresLimits, AreNotAroundTheCommit) {
    const test::Place place{test::Schema::migrated};
    SystemClock clock;
    auto options = place.options();
    options.time_limit = 200ms;
    Database db{options, clock};
    db.write([](Tx& tx) {
        tx.run(Ask<"CREATE TABLE slow (id BIGINT)">{});
        tx.run(Ask<"CREATE FUNCTION wait_long() RETURNS trigger LANGUAGE plpgsql AS "
                   "'BEGIN PERFORM pg_sleep(0.6); RETURN NULL; END'">{});
        tx.run(Ask<"CREATE CONSTRAINT TRIGGER slowly AFTER INSERT ON slow DEFERRABLE INITIALLY DEFERRED "
                   "FOR EACH ROW EXECUTE FUNCTION wait_long()">{});
    });
    EXPECT_NO_THROW(db.write([](Tx& tx) { tx.run(Ask<"INSERT INTO slow (id) VALUES (1)">{}); }));
    EXPECT_EQ(db.read([](Tx& tx) { return tx.run(Ask<"SELECT id FROM slow">{}).size(); }), 1U);
    db.write([](Tx& tx) { tx.run(Ask<"DROP FUNCTION wait_long() CASCADE">{}); });
}

TEST(PostgresAddress, HasLimitsOfTimeAndLooksForWhoTakesWrites) {
    const auto plain = db::postgres_address("postgresql://hero@a,b:5433/hero");
    EXPECT_EQ(plain,
              "postgresql://hero@a,b:5433/hero?target_session_attrs=read-write&connect_timeout=5&keepalives=1&"
              "keepalives_idle=10&keepalives_interval=5&keepalives_count=3&tcp_user_timeout=20000");
    const auto own = db::postgres_address("postgresql://a/hero?connect_timeout=9&target_session_attrs=any");
    EXPECT_TRUE(own.starts_with("postgresql://a/hero?connect_timeout=9&target_session_attrs=any&keepalives=1&"));
    EXPECT_EQ(own.find("read-write"), std::string::npos);
}

TEST(PostgresAddress, OfSeveralHostsFindsTheOneThatIsThere) {
    const test::TemporaryFolder nobody;
    const test::Place place{test::Schema::migrated};
    auto options = place.options();
    const auto at = options.address.find("host=") + 5;
    options.address.insert(at, nobody.path().string() + ",");
    SystemClock clock;
    Database db{options, clock};
    EXPECT_NO_THROW(db.write([](Tx& tx) { tx.run(Pid{}); }));
}

TEST(PostgresAddress, NeverLeadsToAServerThatTakesNoWrites) {
    Beside ground;
    const auto read_only = [&](const char* on) {
        ground.direct.write([&](Tx& tx) {
            tx.run(Ask<"SELECT set_config('hero.read_only', $1, false)", 1>{{std::string_view(on)}});
            tx.run(Ask<"DO 'BEGIN EXECUTE format(''ALTER DATABASE %I SET default_transaction_read_only = %s'', "
                       "current_database(), current_setting(''hero.read_only'')); END'">{});
        });
    };
    Database fresh{ground.place.options(), ground.clock};
    read_only("on");
    EXPECT_THROW(fresh.read([](Tx& tx) { tx.run(Pid{}); }), Unavailable);
    read_only("off");
    EXPECT_NO_THROW(fresh.read([](Tx& tx) { tx.run(Pid{}); }));
}

namespace {

// A server of its own, where commits wait for a standby when told to.
class ServerWithAStandby {
public:
    ServerWithAStandby() : bin_(newest_server()) {
        const auto data = (folder_.path() / "data").string();
        test::hand_over(folder_.path());
        test::run(test::unprivileged({bin_ + "/initdb", "--pgdata=" + data, "--username=hero", "--auth=trust",
                                      "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"}),
                  log_);
        process_ =
            test::launch(test::unprivileged({bin_ + "/postgres", "-D", data, "-k", folder_.path().string(), "-c",
                                             "listen_addresses=", "-c", "fsync=off", "-c", "shared_buffers=16MB"}),
                         log_);
        for (int i = 0; i < 300 && !ready(); ++i) std::this_thread::sleep_for(100ms);
    }
    ~ServerWithAStandby() { test::end(process_, SIGINT); }
    ServerWithAStandby(const ServerWithAStandby&) = delete;
    ServerWithAStandby& operator=(const ServerWithAStandby&) = delete;

    [[nodiscard]] std::string url() const { return "postgresql://hero@/postgres?host=" + folder_.path().string(); }
    // A standby that is not there, or none.
    void commits_wait_for(const std::string& standby) {
        psql("ALTER SYSTEM SET synchronous_standby_names = '" + standby + "'");
        psql("SELECT pg_reload_conf()");
        std::this_thread::sleep_for(1s);  // nothing shows when the server goes by it
    }
    void psql(const std::string& sql) { test::run({bin_ + "/psql", url(), "-qAtXc", sql}, log_); }

private:
    static std::string newest_server() {
        std::string newest;
        for (const auto& entry : std::filesystem::directory_iterator("/usr/lib/postgresql"))
            newest = std::max(newest, (entry.path() / "bin").string());
        return newest;
    }
    bool ready() {
        try {
            psql("SELECT 1");
            return true;
        } catch (const std::exception&) {
            return false;
        }
    }

    test::TemporaryFolder folder_;
    test::TemporaryFolder logs_;
    std::string log_ = (logs_.path() / "log").string();
    std::string bin_;
    ::pid_t process_ = 0;
};

using EndWaits = Ask<
    "SELECT COUNT(*) FILTER (WHERE pg_cancel_backend(pid)) AS cut FROM pg_stat_activity WHERE wait_event = 'SyncRep'">;
using KillWaits =
    Ask<"SELECT COUNT(*) FILTER (WHERE pg_terminate_backend(pid)) AS cut FROM pg_stat_activity WHERE wait_event = "
        "'SyncRep'">;

}  // namespace

// The server says COMMIT and only warns that the standby may not have it: losing it now would lose what was
// acknowledged.
TEST(PostgresStandby, ThatWasNotWaitedForIsNoAcknowledgement) {
    ServerWithAStandby server;
    SystemClock clock;
    Database db({.address = server.url()}, clock), other({.address = server.url()}, clock);
    db.write([](Tx& tx) { tx.run(Ask<"CREATE TABLE probe (id BIGINT PRIMARY KEY, amount BIGINT)">{}); });
    std::atomic<int> told = 0;
    db.listen("probe", [&](std::string_view) { ++told; });
    for (int round = 1; round <= 2; ++round) {
        server.commits_wait_for("nobody");
        auto written = std::async(std::launch::async, [&] {
            db.write([&](Tx& tx) {
                tx.run(Insert{{round}});
                tx.announce("probe");
            });
        });
        // The commit's wait is cut off, and those of asking again.
        std::int64_t cuts = 0;
        for (int i = 0; i < 600 && cuts < 3; ++i) {
            cuts += other.read(
                [&](Tx& tx) { return (round == 1 ? tx.one(EndWaits{}) : tx.one(KillWaits{}))->integer("cut"); });
            ASSERT_EQ(written.wait_for(50ms), std::future_status::timeout) << "acknowledged without its standby";
        }
        EXPECT_EQ(cuts, 3);
        EXPECT_EQ(told, round - 1);
        server.commits_wait_for("");
        EXPECT_NO_THROW(written.get()) << "now it is safe";
        EXPECT_EQ(told, round);
    }
    EXPECT_EQ(db.read([](Tx& tx) { return tx.one(Count{})->integer("rows"); }), 2) << "each once";
}

}  // namespace hero
