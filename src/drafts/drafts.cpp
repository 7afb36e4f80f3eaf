#include "drafts/drafts.hpp"

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "base/text.hpp"
#include "sql/drafts.hpp"

namespace hero {

namespace {

namespace json = boost::json;

constexpr std::size_t most_bytes = std::size_t{32} * 1024;
constexpr std::size_t longest_place = 100;
// Of one person: the oldest makes room for another.
constexpr std::size_t most_drafts = 50;
constexpr auto kept_for = std::chrono::hours{30 * 24};

// A token is of one form and one session, and what opens a door is not left lying around.
bool may_be_kept(std::string_view field) {
    static constexpr std::array never{"csrf", "submit_id", "sandi", "password", "passwd"};
    const auto name = folded(field);
    return std::ranges::none_of(never, [&](const char* part) { return name.find(part) != std::string::npos; });
}

bool is_place(std::string_view place) {
    const auto fits = [](char c) { return c > ' ' && c < 0x7F; };
    return !place.empty() && place.size() <= longest_place && std::ranges::all_of(place, fits);
}

std::size_t bytes_of(const json::object& fields) {
    std::size_t bytes = 0;
    for (const auto& field : fields) bytes += field.key().size() + field.value().as_string().size();
    return bytes;
}

bool is_empty(const json::object& fields) {
    return std::ranges::all_of(fields, [](const auto& field) { return clean_text(field.value().as_string()).empty(); });
}

void make_room(Tx& tx, std::int64_t person) {
    const auto newest = tx.run(sql::drafts::newest_drafts{.person = person, .limit = most_drafts + 1});
    if (newest.size() <= most_drafts) return;
    tx.run(sql::drafts::delete_drafts_until{.person = person, .until = newest.back().instant("saved_at")});
}

Draft draft_in(const db::Row& row) { return draft_from(row.text("fields"), row.instant("saved_at")); }

}  // namespace

Draft draft_from(std::string_view kept_fields, Instant saved_at) {
    Draft draft{{}, saved_at};
    const auto kept = json::parse(kept_fields);
    for (const auto& [name, value] : kept.as_object()) draft.fields.emplace_back(name, value.as_string());
    return draft;
}

const std::string& Draft::get(std::string_view field) const {
    static const std::string none;
    const auto found = std::ranges::find(fields, field, &std::pair<std::string, std::string>::first);
    return found == fields.end() ? none : found->second;
}

bool save_draft(Tx& tx, std::int64_t person, std::string_view place,
                const std::vector<std::pair<std::string, std::string>>& fields) {
    if (!is_place(place)) return false;
    json::object kept;
    for (const auto& [name, value] : fields)
        if (may_be_kept(name)) kept.insert_or_assign(showable(name), showable(value));
    if (bytes_of(kept) > most_bytes) return false;
    if (is_empty(kept)) {
        discard_draft(tx, person, place);
        return true;
    }
    tx.run(sql::drafts::put_draft{.person = person, .place = place, .fields = json::serialize(kept), .now = tx.now()});
    make_room(tx, person);
    return true;
}

std::optional<Draft> draft_at(Tx& tx, std::int64_t person, std::string_view place) {
    if (!is_place(place)) return std::nullopt;
    const auto row = tx.one(sql::drafts::draft_at{.person = person, .place = place});
    if (!row) return std::nullopt;
    return draft_in(*row);
}

Begun begun_at(Tx& tx, std::int64_t person, std::string_view place) {
    Begun begun;
    if (!is_place(place)) return begun;
    const auto rows = tx.run(sql::drafts::begun_at{.person = person, .place = place});
    if (!rows.empty() && !rows.front().is_null("saved_at")) begun.draft = draft_in(rows.front());
    for (const auto& row : rows)
        if (!row.is_null("id")) begun.files.push_back(attachment_from(row));
    begun.files = newest_waiting(std::move(begun.files));
    return begun;
}

void discard_draft(Tx& tx, std::int64_t person, std::string_view place) {
    if (!is_place(place)) return;
    tx.run_later(sql::drafts::delete_draft{.person = person, .place = place});
}

std::int64_t forget_old_drafts(Tx& tx) {
    return tx.change(sql::drafts::delete_old_drafts{.before = tx.now() - kept_for});
}

}  // namespace hero
