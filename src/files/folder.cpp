#include <fmt/format.h>
#include <sys/stat.h>

#include <array>
#include <cstdio>
#include <filesystem>

#include "base/ids.hpp"
#include "files/descriptor.hpp"
#include "files/files.hpp"

namespace hero {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const char* what) { throw std::system_error(errno, std::generic_category(), what); }

void sync_folder(const fs::path& folder) { Descriptor(folder.string(), O_RDONLY | O_DIRECTORY).sync(); }

void make_folder(const fs::path& folder) {
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) fail("mkdir");
}

void write_all(const Descriptor& to, const char* bytes, std::size_t count) {
    while (count > 0) {
        const auto written = ::write(to.number(), bytes, count);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail("write");
        bytes += written;
        count -= static_cast<std::size_t>(written);
    }
}

void copy_durably(const std::string& from, const std::string& to) {
    const Descriptor source(from, O_RDONLY);
    const Descriptor target(to, O_WRONLY | O_CREAT | O_EXCL, 0600);
    std::array<char, std::size_t{64} * 1024> piece{};
    for (;;) {
        const auto count = ::read(source.number(), piece.data(), piece.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) fail("read");
        if (count == 0) break;
        write_all(target, piece.data(), static_cast<std::size_t>(count));
    }
    target.sync();
}

// The copy is removed unless it found its place.
class TemporaryCopy {
public:
    TemporaryCopy(const std::string& from, std::string path) : path_(std::move(path)) {
        try {
            copy_durably(from, path_);
        } catch (...) {
            ::unlink(path_.c_str());
            throw;
        }
    }
    ~TemporaryCopy() {
        if (!path_.empty()) ::unlink(path_.c_str());
    }
    TemporaryCopy(const TemporaryCopy&) = delete;
    TemporaryCopy& operator=(const TemporaryCopy&) = delete;

    [[nodiscard]] const std::string& path() const { return path_; }
    void move_to(const fs::path& place) {
        if (::rename(path_.c_str(), place.c_str()) != 0) fail("rename");
        path_.clear();
    }

private:
    std::string path_;
};

bool is_older(const std::string& path, Instant before) {
    struct stat facts {};
    return ::stat(path.c_str(), &facts) == 0 && from_millis(std::int64_t{facts.st_mtim.tv_sec} * 1000) < before;
}

}  // namespace

FolderPlace::FolderPlace(std::string folder) : folder_(std::move(folder)), temp_(folder_ + "/temp") {
    fs::create_directories(temp_);
    fs::permissions(folder_, fs::perms::owner_all);
}

std::string FolderPlace::path_of(std::string_view sha256) const {
    const std::string name{sha256};
    return folder_ + "/" + name.substr(0, 2) + "/" + name.substr(2, 2) + "/" + name;
}

std::string FolderPlace::put(const std::string& path) {
    TemporaryCopy copy(path, temp_ + "/" + random_hex(16));
    auto sha256 = sha256_hex_of_file(copy.path());
    const fs::path place = path_of(sha256);
    const auto inner = place.parent_path(), outer = inner.parent_path();
    make_folder(outer);
    make_folder(inner);
    // Even where the file is already: it may have been put by somebody whose sync is still to come or failed, and its
    // new date keeps a sweep away. The lock keeps a sweep from removing it between looking and unlinking.
    const Descriptor lock(temp_ + "/.lock", O_RDONLY | O_CREAT, 0600);
    lock.lock(LOCK_SH);
    copy.move_to(place);
    sync_folder(inner);
    sync_folder(outer);
    sync_folder(folder_);
    return sha256;
}

LocalContent FolderPlace::fetch(std::string_view sha256) {
    const auto path = path_of(sha256);
    struct stat facts {};
    if (::stat(path.c_str(), &facts) != 0) throw ContentFault("is missing");
    std::string found;
    try {
        found = sha256_hex_of_file(path);
    } catch (const std::runtime_error& error) {
        throw ContentFault(error.what());
    }
    if (found != sha256)
        throw ContentFault("has another content than its name says", static_cast<std::uint64_t>(facts.st_size));
    return {path, nullptr};
}

void FolderPlace::protect(std::string_view sha256) {
    const Descriptor lock(temp_ + "/.lock", O_RDONLY | O_CREAT, 0600);
    lock.lock(LOCK_SH);
    if (::utimensat(AT_FDCWD, path_of(sha256).c_str(), nullptr, 0) != 0 && errno != ENOENT) fail("utimensat");
}

void FolderPlace::remove(std::string_view sha256) { fs::remove(path_of(sha256)); }

void FolderPlace::each_file(int part, Instant before, const Contents& visit) const {
    for (int number = part; number < 256; number += parts_of_store) {
        const auto outer = fs::path(folder_) / fmt::format("{:02x}", number);
        if (!fs::exists(outer)) continue;
        std::vector<std::string> found;
        for (const auto& file : fs::recursive_directory_iterator(outer))
            if (file.is_regular_file() && is_older(file.path().string(), before))
                found.push_back(file.path().filename().string());
        if (!found.empty()) visit(found);
    }
}

void FolderPlace::each(int part, const Contents& visit) { each_file(part, Instant::max(), visit); }

void FolderPlace::sweep(int part, Instant before, const Unnamed& unnamed) {
    each_file(part, before, [&](const std::vector<std::string>& older) {
        for (const auto& sha256 : unnamed(older)) remove_older(sha256, before);
    });
}

bool FolderPlace::empty() {
    for (const auto& entry : fs::recursive_directory_iterator(folder_))
        if (entry.is_regular_file() && entry.path().filename() != ".lock") return false;
    return true;
}

void FolderPlace::remove_older(std::string_view sha256, Instant before) const {
    const Descriptor lock(temp_ + "/.lock", O_RDONLY | O_CREAT, 0600);
    lock.lock(LOCK_EX);
    const auto path = path_of(sha256);
    if (is_older(path, before)) fs::remove(path);
}

void FolderPlace::remove_leftovers(Instant before) const {
    for (const auto& file : fs::directory_iterator(temp_)) {
        const auto path = file.path().string();
        if (file.path().filename() != ".lock" && is_older(path, before)) fs::remove(path);
    }
}

}  // namespace hero
