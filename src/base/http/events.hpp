#pragma once
// A stream of server-sent events (WHATWG HTML, section 9.2), between whoever has something to tell and the connection
// that writes it. Nobody waits in either direction, and no thread belongs to a stream.
#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

#include "base/http/http.hpp"

namespace hero::http {

class EventStream {
public:
    // Beyond that much unread text a stream is ended: its client is too slow, and looks again when it comes back.
    static constexpr std::size_t most_unread = std::size_t{16} * 1024;

    EventStream() = default;
    EventStream(const EventStream&) = delete;
    EventStream& operator=(const EventStream&) = delete;

    // From any thread. `name` and `data` of one line each (throws std::invalid_argument). False when nobody reads any
    // more.
    bool send(std::string_view name, std::string_view data);
    // How long a client waits before it comes back after the end, in milliseconds.
    void retry_after(int milliseconds);
    // After what was sent. Again is harmless.
    void end();
    [[nodiscard]] bool is_open() const;

    // ---- for the connection

    // `wake` runs, on whatever thread, when there is something to take; it must not call back.
    void wake_with(std::function<void()> wake);
    // What was sent since the last time; `ended` when nothing will follow.
    std::string take(bool& ended);
    // Nobody reads any more; forgets `wake`.
    void close();

private:
    bool add(std::string_view text);

    mutable std::mutex mutex_;
    std::string unread_;
    std::function<void()> wake_;
    bool ended_ = false;
    bool closed_ = false;
};

// The answer that keeps `events` open: its headers keep caches and proxies from holding anything back.
Response event_response(std::shared_ptr<EventStream> events);

}  // namespace hero::http
