#include "base/http/io_thread.hpp"

#include <pthread.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <csignal>
#include <exception>

#include "base/http/connection.hpp"
#include "base/log.hpp"

namespace hero::http {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t read_size = 64UL * 1024;
constexpr auto deadline_precision = 200ms;

// A peer that went away while a file is sent to it must not end the process.
void ignore_broken_pipes() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

}  // namespace

IoThread::IoThread(ServerCore& core)
    : core_(core),
      work_(boost::asio::make_work_guard(context_)),
      timer_(context_.get_executor()),
      scratch_(read_size + std::max<std::size_t>(core.options.max_header_bytes, core.options.max_target_bytes) + 1024) {
}

IoThread::~IoThread() { stop(); }

void IoThread::start() {
    thread_ = std::thread([this] { run(); });
}

void IoThread::run() {
    ignore_broken_pipes();
    while (!context_.stopped()) {
        try {
            context_.run();
        } catch (const std::exception& failure) {
            // One connection's misfortune (no memory) is not another's.
            log::error("http.io_failed", {{"why", failure.what()}});
        }
    }
}

void IoThread::stop() {
    work_.reset();
    context_.stop();
    if (thread_.joinable()) thread_.join();
    connections_.clear();
}

void IoThread::adopt(Socket socket) {
    auto connection = std::make_shared<Connection>(std::move(socket), *this, core_);
    connections_.push_front(connection);
    connection->start(connections_.begin());
    if (!timer_runs_) check_deadlines();
}

void IoThread::forget(Connections::iterator connection) { connections_.erase(connection); }

void IoThread::check_deadlines() {
    const auto now = std::chrono::steady_clock::now();
    for (auto next = connections_.begin(); next != connections_.end();) {
        const auto connection = *next++;
        connection->check_deadline(now);
    }
    timer_runs_ = !connections_.empty();
    if (!timer_runs_) return;
    timer_.expires_after(deadline_precision);
    timer_.async_wait([this](boost::system::error_code error) {
        if (!error) check_deadlines();
    });
}

void IoThread::drain() {
    boost::asio::post(context_, [this] {
        for (auto next = connections_.begin(); next != connections_.end();) {
            const auto connection = *next++;
            connection->drain();
        }
    });
}

}  // namespace hero::http
