#pragma once
// For tests: stands between a client and PostgreSQL's Unix socket, and cuts the line at a COMMIT when told to.
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "tests/database.hpp"

namespace hero::test {

enum class Cut { never, before_the_server_hears, before_the_client_hears };

class CuttingProxy {
public:
    // `url` is that of the database, with host=<folder of the socket>.
    explicit CuttingProxy(const std::string& url) : url_(url), server_(socket_in(host_of(url))) {
        listener_ = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const auto here = socket_in(folder_.path().string());
        if (bind(listener_, as_address(here), sizeof here) != 0 || listen(listener_, 16) != 0)
            throw std::runtime_error("the proxy cannot listen");
        acceptor_ = std::thread([this] { accept_all(); });
    }
    // After its clients are gone.
    ~CuttingProxy() {
        shutdown(listener_, SHUT_RDWR);
        acceptor_.join();
        close(listener_);
    }
    CuttingProxy(const CuttingProxy&) = delete;
    CuttingProxy& operator=(const CuttingProxy&) = delete;

    // The URL that leads through the proxy.
    [[nodiscard]] std::string url() const { return url_.substr(0, url_.find("host=") + 5) + folder_.path().string(); }
    // The next COMMIT loses its connection.
    void cut_next(Cut cut) { next_ = cut; }

private:
    // As it goes over the line, with the NUL at its end: `READ COMMITTED` is not meant.
    static constexpr std::string_view whole_commit{"COMMIT", 7};

    static std::string host_of(const std::string& url) {
        auto host = url.substr(url.find("host=") + 5);
        for (auto at = host.find("%2F"); at != std::string::npos; at = host.find("%2F")) host.replace(at, 3, "/");
        return host;
    }
    static sockaddr_un socket_in(const std::string& folder) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        (folder + "/.s.PGSQL.5432").copy(address.sun_path, sizeof address.sun_path - 1);
        return address;
    }
    static const sockaddr* as_address(const sockaddr_un& address) {
        return reinterpret_cast<const sockaddr*>(&address);
    }

    void accept_all() {
        std::vector<std::jthread> lines;
        for (int client = accept(listener_, nullptr, nullptr); client >= 0;
             client = accept(listener_, nullptr, nullptr))
            lines.emplace_back([this, client] { carry(client); });
    }

    void carry(int client) {
        const int server = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (connect(server, as_address(server_), sizeof server_) == 0)
            while (carry_some(client, server)) continue;
        close(server);
        close(client);
    }

    // False at the end of the line.
    bool carry_some(int client, int server) {
        std::array<pollfd, 2> ends{{{client, POLLIN, 0}, {server, POLLIN, 0}}};
        if (poll(ends.data(), ends.size(), -1) < 0) return false;
        if (ends[1].revents != 0) return pass(server, client).has_value();
        const auto cut = next_.load();
        const auto said = pass(client, cut == Cut::before_the_server_hears ? -1 : server);
        if (!said) return false;
        const bool commit = said->find(whole_commit) != std::string::npos;
        if (cut == Cut::before_the_server_hears && !commit) return pass_on(*said, server);
        if (cut == Cut::never || !commit) return true;
        next_ = Cut::never;
        if (cut == Cut::before_the_client_hears) (void)pass(server, -1);
        return false;
    }

    // Reads once and, unless `to` is -1, hands it on. Nothing at the end of the line.
    static std::optional<std::string> pass(int from, int to) {
        std::string data(65536, '\0');
        const auto length = read(from, data.data(), data.size());
        if (length <= 0) return std::nullopt;
        data.resize(static_cast<std::size_t>(length));
        if (to >= 0 && !pass_on(data, to)) return std::nullopt;
        return data;
    }
    static bool pass_on(std::string_view data, int to) {
        while (!data.empty()) {
            const auto sent = send(to, data.data(), data.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            data.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    const std::string url_;
    const sockaddr_un server_;
    TemporaryFolder folder_;
    int listener_ = -1;
    std::atomic<Cut> next_ = Cut::never;
    std::thread acceptor_;
};

}  // namespace hero::test
