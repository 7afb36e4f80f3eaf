#pragma once
#include <string>

#include "mail/mail.hpp"

namespace hero {

// Hands `mime` to the server of the settings, for that one recipient. Throws like Mailer::send.
void send_by_smtp(const MailSettings& settings, const std::string& recipient, const std::string& mime);

}  // namespace hero
