#pragma once
// For tests: a client that sends whatever it is told, byte by byte if need be, and a folder that goes away.
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>

#include "base/http/ascii.hpp"
#include "base/http/file_handle.hpp"

namespace hero::http {

struct Answer {
    int status = 0;  // 0: the connection ended without an answer
    std::string head;
    std::string body;

    [[nodiscard]] std::string header(std::string_view name) const {
        for (std::string_view rest = head; !rest.empty();) {
            auto line = take_until(rest, '\n');
            const auto key = take_until(line, ':');
            if (same_word(key, name)) return std::string(without_blanks(line.substr(0, line.find('\r'))));
        }
        return {};
    }
};

class RawClient {
public:
    explicit RawClient(std::uint16_t port, int receive_buffer = 0) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        const ::timeval limit{8, 0};
        ::setsockopt(socket_.get(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
        ::setsockopt(socket_.get(), SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
        if (receive_buffer > 0)
            ::setsockopt(socket_.get(), SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
        const int on = 1;
        ::setsockopt(socket_.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        ::sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(socket_.get(), reinterpret_cast<::sockaddr*>(&address), sizeof address) != 0)
            throw std::runtime_error("cannot connect");
    }

    // False when the server no longer takes anything.
    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto sent = ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    void end_sending() { ::shutdown(socket_.get(), SHUT_WR); }

    // The next answer; of an answer to HEAD only the header.
    Answer receive(bool head_only = false) {
        std::size_t end;
        while ((end = buffer_.find("\r\n\r\n")) == std::string::npos)
            if (!fill()) return {};
        Answer answer;
        answer.head = buffer_.substr(0, end + 2);
        buffer_.erase(0, end + 4);
        answer.status = std::stoi(answer.head.substr(answer.head.find(' ') + 1));
        const auto length = answer.header("Content-Length");
        const auto size = head_only || length.empty() ? 0 : std::stoull(length);
        while (buffer_.size() < size)
            if (!fill()) break;
        answer.body = buffer_.substr(0, size);
        buffer_.erase(0, size);
        return answer;
    }

    Answer ask(std::string_view request) {
        send(request);
        return receive();
    }

    // Reads until that text has come, of a body without an end; false when the connection ended before it, or nothing
    // came for eight seconds. What came up to there is heard(), without what was asked for before.
    bool receive_until(std::string_view text) {
        for (auto at = buffer_.find(text); true; at = buffer_.find(text)) {
            if (at != std::string::npos) {
                heard_ = buffer_.substr(0, at + text.size());
                buffer_.erase(0, at + text.size());
                return true;
            }
            if (!fill()) return false;
        }
    }
    [[nodiscard]] const std::string& heard() const { return heard_; }

    // Whether the server ends the connection and sends nothing more before that.
    bool is_ended() {
        char byte;
        return buffer_.empty() && ::recv(socket_.get(), &byte, 1, 0) == 0;
    }

private:
    bool fill() {
        char piece[65536];
        const auto received = ::recv(socket_.get(), piece, sizeof piece, 0);
        if (received <= 0) return false;
        buffer_.append(piece, static_cast<std::size_t>(received));
        return true;
    }

    FileHandle socket_;
    std::string buffer_;
    std::string heard_;
};

class TestFolder {
public:
    TestFolder() {
        auto pattern = (std::filesystem::temp_directory_path() / "hero-test-XXXXXX").string();
        if (!::mkdtemp(pattern.data())) throw std::runtime_error("cannot make a folder");
        path_ = pattern;
    }
    TestFolder(const TestFolder&) = delete;
    TestFolder& operator=(const TestFolder&) = delete;
    ~TestFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] std::size_t files() const {
        return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(path_), {}));
    }

private:
    std::string path_;
};

}  // namespace hero::http
