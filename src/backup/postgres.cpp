#include "backup/postgres.hpp"

#include <fcntl.h>
#include <libpq-fe.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace hero::backup {

namespace {

// PGHOST=… and the like: what the address says, then everything else of our own environment.
std::vector<std::string> environment_for(const std::string& address, std::string& database) {
    char* mistake = nullptr;
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(
        PQconninfoParse(address.c_str(), &mistake), PQconninfoFree);
    const std::unique_ptr<char, decltype(&PQfreemem)> text(mistake, PQfreemem);
    if (!options) throw std::runtime_error("the setting database is no address of PostgreSQL");
    std::vector<std::string> result;
    for (const auto* option = options.get(); option->keyword; ++option) {
        if (!option->val) continue;
        if (option->envvar) result.push_back(std::string{option->envvar} + "=" + option->val);
        if (std::string_view{option->keyword} == "dbname") database = option->val;
    }
    for (char** entry = environ; *entry; ++entry)
        if (!std::string_view{*entry}.starts_with("PG")) result.emplace_back(*entry);
    return result;
}

std::vector<char*> pointers(std::vector<std::string>& words) {
    std::vector<char*> result;
    result.reserve(words.size() + 1);
    for (auto& word : words) result.push_back(word.data());
    result.push_back(nullptr);
    return result;
}

struct Pipe {
    std::array<int, 2> ends{-1, -1};
    Pipe() {
        if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe can be made");
    }
    ~Pipe() {
        ::close(ends[0]);
        close_writing();
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    void close_writing() {
        if (ends[1] >= 0) ::close(ends[1]);
        ends[1] = -1;
    }
};

::pid_t spawn(std::vector<std::string>& words, std::vector<std::string>& environment, int complaints) {
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, complaints, STDERR_FILENO);
    ::pid_t child = 0;
    const int failed = ::posix_spawnp(&child, words.front().c_str(), &actions, nullptr, pointers(words).data(),
                                      pointers(environment).data());
    ::posix_spawn_file_actions_destroy(&actions);
    if (failed == ENOENT) throw std::runtime_error(words.front() + " is not installed (Debian: postgresql-client)");
    if (failed != 0) throw std::runtime_error(words.front() + " cannot be started: " + std::strerror(failed));
    return child;
}

// What it says until it closes its end; `meanwhile` every second.
std::string complaints_of(const Pipe& pipe, const std::function<void()>& meanwhile) {
    std::string text;
    std::array<char, 4096> piece{};
    for (;;) {
        ::pollfd waited{.fd = pipe.ends[0], .events = POLLIN, .revents = 0};
        const int ready = ::poll(&waited, 1, 1000);
        if (ready == 0) meanwhile();
        if (ready <= 0) continue;
        const auto count = ::read(pipe.ends[0], piece.data(), piece.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return text;
        text.append(piece.data(), static_cast<std::size_t>(count));
    }
}

std::string why(const std::string& program, const std::string& complaints) {
    if (complaints.find("server version mismatch") != std::string::npos)
        return program + " is older than the server; install the postgresql-client of its version";
    const auto begin = complaints.find("error:");
    const auto line = begin == std::string::npos ? complaints : complaints.substr(begin);
    return program + ": " + line.substr(0, line.find('\n'));
}

class Child {
public:
    explicit Child(::pid_t id) : id_(id) {}
    ~Child() {
        if (id_ > 0) {
            ::kill(id_, SIGTERM);
            ::waitpid(id_, nullptr, 0);
        }
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    bool succeeded() {
        int status = 0;
        while (::waitpid(id_, &status, 0) < 0 && errno == EINTR) {
        }
        id_ = 0;
        return WIFEXITED(status) && WEXITSTATUS(status) == 0;
    }

private:
    ::pid_t id_;
};

void run(std::vector<std::string> words, std::vector<std::string> environment, const std::function<void()>& meanwhile) {
    Pipe pipe;
    Child child(spawn(words, environment, pipe.ends[1]));
    pipe.close_writing();
    const auto complaints = complaints_of(pipe, meanwhile);
    if (!child.succeeded()) throw std::runtime_error(why(words.front(), complaints));
}

}  // namespace

void dump(const std::string& address, const std::string& snapshot, const std::string& path,
          const std::function<void()>& meanwhile) {
    std::string database;
    auto environment = environment_for(address, database);
    run({"pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--no-password", "--snapshot=" + snapshot,
         "--file=" + path},
        std::move(environment), meanwhile);
}

void restore_dump(const std::string& address, const std::string& path) {
    std::string database;
    auto environment = environment_for(address, database);
    run({"pg_restore", "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", "--no-password",
         "--dbname=" + database, path},
        std::move(environment), [] {});
}

}  // namespace hero::backup
