#pragma once
// A copy of everything: the database as of one moment and every file that it names, proven by SHA-256. For the command
// line; `hero serve` may run meanwhile.
//
//     FOLDER/manifest.json            what is here, with hashes; written last
//     FOLDER/hero.db or hero.dump     SQLite's file, or PostgreSQL's own dump (pg_dump --format=custom)
//     FOLDER/files/ab/cd/abcd…        as in the store
//
// All functions throw std::runtime_error with one line for the person at the terminal.
#include <cstdint>
#include <string>
#include <vector>

#include "base/db/db.hpp"
#include "integrity/integrity.hpp"

namespace hero {

struct Manifest {
    std::string hero;   // the version that made it
    int migration = 0;  // the newest of the database
    std::string migration_name;
    db::Engine engine = db::Engine::sqlite;
    Instant made_at{};
    StoredContent database;
    std::vector<StoredContent> files;  // by hash

    [[nodiscard]] std::uint64_t bytes_of_files() const;
};

// Writes beside `folder` and renames at the end, once everything is on the disk: `folder` is there whole or not at all.
// Refuses when it exists already.
Manifest make_backup(const DatabaseOptions& from, const FileStore& store, const Clock& clock,
                     const std::string& folder);

// The manifest of a backup that is what it was: every hash is computed anew.
Manifest checked_backup(const std::string& folder);

// What the database inside a checked backup breaks: rules, the engine's own check, files that it names and the backup
// has not. On SQLite only: a dump of PostgreSQL has to be restored for that.
std::vector<Breach> breaches_of_backup(const std::string& folder, const Manifest& manifest, const Clock& clock);

// Checks all hashes first. Refuses a database or a store of which a place is not empty, a backup of the other engine
// and one of a newer HERO. The files go where new files go. The database comes last: without it, a restore that was cut
// off has restored nothing.
Manifest restore_backup(const std::string& folder, const DatabaseOptions& to, const FileStore& store,
                        const Clock& clock);

}  // namespace hero
