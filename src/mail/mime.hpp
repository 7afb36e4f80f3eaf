#pragma once
#include <string>

#include "mail/mail.hpp"

namespace hero {

// The letter as it travels (RFC 5322, MIME): plain text first, HTML second; lines end in CR LF. The same letter gives
// the same bytes. Throws std::invalid_argument when an address is not exactly one mailbox.
std::string mime_of(const Letter& letter, const MailSettings& settings);

}  // namespace hero
