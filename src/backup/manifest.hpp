#pragma once
#include <string_view>

#include "backup/backup.hpp"

namespace hero::backup {

inline constexpr std::string_view manifest_name = "manifest.json";

std::string name_of_database(db::Engine engine);  // "hero.db" or "hero.dump"
std::string path_of_file(const std::string& folder, std::string_view sha256);
// Of a file on the disk.
StoredContent content_of(const std::string& path);

std::string written(const Manifest& manifest);
// Throws std::runtime_error when it is not one of ours.
Manifest read_manifest(const std::string& folder);

}  // namespace hero::backup
