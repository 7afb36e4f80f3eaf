#include "base/http/connection.hpp"

#include <sys/socket.h>

#include <boost/asio/post.hpp>
#include <cerrno>
#include <cstring>
#include <exception>

#include "base/errors.hpp"
#include "base/http/freed.hpp"
#include "base/http/refusal.hpp"
#include "base/log.hpp"

namespace hero::http {

namespace {

using namespace std::chrono_literals;
using std::chrono::seconds;

constexpr int reads_per_turn = 8;  // then other connections have theirs
constexpr std::size_t small_memory = 256;
constexpr int idle_factor = 6;   // of header_seconds
constexpr auto heartbeat = 20s;  // less than the patience of proxies, commonly a minute
constexpr auto linger_silence = 5s;
constexpr auto linger_limit = 30s;
constexpr auto linger_when_draining = 1s;
constexpr auto never = Connection::Clock::time_point::max();

bool is_would_block(int error) { return error == EAGAIN || error == EWOULDBLOCK; }

std::string peer_of(const Socket& socket) {
    boost::system::error_code error;
    const auto endpoint = socket.remote_endpoint(error);
    return error ? std::string() : canonical_address(endpoint.address().to_string());
}

}  // namespace

Connection::Connection(Socket socket, IoThread& thread, ServerCore& core)
    : socket_(std::move(socket)), thread_(thread), core_(core), peer_(peer_of(socket_)), share_(core.bodies) {}

void Connection::start(Connections::iterator place) {
    place_ = place;
    deadline_ = Clock::now() + seconds(core_.options.header_seconds * idle_factor);
    wait_readable();
}

// ---- Reading

void Connection::receive() {
    for (int turn = 0; turn < reads_per_turn; ++turn) {
        const auto room = thread_.scratch();
        const auto held = held_back_.size();
        std::memcpy(room.data(), held_back_.data(), held);
        const auto received = ::recv(socket_.native_handle(), room.data() + held, room.size() - held, MSG_DONTWAIT);
        if (received < 0 && errno == EINTR) continue;
        if (received < 0 && is_would_block(errno)) break;
        if (received <= 0) return received == 0 ? end_of_input() : close();
        const auto size = held + static_cast<std::size_t>(received);
        consume({room.data(), size});
        if (!is_reading() || receives_later_) return;
        if (size < room.size()) break;
    }
    wait_readable();
}

// Pipelined requests: what came with the last one.
void Connection::receive_held_back() {
    const auto room = thread_.scratch();
    const auto size = held_back_.copy(room.data(), room.size());
    consume({room.data(), size});
    if (is_reading() && !receives_later_) receive();
}

// Takes what has come, up to the end of one request; the rest is held back. `input` lies in the scratch room.
void Connection::consume(std::string_view input) {
    if (phase_ == Phase::idle && !begin_request(input)) return;
    while (!input.empty()) {
        input.remove_prefix(parser_->read(input));
        if (parser_->refusal() != 0) return refuse(parser_->refusal());
        if (parser_->is_done()) break;
        if (phase_ == Phase::body || !parser_->is_header_done()) break;
        begin_body(!input.empty());
        if (phase_ == Phase::closed) return;
    }
    hold_back(input);
    if (!count_memory()) return refuse(503);
    if (parser_->is_done()) return dispatch();
    if (phase_ == Phase::body)
        deadline_ = body_begun_ + seconds(core_.options.body_seconds + parser_->body_bytes() / 1024);
}

void Connection::hold_back(std::string_view input) {
    if (input.empty() && held_back_.capacity() > small_memory) return free_memory(held_back_);
    held_back_ = input;
}

// False when only the line ends came that some clients send after a body (RFC 9112 2.2).
bool Connection::begin_request(std::string_view& input) {
    while (input.starts_with("\r\n")) input.remove_prefix(2);
    if (input.empty() || input == "\r") {
        hold_back(input);
        return false;
    }
    parser_.emplace(request_, core_.options);
    phase_ = Phase::header;
    deadline_ = Clock::now() + seconds(core_.options.header_seconds);
    return true;
}

void Connection::begin_body(bool has_some) {
    phase_ = Phase::body;
    body_begun_ = Clock::now();
    if (!parser_->expects_continue() || has_some) return;
    static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    const auto sent = ::send(socket_.native_handle(), go_on.data(), go_on.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    // A full socket is no harm: the client goes on after a while without being told.
    const bool untouched = sent < 0 && is_would_block(errno);
    if (!untouched && sent != static_cast<ssize_t>(go_on.size())) close();
}

bool Connection::count_memory() {
    auto held = parser_->held();
    held.memory += held_back_.size();
    return share_.hold(held);
}

void Connection::drop_request() {
    free_memory(request_);
    share_.give_back();
}

void Connection::dispatch() {
    phase_ = Phase::handling;
    deadline_ = never;
    framing_ = {.head_only = request_.method == Method::head,
                .keep_alive = parser_->keep_alive(),
                .http_1_0 = parser_->is_http_1_0()};
    parser_.reset();
    request_.remote = core_.proxies.client_of(request_, peer_);
    core_.requests.fetch_add(1, std::memory_order_relaxed);
    request_.at_once = core_.is_quick && core_.is_quick(request_);
    if (request_.at_once && answer()) return write();
    request_.at_once = false;
    if (core_.workers.submit(shared_from_this())) return;
    core_.busy.fetch_add(1, std::memory_order_relaxed);
    drop_request();
    prepare(refusal(503, core_.options.https));
    write();
}

void Connection::end_of_input() {
    if (receives_later_) return;  // requests that came before the end
    // Whoever ends in the middle of a request may still be waiting for an answer.
    if (phase_ == Phase::idle)
        close();
    else
        refuse(400);
}

// ---- Answering

// On a worker.
void Connection::run() noexcept {
    answer();
    // Nobody else touches the socket while it is handled. What it does not take now, or refuses, is the I/O thread's.
    if (!events_) outgoing_.send(socket_.native_handle());
    boost::asio::post(thread_.context(), [self = shared_from_this()] { self->guarded([&] { self->write(); }); });
}

// On a worker, or where the request came in: false when it must wait for something, and nothing was done.
bool Connection::answer() noexcept {
    try {
        prepare(core_.handle(request_));
    } catch (const MustWait&) {
        if (request_.at_once) return false;
        log::error("http.handler_failed", {{"why", "it would not wait, and may"}});
        prepare(refusal(500, core_.options.https));
    } catch (const std::exception& failure) {
        log::error("http.handler_failed", {{"why", failure.what()}});
        prepare(refusal(500, core_.options.https));
    } catch (...) {
        log::error("http.handler_failed");
        prepare(refusal(500, core_.options.https));
    }
    drop_request();  // deletes uploads nobody took: not the I/O thread's work
    return true;
}

void Connection::refuse(int status) {
    framing_ = {.head_only = request_.method == Method::head, .keep_alive = false};
    (status == 503 ? core_.busy : core_.refused).fetch_add(1, std::memory_order_relaxed);
    parser_.reset();
    drop_request();
    free_memory(held_back_);
    prepare(refusal(status, core_.options.https));
    write();
}

void Connection::prepare(Response response) {
    if (core_.winding_down || core_.draining || response.events) framing_.keep_alive = false;
    events_ = framing_.head_only ? nullptr : response.events;
    outgoing_.prepare(std::move(response), framing_);
}

void Connection::write() {
    if (phase_ == Phase::closed) return;
    if (events_) return begin_stream();
    const bool begins = phase_ != Phase::writing;
    phase_ = Phase::writing;
    const auto progress = outgoing_.send(socket_.native_handle());
    if (progress == Outgoing::Progress::failed) return close();
    if (progress == Outgoing::Progress::all) return after_answer();
    if (begins || progress == Outgoing::Progress::some) deadline_ = Clock::now() + seconds(core_.options.write_seconds);
    wait_writable();
}

void Connection::after_answer() {
    outgoing_.clear();
    if (!framing_.keep_alive || core_.draining) return linger();
    phase_ = Phase::idle;
    deadline_ = Clock::now() + seconds(core_.options.header_seconds * idle_factor);
    if (held_back_.empty()) return wait_readable();
    // The next request has come already. Not from here: a hundred of them would be a hundred calls deep.
    receives_later_ = true;
    boost::asio::post(thread_.context(), [self = shared_from_this()] {
        self->receives_later_ = false;
        self->guarded([&] {
            if (self->phase_ != Phase::idle) return;
            self->receive_held_back();
        });
    });
}

// ---- Event streams

void Connection::begin_stream() {
    phase_ = Phase::streaming;
    core_.streams.fetch_add(1, std::memory_order_relaxed);
    free_memory(held_back_);
    deadline_ = Clock::now() + heartbeat;
    if (core_.draining) events_->end();
    events_->wake_with([weak = weak_from_this(), &context = thread_.context()] {
        boost::asio::post(context, [weak] {
            if (const auto self = weak.lock()) self->guarded([&] { self->stream(); });
        });
    });
    wait_readable();
    stream();
}

void Connection::stream() {
    while (phase_ == Phase::streaming) {
        if (outgoing_.is_empty()) {
            bool ended = false;
            outgoing_.append(events_->take(ended));
            if (outgoing_.is_empty() && ended) return linger();
            if (outgoing_.is_empty()) return;
        }
        const auto progress = outgoing_.send(socket_.native_handle());
        if (progress == Outgoing::Progress::failed) return close();
        deadline_ = Clock::now() + heartbeat;
        if (progress == Outgoing::Progress::all) continue;
        // What follows waits in the stream, where it is counted.
        deadline_ = Clock::now() + seconds(core_.options.write_seconds);
        return wait_writable();
    }
}

void Connection::end_stream() {
    if (!events_) return;
    std::exchange(events_, nullptr)->close();
    core_.streams.fetch_sub(1, std::memory_order_relaxed);
}

void Connection::keep_alive_or_close() {
    if (!outgoing_.is_empty()) return close();
    outgoing_.append(":\n\n");
    stream();
}

// Whoever listens has nothing to say; its end is the end of the stream.
void Connection::discard_while_streaming() {
    const auto room = thread_.scratch();
    const auto received = ::recv(socket_.native_handle(), room.data(), room.size(), MSG_DONTWAIT);
    if (received == 0 || (received < 0 && errno != EINTR && !is_would_block(errno))) return close();
    wait_readable();
    stream();
}

// ---- Ending

// Closing while the client still sends would reset the connection and lose the answer on its way: say that there is
// no more, then read until the client ends too, for a while.
void Connection::linger() {
    boost::system::error_code ignored;
    socket_.shutdown(Socket::shutdown_send, ignored);
    phase_ = Phase::lingering;
    end_stream();
    free_memory(held_back_);
    const auto now = Clock::now();
    linger_end_ = now + (core_.draining ? seconds(linger_when_draining) : seconds(linger_limit));
    deadline_ = std::min(now + linger_silence, linger_end_);
    discard_input();
}

void Connection::discard_input() {
    for (int turn = 0; turn < reads_per_turn; ++turn) {
        const auto room = thread_.scratch();
        const auto received = ::recv(socket_.native_handle(), room.data(), room.size(), MSG_DONTWAIT);
        if (received < 0 && errno == EINTR) continue;
        if (received < 0 && is_would_block(errno)) break;
        if (received <= 0) return close();
        deadline_ = std::min(Clock::now() + linger_silence, linger_end_);
    }
    wait_readable();
}

void Connection::close() {
    if (phase_ == Phase::closed) return;
    const auto self = shared_from_this();
    phase_ = Phase::closed;
    boost::system::error_code ignored;
    socket_.close(ignored);
    end_stream();
    parser_.reset();
    outgoing_.clear();
    drop_request();
    free_memory(held_back_);
    thread_.forget(place_);
    core_.closed();
}

void Connection::check_deadline(Clock::time_point now) {
    if (now < deadline_) return;
    guarded([this] {
        if (phase_ == Phase::header || phase_ == Phase::body)
            refuse(408);
        else if (phase_ == Phase::streaming)
            keep_alive_or_close();
        else
            close();
    });
}

void Connection::drain() {
    guarded([this] {
        // A request that has come already is answered.
        if (phase_ == Phase::idle && held_back_.empty()) receive();
        if (phase_ == Phase::idle && held_back_.empty()) close();
        if (phase_ == Phase::streaming) events_->end();
        if (phase_ == Phase::lingering) deadline_ = linger_end_ = Clock::now() + linger_when_draining;
    });
}

// ---- Waiting

void Connection::wait_readable() {
    if (std::exchange(waits_readable_, true)) return;
    socket_.async_wait(Socket::wait_read, [self = shared_from_this()](boost::system::error_code) {
        self->waits_readable_ = false;
        self->on_ready();
    });
}

void Connection::wait_writable() {
    if (std::exchange(waits_writable_, true)) return;
    socket_.async_wait(Socket::wait_write, [self = shared_from_this()](boost::system::error_code) {
        self->waits_writable_ = false;
        self->on_ready();
    });
}

// Either wait may outlive the phase it was begun in; what can be done now is decided by the phase alone.
void Connection::on_ready() {
    guarded([this] {
        if (is_reading()) return receive();
        if (phase_ == Phase::writing) return write();
        if (phase_ == Phase::streaming) return discard_while_streaming();
        if (phase_ == Phase::lingering) return discard_input();
    });
}

// A step that fails (no memory) ends this connection only.
template <typename Step>
void Connection::guarded(Step step) {
    try {
        step();
    } catch (const std::exception& failure) {
        log::error("http.connection_failed", {{"why", failure.what()}});
        close();
    }
}

}  // namespace hero::http
