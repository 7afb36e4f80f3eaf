#pragma once
// For what writes HTML itself, QR pictures and letters among them; views are escaped by ctemplate.
#include <string>
#include <string_view>

namespace hero {

// Safe as text and inside quoted attributes.
inline void append_escaped(std::string& out, char letter) {
    switch (letter) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        case '\'':
            out += "&#39;";
            break;
        default:
            out += letter;
    }
}

inline std::string escaped(std::string_view text) {
    std::string out;
    for (const char letter : text) append_escaped(out, letter);
    return out;
}

}  // namespace hero
