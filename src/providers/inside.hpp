#pragma once
// What the files of this slice share and nobody else sees.
#include <boost/json/value.hpp>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <stdexcept>

#include "providers/providers.hpp"

namespace hero::providers {

// Ends an attempt. `what` is for the log: which check failed, never what was in the token.
struct Refused : std::runtime_error {
    Refused(Refusal the_reason, const std::string& what) : std::runtime_error(what), reason(the_reason) {}
    Refusal reason;
};

[[noreturn]] inline void refuse(const std::string& what) { throw Refused(Refusal::unverified, what); }

// ---- tokens.cpp -----------------------------------------------------------------------------------------------------

struct Key {
    std::string id;         // "": it has none
    std::string algorithm;  // RS256 or ES256: what it can prove
    std::string json;       // RFC 7517
};
// The keys of a JWK set that can prove something; others are left out. Throws Refused when it is no such set.
std::vector<Key> read_keys(std::string_view json);

// What must be true of an ID token besides its signature.
struct Expected {
    std::string issuer;
    std::string client;
    std::string nonce;
    std::string access_token;  // "": there is none
    Instant asked_at;          // when the attempt began
    Instant now;
};
using KeysFor = std::function<std::vector<Key>(std::string_view id, std::string_view algorithm)>;

// The claims of a token of which everything is as expected. Throws Refused.
boost::json::value check_token(std::string_view token, const Expected& expected, const KeysFor& keys_for);
// Throws Refused(weak) when the claims of that token tell of less than is demanded.
void check_strength(const boost::json::value& claims, const Strength& demanded, Instant now);

// ---- claims.cpp -----------------------------------------------------------------------------------------------------

// Who that is. Throws Refused without a usable subject or a verified address.
Arrival arrival_of(const boost::json::value& claims, const OidcSettings& settings, Channel channel);
// Whether the claims say less than arrival_of wants to know, so that it is worth asking for the rest.
bool lacks_something(const boost::json::value& claims, const OidcSettings& settings);
// Adds claims of the UserInfo endpoint that the token does not have. Throws Refused when they are somebody else's.
void complete(boost::json::value& claims, std::string_view user_info);

// A name as it is shown: one line, at most 150 characters; the address when there is none.
std::string clean_name(std::string_view name, std::string_view email);
bool is_address(std::string_view email);

// ---- published.cpp --------------------------------------------------------------------------------------------------

struct Endpoints {
    std::string authorization;
    std::string token;
    std::string keys;
    std::string user_info;      // "": none
    bool basic = true;          // how we show our secret; false: in the form
    bool names_issuer = false;  // RFC 9207: it says who it is when it sends somebody back
};

// One at a time; whoever has waited as long as they like goes without. What std::timed_mutex would do, in terms that
// ThreadSanitizer knows (GCC's does not see pthread_mutex_clocklock).
class Turns {
public:
    bool try_lock_for(std::chrono::seconds patience) {
        std::unique_lock lock(mutex_);
        if (!free_.wait_for(lock, patience, [&] { return !taken_; })) return false;
        taken_ = true;
        return true;
    }
    void unlock() {
        const std::scoped_lock lock(mutex_);
        taken_ = false;
        free_.notify_one();
    }

private:
    std::mutex mutex_;
    std::condition_variable free_;
    bool taken_ = false;
};

// What a provider publishes about itself. Thread-safe; one thread asks, the others take what is known or wait a moment.
class Published {
public:
    Published(std::string issuer, Egress& egress, const Clock& clock);
    // What is known without asking: for a minute it is fresh, for an hour recent, unless the provider failed just now.
    enum class Age { fresh, recent };
    std::optional<Endpoints> known_endpoints(Age oldest);
    // Throws Refused(unavailable) when the provider does not answer, and for some seconds afterwards at once. While
    // somebody asks, others take what is recent, or else wait for it a moment.
    Endpoints endpoints();
    // At most once a minute for keys that are not known.
    std::vector<Key> keys_for(std::string_view id, std::string_view algorithm);

private:
    struct Known {
        std::optional<Endpoints> endpoints;
        std::optional<std::vector<Key>> keys;
        Instant endpoints_at{};
        Instant keys_at{};
        Instant no_endpoints_before{};  // after a failure
        Instant no_keys_before{};
    };
    Known known();
    Endpoints ask_for_endpoints();
    std::vector<Key> ask_for_keys(const std::string& url);
    std::vector<Key> matching(std::string_view id, std::string_view algorithm);

    std::string issuer_;
    Egress& egress_;
    const Clock& clock_;
    std::mutex mutex_;  // of known_, never held while asking
    Turns asking_;      // whoever holds it asks
    Known known_;
};

// ---- attempts.cpp ---------------------------------------------------------------------------------------------------

struct Attempt {
    std::string nonce;
    std::string verifier;
    std::string destination;
    Instant created_at;
};

struct NewAttempt {
    std::string state;
    std::string browser;
    std::string nonce;
    std::string verifier;
};
// Throws TooManyRequests.
void add_attempt(Tx& tx, Channel channel, const NewAttempt& attempt, const Visit& visit);
// The attempt, which is over with that: nobody gets it twice.
std::optional<Attempt> take_attempt(Tx& tx, Channel channel, std::string_view state, std::string_view browser);

// ---- directory.cpp --------------------------------------------------------------------------------------------------

// Throws Refused. `may_try`, if there is one, is asked before the password is tried on the entry.
Arrival ask_directory(const LdapSettings& settings, std::string_view user, std::string_view password,
                      const MayTry& may_try = nullptr);
// RFC 4515: a value inside a filter.
std::string escaped_for_filter(std::string_view value);

}  // namespace hero::providers
