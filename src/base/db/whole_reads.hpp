#pragma once
// SQLite fills a page that the system read only in part with zeros and goes on with it, and may write that back.
// Internal to base/db.

namespace hero::db {

// The name of a VFS for sqlite3_open_v2: the default one, but a read that ends within the file is an error.
// Thread-safe.
const char* whole_reads();

}  // namespace hero::db
