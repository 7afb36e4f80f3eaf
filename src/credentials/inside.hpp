#pragma once
// What the files of this slice share and nobody else sees.
#include "credentials/credentials.hpp"

namespace hero::credentials {

std::int64_t step_at(Instant at);  // steps of thirty seconds since 1970
std::string code_of_step(std::string_view secret, std::int64_t step);

}  // namespace hero::credentials
