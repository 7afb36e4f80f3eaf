#include "attachments/archives.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace hero {

namespace {

constexpr std::uint64_t most_bytes = std::uint64_t{100} * 1024 * 1024;
constexpr std::uint64_t most_ratio = 100;
// A blank picture packs a thousandfold and harms nobody: the ratio counts once there is something to unpack.
constexpr std::uint64_t ratio_counts_from = std::uint64_t{10} * 1024 * 1024;

// Large enough to be too much, small enough that a thousand of them add up.
std::uint64_t capped(std::uint64_t size) { return std::min(size, most_bytes + 1); }

}  // namespace

void Unpacking::add(std::uint64_t packed, std::uint64_t unpacked) {
    ++entries_;
    packed_ = capped(packed_ + capped(packed));
    unpacked_ = capped(unpacked_ + capped(unpacked));
}

bool Unpacking::is_too_much() const {
    return entries_ > most_entries || unpacked_ > most_bytes ||
           (unpacked_ > ratio_counts_from && unpacked_ / most_ratio > packed_);
}

bool leaves_the_folder(std::string_view name) {
    if (name.find('\0') != std::string_view::npos) return true;
    std::string path{name};
    std::ranges::replace(path, '\\', '/');
    if (path.starts_with('/') || (path.size() > 1 && path[1] == ':')) return true;
    return std::ranges::any_of(split(path, '/'), [](std::string_view part) { return part == ".."; });
}

}  // namespace hero
