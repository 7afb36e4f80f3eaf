#pragma once
// What makes cmark-gfm slow, counted in one pass before it reads. Some of its steps take quadratic time or memory
// (a table of 4 kB with many columns and short rows costs a second), so input of such a shape is kept from it.
#include <cstddef>
#include <string_view>

namespace hero::html {

struct MarkdownShape {
    std::size_t bytes = 0;
    std::size_t brackets = 0;  // '[' and ']'
    std::size_t at_signs = 0;
    std::size_t parentheses = 0;  // ')' and ']' that end an address
    std::size_t lines = 0;
    std::size_t widest_row = 0;      // most '|' in one line
    std::size_t delimiter_rows = 0;  // lines of nothing but "|-: "
    std::size_t deepest_prefix = 0;  // most quote and list markers before a line's text

    static MarkdownShape of(std::string_view source);

    [[nodiscard]] bool is_cheap() const {
        return bytes <= std::size_t{64} * 1024 && brackets <= 2000 && deepest_prefix <= 50;
    }
    [[nodiscard]] bool tables_are_cheap() const { return widest_row * lines <= 20'000 && delimiter_rows <= 50; }
    [[nodiscard]] bool links_are_cheap() const { return at_signs <= 200 && parentheses <= 1000; }
};

}  // namespace hero::html
