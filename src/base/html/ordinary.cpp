#include "base/html/ordinary.hpp"

#include <array>

#include "base/utf8.hpp"

namespace hero::html {

namespace {

bool is_letter(char character) {
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
}

bool is_beyond_ascii(char character) { return static_cast<unsigned char>(character) >= 0x80; }

// Not: * _ ` ~ [ ] < > & | \ @, which mark or link something wherever they stand, and what no keyboard writes.
bool is_harmless(char character) {
    static constexpr auto table = [] {
        std::array<bool, 128> harmless{};
        for (const char one : std::string_view{"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                               " .,:;!?()\"'/%#=+-$"})
            harmless[static_cast<unsigned char>(one)] = true;
        return harmless;
    }();
    return is_beyond_ascii(character) || table[static_cast<unsigned char>(character)];
}

bool begins_line(char character) {
    return is_letter(character) || is_beyond_ascii(character) || character == '(' || character == '"';
}

// Addresses of the web are linked: "www." and what follows "http:" and the like.
bool may_be_linked(std::string_view source, std::size_t at) {
    if (source[at] == ':') return at + 1 < source.size() && source[at + 1] == '/';
    return source[at] == '.' && at > 0 && (source[at - 1] == 'w' || source[at - 1] == 'W');
}

}  // namespace

bool is_ordinary(std::string_view source) {
    if (source.starts_with("\xef\xbb\xbf")) return false;  // a byte order mark, which readers drop
    char before = '\n';
    for (std::size_t at = 0; at < source.size(); ++at) {
        const char here = source[at];
        if (here == '\n') {
            if (before == ' ') return false;
        } else if (!is_harmless(here) || (before == '\n' && !begins_line(here)) || may_be_linked(source, at)) {
            return false;
        }
        before = here;
    }
    return before != ' ' && utf8::is_valid(source);
}

}  // namespace hero::html
