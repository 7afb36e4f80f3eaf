#include "attachments/attachments.hpp"

#include <algorithm>

#include "base/ids.hpp"
#include "base/text.hpp"
#include "sql/attachments.hpp"

namespace hero {

namespace {

using namespace std::chrono_literals;

constexpr auto longest_wait = 7 * 24h;
// A file is put before its row is written: younger files may be on their way.
constexpr auto grace = 24h;

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
    return file;
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

std::vector<Attachment> keep_waiting(Tx& tx, std::int64_t person, std::string_view place,
                                     std::span<const StoredFile> files) {
    const auto waiting = std::min(waiting_at(tx, person, place).size(), max_attachments);
    files = files.first(std::min(files.size(), max_attachments - waiting));
    const auto ids = new_ids(files.size());
    std::vector<Attachment> kept;
    for (std::size_t i = 0; i < files.size(); ++i) {
        const auto& file = files[i];
        tx.run(sql::attachments::insert_attachment{.id = ids[i],
                                                   .uploader = person,
                                                   .place = place,
                                                   .name = file.name,
                                                   .type = file.type,
                                                   .size = file.size,
                                                   .sha256 = file.sha256,
                                                   .now = tx.now()});
        kept.push_back({ids[i], file.name, file.type, file.size, file.sha256, person, {}, {}, tx.now()});
    }
    return kept;
}

std::vector<Attachment> waiting_at(Tx& tx, std::int64_t person, std::string_view place) {
    return attachments_from(tx.run(sql::attachments::list_waiting{.uploader = person, .place = place}));
}

bool drop_waiting(Tx& tx, std::int64_t person, std::string_view id) {
    if (!is_clean_utf8(id)) return false;
    return tx.change(sql::attachments::delete_waiting{.id = id, .uploader = person}) > 0;
}

void attach_waiting(Tx& tx, std::int64_t person, std::string_view place, std::int64_t ticket, std::int64_t message) {
    tx.run(sql::attachments::attach_waiting{.ticket = ticket, .message = message, .uploader = person, .place = place});
}

std::vector<Attachment> attachments_of(Tx& tx, std::int64_t ticket) {
    return attachments_from(tx.run(sql::attachments::list_of_ticket{.ticket = ticket}));
}

std::optional<Attachment> attachment_by_id(Tx& tx, std::string_view id) {
    const auto row = tx.one(sql::attachments::attachment_by_id{.id = id});
    if (!row) return std::nullopt;
    return attachment_from(*row);
}

std::int64_t sweep_attachments(Database& db, const FileStore& store) {
    Instant now{};
    const auto forgotten = db.write([&](Tx& tx) {
        now = tx.now();
        return tx.change(sql::attachments::delete_stale{.before = now - longest_wait});
    });
    const auto part = static_cast<int>((now - std::chrono::floor<std::chrono::days>(now)) / 1h);
    store.each_older(part, now - grace, [&](const std::vector<std::string>& files) {
        for (const auto& sha256 : without_a_row(db, files)) store.remove_older(sha256, now - grace);
    });
    store.remove_leftovers(now - grace);
    return forgotten;
}

}  // namespace hero
