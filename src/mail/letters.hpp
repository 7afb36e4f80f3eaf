#pragma once
// Rows of the outbox as letters in the recipient's language.
#include <string_view>

#include "mail/jobs.hpp"
#include "mail/mail.hpp"

namespace hero {

// All columns of `mails` but person_id and created_at.
Letter letter_from(const db::Row& row, std::string_view base_url);

// The letters of the bundle that are neither sent nor given up, in the order they were queued.
std::vector<Letter> unsent_of(Tx& tx, std::string_view base_url, const BundleName& bundle);

}  // namespace hero
