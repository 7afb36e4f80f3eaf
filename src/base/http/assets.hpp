#pragma once
// Stylesheets, scripts, icons and fonts, embedded in the binary under hashed names.
#include <string>
#include <string_view>

#include "base/http/http.hpp"

namespace hero::http {

struct Asset {
    std::string_view name;  // "hero.css"
    std::string_view path;  // "/static/hero.1a2b3c4d.css"
    std::string_view type;  // Content-Type
    std::string_view bytes;
    std::string_view gzip;  // "" when compressing gains nothing
    std::string_view etag;  // quoted
};

// Answers /static/…: 200, 304 (If-None-Match) or 404; gzip when accepted; immutable for a year.
Response serve_asset(const Request& request);

// "hero.css" → "/static/hero.1a2b3c4d.css". Throws std::logic_error for an unknown name.
std::string_view asset_path(std::string_view name);

}  // namespace hero::http
