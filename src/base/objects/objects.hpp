#pragma once
// Objects in one bucket of S3-compatible storage, over the way out (base/egress): signed with AWS Signature Version 4,
// never redirected, bounded in time and size.
#include <atomic>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "base/egress/egress.hpp"
#include "base/errors.hpp"

namespace hero {

struct BucketSettings {
    std::string endpoint{};  // "https://s3.example.go.id": a host with at most a port
    std::string bucket{};
    std::string region = "us-east-1";
    std::string access_key{};
    std::string secret_key{};
    bool path_style = true;                      // https://host/bucket/key; else https://bucket.host/key
    std::chrono::milliseconds patience{10'000};  // for one request, from connecting to the last byte
    std::chrono::milliseconds rest{3'000};       // so long nobody else is made to wait for a store that did not answer
    int at_once = 4;                             // requests; as many more wait for their turn, for 2 s at most
    int tries = 1;                               // of one request, a second, two, four … apart
};

// Throws std::invalid_argument with one line that names what is wrong.
void require_usable(const BucketSettings& settings);

// The store does not answer, is too slow, refuses, or answers what cannot be understood: another time may be better.
struct StorageAway : Unavailable {
    using Unavailable::Unavailable;
};

// Thread-safe. Every function throws StorageAway. Keys and prefixes are letters, digits, '.', '_' and '-'.
class Bucket {
public:
    explicit Bucket(BucketSettings settings);

    // Stores a file whose SHA-256 is `sha256`, which is part of the signature: a store that checks it refuses anything
    // else. An object of that name is replaced. Returns once it was acknowledged.
    void put(std::string_view key, const std::string& path, std::string_view sha256);
    // Writes the object to `path`, which must not exist; false when there is none. What came is not checked.
    bool get(std::string_view key, const std::string& path);
    // There is none afterwards.
    void remove(std::string_view key);
    // Names that begin with `prefix` and come after `after`, in order; none when there are no more, perhaps fewer than
    // there are.
    std::vector<std::string> keys_after(std::string_view prefix, std::string_view after);

private:
    Reply ask(const Errand& errand);
    Reply ask_once(const Errand& errand);
    [[nodiscard]] Errand errand(std::string_view key, std::string_view payload) const;

    BucketSettings settings_;
    std::string url_;  // of the bucket, without '/' at its end
    Egress egress_;
    std::atomic<std::chrono::steady_clock::duration> rests_until_{};
};

}  // namespace hero
