#include "tests/false_object_store.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <string_view>

namespace hero::test {

namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

std::string text_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void send_all(int connection, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(connection, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

std::string answer_of(const std::string& status, const std::string& body = "", const std::string& headers = "") {
    return "HTTP/1.1 " + status + "\r\nConnection: close\r\n" + headers +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string error(const std::string& status, const std::string& code) {
    return answer_of(status, "<?xml version='1.0'?>\n<Error><Code>" + code + "</Code></Error>");
}

// The value of a name in a query whose values need no decoding.
std::string value_in(const std::string& target, const std::string& name) {
    const auto at = target.find(name + "=");
    if (at == std::string::npos) return "";
    const auto start = at + name.size() + 1;
    return target.substr(start, target.find('&', start) - start);
}

// What was sent, up to the end of its body; "" when the other end hung up before.
struct Received {
    std::string head;
    std::string body;
};

Received receive(int connection) {
    std::string text;
    std::array<char, 65536> piece{};
    std::size_t end_of_head = std::string::npos;
    std::size_t length = 0;
    for (;;) {
        if (end_of_head != std::string::npos && text.size() >= end_of_head + 4 + length)
            return {text.substr(0, end_of_head), text.substr(end_of_head + 4)};
        const auto count = ::recv(connection, piece.data(), piece.size(), 0);
        if (count <= 0) return {};
        text.append(piece.data(), static_cast<std::size_t>(count));
        if (end_of_head != std::string::npos) continue;
        end_of_head = text.find("\r\n\r\n");
        if (end_of_head == std::string::npos) continue;
        if (const auto at = text.find("Content-Length: "); at < end_of_head)
            length = std::strtoull(text.c_str() + at + 16, nullptr, 10);
        if (text.find("Expect: 100-continue") < end_of_head) send_all(connection, "HTTP/1.1 100 Continue\r\n\r\n");
    }
}

// Two changes, one when it is stored and one when it is read, must not make it whole again.
std::string other_of(std::string content, char change) {
    for (auto& byte : content) byte = static_cast<char>(byte ^ change);
    return content;
}

}  // namespace

FalseObjectStore::FalseObjectStore(const fs::path& folder, int port)
    : folder_(folder), listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    fs::create_directories(folder_);
    ::sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int again = 1;
    ::setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &again, sizeof again);
    ::socklen_t size = sizeof address;
    auto* generic = reinterpret_cast<::sockaddr*>(&address);
    if (::bind(listener_, generic, size) != 0 || ::listen(listener_, 64) != 0 ||
        ::getsockname(listener_, generic, &size) != 0)
        throw std::runtime_error("no port for the false object store");
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { listen(); });
}

FalseObjectStore::~FalseObjectStore() {
    stopping_ = true;
    ::shutdown(listener_, SHUT_RDWR);
    thread_.join();
    ::close(listener_);
    talks_.clear();
}

BucketSettings FalseObjectStore::settings() const {
    return {.endpoint = "http://127.0.0.1:" + std::to_string(port_),
            .bucket = "berkas",
            .access_key = "AKIDEXAMPLE",
            .secret_key = "rahasia",
            .patience = 1s,
            .rest = 0ms};
}

std::vector<std::string> FalseObjectStore::keys() const {
    std::vector<std::string> keys;
    for (const auto& entry : fs::directory_iterator(folder_)) keys.push_back(entry.path().filename().string());
    std::ranges::sort(keys);
    return keys;
}

void FalseObjectStore::listen() {
    while (!stopping_) {
        const int connection = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (connection < 0) continue;
        talks_.emplace_back([this, connection] {
            talk(connection);
            ::shutdown(connection, SHUT_RDWR);
            ::close(connection);
        });
    }
}

void FalseObjectStore::talk(int connection) {
    const auto received = receive(connection);
    if (received.head.empty()) return;
    const auto first = received.head.find(' ');
    const auto target = received.head.substr(first + 1, received.head.find(' ', first + 1) - first - 1);
    const auto path = target.substr(0, target.find('?'));
    const Asked asked{received.head.substr(0, first), path.substr(path.rfind('/') + 1), ++requests_};
    while (fault_ == StoreFault::silent && !stopping_) {
        ::pollfd gone{connection, POLLIN, 0};
        if (::poll(&gone, 1, 20) == 1) return;
    }
    if (stopping_) return;
    std::string text;
    {
        const std::scoped_lock lock(mutex_);
        if (before) before(asked);
        text = answer(asked, target, received.body);
        if (after) after(asked);
    }
    send_all(connection, text);
    if (fault_ == StoreFault::endless)
        for (const std::string more(65536, 'x'); !stopping_;)
            if (::send(connection, more.data(), more.size(), MSG_NOSIGNAL) <= 0) return;
}

std::string FalseObjectStore::answer(const Asked& asked, const std::string& target, const std::string& body) {
    const StoreFault fault = fault_;
    const auto place = folder_ / asked.key;
    if (fault == StoreFault::error_500) return error("500 Internal Server Error", "InternalError");
    if (fault == StoreFault::error_503) return error("503 Slow Down", "SlowDown");
    if (fault == StoreFault::refused) return error("403 Forbidden", "AccessDenied");
    if (fault == StoreFault::elsewhere)
        return answer_of("307 Temporary Redirect", "", "Location: http://127.0.0.1:1/\r\n");
    if (fault == StoreFault::garbage) return "BUKAN HTTP\r\n\r\n";
    if (fault == StoreFault::endless) return "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n";
    if (asked.method == "PUT") {
        auto stored = fault == StoreFault::other_content ? other_of(body, 2) : body;
        if (fault == StoreFault::cut) stored.resize(stored.size() / 2);
        if (fault != StoreFault::nothing_kept) std::ofstream(place, std::ios::binary) << stored;
        return fault == StoreFault::cut ? "HTTP/1.1 200 O" : answer_of("200 OK", "", "ETag: \"salah\"\r\n");
    }
    if (asked.method == "DELETE") {
        fs::remove(place);
        return "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n";
    }
    if (asked.key.empty()) return answer_of("200 OK", listing(target));
    if (!fs::exists(place)) return error("404 Not Found", "NoSuchKey");
    const auto content = text_of(place);
    const auto whole = answer_of("200 OK", fault == StoreFault::other_content ? other_of(content, 1) : content);
    return fault == StoreFault::cut ? whole.substr(0, whole.size() - content.size() / 2 - 1) : whole;
}

std::string FalseObjectStore::listing(const std::string& target) const {
    constexpr std::size_t at_a_time = 7;  // so that lists have several pages
    const auto prefix = value_in(target, "prefix");
    const auto start = value_in(target, "start-after");
    std::string text = "<?xml version='1.0'?>\n<ListBucketResult>";
    std::size_t listed = 0;
    for (const auto& key : keys())
        if (key.starts_with(prefix) && key > start && listed++ < at_a_time)
            text += "<Contents><Key>" + key + "</Key></Contents>";
    return text + "</ListBucketResult>";
}

}  // namespace hero::test
