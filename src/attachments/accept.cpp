#include <fstream>

#include "attachments/attachments.hpp"
#include "attachments/content.hpp"
#include "attachments/names.hpp"
#include "base/log.hpp"

namespace hero {

namespace {

std::string content_of(const IncomingFile& file) {
    std::ifstream stream(file.path, std::ios::binary);
    std::string bytes(file.size, '\0');
    if (!stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size())))
        throw std::runtime_error("an uploaded file cannot be read back");
    return bytes;
}

// What is wrong with the file's content, as the end of a word's key, or "".
std::string_view fault_in(const Format& format, const IncomingFile& file) {
    switch (check_content(format, content_of(file))) {
        case Verdict::agrees:
            return "";
        case Verdict::differs:
            return "isi";
        case Verdict::locked:
            return "sandi";
        case Verdict::dangerous:
            return "berbahaya";
    }
    return "isi";
}

std::string_view fault_of(const Format* format, const IncomingFile& file) {
    if (!format) return "jenis";
    if (file.size == 0) return "kosong";
    if (file.size > max_attachment_bytes) return "besar";
    return fault_in(*format, file);
}

std::string message(Lang lang, std::string_view fault, std::string_view name, std::uint64_t size) {
    const auto key = "e.file." + std::string{fault};
    return word(lang, key, {{"nama", name.empty() ? "?" : name}, {"ukuran", size_text(lang, size)}});
}

// Stores the file, or says what is wrong with it.
std::string_view accept(const FileStore& store, const IncomingFile& file, const std::string& name,
                        std::vector<StoredFile>& accepted) {
    const auto* format = format_of(extension_of(name));
    try {
        const auto fault = fault_of(format, file);
        if (fault.empty())
            accepted.push_back({name, std::string{format->type}, file.size, store.put(file.path), store.scan_of_new()});
        return fault;
    } catch (const std::runtime_error& error) {
        // A full disk, most likely: what else was typed must not be lost with it.
        log::error("attachment not stored", {{"why", error.what()}});
        return "gagal";
    }
}

}  // namespace

std::vector<StoredFile> accept_files(const FileStore& store, Lang lang, std::span<const IncomingFile> files,
                                     std::size_t already, std::string_view field, FieldErrors& errors) {
    std::vector<StoredFile> accepted;
    for (const auto& file : files) {
        if (already + accepted.size() >= max_attachments) {
            errors.add(std::string{field}, word(lang, "e.file.banyak"));
            break;
        }
        const auto name = clean_file_name(file.name);
        const auto fault = accept(store, file, name, accepted);
        if (!fault.empty()) errors.add(std::string{field}, message(lang, fault, name, file.size));
    }
    return accepted;
}

}  // namespace hero
