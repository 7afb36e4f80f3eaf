#pragma once
// Reads CSV as RFC 4180 says, strictly, for what checks src/base/csv.hpp.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hero::test {

using CsvLines = std::vector<std::vector<std::string>>;

// Nothing when a cell is not in quotes, something stands behind a closing quote, or the last line has no CRLF.
inline std::optional<CsvLines> read_csv(std::string_view text) {
    CsvLines lines;
    bool new_line = true;
    while (!text.empty()) {
        if (new_line) lines.emplace_back();
        if (!text.starts_with('"')) return {};
        text.remove_prefix(1);
        std::string cell;
        for (;; text.remove_prefix(1)) {
            if (text.empty()) return {};
            if (text.starts_with("\"\""))
                text.remove_prefix(1);
            else if (text.starts_with('"'))
                break;
            cell += text.front();
        }
        text.remove_prefix(1);
        lines.back().push_back(cell);
        new_line = text.starts_with("\r\n");
        if (!new_line && !text.starts_with(',')) return {};
        text.remove_prefix(new_line ? 2 : 1);
        if (text.empty() && !new_line) return {};
    }
    return lines;
}

}  // namespace hero::test
