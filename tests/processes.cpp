#include "tests/processes.hpp"

#include <pwd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace hero::test {

std::vector<std::string> unprivileged(std::vector<std::string> words) {
    if (::geteuid() != 0) return words;
    std::vector<std::string> all{"setpriv",        "--reuid",         "nobody",      "--regid", "nogroup",
                                 "--clear-groups", "--inh-caps=-all", "--pdeathsig", "KILL"};
    all.insert(all.end(), words.begin(), words.end());
    return all;
}

void hand_over(const std::filesystem::path& folder) {
    const auto* nobody = ::geteuid() == 0 ? ::getpwnam("nobody") : nullptr;
    if (!nobody) return;
    const auto give = [&](const std::filesystem::path& path) {
        if (::chown(path.c_str(), nobody->pw_uid, nobody->pw_gid) != 0) throw std::runtime_error("chown");
    };
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) give(entry.path());
    give(folder);
}

::pid_t launch(const std::vector<std::string>& words, const std::string& log) {
    std::vector<char*> arguments;
    arguments.reserve(words.size() + 1);
    for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    const ::pid_t child = ::fork();
    if (child != 0) return child;
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (!std::freopen(log.c_str(), "a", stdout) || !std::freopen(log.c_str(), "a", stderr)) ::_exit(126);
    ::execvp(arguments[0], arguments.data());
    ::_exit(127);
}

void run(const std::vector<std::string>& words, const std::string& log) {
    int status = 0;
    if (::waitpid(launch(words, log), &status, 0) < 0 || status != 0) {
        std::ifstream said(log);
        throw std::runtime_error(words.front() + ": " + std::string{std::istreambuf_iterator<char>(said), {}});
    }
}

void end(::pid_t process, int signal) {
    if (process <= 0) return;
    ::kill(process, signal);
    ::waitpid(process, nullptr, 0);
}

}  // namespace hero::test
