#include "site/site.hpp"

namespace hero {

namespace {

void set_unless_present(http::Response& response, std::string_view name, std::string_view value) {
    if (response.header(name).empty()) response.set(name, value);
}

}  // namespace

void set_security_headers(http::Response& response, bool https) {
    set_unless_present(
        response, "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
        "object-src 'none'; manifest-src 'self'");
    set_unless_present(response, "X-Content-Type-Options", "nosniff");
    set_unless_present(response, "Referrer-Policy", "same-origin");
    set_unless_present(response, "Cross-Origin-Opener-Policy", "same-origin");
    set_unless_present(response, "Cross-Origin-Resource-Policy", "same-origin");
    set_unless_present(response, "Permissions-Policy", "camera=(self), microphone=(), geolocation=()");
    set_unless_present(response, "Cache-Control", "no-store");
    if (https) set_unless_present(response, "Strict-Transport-Security", http::strict_transport);
}

}  // namespace hero
