#pragma once
// What an archive's own directory says. Nothing is ever unpacked.
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
// Sound or locked; `bytes` begin with RAR's signature. What comes after a cut or an unknown block is not looked at.
ArchiveState read_rar(std::string_view bytes);

}  // namespace hero
