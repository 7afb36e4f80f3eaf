#pragma once
// What users type: UTF-8, measured in characters, cleaned without changing what they meant.
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hero {

// Valid UTF-8 (RFC 3629: no surrogates, no overlong forms) without NUL and without C0/C1 controls but TAB, LF, CR.
bool is_clean_utf8(std::string_view text);

// Code points, not bytes. Invalid bytes count one each.
std::size_t length_of(std::string_view text);

// Cuts after `characters` code points; never inside one.
std::string_view first_characters(std::string_view text, std::size_t characters);

// One line: white space and invisible characters (U+200B, U+3164, U+FEFF, …) trimmed at the ends, inner runs of
// white space and line breaks folded to one space.
std::string clean_line(std::string_view text);

// Several lines: CRLF and CR become LF, invisible characters and white space at both ends are trimmed.
std::string clean_text(std::string_view text);

// Replaces what is not UTF-8 or is a control character by U+FFFD, so that it can be shown back to its author.
std::string showable(std::string_view text);

// Lower-case (ASCII and Latin-1), for comparing search words.
std::string folded(std::string_view text);

// Without ASCII white space at the ends.
std::string_view trimmed(std::string_view text);

// The pieces between separators, empty ones too: always one more than there are separators.
std::vector<std::string_view> split(std::string_view text, char separator);

// A whole decimal number that fits and nothing around it ("-7", not "+7" or " 7"), or nothing.
std::optional<long long> whole_number(std::string_view text);

// First letters of the first two words, upper-case ("Muhammad Ashari" → "MA"); "?" for an empty name.
std::string initials(std::string_view name);

// For a URL: everything but RFC 3986's unreserved characters as %XX.
std::string percent_encoded(std::string_view text);

}  // namespace hero
