#include <algorithm>
#include <array>
#include <utility>

#include "audit/audit.hpp"
#include "base/ids.hpp"
#include "base/text.hpp"
#include "sessions/sessions.hpp"
#include "sql/sessions.hpp"

namespace hero {

namespace {

constexpr std::string_view prefix = "hero_";
constexpr std::size_t random_bytes = 20;
constexpr std::size_t most_tokens = 20;
constexpr std::size_t longest_name = 60;

constexpr std::array<std::pair<Scope, std::string_view>, 3> scope_codes{{{Scope::read_tickets, "tickets:read"},
                                                                         {Scope::write_tickets, "tickets:write"},
                                                                         {Scope::read_reports, "reports:read"}}};

std::string joined(const std::vector<Scope>& scopes) {
    std::string text;
    for (const auto& [scope, code] : scope_codes)
        if (std::ranges::find(scopes, scope) != scopes.end()) text += (text.empty() ? "" : " ") + std::string{code};
    return text;
}

std::vector<Scope> scopes_in(std::string_view text) {
    std::vector<Scope> scopes;
    for (const auto code : split(text, ' '))
        if (const auto scope = parse_scope(code)) scopes.push_back(*scope);
    return scopes;
}

// The token of "Bearer hero_…" (RFC 6750; the scheme in any case); "" for anything else.
std::string_view bearer(std::string_view authorization) {
    constexpr std::string_view scheme = "bearer ";
    if (folded(authorization.substr(0, scheme.size())) != scheme) return {};
    const auto token = authorization.substr(scheme.size());
    return token.size() == prefix.size() + 2 * random_bytes && token.starts_with(prefix) ? token : std::string_view{};
}

}  // namespace

std::string_view code_of(Scope scope) { return scope_codes[static_cast<std::size_t>(scope)].second; }

std::optional<Scope> parse_scope(std::string_view code) {
    for (const auto& [scope, name] : scope_codes)
        if (name == code) return scope;
    return std::nullopt;
}

bool may_have_tokens(const Person& person) { return person.role != Role::requester; }

FieldErrors check_token(Lang lang, const NewToken& token) {
    FieldErrors errors;
    if (token.name.empty() || length_of(token.name) > longest_name || !is_clean_utf8(token.name))
        errors.add("nama", word(lang, "e.token.nama"));
    if (token.scopes.empty()) errors.add("lingkup", word(lang, "e.token.lingkup"));
    if (token.days < 1 || token.days > 365) errors.add("hari", word(lang, "e.token.hari"));
    return errors;
}

std::string issue_token(Tx& tx, const Person& person, const NewToken& token) {
    if (tokens_of(tx, person).size() >= most_tokens) throw Conflict("tok.terlalu_banyak");
    auto secret = std::string{prefix} + random_hex(random_bytes);
    const auto digest = sha256_hex(secret);
    const auto scopes = joined(token.scopes);
    tx.run(sql::sessions::insert_token{.digest = digest,
                                       .person = person.id,
                                       .name = token.name,
                                       .scopes = scopes,
                                       .now = tx.now(),
                                       .expires = tx.now() + std::chrono::days{token.days}});
    return secret;
}

std::vector<ApiToken> tokens_of(Tx& tx, const Person& person) {
    std::vector<ApiToken> tokens;
    for (const auto& row : tx.run(sql::sessions::tokens_of{.person = person.id, .now = tx.now()}))
        tokens.push_back({.id = row.integer("id"),
                          .name = row.text("name"),
                          .scopes = scopes_in(row.text("scopes")),
                          .created_at = row.instant("created_at"),
                          .expires_at = row.instant("expires_at"),
                          .used_at = row.maybe_instant("used_at")});
    return tokens;
}

void revoke_token(Tx& tx, const Person& person, std::int64_t id) {
    if (!tx.one(sql::sessions::delete_token{.id = id, .person = person.id})) throw NotFound();
}

std::optional<Session> session_of_token(Tx& tx, std::string_view authorization) {
    const auto token = bearer(authorization);
    if (token.empty()) return std::nullopt;
    const auto digest = sha256_hex(token);
    const auto row = tx.one(sql::sessions::token_by_digest{.digest = digest, .now = tx.now()});
    if (!row) return std::nullopt;
    Session session;
    session.api_token = row->integer("token_id");
    session.scopes = scopes_in(row->text("scopes"));
    session.created_at = row->instant("created_at");
    session.seen_at = row->maybe_instant("used_at").value_or(session.created_at - std::chrono::hours{1});
    session.expires_at = row->instant("expires_at");
    session.person = person_from(*row);
    if (!may_have_tokens(session.person)) return std::nullopt;
    if (session.person.is_staff()) session.person.teams = teams_of(tx, session.person.id);
    return session;
}

void note_refused_token(Database& db, std::string_view authorization, std::string_view why, std::string_view address) {
    const auto token = bearer(authorization);
    if (token.empty()) return;
    const auto digest = sha256_hex(token);
    const auto row = db.read([&](Tx& tx) { return tx.one(sql::sessions::token_owner{.digest = digest}); });
    if (!row) return;
    record_look(db, {.act = Act::token_refused,
                     .person = row->integer("person_id"),
                     .object = "token " + std::to_string(row->integer("id")),
                     .detail = std::string{why},
                     .address = std::string{address}});
}

}  // namespace hero
