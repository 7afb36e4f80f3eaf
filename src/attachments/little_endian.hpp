#pragma once
// Numbers in files of the PC: least significant byte first.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace hero {

// The number of `count` bytes at `at`, or nothing when they are not all there.
inline std::optional<std::uint64_t> little_endian(std::string_view bytes, std::uint64_t at, std::size_t count) {
    if (at > bytes.size() || count > bytes.size() - at) return std::nullopt;
    std::uint64_t value = 0;
    for (std::size_t i = count; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

}  // namespace hero
