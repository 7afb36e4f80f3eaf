#pragma once
// A mail as it came, taken apart. Takes any bytes.
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hero {

struct MailFile {
    std::string name;        // without path and control characters; "" when it has none
    std::string type;        // as the mail says, "image/png"
    std::uint64_t size = 0;  // decoded
};

struct ReadMail {
    std::vector<std::pair<std::string, std::string>> headers;  // decoded (RFC 2047), each one line of valid UTF-8
    std::string text;  // the first text/plain part; valid UTF-8, lines end in LF; "" when there is none
    std::string html;  // the first text/html part, as hostile as it came but valid UTF-8
    std::vector<MailFile> files;
    bool complete = true;  // false: what is beyond the limits below was left out

    // The value of the first header of that name, whatever its case; "" when there is none.
    [[nodiscard]] std::string_view header(std::string_view name) const;
};

inline constexpr std::size_t longest_mail = std::size_t{2} * 1024 * 1024;  // bytes
inline constexpr std::size_t most_headers = 100;
inline constexpr std::size_t longest_header = 2000;  // characters
inline constexpr int deepest_part = 10;
inline constexpr int most_parts = 100;
inline constexpr std::size_t longest_text = 100'000;  // characters, of the text and of the HTML

// A mail within a mail is a file of the outer one.
ReadMail read_mail(std::string_view mime);

}  // namespace hero
