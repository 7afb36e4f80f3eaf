#pragma once
// Reading UTF-8 one code point at a time (RFC 3629).
#include <cstddef>
#include <string>
#include <string_view>

namespace hero::utf8 {

struct CodePoint {
    char32_t value;     // U+FFFD for a byte that is not UTF-8
    std::size_t bytes;  // how many it takes; one for an invalid byte
    bool valid;
};

// The code point at `at`, which must be inside `text`. Surrogates, overlong forms and cut sequences are invalid.
CodePoint read(std::string_view text, std::size_t at);

// Every byte belongs to a code point. Control characters and NUL are code points too.
bool is_valid(std::string_view text);

// How many bytes from `at` on are ASCII that shows, blanks included: nothing in them needs a second look.
std::size_t printable_run(std::string_view text, std::size_t at);

void append(std::string& out, char32_t value);

// C0 and C1 controls and DEL. TAB, LF and CR too.
constexpr bool is_control(char32_t value) { return value < 0x20 || (value >= 0x7F && value < 0xA0); }

}  // namespace hero::utf8
