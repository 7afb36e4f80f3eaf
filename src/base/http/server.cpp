#include "base/http/server.hpp"

#include <sys/resource.h>
#include <sys/socket.h>

#include <algorithm>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>
#include <chrono>
#include <stdexcept>

#include "base/http/connection.hpp"
#include "base/http/io_thread.hpp"
#include "base/http/server_core.hpp"
#include "base/log.hpp"

namespace hero::http {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

using namespace std::chrono_literals;

constexpr int backlog = 4096;
constexpr int accepts_per_turn = 128;  // a busy thread comes back to its acceptor a hundred times a second only
// What the kernel keeps for a client that does not read (it counts twice as much); left to itself it keeps megabytes,
// and thousands of such clients would take the memory of everybody's connections.
constexpr int send_buffer = 128 * 1024;
constexpr ::rlim_t most_descriptors = 131'072;
constexpr auto accept_pause = 100ms;  // when the process has no descriptor left

// The soft limit is low (1024) only for the sake of select(), which nobody here uses. Leaves descriptors for the
// database, temporary files and answers in flight.
std::int64_t connections_allowed() {
    ::rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return 512;
    limit.rlim_cur = std::min<::rlim_t>(limit.rlim_max, most_descriptors);
    if (::setrlimit(RLIMIT_NOFILE, &limit) != 0 && ::getrlimit(RLIMIT_NOFILE, &limit) != 0) return 512;
    const auto descriptors = static_cast<std::int64_t>(limit.rlim_cur);
    return std::max<std::int64_t>(descriptors - descriptors / 8 - 64, 16);
}

}  // namespace

struct Server::State {
    State(ServerOptions options, Handle handle, IsQuick is_quick)
        : core(std::move(options), std::move(handle), std::move(is_quick)) {
        for (int i = 0; i < std::max(core.options.io_threads, 1); ++i)
            threads.push_back(std::make_unique<IoThread>(core));
        acceptor.emplace(threads.front()->context());
    }

    void listen();
    void accept();
    void accept_some();
    boost::system::error_code accept_one();
    void accept_later();
    void hand_over(Socket socket, IoThread& thread);
    void stop_accepting();
    void drain(int seconds);

    ServerCore core;
    std::vector<std::unique_ptr<IoThread>> threads;
    std::optional<tcp::acceptor> acceptor;  // used on the first thread
    std::optional<asio::steady_timer> pause;
    std::size_t next_thread = 0;
    std::uint16_t port = 0;
    std::mutex drain_mutex;
    bool started = false;
    bool stopped = false;
};

void Server::State::listen() {
    boost::system::error_code error;
    const auto fail_on_error = [&](const char* what) {
        if (error) throw std::runtime_error(std::string(what) + " " + core.options.address + ": " + error.message());
    };
    const auto address = asio::ip::make_address(core.options.address, error);
    fail_on_error("not an address:");
    const tcp::endpoint endpoint(address, core.options.port);
    acceptor->open(endpoint.protocol(), error);
    fail_on_error("cannot open");
    acceptor->set_option(tcp::acceptor::reuse_address(true), error);
    // Accepted sockets inherit these.
    acceptor->set_option(tcp::no_delay(true), error);
    acceptor->set_option(tcp::acceptor::send_buffer_size(send_buffer), error);
    acceptor->bind(endpoint, error);
    fail_on_error("cannot bind");
    acceptor->listen(backlog, error);
    fail_on_error("cannot listen on");
    acceptor->non_blocking(true, error);
    port = acceptor->local_endpoint().port();
}

void Server::State::accept() {
    acceptor->async_wait(tcp::acceptor::wait_read, [this](boost::system::error_code) {
        if (acceptor->is_open()) accept_some();
    });
}

void Server::State::accept_some() {
    for (int i = 0; i < accepts_per_turn; ++i) {
        const auto error = accept_one();
        if (error == asio::error::would_block || error == asio::error::try_again) break;
        if (error == asio::error::no_descriptors || error == boost::system::errc::too_many_files_open_in_system ||
            error == asio::error::no_buffer_space || error == asio::error::no_memory)
            return accept_later();
    }
    accept();
}

// Beyond what descriptors allow a newcomer is sent away at once.
boost::system::error_code Server::State::accept_one() {
    auto& thread = *threads[next_thread++ % threads.size()];
    Socket socket(thread.context());
    boost::system::error_code error;
    acceptor->accept(socket, error);
    if (!error && core.connections.load() < core.max_connections) hand_over(std::move(socket), thread);
    return error;
}

void Server::State::hand_over(Socket socket, IoThread& thread) {
    core.opened();
    asio::dispatch(thread.context(),
                   [&thread, moved = std::move(socket)]() mutable { thread.adopt(std::move(moved)); });
}

void Server::State::accept_later() {
    pause.emplace(acceptor->get_executor(), accept_pause);
    pause->async_wait([this](boost::system::error_code error) {
        if (!error && acceptor->is_open()) accept();
    });
}

// Connections the kernel has accepted already are served: their clients may have sent a request.
void Server::State::stop_accepting() {
    if (!acceptor->is_open()) return;
    while (!accept_one()) continue;
    boost::system::error_code error;
    acceptor->close(error);
    pause.reset();
    for (auto& thread : threads) thread->drain();
    core.stopped_accepting();
}

void Server::State::drain(int seconds) {
    const std::lock_guard once(drain_mutex);
    if (std::exchange(stopped, true)) return;
    core.draining = true;
    if (started) {
        asio::post(threads.front()->context(), [this] { stop_accepting(); });
        core.wait_until_closed(seconds);
    }
    core.workers.stop();
    for (auto& thread : threads) thread->stop();
}

Server::Server(ServerOptions options, Handle handle, IsQuick is_quick)
    : state_(std::make_unique<State>(std::move(options), std::move(handle), std::move(is_quick))) {}

Server::~Server() { state_->drain(0); }

void Server::listen() {
    if (!state_->acceptor->is_open()) state_->listen();
}

void Server::start() {
    listen();
    state_->core.max_connections = connections_allowed();
    state_->core.workers.start();
    state_->accept();
    state_->started = true;
    for (auto& thread : state_->threads) thread->start();
}

std::uint16_t Server::port() const { return state_->port; }

void Server::wind_down() { state_->core.winding_down = true; }

void Server::drain(int seconds) { state_->drain(seconds); }

ServerFigures Server::figures() const {
    const auto& core = state_->core;
    const auto held = core.bodies.held();
    return {core.requests.load(),    core.refused.load(), core.busy.load(),
            core.connections.load(), core.streams.load(), held.memory + held.disk};
}

}  // namespace hero::http
