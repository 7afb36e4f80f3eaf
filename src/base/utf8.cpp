#include "base/utf8.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace hero::utf8 {
namespace {

constexpr CodePoint invalid{0xFFFD, 1, false};

// What the first byte promises: its length, its own bits, and the least value that length may carry.
struct Lead {
    std::size_t bytes;
    char32_t bits;
    char32_t least;
};

Lead lead_of(unsigned char byte) {
    if (byte >= 0xC2 && byte <= 0xDF) return {2, byte & 0x1FU, 0x80};
    if (byte >= 0xE0 && byte <= 0xEF) return {3, byte & 0x0FU, 0x800};
    if (byte >= 0xF0 && byte <= 0xF4) return {4, byte & 0x07U, 0x10000};
    return {0, 0, 0};
}

constexpr std::size_t word_bytes = 8;

// Eight bytes at once, as most text is.
bool is_ascii_word(std::string_view text, std::size_t at) {
    std::uint64_t word = 0;
    if (text.size() - at < word_bytes) return false;
    std::memcpy(&word, text.data() + at, word_bytes);
    return (word & 0x8080808080808080U) == 0;
}

}  // namespace

CodePoint read(std::string_view text, std::size_t at) {
    const auto first = static_cast<unsigned char>(text[at]);
    if (first < 0x80) return {first, 1, true};
    const Lead lead = lead_of(first);
    if (lead.bytes == 0 || text.size() - at < lead.bytes) return invalid;
    char32_t value = lead.bits;
    for (std::size_t i = 1; i < lead.bytes; ++i) {
        const auto next = static_cast<unsigned char>(text[at + i]);
        if ((next & 0xC0) != 0x80) return invalid;
        value = (value << 6) | (next & 0x3FU);
    }
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (value < lead.least || value > 0x10FFFF || surrogate) return invalid;
    return {value, lead.bytes, true};
}

bool is_valid(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        if (is_ascii_word(text, at)) {
            at += word_bytes;
            continue;
        }
        const auto point = read(text, at);
        if (!point.valid) return false;
        at += point.bytes;
    }
    return true;
}

std::size_t printable_run(std::string_view text, std::size_t at) {
    const auto rest = text.substr(at);
    const auto end = std::ranges::find_if(rest, [](char c) { return c < ' ' || c > '~'; });
    return static_cast<std::size_t>(end - rest.begin());
}

void append(std::string& out, char32_t value) {
    const auto byte = [&out](char32_t bits) { out += static_cast<char>(static_cast<unsigned char>(bits)); };
    const auto tail = [&](int shift) { byte(0x80 | ((value >> shift) & 0x3F)); };
    if (value < 0x80) {
        byte(value);
    } else if (value < 0x800) {
        byte(0xC0 | (value >> 6));
        tail(0);
    } else if (value < 0x10000) {
        byte(0xE0 | (value >> 12));
        tail(6);
        tail(0);
    } else {
        byte(0xF0 | (value >> 18));
        tail(12);
        tail(6);
        tail(0);
    }
}

}  // namespace hero::utf8
