#include "sessions/sessions.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <utility>

#include "audit/audit.hpp"
#include "base/ids.hpp"
#include "base/text.hpp"
#include "sql/sessions.hpp"

namespace hero {

namespace {

constexpr std::size_t token_characters = 64;
constexpr std::size_t secret_bytes = 16;
constexpr std::chrono::minutes touch_interval{1};
// After their end: whoever goes on using one is seen.
constexpr std::chrono::days tokens_are_known{30};

constexpr std::array<std::pair<Channel, std::string_view>, 4> channels{
    {{Channel::google, "google"}, {Channel::intranet, "intranet"}, {Channel::local, "local"}, {Channel::demo, "demo"}}};

std::string bytes_of(std::string_view hex) {
    std::string bytes(hex.size() / 2, '\0');
    std::size_t length = 0;
    if (sodium_hex2bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), hex.data(), hex.size(), nullptr,
                       &length, nullptr) != 0)
        return {};
    bytes.resize(length);
    return bytes;
}

std::string hex_of(std::string_view bytes) {
    std::string hex(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    hex.pop_back();
    return hex;
}

std::string masked(std::string_view mask, std::string_view secret) {
    std::string result(secret);
    for (std::size_t i = 0; i < result.size(); ++i) result[i] = static_cast<char>(result[i] ^ mask[i]);
    return result;
}

bool idle_too_long(Role role, Instant seen_at, Instant now, const SessionRules& rules) {
    return role != Role::requester && now - seen_at > rules.staff_idle;
}

Session session_from(const db::Row& row) {
    Session session;
    session.id = row.text("session_id");
    session.secret = row.text("secret");
    session.channel = parse_channel(row.text("channel")).value_or(Channel::local);
    session.created_at = row.instant("created_at");
    session.seen_at = row.instant("seen_at");
    session.expires_at = row.instant("expires_at");
    session.needs_second_factor = row.flag("needs_second_factor");
    session.person = person_from(row);
    session.catalog_version = row.text("catalog_version");
    session.calendar_version = row.text("calendar_version");
    return session;
}

// The rows of one session differ in nothing but the team.
std::vector<std::int64_t> teams_in(const db::Rows& rows) {
    std::vector<std::int64_t> teams;
    for (const auto& row : rows)
        if (const auto team = row.maybe_integer("team_id")) teams.push_back(*team);
    std::ranges::sort(teams);
    return teams;
}

}  // namespace

std::string_view code_of(Channel channel) { return channels[static_cast<std::size_t>(channel)].second; }

std::optional<Channel> parse_channel(std::string_view code) {
    for (const auto& [channel, name] : channels)
        if (name == code) return channel;
    return std::nullopt;
}

std::string sign_in(Tx& tx, const Person& person, Channel channel, const Device& device, const SessionRules& rules,
                    Steps steps) {
    auto token = random_hex(token_characters / 2);
    const auto id = sha256_hex(token);
    const auto secret = random_hex(secret_bytes);
    const auto browser = showable(first_characters(device.browser, 200));
    tx.run(sql::sessions::insert_session{.id = id,
                                         .person = person.id,
                                         .secret = secret,
                                         .channel = code_of(channel),
                                         .address = device.address,
                                         .browser = browser,
                                         .now = tx.now(),
                                         .expires = tx.now() + rules.longest});
    record(tx, {.act = Act::signed_in,
                .person = person.id,
                .detail = std::string{code_of(channel)} + (steps == Steps::two ? ", dua langkah" : ""),
                .address = device.address});
    return token;
}

namespace {

std::optional<Session> session_by_id(Tx& tx, std::string_view id, const SessionRules& rules) {
    const auto rows = tx.run(sql::sessions::session_by_id{.id = id, .now = tx.now()});
    if (rows.empty()) return std::nullopt;
    auto session = session_from(rows.front());
    if (idle_too_long(session.person.role, session.seen_at, tx.now(), rules)) return std::nullopt;
    if (session.person.is_staff()) session.person.teams = teams_in(rows);
    return session;
}

std::string pass(std::string_view session, std::int64_t version) {
    return std::string(session) + "." + std::to_string(version);
}

}  // namespace

std::optional<Session> session_for(Tx& tx, std::string_view token, const SessionRules& rules) {
    if (token.size() != token_characters) return std::nullopt;
    return session_by_id(tx, sha256_hex(token), rules);
}

