#pragma once
// What an archive's own directory says, and whether its entries say the same. What a ZIP packed is inflated, piece by
// piece and no further than it claims, to see that it keeps to that; nothing of it is kept.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hero {

enum class ArchiveState {
    sound,
    broken,     // no archive, or its directory cannot be read
    locked,     // something in it is encrypted
    dangerous,  // a bomb, or entries that would leave the folder they are unpacked in
};

struct Archive {
    ArchiveState state = ArchiveState::broken;
    std::vector<std::string> names;  // of a ZIP that is sound
};

Archive read_zip(std::string_view bytes);
// `bytes` begin with RAR's signature. Broken only when an entry's own header cannot be read: what comes after a cut or
// an unknown block is not looked at.
ArchiveState read_rar(std::string_view bytes);

// ---- for both of them -----------------------------------------------------------------------------------------------

// What unpacking would take: at most 1,000 entries, 100 MiB, and a hundred times what is there.
class Unpacking {
public:
    static constexpr std::uint64_t most_entries = 1000;
    void add(std::uint64_t packed, std::uint64_t unpacked);
    [[nodiscard]] bool is_too_much() const;

private:
    std::uint64_t entries_ = 0, packed_ = 0, unpacked_ = 0;
};

// Whether `packed` is one stream of deflate (RFC 1951), to its last byte, that gives exactly `unpacked` bytes. Inflates
// no more than those and 32 KiB.
bool inflates_to(std::string_view packed, std::uint64_t unpacked);

// Absolute, with a drive, or with `..`; of an entry's name.
bool leaves_the_folder(std::string_view name);

}  // namespace hero
