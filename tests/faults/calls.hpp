#pragma once
// System calls that fail. The whole test program calls open, write, fsync, rename, mkdir and unlink through here; only
// a thread in which a FailingCalls lives notices.
#include <string>
#include <vector>

namespace hero::test {

enum class SystemCall { open, write, fsync, rename, mkdir, unlink };
enum class Afterwards { sound, failing };  // the calls after the one that fails

// While it lives, the `number`-th call of this thread that `may_fail` fails with `error` (EIO, ENOSPC …); 0 as the
// number: none. 0 as the error: a write that takes half of what it was given. One at a time in a thread.
class FailingCalls {
public:
    FailingCalls(int number, int error, std::vector<SystemCall> may_fail, Afterwards afterwards = Afterwards::sound);
    ~FailingCalls();
    FailingCalls(const FailingCalls&) = delete;
    FailingCalls& operator=(const FailingCalls&) = delete;

    [[nodiscard]] bool was_hit() const { return hit_; }
    // What was called, in order: "write", "fsync /path", "rename /path" (the new name).
    [[nodiscard]] const std::vector<std::string>& trace() const { return trace_; }

    // For the calls.
    enum class Turn { pass, fail, half };
    Turn turn(SystemCall call, const std::string& what);
    [[nodiscard]] int error() const { return error_; }

private:
    int left_;
    int error_;
    std::vector<SystemCall> may_fail_;
    Afterwards afterwards_;
    bool hit_ = false;
    std::vector<std::string> trace_;
};

// While it lives, fsync in this process asks no disk: for tests that start a thousand times.
class PretendedSyncs {
public:
    PretendedSyncs();
    ~PretendedSyncs();
    PretendedSyncs(const PretendedSyncs&) = delete;
    PretendedSyncs& operator=(const PretendedSyncs&) = delete;
};

}  // namespace hero::test
