#pragma once
// Brings a schema up to date. Internal to base/db.
#include <span>

#include "base/db/connection.hpp"
#include "base/db/migrations.hpp"

namespace hero::db {

// Applies what is missing, each in its own transaction, and returns how many. See Database::migrate.
int apply(Connection& connection, std::span<const Migration> known, const Clock& clock);

bool is_current(Tx& tx, std::span<const Migration> known);

}  // namespace hero::db
