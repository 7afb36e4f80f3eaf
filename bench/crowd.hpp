#pragma once
// Thousands of connections that ask for little or take their time, kept by one thread of their own beside a
// measurement. They come from 127.0.0.2 to 127.0.0.9, so that there are ports for all of them.
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace bench {

enum class Manner {
    idle,         // asks once, reads the answer, stays
    stream,       // asks once and gets an answer that never ends (an event stream), stays
    slow_header,  // sends its header a byte a second, and begins again when it is sent away
    slow_body,    // the same with the body of a form
    slow_reader,  // asks for page after page and reads a byte a second
};

struct Group {
    Manner manner = Manner::idle;
    std::size_t size = 0;
    std::string request{};  // idle, stream, slow_reader: what each asks for; slow_body: its header and beginning
};

struct CrowdFigures {
    std::size_t open = 0;       // connected now
    std::size_t settled = 0;    // of those, how many have what they asked for: an answer, the head of a stream
    std::size_t sent_away = 0;  // connections of slow ones that the server ended
    std::map<std::string, std::size_t> errors{};  // what went wrong → how often

    [[nodiscard]] std::size_t error_count() const;
};

class Crowd {
public:
    // Begins to connect. Throws std::system_error when there can be no thread or poll.
    Crowd(std::uint16_t port, const std::vector<Group>& groups);
    ~Crowd();  // disconnects
    Crowd(const Crowd&) = delete;
    Crowd& operator=(const Crowd&) = delete;

    // Waits until everybody is connected, and has been answered who asks at all. False after `seconds`, or when
    // anything went wrong.
    bool wait_until_settled(int seconds);
    // Lets every idle one ask again; wait_until_settled() tells when all have their answers.
    void ask_again();
    [[nodiscard]] CrowdFigures figures() const;

private:
    class Keeper;
    std::unique_ptr<Keeper> keeper_;
};

// As many descriptors as this process may have: the soft limit becomes the hard one. Gives that.
std::size_t raise_descriptor_limit();

}  // namespace bench
