#pragma once
// Rows of the outbox as letters in the recipient's language.
#include <string_view>

#include "mail/mail.hpp"

namespace hero {

// All columns of `mails` but person_id and created_at.
Letter letter_from(const db::Row& row, std::string_view base_url);

}  // namespace hero
