#pragma once
// Whether a file's content is what its extension promises.
#include <optional>
#include <string>
#include <string_view>

namespace hero {

// What people call a format is its extension; `type` is what we say when we serve it.
struct Format {
    std::string_view extension;  // lower case
    std::string_view type;
};

// One of the guide's formats, or nothing.
const Format* format_of(std::string_view extension);

enum class Verdict { agrees, differs, locked, dangerous };

// By signature, by the parts inside and by libmagic, which all have to agree. A JPEG, PNG, PDF or
// RAR that ends too early passes when what is there is genuine; a ZIP (DOCX, XLSX) does not, as it has its directory at
// the end, nor does a DOC, XLS or PPT, whose directory and stream say what it is. Thread-safe.
Verdict check_content(const Format& format, std::string_view bytes);

}  // namespace hero
