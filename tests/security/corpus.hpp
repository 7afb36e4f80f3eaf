#pragma once
// The hostile inputs of corpus/ (corpus/README.md says how they are written): reading them, and sending them over a
// socket to the server and site of this process.
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/http/server.hpp"
#include "base/http/test_client.hpp"
#include "tests/access/scene.hpp"

namespace hero::test {

// One input: what is expected of it, and its text as it stands in the file.
struct Hostile {
    std::string name;   // "http/04-length-and-chunked", and " (2)" for the second of a file
    std::string about;  // the comment in front
    std::multimap<std::string, std::string> keys{};
    std::string text{};

    [[nodiscard]] std::string key(const std::string& name, std::string_view otherwise = "") const;
    [[nodiscard]] std::vector<std::string> all(const std::string& name) const;
};

// The inputs of corpus/GROUP, by name. Throws std::runtime_error for a file that is not written as it should be.
std::vector<Hostile> hostile_inputs(std::string_view group);

// "\x1b", "\u202e", "\r" … as what they mean, "{repeat 3 ab}" as "ababab"; a backslash at the end of a line joins it
// with the next.
std::string meant(std::string_view text);

// A server with the site behind it.
class Target : public Scene {
public:
    enum class Patience { usual, short_ };
    explicit Target(Patience patience = Patience::usual);
    ~Target();
    Target(const Target&) = delete;
    Target& operator=(const Target&) = delete;

    // The bytes of an input; making those of a long one takes a while itself.
    std::string request_of(const Hostile& input);
    // Sends a request and gives the answer; status 0 when there was none.
    http::Answer send_bytes(std::string_view request);
    http::Answer send(const Hostile& input) { return send_bytes(request_of(input)); }
    // A form by one of the cast, as browsers send it.
    http::Answer post(std::string_view key, const std::string& path, const Fields& fields);
    http::Answer get(std::string_view key, const std::string& path);
    // Answers like a healthy server, and at once.
    [[nodiscard]] bool is_alive();

    [[nodiscard]] Fields ticket_fields();
    [[nodiscard]] std::string cookie_of(std::string_view key);
    [[nodiscard]] std::string token_of(std::string_view key);

private:
    Browser& browser(std::string_view key);
    std::string expanded(std::string_view text, std::string_view key);
    std::optional<std::string> macro(std::string_view body, std::string_view key);
    std::string bearer_of(std::string_view key);
    std::string ticket_parts(std::string_view without, std::string_view key);

    std::map<std::string, Browser, std::less<>> browsers_;
    http::TestFolder uploads_;
    std::optional<http::Server> server_;
    int forms_ = 0;
};

// "400|413" holds 413.
bool holds(std::string_view expected, int status);

// A text as it stands in a page.
std::string in_html(std::string_view text);

}  // namespace hero::test
