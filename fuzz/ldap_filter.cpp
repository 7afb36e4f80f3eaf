// A name inside a filter (RFC 4515): it means itself, whatever was typed.
#include "fuzz/fuzz.hpp"
#include "providers/inside.hpp"

namespace {

int value_of(char digit) { return digit <= '9' ? digit - '0' : digit - 'a' + 10; }

std::string read_back(const std::string& escaped) {
    std::string text;
    for (std::size_t i = 0; i < escaped.size(); ++i) {
        if (escaped[i] != '\\') {
            text += escaped[i];
            continue;
        }
        MUST_HOLD(i + 2 < escaped.size());
        text += static_cast<char>(value_of(escaped[i + 1]) * 16 + value_of(escaped[i + 2]));
        i += 2;
    }
    return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto input = hero::fuzz::text_of(bytes, size);
    const auto escaped = hero::providers::escaped_for_filter(input);
    MUST_HOLD(escaped.find_first_of("*()") == std::string::npos);
    for (const char c : escaped) MUST_HOLD(c >= ' ' && c < 0x7f);
    MUST_HOLD(read_back(escaped) == input);
    return 0;
}
