#pragma once
// One thread that reads and writes the sockets of its connections. A connection lives and ends on its thread.
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <list>
#include <memory>
#include <span>
#include <thread>
#include <vector>

#include "base/http/server_core.hpp"

namespace hero::http {

class Connection;
using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;
using Connections = std::list<std::shared_ptr<Connection>>;

class IoThread {
public:
    explicit IoThread(ServerCore& core);
    ~IoThread();
    IoThread(const IoThread&) = delete;
    IoThread& operator=(const IoThread&) = delete;

    void start();
    // From any thread: closes what is idle and lets the rest finish.
    void drain();
    // From any other thread: ends at once. Connections are dropped.
    void stop();

    // The rest is called on the thread itself.
    void adopt(Socket socket);
    void forget(Connections::iterator connection);
    [[nodiscard]] boost::asio::io_context& context() { return context_; }
    // Room to read into until control goes back to the loop; at least 64 KiB more than a connection may hold back.
    [[nodiscard]] std::span<char> scratch() { return scratch_; }

private:
    void run();
    void check_deadlines();

    ServerCore& core_;
    boost::asio::io_context context_{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;
    boost::asio::basic_waitable_timer<std::chrono::steady_clock, boost::asio::wait_traits<std::chrono::steady_clock>,
                                      boost::asio::io_context::executor_type>
        timer_;
    bool timer_runs_ = false;
    std::vector<char> scratch_;
    Connections connections_;
    std::thread thread_;
};

}  // namespace hero::http
