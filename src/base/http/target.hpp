#pragma once
// What a request asks for.
#include <optional>
#include <string>
#include <string_view>

#include "base/http/http.hpp"

namespace hero::http {

struct Target {
    std::string path;  // decoded
    Form query;
    std::string_view authority;  // of an absolute form ("http://host/path"), else ""
};

// Nothing when malformed or dangerous: bad escapes, NUL and other controls, invalid UTF-8, dot segments.
std::optional<Target> read_target(std::string_view target);

// Nothing when an escape is malformed.
std::optional<std::string> percent_decoded(std::string_view text);

// A host name or address with an optional port, as in a Host header.
bool is_authority(std::string_view text);

}  // namespace hero::http
