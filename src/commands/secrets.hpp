#pragma once
// The key that secrets in the database are encrypted under: where it is, and whether it is the right one.
#include "app/app.hpp"

namespace hero {

// Before anybody is served: makes a key where none is needed yet, seals what an older HERO left open, and exchanges an
// old key for a new one. Throws ConfigError when the database's secrets are sealed under a key that is not here:
// another one made in its place would lock everybody out who has a second factor.
void unlock_secrets(App& app);

// What is wrong with `keys` for a database whose secrets are sealed under `wanted`; "" when they fit.
std::string wrong_with_keys(const Config& config, const SealingKeys& keys, const std::optional<std::string>& wanted);

}  // namespace hero
