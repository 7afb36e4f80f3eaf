#include "tests/object_store.hpp"

#include <sys/wait.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <thread>

#include "base/ids.hpp"
#include "tests/checkout.hpp"
#include "tests/processes.hpp"

namespace hero::test {

namespace {

namespace fs = std::filesystem;
constexpr const char* secret = "kunci-rahasia-uji";

std::string text_of(const fs::path& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

ObjectStore& ObjectStore::instance() {
    static ObjectStore store;
    return store;
}

ObjectStore::ObjectStore() {
    const auto folder = folder_.path();
    std::ofstream(folder / "secret") << secret;
    // Another user may not be able to read the checkout.
    fs::copy_file(checkout() / "tests" / "object_store.py", folder / "object_store.py");
    hand_over(folder);
    const auto log = (folder / "log").string();
    process_ = launch(unprivileged({"/usr/bin/python3", (folder / "object_store.py").string(), folder.string()}), log);
    for (int tries = 0; tries < 6000 && port_.empty(); ++tries) {
        if (::waitpid(process_, nullptr, WNOHANG) != 0) {
            process_ = 0;
            break;
        }
        if (fs::exists(folder / "port")) port_ = text_of(folder / "port");
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
    }
    if (port_.empty()) throw std::runtime_error("Swift does not start: " + text_of(log));
}

ObjectStore::~ObjectStore() { end(process_, SIGKILL); }

BucketSettings ObjectStore::bucket() {
    BucketSettings settings{.endpoint = "http://127.0.0.1:" + port_,
                            .bucket = "berkas-" + std::to_string(++buckets_),
                            .access_key = "hero:tester",
                            .secret_key = secret,
                            .patience = std::chrono::seconds{60},
                            .rest = std::chrono::milliseconds{0}};
    Egress egress({.whole = std::chrono::seconds{60}});
    const auto reply = egress.send({.url = settings.endpoint + "/" + settings.bucket,
                                    .signature = Signature{settings.region, settings.access_key, settings.secret_key},
                                    .method = "PUT",
                                    .headers = {"x-amz-content-sha256: " + sha256_hex("")}});
    if (reply.status != 200) throw std::runtime_error("no bucket: " + reply.body);
    return settings;
}

std::vector<std::pair<std::string, std::string>> settings_of(const BucketSettings& bucket) {
    return {{"files", "s3"},
            {"s3-endpoint", bucket.endpoint},
            {"s3-bucket", bucket.bucket},
            {"s3-access-key", bucket.access_key},
            {"s3-secret-key", bucket.secret_key},
            {"s3-timeout-seconds", std::to_string(std::chrono::ceil<std::chrono::seconds>(bucket.patience).count())}};
}

}  // namespace hero::test
