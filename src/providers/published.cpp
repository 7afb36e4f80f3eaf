// What a provider publishes: the addresses of its endpoints (OpenID Connect Discovery) and its keys.
#include <algorithm>

#include "base/json.hpp"
#include "base/log.hpp"
#include "providers/inside.hpp"

namespace hero::providers {

namespace json = boost::json;

namespace {

using std::chrono::hours;
using std::chrono::seconds;

constexpr seconds endpoints_last{60};  // so long goes by until we notice that a provider is away
constexpr hours endpoints_recent{1};
constexpr hours keys_last{24};
constexpr seconds between_asking_for_keys{60};
constexpr seconds after_a_failure{10};
constexpr seconds wait_for_another{2};

std::string endpoint(const json::value& document, std::string_view name, std::string_view issuer) {
    std::string url{text_member(document, name)};
    if (!may_be_asked(url) || (issuer.starts_with("https:") && !url.starts_with("https:")))
        throw Refused(Refusal::unavailable, "discovery: " + std::string{name});
    return url;
}

bool lists(const json::value& document, std::string_view name, std::string_view wanted) {
    const auto* list = member(document, name);
    return list && list->is_array() && std::ranges::any_of(list->as_array(), [&](const json::value& one) {
               return one.is_string() && one.as_string() == wanted;
           });
}

Endpoints read_endpoints(std::string_view text, const std::string& issuer) {
    const auto document = parse_json(text);
    if (!document || text_member(*document, "issuer") != issuer)
        throw Refused(Refusal::unavailable, "discovery: issuer");
    // Whoever lists what it can do, and not this, would take a stolen code.
    if (member(*document, "code_challenge_methods_supported") &&
        !lists(*document, "code_challenge_methods_supported", "S256"))
        throw Refused(Refusal::unavailable, "discovery: the provider has no PKCE with S256");
    Endpoints endpoints;
    endpoints.authorization = endpoint(*document, "authorization_endpoint", issuer);
    endpoints.token = endpoint(*document, "token_endpoint", issuer);
    endpoints.keys = endpoint(*document, "jwks_uri", issuer);
    if (member(*document, "userinfo_endpoint")) endpoints.user_info = endpoint(*document, "userinfo_endpoint", issuer);
    constexpr auto ways = "token_endpoint_auth_methods_supported";
    endpoints.basic = !member(*document, ways) || lists(*document, ways, "client_secret_basic");
    const auto* names = member(*document, "authorization_response_iss_parameter_supported");
    endpoints.names_issuer = names && names->is_bool() && names->as_bool();
    return endpoints;
}

// A document the provider publishes.
std::string fetch(Egress& egress, const std::string& url) {
    auto reply = egress.send({.url = url});
    if (reply.status != 200) throw Unreachable("answer " + std::to_string(reply.status));
    return std::move(reply.body);
}

}  // namespace

Published::Published(std::string issuer, Egress& egress, const Clock& clock)
    : issuer_(std::move(issuer)), egress_(egress), clock_(clock) {}

Published::Known Published::known() {
    const std::scoped_lock lock(mutex_);
    return known_;
}

std::optional<Endpoints> Published::known_endpoints(Age oldest) {
    const auto now = known();
    const auto time = clock_.now();
    if (!now.endpoints) return std::nullopt;
    if (time < now.endpoints_at + endpoints_last) return now.endpoints;
    const bool usable = oldest == Age::recent && time < now.endpoints_at + endpoints_recent;
    return usable && time >= now.no_endpoints_before ? now.endpoints : std::nullopt;
}

Endpoints Published::endpoints() {
    if (const auto fresh = known_endpoints(Age::fresh)) return *fresh;
    const auto recent = known_endpoints(Age::recent);
    const std::unique_lock turn(asking_, recent ? seconds{0} : wait_for_another);
    if (const auto fresh = known_endpoints(Age::fresh)) return *fresh;
    if (!turn && recent) return *recent;
    if (!turn || clock_.now() < known().no_endpoints_before)
        throw Refused(Refusal::unavailable, "discovery: no answer a moment ago");
    return ask_for_endpoints();
}

Endpoints Published::ask_for_endpoints() {
    const auto base = issuer_.ends_with('/') ? issuer_.substr(0, issuer_.size() - 1) : issuer_;
    try {
        auto endpoints = read_endpoints(fetch(egress_, base + "/.well-known/openid-configuration"), issuer_);
        const std::scoped_lock lock(mutex_);
        known_.endpoints = endpoints;
        known_.endpoints_at = clock_.now();
        return endpoints;
    } catch (const std::runtime_error& failed) {
        const std::scoped_lock lock(mutex_);
        known_.no_endpoints_before = clock_.now() + after_a_failure;
        throw Refused(Refusal::unavailable, std::string{"discovery: "} + failed.what());
    }
}

std::vector<Key> Published::matching(std::string_view id, std::string_view algorithm) {
    const auto now = known();
    std::vector<Key> keys;
    if (!now.keys || clock_.now() >= now.keys_at + keys_last) return keys;
    for (const auto& key : *now.keys)
        if (key.algorithm == algorithm && (id.empty() || key.id == id)) keys.push_back(key);
    return keys;
}

std::vector<Key> Published::keys_for(std::string_view id, std::string_view algorithm) {
    if (auto keys = matching(id, algorithm); !keys.empty()) return keys;
    const auto url = endpoints().keys;
    const std::unique_lock turn(asking_, wait_for_another);
    if (auto keys = matching(id, algorithm); !keys.empty()) return keys;
    const auto now = known();
    const bool expired = !now.keys || clock_.now() >= now.keys_at + keys_last;
    const bool may_ask = turn && clock_.now() >= now.no_keys_before;
    if (!may_ask && expired) throw Refused(Refusal::unavailable, "keys: no answer a moment ago");
    if (!may_ask) return {};
    ask_for_keys(url);
    return matching(id, algorithm);
}

std::vector<Key> Published::ask_for_keys(const std::string& url) {
    {
        const std::scoped_lock lock(mutex_);
        known_.no_keys_before = clock_.now() + (known_.keys ? between_asking_for_keys : after_a_failure);
    }
    try {
        auto keys = read_keys(fetch(egress_, url));
        const std::scoped_lock lock(mutex_);
        known_.keys = keys;
        known_.keys_at = clock_.now();
        known_.no_keys_before = clock_.now() + between_asking_for_keys;
        return keys;
    } catch (const Unreachable& failed) {
        throw Refused(Refusal::unavailable, std::string{"keys: "} + failed.what());
    }
}

}  // namespace hero::providers
