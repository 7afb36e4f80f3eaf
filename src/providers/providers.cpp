// The authorization code flow (RFC 6749, 7636, 9207; OpenID Connect Core 3.1), from the browser's departure to its
// return.
#include "providers/providers.hpp"

#include <map>

#include "base/ids.hpp"
#include "base/json.hpp"
#include "base/log.hpp"
#include "base/places.hpp"
#include "base/text.hpp"
#include "providers/inside.hpp"

namespace hero {

using providers::Attempt;
using providers::Endpoints;
using providers::Published;
using providers::refuse;
using providers::Refused;

namespace {

constexpr std::size_t secret_bytes = 32;
constexpr std::size_t longest_code = 4096;

struct OidcProvider {
    OidcProvider(OidcSettings the_settings, Egress& egress, const Clock& clock, int at_once)
        : settings(std::move(the_settings)), published(settings.issuer, egress, clock), places(at_once) {}
    OidcSettings settings;
    Published published;
    Places places;  // of those who ask it, or wait for somebody who asks
};

// Whoever has a place does not wait a second time.
EgressLimits enough_for(EgressLimits limits, int places) {
    limits.at_once = places;
    return limits;
}

[[noreturn]] void too_many_ask() { throw Refused(Refusal::unavailable, "too many ask at once"); }

// Where to send a browser. Whoever finds too many asking takes what was known lately.
Endpoints way_to(OidcProvider& provider) {
    if (const auto known = provider.published.known_endpoints(Published::Age::fresh)) return *known;
    if (const auto place = provider.places.take()) return provider.published.endpoints();
    if (const auto known = provider.published.known_endpoints(Published::Age::recent)) return *known;
    too_many_ask();
}

// Where the provider sends the browser back to: one address for each provider, so that an answer of one is never taken
// for an answer of the other.
std::string return_address(const std::string& base_url, Channel channel) {
    return base_url + "/masuk/" + std::string{code_of(channel)} + "/kembali";
}

std::string encoded(std::initializer_list<std::pair<std::string_view, std::string_view>> fields) {
    std::string text;
    for (const auto& [name, value] : fields)
        text += (text.empty() ? "" : "&") + std::string{name} + "=" + percent_encoded(value);
    return text;
}

// What a browser of ours remembers; anything else it sends is replaced.
bool is_remembered(std::string_view browser) {
    return browser.size() == 2 * secret_bytes &&
           browser.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// What the provider is asked for beforehand (Core 3.1.2.1), so that nobody comes back to be refused.
std::string demands(const Strength& strength, bool again) {
    std::string text;
    std::string values;
    for (const auto& value : strength.acr) values += (values.empty() ? "" : " ") + value;
    if (!values.empty()) text += "&" + encoded({{"acr_values", values}});
    const auto age = std::chrono::duration_cast<std::chrono::seconds>(strength.max_age).count();
    if (again || age > 0) text += "&max_age=" + std::to_string(again ? 0 : age);
    return text;
}

std::string departure_url(const Endpoints& endpoints, const OidcSettings& settings, const std::string& back,
                          const providers::NewAttempt& attempt, bool again) {
    const auto challenge = base64url(sha256_bytes(attempt.verifier));
    const char mark = endpoints.authorization.find('?') == std::string::npos ? '?' : '&';
    return endpoints.authorization + mark +
           encoded({{"response_type", "code"},
                    {"client_id", settings.client_id},
                    {"redirect_uri", back},
                    {"scope", "openid email profile"},
                    {"state", attempt.state},
                    {"nonce", attempt.nonce},
                    {"code_challenge", challenge},
                    {"code_challenge_method", "S256"}}) +
           demands(settings.strength, again);
}

// Who answers must be who was asked (RFC 9207): else a code of one provider would be shown to another.
void check_answerer(const Return& back, const Endpoints& endpoints, const std::string& issuer) {
    if (back.issuer ? *back.issuer != issuer : endpoints.names_issuer) refuse("iss of the answer");
}

void check_answer(const Return& back) {
    if (back.error == "access_denied") throw Refused(Refusal::cancelled, "cancelled");
    // RFC 9470 and OpenID Connect Core Error Code unmet_authentication_requirements.
    if (back.error == "unmet_authentication_requirements") throw Refused(Refusal::weak, back.error);
    if (back.error == "temporarily_unavailable" || back.error == "server_error")
        throw Refused(Refusal::unavailable, back.error);
    if (!back.error.empty()) refuse("the provider answers with an error");
    if (back.code.empty() || back.code.size() > longest_code) refuse("code");
}

struct Tokens {
    std::string id;
    std::string access;
};

Tokens read_tokens(const Reply& reply) {
    if (reply.status >= 500) throw Refused(Refusal::unavailable, "token: answer " + std::to_string(reply.status));
    if (reply.status != 200) refuse("token: answer " + std::to_string(reply.status));
    const auto value = parse_json(reply.body);
    if (!value || folded(text_member(*value, "token_type")) != "bearer") refuse("token: not an answer");
    Tokens tokens{std::string{text_member(*value, "id_token")}, std::string{text_member(*value, "access_token")}};
    if (tokens.id.empty()) refuse("token: no ID token");
    return tokens;
}

Tokens exchange(Egress& egress, const Endpoints& endpoints, const OidcSettings& settings, const Return& back,
                const std::string& address, const std::string& verifier) {
    Errand errand{.url = endpoints.token};
    errand.form = encoded({{"grant_type", "authorization_code"},
                           {"code", back.code},
                           {"redirect_uri", address},
                           {"code_verifier", verifier}});
    if (endpoints.basic) {
        // RFC 6749, 2.3.1: encoded before they become Basic.
        errand.user = percent_encoded(settings.client_id);
        errand.password = percent_encoded(settings.client_secret);
    } else {
        errand.form += "&" + encoded({{"client_id", settings.client_id}, {"client_secret", settings.client_secret}});
    }
    return read_tokens(egress.send(errand));
}

void add_user_info(Egress& egress, const Endpoints& endpoints, const Tokens& tokens, boost::json::value& claims) {
    if (endpoints.user_info.empty() || tokens.access.empty()) return;
    if (tokens.access.find_first_of(" \r\n") != std::string::npos) refuse("access token");
    const auto reply = egress.send({.url = endpoints.user_info, .bearer = tokens.access});
    if (reply.status >= 500) throw Refused(Refusal::unavailable, "user info: answer " + std::to_string(reply.status));
    if (reply.status == 200) providers::complete(claims, reply.body);
}

void tell(Channel channel, const Refused& refused) {
    const auto say = refused.reason == Refusal::unavailable ? &log::warning : &log::info;
    say("provider.refused", {{"channel", std::string{code_of(channel)}}, {"why", refused.what()}});
}

}  // namespace

struct Providers::State {
    ProviderSettings settings;
    const Clock& clock;
    int at_once;
    Places at_the_directory;
    Egress egress;
    std::map<Channel, OidcProvider> oidc;

