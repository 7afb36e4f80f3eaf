#include "http.hpp"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <stdexcept>
#include <system_error>

namespace bench {

namespace {

constexpr std::string_view boundary = "hero-bench-8b1f0c5d";
constexpr std::string_view end_of_head = "\r\n\r\n";
constexpr int patience_seconds = 60;

bool same_letter(char a, char b) {
    const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return small(a) == small(b);
}

std::size_t number_in(std::string_view text) {
    std::size_t number = 0;
    const auto end = text.data() + text.size();
    if (text.empty() || std::from_chars(text.data(), end, number).ptr != end)
        throw std::runtime_error("no number in an answer: \"" + std::string{text} + "\"");
    return number;
}

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-')
            out += c;
        else
            ((out += '%') += digits[byte >> 4]) += digits[byte & 15];
    }
    return out;
}

std::string head_of(std::string_view method, std::string_view path, std::string_view cookie) {
    std::string head{method};
    head.append(" ").append(path).append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n");
    if (!cookie.empty()) head.append("Cookie: ").append(cookie).append("\r\n");
    return head;
}

std::string with_body(std::string head, std::string_view type, std::string_view body) {
    head.append("Content-Type: ").append(type).append("\r\nContent-Length: ").append(std::to_string(body.size()));
    return head.append(end_of_head).append(body);
}

class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() { ::close(number_); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int get() const { return number_; }

private:
    int number_;
};

[[noreturn]] void give_up(const char* doing) { throw std::system_error(errno, std::generic_category(), doing); }

}  // namespace

std::string Answer::header(std::string_view name) const {
    std::string_view rest = head;
    while (!rest.empty()) {
        const auto end = std::min(rest.find("\r\n"), rest.size());
        const auto line = rest.substr(0, end);
        const auto colon = line.find(':');
        if (colon != std::string_view::npos && std::ranges::equal(line.substr(0, colon), name, same_letter)) {
            const auto value = line.substr(colon + 1);
            return std::string{value.substr(std::min(value.find_first_not_of(' '), value.size()))};
        }
        rest.remove_prefix(std::min(end + 2, rest.size()));
    }
    return {};
}

bool AnswerReader::feed(std::string_view bytes) {
    received_ += bytes;
    if (chunk_ != 0) return read_chunks();
    if (expected_ == 0)
        if (const auto end = received_.find(end_of_head); end != std::string::npos) read_head(end);
    if (chunk_ != 0) return read_chunks();
    if (expected_ != 0 && received_.size() > expected_)
        throw std::runtime_error("more bytes than the answer announced");
    return expected_ != 0 && received_.size() == expected_;
}

void AnswerReader::read_head(std::size_t end) {
    constexpr std::string_view version = "HTTP/1.1 ";
    answer_.head = received_.substr(0, end);
    if (!answer_.head.starts_with(version)) throw std::runtime_error("the answer is not HTTP/1.1");
    answer_.status = static_cast<int>(number_in(std::string_view{answer_.head}.substr(version.size(), 3)));
    const auto begin = end + end_of_head.size();
    if (answer_.header("Transfer-Encoding") == "chunked")
        chunk_ = begin;
    else
        expected_ = begin + number_in(answer_.header("Content-Length"));
}

bool AnswerReader::read_chunks() {
    while (true) {
        const auto line_end = received_.find("\r\n", chunk_);
        if (line_end == std::string::npos) return false;
        std::size_t size = 0;
        const auto* const begin = received_.data() + chunk_;
        if (std::from_chars(begin, received_.data() + line_end, size, 16).ptr == begin)
            throw std::runtime_error("no size of a chunk");
        const auto next = line_end + 2 + size + 2;
        if (received_.size() < next) return false;
        answer_.body.append(received_, line_end + 2, size);
        if (size == 0) return true;
        chunk_ = next;
    }
}

Answer AnswerReader::take() {
    if (chunk_ == 0) answer_.body = received_.substr(answer_.head.size() + end_of_head.size());
    auto answer = std::move(answer_);
    *this = {};
    return answer;
}

std::string get_request(std::string_view path, std::string_view cookie) {
    return head_of("GET", path, cookie) + "\r\n";
}

std::string form_request(std::string_view path, std::string_view cookie, const Fields& fields) {
    std::string body;
    for (const auto& [name, value] : fields) {
        if (!body.empty()) body += '&';
        body.append(percent_encoded(name)).append("=").append(percent_encoded(value));
    }
    return with_body(head_of("POST", path, cookie), "application/x-www-form-urlencoded", body);
}

std::string multipart_request(std::string_view path, std::string_view cookie, const Fields& fields) {
    std::string body;
    for (const auto& [name, value] : fields) {
        body.append("--").append(boundary).append("\r\nContent-Disposition: form-data; name=\"").append(name);
        body.append("\"\r\n\r\n").append(value).append("\r\n");
    }
    body.append("--").append(boundary).append("--\r\n");
    return with_body(head_of("POST", path, cookie), "multipart/form-data; boundary=" + std::string{boundary}, body);
}

int connect_to(std::uint16_t port) {
    const int number = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (number < 0) give_up("socket");
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(number, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        const int why = errno;
        ::close(number);
        errno = why;
        give_up("connect");
    }
    // A request is one write: waiting for more to send would only be measured as delay.
    const int yes = 1;
    ::setsockopt(number, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    return number;
}

Answer ask(std::uint16_t port, const std::string& request) {
    const Descriptor connection{connect_to(port)};
    const timeval patience{patience_seconds, 0};
    ::setsockopt(connection.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    for (std::string_view rest = request; !rest.empty();) {
        const auto sent = ::send(connection.get(), rest.data(), rest.size(), MSG_NOSIGNAL);
        if (sent < 0) give_up("send");
        rest.remove_prefix(static_cast<std::size_t>(sent));
    }
    AnswerReader reader;
    std::array<char, 16384> bytes{};
    while (true) {
        const auto got = ::recv(connection.get(), bytes.data(), bytes.size(), 0);
        if (got < 0) give_up("recv");
        if (got == 0) throw std::runtime_error("the server closed the connection without an answer");
        if (reader.feed({bytes.data(), static_cast<std::size_t>(got)})) return reader.take();
    }
}

}  // namespace bench
