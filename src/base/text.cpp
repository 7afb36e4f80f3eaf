#include "base/text.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/utf8.hpp"

namespace hero {
namespace {

bool is_space(char32_t value) {
    return (value >= 0x09 && value <= 0x0D) || value == 0x20 || value == 0x85 || value == 0xA0 || value == 0x1680 ||
           (value >= 0x2000 && value <= 0x200A) || value == 0x2028 || value == 0x2029 || value == 0x202F ||
           value == 0x205F || value == 0x3000;
}

// Takes room or no room, shows nothing: a subject made of these alone is empty.
bool is_invisible(char32_t value) {
    constexpr std::pair<char32_t, char32_t> ranges[] = {
        {0x00AD, 0x00AD}, {0x034F, 0x034F}, {0x061C, 0x061C}, {0x115F, 0x1160}, {0x17B4, 0x17B5},
        {0x180B, 0x180E}, {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x2064}, {0x2066, 0x206F},
        {0x2800, 0x2800}, {0x3164, 0x3164}, {0xFEFF, 0xFEFF}, {0xFFA0, 0xFFA0}};
    return std::ranges::any_of(ranges, [value](auto range) { return value >= range.first && value <= range.second; });
}

bool is_blank(char32_t value) { return is_space(value) || is_invisible(value); }

std::size_t end_of_leading_blank(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        const auto point = utf8::read(text, at);
        if (!point.valid || !is_blank(point.value)) break;
        at += point.bytes;
    }
    return at;
}

std::size_t start_of_trailing_blank(std::string_view text) {
    std::size_t end = text.size();
    while (end > 0) {
        std::size_t at = end - 1;
        while (at > 0 && end - at < 4 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
        const auto point = utf8::read(text.substr(0, end), at);
        if (!point.valid || at + point.bytes != end || !is_blank(point.value)) break;
        end = at;
    }
    return end;
}

std::string_view without_outer_blank(std::string_view text) {
    text.remove_prefix(end_of_leading_blank(text));
    return text.substr(0, start_of_trailing_blank(text));
}

char32_t lower(char32_t value) {
    const bool ascii = value >= 'A' && value <= 'Z';
    const bool latin1 = value >= 0xC0 && value <= 0xDE && value != 0xD7;
    return ascii || latin1 ? value + 0x20 : value;
}

char32_t upper(char32_t value) {
    const bool ascii = value >= 'a' && value <= 'z';
    const bool latin1 = value >= 0xE0 && value <= 0xFE && value != 0xF7;
    return ascii || latin1 ? value - 0x20 : value;
}

bool is_ascii_letter_or_digit(char32_t value) {
    return (value >= '0' && value <= '9') || (lower(value) >= 'a' && lower(value) <= 'z');
}

bool is_allowed(const utf8::CodePoint& point) {
    const bool layout = point.value == '\t' || point.value == '\n' || point.value == '\r';
    return point.valid && (layout || !utf8::is_control(point.value));
}

}  // namespace

bool is_clean_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        if (const auto run = utf8::printable_run(text, at); run > 0) {
            at += run;
            continue;
        }
        const auto point = utf8::read(text, at);
        if (!is_allowed(point)) return false;
        at += point.bytes;
    }
    return true;
}

std::size_t length_of(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); at += utf8::read(text, at).bytes) ++count;
    return count;
}

std::string_view first_characters(std::string_view text, std::size_t characters) {
    if (text.size() <= characters) return text;
    std::size_t at = 0;
    while (at < text.size() && characters-- > 0) at += utf8::read(text, at).bytes;
    return text.substr(0, at);
}

std::string clean_line(std::string_view text) {
    text = without_outer_blank(text);
    if (utf8::printable_run(text, 0) == text.size() && text.find("  ") == std::string_view::npos)
        return std::string{text};
    std::string out;
    out.reserve(text.size());
    bool in_space = false;
    for (std::size_t at = 0; at < text.size();) {
        const auto point = utf8::read(text, at);
        const bool space = point.valid && is_space(point.value);
        if (space && !in_space) out += ' ';
        if (!space) out += text.substr(at, point.bytes);
        in_space = space;
        at += point.bytes;
    }
    return out;
}

std::string clean_text(std::string_view text) {
    text = without_outer_blank(text);
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '\r') {
            out += text[at];
        } else if (at + 1 == text.size() || text[at + 1] != '\n') {
            out += '\n';
        }
    }
    return out;
}

std::string showable(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        if (const auto run = utf8::printable_run(text, at); run > 0) {
            out += text.substr(at, run);
            at += run;
            continue;
        }
        const auto point = utf8::read(text, at);
        utf8::append(out, is_allowed(point) ? point.value : 0xFFFD);
        at += point.bytes;
    }
    return out;
}

std::string folded(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto point = utf8::read(text, at);
        if (point.valid) {
            utf8::append(out, lower(point.value));
        } else {
            out += text[at];
        }
        at += point.bytes;
    }
    return out;
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view space = " \t\n\v\f\r";
    const auto start = text.find_first_not_of(space);
    if (start == std::string_view::npos) return {};
    return text.substr(start, text.find_last_not_of(space) - start + 1);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> pieces;
    for (;;) {
        const auto end = text.find(separator);
        pieces.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return pieces;
        text.remove_prefix(end + 1);
    }
}

std::optional<long long> whole_number(std::string_view text) {
    long long number = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || stopped != end) return std::nullopt;
    return number;
}

std::string initials(std::string_view name) {
    std::string out;
    bool in_word = false;
    int found = 0;
    for (std::size_t at = 0; at < name.size() && found < 2;) {
        const auto point = utf8::read(name, at);
        at += point.bytes;
        if (!point.valid || is_blank(point.value)) {
            in_word = false;
        } else if (!in_word && (is_ascii_letter_or_digit(point.value) || point.value >= 0xA0)) {
            utf8::append(out, upper(point.value));
            in_word = true;
            ++found;
        }
    }
    return out.empty() ? "?" : out;
}

std::string percent_encoded(std::string_view text) {
    constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    out.reserve(text.size());
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        if (is_ascii_letter_or_digit(byte) || letter == '-' || letter == '.' || letter == '_' || letter == '~') {
            out += letter;
        } else {
            out += '%';
            out += digits[byte >> 4];
            out += digits[byte & 0x0F];
        }
    }
    return out;
}

}  // namespace hero
