#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "base/ids.hpp"
#include "files/files.hpp"
#include "tests/database.hpp"

namespace hero {
namespace {

namespace fs = std::filesystem;

std::string content_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return (std::ostringstream() << file.rdbuf()).str();
}

class Store : public testing::Test {
protected:
    std::string write(const std::string& content) {
        const auto path = (folder.path() / ("masuk-" + std::to_string(++files))).string();
        std::ofstream(path, std::ios::binary) << content;
        return path;
    }
    // Everything but folders and the lock.
    std::vector<std::string> stored() {
        std::vector<std::string> found;
        for (const auto& entry : fs::recursive_directory_iterator(folder.path() / "files"))
            if (entry.is_regular_file() && entry.path().filename() != ".lock") found.push_back(entry.path().string());
        return found;
    }

    test::TemporaryFolder folder;
    FileStore store{(folder.path() / "files").string()};
    int files = 0;
};

TEST_F(Store, KeepsAFileUnderItsDigest) {
    const auto sha256 = store.put(write("isi surat"));
    EXPECT_EQ(sha256, sha256_hex("isi surat"));
    EXPECT_EQ(store.path_of(sha256),
              (folder.path() / "files" / sha256.substr(0, 2) / sha256.substr(2, 2) / sha256).string());
    EXPECT_EQ(content_of(store.path_of(sha256)), "isi surat");
    EXPECT_EQ(fs::status(store.path_of(sha256)).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(Store, KeepsTheSameContentOnce) {
    EXPECT_EQ(store.put(write("sama")), store.put(write("sama")));
    store.put(write("lain"));
    EXPECT_EQ(stored().size(), 2U);
}

TEST_F(Store, MendsADamagedFile) {
    const auto sha256 = store.put(write("utuh"));
    std::ofstream(store.path_of(sha256)) << "rusak";
    store.put(write("utuh"));
    EXPECT_EQ(content_of(store.path_of(sha256)), "utuh");
}

TEST_F(Store, TakesTheSameContentFromManyThreads) {
    const std::string content(300'000, 'x');
    const auto path = write(content);
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&] {
            for (int round = 0; round < 10; ++round) EXPECT_EQ(store.put(path), sha256_hex(content));
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(stored().size(), 1U);
    EXPECT_EQ(content_of(stored().front()), content);
}

TEST_F(Store, ThrowsForAFileThatIsNotThere) {
    EXPECT_THROW(store.put((folder.path() / "tidak-ada").string()), std::runtime_error);
    EXPECT_TRUE(stored().empty());
}

TEST_F(Store, ThrowsWhenTheDiskIsFull) {
    const auto path = write(std::string(100'000, 'x'));
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    const auto signal_before = std::signal(SIGXFSZ, SIG_IGN);
    rlimit small = before;
    small.rlim_cur = 50'000;
    setrlimit(RLIMIT_FSIZE, &small);
    EXPECT_THROW(store.put(path), std::runtime_error);
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, signal_before);
    EXPECT_TRUE(stored().empty());
}

TEST_F(Store, RemovesOnlyWhatWasNotPutAgain) {
    const auto sha256 = store.put(write("lama"));
    const auto at = [](fs::file_time_type time) {
        return std::chrono::floor<std::chrono::milliseconds>(std::chrono::file_clock::to_sys(time));
    };
    const Instant put_at = at(fs::last_write_time(store.path_of(sha256)));
    store.remove_older(sha256, put_at - std::chrono::hours{1});
    EXPECT_TRUE(fs::exists(store.path_of(sha256)));
    store.remove_older(sha256, put_at + std::chrono::hours{1});
    EXPECT_FALSE(fs::exists(store.path_of(sha256)));
    store.remove_older(sha256, put_at + std::chrono::hours{1});
}

}  // namespace
}  // namespace hero
