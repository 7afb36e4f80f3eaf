#pragma once
// Tables for spreadsheets.
#include <initializer_list>
#include <string>
#include <string_view>

namespace hero {

// To be put before the first line: Excel takes what follows for UTF-8 then.
inline constexpr std::string_view csv_mark = "\xEF\xBB\xBF";

// One line by RFC 4180, with its CRLF; each cell in quotes, so that nothing in it ends it. A cell that a spreadsheet
// would take for a formula (it begins with = + - @, one of these in full width, a tab or the end of a line) begins with
// ' instead.
std::string csv_line(std::initializer_list<std::string_view> cells);
void append_csv_cell(std::string& out, std::string_view cell);

}  // namespace hero
