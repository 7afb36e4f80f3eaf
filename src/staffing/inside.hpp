#pragma once
// What the files of this slice share and nobody else sees.
#include "staffing/staffing.hpp"

namespace hero::staffing {

// Sorted, each once.
std::vector<std::int64_t> in_order(std::vector<std::int64_t> teams);
// Lets somebody in or keeps them out, and keeps who decided that they stay out; nothing when that is so already. Throws
// as set_active.
void decide_access(Tx& tx, const Person& by, const Person& person, bool active);
// As it is now. Throws Conflict when it is no longer what somebody saw.
Person unchanged(Person now, const Person& seen);

}  // namespace hero::staffing
