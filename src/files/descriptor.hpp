#pragma once
// An open file or folder, closed at the end of its scope.
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

#include "base/failed_sync.hpp"

namespace hero {

class Descriptor {
public:
    Descriptor(const std::string& path, int flags, mode_t mode = 0)
        : number_(::open(path.c_str(), flags | O_CLOEXEC, mode)) {
        if (number_ < 0) fail("open");
    }
    ~Descriptor() { ::close(number_); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    [[nodiscard]] int number() const { return number_; }
    // Returns once everything written is on the disk. Throws when there is no room for it (file systems over a network
    // say so only now) or the file system knows no fsync; any other failure ends the process.
    void sync() const {
        while (::fsync(number_) != 0) {
            if (errno == EINTR) continue;
            if (errno != ENOSPC && errno != EDQUOT && errno != EINVAL) end_after_failed_sync("a stored file");
            fail("fsync");
        }
    }
    // Until the end of the scope; LOCK_SH or LOCK_EX.
    void lock(int kind) const {
        while (::flock(number_, kind) != 0)
            if (errno != EINTR) fail("flock");
    }

private:
    [[noreturn]] static void fail(const char* what) { throw std::system_error(errno, std::generic_category(), what); }
    int number_;
};

}  // namespace hero
