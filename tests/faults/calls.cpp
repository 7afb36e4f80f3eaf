#include "tests/faults/calls.hpp"

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <cstddef>

namespace hero::test {

namespace {

thread_local FailingCalls* failing = nullptr;
std::atomic<int> pretending = 0;

FailingCalls::Turn turn_of(SystemCall call, const char* what) {
    return failing ? failing->turn(call, what) : FailingCalls::Turn::pass;
}

int failed() {
    errno = failing->error();
    return -1;
}

std::string path_of(int descriptor) {
    std::array<char, 4096> path{};
    const auto link = "/proc/self/fd/" + std::to_string(descriptor);
    const auto size = ::readlink(link.c_str(), path.data(), path.size());
    return {path.data(), static_cast<std::size_t>(std::max<::ssize_t>(size, 0))};
}

}  // namespace

FailingCalls::FailingCalls(int number, int error, std::vector<SystemCall> may_fail, Afterwards afterwards)
    : left_(number), error_(error), may_fail_(std::move(may_fail)), afterwards_(afterwards) {
    failing = this;
}

FailingCalls::~FailingCalls() { failing = nullptr; }

FailingCalls::Turn FailingCalls::turn(SystemCall call, const std::string& what) {
    trace_.push_back(what);
    if (std::ranges::find(may_fail_, call) == may_fail_.end()) return Turn::pass;
    const bool now = left_ > 0 && --left_ == 0;
    if (!now && !(hit_ && afterwards_ == Afterwards::failing)) return Turn::pass;
    hit_ = true;
    return error_ == 0 ? Turn::half : Turn::fail;
}

PretendedSyncs::PretendedSyncs() { ++pretending; }
PretendedSyncs::~PretendedSyncs() { --pretending; }

}  // namespace hero::test

using hero::test::FailingCalls;
using hero::test::SystemCall;

extern "C" {

int open(const char* path, int flags, ...) {
    mode_t mode = 0;
    if ((flags & (O_CREAT | O_TMPFILE)) != 0) {
        std::va_list rest;
        va_start(rest, flags);
        mode = va_arg(rest, mode_t);
        va_end(rest);
    }
    if (hero::test::turn_of(SystemCall::open, "open") != FailingCalls::Turn::pass) return hero::test::failed();
    return static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path, flags, mode));
}

ssize_t write(int descriptor, const void* bytes, std::size_t count) {
    const auto turn = hero::test::turn_of(SystemCall::write, "write");
    if (turn == FailingCalls::Turn::fail) return hero::test::failed();
    if (turn == FailingCalls::Turn::half) count = (count + 1) / 2;
    return ::syscall(SYS_write, descriptor, bytes, count);
}

int fsync(int descriptor) {
    if (hero::test::failing &&
        hero::test::failing->turn(SystemCall::fsync, "fsync " + hero::test::path_of(descriptor)) !=
            FailingCalls::Turn::pass)
        return hero::test::failed();
    return hero::test::pretending > 0 ? 0 : static_cast<int>(::syscall(SYS_fsync, descriptor));
}

int rename(const char* from, const char* to) noexcept {
    if (hero::test::failing &&
        hero::test::failing->turn(SystemCall::rename, std::string{"rename "} + to) != FailingCalls::Turn::pass)
        return hero::test::failed();
    return static_cast<int>(::syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0));
}

int mkdir(const char* path, mode_t mode) noexcept {
    if (hero::test::turn_of(SystemCall::mkdir, "mkdir") != FailingCalls::Turn::pass) return hero::test::failed();
    return static_cast<int>(::syscall(SYS_mkdirat, AT_FDCWD, path, mode));
}

int unlink(const char* path) noexcept {
    if (hero::test::turn_of(SystemCall::unlink, "unlink") != FailingCalls::Turn::pass) return hero::test::failed();
    return static_cast<int>(::syscall(SYS_unlinkat, AT_FDCWD, path, 0));
}

}  // extern "C"
