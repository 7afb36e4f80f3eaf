#pragma once
// Thrown by Database::write (base/db/db.hpp) beside Unavailable.
#include "base/errors.hpp"

namespace hero {

// No room on the disk: nothing of the transaction was kept. What only reads goes on, and writing does once there is
// room.
struct StorageFull : Unavailable {
    using Unavailable::Unavailable;
};

}  // namespace hero
