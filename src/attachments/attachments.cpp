#include "attachments/attachments.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <tuple>

#include "base/ids.hpp"
#include "base/jobs/jobs.hpp"
#include "base/text.hpp"
#include "sql/attachments.hpp"

namespace hero {

namespace {

using namespace std::chrono_literals;

// Of one person at one place, of all forms that were opened there.
constexpr std::size_t most_waiting = 4 * max_attachments;
constexpr auto longest_wait = 7 * 24h;
// A file is put before its row is written: younger files may be on their way.
constexpr auto grace = 24h;

constexpr std::array<std::string_view, 4> scans{"tidak", "menunggu", "bersih", "virus"};

std::string_view code_of(Scan scan) { return scans[static_cast<std::size_t>(scan)]; }

Scan scan_of(std::string_view code) {
    for (std::size_t i = 0; i < scans.size(); ++i)
        if (scans[i] == code) return static_cast<Scan>(i);
    throw std::logic_error("a file with an unknown state of its scan");
}

std::vector<Attachment> attachments_from(const db::Rows& rows) {
    std::vector<Attachment> files;
    for (const auto& row : rows) files.push_back(attachment_from(row));
    return files;
}

// In ascending order, which is the order of files that came together.
std::vector<std::string> new_ids(std::size_t count) {
    std::vector<std::string> ids(count);
    for (auto& id : ids) id = random_hex(16);
    std::ranges::sort(ids);
    return ids;
}

struct Waiting {
    Attachment file;
    std::string form;
};

std::vector<Waiting> all_waiting(Tx& tx, std::int64_t person, std::string_view place) {
    std::vector<Waiting> waiting;
    for (const auto& row : tx.run(sql::attachments::list_waiting{.uploader = person, .place = place}))
        waiting.push_back({attachment_from(row), row.text("form")});
    return waiting;
}

std::vector<Attachment> newest_of(std::vector<Waiting> waiting) {
    std::vector<Attachment> files;
    files.reserve(waiting.size());
    for (auto& one : waiting) files.push_back(std::move(one.file));
    return newest_waiting(std::move(files));
}

// A submit_id is whatever somebody sent. A form without one shares its files with no other.
std::string key_of(const FormFiles& files) { return files.form.empty() ? random_hex(32) : sha256_hex(files.form); }

// Forms that are never finished must not fill the place: the oldest files make room.
void make_room(Tx& tx, std::int64_t person, std::string_view place) {
    const auto waiting = all_waiting(tx, person, place);
    for (std::size_t i = 0; i + most_waiting < waiting.size(); ++i) drop_waiting(tx, person, waiting[i].file.id);
}

Attachment inserted(Tx& tx, std::int64_t person, const FormFiles& files, std::string_view key, const StoredFile& file,
                    const std::string& id) {
    tx.run(sql::attachments::insert_attachment{.id = id,
                                               .uploader = person,
                                               .place = files.place,
                                               .form = key,
                                               .name = file.name,
                                               .type = file.type,
                                               .size = file.size,
                                               .sha256 = file.sha256,
                                               .scan = code_of(file.scan),
                                               .now = tx.now()});
    if (file.scan == Scan::awaiting) schedule(tx, scan_job, "{}", tx.now(), scan_job);
    return {id, file.name, file.type, file.size, file.sha256, person, {}, {}, tx.now(), file.scan};
}

std::int64_t day_in_jakarta(Instant at) {
    return std::chrono::floor<std::chrono::days>(at + 7h).time_since_epoch().count();
}

// Two copies of one form that arrive at once: on PostgreSQL the second waits here, until the first is done, and then
// sees what it kept.
void wait_for_other_copies(Tx& tx, std::int64_t person, const FormFiles& files) {
    if (files.arrived.empty()) return;
    tx.run(sql::attachments::hold_uploads{.person = person, .day = day_in_jakarta(tx.now())});
}

std::vector<Attachment> kept_under(Tx& tx, std::int64_t person, const FormFiles& files, const std::string& key) {
    wait_for_other_copies(tx, person, files);
    for (const auto& id : files.shown)
        if (is_clean_utf8(id))
            tx.run(sql::attachments::claim_waiting{.form = key, .id = id, .uploader = person, .place = files.place});
    auto waiting = all_waiting(tx, person, files.place);
    std::erase_if(waiting, [&](const Waiting& one) { return one.form != key; });
    auto kept = newest_of(std::move(waiting));
    if (files.arrived.empty()) return kept;
    const auto ids = new_ids(files.arrived.size());
    for (std::size_t i = 0; i < ids.size() && kept.size() < max_attachments; ++i) {
        const auto& file = files.arrived[i];
        const auto same = [&](const Attachment& one) { return one.sha256 == file.sha256 && one.name == file.name; };
        if (std::ranges::none_of(kept, same)) kept.push_back(inserted(tx, person, files, key, file, ids[i]));
    }
    make_room(tx, person, files.place);
    return kept;
}

std::vector<std::string> without_a_row(Database& db, const std::vector<std::string>& files) {
    return db.read([&](Tx& tx) {
        auto unnamed = files;
        std::erase_if(unnamed, [&](const std::string& sha256) {
            return tx.one(sql::attachments::find_content{.sha256 = sha256}).has_value();
        });
        return unnamed;
    });
}

}  // namespace

Attachment attachment_from(const db::Row& row) {
    Attachment file;
    file.id = row.text("id");
    file.name = row.text("name");
    file.type = row.text("type");
    file.size = static_cast<std::uint64_t>(row.integer("size"));
    file.sha256 = row.text("sha256");
    file.uploader = row.integer("uploader_id");
    file.ticket = row.maybe_integer("ticket_id");
    file.message = row.maybe_integer("message_id");
    file.created_at = row.instant("created_at");
    file.scan = scan_of(row.text("scan"));
    file.finding = row.text("finding");
    return file;
}

bool claim_upload(Tx& tx, std::int64_t person, std::uint64_t bytes, std::uint64_t most) {
    if (most == 0 || bytes == 0) return true;
    return tx
        .one(sql::attachments::claim_upload{
            .person = person, .day = day_in_jakarta(tx.now()), .bytes = bytes, .most = most})
        .has_value();
}

std::vector<Attachment> keep_waiting(Tx& tx, std::int64_t person, const FormFiles& files) {
    return kept_under(tx, person, files, key_of(files));
}

std::vector<Attachment> waiting_for(Tx& tx, std::int64_t person, const FormFiles& files) {
    const auto key = key_of(files);
    auto waiting = all_waiting(tx, person, files.place);
    std::erase_if(waiting, [&](const Waiting& one) {
        return one.form != key && std::ranges::find(files.shown, one.file.id) == files.shown.end();
    });
    return newest_of(std::move(waiting));
}

std::vector<Attachment> waiting_at(Tx& tx, std::int64_t person, std::string_view place) {
    return newest_of(all_waiting(tx, person, place));
}

bool drop_waiting(Tx& tx, std::int64_t person, std::string_view id) {
    if (!is_clean_utf8(id)) return false;
    return tx.change(sql::attachments::delete_waiting{.id = id, .uploader = person}) > 0;
}

void attach_files(Tx& tx, std::int64_t person, const FormFiles& files, std::int64_t ticket, std::int64_t message) {
    if (files.place.empty()) return;
    const auto key = key_of(files);
    if (kept_under(tx, person, files, key).empty()) return;
    tx.run(sql::attachments::attach_waiting{
        .ticket = ticket, .message = message, .uploader = person, .place = files.place, .form = key});
}

std::vector<Attachment> newest_waiting(std::vector<Attachment> files) {
    std::ranges::sort(files, {}, [](const Attachment& file) {
        return std::pair{file.created_at, std::string_view{file.id}};
    });
    if (files.size() > max_attachments)
        files.erase(files.begin(), files.end() - static_cast<std::ptrdiff_t>(max_attachments));
    return files;
}

TicketFiles files_of(Tx& tx, std::int64_t ticket, std::int64_t reader) {
    return files_for(reader, attachments_from(tx.run(sql::attachments::list_of_ticket{.ticket = ticket})));
}

TicketFiles files_for(std::int64_t reader, std::vector<Attachment> of_ticket) {
    std::ranges::stable_sort(of_ticket, {}, [](const Attachment& file) {
        return std::tuple{file.message.value_or(0), file.created_at, std::string_view{file.id}};
    });
    TicketFiles files;
    for (auto& file : of_ticket) {
        if (file.scan != Scan::awaiting || file.uploader == reader)
            files.shown.push_back(std::move(file));
        else
            ++files.awaiting_scan[file.message.value_or(0)];
    }
    return files;
}

std::optional<Attachment> attachment_to_serve(Tx& tx, std::string_view id, std::int64_t reader) {
    const auto row = tx.one(sql::attachments::attachment_to_serve{.id = id, .reader = reader});
    if (!row) return std::nullopt;
    return attachment_from(*row);
}

std::optional<ScanTurn> next_to_scan(Tx& tx) {
    auto row = tx.one(sql::attachments::next_awaiting_scan{.now = tx.now()});
    if (!row) row = tx.one(sql::attachments::next_never_scanned{.now = tx.now()});
    if (!row) return std::nullopt;
    return ScanTurn{attachment_from(*row), static_cast<int>(row->integer("scan_tries"))};
}

std::optional<Instant> next_scan_due(Tx& tx) { return tx.one(sql::attachments::next_scan_due{})->maybe_instant("due"); }

void postpone_scan(Tx& tx, const Attachment& file, Instant due) {
    tx.run(sql::attachments::postpone_scan{.due = due, .id = file.id});
}

std::vector<Attachment> record_scan(Tx& tx, std::string_view sha256, Scan scan, std::string_view finding) {
    return attachments_from(
        tx.run(sql::attachments::record_scan{.scan = code_of(scan), .finding = finding, .sha256 = sha256}));
}

void release_unscanned(Tx& tx) { tx.run(sql::attachments::release_unscanned{}); }

std::int64_t sweep_attachments(Database& db, const FileStore& store) {
    Instant now{};
    const auto forgotten = db.write_in_background([&](Tx& tx) {
        now = tx.now();
        tx.run(sql::attachments::forget_uploads{.before = day_in_jakarta(now)});
        return tx.change(sql::attachments::delete_stale{.before = now - longest_wait});
    });
    const auto part = static_cast<int>((now - std::chrono::floor<std::chrono::days>(now)) / 1h);
    store.remove_leftovers(now - grace);
    store.sweep(part, now - grace, [&](const std::vector<std::string>& files) { return without_a_row(db, files); });
    return forgotten;
}

}  // namespace hero
