#pragma once
// As much HTTP/1.1 as it takes to measure HERO: requests as text, answers with a Content-Length or in chunks.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bench {

struct Answer {
    int status = 0;
    std::string head;
    std::string body;
    // The first header of that name, "" when there is none.
    [[nodiscard]] std::string header(std::string_view name) const;
};

// Takes the bytes of one answer as they arrive.
class AnswerReader {
public:
    // True when the answer is complete. Throws std::runtime_error when this is no answer, or more than one.
    bool feed(std::string_view bytes);
    Answer take();

private:
    void read_head(std::size_t end);
    bool read_chunks();

    std::string received_;
    Answer answer_;
    std::size_t expected_ = 0;  // bytes of head and body together; 0 while the head is incomplete, or with chunks
    std::size_t chunk_ = 0;     // where the next chunk begins; 0: not in chunks
};

using Fields = std::vector<std::pair<std::string, std::string>>;

std::string get_request(std::string_view path, std::string_view cookie);
std::string form_request(std::string_view path, std::string_view cookie, const Fields& fields);
std::string multipart_request(std::string_view path, std::string_view cookie, const Fields& fields);

// A TCP connection to this machine, as a descriptor. Throws std::system_error.
int connect_to(std::uint16_t port);

// Sends one request on a connection of its own and waits for the answer, at most a minute.
Answer ask(std::uint16_t port, const std::string& request);

}  // namespace bench
