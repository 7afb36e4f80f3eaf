#include "backup/durable.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <system_error>

namespace hero::backup {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t files_of_a_batch = 128;  // open at the same time

[[noreturn]] void fail(const fs::path& path) { throw std::system_error(errno, std::generic_category(), path.string()); }

}  // namespace

void sync(const fs::path& file_or_folder) {
    const int number = ::open(file_or_folder.c_str(), O_RDONLY | O_CLOEXEC);
    if (number < 0) fail(file_or_folder);
    const bool synced = ::fsync(number) == 0;
    ::close(number);
    if (!synced) fail(file_or_folder);
}

void copy_durably(const fs::path& from, const fs::path& to) {
    fs::create_directories(to.parent_path());
    fs::copy_file(from, to);
    sync(to);
}

Copies::Copies(fs::path top) : top_(std::move(top)) { fs::create_directories(top_); }

Copies::~Copies() {
    for (const int file : batch_) ::close(file);
}

void Copies::add(const fs::path& from, const fs::path& to) {
    for (auto folder = to.parent_path(); folder != top_ && folders_.insert(folder).second;)
        folder = folder.parent_path();
    fs::create_directories(to.parent_path());
    fs::copy_file(from, to);
    fs::permissions(to, fs::perms::owner_read | fs::perms::owner_write);
    const int file = ::open(to.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) fail(to);
    batch_.push_back(file);
    if (batch_.size() == files_of_a_batch) sync_batch();
}

void Copies::sync_batch() {
    for (const int file : batch_)
        if (::fsync(file) != 0) fail(top_);
    for (const int file : batch_) ::close(file);
    batch_.clear();
}

void Copies::finish() {
    sync_batch();
    for (const auto& folder : folders_) fs::permissions(folder, fs::perms::owner_all);
    for (const auto& folder : folders_) sync(folder);
    sync(top_);
    sync(fs::absolute(top_).parent_path());
}

void write_durably(const fs::path& to, std::string_view text) {
    std::ofstream file(to, std::ios::binary);
    file << text;
    file.close();
    if (!file) fail(to);
    sync(to);
}

void sync_folders(const fs::path& top) {
    for (const auto& entry : fs::recursive_directory_iterator(top))
        if (entry.is_directory()) sync(entry.path());
    sync(top);
}

void move_durably(const fs::path& from, const fs::path& to) {
    fs::rename(from, to);
    sync(fs::absolute(to).parent_path());
}

}  // namespace hero::backup
