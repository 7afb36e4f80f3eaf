// Does a reply hand over a password? Only a hint for its author, so that it may err on both sides.
#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "handling/handling.hpp"

namespace hero {

namespace {

constexpr std::array<std::string_view, 6> names{"kata sandi", "password", "passwd", "sandi", "pwd", "passcode"};
constexpr std::size_t farthest = 40;  // between the name and the colon: "kata sandi sementara Anda:"
constexpr std::size_t enough = 200;   // of the line to judge by

std::string_view line_after(std::string_view text, std::size_t at) {
    const auto rest = text.substr(at, enough);
    return rest.substr(0, rest.find('\n'));
}

// What follows "kata sandi …:" or "kata sandi … adalah" in its line; nothing when that is not what the line says.
std::string_view value_after(std::string_view rest) {
    for (const std::string_view mark : {":", "=", " adalah ", " is "}) {
        const auto at = rest.find(mark);
        if (at > farthest) continue;
        return trimmed(rest.substr(at + mark.size()));
    }
    return {};
}

bool is_link(std::string_view word) { return word.find("://") != std::string_view::npos || word.starts_with("www."); }

bool has_digit_or_sign(std::string_view word) {
    return std::any_of(word.begin(), word.end(), [](char c) {
        return (c >= '0' && c <= '9') || std::string_view{"!@#$%^&*+=~?_<>{}[]|\\"}.find(c) != std::string_view::npos;
    });
}

// One word alone, or one no dictionary has. A link to set a new password is what they should send.
bool looks_secret(std::string_view value) {
    const auto first = value.substr(0, value.find(' '));
    const auto word = first.substr(0, first.find_last_not_of(".,;)\"'") + 1);
    if (word.size() < 4 || is_link(word)) return false;
    return word.size() == trimmed(value).size() || has_digit_or_sign(word);
}

}  // namespace

bool seems_to_hold_a_password(std::string_view body) {
    const auto text = folded(body);
    for (const auto name : names)
        for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at + name.size()))
            if (looks_secret(value_after(line_after(text, at + name.size())))) return true;
    return false;
}

}  // namespace hero
