#include "attachments/names.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "base/utf8.hpp"

namespace hero {

namespace {

std::string_view last_component(std::string_view name) {
    const auto slash = name.find_last_of("/\\");
    return slash == std::string_view::npos ? name : name.substr(slash + 1);
}

// Changes how the name reads without being seen: "invoice[U+202E]fdp.exe" looks like a PDF.
bool deceives(char32_t value) {
    return value == 0x061C || value == 0x200B || value == 0x200E || value == 0x200F || value == 0xFEFF ||
           (value >= 0x2028 && value <= 0x202E) || (value >= 0x2060 && value <= 0x206F) ||
           (value >= 0xFFF9 && value <= 0xFFFB) || (value >= 0xE0000 && value <= 0xE001F);
}

// Line breaks and tabs become spaces, which clean_line folds.
std::string visible(std::string_view name) {
    std::string out;
    out.reserve(name.size());
    for (std::size_t at = 0; at < name.size();) {
        const auto point = utf8::read(name, at);
        at += point.bytes;
        if (point.value == '\t' || point.value == '\r' || point.value == '\n')
            out += ' ';
        else if (!deceives(point.value) && !utf8::is_control(point.value))
            utf8::append(out, point.value);
    }
    return clean_line(out);
}

// Windows drops dots and spaces at the end ("a.exe." is "a.exe"), and a leading dot hides the file elsewhere.
std::string_view without_outer_dots(std::string_view name) {
    const auto first = name.find_first_not_of(". ");
    if (first == std::string_view::npos) return {};
    return name.substr(first, name.find_last_not_of(". ") - first + 1);
}

std::string cut(std::string_view name) {
    const auto length = length_of(name);
    if (length <= longest_file_name) return std::string{name};
    const auto dot = name.rfind('.');
    const auto extension = dot == std::string_view::npos ? std::string_view{} : name.substr(dot);
    const auto kept = length_of(extension);
    if (kept >= longest_file_name) return std::string{first_characters(name, longest_file_name)};
    return std::string{first_characters(name, longest_file_name - kept)} + std::string{extension};
}

}  // namespace

std::string clean_file_name(std::string_view name) {
    const auto shortened = cut(without_outer_dots(visible(last_component(name))));
    return std::string{without_outer_dots(shortened)};  // cut behind a space or a dot
}

std::string extension_of(std::string_view name) {
    const auto dot = name.rfind('.');
    return dot == std::string_view::npos ? std::string{} : folded(name.substr(dot + 1));
}

}  // namespace hero
