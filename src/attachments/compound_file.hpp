#pragma once
// Compound files ([MS-CFB]): DOC, XLS, PPT, and installers too.
#include <string>
#include <string_view>
#include <vector>

namespace hero {

inline constexpr std::string_view ole_signature{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8};

// The names of the streams that have bytes, and have them all in the file, of the whole directory; '?' stands for what
// is not ASCII. Empty when the bytes are no compound file, its directory cannot be read, or the file ends before it.
// Takes time as the bytes have sectors: no chain is followed further.
std::vector<std::string> streams_of(std::string_view bytes);

}  // namespace hero
