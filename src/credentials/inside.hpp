#pragma once
// What the files of this slice share and nobody else sees.
#include "credentials/credentials.hpp"

namespace hero::credentials {

std::int64_t step_at(Instant at);  // steps of thirty seconds since 1970
std::string code_of_step(std::string_view secret, std::int64_t step);

std::string bytes_of(std::string_view hex);  // lower case, as random_hex writes it

}  // namespace hero::credentials
