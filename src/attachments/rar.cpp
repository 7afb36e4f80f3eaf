// Block headers of RAR 4 and RAR 5: whether a key is needed, and what unpacking would take (RAR technical notes of
// UnRAR).
#include <cstdint>
#include <optional>

#include "attachments/archives.hpp"
#include "attachments/little_endian.hpp"

namespace hero {

namespace {

constexpr std::string_view signature4{"Rar!\x1a\x07\x00", 7};
constexpr std::string_view signature5{"Rar!\x1a\x07\x01\x00", 8};

// What has been seen so far.
struct Seen {
    Unpacking unpacking;
    bool locked = false;
    bool dangerous = false;

    void add(std::uint64_t packed, std::uint64_t unpacked, std::string_view name) {
        unpacking.add(packed, unpacked);
        dangerous = dangerous || unpacking.is_too_much() || leaves_the_folder(name);
    }
    [[nodiscard]] ArchiveState state() const {
        if (dangerous) return ArchiveState::dangerous;
        return locked ? ArchiveState::locked : ArchiveState::sound;
    }
};

// ---- RAR 4 ----------------------------------------------------------------------------------------------------------

// Of a file or of what belongs to one. False when the header is too short for what it says.
bool add_entry4(std::string_view header, std::uint64_t flags, std::uint64_t packed, Seen& seen) {
    constexpr std::uint64_t encrypted = 0x04, large = 0x100, unix_host = 3, kind = 0170000, link = 0120000;
    const auto unpacked = little_endian(header, 11, 4), host = little_endian(header, 15, 1);
    const auto name_size = little_endian(header, 26, 2), attributes = little_endian(header, 28, 4);
    if (!unpacked || !host || !name_size || !attributes) return false;
    std::uint64_t size = *unpacked, name_at = 32;
    if ((flags & large) != 0) {
        const auto high = little_endian(header, 36, 4);
        if (!high) return false;
        size |= *high << 32;
        name_at = 40;
    }
    if (name_at + *name_size > header.size()) return false;
    // Behind a NUL stands the same name, packed in a way of RAR's own.
    const auto name = header.substr(name_at, *name_size);
    seen.add(packed, size, name.substr(0, name.find('\0')));
    seen.locked = seen.locked || (flags & encrypted) != 0;
    seen.dangerous = seen.dangerous || (*host == unix_host && (*attributes & kind) == link);
    return true;
}

ArchiveState read4(std::string_view bytes) {
    constexpr std::uint64_t archive = 0x73, file = 0x74, service = 0x7a, headers_encrypted = 0x80, has_data = 0x8000,
                            large = 0x100;
    Seen seen;
    for (std::uint64_t at = signature4.size();;) {
        const auto kind = little_endian(bytes, at + 2, 1), flags = little_endian(bytes, at + 3, 2);
        const auto size = little_endian(bytes, at + 5, 2);
        if (!kind || !flags || !size || *size < 7) return seen.state();
        if (*kind == archive && (*flags & headers_encrypted) != 0) return ArchiveState::locked;
        const bool is_entry = *kind == file || *kind == service;
        std::uint64_t data = 0;
        if (is_entry || (*flags & has_data) != 0) data = little_endian(bytes, at + 7, 4).value_or(0);
        if (is_entry && (*flags & large) != 0) data |= little_endian(bytes, at + 32, 4).value_or(0) << 32;
        if (is_entry) {
            if (*size > bytes.size() - at) return seen.state();
            if (!add_entry4(bytes.substr(at, *size), *flags, data, seen)) return ArchiveState::broken;
        }
        if (seen.dangerous || data > bytes.size()) return seen.state();
        at += *size + data;
    }
}

// ---- RAR 5 ----------------------------------------------------------------------------------------------------------

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

// A file's extra area holds records: number 1 is its encryption, number 5 says that it is a link or a copy.
void look_into_extra(std::string_view extra, Seen& seen) {
    constexpr std::uint64_t encryption = 1, redirection = 5, copy_of_a_file = 5;
    for (std::uint64_t at = 0; at < extra.size();) {
        const auto size = variable(extra, at);
        if (!size || *size > extra.size() - at) return;
        const auto record = extra.substr(at, *size);
        std::uint64_t inside = 0;
        const auto kind = variable(record, inside);
        seen.locked = seen.locked || kind == encryption;
        if (kind == redirection) {
            const auto way = variable(record, inside);
            seen.dangerous = seen.dangerous || way != copy_of_a_file;
        }
        at += *size;
    }
}

// `header` from behind its common fields on. False when it is too short for what it says.
bool add_entry5(std::string_view header, std::uint64_t packed, Seen& seen) {
    constexpr std::uint64_t has_time = 2, has_checksum = 4, size_is_unknown = 8;
    std::uint64_t at = 0;
    const auto flags = variable(header, at), unpacked = variable(header, at), attributes = variable(header, at);
    if (!flags || !unpacked || !attributes) return false;
    at += ((*flags & has_time) != 0 ? 4 : 0) + ((*flags & has_checksum) != 0 ? 4 : 0);
    const auto compression = variable(header, at), host = variable(header, at), length = variable(header, at);
    if (!compression || !host || !length || *length > header.size() - at) return false;
    seen.add(packed, *unpacked, header.substr(at, *length));
    seen.dangerous = seen.dangerous || (*flags & size_is_unknown) != 0;
    return true;
}

ArchiveState read5(std::string_view bytes) {
    constexpr std::uint64_t file = 2, service = 3, encryption = 4, has_extra = 1, has_data = 2;
    Seen seen;
    for (std::uint64_t at = signature5.size();;) {
        at += 4;  // CRC
        const auto size = variable(bytes, at);
        if (!size || *size == 0 || at > bytes.size() || *size > bytes.size() - at) return seen.state();
        const auto header = bytes.substr(at, *size);
        std::uint64_t inside = 0, extra = 0, data = 0;
        const auto kind = variable(header, inside), flags = variable(header, inside);
        if (!kind || !flags) return seen.state();
        if (*kind == encryption) return ArchiveState::locked;
        if ((*flags & has_extra) != 0) extra = variable(header, inside).value_or(0);
        if ((*flags & has_data) != 0) data = variable(header, inside).value_or(0);
        if (*kind == file || *kind == service) {
            if (inside > header.size() || extra > header.size() - inside) return ArchiveState::broken;
            look_into_extra(header.substr(header.size() - extra), seen);
            const bool whole = add_entry5(header.substr(inside, header.size() - inside - extra), data, seen);
            if (!whole && !seen.locked) return ArchiveState::broken;
        }
        if (seen.dangerous || data > bytes.size()) return seen.state();
        at += *size + data;
    }
}

}  // namespace

ArchiveState read_rar(std::string_view bytes) { return bytes.starts_with(signature5) ? read5(bytes) : read4(bytes); }

}  // namespace hero
