// The central directory of a ZIP archive (PKWARE APPNOTE 6.3, 4.3.7 and 4.3.12 to 4.3.16). Programs that unpack differ
// in where they look for it, and some never do but read entry after entry: an archive is sound only when all of them
// see the same entries. What it packed in is inflated to nowhere, because they find the next entry where that ends.
#include <algorithm>
#include <array>
#include <cstdint>
#include <initializer_list>
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

// Bits of an entry's flags (4.4.4).
constexpr std::uint64_t is_encrypted = 1, sizes_come_later = 8, name_is_utf8 = 0x800;
// Those that change what a reader makes of an entry: strong encryption and masked headers too. The others say how hard
// the packer tried.
constexpr std::uint64_t flags_that_matter = is_encrypted | sizes_come_later | 0x40 | name_is_utf8 | 0x2000;

struct Entry {
    std::uint64_t flags, method, checksum, packed, unpacked, attributes, start;
    std::string_view name, extra;
    std::uint64_t length;        // of the header in the directory
    std::uint64_t end = 0;       // of the content
    std::string_view content{};  // packed
    bool says_its_size = true;   // before the content
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

// Extra fields (4.5): nothing when there is none of that kind.
std::optional<std::string_view> extra_field(std::string_view extra, std::uint64_t kind) {
    for (std::uint64_t at = 0;;) {
        const auto id = little_endian(extra, at, 2), size = little_endian(extra, at + 2, 2);
        if (!id || !size) return std::nullopt;
        if (*id == kind) return extra.substr(at + 4, *size);
        at += 4 + *size;
    }
}

constexpr std::uint64_t zip64_sizes = 1, unicode_path = 0x7075;

// Of two fields of a kind some readers take the first, some the last; one that is longer than what holds it is cut by
// some, and left by others. Less than a field's head at the end is padding.
bool extra_is_ambiguous(std::string_view extra) {
    int sizes = 0, paths = 0;
    std::uint64_t at = 0;
    while (extra.size() - at >= 4) {
        const auto id = *little_endian(extra, at, 2);
        at += 4 + *little_endian(extra, at + 2, 2);
        if (at > extra.size()) return true;
        sizes += id == zip64_sizes ? 1 : 0;
        paths += id == unicode_path ? 1 : 0;
    }
    return sizes > 1 || paths > 1;
}

// Sizes that are too large for four bytes, or that a careful packer moved, stand in a field of their own, one after the
// other.
bool read_zip64_sizes(std::string_view extra, std::initializer_list<std::uint64_t*> values) {
    const auto wide = extra_field(extra, zip64_sizes);
    std::uint64_t at = 0;
    for (auto* value : values) {
        if (*value != in_zip64_field) continue;
        const auto number = wide ? little_endian(*wide, at, 8) : std::nullopt;
        if (!number) return false;
        *value = *number;
        at += 8;
    }
    return true;
}

std::optional<Entry> read_entry(std::string_view bytes, std::uint64_t at) {
    if (little_endian(bytes, at, 4) != central_header || !little_endian(bytes, at + 42, 4)) return std::nullopt;
    const auto field = [&](std::uint64_t offset, std::size_t count) {
        return *little_endian(bytes, at + offset, count);
    };
    Entry entry{field(8, 2),  field(10, 2), field(16, 4), field(20, 4), field(24, 4),
                field(38, 4), field(42, 4), {},           {},           0};
    const auto name = field(28, 2), extra = field(30, 2);
    entry.length = 46 + name + extra + field(32, 2);
    if (entry.length > bytes.size() - at) return std::nullopt;
    entry.name = bytes.substr(at + 46, name);
    entry.extra = bytes.substr(at + 46 + name, extra);
    if (extra_is_ambiguous(entry.extra) ||
        !read_zip64_sizes(entry.extra, {&entry.unpacked, &entry.packed, &entry.start}))
        return std::nullopt;
    return entry;
}

// The name that some use instead (4.6.9), behind a version and a checksum; "" when there is none.
std::string_view name_in_unicode(std::string_view extra) {
    constexpr std::size_t version_and_checksum = 5;
    const auto field = extra_field(extra, unicode_path).value_or("");
    return field.substr(std::min(version_and_checksum, field.size()));
}

// A Unix mode stands where it stands, whatever system the entry says it is from: Info-ZIP's unzip makes links of
// several.
bool is_symbolic_link(const Entry& entry) {
    constexpr std::uint64_t kind = 0170000, link = 0120000;
    return (entry.attributes >> 16 & kind) == link;
}

bool same_flags(const Entry& entry, std::uint64_t local) {
    const bool ascii = std::ranges::all_of(entry.name, [](unsigned char c) { return c < 0x80; });
    return ((entry.flags ^ local) & (ascii ? flags_that_matter & ~name_is_utf8 : flags_that_matter)) == 0;
}

// What stands before the content, which is all that whoever reads entry after entry sees: it must tell the same as the
// directory, but for sizes and a checksum that are said behind the content. Finds where the content ends.
bool read_local_header(std::string_view bytes, Entry& entry) {
    constexpr std::uint64_t length = 30;
    if (little_endian(bytes, entry.start, 4) != local_header || !little_endian(bytes, entry.start + 28, 2))
        return false;
    const auto field = [&](std::uint64_t offset, std::size_t count) {
        return *little_endian(bytes, entry.start + offset, count);
    };
    const auto name = field(26, 2), begin = length + name + field(28, 2);
    entry.end = entry.start + begin + std::min<std::uint64_t>(entry.packed, bytes.size());
    const auto header = bytes.substr(entry.start, begin);
    if (header.size() != begin || extra_is_ambiguous(header.substr(length + name))) return false;
    const auto extra = header.substr(length + name);
    entry.content = bytes.substr(entry.start + begin, entry.packed);
    auto packed = field(18, 4), unpacked = field(22, 4);
    if (!read_zip64_sizes(extra, {&unpacked, &packed})) return false;
    const bool later = (entry.flags & sizes_come_later) != 0;
    const auto same = [&](std::uint64_t said, std::uint64_t is) { return said == is || (later && said == 0); };
    entry.says_its_size = packed == entry.packed;
    return header.substr(length, name) == entry.name && name_in_unicode(extra) == name_in_unicode(entry.extra) &&
           field(8, 2) == entry.method && same_flags(entry, field(6, 2)) && same(field(14, 4), entry.checksum) &&
           same(packed, entry.packed) && same(unpacked, entry.unpacked);
}

// Entries that share bytes unpack to more than any ratio says. `entries` by where they start.
bool overlap(const std::vector<Entry>& entries, std::uint64_t directory) {
    for (std::size_t i = 0; i < entries.size(); ++i)
        if (entries[i].end > (i + 1 < entries.size() ? entries[i + 1].start : directory)) return true;
    return false;
}

// What is said behind the content (4.3.9): with its signature or without, in numbers of four bytes or of eight.
bool is_descriptor(std::string_view bytes, const Entry& entry) {
    constexpr std::string_view signature{"PK\7\10", 4};
    constexpr std::size_t narrow = 12, wide = 20;
    if (bytes.starts_with(signature)) bytes.remove_prefix(signature.size());
    if ((bytes.size() != narrow && bytes.size() != wide) || bytes.starts_with(signature)) return false;
    const auto count = (bytes.size() - 4) / 2;
    return little_endian(bytes, 0, 4) == entry.checksum && little_endian(bytes, 4, count) == entry.packed &&
           little_endian(bytes, 4 + count, count) == entry.unpacked;
}

// Whether the entries, and what is said behind them, are all there is before the directory. Otherwise something hides
// there from those that read the directory, or from those that do not. `entries` by where they start, none overlap.
bool fill(std::string_view bytes, const std::vector<Entry>& entries, std::uint64_t directory) {
    std::uint64_t at = 0;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const auto& entry = entries[i];
        if (entry.start != at) return false;
        at = i + 1 < entries.size() ? entries[i + 1].start : directory;
        const auto behind = bytes.substr(entry.end, at - entry.end);
        const bool later = (entry.flags & sizes_come_later) != 0;
        if (later ? !is_descriptor(behind, entry) : !behind.empty()) return false;
    }
    return at == directory;
}

