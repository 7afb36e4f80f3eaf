#include "base/objects/objects.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include "base/ids.hpp"
#include "tests/database.hpp"
#include "tests/false_object_store.hpp"
#include "tests/object_store.hpp"

namespace hero {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using test::StoreFault;

class Objects : public testing::Test {
protected:
    std::string file(std::string_view content) {
        const auto path = (folder.path() / ("berkas" + std::to_string(++files))).string();
        std::ofstream(path, std::ios::binary) << content;
        return path;
    }
    std::string put(Bucket& bucket, const std::string& content) {
        auto sha256 = sha256_hex(content);
        bucket.put(sha256, file(content), sha256);
        return sha256;
    }
    // "none" when there is none; else the hash of what came.
    std::string got(Bucket& bucket, const std::string& key) {
        const auto path = (folder.path() / ("ambil" + std::to_string(++files))).string();
        return bucket.get(key, path) ? sha256_hex_of_file(path) : "none";
    }
    // Why it could not be done; "" when it could.
    template <typename Closure>
    static std::string refusal(Closure&& closure) {
        try {
            closure();
        } catch (const StorageAway& away) {
            return away.what();
        }
        return "";
    }

    test::TemporaryFolder folder;
    int files = 0;
};

class RealObjects : public Objects {
protected:
    BucketSettings settings = test::ObjectStore::instance().bucket();
    Bucket bucket{settings};
};

TEST_F(RealObjects, ComeBackAsTheyWere) {
    for (const std::size_t size : {0UL, 1UL, 70'000UL, 2'097'152UL}) {
        std::string content(size, 'x');
        for (std::size_t i = 0; i < size; ++i) content[i] = static_cast<char>(i * 131 >> 3);
        const auto key = put(bucket, content);
        EXPECT_EQ(got(bucket, key), key) << size;
    }
}

TEST_F(RealObjects, AreReplacedRemovedAndListedInOrder) {
    std::set<std::string> keys;
    for (const auto* content : {"a", "b", "c", "d", "e"}) keys.insert(put(bucket, content));
    put(bucket, "a");
    EXPECT_EQ(bucket.keys_after("", ""), std::vector(keys.begin(), keys.end()));
    const auto third = *std::next(keys.begin(), 2);
    EXPECT_EQ(bucket.keys_after("", third), std::vector(std::next(keys.begin(), 3), keys.end()));
    EXPECT_EQ(bucket.keys_after(third.substr(0, 10), ""), std::vector{third});
    EXPECT_TRUE(bucket.keys_after("zz", "").empty());
    bucket.remove(third);
    bucket.remove(third);
    EXPECT_EQ(got(bucket, third), "none");
    EXPECT_EQ(bucket.keys_after("", "").size(), 4U);
}

TEST_F(RealObjects, WithAForgedSignatureAreRefused) {
    auto forged = settings;
    forged.secret_key += "x";
    Bucket other(forged);
    EXPECT_EQ(refusal([&] { put(other, "isi"); }), "the object store answers PUT with 403 SignatureDoesNotMatch");
    EXPECT_EQ(refusal([&] { got(other, sha256_hex("isi")); }),
              "the object store answers GET with 403 SignatureDoesNotMatch");
    EXPECT_TRUE(bucket.keys_after("", "").empty());
}

TEST_F(RealObjects, ThatAreNotWhatWasSignedAreRefused) {
    const auto claimed = sha256_hex("yang dijanjikan");
    EXPECT_NE(refusal([&] { bucket.put(claimed, file("yang dikirim"), claimed); }), "");
    EXPECT_EQ(got(bucket, claimed), "none");
}

TEST_F(RealObjects, OfABucketThatDoesNotExistAreNoMissingObjects) {
    auto elsewhere = settings;
    elsewhere.bucket = "tidak-ada";
    Bucket other(elsewhere);
    EXPECT_EQ(refusal([&] { got(other, sha256_hex("isi")); }), "the object store answers GET with 404 NoSuchBucket");
    EXPECT_EQ(refusal([&] { other.remove(sha256_hex("isi")); }),
              "the object store answers DELETE with 404 NoSuchBucket");
}

TEST_F(RealObjects, AreFoundWithTheBucketInTheHostToo) {
    const auto key = put(bucket, "isi");
    auto by_host = settings;
    by_host.endpoint.replace(by_host.endpoint.find("127.0.0.1"), 9, "localhost");
    by_host.path_style = false;
    Bucket other(by_host);
    EXPECT_EQ(got(other, key), key);
    EXPECT_EQ(other.keys_after("", ""), std::vector{key});
    other.remove(key);
    EXPECT_EQ(got(bucket, key), "none");
}

class FalseObjects : public Objects {
protected:
    test::FalseObjectStore peer{folder.path() / "peer"};
    Bucket bucket{peer.settings()};
};

TEST_F(FalseObjects, AreListedPageByPage) {
    std::set<std::string> keys;
    for (int i = 0; i < 20; ++i) keys.insert(put(bucket, std::to_string(i)));
    std::vector<std::string> all;
    for (auto page = bucket.keys_after("", ""); !page.empty(); page = bucket.keys_after("", page.back()))
        all.insert(all.end(), page.begin(), page.end());
    EXPECT_EQ(all, std::vector(keys.begin(), keys.end()));
}

TEST_F(FalseObjects, AreNeitherStoredNorReadWhenTheStoreFails) {
    const auto key = put(bucket, "isi surat");
    using enum StoreFault;
    for (const auto fault : {error_500, error_503, refused, cut, elsewhere, garbage, silent}) {
        peer.fail(fault);
        const auto number = static_cast<int>(fault);
        if (fault != cut) EXPECT_NE(refusal([&] { put(bucket, "isi surat"); }), "") << number;
        EXPECT_NE(refusal([&] { got(bucket, key); }), "") << number;
        if (fault == cut) continue;
        EXPECT_NE(refusal([&] { bucket.keys_after("", ""); }), "") << number;
        EXPECT_NE(refusal([&] { bucket.remove(key); }), "") << number;
    }
    peer.fail(cut);
    EXPECT_NE(refusal([&] { put(bucket, "surat lain"); }), "");
    peer.fail(none);
    EXPECT_EQ(got(bucket, key), key);
}

TEST_F(FalseObjects, ThatNeverEndAreNotReadToTheEnd) {
    const auto key = put(bucket, "isi");
    peer.fail(StoreFault::endless);
    EXPECT_NE(refusal([&] { got(bucket, key); }), "");
    for (const auto& entry : fs::directory_iterator(folder.path()))
        if (entry.is_regular_file()) EXPECT_LE(entry.file_size(), 5U << 20);
}

TEST_F(FalseObjects, AreAskedForAgainAsOftenAsOneWishes) {
    const auto key = put(bucket, "isi");
    auto patient = peer.settings();
    patient.tries = 3;
    Bucket again(patient);
    int left = 2;
    peer.before = [&](const auto&) { peer.fail(left-- > 0 ? StoreFault::error_503 : StoreFault::none); };
    EXPECT_EQ(got(again, key), key);
    EXPECT_EQ(peer.requests(), 4);
}

TEST_F(FalseObjects, OfAStoreThatDidNotAnswerLetNobodyElseWait) {
    const auto key = put(bucket, "isi");
    auto resting = peer.settings();
    resting.rest = 1h;
    Bucket other(resting);
    peer.fail(StoreFault::silent);
    EXPECT_NE(refusal([&] { got(other, key); }), "");
    const auto asked = peer.requests();
    for (int i = 0; i < 50; ++i)
        EXPECT_EQ(refusal([&] { got(other, key); }), "the object store did not answer a moment ago");
    EXPECT_EQ(peer.requests(), asked) << "nobody knocked again";
}

TEST(ObjectSettings, SayWhatIsWrongWithThem) {
    const auto complaint = [](const std::function<void(BucketSettings&)>& change) {
        BucketSettings settings{.endpoint = "https://s3.example.go.id",
                                .bucket = "berkas-hero",
                                .access_key = "AKIDEXAMPLE",
                                .secret_key = "rahasia"};
        change(settings);
        try {
            require_usable(settings);
        } catch (const std::invalid_argument& error) {
            const std::string what = error.what();
            EXPECT_EQ(what.find("rahasia"), std::string::npos);
            return what.substr(0, what.find(':'));
        }
        return std::string{};
    };
    EXPECT_EQ(complaint([](auto&) {}), "");
    for (const auto* good : {"https://s3.example.go.id/", "https://10.0.0.5:9000", "http://127.0.0.1:9000"})
        EXPECT_EQ(complaint([&](auto& one) { one.endpoint = good; }), "") << good;
    for (const auto* bad : {"", "s3.example.go.id", "http://s3.example.go.id", "https://", "https://s3.example.go.id/a",
                            "https://a@s3.example.go.id", "https://s3.example.go.id?a", "ftp://s3.example.go.id"})
        EXPECT_EQ(complaint([&](auto& one) { one.endpoint = bad; }), "s3-endpoint") << bad;
    for (const auto* bad : {"", "ab", "Berkas", "berkas/hero", "berkas hero", "-berkas", "a..b", "berkas?"})
        EXPECT_EQ(complaint([&](auto& one) { one.bucket = bad; }), "s3-bucket") << bad;
    for (const auto* bad : {"", "id jakarta", "a:b"})
        EXPECT_EQ(complaint([&](auto& one) { one.region = bad; }), "s3-region") << bad;
    EXPECT_EQ(complaint([](auto& one) { one.access_key.clear(); }), "s3-access-key and s3-secret-key");
    EXPECT_EQ(complaint([](auto& one) { one.secret_key.clear(); }), "s3-access-key and s3-secret-key");
    EXPECT_EQ(complaint([](auto& one) {
                  one.endpoint = "http://127.0.0.1:9000";
                  one.path_style = false;
              }),
              "s3-path-style");
}

}  // namespace
}  // namespace hero
