#pragma once
// Files of messages: checked by extension and content, stored once under their SHA-256, served under an unguessable id.
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/db/db.hpp"
#include "base/errors.hpp"
#include "base/i18n.hpp"
#include "files/files.hpp"

namespace hero {

inline constexpr std::uint64_t max_attachment_bytes = 2'097'152;  // the guide's 2 MB
inline constexpr std::size_t max_attachments = 5;                 // of one message

// A file as it came with a form, in a temporary file that belongs to the caller.
struct IncomingFile {
    std::string name;  // as sent: hostile, metadata only
    std::string path;
    std::uint64_t size = 0;  // as received in full
};

struct Attachment {
    std::string id;    // 32 random hexadecimal characters
    std::string name;  // cleaned: no path, no control or direction characters, at most 150 characters
    std::string type;  // our own, from the content: "application/pdf"
    std::uint64_t size = 0;
    std::string sha256;
    std::int64_t uploader = 0;
    std::optional<std::int64_t> ticket;
    std::optional<std::int64_t> message;
    Instant created_at{};
    Scan scan = Scan::unneeded;
    std::string finding{};  // the signature that matched; "" unless infected
};

// A file that passed the checks and lies in the store, not yet in the database.
struct StoredFile {
    std::string name;
    std::string type;
    std::uint64_t size = 0;
    std::string sha256;
    Scan scan = Scan::unneeded;
};

// Checks and stores files; for those that fail, a message (e.file.*) under `field`. `already` files are attached to the
// form from an earlier try. Outside of any transaction.
std::vector<StoredFile> accept_files(const FileStore& store, Lang lang, std::span<const IncomingFile> files,
                                     std::size_t already, std::string_view field, FieldErrors& errors);

// Counts `bytes` towards what that person may upload on this day in Jakarta. False, and nothing counted, when it would
// be more than `most`; 0 is no limit. A first claim of a day is always granted: one form holds less than any limit.
bool claim_upload(Tx& tx, std::int64_t person, std::uint64_t bytes, std::uint64_t most);

// The files of one form as it was sent. Values come from outside as they are.
struct FormFiles {
    std::string place{};                // what the form is for: "buat:e-ska"; "" for a form without files
    std::string form{};                 // its submit_id
    std::vector<std::string> shown{};   // ids of the files it showed, waiting from an earlier try
    std::vector<StoredFile> arrived{};  // came with it now
};

// A form that comes back to its person: its files wait at its place until a message takes them, a week at most. The
// same form sent again keeps the same file once. Returns what waits for this form: as many as a message may have.
std::vector<Attachment> keep_waiting(Tx& tx, std::int64_t person, const FormFiles& files);
// What waits for this form already, without what arrived.
std::vector<Attachment> waiting_for(Tx& tx, std::int64_t person, const FormFiles& files);
// What waits at a place, of whatever form, for one that is opened anew: the newest, as many as a message may have.
std::vector<Attachment> waiting_at(Tx& tx, std::int64_t person, std::string_view place);
// As many as a message may have, the newest, in the order in which they came.
std::vector<Attachment> newest_waiting(std::vector<Attachment> files);
bool drop_waiting(Tx& tx, std::int64_t person, std::string_view id);

// All files of the form, for that message now.
void attach_files(Tx& tx, std::int64_t person, const FormFiles& files, std::int64_t ticket, std::int64_t message);

// Of a ticket as that person may see them: what others sent and awaits its scan is not shown, only counted.
struct TicketFiles {
    std::vector<Attachment> shown;              // by message
    std::map<std::int64_t, int> awaiting_scan;  // message → how many
};
TicketFiles files_of(Tx& tx, std::int64_t ticket, std::int64_t reader);
TicketFiles files_for(std::int64_t reader, std::vector<Attachment> of_ticket);
Attachment attachment_from(const db::Row& row);  // all columns of `attachments` but place, form and scan_tries
// A file whose content that person may have as far as its scan goes; whether the message is theirs to read says
// tickets' attachment_for.
std::optional<Attachment> attachment_to_serve(Tx& tx, std::string_view id, std::int64_t reader);

// ---- scans: for the slice scanning, which has the scanner ---------------------------------------------------------

// Queued in the transaction that keeps a file for which a scan is awaited.
inline constexpr std::string_view scan_job = "berkas.periksa";

struct ScanTurn {
    Attachment file;
    int tries = 0;  // that failed because of this file
};
// The file to scan now: one that is awaited, the one that waits longest first; else one of the time before there was a
// scanner, the newest first.
std::optional<ScanTurn> next_to_scan(Tx& tx);
// When the next awaited scan is due; nothing when none is.
std::optional<Instant> next_scan_due(Tx& tx);
void postpone_scan(Tx& tx, const Attachment& file, Instant due);
// `clean` or `infected` (with its finding) for every file of that content. Returns those for which that is new.
std::vector<Attachment> record_scan(Tx& tx, std::string_view sha256, Scan scan, std::string_view finding);
// There is no scanner any more: what awaits one is as it would be without.
void release_unscanned(Tx& tx);

// Forgets rows that waited longer than a week and files that no row names any more, unless they are of the last day.
// Returns how many rows. To be run every hour, outside of any transaction: each hour of the day looks through its part
// of the store.
std::int64_t sweep_attachments(Database& db, const FileStore& store);

}  // namespace hero
