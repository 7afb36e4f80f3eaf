// ID tokens (OpenID Connect Core 3.1.3.7) and the keys that prove them. The cryptography is cjose's.
#include <cjose/cjose.h>

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

#include "base/ids.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "providers/inside.hpp"

namespace hero::providers {

namespace json = boost::json;

namespace {

constexpr std::size_t longest_token = 256UL * 1024;
constexpr std::size_t smallest_rsa_bits = 2048;
constexpr std::chrono::seconds leeway{60};
constexpr std::array<std::string_view, 2> algorithms{"RS256", "ES256"};

struct FreeKey {
    void operator()(cjose_jwk_t* key) const { cjose_jwk_release(key); }
};
struct FreeToken {
    void operator()(cjose_jws_t* token) const { cjose_jws_release(token); }
};
using JoseKey = std::unique_ptr<cjose_jwk_t, FreeKey>;
using JoseToken = std::unique_ptr<cjose_jws_t, FreeToken>;

JoseKey import_key(const std::string& text) {
    cjose_err failed{};
    return JoseKey(cjose_jwk_import(text.data(), text.size(), &failed));
}

// What a key of that kind and size can prove, or "".
std::string_view algorithm_of(const cjose_jwk_t* key) {
    cjose_err failed{};
    switch (cjose_jwk_get_kty(key, &failed)) {
        case CJOSE_JWK_KTY_RSA:
            return cjose_jwk_get_keysize(key, &failed) >= smallest_rsa_bits ? "RS256" : "";
        case CJOSE_JWK_KTY_EC:
            return cjose_jwk_EC_get_curve(key, &failed) == CJOSE_JWK_EC_P_256 ? "ES256" : "";
        default:
            return "";
    }
}

// cjose ends the program at a "=" in the middle of such a member (RFC 7515 knows no padding at all).
bool is_readable(const json::value& key) {
    return std::ranges::all_of(std::array{"n", "e", "x", "y", "d", "k"},
                               [&](const char* name) { return from_base64url(text_member(key, name)).has_value(); });
}

std::optional<Key> read_key(const json::value& value) {
    const auto use = text_member(value, "use");
    if ((!use.empty() && use != "sig") || !is_readable(value)) return std::nullopt;
    Key key{.id = std::string{text_member(value, "kid")}, .algorithm = {}, .json = json::serialize(value)};
    const auto imported = import_key(key.json);
    if (!imported) return std::nullopt;
    key.algorithm = algorithm_of(imported.get());
    const auto meant_for = text_member(value, "alg");
    if (key.algorithm.empty() || (!meant_for.empty() && meant_for != key.algorithm)) return std::nullopt;
    return key;
}

struct Parts {
    json::value header;
    json::value claims;
};

json::value read_part(std::string_view part, const char* what) {
    const auto text = from_base64url(part);
    auto value = text ? parse_json(*text) : std::nullopt;
    if (!value || !value->is_object()) refuse(what);
    return std::move(*value);
}

Parts take_apart(std::string_view token) {
    if (token.size() > longest_token) refuse("the token is too long");
    const auto parts = split(token, '.');
    if (parts.size() != 3) refuse("not a signed token");
    return {read_part(parts[0], "the token's header"), read_part(parts[1], "the token's claims")};
}

bool is_signed_by(std::string_view token, const Key& key) {
    if (!from_base64url(token.substr(token.rfind('.') + 1))) return false;  // cjose would end the program at some
    cjose_err failed{};
    const JoseToken imported(cjose_jws_import(token.data(), token.size(), &failed));
    const auto proof = import_key(key.json);
    return imported && proof && cjose_jws_verify(imported.get(), proof.get(), &failed);
}

void check_signature(std::string_view token, const json::value& header, const KeysFor& keys_for) {
    const auto algorithm = text_member(header, "alg");
    if (std::ranges::find(algorithms, algorithm) == algorithms.end()) refuse("alg");
    // Whatever it names as critical, we do not know.
    if (member(header, "crit")) refuse("crit");
    if (member(header, "kid") && text_member(header, "kid").empty()) refuse("kid");
    const auto keys = keys_for(text_member(header, "kid"), algorithm);
    if (keys.size() != 1) refuse("no key of the provider");
    if (!is_signed_by(token, keys.front())) refuse("signature");
}

// Seconds since 1970, when it is such a number.
std::optional<Instant> instant_claim(const json::value& claims, std::string_view name) {
    const auto* value = member(claims, name);
    if (!value || !value->is_number()) return std::nullopt;
    const auto since_1970 = value->to_number<double>();
    if (!(since_1970 > 0 && since_1970 < 1e11)) return std::nullopt;
    return from_millis(std::llround(since_1970 * 1000));
}

void check_times(const json::value& claims, const Expected& expected) {
    const auto expires = instant_claim(claims, "exp");
    const auto issued = instant_claim(claims, "iat");
    if (!expires || *expires + leeway <= expected.now) refuse("exp");
    // A token that is older than the question does not answer it; and none is made in the future.
    if (!issued || *issued > expected.now + leeway || *issued + leeway < expected.asked_at) refuse("iat");
    const auto begins = instant_claim(claims, "nbf");
    if (member(claims, "nbf") && (!begins || *begins > expected.now + leeway)) refuse("nbf");
}

void check_audience(const json::value& claims, const std::string& client) {
    const auto* audience = member(claims, "aud");
    const auto* several = audience ? audience->if_array() : nullptr;
    const auto is_client = [&](const json::value& one) { return one.is_string() && one.as_string() == client; };
    const bool meant = several ? std::ranges::any_of(*several, is_client) : audience && is_client(*audience);
    if (!meant) refuse("aud");
    const auto* party = member(claims, "azp");
    if ((several && several->size() > 1 && !party) || (party && !is_client(*party))) refuse("azp");
}

// Core 3.1.3.8: the left half of the digest. All our algorithms use SHA-256.
void check_access_token(const json::value& claims, const std::string& access_token) {
    if (!member(claims, "at_hash") || access_token.empty()) return;
    if (text_member(claims, "at_hash") != base64url(sha256_bytes(access_token).substr(0, 16))) refuse("at_hash");
}

}  // namespace

std::vector<Key> read_keys(std::string_view text) {
    const auto set = parse_json(text);
    const auto* list = set ? member(*set, "keys") : nullptr;
    if (!list || !list->is_array()) refuse("the provider's keys cannot be read");
    std::vector<Key> keys;
    for (const auto& value : list->as_array())
        if (auto key = read_key(value)) keys.push_back(std::move(*key));
    return keys;
}

json::value check_token(std::string_view token, const Expected& expected, const KeysFor& keys_for) {
    auto parts = take_apart(token);
    // Before the signature: a token of somebody else costs no request for keys.
    if (text_member(parts.claims, "iss") != expected.issuer) refuse("iss");
    check_audience(parts.claims, expected.client);
    if (!same_secret(text_member(parts.claims, "nonce"), expected.nonce)) refuse("nonce");
    check_times(parts.claims, expected);
    check_access_token(parts.claims, expected.access_token);
    check_signature(token, parts.header, keys_for);
    return std::move(parts.claims);
}

void check_strength(const json::value& claims, const Strength& demanded, Instant now) {
    const auto is_one_of = [](const std::vector<std::string>& wanted, const json::value& value) {
        return value.is_string() && std::ranges::find(wanted, std::string{value.as_string()}) != wanted.end();
    };
    const auto* acr = member(claims, "acr");
    if (!demanded.acr.empty() && !(acr && is_one_of(demanded.acr, *acr))) throw Refused(Refusal::weak, "acr");
    const auto* amr = member(claims, "amr");
    const auto* methods = amr ? amr->if_array() : nullptr;
    const auto suffices = [&](const json::value& method) { return is_one_of(demanded.amr, method); };
    if (!demanded.amr.empty() && !(methods && std::any_of(methods->begin(), methods->end(), suffices)))
        throw Refused(Refusal::weak, "amr");
    if (demanded.max_age.count() == 0) return;
    const auto proven = instant_claim(claims, "auth_time");
    if (!proven || *proven > now + leeway || *proven + demanded.max_age + leeway < now)
        throw Refused(Refusal::weak, "auth_time");
}

}  // namespace hero::providers
