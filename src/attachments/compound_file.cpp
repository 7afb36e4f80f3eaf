#include "attachments/compound_file.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "attachments/little_endian.hpp"

namespace hero {

namespace {

constexpr std::uint64_t end_of_chain = 0xFFFFFFFE;
constexpr std::uint64_t entry_length = 128;

class CompoundFile {
public:
    explicit CompoundFile(std::string_view bytes) : bytes_(bytes) {
        constexpr std::uint64_t little_endian_mark = 0xFFFE, cutoff_of_all = 4096;
        const auto shift = number(30, 2);
        const auto usual = number(26, 2) == 3 ? 9U : number(26, 2) == 4 ? 12U : 0U;
        if (!bytes.starts_with(ole_signature) || number(28, 2) != little_endian_mark || usual == 0 || shift != usual ||
            number(56, 4) != cutoff_of_all)
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

    // Whether so many bytes are in the file from `first` on.
    [[nodiscard]] bool holds(std::uint64_t first, std::uint64_t length) {
        return chain(first).size() >= (length + size() - 1) / size();
    }

private:
    [[nodiscard]] std::uint64_t number(std::uint64_t at, std::size_t count) const {
        return little_endian(bytes_, at, count).value_or(end_of_chain);
    }
    [[nodiscard]] std::uint64_t size() const { return std::uint64_t{1} << shift_; }
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

    std::string_view bytes_;
    unsigned shift_ = 0;      // 0: no compound file
    std::uint64_t left_ = 0;  // sectors that chains may still have
};

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

// What is shorter lies in a stream of the root's.
bool is_whole(CompoundFile& file, std::string_view entry) {
    constexpr std::uint64_t own_sectors_from = 4096;
    const auto length = *little_endian(entry, 120, 4);
    const bool elsewhere = kind_of(entry) != Kind::root && length < own_sectors_from;
    return elsewhere || file.holds(*little_endian(entry, 116, 4), length);
}

}  // namespace

std::vector<std::string> streams_of(std::string_view bytes) {
    CompoundFile file(bytes);
    const auto entries = file.entries();
    std::vector<std::string> names;
    if (entries.empty() || kind_of(entries.front()) != Kind::root || name_of(entries.front()) != "Root Entry" ||
        !is_whole(file, entries.front()))
        return names;
    for (const auto entry : entries)
        if (kind_of(entry) == Kind::stream && is_whole(file, entry)) names.push_back(name_of(entry));
    return names;
}

}  // namespace hero
