#pragma once
// The other end of an SMTP connection, on 127.0.0.1 (or .2) and a free port: takes letters and answers as it was told.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace hero::test {

struct SmtpAnswers {
    std::string greeting = "220 uji.example";
    std::string hello = "250 uji.example";
    std::string auth = "235 ok";
    std::string starttls = "220 silakan";
    std::string from = "250 ok";
    std::string to = "250 ok";
    std::string data = "354 silakan";
    std::string end = "250 diterima";
    bool hang_up_after_data = false;    // takes the letter, says nothing
    std::string waits{};                // recipients with that in their address are told 451,
    std::string never{};                // and those with this 550
    int away_after = 1'000'000;         // conversations, and then 421
    std::function<void()> on_letter{};  // on the peer's thread, before a letter is answered
};

struct SmtpSession {
    std::vector<std::string> commands;  // without the letter
    std::optional<std::string> letter;  // with its dots as they came
    // The argument of the only command that starts so.
    [[nodiscard]] std::string argument(const std::string& start) const {
        std::string found;
        for (const auto& command : commands)
            if (command.starts_with(start)) found += command.substr(start.size());
        return found;
    }
};

class SmtpPeer {
public:
    // Any free port unless one is wanted.
    explicit SmtpPeer(SmtpAnswers answers = {}, const char* address = "127.0.0.1", int port = 0)
        : answers_(std::move(answers)), address_(address) {
        listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in name{};
        name.sin_family = AF_INET;
        name.sin_port = htons(static_cast<std::uint16_t>(port));
        const int again = 1;
        ::setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &again, sizeof again);
        ::inet_pton(AF_INET, address, &name.sin_addr);
        socklen_t length = sizeof name;
        auto* generic = reinterpret_cast<sockaddr*>(&name);
        if (::bind(listener_, generic, length) != 0 || ::listen(listener_, 64) != 0 ||
            ::getsockname(listener_, generic, &length) != 0)
            throw std::runtime_error("no port for the SMTP peer");
        port_ = ntohs(name.sin_port);
        thread_ = std::thread([this] { serve(); });
    }
    ~SmtpPeer() {
        stopping_ = true;
        ::shutdown(listener_, SHUT_RDWR);
        thread_.join();
        ::close(listener_);
    }
    SmtpPeer(const SmtpPeer&) = delete;
    SmtpPeer& operator=(const SmtpPeer&) = delete;

    [[nodiscard]] std::string host() const { return address_ + ":" + std::to_string(port_); }
    void answer(SmtpAnswers answers) {
        const std::scoped_lock lock(mutex_);
        answers_ = std::move(answers);
    }
    // Once no conversation goes on.
    std::vector<SmtpSession> sessions() {
        std::unique_lock lock(mutex_);
        quiet_.wait_for(lock, std::chrono::seconds{10}, [this] { return !talking_; });
        return sessions_;
    }

private:
    void serve() {
        while (!stopping_) {
            const int connection = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
            if (connection < 0) continue;
            const timeval patience{5, 0};
            ::setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
            begin();
            end(talk(connection));
            ::close(connection);
        }
    }

    void begin() {
        const std::scoped_lock lock(mutex_);
        talking_ = true;
    }
    void end(SmtpSession session) {
        {
            const std::scoped_lock lock(mutex_);
            sessions_.push_back(std::move(session));
            talking_ = false;
        }
        quiet_.notify_all();
    }

    static bool read_line(int connection, std::string& line) {
        line.clear();
        for (char c = 0; line.size() < 10'000 && ::recv(connection, &c, 1, 0) == 1;) {
            line += c;
            if (line.ends_with("\r\n")) {
                line.resize(line.size() - 2);
                return true;
            }
        }
        return false;
    }

    static void say(int connection, const std::string& text) {
        const auto line = text + "\r\n";
        static_cast<void>(::send(connection, line.data(), line.size(), MSG_NOSIGNAL));
    }

    static std::string read_letter(int connection) {
        std::string letter, line;
        while (read_line(connection, line) && line != ".") letter += line + "\r\n";
        return letter;
    }

    static std::string answer_to(const std::string& recipient, const SmtpAnswers& answers) {
        const auto names = [&](const std::string& part) {
            return !part.empty() && recipient.find(part) != std::string::npos;
        };
        return names(answers.waits) ? "451 nanti" : names(answers.never) ? "550 tidak ada" : answers.to;
    }

    SmtpSession talk(int connection) {
        const auto answers = [this] {
            const std::scoped_lock lock(mutex_);
            if (answers_.away_after-- == 0) answers_.greeting = "421 sibuk";
            return answers_;
        }();
        SmtpSession session;
        say(connection, answers.greeting);
        for (std::string line; read_line(connection, line);) {
            session.commands.push_back(line);
            if (line.starts_with("EHLO"))
                say(connection, answers.hello);
            else if (line.starts_with("AUTH")) {
                if (line == "AUTH PLAIN") {
                    say(connection, "334 ");
                    read_line(connection, line);
                    session.commands.back() += " " + line;
                }
                say(connection, answers.auth);
            } else if (line.starts_with("MAIL FROM:"))
                say(connection, answers.from);
            else if (line.starts_with("RCPT TO:"))
                say(connection, answer_to(line, answers));
            else if (line == "STARTTLS") {
                say(connection, answers.starttls);
                return session;
            } else if (line == "DATA") {
                say(connection, answers.data);
                if (!answers.data.starts_with("354")) continue;
                session.letter = read_letter(connection);
                if (answers.on_letter) answers.on_letter();
                if (answers.hang_up_after_data) return session;
                say(connection, answers.end);
            } else {
                say(connection, line == "QUIT" ? "221 sampai jumpa" : "502 tidak dikenal");
                if (line == "QUIT") return session;
            }
        }
        return session;
    }

    SmtpAnswers answers_;
    std::string address_;
    int listener_ = -1;
    int port_ = 0;
    std::atomic<bool> stopping_ = false;
    std::mutex mutex_;
    std::condition_variable quiet_;
    bool talking_ = false;
    std::vector<SmtpSession> sessions_;
    std::thread thread_;
};

}  // namespace hero::test
