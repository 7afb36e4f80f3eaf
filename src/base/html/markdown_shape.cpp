#include "base/html/markdown_shape.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace hero::html {
namespace {

std::size_t count(std::string_view text, char letter) {
    return static_cast<std::size_t>(std::ranges::count(text, letter));
}

bool is_delimiter_row(std::string_view line) {
    return line.find('-') != std::string_view::npos && line.find_first_not_of("|-: \t\r") == std::string_view::npos;
}

// How many blocks this line may open: each '>' is one, and each "-", "*", "+", "1." or "1)" followed by a space.
std::size_t markers_before_text(std::string_view line) {
    std::size_t markers = 0;
    char before = ' ';
    for (const char letter : line) {
        const bool space = letter == ' ' || letter == '\t';
        if (std::string_view{" \t>-+*.)0123456789"}.find(letter) == std::string_view::npos) break;
        if (letter == '>' || (space && std::string_view{"-+*.)"}.find(before) != std::string_view::npos)) ++markers;
        before = letter;
    }
    return markers;
}

}  // namespace

MarkdownShape MarkdownShape::of(std::string_view source) {
    MarkdownShape shape;
    shape.bytes = source.size();
    shape.brackets = count(source, '[') + count(source, ']');
    shape.at_signs = count(source, '@');
    shape.parentheses = count(source, ')') + count(source, ']');
    for (std::size_t start = 0; start < source.size(); ++shape.lines) {
        const auto end = std::min(source.find_first_of("\r\n", start), source.size());
        const auto line = source.substr(start, end - start);
        shape.widest_row = std::max(shape.widest_row, count(line, '|') + 1);
        shape.deepest_prefix = std::max(shape.deepest_prefix, markers_before_text(line));
        if (is_delimiter_row(line)) ++shape.delimiter_rows;
        start = end + 1;
    }
    return shape;
}

}  // namespace hero::html
