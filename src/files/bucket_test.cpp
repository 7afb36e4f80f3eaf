#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <latch>
#include <set>
#include <thread>

#include "base/ids.hpp"
#include "files/files.hpp"
#include "tests/ask.hpp"
#include "tests/database.hpp"
#include "tests/false_object_store.hpp"
#include "tests/object_store.hpp"

namespace hero {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using test::Ask;
using test::StoreFault;

class BucketStore : public testing::Test {
protected:
    explicit BucketStore(const BucketSettings& settings)
        : store((folder.path() / "files").string(), Scan::unneeded, settings, Keep::in_bucket, &ground.db) {}

    std::string file(std::string_view content) {
        const auto path = (folder.path() / ("berkas" + std::to_string(++files))).string();
        std::ofstream(path, std::ios::binary) << content;
        return path;
    }
    static std::string text_of(const std::string& path) {
        std::ifstream stream(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }
    std::string content_of(const std::string& sha256) { return text_of(store.fetch(sha256).path()); }
    bool is_there(const std::string& sha256) {
        try {
            return !store.bucket()->fetch(sha256).path().empty();
        } catch (const ContentFault&) {
            return false;
        }
    }
    // What lies about in the folder of temporary files.
    std::size_t leftovers() {
        std::size_t count = 0;
        for (const auto& entry : fs::directory_iterator(store.temp_folder()))
            if (entry.path().filename() != ".lock") ++count;
        return count;
    }
    std::set<std::string> in_bucket() {
        std::set<std::string> all;
        for (int part = 0; part < parts_of_store; ++part)
            store.bucket()->each(part,
                                 [&](const std::vector<std::string>& some) { all.insert(some.begin(), some.end()); });
        return all;
    }
    // The part where a content is, as hours pass.
    void sweep(const std::string& sha256, const Unnamed& unnamed) {
        const auto number = std::stoi(sha256.substr(0, 2), nullptr, 16);
        int part = 0;
        while (part + 1 < parts_of_store && (part + 1) * 256 / parts_of_store <= number) ++part;
        store.sweep(part, ground.clock.now() - 24h, unnamed);
    }
    std::int64_t claims(int leaving) {
        return ground.db.read([&](Tx& tx) {
            return tx.one(Ask<"SELECT count(*) AS n FROM content_claims WHERE leaving = $1", 1>{{leaving}})
                ->integer("n");
        });
    }

    test::TemporaryFolder folder;
    test::TestDatabase ground;
    FileStore store;
    int files = 0;
};

std::vector<std::string> all_of(const std::vector<std::string>& there) { return there; }

class RealBucket : public BucketStore {
protected:
    RealBucket() : BucketStore(test::ObjectStore::instance().bucket()) {}
};

TEST_F(RealBucket, KeepsAFileUnderItsDigestOnce) {
    const auto sha256 = store.put(file("isi surat"));
    EXPECT_EQ(store.put(file("isi surat")), sha256);
    EXPECT_EQ(sha256, sha256_hex("isi surat"));
    EXPECT_EQ(in_bucket(), std::set{sha256});
    EXPECT_TRUE(store.folder().empty());
    EXPECT_EQ(content_of(sha256), "isi surat");
    EXPECT_EQ(leftovers(), 0U) << "the copy goes with whoever read it";
}

TEST_F(RealBucket, IsReadBesideTheFolder) {
    const auto old = store.folder().put(file("dari masa folder"));
    const auto recent = store.put(file("dari masa bucket"));
    EXPECT_EQ(content_of(old), "dari masa folder");
    EXPECT_EQ(content_of(recent), "dari masa bucket");
    std::ofstream(store.path_of(old)) << "rusak";
    EXPECT_THROW(content_of(old), ContentFault);
    store.bucket()->put(file("dari masa folder"));
    EXPECT_EQ(content_of(old), "dari masa folder") << "a damaged copy is no reason to give none";
    EXPECT_THROW(content_of(sha256_hex("tidak ada")), ContentFault);
}

TEST_F(RealBucket, LosesWhatNoRowNamesAfterADay) {
    const auto sha256 = store.put(file("yatim"));
    sweep(sha256, all_of);
    EXPECT_TRUE(is_there(sha256)) << "its row may be on its way";
    ground.clock.advance(25h);
    store.bucket()->protect(sha256);
    sweep(sha256, all_of);
    EXPECT_TRUE(is_there(sha256)) << "it was put again meanwhile";
    ground.clock.advance(25h);
    sweep(sha256, [](const auto&) { return std::vector<std::string>{}; });
    EXPECT_TRUE(is_there(sha256));
    sweep(sha256, all_of);
    EXPECT_TRUE(store.bucket()->empty());
    EXPECT_EQ(claims(0) + claims(1), 0);
}

struct Peer {
    test::TemporaryFolder objects;
    test::FalseObjectStore peer{objects.path()};
};

class FalseBucket : protected Peer, public BucketStore {
protected:
    FalseBucket() : BucketStore(peer.settings()) {}
};

TEST_F(FalseBucket, AcknowledgesNothingThatDoesNotComeBackAsItWas) {
    using enum StoreFault;
    for (const auto fault :
         {error_500, error_503, refused, silent, cut, other_content, nothing_kept, elsewhere, garbage}) {
        peer.fail(fault);
        EXPECT_THROW(store.put(file("surat " + std::to_string(static_cast<int>(fault)))), StorageAway)
            << static_cast<int>(fault);
        EXPECT_EQ(leftovers(), 0U);
    }
    peer.fail(none);
    EXPECT_EQ(content_of(store.put(file("surat"))), "surat");
}

TEST_F(FalseBucket, GivesNothingThatIsNotWhatWasPut) {
    const auto sha256 = store.put(file("isi surat yang asli"));
    using enum StoreFault;
    for (const auto fault : {error_500, error_503, refused, silent, cut, other_content, elsewhere, garbage, endless}) {
        peer.fail(fault);
        EXPECT_THROW(content_of(sha256), Unavailable) << static_cast<int>(fault);
        EXPECT_EQ(leftovers(), 0U) << static_cast<int>(fault);
    }
    peer.fail(none);
    EXPECT_EQ(content_of(sha256), "isi surat yang asli");
    std::ofstream(objects.path() / sha256) << "isi surat yang lain";
    EXPECT_THROW(content_of(sha256), ContentFault);
    EXPECT_EQ(store.put(file("isi surat yang asli")), sha256);
    EXPECT_EQ(content_of(sha256), "isi surat yang asli") << "sent again, it is mended";
}

// A sweep on one machine, an upload of the same content on another.
TEST_F(FalseBucket, NeverRemovesWhatIsBeingPut) {
    const auto sha256 = store.put(file("isi"));
    ground.clock.advance(25h);
    std::thread upload;
    std::latch begun(1);
    std::atomic<bool> refused{false};
    peer.before = [&](const test::FalseObjectStore::Asked& asked) {
        if (asked.method != "DELETE") return;
        upload = std::thread([&] {
            begun.count_down();
            try {
                store.put(file("isi"));
            } catch (const StorageAway&) {
                refused = true;
            }
        });
        begun.wait();
    };
    sweep(sha256, all_of);
    upload.join();
    peer.before = nullptr;
    EXPECT_EQ(in_bucket().contains(sha256), !refused) << "either it is there, or nobody was told that it is";
}

TEST_F(FalseBucket, RefusesAnUploadOfWhatIsBeingRemovedUntilThatIsDone) {
    const auto sha256 = store.put(file("isi"));
    ground.clock.advance(25h);
    peer.before = [&](const test::FalseObjectStore::Asked& asked) {
        if (asked.method == "DELETE") peer.fail(StoreFault::error_500);
    };
    EXPECT_THROW(sweep(sha256, all_of), StorageAway);
    peer.before = nullptr;
    peer.fail(StoreFault::none);
    EXPECT_EQ(claims(1), 1);
    EXPECT_THROW(store.put(file("isi")), StorageAway) << "whether the object stays, nobody knows";
    ground.clock.advance(2h);
    sweep(sha256, [](const auto&) { return std::vector<std::string>{}; });
    EXPECT_TRUE(in_bucket().empty());
    EXPECT_EQ(claims(1), 0);
    EXPECT_EQ(content_of(store.put(file("isi"))), "isi");
}

TEST_F(FalseBucket, LeavesObjectsOfOthersAlone) {
    std::ofstream(objects.path() / "abc-milik-orang-lain") << "x";
    std::ofstream(objects.path() / "ab") << "x";
    ground.clock.advance(25h);
    for (int part = 0; part < parts_of_store; ++part) store.sweep(part, ground.clock.now() - 24h, all_of);
    EXPECT_EQ(peer.keys(), (std::vector<std::string>{"ab", "abc-milik-orang-lain"}));
    EXPECT_TRUE(in_bucket().empty());
}

}  // namespace
}  // namespace hero
