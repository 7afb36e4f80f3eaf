#include "measure.hpp"

#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <memory>
#include <stdexcept>
#include <system_error>

#include "http.hpp"

namespace bench {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds patience{30};  // for the answers that are still under way at the end

// One keep-alive connection with at most one request under way.
class Client {
public:
    explicit Client(std::uint16_t port) : port_(port) {}
    ~Client() { disconnect(); }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    void connect(int poll) {
        disconnect();
        socket_ = connect_to(port_);
        ::fcntl(socket_, F_SETFL, O_NONBLOCK);
        epoll_event event{EPOLLIN | EPOLLOUT | EPOLLET, {.ptr = this}};
        if (::epoll_ctl(poll, EPOLL_CTL_ADD, socket_, &event) != 0)
            throw std::system_error(errno, std::generic_category(), "epoll_ctl");
    }

    void begin(std::string request) {
        request_ = std::move(request);
        sent_ = 0;
        reader_ = {};
        busy_ = true;
        begun_ = Clock::now();
        send_more();
    }

    // Moves on as far as the socket allows. True when the answer is complete. Throws when it never will be.
    bool advance() {
        send_more();
        std::array<char, 65536> bytes;
        while (true) {
            const auto got = ::recv(socket_, bytes.data(), bytes.size(), 0);
            if (got == 0) throw std::runtime_error("connection closed by the server");
            if (got < 0 && errno == EAGAIN) return false;
            if (got < 0) throw std::runtime_error("connection broken");
            if (reader_.feed({bytes.data(), static_cast<std::size_t>(got)})) return true;
        }
    }

    Answer take() {
        busy_ = false;
        return reader_.take();
    }
    [[nodiscard]] bool busy() const { return busy_; }
    [[nodiscard]] Clock::time_point begun() const { return begun_; }

private:
    void send_more() {
        while (sent_ < request_.size()) {
            const auto sent = ::send(socket_, request_.data() + sent_, request_.size() - sent_, MSG_NOSIGNAL);
            if (sent < 0 && errno == EAGAIN) return;
            if (sent < 0) throw std::runtime_error("connection broken");
            sent_ += static_cast<std::size_t>(sent);
        }
    }
    void disconnect() {
        if (socket_ >= 0) ::close(socket_);
        socket_ = -1;
    }

    std::uint16_t port_;
    int socket_ = -1;
    std::string request_;
    std::size_t sent_ = 0;
    AnswerReader reader_;
    bool busy_ = false;
    Clock::time_point begun_;
};

class Measurement {
public:
    explicit Measurement(const Plan& plan) : plan_(plan), poll_(::epoll_create1(EPOLL_CLOEXEC)) {
        if (poll_ < 0) throw std::system_error(errno, std::generic_category(), "epoll_create1");
    }
    ~Measurement() { ::close(poll_); }
    Measurement(const Measurement&) = delete;
    Measurement& operator=(const Measurement&) = delete;

    Figures run() {
        std::vector<std::unique_ptr<Client>> clients;
        for (int i = 0; i < plan_.connections; ++i) {
            clients.push_back(std::make_unique<Client>(plan_.port));
            clients.back()->connect(poll_);
        }
        const auto start = Clock::now();
        end_ = start + plan_.length;
        for (auto& client : clients) begin(*client);
        while (under_way_ > 0 && Clock::now() < end_ + patience) wait();
        if (under_way_ > 0) figures_.errors["no answer"] += under_way_;
        figures_.seconds = std::chrono::duration<double>(Clock::now() - start).count();
        std::ranges::sort(figures_.milliseconds);
        return std::move(figures_);
    }

private:
    void begin(Client& client) {
        ++under_way_;
        client.begin(plan_.next_request());
    }

    void wait() {
        std::array<epoll_event, 64> events;
        const int ready = ::epoll_wait(poll_, events.data(), static_cast<int>(events.size()), 1000);
        for (int i = 0; i < ready; ++i) serve(*static_cast<Client*>(events[static_cast<std::size_t>(i)].data.ptr));
    }

    void serve(Client& client) {
        if (!client.busy()) return;
        try {
            if (!client.advance()) return;
            note(client.take(), client.begun());
            --under_way_;
            if (Clock::now() < end_) begin(client);
        } catch (const std::runtime_error& broken) {
            ++figures_.errors[broken.what()];
            --under_way_;
            client.connect(poll_);
            if (Clock::now() >= end_) return;
            begin(client);
        }
    }

    void note(const Answer& answer, Clock::time_point begun) {
        const std::chrono::duration<double, std::milli> took = Clock::now() - begun;
        if (answer.status == plan_.expected_status)
            figures_.milliseconds.push_back(took.count());
        else
            ++figures_.errors["status " + std::to_string(answer.status)];
    }

    const Plan& plan_;
    int poll_;
    Clock::time_point end_;
    std::size_t under_way_ = 0;
    Figures figures_;
};

}  // namespace

double Figures::per_second() const { return seconds > 0 ? static_cast<double>(milliseconds.size()) / seconds : 0; }

double Figures::percentile(double share) const {
    if (milliseconds.empty()) return 0;
    const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(milliseconds.size())));
    return milliseconds[std::clamp<std::size_t>(rank, 1, milliseconds.size()) - 1];
}

std::size_t Figures::error_count() const {
    std::size_t count = 0;
    for (const auto& [what, often] : errors) count += often;
    return count;
}

Figures measure(const Plan& plan) { return Measurement(plan).run(); }

}  // namespace bench
