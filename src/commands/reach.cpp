#include "commands/reach.hpp"

#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>

namespace hero {

namespace {

class Socket {
public:
    Socket(int family, int kind) : number_(::socket(family, kind | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)) {}
    ~Socket() {
        if (number_ >= 0) ::close(number_);
    }
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;

    std::string connect(const sockaddr* address, socklen_t size, std::chrono::milliseconds limit) const {
        if (number_ < 0) return std::strerror(errno);
        if (::connect(number_, address, size) == 0) return "";
        if (errno != EINPROGRESS) return std::strerror(errno);
        ::pollfd waited{.fd = number_, .events = POLLOUT, .revents = 0};
        if (::poll(&waited, 1, static_cast<int>(limit.count())) <= 0) return "no answer";
        int error = 0;
        socklen_t length = sizeof error;
        ::getsockopt(number_, SOL_SOCKET, SO_ERROR, &error, &length);
        return error == 0 ? "" : std::strerror(error);
    }

private:
    int number_;
};

}  // namespace

std::string why_unreachable(const std::string& host, std::uint16_t port, std::chrono::milliseconds patience) {
    addrinfo wanted{};
    wanted.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (const int failed = ::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &wanted, &found); failed != 0)
        return ::gai_strerror(failed);
    const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owned(found, ::freeaddrinfo);
    std::string why = "no address";
    for (const auto* one = found; one && !why.empty(); one = one->ai_next)
        why = Socket(one->ai_family, SOCK_STREAM).connect(one->ai_addr, one->ai_addrlen, patience);
    return why;
}

std::string why_unreachable(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path) return "its path is too long";
    path.copy(address.sun_path, path.size());
    return Socket(AF_UNIX, SOCK_STREAM)
        .connect(reinterpret_cast<const sockaddr*>(&address), sizeof address, std::chrono::seconds{1});
}

}  // namespace hero
