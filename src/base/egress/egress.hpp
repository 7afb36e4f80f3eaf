#pragma once
// The way out: every HTTP request to somebody else's server (libcurl). It is bounded in time, in size and in number,
// and never made inside a database transaction: it may take seconds.
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace hero {

// https to anybody, http to this machine only (127.0.0.0/8, ::1, localhost). A URL with a user name or a fragment is
// none.
bool may_be_asked(std::string_view url);

// What signs a request to S3-compatible storage (AWS Signature Version 4).
struct Signature {
    std::string region;
    std::string access_key;
    std::string secret_key;
};

struct Errand {
    std::string url;
    std::string form{};      // not empty: POST, application/x-www-form-urlencoded
    std::string user{};      // not empty: Basic authentication
    std::string password{};  // … with this
    std::string bearer{};    // not empty: Authorization: Bearer
    // Signed: the names in the query must be in order and percent-encoded, and the header x-amz-content-sha256 be
    // given.
    std::optional<Signature> signature{};
    std::string method{};                // "": POST with a form, else GET
    std::vector<std::string> headers{};  // "Name: value"; none: Accept: application/json
    std::string upload{};                // not empty: PUT of this file
    std::string save_to{};               // not empty: a new file for the body of an answer of 200
};

struct Reply {
    int status = 0;
    std::string body;  // "" when it was saved to a file
};

// No answer: not reached, not trusted, too slow, too large, or too many others are asking.
struct Unreachable : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Too many others are asking: nothing is known of the server.
struct TooBusy : Unreachable {
    using Unreachable::Unreachable;
};

struct EgressLimits {
    std::chrono::milliseconds connect{3000};
    std::chrono::milliseconds whole{5000};
    std::chrono::milliseconds turn{2000};  // waiting for others to finish
    std::size_t bytes = 1024UL * 1024;     // of a body
    int at_once = 4;                       // a slow server must not keep every worker waiting …
    int waiting = 4;                       // … nor those who wait for their turn: beyond that, none is waited for
};

// Thread-safe.
class Egress {
public:
    explicit Egress(EgressLimits limits = {}) : limits_(limits), free_(limits.at_once) {}
    Egress(const Egress&) = delete;
    Egress& operator=(const Egress&) = delete;

    // Follows no redirect. Throws Unreachable, std::logic_error for a URL that may not be asked, and std::system_error
    // when a file cannot be read or written; what was saved of an answer that ended too early is left to the caller.
    Reply send(const Errand& errand);

private:
    class Turn;
    EgressLimits limits_;
    std::mutex mutex_;
    std::condition_variable done_;
    int free_;
    int waiting_ = 0;
};

}  // namespace hero
