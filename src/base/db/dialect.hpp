#pragma once
// From the neutral dialect of migrations/ to an engine's own. Internal to base/db.
#include <string>
#include <string_view>

#include "base/db/values.hpp"

namespace hero::db {

// Translates the upper-case words IDENTITY, BIGINT, BLOB, REAL and STRICT, outside quotes and comments. Between a line
// `-- only sqlite` or `-- only postgres` and a line `-- both`, text is for that engine alone and left as it is.
std::string in_dialect(std::string_view neutral, Engine engine);

}  // namespace hero::db
