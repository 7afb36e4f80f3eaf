#include "base/jobs/jobs.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <latch>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include "base/errors.hpp"
#include "base/jobs/postponed.hpp"
#include "tests/ask.hpp"
#include "tests/database.hpp"

namespace hero {

namespace {

using namespace std::chrono_literals;

struct Desk : test::TestDatabase {
    Workers workers{db, clock};
    std::vector<std::string> ran;  // payloads

    Desk() {
        workers.on("note", [this](const Job& job) { ran.push_back(job.payload); });
        workers.on("fail", [](const Job&) { throw std::runtime_error("the mail server is away"); });
    }
    void add(std::string_view kind, std::string_view payload, std::chrono::milliseconds in = 0ms,
             std::string_view key = {}) {
        db.write([&](Tx& tx) { schedule(tx, kind, payload, tx.now() + in, key); });
    }
    std::vector<ParkedJob> parked() {
        return db.read([](Tx& tx) { return parked_jobs(tx, 10); });
    }
    std::int64_t waiting() {
        return db.read([](Tx& tx) {
            return tx.one(test::Ask<"SELECT COUNT(*) AS jobs FROM jobs WHERE due IS NOT NULL">{})->integer("jobs");
        });
    }
    // Until the failing job was started `times` times.
    void fail_times(int times) {
        for (int i = 0; i < times; ++i) {
            EXPECT_EQ(workers.run_due(), 1) << "try " << i + 1;
            clock.advance(1h);
        }
    }
};

using Payloads = std::vector<std::string>;

}  // namespace

TEST(Jobs, RunWhatIsDueInOrderAndOnlyOnce) {
    Desk desk;
    desk.add("note", "later", 2h);
    desk.add("note", "second", 1min);
    desk.add("note", "first");
    EXPECT_EQ(desk.workers.run_due(), 1);
    desk.clock.advance(1min);
    EXPECT_EQ(desk.workers.run_due(), 1);
    EXPECT_EQ(desk.workers.run_due(), 0);
    EXPECT_EQ(desk.ran, (Payloads{"first", "second"}));
    EXPECT_EQ(desk.waiting(), 1);
}

TEST(Jobs, AreForgottenWithTheTransactionThatWantedThem) {
    Desk desk;
    EXPECT_THROW(desk.db.write([](Tx& tx) {
        schedule(tx, "note", "{}", tx.now());
        throw std::runtime_error("no");
    }),
                 std::runtime_error);
    EXPECT_EQ(desk.workers.run_due(), 0);
}

TEST(Jobs, ThatScheduleMoreAreFollowedByIt) {
    Desk desk;
    desk.workers.on("chain", [&](const Job&) { desk.add("note", "next"); });
    desk.add("chain", "{}");
    EXPECT_EQ(desk.workers.run_due(), 2);
    EXPECT_EQ(desk.ran, Payloads{"next"});
}

TEST(Jobs, EndWithWhatTheyHaveDoneInOneTransaction) {
    Desk desk;
    std::vector<std::int64_t> waiting_at_the_end;
    desk.workers.on_ending("count", [&](const Job&, JobEnd& end) {
        end = [&](Tx& tx) {
            waiting_at_the_end.push_back(tx.one(test::Ask<"SELECT COUNT(*) AS jobs FROM jobs">{})->integer("jobs"));
            schedule(tx, "note", "from the end", tx.now());
        };
    });
    desk.add("count", "{}");
    EXPECT_EQ(desk.workers.run_due(), 2);
    EXPECT_EQ(waiting_at_the_end, std::vector<std::int64_t>{1});
    EXPECT_EQ(desk.ran, Payloads{"from the end"});
    EXPECT_EQ(desk.waiting(), 0);
}

TEST(Jobs, WriteWhatTheyHaveDoneSoFarWhenTheyFailOrArePostponed) {
    Desk desk;
    desk.workers.on_ending("half", [&](const Job& job, JobEnd& end) {
        end = [what = job.payload](Tx& tx) { schedule(tx, "note", what, tx.now()); };
        if (job.payload == "failed") throw std::runtime_error("failed");
        throw Postponed("away", 1h);
    });
    desk.add("half", "failed");
    desk.add("half", "postponed");
    EXPECT_EQ(desk.workers.run_due(), 4);
    EXPECT_EQ(desk.ran, (Payloads{"failed", "postponed"}));
    EXPECT_EQ(desk.waiting(), 2) << "both are tried again";
}

TEST(Jobs, OfOneKeyWaitOnlyOnce) {
    Desk desk;
    desk.add("note", "one", 1h, "ticket 7");
    desk.add("note", "twin", 2h, "ticket 7");
    desk.add("note", "other", 1h, "ticket 8");
    EXPECT_EQ(desk.waiting(), 2);
    desk.clock.advance(3h);
    desk.workers.run_due();
    EXPECT_EQ(desk.ran, (Payloads{"one", "other"}));
    desk.add("note", "again", 0h, "ticket 7");
    EXPECT_EQ(desk.workers.run_due(), 1);
}

TEST(Jobs, OfAKeyThatIsBeingWorkedOnCanBeQueuedAgain) {
    Desk desk;
    bool queued = false;
    desk.workers.on("index", [&](const Job&) {
        if (!std::exchange(queued, true)) desk.add("index", "{}", 0ms, "index");
    });
    desk.add("index", "{}", 0ms, "index");
    EXPECT_EQ(desk.workers.run_due(), 2);
}

TEST(Jobs, CanBeUnscheduledUntilTheyStart) {
    Desk desk;
    desk.add("note", "reminder", 1h, "reminder 7");
    desk.add("fail", "{}", 0ms, "mail 7");
    EXPECT_EQ(desk.workers.run_due(), 1);
    desk.db.write([](Tx& tx) {
        unschedule(tx, "reminder 7");
        unschedule(tx, "mail 7");
    });
    EXPECT_EQ(desk.waiting(), 1);
    desk.clock.advance(2h);
    EXPECT_EQ(desk.workers.run_due(), 1);
    EXPECT_TRUE(desk.ran.empty());
}

TEST(FailedJob, WaitsHalfAMinuteThenTwiceAsLongUpToAnHour) {
    Desk desk;
    desk.add("fail", "{}");
    std::chrono::milliseconds delay = 30s;
    for (int i = 1; i < 10; ++i) {
        ASSERT_EQ(desk.workers.run_due(), 1) << "try " << i;
        desk.clock.advance(delay - 1ms);
        EXPECT_EQ(desk.workers.run_due(), 0) << "too early after try " << i;
        // The jitter is a quarter at most, and never beyond the hour.
        desk.clock.advance(std::min<std::chrono::milliseconds>(delay / 4, 1h - delay) + 1ms);
        delay = std::min<std::chrono::milliseconds>(delay * 2, 1h);
    }
}

TEST(FailedJob, IsParkedAfterTheTenthTry) {
    Desk desk;
    desk.add("fail", "{}");
    desk.fail_times(9);
    EXPECT_TRUE(desk.parked().empty());
    const auto tenth = desk.clock.now();
    desk.fail_times(1);
    desk.clock.advance(48h);
    EXPECT_EQ(desk.workers.run_due(), 0);
    const auto parked = desk.parked();
    ASSERT_EQ(parked.size(), 1U);
    EXPECT_EQ(parked[0].kind, "fail");
    EXPECT_EQ(parked[0].error, "the mail server is away");
    EXPECT_EQ(parked[0].parked_at, tenth);
}

TEST(PostponedJob, IsTriedForAsLongAsSomebodyIsAwayAndNeverParked) {
    Desk desk;
    bool away = true;
    int tries = 0;
    desk.workers.on("wait", [&](const Job& job) {
        ++tries;
        EXPECT_EQ(job.tries, 0);
        if (away) throw Postponed("the mail server is away", 2min);
    });
    desk.add("wait", "{}");
    for (int i = 1; i <= 100; ++i) {
        EXPECT_EQ(desk.workers.run_due(), 1);
        desk.clock.advance(2min - 1ms);
        EXPECT_EQ(desk.workers.run_due(), 0) << "too early";
        desk.clock.advance(1ms);
    }
    EXPECT_TRUE(desk.parked().empty());
    away = false;
    EXPECT_EQ(desk.workers.run_due(), 1);
    EXPECT_EQ(desk.waiting(), 0);
    EXPECT_EQ(tries, 101);
}

TEST(FailedJob, TellsItsHandlerHowOftenItWasTried) {
    Desk desk;
    std::vector<int> tries;
    desk.workers.on("count", [&](const Job& job) {
        tries.push_back(job.tries);
        if (tries.size() < 3) throw std::runtime_error("not yet");
    });
    desk.add("count", "{}");
    desk.fail_times(3);
    EXPECT_EQ(tries, (std::vector<int>{0, 1, 2}));
    EXPECT_EQ(desk.waiting(), 0);
}

TEST(FailedJob, WithoutAHandlerIsTriedLaterWhenAnotherProgramKnowsIt) {
    Desk desk;
    desk.add("brand new", "{}");
    EXPECT_EQ(desk.workers.run_due(), 1);
    EXPECT_EQ(desk.waiting(), 1);
}

TEST(ParkedJob, StartsAfreshWhenTheAdminWantsIt) {
    Desk desk;
    desk.add("fail", "{}", 0ms, "mail 7");
    desk.fail_times(10);
    desk.add("fail", "{}", 100h, "mail 7");  // the key was free again: no twin stands in the way
    const auto id = desk.parked().at(0).id;
    desk.db.write([&](Tx& tx) { retry_parked(tx, id); });
    EXPECT_TRUE(desk.parked().empty());
    desk.fail_times(2);
}

TEST(ParkedJobs, ComeNewestFirstAndNotAll) {
    Desk desk;
    for (int i = 0; i < 3; ++i) {
        desk.add("fail", "{}");
        desk.fail_times(10);
    }
    const auto newest = desk.db.read([](Tx& tx) { return parked_jobs(tx, 2); });
    ASSERT_EQ(newest.size(), 2U);
    EXPECT_GT(newest[0].parked_at, newest[1].parked_at);
}

TEST(Lease, OfAWorkerThatDiedRunsOut) {
    Desk desk;
    // The worker is gone in the middle of a job: it neither ends nor fails it.
    std::promise<void> started, go_on;
    desk.workers.on("slow", [&](const Job& job) {
        if (job.tries > 0) return;
        started.set_value();
        go_on.get_future().wait();
    });
    desk.add("slow", "{}");
    auto first = std::async(std::launch::async, [&] { desk.workers.run_due(); });
    started.get_future().wait();

    Workers other(desk.db, desk.clock);
    int taken_over = 0;
    other.on("slow", [&](const Job& job) { taken_over += job.tries; });
    EXPECT_EQ(other.run_due(), 0);
    desk.clock.advance(5min);
    EXPECT_EQ(other.run_due(), 1);
    EXPECT_EQ(taken_over, 1);
    go_on.set_value();
    first.get();
    EXPECT_EQ(desk.waiting(), 0);
}

TEST(Lease, ThatRanOutKeepsTheLateWorkerFromEndingAnothersTurn) {
    Desk desk;
    int turn = 0;
    desk.workers.on("slow", [&](const Job&) {
        if (++turn > 1) throw std::runtime_error("the second turn fails");
        // Meanwhile the lease runs out, another takes the job and fails.
        desk.clock.advance(6min);
        Workers other(desk.db, desk.clock);
        other.on("slow", [](const Job&) { throw std::runtime_error("failed"); });
        EXPECT_EQ(other.run_due(), 1);
    });
    desk.add("slow", "{}");
    EXPECT_EQ(desk.workers.run_due(), 1);
    EXPECT_EQ(desk.waiting(), 1);
}

TEST(Workers, NeverRunAJobTwice) {
    Desk desk;
    std::mutex mutex;
    std::map<std::string, int> ran;
    std::promise<void> all;
    const auto count = [&](const Job& job) {
        const std::scoped_lock lock(mutex);
        ++ran[job.payload];
        if (ran.size() == 100) all.set_value();
    };
    Workers other(desk.db, desk.clock);
    for (auto* workers : {&desk.workers, &other}) {
        workers->on("count", count);
        workers->start(3);
    }
    for (int i = 0; i < 100; ++i) desk.add("count", std::to_string(i));
    ASSERT_EQ(all.get_future().wait_for(30s), std::future_status::ready);
    desk.workers.stop();
    other.stop();
    for (const auto& [payload, times] : ran) EXPECT_EQ(times, 1) << payload;
    EXPECT_EQ(desk.waiting(), 0);
}

TEST(Workers, SleepUntilSomethingIsScheduled) {
    Desk desk;
    std::promise<void> ran;
    desk.workers.on("ring", [&](const Job&) { ran.set_value(); });
    desk.workers.start(1);
    const auto began = std::chrono::steady_clock::now();
    desk.add("ring", "{}");
    ASSERT_EQ(ran.get_future().wait_for(20s), std::future_status::ready);
    // Not by polling, which would take up to 10 s (SQLite).
    EXPECT_LT(std::chrono::steady_clock::now() - began, 5s);
}

// One announcement, one worker woken: it wakes the other, since more is due than it has in hand.
TEST(Workers, ShareWhatOneTransactionScheduled) {
    Desk desk;
    std::latch both{2};
    desk.workers.on("meet", [&](const Job&) { both.arrive_and_wait(); });
    desk.workers.start(2);
    desk.db.write([](Tx& tx) {
        schedule(tx, "meet", "{}", tx.now());
        schedule(tx, "meet", "{}", tx.now());
    });
    both.wait();
    desk.workers.stop();
    EXPECT_EQ(desk.waiting(), 0);
}

TEST(Workers, FinishTheJobInHandWhenTheyStop) {
    Desk desk;
    std::promise<void> started;
    std::atomic<bool> finished = false;
    desk.workers.on("slow", [&](const Job&) {
        started.set_value();
        std::this_thread::sleep_for(50ms);
        finished = true;
    });
    desk.add("slow", "{}");
    desk.workers.start(2);
    started.get_future().wait();
    desk.workers.stop();
    EXPECT_TRUE(finished);
    EXPECT_EQ(desk.waiting(), 0);
}

TEST(Workers, WriteTheEndOfAJobWhenTheyStopThoughTheDatabaseWasAway) {
    Desk desk;
    std::promise<void> failed;
    int tries = 0;
    bool written = false;
    desk.workers.on_ending("send", [&](const Job&, JobEnd& end) {
        end = [&](Tx&) {
            if (++tries == 1) {
                failed.set_value();
                throw Unavailable("the database is away");
            }
            written = true;
        };
    });
    desk.add("send", "{}");
    desk.workers.start(1);
    failed.get_future().wait();
    desk.workers.stop();
    EXPECT_TRUE(written);
    EXPECT_EQ(desk.waiting(), 0) << "or the next start sends it again";
}

TEST(Workers, TellTheJobInHandThatTheyStop) {
    Desk desk;
    std::promise<void> started;
    desk.workers.on("long", [&](const Job& job) {
        EXPECT_FALSE(job.is_cut());
        started.set_value();
        while (!job.is_cut()) std::this_thread::sleep_for(1ms);
        throw Postponed("stopping", 0ms);
    });
    desk.add("long", "{}");
    desk.workers.start(1);
    started.get_future().wait();
    desk.workers.stop();
    EXPECT_EQ(desk.waiting(), 1);
    desk.workers.on("long", [&](const Job& job) { EXPECT_FALSE(job.is_cut()) << "nobody waits for this one"; });
    EXPECT_EQ(desk.workers.run_due(), 1) << "at once";
}

// SKIP LOCKED: what one worker is just taking, another passes by instead of waiting for it.
TEST(PostgresWorkers, PassByAJobThatAnotherIsTaking) {
    Desk desk;
    desk.add("note", "first");
    desk.add("note", "second");
    Workers other{desk.db, desk.clock};
    Payloads ran;
    other.on("note", [&](const Job& job) { ran.push_back(job.payload); });
    desk.db.write([&](Tx& tx) {
        tx.run(test::Ask<"SELECT id FROM jobs WHERE payload = 'first' FOR UPDATE">{});
        std::jthread([&] { EXPECT_EQ(other.run_due(), 1); }).join();
    });
    EXPECT_EQ(ran, Payloads{"second"});
    EXPECT_EQ(desk.workers.run_due(), 1);
    EXPECT_EQ(desk.ran, Payloads{"first"});
}

}  // namespace hero
