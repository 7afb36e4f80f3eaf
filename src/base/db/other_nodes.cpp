#include "base/db/other_nodes.hpp"

#include <libpq-fe.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <memory>
#include <random>
#include <system_error>

#include "base/db/postgres.hpp"
#include "base/errors.hpp"
#include "base/ids.hpp"
#include "base/log.hpp"

namespace hero::db {

namespace {

using namespace std::chrono_literals;
using SteadyClock = std::chrono::steady_clock;

constexpr std::size_t most_waiting = 10'000;
constexpr std::size_t longest_notification = 7'000;  // the server takes 7,999 bytes
constexpr std::string_view missed = "*";             // instead of a topic: more happened than could be told
constexpr auto quiet = 2s;                           // then the connection is tried
constexpr auto patience = 4s;                        // with an answer
constexpr auto first_pause = 200ms;
constexpr auto longest_pause = 5s;

void drain(int event) {
    std::uint64_t count = 0;
    while (::read(event, &count, sizeof count) == sizeof count) continue;
}

std::chrono::milliseconds with_jitter(std::chrono::milliseconds pause) {
    static thread_local std::minstd_rand random{std::random_device{}()};
    return pause + std::chrono::milliseconds(random() % static_cast<unsigned>(pause.count() / 2 + 1));
}

}  // namespace

// The connection. Everything throws ConnectionLost.
class OtherNodes::Line {
public:
    explicit Line(const std::string& address) : connection_(::PQconnectdb(address.c_str()), &::PQfinish) {
        if (::PQstatus(connection_.get()) != CONNECTION_OK) throw ConnectionLost("cannot connect");
        ::PQsetNoticeProcessor(
            connection_.get(), [](void*, const char*) {}, nullptr);
        // What is told is durable already, and telling it is nothing to keep: no fsync, no wait for a standby.
        ask("SET application_name = 'hero nodes'; SET synchronous_commit = off; LISTEN hero");
    }

    [[nodiscard]] int socket() const { return ::PQsocket(connection_.get()); }

    // Runs one statement, for as long as `patience` at most. Its rows are dropped.
    void ask(const char* sql, const char* value = nullptr) {
        const int sent = value ? ::PQsendQueryParams(connection_.get(), sql, 1, nullptr, &value, nullptr, nullptr, 0)
                               : ::PQsendQuery(connection_.get(), sql);
        if (sent == 0) throw ConnectionLost("cannot send");
        const auto until = SteadyClock::now() + patience;
        while (::PQisBusy(connection_.get()) != 0) {
            wait_until(until);
            consume();
        }
        while (auto* const result = ::PQgetResult(connection_.get())) {
            const auto status = ::PQresultStatus(result);
            ::PQclear(result);
            if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) throw ConnectionLost("a statement failed");
        }
    }

    void consume() {
        if (::PQconsumeInput(connection_.get()) == 0) throw ConnectionLost("the connection is broken");
    }

    // The next notification that has come, or "".
    std::string next() {
        const std::unique_ptr<::PGnotify, decltype(&::PQfreemem)> one(::PQnotifies(connection_.get()), &::PQfreemem);
        return one ? one->extra : "";
    }

private:
    void wait_until(SteadyClock::time_point until) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - SteadyClock::now());
        ::pollfd readable{socket(), POLLIN, 0};
        if (left <= 0ms || ::poll(&readable, 1, static_cast<int>(left.count())) == 0)
            throw ConnectionLost("no answer in time");
    }

    std::unique_ptr<::PGconn, decltype(&::PQfinish)> connection_;
};

OtherNodes::OtherNodes(std::string address, const Listeners& listeners, std::function<void()> gap)
    : address_(postgres_address(std::move(address))),
      listeners_(listeners),
      gap_(std::move(gap)),
      name_(random_hex(8)),
      wake_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (wake_ < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
    thread_ = std::thread([this] { run(); });
}

OtherNodes::~OtherNodes() {
    stopping_ = true;
    ::eventfd_write(wake_, 1);
    thread_.join();
    ::close(wake_);
}

void OtherNodes::tell(const Announcement& announcement) {
    {
        const std::scoped_lock lock(mutex_);
        if (waiting_.size() >= most_waiting) {
            waiting_.clear();
            waiting_.emplace(missed);
        }
        waiting_.insert(announcement.topic + " " + announcement.payload);
    }
    ::eventfd_write(wake_, 1);
}

void OtherNodes::run() {
    std::chrono::milliseconds pause = first_pause;
    bool told = false;
    while (!stopping_) {
        try {
            Line line(address_);
            if (std::exchange(told, false)) log::info("nodes.heard_again");
            pause = first_pause;
            gap_();
            converse(line);
        } catch (const std::exception& away) {
            // Once for each time it is away, not for each try.
            if (!std::exchange(told, true)) log::warning("nodes.not_heard", {{"why", away.what()}});
        }
        rest(with_jitter(pause));
        pause = std::min<std::chrono::milliseconds>(pause * 2, longest_pause);
    }
}

void OtherNodes::converse(Line& line) {
    while (!stopping_) {
        std::array<::pollfd, 2> ends{{{line.socket(), POLLIN, 0}, {wake_, POLLIN, 0}}};
        const int ready = ::poll(ends.data(), ends.size(), std::chrono::milliseconds(quiet).count());
        if (stopping_) return;
        drain(wake_);
        send_waiting(line);
        if (ready == 0) line.ask("SELECT 1");
        line.consume();
        for (auto heard = line.next(); !heard.empty(); heard = line.next()) hear(heard);
    }
}

// What could not be sent goes on waiting: to be heard twice does no harm.
void OtherNodes::send_waiting(Line& line) {
    while (true) {
        std::vector<std::string> sending;
        std::string text = name_;
        {
            const std::scoped_lock lock(mutex_);
            for (const auto& one : waiting_) {
                if (text.size() + one.size() > longest_notification) break;
                text.append("\n").append(one);
                sending.push_back(one);
            }
        }
        if (sending.empty()) return;
        line.ask("SELECT pg_notify('hero', $1)", text.c_str());
        const std::scoped_lock lock(mutex_);
        for (const auto& one : sending) waiting_.erase(one);
    }
}

void OtherNodes::hear(std::string_view notification) {
    const auto take = [&notification] {
        const auto line = notification.substr(0, notification.find('\n'));
        notification.remove_prefix(std::min(line.size() + 1, notification.size()));
        return line;
    };
    if (take() == name_) return;
    while (!notification.empty()) {
        const auto line = take();
        if (line == missed) gap_();
        const auto blank = std::min(line.find(' '), line.size());
        listeners_.tell(line.substr(0, blank), line.substr(std::min(blank + 1, line.size())));
    }
}

void OtherNodes::rest(std::chrono::milliseconds pause) {
    ::pollfd woken{wake_, POLLIN, 0};
    const auto until = SteadyClock::now() + pause;
    while (!stopping_ && SteadyClock::now() < until) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - SteadyClock::now());
        ::poll(&woken, 1, static_cast<int>(std::max<std::int64_t>(left.count(), 1)));
        drain(wake_);
    }
}

}  // namespace hero::db
