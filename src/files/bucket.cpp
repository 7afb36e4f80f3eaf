#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <thread>

#include "base/ids.hpp"
#include "files/files.hpp"
#include "sql/files.hpp"

namespace hero {

namespace {

using namespace std::chrono_literals;

// Longer than a process takes from a claim to its row.
constexpr auto claim_lasts = 24h;
// A process that removes an object is done by then, or dead.
constexpr auto removal_lasts = 1h;

bool is_digest(std::string_view key) {
    return key.size() == 64 && std::ranges::all_of(key, [](char letter) {
               return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f');
           });
}

// Of the names in a part, as few requests list names that follow each other.
std::string beginning_of(int part) { return fmt::format("{:02x}", part * 256 / parts_of_store); }

// A path that is free, and a file there that goes with the last who holds it.
std::shared_ptr<const std::string> temporary_file(const std::string& folder) {
    return {new std::string(folder + "/" + random_hex(16)), [](const std::string* path) {
                std::error_code ignored;
                std::filesystem::remove(*path, ignored);
                delete path;
            }};
}

// Everything that HERO's own processes do with a bucket. They have no file system in common that could lock: a row says
// what is coming (for a day, which is longer than it takes until its row is there) and what is going. The primary key
// lets one of both be true at a time.
class BucketPlace : public FilePlace {
public:
    BucketPlace(BucketSettings settings, Database* claims, std::string temp_folder)
        : bucket_(std::move(settings)), claims_(claims), temp_(std::move(temp_folder)) {}

    std::string put(const std::string& path) override {
        auto sha256 = sha256_hex_of_file(path);
        protect(sha256);
        bucket_.put(sha256, path, sha256);
        try {
            fetch(sha256);
        } catch (const ContentFault& fault) {
            throw StorageAway(std::string{"an object, read back, "} + fault.what());
        }
        return sha256;
    }

    LocalContent fetch(std::string_view sha256) override {
        const auto copy = temporary_file(temp_);
        if (!bucket_.get(sha256, *copy)) throw ContentFault("is missing");
        if (sha256_hex_of_file(*copy) != sha256)
            throw ContentFault("has another content than its name says", std::filesystem::file_size(*copy));
        return {*copy, copy};
    }

    void protect(std::string_view sha256) override {
        if (!claims_) return;
        const auto claim = [&](Tx& tx) {
            return tx.one(sql::files::claim_content{.sha256 = sha256, .now = tx.now()}).has_value();
        };
        for (int tries = 0; tries < 5; ++tries) {
            if (claims_->write(claim)) return;
            std::this_thread::sleep_for(100ms);
        }
        throw StorageAway("the same content is being removed");
    }

    void remove(std::string_view sha256) override { bucket_.remove(sha256); }

    void each(int part, const Contents& visit) override {
        const auto end = part + 1 < parts_of_store ? beginning_of(part + 1) : std::string{"g"};
        for (auto after = part == 0 ? std::string{} : beginning_of(part); after < end;) {
            auto keys = bucket_.keys_after("", after);
            if (keys.empty()) return;
            after = keys.back();
            std::erase_if(keys, [&](const std::string& key) { return !is_digest(key) || key >= end; });
            if (!keys.empty()) visit(keys);
        }
    }

    void sweep(int part, Instant before, const Unnamed& unnamed) override {
        if (!claims_) throw std::logic_error("files: a sweep needs claims");
        finish_removals(before);
        each(part, [&](const std::vector<std::string>& there) {
            for (const auto& sha256 : unnamed(there))
                if (condemn(sha256)) bury(sha256);
        });
    }

    bool empty() override { return bucket_.keys_after("", "").empty(); }

private:
    // Unless a row names it, or it is coming.
    bool condemn(const std::string& sha256) {
        return claims_->write(
            [&](Tx& tx) { return tx.one(sql::files::condemn_content{.sha256 = sha256, .now = tx.now()}).has_value(); });
    }
    void bury(const std::string& sha256) {
        bucket_.remove(sha256);
        claims_->write([&](Tx& tx) { tx.run(sql::files::release_content{.sha256 = sha256}); });
    }
    // Begun by a process that died.
    void finish_removals(Instant before) {
        const auto left = claims_->write([&](Tx& tx) {
            tx.run(sql::files::forget_claims{.before = std::min(before, tx.now() - claim_lasts)});
            std::vector<std::string> all;
            for (const auto& row : tx.run(sql::files::list_condemned{.before = tx.now() - removal_lasts}))
                all.push_back(row.text("sha256"));
            return all;
        });
        for (const auto& sha256 : left) bury(sha256);
    }

    Bucket bucket_;
    Database* claims_;
    std::string temp_;
};

}  // namespace

std::unique_ptr<FilePlace> bucket_place(BucketSettings settings, Database* claims, std::string temp_folder) {
    return std::make_unique<BucketPlace>(std::move(settings), claims, std::move(temp_folder));
}

}  // namespace hero
