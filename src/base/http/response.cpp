#include <algorithm>
#include <stdexcept>

#include "base/http/ascii.hpp"
#include "base/http/http.hpp"

namespace hero::http {

namespace {

Response with_type(int status, std::string body, std::string_view type) {
    Response response;
    response.status = status;
    response.headers.reserve(12);
    response.headers.emplace_back("Content-Type", type);
    response.body = std::move(body);
    return response;
}

// RFC 6265: no controls, blanks, quotes, commas, semicolons, backslashes.
bool is_cookie_value(std::string_view value) {
    return std::none_of(value.begin(), value.end(), [](char c) {
        return is_control(c) || static_cast<unsigned char>(c) > 0x7e || c == ' ' || c == '"' || c == ',' || c == ';' ||
               c == '\\';
    });
}

}  // namespace

Response& Response::set(std::string_view name, std::string_view value) {
    if (!is_token(name)) throw std::invalid_argument("not a header name");
    if (std::any_of(value.begin(), value.end(), is_control))
        throw std::invalid_argument("control character in header " + std::string(name));
    for (auto& [known, old] : headers)
        if (same_word(known, name)) {
            old = value;
            return *this;
        }
    headers.emplace_back(name, value);
    return *this;
}

std::string_view Response::header(std::string_view name) const {
    for (const auto& [known, value] : headers)
        if (same_word(known, name)) return value;
    return {};
}

Response html_response(int status, std::string body) {
    return with_type(status, std::move(body), "text/html; charset=utf-8");
}

Response text_response(int status, std::string body) {
    return with_type(status, std::move(body), "text/plain; charset=utf-8");
}

Response json_response(int status, std::string body) { return with_type(status, std::move(body), "application/json"); }

Response redirect_response(int status, std::string_view location) {
    Response response;
    response.status = status;
    response.set("Location", location);
    return response;
}

std::string cookie_name(std::string_view name, bool secure) { return (secure ? "__Host-" : "") + std::string(name); }

void set_cookie(Response& response, std::string_view name, std::string_view value, const CookieOptions& options) {
    if (!is_token(name)) throw std::invalid_argument("not a cookie name");
    if (!is_cookie_value(value)) throw std::invalid_argument("not a cookie value");
    const auto start = std::string(name) + "=";
    auto line = start + std::string(value) + "; Path=/";
    if (options.max_age_seconds >= 0) line += "; Max-Age=" + std::to_string(options.max_age_seconds);
    line += "; HttpOnly; SameSite=Lax";
    std::erase_if(response.headers, [&](const auto& header) {
        return same_word(header.first, "Set-Cookie") && header.second.starts_with(start);
    });
    response.headers.emplace_back("Set-Cookie", std::move(line));
}

void secure_cookies(Response& response) {
    for (auto& [name, value] : response.headers)
        if (same_word(name, "Set-Cookie")) value = cookie_name(value, true) + "; Secure";
}

}  // namespace hero::http
