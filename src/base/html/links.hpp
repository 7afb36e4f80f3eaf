#pragma once
// What may stand in an href as it is; everything else is percent-encoded.
#include <string_view>

namespace hero::html {

inline bool is_url_character(char letter) {
    constexpr std::string_view punctuation = "-._~!*();/?:@=+$,%#&";
    const bool alphanumeric =
        (letter >= '0' && letter <= '9') || (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z');
    return alphanumeric || punctuation.find(letter) != std::string_view::npos;
}

}  // namespace hero::html
