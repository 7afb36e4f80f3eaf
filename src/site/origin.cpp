#include "site/origin.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace hero {

namespace {

std::string_view without_scheme(std::string_view url) {
    const auto at = url.find("://");
    return at == std::string_view::npos ? url : url.substr(at + 3);
}

// Nothing but a port may follow the name; otherwise it is another name. A colon in brackets is part of an address.
std::string_view without_port(std::string_view host) {
    const auto colon = host.rfind(':');
    if (colon == std::string_view::npos || host.find(']', colon) != std::string_view::npos) return host;
    const auto port = host.substr(colon + 1);
    const bool digits = std::ranges::all_of(port, [](char c) { return c >= '0' && c <= '9'; });
    return digits ? host.substr(0, colon) : host;
}

}  // namespace

bool is_our_host(const http::Request& raw, std::string_view base_url) {
    const auto host = folded(raw.header("host"));
    const auto name = without_port(host);
    return host == folded(without_scheme(base_url)) || name == "127.0.0.1" || name == "localhost" || name == "[::1]";
}

bool is_from_us(const http::Request& raw, std::string_view base_url) {
    const auto site = raw.header("sec-fetch-site");
    if (!site.empty()) return site == "same-origin" || site == "none";
    const auto origin = raw.header("origin");
    if (origin.empty()) return true;
    return origin == base_url || without_scheme(origin) == raw.header("host");
}

}  // namespace hero
