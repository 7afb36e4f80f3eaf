#pragma once
// SQL that only a test needs, with $1, $2 … in order:
//
//     tx.run(Ask<"UPDATE probe SET name = $1 WHERE id = $2", 2>{{"Sari", 7}});
#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "base/db/db.hpp"

namespace hero::test {

template <std::size_t Size>
struct SqlText {
    consteval SqlText(const char (&text)[Size]) { std::copy_n(text, Size, chars); }
    char chars[Size];
};

template <SqlText text, std::size_t count = 0>
struct Ask {
    std::array<db::Value, count> given{};

    static constexpr std::array<const char*, count> names = [] {
        std::array<const char*, count> result{};
        result.fill("a value");
        return result;
    }();
    static constexpr db::Statement statement{text.chars, text.chars, text.chars, names,
                                             !std::string_view(text.chars).starts_with("SELECT")};
    [[nodiscard]] const std::array<db::Value, count>& values() const { return given; }
};

}  // namespace hero::test
