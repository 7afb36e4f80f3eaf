#pragma once
// The site of a TestApp behind the real server, with its workers; a client that measures; and peers that say nothing.
#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/http/server.hpp"
#include "base/http/test_client.hpp"
#include "tests/app.hpp"

namespace hero::test {

class Running {
public:
    explicit Running(TestApp& app);
    ~Running();
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

    // Over a connection of its own. `cookie` as the browser sends it, "" for a visitor.
    http::Answer get(const std::string& target, const std::string& cookie = "") const;
    // A form of a visitor, percent-encoded.
    http::Answer post(const std::string& target, const std::string& form) const;
    // The longest of these pages took, each asked for five times; not 200 fails the test.
    std::chrono::milliseconds slowest(const std::vector<std::string>& pages, const std::string& cookie = "") const;
    // Moves the clock minute by minute and wakes the workers until `done` (at most two minutes of real time). The clock
    // runs slower when it takes long: on a busy machine the lease of a job must not end before its work does.
    template <typename Done>
    bool wait_until(Done&& done) {
        const auto end = std::chrono::steady_clock::now() + std::chrono::minutes{2};
        for (int minutes = 0; std::chrono::steady_clock::now() < end; ++minutes) {
            if (done()) return true;
            pass_a_minute(std::chrono::milliseconds{minutes < 60 ? 50 : 1000});
        }
        return false;
    }

private:
    void pass_a_minute(std::chrono::milliseconds real);

    TestApp& app_;
    http::TestFolder temporary_;
    std::unique_ptr<http::Server> server_;
};

// Takes connections and never says a word, until it goes.
class SilentPeer {
public:
    SilentPeer();                                  // on a port of 127.0.0.1
    explicit SilentPeer(const std::string& path);  // on a local socket, which it removes at its end
    ~SilentPeer();
    SilentPeer(const SilentPeer&) = delete;
    SilentPeer& operator=(const SilentPeer&) = delete;
    [[nodiscard]] int port() const { return port_; }
    // Somebody is waiting for an answer.
    [[nodiscard]] bool is_called() const;

private:
    int listener_ = -1;
    int port_ = 0;
    std::string path_;
};

}  // namespace hero::test
