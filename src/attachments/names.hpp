#pragma once
// File names as they came from somewhere: metadata to show, never a path.
#include <cstddef>
#include <string>
#include <string_view>

namespace hero {

inline constexpr std::size_t longest_file_name = 150;  // characters

// The last path component without control, direction and other invisible format characters, on one line, cut to
// `longest_file_name` characters before its extension. "" stays for nothing usable. What joins emoji is kept.
std::string clean_file_name(std::string_view name);

// "pdf" of "Surat.PDF": what follows the last dot, in lower case; "" when there is none.
std::string extension_of(std::string_view name);

}  // namespace hero
