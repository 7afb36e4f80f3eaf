#pragma once
// An object store on 127.0.0.1 that fails as a test tells it to. It keeps objects as files of a folder, lists them, and
// checks no signature: whether requests are signed right says the real one (tests/object_store.hpp).
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/objects/objects.hpp"

namespace hero::test {

enum class StoreFault {
    none,
    error_500,
    error_503,
    refused,        // 403
    silent,         // says nothing until it is told otherwise
    cut,            // hangs up in the middle of its answer, and of what it stores
    other_content,  // 200 with something else of the same length, or 200 for something else stored
    nothing_kept,   // 200 for a PUT that stored nothing
    elsewhere,      // 307
    garbage,        // no HTTP
    endless,        // a body without end
};

class FalseObjectStore {
public:
    struct Asked {
        std::string method;
        std::string key;
        int number = 0;  // 1 for the first request
    };

    explicit FalseObjectStore(const std::filesystem::path& folder, int port = 0);
    ~FalseObjectStore();
    FalseObjectStore(const FalseObjectStore&) = delete;
    FalseObjectStore& operator=(const FalseObjectStore&) = delete;

    // One try, a second's patience, no rest.
    [[nodiscard]] BucketSettings settings() const;
    [[nodiscard]] int port() const { return port_; }
    void fail(StoreFault fault) { fault_ = fault; }
    // Called before a request has any effect, and again after it, before it is answered.
    std::function<void(const Asked&)> before{};
    std::function<void(const Asked&)> after{};
    [[nodiscard]] int requests() const { return requests_; }
    [[nodiscard]] std::vector<std::string> keys() const;

private:
    void listen();
    void talk(int connection);
    std::string answer(const Asked& asked, const std::string& target, const std::string& body);
    std::string listing(const std::string& target) const;

    std::filesystem::path folder_;
    int listener_ = -1;
    int port_ = 0;
    std::atomic<bool> stopping_{false};
    std::atomic<StoreFault> fault_{StoreFault::none};
    std::atomic<int> requests_{0};
    std::mutex mutex_;
    std::vector<std::jthread> talks_;
    std::thread thread_;
};

}  // namespace hero::test
