// Disks that fail. A layer between SQLite and the system fails the n-th write or every sync of a kind of file.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <atomic>
#include <cstring>
#include <map>
#include <memory>
#include <mutex>

#include "base/db/db.hpp"
#include "base/errors.hpp"
#include "tests/ask.hpp"
#include "tests/database.hpp"

namespace hero {

namespace {

using test::Ask;

std::atomic<int> writes_left = -1;  // until one fails, and all after it; negative: none fails
std::atomic<bool> full_for_good = false;
std::atomic<int> failing_sync = 0;  // SQLITE_OPEN_MAIN_DB or SQLITE_OPEN_WAL

struct Patched : sqlite3_io_methods {
    const sqlite3_io_methods* original;
    int kind;
};

const Patched& patched(sqlite3_file* file) { return *static_cast<const Patched*>(file->pMethods); }

int write_or_fail(sqlite3_file* file, const void* data, int size, sqlite3_int64 offset) {
    if (full_for_good) return SQLITE_FULL;
    if (writes_left >= 0 && writes_left-- == 0) {
        full_for_good = true;
        return SQLITE_FULL;
    }
    return patched(file).original->xWrite(file, data, size, offset);
}

int sync_or_fail(sqlite3_file* file, int flags) {
    if (failing_sync == patched(file).kind) return SQLITE_IOERR_FSYNC;
    return patched(file).original->xSync(file, flags);
}

// A copy of the methods with ours in it, kept for as long as the process.
const sqlite3_io_methods* patch(const sqlite3_io_methods* original, int kind) {
    static std::mutex mutex;
    static std::map<std::pair<const sqlite3_io_methods*, int>, std::unique_ptr<Patched>> known;
    const std::scoped_lock lock(mutex);
    auto& slot = known[{original, kind}];
    if (!slot) {
        slot = std::make_unique<Patched>(Patched{*original, original, kind});
        slot->xWrite = write_or_fail;
        slot->xSync = sync_or_fail;
    }
    return slot.get();
}

int open_patched(sqlite3_vfs* self, sqlite3_filename name, sqlite3_file* file, int flags, int* out) {
    auto* const system = static_cast<sqlite3_vfs*>(self->pAppData);
    const int code = system->xOpen(system, name, file, flags, out);
    if (code == SQLITE_OK && file->pMethods) file->pMethods = patch(file->pMethods, flags & 0xfff00);
    return code;
}

// While it lives, every file SQLite opens can fail.
class FailingDisk {
public:
    FailingDisk() : system_(sqlite3_vfs_find(nullptr)), ours_(*system_) {
        ours_.zName = "failing";
        ours_.pAppData = system_;
        ours_.xOpen = open_patched;
        sqlite3_vfs_register(&ours_, 1);
    }
    ~FailingDisk() {
        repair();
        sqlite3_vfs_unregister(&ours_);
        sqlite3_vfs_register(system_, 1);
    }
    FailingDisk(const FailingDisk&) = delete;
    FailingDisk& operator=(const FailingDisk&) = delete;
    static void repair() {
        writes_left = -1;
        full_for_good = false;
        failing_sync = 0;
    }

private:
    sqlite3_vfs* system_;
    sqlite3_vfs ours_;
};

struct Disk {
    explicit Disk(bool durable) {
        options.address = (folder.path() / "hero.db").string();
        options.durable = durable;
        db = std::make_unique<Database>(options, clock);
        db->write([](Tx& tx) { tx.run(Ask<"CREATE TABLE probe (id INTEGER PRIMARY KEY, name TEXT NOT NULL)">{}); });
    }
    void insert(int rows) const {
        const std::string name(2000, 'x');
        db->write([&](Tx& tx) {
            for (int i = 0; i < rows; ++i) tx.run(Ask<"INSERT INTO probe (name) VALUES ($1)", 1>{{name}});
        });
    }
    std::int64_t count() const {
        return db->read([](Tx& tx) { return tx.one(Ask<"SELECT COUNT(*) AS rows FROM probe">{})->integer("rows"); });
    }

    FailingDisk failing;
    test::TemporaryFolder folder;
    SystemClock clock;
    DatabaseOptions options;
    std::unique_ptr<Database> db;
};

}  // namespace

TEST(FullDisk, RefusesTheWriteAndLosesNothingElse) {
    Disk disk(false);
    std::int64_t kept = 0;
    int refused = 0;
    for (int n = 0; n < 200; ++n) {
        writes_left = n;
        bool stored = true;
        try {
            disk.insert(12);
        } catch (const Unavailable&) {
            stored = false;
        }
        FailingDisk::repair();
        stored ? kept += 12 : ++refused;
        ASSERT_EQ(disk.count(), kept) << "after failing write " << n;
        if (stored && n > 0) break;
    }
    EXPECT_GT(refused, 3);
    EXPECT_EQ(kept, 12);
    disk.db = std::make_unique<Database>(disk.options, disk.clock);
    EXPECT_EQ(disk.count(), kept);
}

TEST(FailedSync, OfACommitEndsTheProcess) {
    const auto commit = [] {
        Disk disk(true);
        failing_sync = SQLITE_OPEN_WAL;
        disk.insert(1);
    };
    EXPECT_EXIT(commit(), testing::ExitedWithCode(1), "fsync failed");
}

TEST(FailedSync, OfACheckpointEndsTheProcess) {
    const auto checkpoint = [] {
        Disk disk(true);
        failing_sync = SQLITE_OPEN_MAIN_DB;
        for (int i = 0; i < 10; ++i) disk.insert(400);
    };
    EXPECT_EXIT(checkpoint(), testing::ExitedWithCode(1), "fsync failed");
}

}  // namespace hero
