#pragma once
// A disk that fails, for SQLite: a layer (VFS "hero_faults") over the system's, default for every database that is
// opened while it lives. One for each process, in a child of the test: a crash and a failed fsync end it.
#include <cstdint>
#include <string>
#include <string_view>

namespace hero::test {

enum class Fault {
    none,         // only counts
    io_error,     // one call of any kind but a sync; half of a write has happened
    broken,       // the same, and every call after it until repair()
    full,         // a write, and every one after it until repair()
    short_read,   // a read that brings half of what was asked for, as at the end of a file
    failed_sync,  // a sync of a file or of its folder
    crash,        // power is lost before a call that changes something: see Survives
};

// What a crash leaves of what was not synced; removed files may be back when their folder was not synced.
enum class Survives { nothing, some_sectors, everything };

inline constexpr int exit_of_crash = 3;

class Disk {
public:
    // Hits the `call`-th of the calls that the fault is about; 0 for none.
    Disk(Fault fault, int call, Survives survives = Survives::nothing);
    ~Disk();
    Disk(const Disk&) = delete;
    Disk& operator=(const Disk&) = delete;

    // From now on, as above.
    void arm(Fault fault, int call);
    void repair();
    [[nodiscard]] bool was_hit() const;
};

}  // namespace hero::test
