#include "base/objects/objects.hpp"

#include <algorithm>
#include <boost/url/parse.hpp>
#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <thread>

#include "base/ids.hpp"

namespace hero {

namespace {

using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

// Of an answer: an object is 2 MB at most, a thousand names of a list are some hundred kilobytes.
constexpr std::size_t most_bytes = 4UL * 1024 * 1024;

bool is_plain(std::string_view text) {
    return std::ranges::all_of(text, [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
               (letter >= '0' && letter <= '9') || letter == '.' || letter == '_' || letter == '-';
    });
}

std::string without_slash(std::string text) {
    while (text.ends_with('/')) text.pop_back();
    return text;
}

std::string url_of(const BucketSettings& settings) {
    const auto endpoint = without_slash(settings.endpoint);
    if (settings.path_style) return endpoint + "/" + settings.bucket;
    const auto host = endpoint.find("//") + 2;
    return endpoint.substr(0, host) + settings.bucket + "." + endpoint.substr(host);
}

EgressLimits limits_of(const BucketSettings& settings) {
    return {.connect = std::min(settings.patience, std::chrono::milliseconds{3s}),
            .whole = settings.patience,
            .bytes = most_bytes,
            .at_once = settings.at_once,
            .waiting = settings.at_once};
}

// What stands between two tags, of an answer that is XML of the store; "" when it is not there.
std::string_view between_tags(std::string_view xml, std::string_view open, std::string_view close, std::size_t& at) {
    const auto start = xml.find(open, at);
    const auto end = start == std::string_view::npos ? start : xml.find(close, start);
    at = end;
    if (end == std::string_view::npos) return {};
    return xml.substr(start + open.size(), end - start - open.size());
}

// S3's own word for what went wrong: "SignatureDoesNotMatch".
std::string_view code_in(const Reply& reply) {
    std::size_t at = 0;
    const auto code = between_tags(reply.body, "<Code>", "</Code>", at);
    return is_plain(code) && code.size() <= 60 ? code : std::string_view{};
}

StorageAway refused(const char* what, const Reply& reply) {
    const auto code = code_in(reply);
    auto text = "the object store answers " + std::string{what} + " with " + std::to_string(reply.status);
    if (!code.empty()) text += " " + std::string{code};
    return StorageAway(text);
}

void require_plain(std::string_view key) {
    if (!is_plain(key)) throw std::logic_error("objects: a name that would have to be encoded");
}

bool is_bucket_name(std::string_view name) {
    const auto is_fine = [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '.' || letter == '-';
    };
    return name.size() >= 3 && name.size() <= 63 && std::ranges::all_of(name, is_fine) && name.front() != '.' &&
           name.front() != '-' && name.find("..") == std::string_view::npos;
}

}  // namespace

void require_usable(const BucketSettings& settings) {
    const auto endpoint = without_slash(settings.endpoint);
    const auto host = endpoint.find("//");
    if (!may_be_asked(endpoint) || host == std::string::npos ||
        endpoint.find_first_of("/?#", host + 2) != std::string::npos)
        throw std::invalid_argument("s3-endpoint: \"" + settings.endpoint +
                                    "\" must be https:// and a host with at most a port, or http:// on this machine");
    if (!is_bucket_name(settings.bucket))
        throw std::invalid_argument("s3-bucket: \"" + settings.bucket +
                                    "\" must be 3 to 63 small letters, digits, '.' and '-'");
    if (!may_be_asked(url_of(settings)))
        throw std::invalid_argument("s3-path-style: off needs https:// and a host that has a name");
    if (settings.region.empty() || !is_plain(settings.region))
        throw std::invalid_argument("s3-region: \"" + settings.region + "\" must be a word such as us-east-1");
    if (settings.access_key.empty() || settings.secret_key.empty())
        throw std::invalid_argument("s3-access-key and s3-secret-key: both are needed");
}

Bucket::Bucket(BucketSettings settings)
    : settings_(std::move(settings)), url_(url_of(settings_)), egress_(limits_of(settings_)) {
    require_usable(settings_);
}

Errand Bucket::errand(std::string_view key, std::string_view payload) const {
    require_plain(key);
    return {.url = url_ + "/" + std::string{key},
            .signature = Signature{settings_.region, settings_.access_key, settings_.secret_key},
            .headers = {"x-amz-content-sha256: " + std::string{payload}}};
}

Reply Bucket::ask_once(const Errand& errand) {
    if (Steady::now().time_since_epoch() < rests_until_.load())
        throw StorageAway("the object store did not answer a moment ago");
    try {
        auto reply = egress_.send(errand);
        rests_until_ = Steady::duration{};
        return reply;
    } catch (const TooBusy& why) {
        throw StorageAway(std::string{"the object store: "} + why.what());
    } catch (const Unreachable& why) {
        rests_until_ = Steady::now().time_since_epoch() + settings_.rest;
        throw StorageAway(std::string{"the object store: "} + why.what());
    }
}

Reply Bucket::ask(const Errand& errand) {
    for (int tried = 1;; ++tried) {
        try {
            auto reply = ask_once(errand);
            const bool worth_another = reply.status >= 500 || reply.status == 429;
            if (!worth_another || tried >= settings_.tries) return reply;
        } catch (const StorageAway&) {
            if (tried >= settings_.tries) throw;
        }
        if (!errand.save_to.empty()) std::filesystem::remove(errand.save_to);
        std::this_thread::sleep_for(std::max<Steady::duration>(1s * (1 << std::min(tried - 1, 5)), settings_.rest));
    }
}

void Bucket::put(std::string_view key, const std::string& path, std::string_view sha256) {
    auto sending = errand(key, sha256);
    sending.upload = path;
    if (const auto reply = ask(sending); reply.status != 200) throw refused("PUT", reply);
}

bool Bucket::get(std::string_view key, const std::string& path) {
    auto asking = errand(key, sha256_hex(""));
    asking.save_to = path;
    const auto reply = ask(asking);
    if (reply.status == 404 && code_in(reply) != "NoSuchBucket") return false;
    if (reply.status != 200) throw refused("GET", reply);
    return true;
}

void Bucket::remove(std::string_view key) {
    auto removing = errand(key, sha256_hex(""));
    removing.method = "DELETE";
    const auto reply = ask(removing);
    const bool gone = reply.status == 404 && code_in(reply) != "NoSuchBucket";
    if (!gone && reply.status != 200 && reply.status != 204) throw refused("DELETE", reply);
}

std::vector<std::string> Bucket::keys_after(std::string_view prefix, std::string_view after) {
    require_plain(prefix);
    require_plain(after);
    auto asking = errand("", sha256_hex(""));
    // Names in order, as they are signed.
    asking.url = url_ + "/?list-type=2&max-keys=1000&prefix=" + std::string{prefix};
    if (!after.empty()) asking.url += "&start-after=" + std::string{after};
    const auto reply = ask(asking);
    if (reply.status != 200 || reply.body.find("<ListBucketResult") == std::string::npos)
        throw refused("a list", reply);
    std::vector<std::string> keys;
    for (std::size_t at = 0; at != std::string_view::npos;)
        if (const auto key = between_tags(reply.body, "<Key>", "</Key>", at); !key.empty() && key > after)
            keys.emplace_back(key);
    return keys;
}

}  // namespace hero
