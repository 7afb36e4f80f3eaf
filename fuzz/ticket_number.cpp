// A ticket's number as somebody typed it: what is understood has the number's own form and means itself.
#include "fuzz/fuzz.hpp"
#include "tickets/tickets.hpp"

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'A' && c <= 'Z'; }

bool is_number(std::string_view text) {
    if (text.size() < 14 || !is_letter(text[0]) || text[1] != '-') return false;
    for (std::size_t i = 2; i < 6; ++i)
        if (!is_letter(text[i])) return false;
    for (const char c : text.substr(6))
        if (!is_digit(c)) return false;
    return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto number = hero::normalised_number(hero::fuzz::text_of(bytes, size));
    if (!number) return 0;
    MUST_HOLD(is_number(*number));
    MUST_HOLD(hero::normalised_number(*number) == number);
    MUST_HOLD(hero::normalised_number("#" + *number) == number);
    return 0;
}
