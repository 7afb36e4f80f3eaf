#pragma once
// Files that are on the disk when a function returns. Throws std::system_error, which names the path.
#include <filesystem>
#include <string_view>

namespace hero::backup {

void sync(const std::filesystem::path& file_or_folder);
// `to` must not exist; its folders are made.
void copy_durably(const std::filesystem::path& from, const std::filesystem::path& to);
void write_durably(const std::filesystem::path& to, std::string_view text);
// Every folder of a tree, so that the names in it stay.
void sync_folders(const std::filesystem::path& top);
// Both in the same file system; the folder of `to` is synced.
void move_durably(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace hero::backup
