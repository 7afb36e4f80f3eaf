#pragma once
// The HTTP/1.1 server: Boost.Beast on I/O threads that parse and write; a handler runs to its end on a worker thread
// and may block. What is known to be quick is answered on the I/O thread itself, without two changes of thread.
// Malformed framing, slow senders and oversized input are answered (400, 408, 413, 414, 417, 431, 501) and the
// connection closed.
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/http/body_budget.hpp"
#include "base/http/http.hpp"

namespace hero::http {

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;  // 0: any free one
    int io_threads = 1;
    int worker_threads = 16;
    int queue_limit = 1024;   // requests waiting for a worker; beyond: 503 with Retry-After
    int header_seconds = 10;  // from first byte to end of header; also keep-alive idle ×6
    int body_seconds = 30;    // plus one second for every KiB received
    int write_seconds = 30;   // a client that takes nothing for so long is dropped
    std::uint32_t max_header_bytes = 32 * 1024;
    std::uint32_t max_headers = 100;
    std::uint32_t max_target_bytes = 8 * 1024;
    std::uint64_t max_field_bytes = 64ULL * 1024;       // of one text field; the rest is dropped, see Form::cut
    std::uint64_t max_text_bytes = 4ULL * 1024 * 1024;  // all text fields of a form together
    std::uint64_t max_upload_bytes = 2ULL * 1024 * 1024;
    std::uint64_t max_body_bytes = 32ULL * 1024 * 1024;
    std::uint32_t max_parts = 200;
    // All requests in flight together; beyond: 503 with Retry-After for those that still grow.
    std::uint64_t max_memory_bytes = 256ULL * 1024 * 1024;
    std::uint64_t max_temp_bytes = 2048ULL * 1024 * 1024;
    std::string temp_folder = "/tmp";
    std::vector<std::string> trusted_proxies;  // addresses and networks whose X-Forwarded-For is believed
    bool https = false;                        // people come by HTTPS: what the server refuses by itself says so too
};

// Must not throw; what escapes becomes a bare 500. But MustWait, for a request that is answered at once: it is handed
// to a worker then, and handled from its beginning.
using Handle = std::function<Response(Request&)>;
// Whether the handler is expected to answer this request without waiting for anything. Must not throw.
using IsQuick = std::function<bool(Request&)>;

// Figures for /metrics.
struct ServerFigures {
    std::uint64_t requests = 0;
    std::uint64_t refused = 0;     // 4xx by the server itself
    std::uint64_t busy = 0;        // 503: the queue was full, or no room for another body
    std::int64_t connections = 0;  // open now
    std::int64_t streams = 0;      // of them event streams
    std::uint64_t held_bytes = 0;  // by bodies being read and requests in hand, in memory and in temporary files
};

class Server {
public:
    // Throws std::runtime_error for a trusted proxy that is neither an address nor a network.
    Server(ServerOptions options, Handle handle, IsQuick is_quick = nullptr);
    ~Server();  // stops
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    // Takes the address, so that the port is known; who connects waits for start(). Again is harmless.
    // Throws std::runtime_error when the address cannot be bound.
    void listen();
    void start();                              // listens and answers
    [[nodiscard]] std::uint16_t port() const;  // 0 before listen()
    // Answers as ever, and ends each connection with its next answer (`Connection: close`): a balancer that is told by
    // other means to send no more has none left when drain() comes. Again is harmless.
    void wind_down();
    // No new connections, requests in flight finish (`Connection: close`), event streams end, then everything stops; at
    // most `seconds`, and as long as a handler that has begun still runs. Again is harmless.
    void drain(int seconds);
    [[nodiscard]] ServerFigures figures() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

// multipart/form-data (RFC 7578) read in pieces: text fields in memory, files to temporary files.
// `feed` and `finish` throw std::system_error when a temporary file cannot be written.
class MultipartReader {
public:
    MultipartReader(std::string boundary, const ServerOptions& options);
    ~MultipartReader();
    // Feeds the next bytes. False when the body is malformed or beyond a limit: then `state` says why.
    bool feed(std::string_view bytes);
    // Call at the end of the body. False when the closing boundary is missing.
    bool finish();
    [[nodiscard]] BodyState state() const;
    [[nodiscard]] Held held() const;  // so far
    Form take();                      // what was read

private:
    struct State;
    std::unique_ptr<State> state_;
};

// The boundary of a Content-Type, or "" when it is no valid multipart/form-data.
std::string multipart_boundary(std::string_view content_type);

}  // namespace hero::http
