// System calls that fail at the first, second, third … while a ticket is filed with a file, until nothing fails any
// more.
#include <gtest/gtest.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/errors.hpp"
#include "base/ids.hpp"
#include "demo/cast.hpp"
#include "tests/faults/calls.hpp"
#include "tests/faults/child.hpp"
#include "tests/faults/life.hpp"

namespace hero {

namespace {

namespace fs = std::filesystem;
using namespace test;

const std::string content = "%PDF-1.7\n" + std::string(200'000, '%') + "\n%%EOF\n";

class FailingStore : public testing::Test {
protected:
    FailingStore() {
        std::ofstream(source, std::ios::binary) << content;
        life.db.migrate();
        life.db.write([](Tx& tx) {
            for (const auto& member : demo::cast()) demo::ensure(tx, member.key);
        });
    }
    [[nodiscard]] std::vector<std::string> files_in(const std::string& where) const {
        std::vector<std::string> found;
        for (const auto& entry : fs::recursive_directory_iterator(folder.path() / "files" / where))
            if (entry.is_regular_file() && entry.path().filename() != ".lock") found.push_back(entry.path().string());
        return found;
    }
    // The n-th of those calls fails, for n = 1, 2, 3 … How many did.
    int fail_each(int error, const std::vector<SystemCall>& may_fail, const std::string& tidied = "") {
        for (int number = 1;; ++number) {
            bool stored = true;
            FailingCalls calls(number, error, may_fail);
            try {
                life.store.put(source);
            } catch (const std::runtime_error&) {
                stored = false;
            }
            if (!calls.was_hit()) return number - 1;
            EXPECT_EQ(stored, error == 0) << "call " << number;
            if (!tidied.empty()) EXPECT_TRUE(files_in(tidied).empty()) << "left by call " << number;
        }
    }
    [[nodiscard]] std::string stored_content() const {
        std::ifstream file(life.store.path_of(sha256_hex(content)), std::ios::binary);
        return (std::ostringstream() << file.rdbuf()).str();
    }

    TemporaryFolder folder;
    PretendedSyncs quick;
    std::string source = (folder.path() / "masuk.pdf").string();
    Life life{folder.path().string(), Durable::no};
};

}  // namespace

TEST_F(FailingStore, SaysNothingIsStoredAndLeavesNothingBehind) {
    using enum SystemCall;
    for (const int error : {EIO, ENOSPC, EMFILE}) {
        const int failed = fail_each(error, {open, write, rename, mkdir}, "temp");
        EXPECT_GE(failed, 10) << "opens of two files, three folders and the lock, four writes, a rename";
    }
    EXPECT_EQ(stored_content(), content);
}

TEST_F(FailingStore, WritesOnWhereAWriteEndedShort) {
    EXPECT_GE(fail_each(0, {SystemCall::write}, "temp"), 4);
    EXPECT_EQ(stored_content(), content);
}

TEST_F(FailingStore, TakesASyncWithoutRoomForAFullDisk) {
    EXPECT_EQ(fail_each(ENOSPC, {SystemCall::fsync}, "temp"), 4) << "the file and three folders";
}

TEST_F(FailingStore, LeavesToTheSweepWhatItCannotRemove) {
    {
        const FailingCalls no_room(2, EIO, {SystemCall::write, SystemCall::unlink}, Afterwards::failing);
        EXPECT_THROW(life.store.put(source), std::runtime_error);
    }
    EXPECT_EQ(files_in("temp").size(), 1U);
    life.store.remove_leftovers(Instant::max());
    EXPECT_TRUE(files_in("temp").empty());
}

// fsync asks for what was written before it, and each name is on the disk when put() returns.
TEST_F(FailingStore, SyncsTheFileBeforeItsNameAndEachFolderAfterIt) {
    const FailingCalls calls(0, EIO, {});
    const auto place = life.store.path_of(life.store.put(source));
    std::vector<std::string> order;
    for (const auto& call : calls.trace())
        if (call.starts_with("fsync") || call.starts_with("rename")) order.push_back(call);
    ASSERT_EQ(order.size(), 5U);
    EXPECT_TRUE(order[0].starts_with("fsync " + life.store.temp_folder() + "/")) << order[0];
    const auto inner = fs::path(place).parent_path(), outer = inner.parent_path();
    EXPECT_EQ(order[1], "rename " + place);
    EXPECT_EQ(order[2], "fsync " + inner.string());
    EXPECT_EQ(order[3], "fsync " + outer.string());
    EXPECT_EQ(order[4], "fsync " + outer.parent_path().string());
    EXPECT_EQ(calls.trace().back(), order[4]) << "nothing is written after";
}

TEST(FailedSyncOfAFile, EndsTheProcessBeforeAnythingIsAcknowledged) {
    const PretendedSyncs quick;
    for (int number = 1;; ++number) {
        const TemporaryFolder folder;
        const auto ending = run_in_child([&](const Tell& tell) {
            Life life(folder.path().string(), Durable::no);
            life.db.migrate();
            life.db.write([](Tx& tx) { demo::ensure(tx, "ashari"); });
            const FailingCalls calls(number, EIO, {SystemCall::fsync});
            life.live("submit", false);
            tell(calls.was_hit() ? "hit and acknowledged" : "acknowledged");
        });
        Life after(folder.path().string(), Durable::no);
        ASSERT_EQ(after.breaches(), "");
        if (ending.has_told("acknowledged")) {
            EXPECT_EQ(number, 5) << "the file and three folders";
            EXPECT_EQ(after.done()["submit"], 1);
            return;
        }
        ASSERT_EQ(ending.status, EXIT_FAILURE) << ending.log;
        EXPECT_NE(ending.log.find("fsync failed, ending the process"), std::string::npos) << ending.log;
        EXPECT_EQ(ending.log.find("layar"), std::string::npos) << "no file's name in the log";
        EXPECT_EQ(after.done()["submit"], 0);
        after.store.remove_leftovers(Instant::max());
        EXPECT_TRUE(fs::is_empty(after.store.temp_folder()) ||
                    fs::directory_iterator(after.store.temp_folder())->path().filename() == ".lock");
        after.live("submit", true);
        ASSERT_EQ(after.breaches(), "");
    }
}

// The whole filing: a form whose file was not stored comes back, and no row ever names a file that is not there.
TEST_F(FailingStore, NeverLeavesARowWithoutItsFile) {
    using enum SystemCall;
    EXPECT_THROW(life.live("reply", false), std::logic_error);  // libmagic has read its database since
    for (int number = 1;; ++number) {
        FailingCalls calls(number, ENOSPC, {open, write, rename, mkdir});
        bool filed = true;
        try {
            life.live("submit", true);
        } catch (const Unavailable&) {
            filed = false;
        }
        ASSERT_EQ(life.breaches(), "") << "call " << number;
        ASSERT_EQ(life.done()["submit"], filed ? 1 : 0) << "call " << number;
        if (!calls.was_hit()) break;
    }
    EXPECT_EQ(life.done()["submit"], 1);
}

}  // namespace hero
