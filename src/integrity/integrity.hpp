#pragma once
// Whether what is stored fits together: rules that hold after every transaction, whatever was killed when, and files
// that are what their rows say. For `hero verify`, for backups and for the torture programs; no page asks this.
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "attachments/attachments.hpp"
#include "base/db/db.hpp"

namespace hero {

struct Flaw {
    std::string rule;  // "tickets_without_text": the name of the statement in integrity/sql, or "files"
    std::string what;  // the ticket's number, the file's id …; never a text of a conversation
};

// How many rules there are for rows.
std::size_t amount_of_rules();

// The first twenty breaches of each rule, in one snapshot. Walks through every table: seconds for each million tickets,
// so `db` needs a time limit to match.
std::vector<Flaw> flaws_of_rows(Database& db);

// Every content that a row names is in the store, as long as the row says, with the hash it is named by. `progress` is
// told how many were read.
std::vector<Flaw> flaws_of_files(Database& db, const FileStore& store,
                                 const std::function<void(std::int64_t)>& progress = {});

// Each content that a row of this snapshot names, once.
struct StoredContent {
    std::string sha256;
    std::uint64_t size = 0;
};
void each_content(Tx& tx, const std::function<void(const StoredContent&)>& visit);

// The SHA-256 of a file in hexadecimal. Throws std::system_error.
std::string sha256_of_file(const std::string& path);

}  // namespace hero
