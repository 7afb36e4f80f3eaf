#include "base/csv.hpp"

#include <algorithm>
#include <array>

namespace hero {

namespace {

constexpr std::array<std::string_view, 11> formula_starts{"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"};

bool looks_like_formula(std::string_view cell) {
    return std::ranges::any_of(formula_starts, [&](std::string_view start) { return cell.starts_with(start); });
}

}  // namespace

void append_csv_cell(std::string& out, std::string_view cell) {
    out += '"';
    if (looks_like_formula(cell)) out += '\'';
    for (const char c : cell) {
        if (c == '"') out += '"';
        out += c;
    }
    out += '"';
}

std::string csv_line(std::initializer_list<std::string_view> cells) {
    std::string line;
    for (const auto cell : cells) {
        if (!line.empty()) line += ',';
        append_csv_cell(line, cell);
    }
    return line + "\r\n";
}

}  // namespace hero
