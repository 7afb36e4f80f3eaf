#pragma once
// A child of the test process that may end in any way, and what it told.
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace hero::test {

struct Ending {
    int status = -1;                  // its exit status; -1 for a signal
    std::vector<std::string> told{};  // line by line
    std::string log;                  // what went to standard error

    [[nodiscard]] bool has_told(std::string_view line) const;
};

using Tell = std::function<void(std::string_view line)>;

// Runs `life` in a child and waits for it: 0 when it returns, exit_of_exception when it throws (what it threw is in the
// log). Call it while no other thread runs.
inline constexpr int exit_of_exception = 70;
Ending run_in_child(const std::function<void(const Tell& tell)>& life);

}  // namespace hero::test
