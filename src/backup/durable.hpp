#pragma once
// Files that are on the disk when a function returns. Throws std::system_error, which names the path.
#include <filesystem>
#include <set>
#include <string_view>
#include <vector>

namespace hero::backup {

void sync(const std::filesystem::path& file_or_folder);
// `to` must not exist; its folders are made.
void copy_durably(const std::filesystem::path& from, const std::filesystem::path& to);
void write_durably(const std::filesystem::path& to, std::string_view text);
// Copies many files: each is synced once, and then each of their folders once. The first sync of a batch takes most of
// the others with it, which is many times faster than one file after another.
class Copies {
public:
    // `top` is made when it is not there.
    explicit Copies(std::filesystem::path top);
    ~Copies();  // without finish(): what is there counts for nothing
    Copies(const Copies&) = delete;
    Copies& operator=(const Copies&) = delete;
    // `to`, inside `top`, must not exist; its folders are made, for their owner only. Not on the disk before finish().
    void add(const std::filesystem::path& from, const std::filesystem::path& to);
    void finish();

private:
    void sync_batch();

    std::filesystem::path top_;
    std::vector<int> batch_;  // open until they are synced: of a file that was closed, an error may be forgotten
    std::set<std::filesystem::path> folders_;
};

// Every folder of a tree, so that the names in it stay.
void sync_folders(const std::filesystem::path& top);
// Both in the same file system; the folder of `to` is synced.
void move_durably(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace hero::backup
