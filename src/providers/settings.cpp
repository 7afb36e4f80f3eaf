// From settings to providers. Whatever cannot work is said at the start, not at somebody's first sign-in.
#include <fmt/format.h>
#include <ldap.h>

#include <algorithm>
#include <fstream>
#include <memory>

#include "base/text.hpp"
#include "providers/providers.hpp"

namespace hero {

namespace {

std::vector<std::string> list_of(std::string_view text) {
    std::vector<std::string> list;
    for (const auto one : split(text, ','))
        if (!trimmed(one).empty()) list.emplace_back(trimmed(one));
    return list;
}

// google-acr, google-amr, google-max-age-minutes
Strength strength_of(const Config& config, const std::string& name) {
    return {.acr = list_of(config.text(name + "-acr")),
            .amr = list_of(config.text(name + "-amr")),
            .max_age = std::chrono::minutes{config.integer(name + "-max-age-minutes")}};
}

// google-issuer, google-client-id, google-client-secret
std::optional<OidcSettings> oidc_settings(const Config& config, const std::string& name,
                                          const std::string& switch_name) {
    OidcSettings settings{.issuer = config.text(name + "-issuer"),
                          .client_id = config.text(name + "-client-id"),
                          .client_secret = config.text(name + "-client-secret"),
                          .strength = strength_of(config, name)};
    if (config.text(name + switch_name).empty()) {
        for (const auto* part : {"-client-id", "-client-secret"})
            if (!config.text(name + part).empty())
                throw ConfigError(fmt::format("{}{}: missing, though {}{} is set", name, switch_name, name, part));
        return std::nullopt;
    }
    for (const auto* part : {"-issuer", "-client-id", "-client-secret"})
        if (config.text(name + part).empty())
            throw ConfigError(fmt::format("{}{}: missing, though {}{} is set", name, part, name, switch_name));
    if (!may_be_asked(settings.issuer) || settings.issuer.find('?') != std::string::npos)
        throw ConfigError(name + "-issuer: \"" + settings.issuer +
                          "\" must be an https address (http only on this machine) without ? and #");
    return settings;
}

// Parentheses around everything, each closed.
bool is_balanced(std::string_view filter) {
    int depth = 0;
    for (std::size_t i = 0; i < filter.size(); ++i) {
        depth += filter[i] == '(' ? 1 : filter[i] == ')' ? -1 : 0;
        if (depth == 0 && i + 1 < filter.size()) return false;
    }
    return depth == 0 && filter.ends_with(')');
}

bool is_directory(const std::string& url) {
    LDAPURLDesc* parsed = nullptr;
    if (ldap_url_parse(url.c_str(), &parsed) != LDAP_URL_SUCCESS) return false;
    const std::unique_ptr<LDAPURLDesc, decltype(&ldap_free_urldesc)> owned(parsed, ldap_free_urldesc);
    return parsed->lud_host && *parsed->lud_host && parsed->lud_port >= 0 && parsed->lud_port <= 65535;
}

bool is_distinguished_name(const std::string& text) {
    LDAPDN name = nullptr;
    if (ldap_str2dn(text.c_str(), &name, LDAP_DN_FORMAT_LDAPV3) != LDAP_SUCCESS) return false;
    ldap_dnfree(name);
    return true;
}

std::optional<LdapSettings> ldap_settings(const Config& config) {
    LdapSettings settings{.url = config.text("ldap-url"),
                          .ca_file = config.text("ldap-ca-file"),
                          .base = config.text("ldap-base"),
                          .bind_dn = config.text("ldap-bind-dn"),
                          .bind_password = config.text("ldap-bind-password"),
                          .filter = config.text("ldap-filter"),
                          .subject_attribute = config.text("ldap-subject-attribute"),
                          .name_attribute = config.text("ldap-name-attribute"),
                          .mail_attribute = config.text("ldap-mail-attribute"),
                          .group_attribute = config.text("ldap-group-attribute")};
    if (settings.url.empty()) return std::nullopt;
    for (const auto* part :
         {"ldap-base", "ldap-filter", "ldap-subject-attribute", "ldap-name-attribute", "ldap-mail-attribute"})
        if (config.text(part).empty()) throw ConfigError(std::string{part} + ": missing, though ldap-url is set");
    // A name with an empty password signs nobody in (RFC 4513, 5.1.2), and servers may answer as if it did.
    if (settings.bind_dn.empty() != settings.bind_password.empty())
        throw ConfigError("ldap-bind-dn and ldap-bind-password: set both, or neither to search anonymously");
    if (settings.filter.find("{user}") == std::string::npos)
        throw ConfigError("ldap-filter: \"" + settings.filter + "\" must hold {user}");
    if (!is_balanced(settings.filter))
        throw ConfigError("ldap-filter: \"" + settings.filter + "\" must stand in parentheses, such as (uid={user})");
    if (!is_directory(settings.url))
        throw ConfigError("ldap-url: \"" + settings.url +
                          "\" must be a host with at most a port, such as "
                          "ldaps://ldap.example.go.id");
    if (!is_distinguished_name(settings.base))
        throw ConfigError("ldap-base: \"" + settings.base + "\" must be a name such as ou=pegawai,dc=contoh,dc=id");
    if (!settings.ca_file.empty() && !std::ifstream(settings.ca_file))
        throw ConfigError("ldap-ca-file: \"" + settings.ca_file + "\" cannot be read");
    return settings;
}

// "agent tim-aplikasi,tim-jaringan: hero-agen"
GroupRole read_rule(std::string_view rule) {
    const auto wrong = [&](std::string_view why) {
        return ConfigError("intranet-roles: \"" + std::string{rule} + "\" " + std::string{why} +
                           "; write \"agent TEAM,TEAM: GROUP; supervisor TEAM: GROUP; admin: GROUP\"");
    };
    const auto colon = rule.find(':');
    if (colon == std::string_view::npos) throw wrong("has no colon");
    const auto head = trimmed(rule.substr(0, colon));
    const auto role = parse_role(head.substr(0, head.find(' ')));
    if (!role || *role == Role::requester) throw wrong("begins with no role");
    GroupRole result{.role = *role, .teams = {}, .group = std::string{trimmed(rule.substr(colon + 1))}};
    if (result.group.empty()) throw wrong("names no group");
    const auto teams = head.find(' ') == std::string_view::npos ? "" : trimmed(head.substr(head.find(' ')));
    result.teams = list_of(teams);
    if ((*role == Role::admin) != result.teams.empty())
        throw wrong(*role == Role::admin ? "names a team, but an admin works in none" : "names no team");
    return result;
}

// "groups", or the way to it: "realm_access.roles".
std::string groups_claim_of(std::string claim) {
    if (std::ranges::any_of(split(claim, '.'), [](std::string_view step) { return trimmed(step).empty(); }))
        throw ConfigError("intranet-groups-claim: \"" + claim +
                          "\" must be the name of a claim, or names with one dot between them");
    return claim;
}

}  // namespace

GroupRoles read_group_roles(std::string_view text) {
    GroupRoles rules;
    for (const auto rule : split(text, ';'))
        if (!trimmed(rule).empty()) rules.push_back(read_rule(trimmed(rule)));
    return rules;
}

ProviderSettings provider_settings(const Config& config) {
    ProviderSettings settings{.google = oidc_settings(config, "google", "-client-id"),
                              .intranet = oidc_settings(config, "intranet", "-issuer"),
                              .directory = ldap_settings(config),
                              .roles = read_group_roles(config.text("intranet-roles"))};
    if (settings.intranet && settings.directory)
        throw ConfigError("intranet-issuer and ldap-url: an intranet has one or the other");
    if (settings.google && settings.intranet && settings.google->issuer == settings.intranet->issuer)
        throw ConfigError("google-issuer and intranet-issuer: one provider cannot be both");
    if (settings.intranet && !settings.roles.empty())
        settings.intranet->groups_claim = groups_claim_of(config.text("intranet-groups-claim"));
    return settings;
}

void check_teams_of(const GroupRoles& roles, const Catalog& catalog) {
    for (const auto& rule : roles)
        for (const auto& code : rule.teams)
            if (std::ranges::find(catalog.teams(), code, &Team::code) == catalog.teams().end())
                throw ConfigError("intranet-roles: there is no team \"" + code + "\"");
}

}  // namespace hero