std::string pass_of(const Session& session) { return pass(session.id, session.person.version); }

std::optional<Session> session_with_pass(Tx& tx, std::string_view wanted, const SessionRules& rules) {
    auto session = session_by_id(tx, wanted.substr(0, wanted.find('.')), rules);
    if (!session || session->needs_second_factor || pass_of(*session) != wanted) return std::nullopt;
    return session;
}

std::set<std::string> passes_that_hold(Tx& tx, const std::vector<std::string>& passes, const SessionRules& rules) {
    std::string ids = "[";  // JSON: a session's id is hexadecimal
    for (const auto& one : passes)
        ids.append(ids.size() > 1 ? ",\"" : "\"").append(one.substr(0, one.find('.'))).append("\"");
    ids += "]";
    std::set<std::string> hold;
    for (const auto& row : tx.run(sql::sessions::open_among{.ids = ids, .now = tx.now()})) {
        const auto role = parse_role(row.text("role")).value_or(Role::requester);
        if (!idle_too_long(role, row.instant("seen_at"), tx.now(), rules))
            hold.insert(pass(row.text("id"), row.integer("version")));
    }
    return hold;
}

bool wants_touch(const Session& session, Instant now) { return now - session.seen_at >= touch_interval; }

void touch(Tx& tx, const Session& session) {
    if (session.api_token != 0)
        tx.run(sql::sessions::touch_token{.now = tx.now(), .id = session.api_token});
    else
        tx.run(sql::sessions::touch_session{.now = tx.now(), .id = session.id});
}

void sign_out(Tx& tx, const Session& session) {
    const auto ended = tx.one(sql::sessions::delete_session{.id = session.id});
    if (ended) record(tx, {.act = Act::signed_out, .person = session.person.id, .address = ended->text("address")});
}

void sign_out_everywhere(Tx& tx, std::int64_t person) { tx.run(sql::sessions::delete_sessions_of{.person = person}); }

void sign_out_elsewhere(Tx& tx, const Session& kept) {
    tx.run(sql::sessions::delete_other_sessions{.person = kept.person.id, .kept = kept.id});
}

Instant ends_at(const Session& session, const SessionRules& rules) {
    if (session.person.role == Role::requester) return session.expires_at;
    return std::min<Instant>(session.seen_at + rules.staff_idle, session.expires_at);
}

std::string renew(Tx& tx, const Session& session) {
    auto token = random_hex(token_characters / 2);
    const auto fresh = sha256_hex(token);
    const auto secret = random_hex(secret_bytes);
    if (!tx.one(sql::sessions::renew_session{.fresh = fresh, .secret = secret, .id = session.id})) throw NotFound();
    return token;
}

std::vector<OpenSession> sessions_of(Tx& tx, const Person& person, const SessionRules& rules) {
    std::vector<OpenSession> open;
    for (const auto& row : tx.run(sql::sessions::sessions_of{.person = person.id, .now = tx.now()})) {
        if (idle_too_long(person.role, row.instant("seen_at"), tx.now(), rules)) continue;
        open.push_back({.id = row.text("id"),
                        .channel = parse_channel(row.text("channel")).value_or(Channel::local),
                        .device = {row.text("address"), row.text("browser")},
                        .created_at = row.instant("created_at"),
                        .seen_at = row.instant("seen_at")});
    }
    return open;
}

void end_session(Tx& tx, const Person& person, std::string_view id) {
    if (!tx.one(sql::sessions::delete_session_of{.id = id, .person = person.id})) throw NotFound();
}

std::int64_t forget_expired_sessions(Tx& tx) {
    return tx.change(sql::sessions::delete_expired{.now = tx.now()}) +
           tx.change(sql::sessions::delete_expired_tokens{.now = tx.now() - tokens_are_known});
}

std::string form_token(const Session& session) {
    const auto secret = bytes_of(session.secret);
    const auto mask = bytes_of(random_hex(secret.size()));
    return hex_of(mask + masked(mask, secret));
}

bool form_token_matches(const Session& session, std::string_view token) {
    const auto secret = bytes_of(session.secret);
    const auto both = bytes_of(token);
    if (secret.empty() || both.size() != secret.size() * 2) return false;
    const std::string_view all{both};
    return same_secret(masked(all.substr(0, secret.size()), all.substr(secret.size())), secret);
}

}  // namespace hero
