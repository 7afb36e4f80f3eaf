#include "backup/durable.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <system_error>

namespace hero::backup {

namespace fs = std::filesystem;

namespace {

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
