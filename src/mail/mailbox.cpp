#include "mail/mailbox.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace hero {

namespace {

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

bool is_atom_letter(char c) {
    return is_letter_or_digit(c) || std::string_view{"!#$%&'*+-/=?^_`{|}~"}.find(c) != std::string_view::npos;
}

// Pieces between dots, none of them empty.
bool is_dotted(std::string_view text, bool (*allowed)(char)) {
    return std::ranges::all_of(split(text, '.'), [&](std::string_view piece) {
        return !piece.empty() && std::ranges::all_of(piece, allowed);
    });
}

bool is_domain(std::string_view text) {
    const auto labels = split(text, '.');
    const bool sound = std::ranges::all_of(labels, [](std::string_view label) {
        return label.size() <= 63 && !label.starts_with('-') && !label.ends_with('-');
    });
    return sound && is_dotted(text, [](char c) { return is_letter_or_digit(c) || c == '-'; });
}

}  // namespace

bool is_mailbox(std::string_view address) {
    constexpr std::size_t longest = 254, longest_local = 64;
    const auto at = address.rfind('@');
    if (at > longest_local || address.size() > longest) return false;
    return is_dotted(address.substr(0, at), is_atom_letter) && is_domain(address.substr(at + 1));
}

std::string header_text(std::string_view text, std::size_t characters) {
    auto line = clean_line(showable(text));
    // Readers would decode what looks like an encoded word (RFC 2047) and was none.
    for (auto at = line.find("=?"); at != std::string::npos; at = line.find("=?", at)) line.insert(at + 1, " ");
    return std::string{first_characters(line, characters)};
}

std::string host_of(std::string_view base_url) {
    if (const auto scheme = base_url.find("://"); scheme != std::string_view::npos) base_url.remove_prefix(scheme + 3);
    base_url = base_url.substr(0, base_url.find('/'));
    const auto after_literal = base_url.starts_with('[') ? base_url.find(']') : 0;
    return std::string{base_url.substr(0, base_url.find(':', after_literal))};
}

}  // namespace hero