    State(ProviderSettings the_settings, const Clock& the_clock, EgressLimits limits)
        : settings(std::move(the_settings)),
          clock(the_clock),
          at_once(limits.at_once),
          at_the_directory(at_once),
          egress(enough_for(limits, 2 * at_once)) {
        if (settings.google) add(Channel::google, *settings.google);
        if (settings.intranet) add(Channel::intranet, *settings.intranet);
    }

    void add(Channel channel, const OidcSettings& one) {
        oidc.emplace(std::piecewise_construct, std::forward_as_tuple(channel),
                     std::forward_as_tuple(one, egress, clock, at_once));
    }

    OidcProvider& provider(Channel channel) {
        const auto found = oidc.find(channel);
        if (found == oidc.end()) throw NotFound();
        return found->second;
    }

    Arrival check(OidcProvider& asked, Channel channel, const Return& back, const Attempt& attempt) {
        const auto place = asked.places.take();
        if (!place) too_many_ask();
        const auto endpoints = asked.published.endpoints();
        check_answerer(back, endpoints, asked.settings.issuer);
        check_answer(back);
        const auto address = return_address(back.base_url, channel);
        const auto tokens = exchange(egress, endpoints, asked.settings, back, address, attempt.verifier);
        const providers::Expected expected{.issuer = asked.settings.issuer,
                                           .client = asked.settings.client_id,
                                           .nonce = attempt.nonce,
                                           .access_token = tokens.access,
                                           .asked_at = attempt.created_at,
                                           .now = clock.now()};
        auto claims = providers::check_token(tokens.id, expected, [&](std::string_view id, std::string_view algorithm) {
            return asked.published.keys_for(id, algorithm);
        });
        providers::check_strength(claims, asked.settings.strength, clock.now());
        if (providers::lacks_something(claims, asked.settings)) add_user_info(egress, endpoints, tokens, claims);
        return providers::arrival_of(claims, asked.settings, channel);
    }
};

Providers::Providers(ProviderSettings settings, const Clock& clock, EgressLimits limits)
    : state_(std::make_unique<State>(std::move(settings), clock, limits)) {}
Providers::~Providers() = default;

bool Providers::offers(Channel channel) const { return state_->oidc.contains(channel); }
bool Providers::has_directory() const { return state_->settings.directory.has_value(); }
const GroupRoles& Providers::roles() const { return state_->settings.roles; }

std::variant<Departure, Refusal> Providers::depart(Database& db, Channel channel, const Visit& visit) {
    auto& provider = state_->provider(channel);
    try {
        const auto endpoints = way_to(provider);
        const providers::NewAttempt attempt{
            .state = random_hex(secret_bytes),
            .browser = is_remembered(visit.browser) ? visit.browser : random_hex(secret_bytes),
            .nonce = random_hex(secret_bytes),
            .verifier = random_hex(secret_bytes)};
        db.write([&](Tx& tx) { providers::add_attempt(tx, channel, attempt, visit); });
        const auto back = return_address(visit.base_url, channel);
        return Departure{departure_url(endpoints, provider.settings, back, attempt, visit.again), attempt.browser};
    } catch (const Refused& refused) {
        tell(channel, refused);
        return refused.reason;
    }
}

Outcome Providers::arrive(Database& db, Channel channel, const Return& back) {
    auto& provider = state_->provider(channel);
    Outcome refused{Refusal::unverified, {}};
    try {
        const auto attempt =
            is_remembered(back.state) && is_remembered(back.browser)
                ? db.write([&](Tx& tx) { return providers::take_attempt(tx, channel, back.state, back.browser); })
                : std::nullopt;
        if (!attempt) refuse("state");
        refused.destination = attempt->destination;
        refused.expected = true;
        return {state_->check(provider, channel, back, *attempt), attempt->destination, true};
    } catch (const Refused& why) {
        tell(channel, why);
        refused.result = why.reason;
    } catch (const Unreachable& away) {
        tell(channel, Refused(Refusal::unavailable, away.what()));
        refused.result = Refusal::unavailable;
    }
    return refused;
}

std::variant<Arrival, Refusal> Providers::ask_directory(std::string_view user, std::string_view password,
                                                        const MayTry& may_try) {
    if (!state_->settings.directory) throw NotFound();
    try {
        const auto place = state_->at_the_directory.take();
        if (!place) throw Refused(Refusal::unavailable, "ldap: too many ask at once");
        return providers::ask_directory(*state_->settings.directory, user, password, may_try);
    } catch (const Refused& refused) {
        tell(Channel::intranet, refused);
        return refused.reason;
    }
}

}  // namespace hero
