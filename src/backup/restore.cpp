#include <algorithm>
#include <filesystem>

#include "backup/durable.hpp"
#include "backup/manifest.hpp"
#include "backup/postgres.hpp"
#include "base/db/migrations.hpp"
#include "base/ids.hpp"
#include "sql/db.hpp"

namespace hero {

namespace {

namespace fs = std::filesystem;
using namespace backup;

bool is(const StoredContent& wanted, const std::string& path) {
    if (!fs::exists(path)) return false;
    const auto found = content_of(path);
    return found.sha256 == wanted.sha256 && found.size == wanted.size;
}

// A newer HERO has migrations that this one does not know.
void require_known(const Manifest& manifest) {
    const auto known = db::migrations();
    const bool knows = std::ranges::any_of(known, [&](const db::Migration& one) {
        return one.number == manifest.migration && one.name == manifest.migration_name;
    });
    if (!knows)
        throw std::runtime_error("the backup is of a newer HERO (" + manifest.hero + "): it has migration " +
                                 manifest.migration_name);
}

bool is_postgres(const DatabaseOptions& options) {
    return options.address.starts_with("postgresql://") || options.address.starts_with("postgres://");
}

void require_same_engine(const Manifest& manifest, const DatabaseOptions& to) {
    const bool postgres = manifest.engine == db::Engine::postgres;
    if (postgres != is_postgres(to))
        throw std::runtime_error(std::string{"the backup is of "} + (postgres ? "PostgreSQL" : "SQLite") +
                                 ", the setting database names " + (postgres ? "SQLite" : "PostgreSQL"));
}

void require_empty_store(const FileStore& store) {
    if (!store.folder().empty())
        throw std::runtime_error("\"" + store.folder().folder() + "\" is not empty; restore into an empty place");
    if (store.bucket() && !store.bucket()->empty())
        throw std::runtime_error("the bucket is not empty; restore into an empty place");
}

void require_empty_database(const DatabaseOptions& to, const Clock& clock) {
    if (is_postgres(to)) {
        Database db(to, clock);
        if (db.read([](Tx& tx) { return tx.one(sql::db::find_history_table{}).has_value(); }))
            throw std::runtime_error("the database is not empty; restore into an empty one");
        return;
    }
    for (const auto* beside : {"", "-wal", "-journal"})
        if (fs::exists(to.address + beside))
            throw std::runtime_error("\"" + to.address + beside + "\" exists; restore into an empty place");
}

// Each is read back from there.
void restore_into_bucket(const std::string& folder, const Manifest& manifest, const FileStore& store) {
    for (const auto& file : manifest.files)
        if (store.put(path_of_file(folder, file.sha256)) != file.sha256)
            throw std::runtime_error("the file " + file.sha256 + " changed while it was read");
}

void restore_into_folder(const std::string& folder, const Manifest& manifest, const FileStore& store) {
    Copies copies(store.folder().folder());
    for (const auto& file : manifest.files) {
        copies.add(path_of_file(folder, file.sha256), store.path_of(file.sha256));
        if (!is(file, store.path_of(file.sha256)))
            throw std::runtime_error("the file " + file.sha256 + " changed while it was read");
    }
    copies.finish();
}

void restore_sqlite(const std::string& from, const std::string& to) {
    const auto unfinished = to + ".restoring-" + random_hex(6);
    copy_durably(from, unfinished);
    fs::permissions(unfinished, fs::perms::owner_read | fs::perms::owner_write);
    move_durably(unfinished, to);
}

}  // namespace

Manifest checked_backup(const std::string& folder) {
    auto manifest = read_manifest(folder);
    const auto database = folder + "/" + name_of_database(manifest.engine);
    if (!is(manifest.database, database)) throw std::runtime_error(database + " is not what the manifest says");
    for (const auto& file : manifest.files)
        if (const auto path = path_of_file(folder, file.sha256); !is(file, path))
            throw std::runtime_error(path + " is not what the manifest says");
    return manifest;
}

std::vector<Breach> breaches_of_backup(const std::string& folder, const Manifest& manifest, const Clock& clock) {
    require_known(manifest);
    if (manifest.engine == db::Engine::postgres) return {};
    // To look into it is to write beside it; the backup stays as it is.
    const auto place = fs::temp_directory_path() / ("hero-backup-" + random_hex(8));
    struct Away {
        fs::path path;
        ~Away() {
            std::error_code ignored;
            fs::remove_all(path, ignored);
        }
    } const away{place};
    fs::create_directory(place);
    fs::permissions(place, fs::perms::owner_all);
    copy_durably(folder + "/" + name_of_database(manifest.engine), place / "hero.db");
    Database db({.address = (place / "hero.db").string(), .durable = false, .time_limit = std::chrono::hours{1}},
                clock);
    return db.read([&](Tx& tx) {
        auto breaches = breaches_of_engine(tx);
        for (auto& breach : breaches_of_rows(tx)) breaches.push_back(std::move(breach));
        each_content(tx, [&](const StoredContent& content) {
            if (!std::ranges::binary_search(manifest.files, content.sha256, {}, &StoredContent::sha256))
                breaches.push_back({"files", content.sha256 + " is not in the backup"});
        });
        return breaches;
    });
}

Manifest restore_backup(const std::string& folder, const DatabaseOptions& to, const FileStore& store,
                        const Clock& clock) {
    require_known(read_manifest(folder));
    auto manifest = checked_backup(folder);
    require_same_engine(manifest, to);
    require_empty_store(store);
    require_empty_database(to, clock);
    if (store.keep() == Keep::in_bucket)
        restore_into_bucket(folder, manifest, store);
    else
        restore_into_folder(folder, manifest, store);
    const auto database = folder + "/" + name_of_database(manifest.engine);
    if (manifest.engine == db::Engine::sqlite)
        restore_sqlite(database, to.address);
    else
        restore_dump(to.address, database);
    return manifest;
}

}  // namespace hero
