#include "tests/faults/child.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>
#include <sstream>
#include <stdexcept>

namespace hero::test {

namespace {

constexpr std::string_view mark = "told: ";

[[noreturn]] void be_the_child(const std::function<void(const Tell& tell)>& life, int pipe) {
    ::dup2(pipe, STDERR_FILENO);
    int status = 0;
    try {
        life([pipe](std::string_view line) {
            const auto text = std::string{mark} + std::string{line} + "\n";
            if (::write(pipe, text.data(), text.size()) < 0) ::_exit(exit_of_exception);
        });
    } catch (const std::exception& error) {
        std::fprintf(stderr, "threw %s\n", error.what());
        status = exit_of_exception;
    }
    ::_exit(status);
}

}  // namespace

bool Ending::has_told(std::string_view line) const { return std::ranges::find(told, line) != told.end(); }

Ending run_in_child(const std::function<void(const Tell& tell)>& life) {
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0) throw std::runtime_error("no pipe");
    const ::pid_t child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        be_the_child(life, ends[1]);
    }
    ::close(ends[1]);
    std::string text;
    std::array<char, 4096> piece{};
    for (::ssize_t count = 0; (count = ::read(ends[0], piece.data(), piece.size())) > 0;)
        text.append(piece.data(), static_cast<std::size_t>(count));
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    Ending ending;
    if (WIFEXITED(status)) ending.status = WEXITSTATUS(status);
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);)
        if (line.starts_with(mark))
            ending.told.push_back(line.substr(mark.size()));
        else
            ending.log += line + "\n";
    return ending;
}

}  // namespace hero::test
