#pragma once
// What others than HERO take for the same name.
#include <string>
#include <string_view>

namespace hero {

// One form of all spellings that directories do not tell apart (RFC 4518): compatible letters made one (NFKC:
// full-width ones, ligatures), and no case in any alphabet. What is not UTF-8 becomes U+FFFD.
std::string same_name(std::string_view text);

}  // namespace hero
