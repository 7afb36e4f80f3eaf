#pragma once
// Sessions: rows in the database, an unguessable token in a cookie. The token is stored only as its SHA-256.
#include <chrono>
#include <optional>
#include <set>
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

// What an API token is for. Its owner's own rights apply besides: a token never allows more than a browser does.
enum class Scope { read_tickets, write_tickets, read_reports };
std::string_view code_of(Scope scope);  // "tickets:read", "tickets:write", "reports:read"
std::optional<Scope> parse_scope(std::string_view code);

struct Session {
    std::string id;      // SHA-256 of the token
    std::string secret;  // for form tokens; never leaves the server
    Channel channel = Channel::local;
    Person person;  // as of this request; inactive people have no session
    Instant created_at;
    Instant seen_at;
    Instant expires_at;  // whatever happens until then
    // An administrator with a local account and no second factor: sets one up before anything else.
    bool needs_second_factor = false;
    // When a program asks with an API token: which one, and what it may do. 0 for a browser.
    std::int64_t api_token = 0;
    std::vector<Scope> scopes{};
    // Of the catalogue and the calendar when a browser's session was looked up, which every page does; else "".
    std::string catalog_version{}, calendar_version{};
};

struct Device {
    std::string address;
    std::string browser;  // User-Agent, at most 200 characters
};

// Whether HERO itself asked for a second step; what a provider asked for it does not know.
enum class Steps { one, two };
// Starts a session and returns its token (64 hexadecimal characters) for the cookie.
std::string sign_in(Tx& tx, const Person& person, Channel channel, const Device& device, const SessionRules& rules,
                    Steps steps = Steps::one);

// The session of a token: known, not expired, not idle too long, of an active person.
std::optional<Session> session_for(Tx& tx, std::string_view token, const SessionRules& rules);

// What somebody who stays connected was let in with, as one word: it holds for as long as the session does and nothing
// of its person changes (role, teams, active).
std::string pass_of(const Session& session);
std::optional<Session> session_with_pass(Tx& tx, std::string_view pass, const SessionRules& rules);
// Those of `passes` that hold. At most a few hundred at once.
std::set<std::string> passes_that_hold(Tx& tx, const std::vector<std::string>& passes, const SessionRules& rules);

// True when `touch` is due (a minute after the last one): saves a write on each request.
bool wants_touch(const Session& session, Instant now);
void touch(Tx& tx, const Session& session);

// When the session ends if nothing more is asked.
Instant ends_at(const Session& session, const SessionRules& rules);

void sign_out(Tx& tx, const Session& session);
void sign_out_everywhere(Tx& tx, std::int64_t person);
void sign_out_elsewhere(Tx& tx, const Session& kept);  // all of the same person but this one

// The same session under a new token, which is returned; the old one is dead with this transaction. For what makes
// somebody more than they were. Throws NotFound when the session has ended meanwhile.
std::string renew(Tx& tx, const Session& session);

// ---- what a person is told of their sessions

struct OpenSession {
    std::string id;
    Channel channel = Channel::local;
    Device device;
    Instant created_at;
    Instant seen_at;
};
// Those that still work, the last used first; at most a hundred.
std::vector<OpenSession> sessions_of(Tx& tx, const Person& person, const SessionRules& rules);
// Ends one of the person's own. Throws NotFound for any other.
void end_session(Tx& tx, const Person& person, std::string_view id);

// "Firefox" and "Windows" of a User-Agent; empty for what is not recognised.
struct BrowserName {
    std::string_view browser;
    std::string_view system;
};
BrowserName browser_of(std::string_view user_agent);

// Deletes expired sessions and API tokens; returns how many.
std::int64_t forget_expired_sessions(Tx& tx);

// ---- API tokens: a program acts as a person. Stored as SHA-256, shown once, for a year at most.

struct NewToken {
    std::string name;  // what its owner calls it
    std::vector<Scope> scopes{};
    int days = 90;  // 1 to 365
};
struct ApiToken {
    std::int64_t id = 0;
    std::string name;
    std::vector<Scope> scopes{};
    Instant created_at;
    Instant expires_at;
    std::optional<Instant> used_at{};  // to the minute; nothing: never
};

// Agents, supervisors and administrators; nobody else, and no longer than they are that.
bool may_have_tokens(const Person& person);
// Fields nama, lingkup and hari.
FieldErrors check_token(Lang lang, const NewToken& token);
// "hero_" and 40 hexadecimal characters: the only time that anybody sees them. Throws Conflict("tok.terlalu_banyak")
// for the twenty-first.
std::string issue_token(Tx& tx, const Person& person, const NewToken& token);
std::vector<ApiToken> tokens_of(Tx& tx, const Person& person);  // those that still work, the latest first
// Throws NotFound for one that is not the person's, or gone already.
void revoke_token(Tx& tx, const Person& person, std::int64_t id);
// Who asks, for `Authorization: Bearer` and that token. Nothing for one that is unknown, expired, revoked or of
// somebody who may have none: nobody is told which.
std::optional<Session> session_of_token(Tx& tx, std::string_view authorization);
// Into the audit log, once an hour: that token was used, for which session_of_token gave nothing or a session that may
// not do what was asked (`why`). Nothing for one that never was, was revoked or has expired more than 30 days ago.
void note_refused_token(Database& db, std::string_view authorization, std::string_view why, std::string_view address);

// A form token: the session's secret masked with fresh random bytes (against BREACH), hexadecimal.
std::string form_token(const Session& session);
bool form_token_matches(const Session& session, std::string_view token);

}  // namespace hero
