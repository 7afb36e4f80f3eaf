#include "attachments/content.hpp"

#include <magic.h>

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>
#include <stdexcept>

#include "attachments/archives.hpp"
#include "attachments/compound_file.hpp"

namespace hero {

namespace {

constexpr std::array<Format, 11> formats{{
    {"jpg", "image/jpeg"},
    {"jpeg", "image/jpeg"},
    {"png", "image/png"},
    {"pdf", "application/pdf"},
    {"doc", "application/msword"},
    {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {"xls", "application/vnd.ms-excel"},
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {"ppt", "application/vnd.ms-powerpoint"},
    {"zip", "application/zip"},
    {"rar", "application/vnd.rar"},
}};

// ---- libmagic -------------------------------------------------------------------------------------------------------

struct CloseMagic {
    void operator()(magic_t handle) const { magic_close(handle); }
};
using Magic = std::unique_ptr<std::remove_pointer_t<magic_t>, CloseMagic>;

Magic open_magic() {
    Magic magic{magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_TAR | MAGIC_NO_CHECK_ELF)};
    if (!magic || magic_load(magic.get(), nullptr) != 0) throw std::runtime_error("libmagic cannot load its database");
    return magic;
}

// One handle for all threads, which libmagic wants to itself: a check takes a millisecond, its database megabytes.
std::string magic_type_of(std::string_view bytes) {
    static std::mutex mutex;
    const std::scoped_lock lock(mutex);
    static const Magic magic = open_magic();
    const char* type = magic_buffer(magic.get(), bytes.data(), bytes.size());
    return type ? type : "";
}

// Containers have many names there ("application/zip", "application/vnd.ms-excel", "application/CDFV2").
bool magic_agrees(const Format& format, std::string_view bytes) {
    // Its searches walk through all they are given: enough to recognise a file, not enough to keep it busy.
    constexpr std::size_t enough = std::size_t{64} * 1024;
    const auto type = magic_type_of(bytes.substr(0, enough));
    if (format.extension == "rar") return type == "application/x-rar" || type == format.type;
    if (format.type.starts_with("image/") || format.extension == "pdf") return type == format.type;
    return type.starts_with("application/");
}

// ---- OLE: DOC, XLS, PPT
// -----------------------------------------------------------------------------------------------

// An installer (MSI) is OLE too, and a file that was cut may have been anything: what makes it a document is the
// stream.
Verdict check_ole(std::string_view bytes, std::initializer_list<std::string_view> wanted) {
    const auto streams = streams_of(bytes);
    const auto is_there = [&](std::string_view name) { return std::ranges::find(streams, name) != streams.end(); };
    return std::ranges::any_of(wanted, is_there) ? Verdict::agrees : Verdict::differs;
}

// ---- archives: ZIP, DOCX, XLSX, RAR
// -----------------------------------------------------------------------------------------------

Verdict verdict_of(ArchiveState state) {
    switch (state) {
        case ArchiveState::sound:
            return Verdict::agrees;
        case ArchiveState::locked:
            return Verdict::locked;
        case ArchiveState::dangerous:
            return Verdict::dangerous;
        case ArchiveState::broken:
            break;
    }
    return Verdict::differs;
}

Verdict check_zip(std::string_view bytes, Archive& archive) {
    if (!bytes.starts_with(std::string_view{"PK\3\4", 4}) && !bytes.starts_with(std::string_view{"PK\5\6", 4}))
        return Verdict::differs;
    archive = read_zip(bytes);
    return verdict_of(archive.state);
}

// `folder` holds the parts of a document of that kind. A document with macros calls itself DOCM or XLSM.
Verdict check_office(std::string_view bytes, std::string_view folder) {
    if (check_ole(bytes, {"EncryptedPackage"}) == Verdict::agrees) return Verdict::locked;
    Archive archive;
    if (const auto verdict = check_zip(bytes, archive); verdict != Verdict::agrees) return verdict;
    const auto any = [&](auto&& test) { return std::ranges::any_of(archive.names, test); };
    const bool is_office = any([](const std::string& name) { return name == "[Content_Types].xml"; }) &&
                           any([&](const std::string& name) { return name.starts_with(folder); });
    const bool has_macros = any([](const std::string& name) { return name.ends_with("vbaProject.bin"); });
    return is_office && !has_macros ? Verdict::agrees : Verdict::differs;
}

// ---- the rest
// -------------------------------------------------------------------------------------------------------------

Verdict agrees_if(bool condition) { return condition ? Verdict::agrees : Verdict::differs; }

Verdict check_rar(std::string_view bytes) {
    constexpr std::string_view version4{"Rar!\x1a\x07\x00", 7}, version5{"Rar!\x1a\x07\x01\x00", 8};
    if (!bytes.starts_with(version4) && !bytes.starts_with(version5)) return Verdict::differs;
    return verdict_of(read_rar(bytes));
}

bool is_png(std::string_view bytes) {
    constexpr std::size_t first_chunk_name = 12;
    return bytes.starts_with("\x89PNG\r\n\x1a\n") && bytes.size() > first_chunk_name &&
           bytes.substr(first_chunk_name).starts_with("IHDR");
}

bool is_pdf(std::string_view bytes) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
    return bytes.substr(std::min(bytes.find_first_not_of("\r\n"), bytes.size())).starts_with("%PDF-");
}

Verdict check_structure(const Format& format, std::string_view bytes) {
    const auto& extension = format.extension;
    if (extension == "jpg" || extension == "jpeg") return agrees_if(bytes.starts_with("\xFF\xD8\xFF"));
    if (extension == "png") return agrees_if(is_png(bytes));
    if (extension == "pdf") return agrees_if(is_pdf(bytes));
    if (extension == "doc") return check_ole(bytes, {"WordDocument"});
    if (extension == "xls") return check_ole(bytes, {"Workbook", "Book"});
    if (extension == "ppt") return check_ole(bytes, {"PowerPoint Document"});
    if (extension == "docx") return check_office(bytes, "word/");
    if (extension == "xlsx") return check_office(bytes, "xl/");
    if (extension == "rar") return check_rar(bytes);
    Archive archive;
    return check_zip(bytes, archive);
}

}  // namespace

const Format* format_of(std::string_view extension) {
    const auto* found = std::ranges::find(formats, extension, &Format::extension);
    return found == formats.end() ? nullptr : found;
}

Verdict check_content(const Format& format, std::string_view bytes) {
    const auto verdict = check_structure(format, bytes);
    if (verdict != Verdict::agrees) return verdict;
    return agrees_if(magic_agrees(format, bytes));
}

}  // namespace hero
