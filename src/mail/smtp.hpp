#pragma once
#include <stdexcept>
#include <string>

#include "mail/mail.hpp"

namespace hero {

// Nobody there, no answer in time, or one that is about us (the greeting, the password): any letter would have fared
// so.
struct MailServerAway : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Hands `mime` to the server of the settings, for that one recipient. Throws MailRefused, MailServerAway, or
// std::runtime_error when trying this letter again may help.
void send_by_smtp(const MailSettings& settings, const std::string& recipient, const std::string& mime);

}  // namespace hero
