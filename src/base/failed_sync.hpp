#pragma once
// What to do when the disk did not take what it was asked to keep.
#include <string_view>

namespace hero {

// Ends the process with status 1 after one line in the log that says `what` was synced (never a content). What was
// written before is perhaps not on the disk, and asking the kernel again would say that it is: only a new process,
// which reads what is really there, can tell. The supervisor starts it.
[[noreturn]] void end_after_failed_sync(std::string_view what);

}  // namespace hero
