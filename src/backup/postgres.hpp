#pragma once
// PostgreSQL's own programs. The password never stands in an argument list, which everybody on the machine can read:
// the connection goes into their environment.
#include <functional>
#include <string>

namespace hero::backup {

// Writes a dump of the snapshot ("00000003-0000001B-1", pg_export_snapshot) to `path`. `meanwhile` is called every
// second while it works: whoever exported the snapshot must keep its transaction busy. Throws std::runtime_error.
void dump(const std::string& address, const std::string& snapshot, const std::string& path,
          const std::function<void()>& meanwhile);

// In one transaction. Throws std::runtime_error.
void restore_dump(const std::string& address, const std::string& path);

}  // namespace hero::backup
