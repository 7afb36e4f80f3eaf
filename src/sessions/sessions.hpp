#pragma once
// Sessions: rows in the database, an unguessable token in a cookie. The token is stored only as its SHA-256.
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "people/people.hpp"

namespace hero {

// How somebody signed in. Decides the audience for accounts that a provider brings.
enum class Channel { google, intranet, local, demo };
std::string_view code_of(Channel channel);
std::optional<Channel> parse_channel(std::string_view code);

struct SessionRules {
    std::chrono::minutes staff_idle{30};  // agents, supervisors, admins
    std::chrono::hours longest{12};
};

struct Session {
    std::string id;      // SHA-256 of the token
    std::string secret;  // for form tokens; never leaves the server
    Channel channel = Channel::local;
    Person person;  // as of this request; inactive people have no session
    Instant created_at;
    Instant seen_at;
};

struct Device {
    std::string address;
    std::string browser;  // User-Agent, at most 200 characters
};

// Starts a session and returns its token (64 hexadecimal characters) for the cookie.
std::string sign_in(Tx& tx, const Person& person, Channel channel, const Device& device, const SessionRules& rules);

// The session of a token: known, not expired, not idle too long, of an active person.
std::optional<Session> session_for(Tx& tx, std::string_view token, const SessionRules& rules);

// True when `touch` is due (a minute after the last one): saves a write on each request.
bool wants_touch(const Session& session, Instant now);
void touch(Tx& tx, const Session& session);

void sign_out(Tx& tx, const Session& session);
void sign_out_everywhere(Tx& tx, std::int64_t person);
// Deletes expired sessions; returns how many.
std::int64_t forget_expired_sessions(Tx& tx);

// A form token: the session's secret masked with fresh random bytes (against BREACH), hexadecimal.
std::string form_token(const Session& session);
bool form_token_matches(const Session& session, std::string_view token);

}  // namespace hero
