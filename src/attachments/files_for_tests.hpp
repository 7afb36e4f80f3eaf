#pragma once
// Small files of every kind, as bytes.
#include <zlib.h>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hero::test {

inline std::string bytes_of(std::uint64_t number, int count) {
    std::string bytes;
    for (int i = 0; i < count; ++i) bytes += static_cast<char>(i < 8 ? number >> 8 * i & 0xFF : 0);
    return bytes;
}

struct ZipEntry {
    std::string name;
    std::string content = "isi";
    std::uint64_t flags = 0, made_by = 20, attributes = 0;
    std::uint64_t claims = 0;     // unpacked size, when it is not that of the content
    std::uint64_t starts_at = 0;  // where its local header is, when it shares that of another
    std::string extra{};
    std::uint64_t method = 0;  // 8: `content` is what deflated() gives
};

// One stream of deflate, as a ZIP holds it.
inline std::string deflated(const std::string& text) {
    z_stream stream{};
    if (deflateInit2(&stream, 6, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::runtime_error("zlib");
    std::string packed(deflateBound(&stream, text.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    const int code = deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    if (code != Z_STREAM_END) throw std::runtime_error("zlib");
    return packed;
}
inline ZipEntry deflated_entry(const std::string& name, const std::string& text) {
    return {.name = name, .content = deflated(text), .claims = text.size(), .method = 8};
}

struct ZipParts {
    std::string file, directory;
};

inline ZipParts zip_parts_of(const std::vector<ZipEntry>& entries) {
    ZipParts parts;
    auto& [file, directory] = parts;
    for (const auto& entry : entries) {
        const auto claims = entry.claims ? entry.claims : entry.content.size();
        const auto start = entry.starts_at ? entry.starts_at - 1 : file.size();
        const auto sizes = bytes_of(entry.content.size(), 4) + bytes_of(claims, 4) + bytes_of(entry.name.size(), 2);
        const auto common = bytes_of(entry.flags, 2) + bytes_of(entry.method, 2) + bytes_of(0, 8) + sizes;
        if (!entry.starts_at)
            file += "PK\3\4" + bytes_of(20, 2) + common + bytes_of(entry.extra.size(), 2) + entry.name + entry.extra +
                    entry.content;
        directory += "PK\1\2" + bytes_of(entry.made_by, 2) + bytes_of(20, 2) + common +
                     bytes_of(entry.extra.size(), 2) + bytes_of(0, 6) + bytes_of(entry.attributes, 4) +
                     bytes_of(start, 4) + entry.name + entry.extra;
    }
    return parts;
}

inline std::string zip_end(std::uint64_t count, std::uint64_t size, std::uint64_t start,
                           std::string_view comment = {}) {
    return "PK\5\6" + bytes_of(0, 4) + bytes_of(count, 2) + bytes_of(count, 2) + bytes_of(size, 4) +
           bytes_of(start, 4) + bytes_of(comment.size(), 2) + std::string{comment};
}

inline std::string zip_of(const std::vector<ZipEntry>& entries, std::string_view comment = {}) {
    const auto [file, directory] = zip_parts_of(entries);
    return file + directory + zip_end(entries.size(), directory.size(), file.size(), comment);
}

// ---- ZIPs in which one reader finds another entry than the next -----------------------------------------------------

inline constexpr const char* hidden_name = "../../etc/cron.d/x";

// The end record's offset leads to one directory, its size to another one.
inline std::string zip_with_two_directories() {
    const auto shown = zip_parts_of({{"surat.pdf", std::string(200, 'x')}}), hidden = zip_parts_of({{hidden_name}});
    return shown.file + shown.directory + hidden.file + hidden.directory +
           zip_end(1, hidden.directory.size(), shown.file.size());
}
// The comment of one end record holds another one.
inline std::string zip_with_two_ends() {
    const auto shown = zip_parts_of({{"surat.pdf"}});
    const auto hidden = zip_parts_of({{hidden_name}});
    const auto before = shown.file + hidden.file;
    const auto last = zip_end(1, shown.directory.size(), before.size() + hidden.directory.size() + 22);
    return before + hidden.directory + zip_end(1, hidden.directory.size(), before.size(), shown.directory + last);
}
// No directory tells of the second entry.
inline std::string zip_with_an_untold_entry() {
    const auto shown = zip_parts_of({{"surat.pdf"}});
    const auto file = shown.file + zip_parts_of({{hidden_name}}).file;
    return file + shown.directory + zip_end(1, shown.directory.size(), file.size());
}
// The entry has another name than the directory says.
inline std::string zip_with_two_names() {
    auto shown = zip_parts_of({{"seratus/surat/surat.pdf"}});
    shown.file.replace(30, 18, hidden_name);
    return shown.file + shown.directory + zip_end(1, shown.directory.size(), shown.file.size());
}
// The directory's entry reaches over a second one, which whoever inflates finds behind the first one's content.
inline std::string zip_with_an_entry_behind_the_content() {
    const std::string text = "halo dunia", packed = deflated(text);
    const auto hidden = "PK\7\10" + bytes_of(0, 4) + bytes_of(packed.size(), 4) + bytes_of(text.size(), 4) +
                        zip_parts_of({{hidden_name}}).file;
    auto shown = zip_parts_of(
        {{.name = "surat.pdf", .content = packed + hidden, .flags = 8, .claims = text.size(), .method = 8}});
    shown.file.replace(18, 8, std::string(8, '\0'));
    return shown.file + shown.directory + zip_end(1, shown.directory.size(), shown.file.size());
}
// As from a program that cannot go back to write the sizes in front.
inline std::string zip_of_a_stream() {
    const std::string text = "halo dunia", packed = deflated(text);
    auto parts =
        zip_parts_of({{.name = "surat.pdf", .content = packed, .flags = 8, .claims = text.size(), .method = 8}});
    parts.file.replace(18, 8, std::string(8, '\0'));
    parts.file += "PK\7\10" + bytes_of(0, 4) + bytes_of(packed.size(), 4) + bytes_of(text.size(), 4);
    return parts.file + parts.directory + zip_end(1, parts.directory.size(), parts.file.size());
}
// Stored, says the directory; deflated, says the entry, and a thousandfold.
inline std::string zip_with_two_methods() {
    const auto packed = deflated(std::string(5'000'000, '\0'));
    auto shown = zip_parts_of({{.name = "surat.pdf", .content = packed}});
    shown.file.replace(8, 2, bytes_of(8, 2)).replace(22, 4, bytes_of(5'000'000, 4));
    return shown.file + shown.directory + zip_end(1, shown.directory.size(), shown.file.size());
}
inline std::string zip_of_nothing_over_something() {
    const auto hidden = zip_parts_of({{hidden_name}});
    return hidden.file + hidden.directory + zip_end(0, 0, hidden.file.size() + hidden.directory.size());
}

inline std::string docx() { return zip_of({{"[Content_Types].xml"}, {"_rels/.rels"}, {"word/document.xml"}}); }
inline std::string xlsx() { return zip_of({{"[Content_Types].xml"}, {"_rels/.rels"}, {"xl/workbook.xml"}}); }
inline std::string pptx() { return zip_of({{"[Content_Types].xml"}, {"_rels/.rels"}, {"ppt/presentation.xml"}}); }

// A compound file ([MS-CFB]) with one stream of 4 KiB, behind its directory.
struct OleParts {
    std::uint64_t root_start = 0xFFFFFFFE, root_size = 0;  // the root's stream, which holds the small ones
    std::uint64_t start = 2, size = 4096;
    std::uint64_t small_table = 0xFFFFFFFE;
};
inline std::string ole_of(std::string_view stream, std::string_view root = "Root Entry", const OleParts& parts = {},
                          std::string content = std::string(4096, '\1')) {
    constexpr std::uint64_t end = 0xFFFFFFFE, first = 2;
    const auto entry = [](std::string_view name, char kind, std::uint64_t child, std::uint64_t start,
                          std::uint64_t size) {
        std::string bytes;
        for (const char letter : name) bytes += {letter, '\0'};
        bytes.resize(64);
        bytes += bytes_of((name.size() + 1) * 2, 2) + kind + '\1' + std::string(8, '\xFF') + bytes_of(child, 4);
        return bytes + std::string(36, '\0') + bytes_of(start, 4) + bytes_of(size, 8);
    };
    std::string header = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(16, '\0') + bytes_of(0x3E, 2) +
                         bytes_of(3, 2) + bytes_of(0xFFFE, 2) + bytes_of(9, 2) + bytes_of(6, 2) +
                         std::string(10, '\0') + bytes_of(1, 4) + bytes_of(1, 4) + bytes_of(0, 4) + bytes_of(4096, 4) +
                         bytes_of(parts.small_table, 4) + bytes_of(0, 4) + bytes_of(end, 4) + bytes_of(0, 4) +
                         bytes_of(0, 4);
    header.resize(512, '\xFF');
    const auto sectors = content.size() / 512;
    std::string table = bytes_of(0xFFFFFFFD, 4) + bytes_of(end, 4);
    for (std::uint64_t i = 1; i <= sectors; ++i)
        table += bytes_of(i < sectors && first + i != parts.small_table ? first + i : end, 4);
    table.resize(512, '\xFF');
    return header + table + entry(root, 5, 1, parts.root_start, parts.root_size) +
           entry(stream, 2, 0xFFFFFFFF, parts.start, parts.size) + std::string(256, '\0') + std::move(content);
}
// One of 100 bytes, which takes the first and the third of four pieces of the root's stream.
inline std::string ole_with_a_small_stream(std::string_view stream, std::uint64_t size = 100, std::uint64_t start = 0) {
    constexpr std::uint64_t end = 0xFFFFFFFE;
    auto table = bytes_of(2, 4) + bytes_of(end, 4) + bytes_of(end, 4) + bytes_of(end, 4);
    table.resize(512, '\xFF');
    return ole_of(stream, "Root Entry", {2, 256, start, size, 3}, std::string(512, '\1') + table);
}

inline std::string pdf() { return "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"; }
inline std::string jpeg() { return {"\xFF\xD8\xFF\xE0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0\xFF\xD9", 22}; }
inline std::string png(std::uint64_t side = 1) {
    const auto big_endian = [](std::uint64_t number) {
        const auto bytes = bytes_of(number, 4);
        return std::string{bytes.rbegin(), bytes.rend()};
    };
    return "\x89PNG\r\n\x1a\n" + big_endian(13) + "IHDR" + big_endian(side) + big_endian(side) +
           std::string("\x08\2\0\0\0\0\0\0\0", 9) + big_endian(0) + "IEND\xAE\x42\x60\x82";
}
inline std::string exe() { return "MZ\x90" + std::string(300, '\0') + "PE" + std::string(100, '\0'); }

inline std::string rar4(std::uint64_t archive_flags = 0, std::uint64_t file_flags = 0) {
    const auto block = [](char kind, std::uint64_t flags, std::uint64_t size) {
        return std::string(2, '\0') + kind + bytes_of(flags, 2) + bytes_of(size, 2) + std::string(size - 7, '\0');
    };
    return std::string("Rar!\x1a\x07\0", 7) + block(0x73, archive_flags, 13) + block(0x74, file_flags, 40);
}

struct RarEntry {
    std::string name = "surat.pdf";
    std::uint64_t unpacked = 3;
    std::string content = "isi";
    std::uint64_t flags = 0, attributes = 0;
    std::string extra{};  // RAR 5: records of the extra area
};

inline std::string rar4_of(const std::vector<RarEntry>& entries) {
    std::string file = std::string("Rar!\x1a\x07\0", 7) + std::string("\0\0\x73\0\0\x0d\0\0\0\0\0\0\0", 13);
    for (const auto& entry : entries) {
        const bool large = entry.unpacked > 0xFFFFFFFF;
        const auto size = 32 + (large ? 8 : 0) + entry.name.size();
        file += std::string("\0\0\x74", 3) + bytes_of(0x8000 | entry.flags | (large ? 0x100 : 0), 2) +
                bytes_of(size, 2) + bytes_of(entry.content.size(), 4) + bytes_of(entry.unpacked & 0xFFFFFFFF, 4) +
                "\3" + bytes_of(0, 8) + "\x14\x30" + bytes_of(entry.name.size(), 2) + bytes_of(entry.attributes, 4);
        if (large) file += bytes_of(0, 4) + bytes_of(entry.unpacked >> 32, 4);
        file += entry.name + entry.content;
    }
    return file;
}

// Seven bits a byte.
inline std::string rar5_number(std::uint64_t number) {
    std::string bytes;
    for (; number > 0x7F; number >>= 7) bytes += static_cast<char>((number & 0x7F) | 0x80);
    return bytes + static_cast<char>(number);
}
inline std::string rar5_record(std::uint64_t kind, const std::string& rest) {
    return rar5_number(rar5_number(kind).size() + rest.size()) + rar5_number(kind) + rest;
}
inline std::string rar5_entry(const RarEntry& entry) {
    const auto header = rar5_number(2) + rar5_number(entry.extra.empty() ? 2 : 3) +
                        (entry.extra.empty() ? "" : rar5_number(entry.extra.size())) +
                        rar5_number(entry.content.size()) + rar5_number(entry.flags) + rar5_number(entry.unpacked) +
                        rar5_number(entry.attributes) + rar5_number(0) + rar5_number(1) +
                        rar5_number(entry.name.size()) + entry.name + entry.extra;
    return std::string(4, '\0') + rar5_number(header.size()) + header + entry.content;
}
inline std::string rar5_block(const std::string& header) {
    return std::string(4, '\0') + static_cast<char>(header.size()) + header;
}
inline std::string rar5(const std::string& blocks = rar5_block(std::string("\1\0\0", 3))) {
    return std::string("Rar!\x1a\x07\1\0", 8) + blocks;
}
inline std::string rar5_of(const std::vector<RarEntry>& entries) {
    std::string blocks = rar5_block(std::string("\1\0\0", 3));
    for (const auto& entry : entries) blocks += rar5_entry(entry);
    return rar5(blocks);
}

}  // namespace hero::test
