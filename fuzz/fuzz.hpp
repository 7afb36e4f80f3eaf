#pragma once
// What the fuzz targets share. A target is one file: bytes in, rules that must hold for any bytes; a rule that is
// broken ends the process, and libFuzzer keeps the bytes. bin/fuzz runs them.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#define MUST_HOLD(rule)                                                                    \
    do {                                                                                   \
        if (!(rule)) {                                                                     \
            std::fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #rule); \
            std::abort();                                                                  \
        }                                                                                  \
    } while (false)

namespace hero::fuzz {

inline std::string_view text_of(const std::uint8_t* bytes, std::size_t size) {
    return {reinterpret_cast<const char*>(bytes), size};
}

// The first byte of the input as a choice below `count`, taken off.
inline std::size_t choice(std::string_view& input, std::size_t count) {
    if (input.empty()) return 0;
    const auto first = static_cast<unsigned char>(input.front());
    input.remove_prefix(1);
    return first % count;
}

inline bool has_control(std::string_view text) {
    for (const char c : text)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) return true;
    return false;
}

}  // namespace hero::fuzz
