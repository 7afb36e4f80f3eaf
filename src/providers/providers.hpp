#pragma once
// Who vouches for people: Google for everybody, the ministry's intranet for its own. By OpenID Connect (authorization
// code, PKCE S256), or by LDAP for an intranet that has no such provider. An identity is (issuer, subject): people are
// never found by their e-mail address, and those of different providers are never the same person.
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/config.hpp"
#include "base/db/db.hpp"
#include "base/egress/egress.hpp"
#include "sessions/sessions.hpp"

namespace hero {

// ---- from the settings ----------------------------------------------------------------------------------------------

// How strong a sign-in at the provider has to be. What is empty, or 0, is not asked for.
struct Strength {
    std::vector<std::string> acr{};   // the token's acr is one of these
    std::vector<std::string> amr{};   // the token's amr names one of these
    std::chrono::minutes max_age{0};  // since auth_time
};

struct OidcSettings {
    std::string issuer;
    std::string client_id;
    std::string client_secret;
    std::string groups_claim{};  // "groups", "realm_access.roles"; "": nobody asks for groups
    Strength strength{};
};

struct LdapSettings {
    std::string url;        // ldaps://host[:port], or ldap:// for StartTLS; never without TLS
    std::string ca_file{};  // "": the system's
    std::string base;
    std::string bind_dn{};  // "": searched anonymously
    std::string bind_password{};
    std::string filter;             // with {user}
    std::string subject_attribute;  // never changes, never given to somebody else
    std::string name_attribute;
    std::string mail_attribute;
    std::string group_attribute;
    std::chrono::milliseconds patience{5000};  // for all of a sign-in
};

// "agent tim-aplikasi: hero-agen": whoever is in that group works in that role in these teams.
struct GroupRole {
    Role role = Role::agent;
    std::vector<std::string> teams;  // codes
    std::string group;
};
using GroupRoles = std::vector<GroupRole>;
// "agent TEAM,TEAM: GROUP; admin: GROUP". Throws ConfigError.
GroupRoles read_group_roles(std::string_view text);

struct ProviderSettings {
    std::optional<OidcSettings> google{};
    std::optional<OidcSettings> intranet{};
    std::optional<LdapSettings> directory{};  // never beside `intranet`
    GroupRoles roles{};                       // of people of the intranet
};

// Throws ConfigError for settings that do not fit together.
ProviderSettings provider_settings(const Config& config);

// ---- signing in -----------------------------------------------------------------------------------------------------

// Somebody a provider vouches for: every check has passed.
struct Arrival {
    Channel channel = Channel::intranet;
    std::string issuer;
    std::string subject;
    std::string name;
    std::string email;  // verified by the provider
    std::vector<std::string> groups{};
};

enum class Refusal {
    cancelled,    // by the person, at the provider
    unverified,   // nothing that proves who they are
    unavailable,  // the provider does not answer
    wrong,        // user name or password (LDAP)
    weak,         // proven, but not as strongly or as lately as the settings demand
};

// A browser on its way to a provider.
struct Visit {
    std::string base_url;     // ours: where the provider sends it back to
    std::string address;      // of the browser
    std::string browser;      // what it remembers of an earlier departure; "" for nothing
    std::string destination;  // own path to show afterwards, or ""
    bool again = false;       // asks the provider to let them prove who they are, even when it knows them already
};
struct Departure {
    std::string url;      // the provider's page
    std::string browser;  // 64 characters for the browser to remember: nobody else can come back
};

// What the provider sent back with the browser.
struct Return {
    std::string base_url;
    std::string browser;
    std::string state;
    std::string code;
    std::string error;
    std::optional<std::string> issuer;  // RFC 9207
};
struct Outcome {
    std::variant<Arrival, Refusal> result;
    std::string destination;  // as it was at the departure; "" when it is not known
    bool expected = false;    // this browser left for there; otherwise anybody may have made up what came back
};

// An attempt ends after so long, and so many may be under way from one network.
inline constexpr std::chrono::minutes attempt_lasts{10};
inline constexpr int attempts_of_a_network = 500;

// Whether a password may be tried on the entry of this distinguished name, to which somebody's user name led, however
// they spelled it. If not, the password is as wrong as any: nothing tells that there is such an entry.
using MayTry = std::function<bool(std::string_view entry)>;

// Thread-safe. Remembers what providers publish: their addresses for a minute, their keys for a day. At most
// `limits.at_once` threads are ever with one of them, or wait for somebody who is; others are refused at once
// (Refusal::unavailable), so that one that hangs leaves everybody else's threads alone. The directory has as many
// places.
class Providers {
public:
    Providers(ProviderSettings settings, const Clock& clock, EgressLimits limits = {});
    ~Providers();
    Providers(const Providers&) = delete;
    Providers& operator=(const Providers&) = delete;

    [[nodiscard]] bool offers(Channel channel) const;  // by OpenID Connect
    [[nodiscard]] bool has_directory() const;
    [[nodiscard]] const GroupRoles& roles() const;

    // These ask other servers, outside of any transaction. `depart` throws TooManyRequests when a network has too many
    // attempts under way, and NotFound for a channel that is not offered.
    std::variant<Departure, Refusal> depart(Database& db, Channel channel, const Visit& visit);
    Outcome arrive(Database& db, Channel channel, const Return& back);
    std::variant<Arrival, Refusal> ask_directory(std::string_view user, std::string_view password,
                                                 const MayTry& may_try);

private:
    struct State;
    std::unique_ptr<State> state_;
};

// The person of that identity as the provider describes them now; new ones are added, as external people unless the
// intranet vouches for them, and an agent who was invited at that address becomes theirs. `active` says whether they
// may come in. A role comes with the first group that has one and goes with the last; one that was given, taken or
// changed in HERO itself stays as it is. Throws db::ConstraintViolation when two browsers of a new person come at once:
// try again.
Person welcome(Tx& tx, const Arrival& arrival, const GroupRoles& roles, Lang lang);

// Throws ConfigError when a rule names a team that does not exist.
void check_teams_of(const GroupRoles& roles, const Catalog& catalog);

// Deletes attempts that were given up; returns how many.
std::int64_t forget_attempts(Tx& tx);

}  // namespace hero
