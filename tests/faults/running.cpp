#include "tests/faults/running.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/un.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <thread>

#include "commands/timers.hpp"

namespace hero::test {

namespace {

using namespace std::chrono_literals;

void listen_on(int socket, const ::sockaddr* address, ::socklen_t length) {
    if (::bind(socket, address, length) != 0 || ::listen(socket, 64) != 0)
        throw std::runtime_error("no place for a silent peer");
}

}  // namespace

Running::Running(TestApp& app) : app_(app) {
    http::ServerOptions options;
    options.port = 0;
    options.temp_folder = temporary_.path();
    register_jobs(app.app);
    server_ = std::make_unique<http::Server>(options, [&](http::Request& request) { return app.site.handle(request); });
    server_->start();
    app.app.workers.start(2);
}

Running::~Running() {
    server_.reset();
    app_.app.workers.stop();
}

http::Answer Running::get(const std::string& target, const std::string& cookie) const {
    http::RawClient client(server_->port());
    client.send("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nConnection: close\r\n" +
                (cookie.empty() ? "" : "Cookie: hero=" + cookie + "\r\n") + "\r\n");
    return client.receive();
}

http::Answer Running::post(const std::string& target, const std::string& form) const {
    http::RawClient client(server_->port());
    client.send("POST " + target +
                " HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nConnection: close\r\nOrigin: http://127.0.0.1:8080\r\n"
                "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " +
                std::to_string(form.size()) + "\r\n\r\n" + form);
    return client.receive();
}

std::chrono::milliseconds Running::slowest(const std::vector<std::string>& pages, const std::string& cookie) const {
    auto longest = 0ms;
    for (int round = 0; round < 5; ++round)
        for (const auto& page : pages) {
            const auto start = std::chrono::steady_clock::now();
            EXPECT_EQ(get(page, cookie).status, 200) << page;
            longest = std::max(longest, std::chrono::duration_cast<std::chrono::milliseconds>(
                                            std::chrono::steady_clock::now() - start));
        }
    return longest;
}

void Running::pass_a_minute(std::chrono::milliseconds real) {
    app_.clock.advance(1min);
    app_.app.workers.wake();
    std::this_thread::sleep_for(real);
}

SilentPeer::SilentPeer() : listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    ::sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::socklen_t length = sizeof address;
    listen_on(listener_, reinterpret_cast<::sockaddr*>(&address), length);
    ::getsockname(listener_, reinterpret_cast<::sockaddr*>(&address), &length);
    port_ = ntohs(address.sin_port);
}

SilentPeer::SilentPeer(const std::string& path)
    : listener_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)), path_(path) {
    ::sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    listen_on(listener_, reinterpret_cast<::sockaddr*>(&address), sizeof address);
}

SilentPeer::~SilentPeer() {
    ::close(listener_);
    if (!path_.empty()) ::unlink(path_.c_str());
}

bool SilentPeer::is_called() const {
    ::pollfd called{listener_, POLLIN, 0};
    return ::poll(&called, 1, 10'000) == 1;
}

}  // namespace hero::test
