#pragma once
// OpenStack Swift with its S3 API (tests/object_store.py), as an unprivileged process in a folder of its own: a real
// server that checks each signature. One for all tests of a run, which it ends with; each test has a bucket of its own.
#include <sys/types.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/objects/objects.hpp"
#include "tests/database.hpp"

namespace hero::test {

class ObjectStore {
public:
    static ObjectStore& instance();
    // Of a new, empty bucket. Tries are one, and nobody rests.
    BucketSettings bucket();
    ObjectStore(const ObjectStore&) = delete;
    ObjectStore& operator=(const ObjectStore&) = delete;

private:
    ObjectStore();
    ~ObjectStore();
    TemporaryFolder folder_;
    ::pid_t process_ = 0;
    std::string port_;
    int buckets_ = 0;
};

// As a Config takes them, `files = s3` among them.
std::vector<std::pair<std::string, std::string>> settings_of(const BucketSettings& bucket);

}  // namespace hero::test
