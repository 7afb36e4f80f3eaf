// The central directory of a ZIP archive (PKWARE APPNOTE 6.3, 4.3.7 and 4.3.12 to 4.3.16). Programs that unpack differ
// in where they look for it, and some never do but read entry after entry: an archive is sound only when all of them
// see the same entries.
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
constexpr std::uint64_t wide_end = 0x06064b50;
constexpr std::uint64_t wide_locator = 0x07064b50;
constexpr std::uint64_t in_zip64_count = 0xFFFF;
constexpr std::uint64_t in_zip64_field = 0xFFFFFFFF;

struct Entry {
    std::uint64_t flags, packed, unpacked, attributes, made_by, start;
    std::string_view name, extra;
    std::uint64_t length;   // of the header in the directory
    std::uint64_t end = 0;  // of the content
};

struct EndRecord {
    std::uint64_t disk, first_disk, entries_here, entries, size, start;

    // Of an archive in one piece whose directory lies right before it.
    [[nodiscard]] bool fits(std::uint64_t position) const {
        return disk == 0 && first_disk == 0 && entries_here == entries && start <= position && position - start == size;
    }
};

struct Directory {
    std::uint64_t entries, start, end;
};

// Some readers take the last signature, some the last or the first one whose comment ends where the file does: nothing
// unless these are the same.
std::optional<std::uint64_t> find_end_record(std::string_view bytes) {
    constexpr std::string_view signature{"PK\5\6", 4};
    constexpr std::size_t record = 22, longest_comment = 65535;
    const auto ends_the_file = [&](std::uint64_t at) {
        const auto comment = little_endian(bytes, at + 20, 2);
        return comment && at + record + *comment == bytes.size();
    };
    const auto last = bytes.rfind(signature);
    if (last == std::string_view::npos || !ends_the_file(last)) return std::nullopt;
    auto at = bytes.find(signature, bytes.size() - std::min(bytes.size(), record + longest_comment));
    for (; at < last; at = bytes.find(signature, at + 1))
        if (ends_the_file(at)) return std::nullopt;
    return last;
}

// A number that is too large for its field stands in the record of ZIP64; one that is not is the same in both.
bool agree(const EndRecord& narrow, const EndRecord& wide) {
    const auto same = [](std::uint64_t one, std::uint64_t other, std::uint64_t elsewhere) {
        return one == other || one == elsewhere;
    };
    return same(narrow.disk, wide.disk, in_zip64_count) && same(narrow.first_disk, wide.first_disk, in_zip64_count) &&
           same(narrow.entries_here, wide.entries_here, in_zip64_count) &&
           same(narrow.entries, wide.entries, in_zip64_count) && same(narrow.size, wide.size, in_zip64_field) &&
           same(narrow.start, wide.start, in_zip64_field);
}

// The end record of ZIP64 stands before its locator, that before the end record. One with more than the usual fields is
// read wrongly by some, and written by nobody.
std::optional<Directory> find_wide_directory(std::string_view bytes, std::uint64_t locator, const EndRecord& narrow) {
    constexpr std::uint64_t record = 56, without_its_head = record - 12;
    const auto at = *little_endian(bytes, locator + 8, 8);
    if (locator < record || at != locator - record || little_endian(bytes, at, 4) != wide_end ||
        little_endian(bytes, locator + 4, 4) != 0 || *little_endian(bytes, locator + 16, 4) > 1)
        return std::nullopt;
    const auto field = [&](std::uint64_t offset, std::size_t count) {
        return *little_endian(bytes, at + offset, count);
    };
    const EndRecord wide{field(16, 4), field(20, 4), field(24, 8), field(32, 8), field(40, 8), field(48, 8)};
    if (field(4, 8) != without_its_head || !wide.fits(at) || !agree(narrow, wide)) return std::nullopt;
    return Directory{wide.entries, wide.start, at};
}

