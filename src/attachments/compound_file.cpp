#include "attachments/compound_file.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "attachments/little_endian.hpp"

namespace hero {

namespace {

constexpr std::uint64_t end_of_chain = 0xFFFFFFFE;
constexpr std::uint64_t entry_length = 128;

enum class Kind { other, stream, root };

Kind kind_of(std::string_view entry) {
    const auto kind = little_endian(entry, 66, 1);
    return kind == 2 ? Kind::stream : kind == 5 ? Kind::root : Kind::other;
}

std::string name_of(std::string_view entry) {
    constexpr std::uint64_t longest = 64;
    const auto length = std::min(*little_endian(entry, 64, 2), longest);  // in bytes, with the NUL at its end
    std::string name;
    for (std::uint64_t at = 0; at + 2 < length; at += 2) {
        const auto unit = *little_endian(entry, at, 2);
        name += unit < 0x80 ? static_cast<char>(unit) : '?';
    }
    return name;
}

class CompoundFile {
public:
    explicit CompoundFile(std::string_view bytes) : bytes_(bytes) {
        constexpr std::uint64_t little_endian_mark = 0xFFFE, cutoff_of_all = 4096, mini_shift = 6;
        const auto shift = number(30, 2);
        const auto usual = number(26, 2) == 3 ? 9U : number(26, 2) == 4 ? 12U : 0U;
        if (!bytes.starts_with(ole_signature) || number(28, 2) != little_endian_mark || usual == 0 || shift != usual ||
            number(32, 2) != mini_shift || number(56, 4) != cutoff_of_all)
            return;
        shift_ = usual;
        left_ = bytes.size() >> usual;
    }

    // The directory's entries; none when the chain of its sectors breaks.
    [[nodiscard]] std::vector<std::string_view> entries() {
        std::vector<std::string_view> found;
        if (shift_ == 0) return found;
        for (const auto sector : chain(number(48, 4))) {
            const auto content = bytes_.substr(place_of(sector), size());
            for (std::uint64_t at = 0; at + entry_length <= content.size(); at += entry_length)
                found.push_back(content.substr(at, entry_length));
        }
        return found;
    }

    // The entry of the root, whose stream holds the small ones. Whether all of that stream is there.
    [[nodiscard]] bool open_small_streams(std::string_view root) {
        const auto length = *little_endian(root, 120, 4);
        small_ = chain(*little_endian(root, 116, 4));
        if (small_.size() < sectors_of(length)) return false;
        small_left_ = pieces_ = (length + small_size - 1) / small_size;
        if (pieces_ != 0) small_table_ = chain(number(60, 4));
        return true;
    }

    // Whether the stream of this entry has bytes, and all of them are in the file.
    [[nodiscard]] bool holds(std::string_view entry) {
        constexpr std::uint64_t own_sectors_from = 4096;
        const auto first = *little_endian(entry, 116, 4), length = *little_endian(entry, 120, 4);
        if (length == 0) return false;
        return length < own_sectors_from ? holds_small(first, length) : chain(first).size() >= sectors_of(length);
    }

private:
    [[nodiscard]] std::uint64_t number(std::uint64_t at, std::size_t count) const {
        return little_endian(bytes_, at, count).value_or(end_of_chain);
    }
    [[nodiscard]] std::uint64_t size() const { return std::uint64_t{1} << shift_; }
    [[nodiscard]] std::uint64_t sectors_of(std::uint64_t length) const { return (length + size() - 1) / size(); }
    [[nodiscard]] std::uint64_t place_of(std::uint64_t sector) const { return (sector + 1) << shift_; }
    // Some programs leave the last sector short.
    [[nodiscard]] bool is_there(std::uint64_t sector) const {
        return sector < end_of_chain && place_of(sector) < bytes_.size();
    }

    // The sector after this one, by the table of sectors. The header names 109 sectors of the table, which is enough
    // for 6.8 MB, and no attachment has as much.
    [[nodiscard]] std::uint64_t next(std::uint64_t sector) const {
        constexpr std::uint64_t named = 109, names_at = 76;
        const auto of_a_sector = size() / 4;
        const auto index = sector / of_a_sector;
        if (index >= named) return end_of_chain + 1;
        const auto table = number(names_at + 4 * index, 4);
        if (!is_there(table)) return end_of_chain + 1;
        return number(place_of(table) + 4 * (sector % of_a_sector), 4);
    }

    // Empty unless it ends, within the file and as a chain does. No two chains share a sector: all together they are
    // not longer than the file.
    [[nodiscard]] std::vector<std::uint64_t> chain(std::uint64_t first) {
        std::vector<std::uint64_t> sectors;
        for (auto sector = first; sector != end_of_chain; sector = next(sector)) {
            if (!is_there(sector) || left_ == 0) return {};
            --left_;
            sectors.push_back(sector);
        }
        return sectors;
    }

    // The same with pieces of 64 bytes of the root's stream, and a table of their own.
    [[nodiscard]] bool holds_small(std::uint64_t first, std::uint64_t length) {
        const auto of_a_sector = size() / small_size;
        auto wanted = (length + small_size - 1) / small_size;
        for (auto piece = first; piece != end_of_chain; piece = next_small(piece)) {
            if (piece >= pieces_ || small_left_ == 0 ||
                place_of(small_[piece / of_a_sector]) + piece % of_a_sector * small_size >= bytes_.size())
                return false;
            --small_left_;
            wanted -= std::min<std::uint64_t>(wanted, 1);
        }
        return wanted == 0;
    }
    [[nodiscard]] std::uint64_t next_small(std::uint64_t piece) const {
        const auto of_a_sector = size() / 4;
        const auto index = piece / of_a_sector;
        if (index >= small_table_.size()) return end_of_chain + 1;
        return number(place_of(small_table_[index]) + 4 * (piece % of_a_sector), 4);
    }

    static constexpr std::uint64_t small_size = 64;

    std::string_view bytes_;
    unsigned shift_ = 0;                              // 0: no compound file
    std::uint64_t left_ = 0;                          // sectors that chains may still have
    std::vector<std::uint64_t> small_, small_table_;  // sectors of the root's stream, and of the table for it
    std::uint64_t pieces_ = 0, small_left_ = 0;       // of the root's stream, and those that chains may still have
};

}  // namespace

std::vector<std::string> streams_of(std::string_view bytes) {
    CompoundFile file(bytes);
    const auto entries = file.entries();
    std::vector<std::string> names;
    if (entries.empty() || kind_of(entries.front()) != Kind::root || name_of(entries.front()) != "Root Entry" ||
        !file.open_small_streams(entries.front()))
        return names;
    for (const auto entry : entries)
        if (kind_of(entry) == Kind::stream && file.holds(entry)) names.push_back(name_of(entry));
    return names;
}

}  // namespace hero
