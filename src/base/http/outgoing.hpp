#pragma once
// A response on its way to a socket: header, then memory or a file, as far as the socket takes it.
#include <cstdint>
#include <string>
#include <string_view>

#include "base/http/file_handle.hpp"
#include "base/http/http.hpp"

namespace hero::http {

struct Framing {
    bool head_only = false;  // the answer to HEAD: headers and length, no body
    bool keep_alive = true;
    bool http_1_0 = false;
};

class Outgoing {
public:
    enum class Progress { all, some, none, failed };

    // Takes the response over; opens its file. Throws std::invalid_argument for a header that would break the framing,
    // std::system_error when the file cannot be read.
    void prepare(Response response, const Framing& framing);

    // More of a body whose length nobody knows (an event stream). What is still to be sent comes first.
    void append(std::string_view text);
    [[nodiscard]] bool is_empty() const;

    // Writes without waiting. `some` and `none`: the socket is full; call again when it can take more.
    Progress send(int socket);

    // Frees what was sent.
    void clear();

private:
    bool send_memory(int socket, bool& progress);
    bool send_file(int socket, bool& progress);

    Response response_;
    std::string head_;
    std::string_view body_;  // of response_, still to be sent; a file's is in file_
    std::size_t head_sent_ = 0;
    FileHandle file_;
    std::uint64_t file_position_ = 0;
    std::uint64_t file_size_ = 0;
};

}  // namespace hero::http
