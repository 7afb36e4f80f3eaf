// File names in headers (RFC 6266, RFC 8187). The name comes from whoever sent the file.
#include <cstdint>

#include "base/http/ascii.hpp"
#include "base/http/http.hpp"
#include "base/text.hpp"

namespace hero::http {

namespace {

constexpr std::size_t longest_name = 150;  // characters; file systems allow 255 bytes
constexpr std::size_t longest_extension = 12;

// The code point at the start of `text`, which is valid UTF-8, and its length in bytes.
std::pair<char32_t, std::size_t> first_of(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(text[i])); };
    if (byte(0) < 0x80) return {byte(0), 1};
    if (byte(0) < 0xe0) return {(byte(0) & 0x1f) << 6 | (byte(1) & 0x3f), 2};
    if (byte(0) < 0xf0) return {(byte(0) & 0x0f) << 12 | (byte(1) & 0x3f) << 6 | (byte(2) & 0x3f), 3};
    return {(byte(0) & 0x07) << 18 | (byte(1) & 0x3f) << 12 | (byte(2) & 0x3f) << 6 | (byte(3) & 0x3f), 4};
}

// Characters that end a header, leave the folder, or make a name look like another one.
bool is_dangerous(char32_t c) {
    if (c < 0x20 || (c >= 0x7f && c < 0xa0)) return true;
    if (c == '/' || c == '\\' || c == '"') return true;
    return c == 0x061c || c == 0x200e || c == 0x200f || c == 0x2028 || c == 0x2029 || (c >= 0x202a && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069);
}

std::string harmless(std::string_view name) {
    std::string result;
    const auto text = showable(name);
    for (std::string_view rest = text; !rest.empty();) {
        const auto [c, size] = first_of(rest);
        if (is_dangerous(c))
            result += '_';
        else
            result += rest.substr(0, size);
        rest.remove_prefix(size);
    }
    return result;
}

// Keeps the extension: it decides what opens the file.
std::string shortened(const std::string& name) {
    if (length_of(name) <= longest_name) return name;
    const auto dot = name.rfind('.');
    const auto extension = dot == std::string::npos || name.size() - dot > longest_extension ? "" : name.substr(dot);
    return std::string(first_characters(name, longest_name - extension.size())) + extension;
}

std::string ascii_only(std::string_view name) {
    std::string result;
    for (std::string_view rest = name; !rest.empty();) {
        const auto [c, size] = first_of(rest);
        result += c < 0x80 && c != '%' ? static_cast<char>(c) : '_';
        rest.remove_prefix(size);
    }
    return result;
}

std::string extended_value(std::string_view name) {
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string result;
    for (const char c : name) {
        if (is_letter(c) || is_digit(c) || std::string_view("!#$&+-.^_`|~").find(c) != std::string_view::npos) {
            result += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        result += {'%', digits[byte >> 4], digits[byte & 15]};
    }
    return result;
}

}  // namespace

std::string attachment_disposition(std::string_view file_name) {
    auto name = shortened(harmless(file_name));
    if (name.empty()) name = "berkas";
    return "attachment; filename=\"" + ascii_only(name) + "\"; filename*=UTF-8''" + extended_value(name);
}

}  // namespace hero::http
