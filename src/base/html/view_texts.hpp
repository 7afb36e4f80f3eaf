#pragma once
// The templates embedded in this binary, words and icons already filled in for each language.
#include <span>

#include "base/i18n.hpp"

namespace hero::html {

struct ViewText {
    Lang lang;
    const char* name;  // "tickets/ticket"
    const char* text;
};

std::span<const ViewText> all_view_texts();

}  // namespace hero::html
