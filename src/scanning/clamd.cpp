// The INSTREAM command of clamd(8): pieces of the file with their length before them, an empty one, and one line back.
#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>
#include <fstream>
#include <optional>

#include "base/text.hpp"
#include "scanning/scanning.hpp"

namespace hero {

namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using std::chrono::steady_clock;

constexpr std::size_t longest_answer = 1000;
constexpr std::size_t longest_signature = 100;

asio::generic::stream_protocol::endpoint place_of(const ScannerSettings& settings) {
    if (settings.kind == ScannerSettings::Kind::local) return asio::local::stream_protocol::endpoint(settings.path);
    return asio::ip::tcp::endpoint(asio::ip::make_address(settings.address), settings.port);
}

class Conversation {
public:
    explicit Conversation(const ScannerSettings& settings)
        : socket_(context_), end_(steady_clock::now() + settings.patience) {
        const auto fault = finished([&](auto&& done) { socket_.async_connect(place_of(settings), done); });
        if (fault) throw ScannerAway("the scanner cannot be reached: " + fault.message());
    }

    // False when the other side no longer listens: it may have said why.
    bool send(std::string_view bytes) {
        return !finished([&](auto&& done) {
            asio::async_write(socket_, asio::buffer(bytes.data(), bytes.size()),
                              [done](const error_code& ended, std::size_t) { done(ended); });
        });
    }

    // What it says, without the zero byte at the end.
    std::string answer() {
        std::string text;
        const auto fault = finished([&](auto&& done) {
            asio::async_read_until(socket_, asio::dynamic_buffer(text, longest_answer), '\0',
                                   [done](const error_code& ended, std::size_t) { done(ended); });
        });
        if (fault == asio::error::not_found) throw std::runtime_error("the scanner gives no answer in one line");
        if (fault) throw ScannerAway("the scanner hung up: " + fault.message());
        return text.substr(0, text.find('\0'));
    }

private:
    // Starts one thing and waits for its end, or for the end of patience.
    template <typename Start>
    error_code finished(Start&& start) {
        std::optional<error_code> result;
        start([&result](const error_code& fault) { result = fault; });
        context_.restart();
        context_.run_until(end_);
        if (result) return *result;
        error_code ignored;
        socket_.close(ignored);
        context_.run();
        throw ScannerAway("the scanner did not answer in time");
    }

    asio::io_context context_;
    asio::generic::stream_protocol::socket socket_;
    steady_clock::time_point end_;
};

void send_file(Conversation& scanner, const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("a stored file cannot be read");
    if (!scanner.send(std::string_view{"zINSTREAM\0", 10})) return;
    std::array<char, std::size_t{64} * 1024> bytes{};
    for (;;) {
        file.read(bytes.data(), bytes.size());
        const auto count = static_cast<std::uint32_t>(file.gcount());
        if (file.bad()) throw std::runtime_error("a stored file cannot be read");
        std::string piece;
        for (const int shift : {24, 16, 8, 0}) piece += static_cast<char>(count >> shift & 0xFF);
        piece.append(bytes.data(), count);
        if (!scanner.send(piece) || count == 0) return;
    }
}

Scanner::Finding finding_in(std::string_view answer) {
    constexpr std::string_view before = "stream: ", after = " FOUND";
    if (answer == "stream: OK") return {};
    const bool found = answer.starts_with(before) && answer.ends_with(after);
    if (!found || answer.size() <= before.size() + after.size())
        throw std::runtime_error("the scanner says: " + clean_line(showable(answer.substr(0, 100))));
    answer.remove_prefix(before.size());
    answer.remove_suffix(after.size());
    return {true, std::string{first_characters(clean_line(showable(answer)), longest_signature)}};
}

}  // namespace

Scanner::Finding Scanner::scan(const std::string& path) const {
    Conversation scanner(settings_);
    send_file(scanner, path);
    return finding_in(scanner.answer());
}

}  // namespace hero
