#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <sqlite3.h>

#include <filesystem>
#include <map>

#include "backup/durable.hpp"
#include "backup/manifest.hpp"
#include "backup/postgres.hpp"
#include "base/ids.hpp"
#include "sql/backup.hpp"
#include "sql/db.hpp"

namespace hero {

namespace {

namespace fs = std::filesystem;
using namespace backup;

std::vector<StoredContent> contents(Tx& tx) {
    std::vector<StoredContent> all;
    each_content(tx, [&](const StoredContent& one) { all.push_back(one); });
    return all;
}

void note_migration(Tx& tx, Manifest& manifest) {
    const auto rows = tx.run(sql::db::list_migrations{});
    if (rows.empty()) throw std::runtime_error("there is nothing in the database");
    manifest.migration = static_cast<int>(rows.back().integer("number"));
    manifest.migration_name = rows.back().text("name");
}

// SQLite's own online backup, in one step: what is written meanwhile waits in the log.
void copy_sqlite(const std::string& from, const std::string& to) {
    SQLite::Database source(from, SQLite::OPEN_READONLY, 5000);
    SQLite::Database target(to, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    SQLite::Backup copying(target, source);
    if (copying.executeStep(-1) != SQLITE_DONE)
        throw std::runtime_error("SQLite could not copy the database: it is busy");
}

// One file without a log beside it, and whole.
void settle_sqlite(const std::string& path) {
    SQLite::Database copy(path, SQLite::OPEN_READWRITE);
    copy.exec("PRAGMA journal_mode = DELETE");
    SQLite::Statement check(copy, "PRAGMA quick_check");
    if (!check.executeStep() || check.getColumn(0).getString() != "ok")
        throw std::runtime_error("the copy of the database is not whole: " + check.getColumn(0).getString());
}

std::vector<StoredContent> back_up_sqlite(const DatabaseOptions& from, const std::string& path, const Clock& clock,
                                          Manifest& manifest) {
    copy_sqlite(from.address, path);
    std::vector<StoredContent> named;
    {
        auto options = from;
        options.address = path;
        Database copy(options, clock);
        copy.read([&](Tx& tx) {
            note_migration(tx, manifest);
            named = contents(tx);
        });
    }
    settle_sqlite(path);
    sync(path);
    return named;
}

std::vector<StoredContent> back_up_postgres(Database& db, const DatabaseOptions& from, const std::string& path,
                                            Manifest& manifest) {
    auto named = db.read([&](Tx& tx) {
        const auto snapshot = tx.one(sql::backup::export_snapshot{})->text("snapshot");
        note_migration(tx, manifest);
        auto all = contents(tx);
        // The server ends a transaction that rests.
        dump(from.address, snapshot, path, [&] { tx.run(sql::db::list_migrations{}); });
        return all;
    });
    sync(path);
    return named;
}

class CopiedFiles {
public:
    CopiedFiles(const FileStore& store, std::string folder) : store_(store), folder_(std::move(folder)) {}

    void add(const std::vector<StoredContent>& wanted) {
        for (const auto& content : wanted)
            if (!copied_.contains(content.sha256)) add(content);
    }
    // What the snapshot does not name was removed meanwhile.
    void keep_only(const std::vector<StoredContent>& wanted) {
        for (const auto& content : wanted) copied_[content.sha256] = true;
        for (const auto& [sha256, needed] : copied_)
            if (!needed) fs::remove(path_of_file(folder_, sha256));
    }

private:
    void add(const StoredContent& content) {
        const auto to = path_of_file(folder_, content.sha256);
        copy_durably(fetched(content.sha256).path(), to);
        if (const auto copy = content_of(to); copy.sha256 != content.sha256 || copy.size != content.size)
            throw std::runtime_error("the stored file " + content.sha256 +
                                     " is not what it was: see `hero verify`; nothing was backed up");
        copied_[content.sha256] = false;
    }
    [[nodiscard]] LocalContent fetched(const std::string& sha256) const {
        try {
            return store_.fetch(sha256);
        } catch (const ContentFault& fault) {
            throw std::runtime_error("the stored file " + sha256 + " " +
                                     (fault.bytes ? "is not what it was" : fault.what()) +
                                     ": see `hero verify`; nothing was backed up");
        }
    }
    const FileStore& store_;
    std::string folder_;
    std::map<std::string, bool, std::less<>> copied_;  // whether it is needed
};

// The unfinished backup, gone unless it was finished.
class Unfinished {
public:
    explicit Unfinished(const std::string& folder) : path_(folder + ".partial-" + random_hex(6)) {
        fs::create_directories(path_);
        fs::permissions(path_, fs::perms::owner_all);
    }
    ~Unfinished() {
        std::error_code ignored;
        if (!path_.empty()) fs::remove_all(path_, ignored);
    }
    Unfinished(const Unfinished&) = delete;
    Unfinished& operator=(const Unfinished&) = delete;
    [[nodiscard]] const std::string& path() const { return path_; }
    void finish(const std::string& folder) {
        sync_folders(path_);
        move_durably(path_, folder);
        path_.clear();
    }

private:
    std::string path_;
};

}  // namespace

Manifest make_backup(const DatabaseOptions& from, const FileStore& store, const Clock& clock,
                     const std::string& wanted) {
    const auto folder = fs::absolute(fs::path(wanted) / "").parent_path().string();
    if (fs::exists(folder)) throw std::runtime_error("\"" + folder + "\" exists already");
    Database db(from, clock);
    if (!db.schema_is_current()) throw std::runtime_error("bring the database up to date first: hero migrate");
    Unfinished unfinished(folder);
    CopiedFiles files(store, unfinished.path());
    // Most files before the snapshot: what a sweep removes while they are copied is named by it, perhaps.
    files.add(db.read([](Tx& tx) { return contents(tx); }));
    Manifest manifest;
    manifest.hero = HERO_VERSION;
    manifest.engine = db.engine();
    manifest.made_at = clock.now();
    const auto path = unfinished.path() + "/" + name_of_database(manifest.engine);
    manifest.files = manifest.engine == db::Engine::sqlite ? back_up_sqlite(from, path, clock, manifest)
                                                           : back_up_postgres(db, from, path, manifest);
    files.add(manifest.files);
    files.keep_only(manifest.files);
    manifest.database = content_of(path);
    write_durably(unfinished.path() + "/" + std::string{manifest_name}, written(manifest));
    unfinished.finish(folder);
    return manifest;
}

}  // namespace hero
