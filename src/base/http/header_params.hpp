#pragma once
// `form-data; name="x"; filename="y"`: a value and its parameters.
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hero::http {

struct HeaderParams {
    std::string value;
    std::vector<std::pair<std::string, std::string>> params;  // names in lower case, each once

    // Null when there is no such parameter.
    [[nodiscard]] const std::string* find(std::string_view lower_case_name) const;
};

// Nothing when malformed: an open quote, a parameter without value, the same parameter twice.
std::optional<HeaderParams> parse_header_params(std::string_view text);

// RFC 8187: `UTF-8''%e2%82%ac`. Nothing for another charset or malformed escapes.
std::optional<std::string> extended_value_decoded(std::string_view text);

}  // namespace hero::http
