// From claims to a person: subject, name, verified address, groups.
#include <algorithm>

#include "base/json.hpp"
#include "base/text.hpp"
#include "people/people.hpp"
#include "providers/inside.hpp"

namespace hero::providers {

namespace json = boost::json;

namespace {

constexpr std::size_t longest_subject = 255;
constexpr std::size_t longest_name = 150;

// Core 2: at most 255 ASCII characters.
std::string subject_of(const json::value& claims) {
    const auto subject = text_member(claims, "sub");
    const bool plain = std::ranges::all_of(subject, [](char c) { return c >= ' ' && c < 0x7f; });
    if (subject.empty() || subject.size() > longest_subject || !plain) refuse("sub");
    return std::string{subject};
}

std::string verified_email(const json::value& claims) {
    const auto* verified = member(claims, "email_verified");
    if (!verified || !verified->is_bool() || !verified->as_bool()) refuse("email_verified");
    const auto email = text_member(claims, "email");
    if (!is_address(email)) refuse("email");
    return std::string{email};
}

// "groups", or the way to a member of a member: "realm_access.roles".
const json::value* claim_at(const json::value& claims, std::string_view path) {
    if (const auto* found = member(claims, path)) return found;
    const auto* value = &claims;
    for (const auto step : split(path, '.'))
        if (value) value = member(*value, step);
    return value;
}

std::vector<std::string> groups_of(const json::value& claims, std::string_view path) {
    std::vector<std::string> groups;
    const auto* claim = path.empty() ? nullptr : claim_at(claims, path);
    const auto add = [&](const json::value& value) {
        if (const auto* text = value.if_string()) groups.emplace_back(text->data(), text->size());
    };
    if (const auto* several = claim ? claim->if_array() : nullptr)
        std::ranges::for_each(*several, add);
    else if (claim)
        add(*claim);
    return groups;
}

}  // namespace

bool is_address(std::string_view email) { return check_person(Lang::id, "-", email).empty() && is_clean_utf8(email); }

std::string clean_name(std::string_view name, std::string_view email) {
    const auto cleaned = clean_line(first_characters(showable(clean_line(name)), longest_name));
    return cleaned.empty() ? std::string{email.substr(0, email.find('@'))} : cleaned;
}

Arrival arrival_of(const json::value& claims, const OidcSettings& settings, Channel channel) {
    Arrival arrival{
        .channel = channel, .issuer = settings.issuer, .subject = subject_of(claims), .name = {}, .email = {}};
    arrival.email = verified_email(claims);
    arrival.name = clean_name(text_member(claims, "name"), arrival.email);
    arrival.groups = groups_of(claims, settings.groups_claim);
    return arrival;
}

bool lacks_something(const json::value& claims, const OidcSettings& settings) {
    const bool no_groups = !settings.groups_claim.empty() && !claim_at(claims, settings.groups_claim);
    return no_groups || !member(claims, "email") || !member(claims, "email_verified") || !member(claims, "name");
}

void complete(json::value& claims, std::string_view user_info) {
    const auto more = parse_json(user_info);
    if (!more || !more->is_object()) refuse("the provider's user information cannot be read");
    if (text_member(*more, "sub") != text_member(claims, "sub")) refuse("sub of the user information");
    // An address and whether it is verified belong together.
    auto& known = claims.as_object();
    const bool has_address = known.contains("email");
    for (const auto& [name, value] : more->as_object())
        if (!known.contains(name) && !(has_address && name == "email_verified")) known.emplace(name, value);
}

}  // namespace hero::providers
