#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "base/ids.hpp"
#include "files/files.hpp"
#include "tests/database.hpp"
#include "tests/false_object_store.hpp"
#include "tests/faults/child.hpp"
#include "tests/object_store.hpp"

namespace hero {
namespace {

namespace fs = std::filesystem;
using test::StoreFault;

void no_step(const Moved& /*moved*/) {}

// Some files, and a store that is where they are.
class Files {
public:
    explicit Files(const fs::path& folder) : folder_(folder) {}
    std::string file(std::string_view content) const {
        const auto path = (folder_ / "masuk").string();
        std::ofstream(path, std::ios::binary) << content;
        return path;
    }
    void fill(FilePlace& place, int amount) {
        for (int i = 0; i < amount; ++i) all.insert(place.put(file("surat " + std::to_string(i))));
    }
    // How many are somewhere, whole.
    [[nodiscard]] std::size_t readable(const FileStore& store) const {
        return static_cast<std::size_t>(std::ranges::count_if(
            all, [&](const std::string& sha256) { return sha256_hex_of_file(store.fetch(sha256).path()) == sha256; }));
    }
    std::set<std::string> all{};

private:
    fs::path folder_;
};

std::set<std::string> in(FilePlace& place) {
    std::set<std::string> found;
    for (int part = 0; part < parts_of_store; ++part)
        place.each(part, [&](const std::vector<std::string>& some) { found.insert(some.begin(), some.end()); });
    return found;
}

class MovingFiles : public testing::Test {
protected:
    FileStore store_of(const BucketSettings& bucket, Keep keep) {
        return {(folder.path() / "files").string(), Scan::unneeded, bucket, keep, &ground.db};
    }
    test::TemporaryFolder folder;
    test::TestDatabase ground;
    Files files{folder.path()};
};

TEST_F(MovingFiles, GoesToARealBucketAndBack) {
    const auto bucket = test::ObjectStore::instance().bucket();
    const auto store = store_of(bucket, Keep::in_bucket);
    files.fill(store.folder(), 9);
    int steps = 0;
    auto moved = move_contents(store, Keep::in_bucket, Originals::stay, [&](const Moved&) { ++steps; });
    EXPECT_EQ(steps, 9);
    EXPECT_EQ(moved.copied, 9);
    EXPECT_EQ(moved.there + moved.removed, 0);
    EXPECT_EQ(in(*store.bucket()), files.all);
    EXPECT_EQ(in(store.folder()), files.all) << "a copy: originals stay";

    moved = move_contents(store, Keep::in_bucket, Originals::go, no_step);
    EXPECT_EQ(moved.copied, 0) << "what is there is not sent again";
    EXPECT_EQ(moved.there, 9);
    EXPECT_EQ(moved.removed, 9);
    EXPECT_TRUE(store.folder().empty());
    EXPECT_EQ(files.readable(store), 9U);

    const auto back = store_of(bucket, Keep::in_folder);
    moved = move_contents(back, Keep::in_folder, Originals::go, no_step);
    EXPECT_EQ(moved.copied, 9);
    EXPECT_TRUE(back.bucket()->empty());
    EXPECT_EQ(in(back.folder()), files.all);
    EXPECT_EQ(move_contents(back, Keep::in_folder, Originals::go, no_step).copied, 0);
}

TEST_F(MovingFiles, LeavesADamagedOriginalWhereItIsAndSaysSo) {
    test::FalseObjectStore peer(folder.path() / "peer");
    const auto store = store_of(peer.settings(), Keep::in_bucket);
    files.fill(store.folder(), 3);
    const auto damaged = *files.all.begin();
    std::ofstream(store.path_of(damaged)) << "rusak";
    const auto moved = move_contents(store, Keep::in_bucket, Originals::go, no_step);
    EXPECT_EQ(moved.removed, 2);
    EXPECT_EQ(moved.faults, std::vector{damaged + " has another content than its name says"});
    EXPECT_TRUE(fs::exists(store.path_of(damaged)));
    EXPECT_EQ(in(*store.bucket()).size(), 2U);
}

TEST_F(MovingFiles, MendsADamagedCopyBeforeItsOriginalGoes) {
    test::FalseObjectStore peer(folder.path() / "peer");
    const auto store = store_of(peer.settings(), Keep::in_bucket);
    files.fill(store.folder(), 1);
    std::ofstream(folder.path() / "peer" / *files.all.begin()) << "terpotong";
    const auto moved = move_contents(store, Keep::in_bucket, Originals::go, no_step);
    EXPECT_EQ(moved.copied, 1);
    EXPECT_EQ(files.readable(store), 1U);
}

TEST_F(MovingFiles, RemovesNoOriginalWhoseCopyDoesNotComeBack) {
    test::FalseObjectStore peer(folder.path() / "peer");
    const auto store = store_of(peer.settings(), Keep::in_bucket);
    files.fill(store.folder(), 2);
    using enum StoreFault;
    for (const auto fault : {error_500, refused, silent, cut, other_content, nothing_kept, elsewhere, garbage}) {
        peer.fail(fault);
        EXPECT_THROW(move_contents(store, Keep::in_bucket, Originals::go, no_step), StorageAway)
            << static_cast<int>(fault);
        EXPECT_EQ(in(store.folder()), files.all) << static_cast<int>(fault);
    }
    peer.fail(none);
    EXPECT_EQ(move_contents(store, Keep::in_bucket, Originals::go, no_step).removed, 2);
}

// Killed before and after each request has its effect, in each direction: nothing is lost, and the next run ends it.
class KilledMove : public testing::TestWithParam<Keep> {};

TEST_P(KilledMove, IsTakenUpWhereItEnded) {
    const auto to = GetParam();
    const test::TemporaryFolder folder;
    const auto objects = folder.path() / "peer";
    const auto with_store = [&](const std::function<void(const FileStore&, test::FalseObjectStore&)>& work) {
        test::FalseObjectStore peer(objects);
        auto bucket = peer.settings();
        bucket.patience = std::chrono::seconds{30};
        work({(folder.path() / "files").string(), Scan::unneeded, bucket, to, nullptr}, peer);
    };
    Files files(folder.path());
    int kills = 0;
    for (int number = 1;; ++number) {
        with_store([&](const FileStore& store, auto&) {
            if (to == Keep::in_bucket)
                files.fill(store.folder(), 2);
            else
                files.fill(*store.bucket(), 2);
        });
        const auto ending = test::run_in_child([&](const test::Tell& tell) {
            with_store([&](const FileStore& store, test::FalseObjectStore& peer) {
                int moments = 0;  // lists change nothing
                const auto kill = [&](const test::FalseObjectStore::Asked& asked) {
                    if (!asked.key.empty() && ++moments == number) std::raise(SIGKILL);
                };
                peer.before = kill;
                peer.after = kill;
                move_contents(store, to, Originals::go, no_step);
                tell("moved");
            });
        });
        const bool moved = ending.has_told("moved");
        if (!moved) ASSERT_EQ(ending.status, -1) << ending.log;
        with_store([&](const FileStore& store, auto&) {
            ASSERT_EQ(files.readable(store), files.all.size()) << "after kill " << number;
            EXPECT_TRUE(move_contents(store, to, Originals::go, no_step).faults.empty());
            auto& from = to == Keep::in_bucket ? static_cast<FilePlace&>(store.folder()) : *store.bucket();
            EXPECT_TRUE(in(from).empty()) << "after kill " << number;
            EXPECT_EQ(files.readable(store), files.all.size());
        });
        if (moved) break;
        ++kills;
        // Back to the beginning.
        fs::remove_all(folder.path() / "files");
        fs::remove_all(objects);
    }
    EXPECT_GE(kills, 8) << "before and after two requests for each of two files";
}

INSTANTIATE_TEST_SUITE_P(EachWay, KilledMove, testing::Values(Keep::in_bucket, Keep::in_folder),
                         [](const auto& way) { return way.param == Keep::in_bucket ? "ToTheBucket" : "ToTheFolder"; });

}  // namespace
}  // namespace hero
