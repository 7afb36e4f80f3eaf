#include "crowd.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <mutex>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <thread>

#include "http.hpp"

namespace bench {

namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr auto slowness = 1s;           // between two bytes
constexpr auto tick = 20ms;             // how often the slow ones are looked after
constexpr std::size_t a_tick = 200;     // how many connect in one
constexpr std::size_t at_a_time = 200;  // how many may wait for their first answer
constexpr int small_buffer = 4096;      // of somebody who hardly reads
constexpr std::uint32_t sources = 8;    // 127.0.0.2 and the following
constexpr std::string_view unfinished_header = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Lambat: ";

bool is_slow(Manner manner) { return manner >= Manner::slow_header; }
bool asks(Manner manner) { return manner == Manner::idle || manner == Manner::stream; }

sockaddr_in loopback(std::uint32_t last, std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK - 1 + last);
    return address;
}

// A connection from that address of this machine; -1 when there is none to be had, errno says why.
int connect_from(std::uint32_t last, std::uint16_t port, bool reads_little) {
    const int number = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (number < 0) return -1;
    const int yes = 1;
    ::setsockopt(number, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    // The port is chosen when the other end is known: one port serves several destinations.
    ::setsockopt(number, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &yes, sizeof yes);
    if (reads_little) ::setsockopt(number, SOL_SOCKET, SO_RCVBUF, &small_buffer, sizeof small_buffer);
    const auto from = loopback(last, 0);
    const auto to = loopback(1, port);
    if (::bind(number, reinterpret_cast<const sockaddr*>(&from), sizeof from) == 0 &&
        ::connect(number, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0 &&
        ::fcntl(number, F_SETFL, O_NONBLOCK) == 0)
        return number;
    const int why = errno;
    ::close(number);
    errno = why;
    return -1;
}

// Its address stays: the poll has it.
struct Member {
    const Group* group = nullptr;
    std::uint32_t source = 2;
    int socket = -1;
    std::string_view unsent{};
    AnswerReader reader{};
    bool settled = false;
    Clock::time_point next_byte{};
};

}  // namespace

std::size_t CrowdFigures::error_count() const {
    std::size_t count = 0;
    for (const auto& [what, often] : errors) count += often;
    return count;
}

class Crowd::Keeper {
public:
    Keeper(std::uint16_t port, std::vector<Group> groups)
        : port_(port), groups_(std::move(groups)), poll_(::epoll_create1(EPOLL_CLOEXEC)) {
        if (poll_ < 0) throw std::system_error(errno, std::generic_category(), "epoll_create1");
        std::size_t size = 0;
        for (const auto& group : groups_) {
            size += group.size;
            if (asks(group.manner)) asking_ += group.size;
        }
        members_.reserve(size);  // epoll keeps their addresses
        for (const auto& group : groups_)
            for (std::size_t i = 0; i < group.size; ++i) {
                auto& member = members_.emplace_back();
                member.group = &group;
                member.source = 2 + static_cast<std::uint32_t>(members_.size()) % sources;
                away_.push_back(&member);
            }
        thread_ = std::thread([this] { keep(); });
    }
    ~Keeper() {
        ends_ = true;
        thread_.join();
        for (const auto& member : members_)
            if (member.socket >= 0) ::close(member.socket);
        ::close(poll_);
    }
    Keeper(const Keeper&) = delete;
    Keeper& operator=(const Keeper&) = delete;

    void ask_again() {
        const std::lock_guard lock(mutex_);
        for (auto& member : members_) {
            if (member.group->manner != Manner::idle || !member.settled) continue;
            member.settled = false;
            --figures_.settled;
            quiet_.push_back(&member);
        }
    }
    [[nodiscard]] CrowdFigures figures() const {
        const std::lock_guard lock(mutex_);
        return figures_;
    }
    [[nodiscard]] bool all_settled() const {
        const std::lock_guard lock(mutex_);
        return figures_.open == members_.size() && figures_.settled == asking_;
    }

private:
    void keep() {
        auto next_look = Clock::now();
        while (!ends_) {
            std::array<epoll_event, 256> events;
            const int ready = ::epoll_wait(poll_, events.data(), static_cast<int>(events.size()), 10);
            const std::lock_guard lock(mutex_);
            for (int i = 0; i < ready; ++i) serve(*static_cast<Member*>(events[static_cast<std::size_t>(i)].data.ptr));
            if (Clock::now() < next_look) continue;
            next_look = Clock::now() + tick;
            admit();
            wake();
            look_after_slow_ones();
        }
    }

    // A crowd gathers; it does not arrive in one instant, which would only show where the server's queue ends.
    void admit() {
        for (std::size_t i = 0; i < a_tick && !away_.empty() && waiting() < at_a_time; ++i) {
            auto& member = *away_.back();
            away_.pop_back();
            connect(member);
        }
    }

    [[nodiscard]] std::size_t waiting() const {
        return std::min(figures_.open, asking_) - std::min(figures_.settled, asking_);
    }

    void connect(Member& member) {
        member.socket = connect_from(member.source, port_, member.group->manner == Manner::slow_reader);
        if (member.socket < 0) {
            ++figures_.errors[std::string{"not connected: "} + std::generic_category().message(errno)];
            return;
        }
        ++figures_.open;
        member.settled = false;
        member.reader = {};
        member.next_byte = Clock::now() + slowness;
        member.unsent = member.group->manner == Manner::slow_header ? unfinished_header : member.group->request;
        // Somebody who hardly reads is looked after by the clock, and wants to be told of an end only.
        const std::uint32_t interest = member.group->manner == Manner::slow_reader ? EPOLLRDHUP : EPOLLIN | EPOLLRDHUP;
        epoll_event event{interest, {.ptr = &member}};
        ::epoll_ctl(poll_, EPOLL_CTL_ADD, member.socket, &event);
        send_more(member);
    }

    static void send_more(Member& member) {
        while (!member.unsent.empty()) {
            const auto sent = ::send(member.socket, member.unsent.data(), member.unsent.size(), MSG_NOSIGNAL);
            if (sent <= 0) return;  // full, or ended: then it is told as an event
            member.unsent.remove_prefix(static_cast<std::size_t>(sent));
        }
    }

    void serve(Member& member) {
        if (member.socket < 0) return;
        if (is_slow(member.group->manner)) return serve_slow(member);
        std::array<char, 65536> bytes;
        while (true) {
            const auto got = ::recv(member.socket, bytes.data(), bytes.size(), 0);
            if (got < 0 && errno == EAGAIN) return;
            if (got <= 0) return fail(member, got == 0 ? "ended by the server" : "broken");
            if (!take(member, {bytes.data(), static_cast<std::size_t>(got)})) return;
        }
    }

    // False when the member has gone.
    bool take(Member& member, std::string_view bytes) {
        if (member.group->manner == Manner::stream) {
            if (!member.settled && !bytes.starts_with("HTTP/1.1 200 ")) return fail(member, "no stream"), false;
            settle(member);
            return true;
        }
        try {
            if (!member.reader.feed(bytes)) return true;
            if (const auto answer = member.reader.take(); answer.status != 200)
                return fail(member, "status " + std::to_string(answer.status)), false;
            settle(member);
            return true;
        } catch (const std::runtime_error& wrong) {
            return fail(member, wrong.what()), false;
        }
    }

    void settle(Member& member) {
        if (!std::exchange(member.settled, true)) ++figures_.settled;
    }

    // Whoever takes too long is told so with 408, or just left when it does not read; then it begins again.
    void serve_slow(Member& member) {
        std::array<char, 4096> bytes;
        const auto got =
            member.group->manner == Manner::slow_reader ? 0 : ::recv(member.socket, bytes.data(), bytes.size(), 0);
        if (got < 0 && errno == EAGAIN) return;
        const std::string_view answer{bytes.data(), static_cast<std::size_t>(std::max<ssize_t>(got, 0))};
        if (member.group->manner != Manner::slow_reader && !answer.starts_with("HTTP/1.1 408 "))
            ++figures_.errors["a slow one was not told 408"];
        ++figures_.sent_away;
        disconnect(member);
        away_.insert(away_.begin(), &member);
    }

    void fail(Member& member, const std::string& what) {
        ++figures_.errors[what];
        if (member.settled) --figures_.settled;
        disconnect(member);
    }

    void disconnect(Member& member) {
        ::close(member.socket);
        member.socket = -1;
        member.settled = false;
        --figures_.open;
    }

    void wake() {
        for (std::size_t i = 0; i < a_tick && !quiet_.empty() && waiting() < quiet_.size() + at_a_time; ++i) {
            auto& member = *quiet_.back();
            quiet_.pop_back();
            if (member.socket < 0) continue;
            member.unsent = member.group->request;
            send_more(member);
        }
    }

    void look_after_slow_ones() {
        const auto now = Clock::now();
        for (auto& member : members_) {
            if (member.socket < 0 || !is_slow(member.group->manner)) continue;
            if (member.group->manner == Manner::slow_reader) send_more(member);
            if (now < member.next_byte) continue;
            member.next_byte = now + slowness;
            char byte = 'x';  // what becomes of it is told as an event
            const auto moved = member.group->manner == Manner::slow_reader
                                   ? ::recv(member.socket, &byte, 1, 0)
                                   : ::send(member.socket, &byte, 1, MSG_NOSIGNAL);
            static_cast<void>(moved);
        }
    }

    const std::uint16_t port_;
    const std::vector<Group> groups_;
    const int poll_;
    std::size_t asking_ = 0;  // members that are to get an answer
    std::vector<Member> members_;
    std::vector<Member*> away_;   // to be connected
    std::vector<Member*> quiet_;  // to ask again
    std::atomic<bool> ends_ = false;
    mutable std::mutex mutex_;
    CrowdFigures figures_;
    std::thread thread_;
};

Crowd::Crowd(std::uint16_t port, const std::vector<Group>& groups) : keeper_(std::make_unique<Keeper>(port, groups)) {}

Crowd::~Crowd() = default;

bool Crowd::wait_until_settled(int seconds) {
    const auto end = Clock::now() + std::chrono::seconds(seconds);
    while (!keeper_->all_settled()) {
        if (Clock::now() > end || keeper_->figures().error_count() > 0) return false;
        std::this_thread::sleep_for(20ms);
    }
    return true;
}

void Crowd::ask_again() { keeper_->ask_again(); }

CrowdFigures Crowd::figures() const { return keeper_->figures(); }

std::size_t raise_descriptor_limit() {
    ::rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) throw std::system_error(errno, std::generic_category(), "getrlimit");
    limit.rlim_cur = limit.rlim_max;
    if (::setrlimit(RLIMIT_NOFILE, &limit) != 0) throw std::system_error(errno, std::generic_category(), "setrlimit");
    return limit.rlim_cur;
}

}  // namespace bench
