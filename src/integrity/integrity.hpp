#pragma once
// Whether what is stored fits together: rules that hold after every transaction, whatever was killed when, and files
// that are what their rows say. For `hero verify`, for backups and for the torture program; no page asks this.
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "attachments/attachments.hpp"
#include "base/db/db.hpp"

namespace hero {

struct Breach {
    std::string rule;  // "tickets_without_text": the name of the statement in integrity/sql, "files" or "engine"
    std::string what;  // the ticket's number, the file's id …; never a text of a conversation
};

// The rules for rows, by name.
std::vector<std::string> integrity_rules();

// The first twenty breaches of each rule. Walks through every table: seconds for each million tickets, so the database
// needs a time limit to match.
std::vector<Breach> breaches_of_rows(Tx& tx);

// What the engine itself finds: SQLite's integrity_check and foreign_key_check; on PostgreSQL constraints and indexes
// that are not in force. Rule "engine".
std::vector<Breach> breaches_of_engine(Tx& tx);

// A content that rows name, once however many do.
struct StoredContent {
    std::string sha256;
    std::uint64_t size = 0;
};
// In the order of their hashes.
void each_content(Tx& tx, const std::function<void(const StoredContent&)>& visit);

// What is wrong with a content in the store: it is missing, has another size or another hash; "" when nothing is.
// Throws StorageAway.
std::string fault_of(const FileStore& store, const StoredContent& content);

struct FilesVerdict {
    std::int64_t contents = 0;  // read
    std::uint64_t bytes = 0;
    std::vector<Breach> breaches;
};
// Every content that a row names is in the store, as long as its row says, with the hash it is named by. A part of the
// rows at a time: what is filed meanwhile does no harm.
FilesVerdict verify_files(Database& db, const FileStore& store);

// ---- for `hero doctor`
// What time it is for the engine: on PostgreSQL that of its server.
Instant engine_clock(Tx& tx);
// When the mail was due that has waited longest to be sent; nothing when none waits. Reads the whole outbox.
std::optional<Instant> oldest_waiting_mail(Tx& tx);

}  // namespace hero
