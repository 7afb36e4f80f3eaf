#include "base/http/outgoing.hpp"

#include <fcntl.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <ctime>
#include <stdexcept>
#include <system_error>

#include "base/http/ascii.hpp"
#include "base/http/freed.hpp"
#include "base/http/refusal.hpp"

namespace hero::http {

namespace {

constexpr std::uint64_t file_piece = 256UL * 1024;

// RFC 9110 IMF-fixdate. Not strftime: its names follow the locale.
void write_date(std::string& out, std::time_t now) {
    static constexpr std::string_view days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::string_view months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::tm utc{};
    ::gmtime_r(&now, &utc);
    const auto two = [&out](int number) {
        out += static_cast<char>('0' + number / 10);
        out += static_cast<char>('0' + number % 10);
    };
    out.append(days[utc.tm_wday]).append(", ");
    two(utc.tm_mday);
    out.append(" ").append(months[utc.tm_mon]).append(" ").append(std::to_string(utc.tm_year + 1900)).append(" ");
    two(utc.tm_hour);
    out += ':';
    two(utc.tm_min);
    out += ':';
    two(utc.tm_sec);
    out.append(" GMT");
}

std::string_view date_now() {
    thread_local std::time_t written_at = -1;
    thread_local std::string text;
    if (const auto now = std::time(nullptr); now != written_at) {
        text.clear();
        write_date(text, now);
        written_at = now;
    }
    return text;
}

void append_number(std::string& out, std::uint64_t number) {
    std::array<char, 20> digits{};
    const auto end = std::to_chars(digits.begin(), digits.end(), number).ptr;
    out.append(digits.data(), end);
}

// These belong to the server, whatever a handler thinks.
bool is_framing_header(std::string_view name) {
    return same_word(name, "content-length") || same_word(name, "transfer-encoding") || same_word(name, "connection") ||
           same_word(name, "date");
}

bool has_content(int status) { return status >= 200 && status != 204 && status != 304; }

void append_header(std::string& out, std::string_view name, std::string_view value) {
    if (!is_token(name) || std::any_of(value.begin(), value.end(), is_control))
        throw std::invalid_argument("malformed response header");
    out.append(name).append(": ").append(value).append("\r\n");
}

void write_head(std::string& out, const Response& response, std::uint64_t length, const Framing& framing) {
    if (response.status < 200 || response.status > 599) throw std::invalid_argument("response status out of range");
    out.reserve(1024);
    out.append("HTTP/1.1 ");
    append_number(out, static_cast<std::uint64_t>(response.status));
    out.append(" ").append(reason_of(response.status)).append("\r\nDate: ").append(date_now()).append("\r\n");
    for (const auto& [name, value] : response.headers)
        if (!is_framing_header(name)) append_header(out, name, value);
    if (has_content(response.status) && !response.events) {
        out.append("Content-Length: ");
        append_number(out, length);
        out.append("\r\n");
    }
    if (!framing.keep_alive)
        out.append("Connection: close\r\n");
    else if (framing.http_1_0)
        out.append("Connection: keep-alive\r\n");
    out.append("\r\n");
}

FileHandle open_file(const std::string& path, std::uint64_t& size) {
    FileHandle file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    struct ::stat status {};
    if (!file.is_open() || ::fstat(file.get(), &status) != 0)
        throw std::system_error(errno, std::generic_category(), "file to send");
    if (!S_ISREG(status.st_mode)) throw std::system_error(EISDIR, std::generic_category(), "file to send");
    size = static_cast<std::uint64_t>(status.st_size);
    return file;
}

bool is_full(int error) { return error == EAGAIN || error == EWOULDBLOCK; }

}  // namespace

void Outgoing::prepare(Response response, const Framing& framing) {
    clear();
    response_ = std::move(response);
    if (!response_.file.empty()) file_ = open_file(response_.file, file_size_);
    body_ = response_.fixed.empty() ? std::string_view(response_.body) : response_.fixed;
    write_head(head_, response_, file_.is_open() ? file_size_ : body_.size(), framing);
    if (file_.is_open() || framing.head_only || !has_content(response_.status)) body_ = {};
    if (framing.head_only || !has_content(response_.status)) file_.close();
}

void Outgoing::append(std::string_view text) {
    response_.body.erase(0, response_.body.size() - body_.size());
    response_.body.append(text);
    body_ = response_.body;
}

bool Outgoing::is_empty() const { return head_sent_ == head_.size() && body_.empty() && !file_.is_open(); }

Outgoing::Progress Outgoing::send(int socket) {
    bool progress = false;
    if (!send_memory(socket, progress) || !send_file(socket, progress)) {
        if (!is_full(errno)) return Progress::failed;
        return progress ? Progress::some : Progress::none;
    }
    return Progress::all;
}

void Outgoing::clear() { free_memory(*this); }

// True when all of it is sent; false leaves the reason in errno.
bool Outgoing::send_memory(int socket, bool& progress) {
    while (head_sent_ < head_.size() || !body_.empty()) {
        std::array<::iovec, 2> pieces = {::iovec{head_.data() + head_sent_, head_.size() - head_sent_},
                                         ::iovec{const_cast<char*>(body_.data()), body_.size()}};
        ::msghdr message{};
        message.msg_iov = pieces.data();
        message.msg_iovlen = pieces.size();
        const auto sent = ::sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT | (file_.is_open() ? MSG_MORE : 0));
        if (sent < 0 && errno == EINTR) continue;
        if (sent < 0) return false;
        progress = true;
        const auto of_head = std::min(static_cast<std::size_t>(sent), head_.size() - head_sent_);
        head_sent_ += of_head;
        body_.remove_prefix(static_cast<std::size_t>(sent) - of_head);
    }
    return true;
}

bool Outgoing::send_file(int socket, bool& progress) {
    while (file_.is_open() && file_position_ < file_size_) {
        auto offset = static_cast<off_t>(file_position_);
        const auto wanted = static_cast<std::size_t>(std::min(file_piece, file_size_ - file_position_));
        const auto sent = ::sendfile(socket, file_.get(), &offset, wanted);
        if (sent < 0 && errno == EINTR) continue;
        if (sent == 0) errno = EIO;  // the file became shorter: the promised length cannot be kept
        if (sent <= 0) return false;
        progress = true;
        file_position_ = static_cast<std::uint64_t>(offset);
    }
    return true;
}

}  // namespace hero::http