std::optional<Directory> find_directory(std::string_view bytes) {
    constexpr std::uint64_t locator = 20;
    const auto at = find_end_record(bytes);
    if (!at) return std::nullopt;
    const auto field = [&](std::uint64_t offset, std::size_t count) {
        return *little_endian(bytes, *at + offset, count);
    };
    const EndRecord end{field(4, 2), field(6, 2), field(8, 2), field(10, 2), field(12, 4), field(16, 4)};
    if (*at >= locator && little_endian(bytes, *at - locator, 4) == wide_locator)
        return find_wide_directory(bytes, *at - locator, end);
    if (!end.fits(*at)) return std::nullopt;
    return Directory{end.entries, end.start, *at};
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
    Entry entry{field(8, 2), field(20, 4), field(24, 4), field(38, 4), field(4, 2), field(42, 4), {}, {}, 0, 0};
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

// The name that some use instead, from the extra field "Info-ZIP Unicode Path" (4.6.9); "" when there is none.
std::string_view name_in_unicode(const Entry& entry) {
    constexpr std::uint64_t unicode_path = 0x7075, head = 4, version_and_checksum = 5;
    for (std::uint64_t at = 0;;) {
        const auto id = little_endian(entry.extra, at, 2), size = little_endian(entry.extra, at + 2, 2);
        if (!id || !size) return {};
        if (*id == unicode_path) {
            const auto field = entry.extra.substr(at + head, *size);
            return field.substr(std::min<std::size_t>(version_and_checksum, field.size()));
        }
        at += head + *size;
    }
}

bool is_symbolic_link(const Entry& entry) {
    constexpr std::uint64_t unix_host = 3, kind = 0170000, link = 0120000;
    return entry.made_by >> 8 == unix_host && (entry.attributes >> 16 & kind) == link;
}

// What stands before the content, which is all that whoever reads entry after entry sees: it must tell the same name,
// and the same size unless that is said behind the content. Finds where the content ends.
bool read_local_header(std::string_view bytes, Entry& entry) {
    constexpr std::uint64_t length = 30, size_comes_later = 8;
    const auto flags = little_endian(bytes, entry.start + 6, 2), packed = little_endian(bytes, entry.start + 18, 4),
               name = little_endian(bytes, entry.start + 26, 2), extra = little_endian(bytes, entry.start + 28, 2);
    if (little_endian(bytes, entry.start, 4) != local_header || !extra) return false;
    entry.end = entry.start + length + *name + *extra + std::min<std::uint64_t>(entry.packed, bytes.size());
    const bool same_size = packed == entry.packed || packed == in_zip64_field ||
                           ((*flags & size_comes_later) != 0 && packed == std::uint64_t{0});
    return same_size && bytes.substr(entry.start + length).substr(0, *name) == entry.name;
}

// Entries that share bytes unpack to more than any ratio says. `entries` by where they start.
bool overlap(const std::vector<Entry>& entries, std::uint64_t directory) {
    for (std::size_t i = 0; i < entries.size(); ++i)
        if (entries[i].end > (i + 1 < entries.size() ? entries[i + 1].start : directory)) return true;
    return false;
}

// Something before the first entry, or an entry between those that the directory tells of. `entries` by where they
// start.
bool hides_something(std::string_view bytes, const std::vector<Entry>& entries, std::uint64_t directory) {
    constexpr std::string_view signature{"PK\3\4", 4};
    std::uint64_t at = 0;
    for (const auto& entry : entries) {
        if (bytes.substr(at, entry.start - at).find(signature) != std::string_view::npos) return true;
        at = entry.end;
    }
    const auto first = entries.empty() ? directory : entries.front().start;
    return first != 0 || bytes.substr(at, directory - at).find(signature) != std::string_view::npos;
}

bool is_bomb(const std::vector<Entry>& entries) {
    Unpacking unpacking;
    for (const auto& entry : entries) unpacking.add(entry.packed, entry.unpacked);
    return unpacking.is_too_much();
}

ArchiveState judge(std::string_view bytes, std::vector<Entry>& entries, std::uint64_t directory) {
    const auto any = [&](auto&& test) { return std::ranges::any_of(entries, test); };
    bool agree = true;
    for (auto& entry : entries) agree = read_local_header(bytes, entry) && agree;
    std::ranges::sort(entries, {}, &Entry::start);
    if (any([](const Entry& entry) {
            return is_symbolic_link(entry) || entry.name.empty() || leaves_the_folder(entry.name) ||
                   leaves_the_folder(name_in_unicode(entry));
        }) ||
        is_bomb(entries) || overlap(entries, directory))
        return ArchiveState::dangerous;
    if (!agree || hides_something(bytes, entries, directory)) return ArchiveState::broken;
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
    // More or less than the end record says: readers would disagree about what is inside.
    if (at != directory->end) return archive;
    archive.state = judge(bytes, entries, directory->start);
    return archive;
}

}  // namespace hero
