#pragma once
// Addresses that mail can be sent to.
#include <string>
#include <string_view>

namespace hero {

// Exactly one mailbox as people write it: name@host (RFC 5321 dot-string and domain, ASCII). No display name, quotes,
// comments, lists or address literals: each of them is a way to smuggle a second recipient.
bool is_mailbox(std::string_view address);

// One line for a header: without line breaks, NUL, other controls and "=?", at most `characters` of it.
inline constexpr std::size_t longest_name = 100;     // of a sender or recipient
inline constexpr std::size_t longest_subject = 200;  // of a letter
std::string header_text(std::string_view text, std::size_t characters);

// "hero.example.go.id" of "https://hero.example.go.id:8443".
std::string host_of(std::string_view base_url);

}  // namespace hero
