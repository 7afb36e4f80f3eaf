#pragma once
// What the files of this slice share and nobody else sees.
#include "staffing/staffing.hpp"

namespace hero::staffing {

// Sorted, each once.
std::vector<std::int64_t> in_order(std::vector<std::int64_t> teams);
// As it is now. Throws Conflict when it is no longer what somebody saw.
Person unchanged(Person now, const Person& seen);

}  // namespace hero::staffing
