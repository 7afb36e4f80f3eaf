#pragma once
// Servers of Debian's packages that a test starts for itself. They end with the test, however it ends.
#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace hero::test {

// Root gives up what it may do; whoever is not root may do little already.
std::vector<std::string> unprivileged(std::vector<std::string> words);
// Gives a folder and all in it to the user that unprivileged() becomes.
void hand_over(const std::filesystem::path& folder);

// Starts a program in the background; what it says goes to the end of the file `log`.
::pid_t launch(const std::vector<std::string>& words, const std::string& log);
// Runs it to its end. Throws std::runtime_error with what it said when it fails.
void run(const std::vector<std::string>& words, const std::string& log);
// Ends a process of launch() with that signal, and waits for its end. 0 is none.
void end(::pid_t process, int signal);

}  // namespace hero::test
