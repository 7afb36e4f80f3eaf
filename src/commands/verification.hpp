#pragma once
// All that can be checked of what is stored, as `hero verify` and `hero restore` do.
#include "app/app.hpp"

namespace hero {

// For commands that walk through everything: an hour for each read instead of seconds.
DatabaseOptions patient(DatabaseOptions options);
// A request to object storage is tried again for a minute.
inline constexpr int patient_tries = 6;

// Asks the engine, the rules, the files and the chain of the audit log. Prints a line for each breach and one of
// figures; returns how many breaches there are.
std::size_t verify_everything(Database& db, const FileStore& files);

}  // namespace hero