// A stored entry that does not say its size ends, for whoever reads entry after entry, where something looks like the
// end.
bool seems_to_end_earlier(const Entry& entry) {
    if (entry.says_its_size) return false;
    return std::ranges::any_of(std::array{"PK\1\2", "PK\3\4", "PK\5\6", "PK\7\10"},
                               [&](const char* sign) { return entry.content.find(sign) != std::string_view::npos; });
}

// Whether the content is what the directory says, neither less nor more, in a way of packing that every program knows.
bool holds_what_it_claims(const Entry& entry) {
    constexpr std::uint64_t stored = 0, deflated = 8;
    if ((entry.flags & is_encrypted) != 0) return true;
    if (entry.method == stored) return entry.packed == entry.unpacked && !seems_to_end_earlier(entry);
    if (entry.method != deflated) return false;
    const bool nothing = entry.packed == 0 && entry.unpacked == 0;
    return nothing || inflates_to(entry.content, entry.unpacked);
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
                   leaves_the_folder(name_in_unicode(entry.extra));
        }) ||
        is_bomb(entries) || overlap(entries, directory))
        return ArchiveState::dangerous;
    if (!agree || !fill(bytes, entries, directory) || !std::ranges::all_of(entries, holds_what_it_claims))
        return ArchiveState::broken;
    return any([](const Entry& entry) { return (entry.flags & is_encrypted) != 0; }) ? ArchiveState::locked
                                                                                     : ArchiveState::sound;
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
