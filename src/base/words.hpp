#pragma once
// The embedded message catalogues (made by the build from locale/*.po).
#include <string_view>
#include <vector>

#include "base/i18n.hpp"

namespace hero {

std::string_view words_mo(Lang lang);  // a GNU .mo file
std::vector<std::string_view> all_word_keys();

}  // namespace hero
