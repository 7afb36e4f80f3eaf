// The central directory of a ZIP archive (PKWARE APPNOTE 6.3, 4.3.12 and 4.3.16).
#include <algorithm>
#include <cstdint>
#include <optional>

#include "attachments/archives.hpp"
#include "attachments/little_endian.hpp"
#include "base/text.hpp"

namespace hero {

namespace {

constexpr std::uint64_t local_header = 0x04034b50;
constexpr std::uint64_t central_header = 0x02014b50;
constexpr std::uint64_t in_zip64_field = 0xFFFFFFFF;

struct Entry {
    std::uint64_t flags, packed, unpacked, attributes, made_by, start;
    std::string_view name, extra;
    std::uint64_t length;  // of the header in the directory
};

struct Directory {
    std::uint64_t entries, start;
};

// The last end record whose comment fits into what follows it.
std::optional<Directory> find_directory(std::string_view bytes) {
    constexpr std::string_view signature{"PK\5\6", 4};
    constexpr std::size_t record = 22, longest_comment = 65535;
    for (auto at = bytes.rfind(signature); at != std::string_view::npos; at = bytes.rfind(signature, at - 1)) {
        if (bytes.size() - at > record + longest_comment) return std::nullopt;
        const auto comment = little_endian(bytes, at + 20, 2);
        if (comment && at + record + *comment <= bytes.size())
            return Directory{*little_endian(bytes, at + 10, 2), *little_endian(bytes, at + 16, 4)};
        if (at == 0) break;
    }
    return std::nullopt;
}

// Sizes that are too large for four bytes, or that a careful packer moved, stand in extra field 1.
bool read_zip64_sizes(Entry& entry) {
    for (std::uint64_t at = 0; at < entry.extra.size();) {
        const auto id = little_endian(entry.extra, at, 2), size = little_endian(entry.extra, at + 2, 2);
        if (!id || !size) return false;
        if (*id == 1) {
            std::uint64_t field = at + 4;
            for (auto* value : {&entry.unpacked, &entry.packed, &entry.start}) {
                if (*value != in_zip64_field) continue;
                const auto wide = little_endian(entry.extra, field, 8);
                if (!wide) return false;
                *value = *wide;
                field += 8;
            }
            return true;
        }
        at += 4 + *size;
    }
    return false;
}

std::optional<Entry> read_entry(std::string_view bytes, std::uint64_t at) {
    if (little_endian(bytes, at, 4) != central_header || !little_endian(bytes, at + 42, 4)) return std::nullopt;
    const auto field = [&](std::uint64_t offset, std::size_t count) {
        return *little_endian(bytes, at + offset, count);
    };
    Entry entry{field(8, 2), field(20, 4), field(24, 4), field(38, 4), field(4, 2), field(42, 4), {}, {}, 0};
    const auto name = field(28, 2), extra = field(30, 2);
    entry.length = 46 + name + extra + field(32, 2);
    if (entry.length > bytes.size() - at) return std::nullopt;
    entry.name = bytes.substr(at + 46, name);
    entry.extra = bytes.substr(at + 46 + name, extra);
    const bool wide =
        entry.packed == in_zip64_field || entry.unpacked == in_zip64_field || entry.start == in_zip64_field;
    if (wide && !read_zip64_sizes(entry)) return std::nullopt;
    return entry;
}

bool is_symbolic_link(const Entry& entry) {
    constexpr std::uint64_t unix_host = 3, kind = 0170000, link = 0120000;
    return entry.made_by >> 8 == unix_host && (entry.attributes >> 16 & kind) == link;
}

// Entries that share bytes unpack to more than any ratio says.
bool overlap(std::vector<Entry>& entries, std::uint64_t directory) {
    std::ranges::sort(entries, {}, &Entry::start);
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const auto end = entries[i].start + 30 + entries[i].name.size() + entries[i].packed;
        const auto next = i + 1 < entries.size() ? entries[i + 1].start : directory;
        if (entries[i].packed > directory || end > next) return true;
    }
    return false;
}

bool is_bomb(const std::vector<Entry>& entries) {
    Unpacking unpacking;
    for (const auto& entry : entries) unpacking.add(entry.packed, entry.unpacked);
    return unpacking.is_too_much();
}

ArchiveState judge(std::string_view bytes, std::vector<Entry>& entries, std::uint64_t directory) {
    const auto any = [&](auto&& test) { return std::ranges::any_of(entries, test); };
    if (any([&](const Entry& entry) { return little_endian(bytes, entry.start, 4) != local_header; }))
        return ArchiveState::broken;
    if (any([](const Entry& entry) {
            return is_symbolic_link(entry) || entry.name.empty() || leaves_the_folder(entry.name);
        }) ||
        is_bomb(entries) || overlap(entries, directory))
        return ArchiveState::dangerous;
    return any([](const Entry& entry) { return (entry.flags & 1) != 0; }) ? ArchiveState::locked : ArchiveState::sound;
}

}  // namespace

Archive read_zip(std::string_view bytes) {
    Archive archive;
    const auto directory = find_directory(bytes);
    if (!directory) return archive;
    if (directory->entries > Unpacking::most_entries) return {ArchiveState::dangerous, {}};
    std::vector<Entry> entries;
    auto at = directory->start;
    for (std::uint64_t i = 0; i < directory->entries; ++i) {
        const auto entry = read_entry(bytes, at);
        if (!entry) return archive;
        at += entry->length;
        archive.names.emplace_back(entry->name);
        entries.push_back(*entry);
    }
    // One more than the end record counts: readers would disagree about what is inside.
    if (little_endian(bytes, at, 4) == central_header) return archive;
    archive.state = judge(bytes, entries, directory->start);
    return archive;
}

}  // namespace hero
