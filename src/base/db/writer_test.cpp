// What is SQLite's alone: one thread writes, and what waits for it is committed together. Also runs beside PostgreSQL.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <future>
#include <latch>
#include <thread>
#include <vector>

#include "base/db/db.hpp"
#include "base/db/sqlite.hpp"
#include "base/errors.hpp"
#include "tests/ask.hpp"
#include "tests/database.hpp"

namespace hero {

namespace {

using namespace std::chrono_literals;
using test::Ask;

using Make = Ask<"CREATE TABLE probe (id INTEGER PRIMARY KEY, name TEXT NOT NULL)">;
using Insert = Ask<"INSERT INTO probe (id, name) VALUES ($1, 'x')", 1>;
using Count = Ask<"SELECT COUNT(*) AS rows FROM probe">;

struct File {
    explicit File(DatabaseOptions wanted = {.durable = false}) : options(std::move(wanted)) {
        options.address = (folder.path() / "hero.db").string();
        open();
        db->write([](Tx& tx) { tx.run(Make{}); });
    }
    void open() { db = std::make_unique<Database>(options, clock); }
    std::int64_t count() const {
        return db->read([](Tx& tx) { return tx.one(Count{})->integer("rows"); });
    }

    test::TemporaryFolder folder;
    SystemClock clock;
    DatabaseOptions options;
    std::unique_ptr<Database> db;
};

void insert(Tx& tx, int id) {
    tx.run(Insert{{id}});
    tx.announce("probe");
}

// Holds whoever writes inside a closure, so that others pile up behind it.
class Hold {
public:
    explicit Hold(Database& db)
        : held_(std::async(std::launch::async, [this, &db] {
              db.write([this](Tx&) {
                  holding_.count_down();
                  release_.wait();
              });
          })) {
        holding_.wait();
    }
    void release() {
        release_.count_down();
        held_.get();
    }

private:
    std::latch holding_{1};
    std::latch release_{1};
    std::future<void> held_;
};

void wait_for_queue(const Database& db, int length) {
    for (int i = 0; i < 30'000 && db.waiting() < length; ++i) std::this_thread::sleep_for(1ms);
    ASSERT_EQ(db.waiting(), length);
}

}  // namespace

TEST(GroupCommit, WhoeverFindsNobodyWritingWritesByThemselves) {
    File file;
    const auto thread_of_a_write = [&] {
        return file.db->write([](Tx& tx) {
            tx.run(Count{});
            return std::this_thread::get_id();
        });
    };
    for (int i = 0; i < 3; ++i) EXPECT_EQ(thread_of_a_write(), std::this_thread::get_id());
    Hold hold(*file.db);
    auto behind =
        std::async(std::launch::async, [&] { return std::pair(thread_of_a_write(), std::this_thread::get_id()); });
    wait_for_queue(*file.db, 1);
    hold.release();
    const auto [wrote, asked] = behind.get();
    EXPECT_NE(wrote, asked) << "it was taken along";
    EXPECT_NE(wrote, std::this_thread::get_id());
}

// Whoever wrote has gone; nobody comes after them.
TEST(GroupCommit, LeavesNothingBehindThatNobodyWrites) {
    File file;
    for (int round = 0; round < 200; ++round) {
        std::vector<std::jthread> writers;
        for (int i = 0; i < 4; ++i)
            writers.emplace_back([&, id = round * 8 + i] {
                if (id % 2)
                    file.db->write([&](Tx& tx) { insert(tx, id); });
                else
                    file.db->write_in_background([&](Tx& tx) { insert(tx, id); });
            });
    }
    EXPECT_EQ(file.count(), 800);
    EXPECT_EQ(file.db->waiting(), 0);
}

// Each of these writes finds nobody writing.
TEST(GroupCommit, KeepsTheLogShortWhoeverWrites) {
    File file;
    using Fill =
        Ask<"INSERT INTO probe (id, name) SELECT $1 * 1000 + i, printf('%.4000c', 'x') FROM (WITH RECURSIVE n (i) AS "
            "(SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 99) SELECT i FROM n) AS rows",
            1>;
    for (int i = 1; i <= 300; ++i) file.db->write([&](Tx& tx) { tx.run(Fill{{i}}); });
    EXPECT_EQ(file.count(), 30'000);
    const auto log = std::filesystem::file_size(file.options.address + "-wal");
    EXPECT_LT(log, 90'000'000) << "of 120 MB that were written";
}

TEST(Snapshot, OfOneWithoutPatienceDoesNotWaitForOtherReaders) {
    File file({.readers = 1, .readers_at_once = 1, .durable = false});
    std::latch reading{1}, read{1};
    auto slow = std::async(std::launch::async, [&] {
        file.db->read([&](Tx&) {
            reading.count_down();
            read.wait();
        });
    });
    reading.wait();
    {
        const Database::Snapshot snapshot(*file.db, Patience::none);
        EXPECT_EQ(file.count(), 0) << "while the only ordinary reader is taken";
        EXPECT_THROW(file.db->write([](Tx& tx) { insert(tx, 1); }), MustWait);
        EXPECT_EQ(file.count(), 0) << "nothing was done";
    }
    read.count_down();
    slow.get();
}

TEST(GroupCommit, KeepsNoReaderFromOthersWhilePagesWaitToWrite) {
    File file({.readers = 2, .durable = false});
    Hold hold(*file.db);
    std::vector<std::jthread> pages;
    for (int id = 1; id <= 4; ++id)
        pages.emplace_back([&file, id] {
            const Database::Snapshot snapshot(*file.db);
            file.db->read([](Tx& tx) { tx.run(Count{}); });
            file.db->write([id](Tx& tx) { insert(tx, id); });
            EXPECT_GE(file.count(), 1);
        });
    wait_for_queue(*file.db, 4);
    EXPECT_EQ(file.count(), 0) << "read while they all wait";
    hold.release();
    pages.clear();
    EXPECT_EQ(file.count(), 4);
}

TEST(GroupCommit, CommitsWhatWaitsTogether) {
    File file;
    int commits = 0;
    file.db->listen("probe", [&](std::string_view) { ++commits; });
    Hold hold(*file.db);
    std::vector<std::jthread> writers;
    for (int id = 1; id <= 20; ++id)
        writers.emplace_back([&file, id] { file.db->write([id](Tx& tx) { insert(tx, id); }); });
    wait_for_queue(*file.db, 20);
    hold.release();
    writers.clear();
    // One, or a few when the machine is so busy that a batch outlasts its 20 ms.
    EXPECT_LE(commits, 5);
    EXPECT_EQ(file.count(), 20);
}

TEST(GroupCommit, LeavesTheOthersAloneWhenOneThrows) {
    File file;
    Hold hold(*file.db);
    std::vector<std::future<void>> writers;
    for (int id = 1; id <= 9; ++id)
        writers.push_back(std::async(std::launch::async, [&file, id] {
            file.db->write([id](Tx& tx) {
                insert(tx, id);
                if (id == 5) throw std::runtime_error("five");
                if (id == 6) tx.run(Insert{{id}});
            });
        }));
    wait_for_queue(*file.db, 9);
    hold.release();
    for (int id = 1; id <= 9; ++id) {
        auto& writer = writers[static_cast<std::size_t>(id - 1)];
        if (id == 5)
            EXPECT_THROW(writer.get(), std::runtime_error);
        else if (id == 6)
            EXPECT_THROW(writer.get(), db::ConstraintViolation);
        else
            EXPECT_NO_THROW(writer.get());
    }
    EXPECT_EQ(file.count(), 7);
}

// The first of a batch runs without a savepoint: what it threw away must be all of it, and nothing of the others.
TEST(GroupCommit, UndoesTheFirstThatThrowsAndGoesOn) {
    File file;
    EXPECT_THROW(file.db->write([](Tx& tx) {
        insert(tx, 1);
        throw std::runtime_error("one");
    }),
                 std::runtime_error);
    EXPECT_THROW(file.db->write([](Tx& tx) {
        insert(tx, 2);
        tx.run(Insert{{2}});
    }),
                 db::ConstraintViolation);
    EXPECT_EQ(file.count(), 0);
    file.db->write([](Tx& tx) { insert(tx, 3); });
    EXPECT_EQ(file.count(), 1);
}

TEST(GroupCommit, TakesWhatNobodyWaitsForAfterThoseWhoWaitAndWithThem) {
    File file;
    int commits = 0;
    file.db->listen("probe", [&](std::string_view) { ++commits; });
    std::vector<int> order;  // by one closure after the other
    const auto add = [&order](int id) {
        return [&order, id](Tx& tx) {
            order.push_back(id);
            insert(tx, id);
        };
    };
    Hold hold(*file.db);
    std::jthread background([&] { file.db->write_in_background(add(1)); });
    wait_for_queue(*file.db, 1);
    std::jthread writer([&] { file.db->write(add(2)); });
    wait_for_queue(*file.db, 2);
    hold.release();
    background.join();
    writer.join();
    EXPECT_EQ(order, (std::vector{2, 1}));
    EXPECT_LE(commits, 2);
    EXPECT_EQ(file.count(), 2);
}

TEST(GroupCommit, WritesWhatNobodyWaitsForByItself) {
    File file;
    EXPECT_EQ(file.db->write_in_background([](Tx& tx) {
        insert(tx, 1);
        return 7;
    }),
              7);
    EXPECT_EQ(file.count(), 1);
    EXPECT_THROW(file.db->write_in_background([](Tx& tx) {
        insert(tx, 2);
        throw std::runtime_error("two");
    }),
                 std::runtime_error);
    EXPECT_EQ(file.count(), 1);
}

// SQLite looks at the clock after so many steps of all runs of a statement together: the first write after a quiet
// while began with the time of the last one, and now and then it was told that it had taken too long.
TEST(WriteQueue, BeginsAndCommitsWhateverTheTimeOfTheLastClosure) {
    File file;
    db::SqliteConnection connection(file.options, db::SqliteConnection::Role::writer);
    for (int id = 1; id <= 3000; ++id) {
        connection.allow(-1s);
        ASSERT_NO_THROW(connection.begin(db::Access::write)) << id;
        connection.allow(1h);
        ASSERT_NO_THROW(connection.savepoint()) << id;
        connection.execute(Insert::statement, Insert{{id}}.values());
        connection.allow(-1s);
        ASSERT_NO_THROW(connection.release_savepoint()) << id;
        ASSERT_NO_THROW(connection.commit()) << id;
    }
    EXPECT_EQ(file.count(), 3000);
}

TEST(WriteQueue, RefusesWhatIsTooMuch) {
    File file({.queue_limit = 3, .durable = false});
    Hold hold(*file.db);
    std::vector<std::jthread> writers;
    for (int id = 1; id <= 3; ++id)
        writers.emplace_back([&file, id] { file.db->write([id](Tx& tx) { insert(tx, id); }); });
    wait_for_queue(*file.db, 3);
    EXPECT_THROW(file.db->write([](Tx& tx) { insert(tx, 4); }), Unavailable);
    EXPECT_EQ(file.count(), 0);  // a read does not wait for the writer
    hold.release();
    writers.clear();
    EXPECT_EQ(file.count(), 3);
    file.db->write([](Tx& tx) { insert(tx, 4); });
    EXPECT_EQ(file.count(), 4);
}

TEST(Log, IsMovedIntoTheDatabaseWhenItHasGrown) {
    File file;
    file.db->write([](Tx& tx) { tx.run(Ask<"CREATE TABLE big (id INTEGER PRIMARY KEY, page TEXT NOT NULL)">{}); });
    const std::string page(4000, 'x');
    const auto log = file.options.address + "-wal";
    for (int round = 0; round < 40; ++round)
        file.db->write([&](Tx& tx) {
            for (int i = 0; i < 100; ++i) tx.run(Ask<"INSERT INTO big (page) VALUES ($1)", 1>{{page}});
        });
    // 4000 pages were written; the log began anew each time some 1000 of them had been moved.
    EXPECT_LT(std::filesystem::file_size(log), 8U << 20);
    EXPECT_GT(std::filesystem::file_size(file.options.address), 8U << 20);
}

// An acknowledged write survives the process, at whatever moment it is killed.
TEST(Durability, KeepsWhatWasAcknowledgedBeforeAKill) {
    File file({.durable = true});
    file.db.reset();
    std::array<int, 2> pipe{};
    ASSERT_EQ(::pipe(pipe.data()), 0);
    const pid_t child = fork();
    if (child == 0) {
        Database db(file.options, file.clock);
        for (int id = 1;; ++id) {
            db.write([&](Tx& tx) { tx.run(Insert{{id}}); });
            if (write(pipe[1], &id, sizeof id) != sizeof id) _exit(1);
        }
    }
    close(pipe[1]);
    int acknowledged = 0;
    while (acknowledged < 20) ASSERT_EQ(read(pipe[0], &acknowledged, sizeof acknowledged), int{sizeof acknowledged});
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    for (int id = 0; read(pipe[0], &id, sizeof id) == int{sizeof id};) acknowledged = id;
    close(pipe[0]);
    file.open();
    EXPECT_GE(file.count(), acknowledged);
    EXPECT_LE(file.count(), acknowledged + 1);
}

}  // namespace hero
