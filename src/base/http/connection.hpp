#pragma once
// One client's connection: requests one after the other, each read here, answered on a worker, written here.
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/http/events.hpp"
#include "base/http/io_thread.hpp"
#include "base/http/outgoing.hpp"
#include "base/http/request_parser.hpp"

namespace hero::http {

// Everything but `run` is called on the connection's I/O thread. While a worker runs the handler, request_,
// share_ and outgoing_ are the worker's.
class Connection final : public WorkerPool::Task, public std::enable_shared_from_this<Connection> {
public:
    using Clock = std::chrono::steady_clock;

    Connection(Socket socket, IoThread& thread, ServerCore& core);

    void start(Connections::iterator place);
    void check_deadline(Clock::time_point now);
    void drain();
    void run() noexcept override;

private:
    enum class Phase { idle, header, body, handling, writing, streaming, lingering, closed };

    // Reading
    void receive();
    void receive_held_back();
    void consume(std::string_view input);
    void hold_back(std::string_view input);
    bool begin_request(std::string_view& input);
    void begin_body(bool has_some);
    bool count_memory();
    void dispatch();
    void drop_request();
    void end_of_input();
    [[nodiscard]] bool is_reading() const { return phase_ <= Phase::body; }

    // Answering
    bool answer() noexcept;
    void refuse(int status);
    void prepare(Response response);
    void write();
    void after_answer();

    // An event stream: text as it comes, and now and then a comment, so that a client that went away is noticed.
    void begin_stream();
    void stream();
    void discard_while_streaming();
    void keep_alive_or_close();
    void end_stream();

    // Ending
    void linger();
    void discard_input();
    void close();

    void wait_readable();
    void wait_writable();
    void on_ready();
    template <typename Step>
    void guarded(Step step);

    Socket socket_;
    IoThread& thread_;
    ServerCore& core_;
    Connections::iterator place_;
    std::string peer_;
    Phase phase_ = Phase::idle;
    bool receives_later_ = false;  // what is held back, in a moment
    bool waits_readable_ = false;
    bool waits_writable_ = false;
    Clock::time_point deadline_;
    Clock::time_point body_begun_;
    Clock::time_point linger_end_;
    std::string held_back_;  // input that is not consumed yet
    Request request_;
    BodyBudget::Share share_;  // of request_
    std::optional<RequestParser> parser_;
    Framing framing_;
    Outgoing outgoing_;
    std::shared_ptr<EventStream> events_;
};

}  // namespace hero::http
