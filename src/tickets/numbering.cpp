// Ticket numbers: A-KORS22000343 (UX.md §10).
#include <algorithm>
#include <array>
#include <cstdio>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "sql/tickets.hpp"
#include "tickets/inside.hpp"

namespace hero {

namespace {

constexpr std::size_t letters = 5;  // of the category and the service
constexpr std::size_t year_digits = 2;
constexpr std::size_t shortest_sequence = 6;
constexpr std::size_t longest_sequence = 12;

// Dashes of every kind, blanks, dots and '#' only separate: they are left out.
bool separates(char32_t value) {
    return value <= ' ' || value == '#' || value == '.' || value == '-' || value == 0xA0 || value == 0xAD ||
           (value >= 0x2000 && value <= 0x2015) || value == 0x202F || value == 0x2060 || value == 0x2212 ||
           value == 0x3000 || value == 0xFE58 || value == 0xFE63 || value == 0xFEFF || value == 0xFF0D;
}

// The characters that count, upper-case; nothing when there is one no number has, or there are too many.
std::optional<std::string> significant(std::string_view typed) {
    std::string kept;
    for (std::size_t at = 0; at < typed.size();) {
        const auto point = utf8::read(typed, at);
        at += point.bytes;
        if (separates(point.value)) continue;
        const char c = point.value >= 'a' && point.value <= 'z' ? static_cast<char>(point.value - 0x20)
                                                                : static_cast<char>(point.value);
        const bool known = point.value < 0x80 && ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'));
        if (!known || kept.size() == letters + year_digits + longest_sequence) return std::nullopt;
        kept += c;
    }
    return kept;
}

char as_letter(char c) { return c == '0' ? 'O' : c == '1' ? 'I' : c; }
char as_digit(char c) { return c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c; }
bool is_letter(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string padded(std::string_view sequence) {
    sequence.remove_prefix(std::min(sequence.find_first_not_of('0'), sequence.size()));
    return std::string(shortest_sequence - std::min(sequence.size(), shortest_sequence), '0').append(sequence);
}

}  // namespace

std::optional<std::string> normalised_number(std::string_view typed) {
    auto kept = significant(typed);
    if (!kept || kept->size() <= letters + year_digits) return std::nullopt;
    const auto first_digit = kept->begin() + letters;
    std::transform(kept->begin(), first_digit, kept->begin(), as_letter);
    std::transform(first_digit, kept->end(), first_digit, as_digit);
    if (!std::all_of(kept->begin(), first_digit, is_letter) || !std::all_of(first_digit, kept->end(), is_digit))
        return std::nullopt;
    const auto sequence = padded(std::string_view(*kept).substr(letters + year_digits));
    if (sequence.find_first_not_of('0') == std::string::npos) return std::nullopt;
    return kept->substr(0, 1) + "-" + kept->substr(1, letters - 1 + year_digits) + sequence;
}

namespace tickets {

std::string next_number(Tx& tx, std::string_view prefix, int year, std::int64_t step) {
    const auto rows = tx.run_apart(sql::tickets::next_in_sequence{.prefix = prefix, .year = year, .step = step});
    const auto last = rows.front().integer("last");
    std::array<char, 32> tail{};
    std::snprintf(tail.data(), tail.size(), "%02d%06lld", year % 100, static_cast<long long>(last));
    return std::string(prefix) + tail.data();
}

}  // namespace tickets

}  // namespace hero
