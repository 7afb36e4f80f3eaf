#pragma once
// Whether a request is addressed to this site, and whether one that changes something was sent by its own pages.
#include <string_view>

#include "base/http/http.hpp"

namespace hero {

// The Host is that of the base URL, or a loopback name (any port): a name we never told anybody gets 421.
bool is_our_host(const http::Request& raw, std::string_view base_url);

// Sec-Fetch-Site (same-origin or none), else Origin against Host; a request with neither comes from no browser and
// cannot ride on one's cookies.
bool is_from_us(const http::Request& raw, std::string_view base_url);

}  // namespace hero
