// Block headers of RAR 4 and RAR 5, as far as they tell that a key is needed (RAR technical notes of UnRAR).
#include <cstdint>
#include <optional>

#include "attachments/archives.hpp"
#include "attachments/little_endian.hpp"

namespace hero {

namespace {

constexpr std::string_view signature4{"Rar!\x1a\x07\x00", 7};
constexpr std::string_view signature5{"Rar!\x1a\x07\x01\x00", 8};

bool locked4(std::string_view bytes) {
    constexpr std::uint64_t archive = 0x73, file = 0x74, headers_encrypted = 0x80, file_encrypted = 0x04,
                            has_data = 0x8000;
    for (std::uint64_t at = signature4.size();;) {
        const auto kind = little_endian(bytes, at + 2, 1), flags = little_endian(bytes, at + 3, 2);
        const auto size = little_endian(bytes, at + 5, 2);
        if (!kind || !flags || !size || *size < 7) return false;
        if (*kind == archive && (*flags & headers_encrypted) != 0) return true;
        if (*kind == file && (*flags & file_encrypted) != 0) return true;
        at += *size + ((*flags & has_data) != 0 ? little_endian(bytes, at + 7, 4).value_or(0) : 0);
    }
}

// A whole number of seven bits a byte; moves `at` behind it.
std::optional<std::uint64_t> variable(std::string_view bytes, std::uint64_t& at) {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 63; shift += 7) {
        const auto byte = little_endian(bytes, at++, 1);
        if (!byte) return std::nullopt;
        value |= (*byte & 0x7F) << shift;
        if ((*byte & 0x80) == 0) return value;
    }
    return std::nullopt;
}

// A file's extra area holds records; number 1 is its encryption.
bool has_encryption_record(std::string_view extra) {
    constexpr std::uint64_t encryption = 1;
    for (std::uint64_t at = 0; at < extra.size();) {
        const auto size = variable(extra, at);
        if (!size || *size > extra.size() - at) return false;
        auto inside = at;
        if (variable(extra, inside) == encryption) return true;
        at += *size;
    }
    return false;
}

bool locked5(std::string_view bytes) {
    constexpr std::uint64_t file = 2, encryption = 4, has_extra = 1, has_data = 2;
    for (std::uint64_t at = signature5.size();;) {
        at += 4;  // CRC
        const auto size = variable(bytes, at);
        if (!size || *size == 0 || at > bytes.size() || *size > bytes.size() - at) return false;
        const auto header = bytes.substr(at, *size);
        std::uint64_t inside = 0, extra = 0, data = 0;
        const auto kind = variable(header, inside), flags = variable(header, inside);
        if (!kind || !flags) return false;
        if (*kind == encryption) return true;
        if ((*flags & has_extra) != 0) extra = variable(header, inside).value_or(0);
        if ((*flags & has_data) != 0) data = variable(header, inside).value_or(0);
        if (*kind == file && extra <= header.size() && has_encryption_record(header.substr(header.size() - extra)))
            return true;
        if (data > bytes.size()) return false;
        at += *size + data;
    }
}

}  // namespace

ArchiveState read_rar(std::string_view bytes) {
    const bool locked = bytes.starts_with(signature5) ? locked5(bytes) : locked4(bytes);
    return locked ? ArchiveState::locked : ArchiveState::sound;
}

}  // namespace hero
