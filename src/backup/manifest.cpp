#include "backup/manifest.hpp"

#include <boost/json.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <numeric>

#include "base/i18n.hpp"
#include "base/ids.hpp"
#include "base/json.hpp"

namespace hero {

std::uint64_t Manifest::bytes_of_files() const {
    return std::accumulate(files.begin(), files.end(), std::uint64_t{0},
                           [](std::uint64_t sum, const StoredContent& file) { return sum + file.size; });
}

namespace backup {

namespace {

constexpr int form = 1;  // of the manifest

boost::json::object object_of(const StoredContent& content) {
    return {{"sha256", content.sha256}, {"size", content.size}};
}

std::int64_t number_in(const boost::json::value& value, std::string_view name) {
    const auto* found = member(value, name);
    if (!found || !found->is_int64()) throw std::runtime_error("\"" + std::string{name} + "\" is no number");
    return found->as_int64();
}

bool is_sha256(std::string_view text) {
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

StoredContent content_in(const boost::json::value& value) {
    StoredContent content{.sha256 = std::string{text_member(value, "sha256")},
                          .size = static_cast<std::uint64_t>(number_in(value, "size"))};
    if (!is_sha256(content.sha256)) throw std::runtime_error("\"sha256\" is no hash");
    return content;
}

Manifest manifest_in(const boost::json::value& value) {
    if (number_in(value, "form") != form) throw std::runtime_error("its form is not known to this program");
    const auto engine = text_member(value, "engine");
    if (engine != "sqlite" && engine != "postgres") throw std::runtime_error("\"engine\" is none");
    Manifest manifest{.hero = std::string{text_member(value, "hero")},
                      .migration = static_cast<int>(number_in(value, "migration")),
                      .migration_name = std::string{text_member(value, "migration_name")},
                      .engine = engine == "sqlite" ? db::Engine::sqlite : db::Engine::postgres,
                      .made_at = from_millis(number_in(value, "made_at_ms")),
                      .database = {},
                      .files = {}};
    const auto* database = member(value, "database");
    const auto* files = member(value, "files");
    if (!database || !files || !files->is_array()) throw std::runtime_error("it is not whole");
    manifest.database = content_in(*database);
    for (const auto& file : files->as_array()) manifest.files.push_back(content_in(file));
    return manifest;
}

}  // namespace

std::string name_of_database(db::Engine engine) { return engine == db::Engine::sqlite ? "hero.db" : "hero.dump"; }

std::string path_of_file(const std::string& folder, std::string_view sha256) {
    const std::string name{sha256};
    return folder + "/files/" + name.substr(0, 2) + "/" + name.substr(2, 2) + "/" + name;
}

StoredContent content_of(const std::string& path) {
    return {.sha256 = sha256_hex_of_file(path), .size = std::filesystem::file_size(path)};
}

std::string written(const Manifest& manifest) {
    boost::json::array files;
    for (const auto& file : manifest.files) files.push_back(object_of(file));
    return boost::json::serialize(
               boost::json::object{{"form", form},
                                   {"hero", manifest.hero},
                                   {"migration", manifest.migration},
                                   {"migration_name", manifest.migration_name},
                                   {"engine", manifest.engine == db::Engine::sqlite ? "sqlite" : "postgres"},
                                   {"made_at", iso_time(manifest.made_at)},
                                   {"made_at_ms", to_millis(manifest.made_at)},
                                   {"database", object_of(manifest.database)},
                                   {"files", std::move(files)}}) +
           "\n";
}

Manifest read_manifest(const std::string& folder) {
    const auto path = folder + "/" + std::string{manifest_name};
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("\"" + folder + "\" is no backup: it has no " + std::string{manifest_name});
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    try {
        const auto value = parse_json(text);
        if (!value) throw std::runtime_error("it is no JSON");
        return manifest_in(*value);
    } catch (const std::runtime_error& error) {
        throw std::runtime_error(path + " cannot be read: " + error.what());
    }
}

}  // namespace backup

}  // namespace hero
