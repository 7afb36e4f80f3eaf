#include "cases/cases.hpp"

#include <algorithm>
#include <map>

#include "sql/cases.hpp"

namespace hero {

namespace {

constexpr int most_messages = 200;
constexpr int most_entries = 1000;

using Parts = std::map<std::string, std::vector<const db::Row*>, std::less<>>;

// By number: the statement gives the newest first.
Parts parts_of(const db::Rows& rows) {
    Parts parts;
    for (const auto& row : rows) parts[row.text("part")].push_back(&row);
    for (auto& [part, of_it] : parts)
        std::ranges::stable_sort(of_it, {}, [](const db::Row* row) { return row->integer("number"); });
    return parts;
}

std::int64_t newest_in(const std::vector<const db::Row*>& rows) {
    return rows.empty() ? 0 : rows.back()->integer("number");
}

Message message_from(const db::Row& row) {
    Message message;
    message.id = row.integer("number");
    message.author = row.maybe_integer("author_id").value_or(0);
    message.author_name = row.text("author_name");
    message.from = from_of(row.text("kind"));
    message.body = row.text("body");
    message.created_at = row.instant("created_at");
    return message;
}

HistoryEntry entry_from(const db::Row& row) {
    HistoryEntry entry;
    entry.actor_name = row.text("author_name");
    entry.happened = row.text("kind");
    entry.detail = row.text("detail");
    entry.staff_only = row.flag("staff_only");
    entry.at = row.instant("created_at");
    return entry;
}

// Of the ticket that an entry names, as much as decides who may read it. Nobody inspects it here: as if restricted.
TicketLine other_in(const db::Row& row) {
    TicketLine other;
    other.requester = row.maybe_integer("author_id").value_or(0);
    other.team = row.maybe_integer("ticket_id").value_or(0);
    other.restricted = true;
    return other;
}

Escalation escalation_from(const db::Row& row) {
    Escalation escalation;
    escalation.id = row.integer("number");
    escalation.agent_name = row.text("author_name");
    escalation.reason = row.text("kind");
    escalation.note = row.text("body");
    escalation.wish = row.text("detail");
    escalation.created_at = row.instant("created_at");
    return escalation;
}

std::vector<Attachment> files_in(const std::vector<const db::Row*>& rows) {
    std::vector<Attachment> files;
    files.reserve(rows.size());
    for (const auto* row : rows) files.push_back(attachment_from(*row));
    return files;
}

}  // namespace

std::string audit_object_of(const Ticket& ticket) { return "tiket " + ticket.number; }

Case case_of(Tx& tx, const Person& reader, const Ticket& ticket, std::string_view place) {
    require(reader, Verb::read, ticket);
    const bool notes = may(reader, Verb::read_notes, ticket);
    // Nobody notes that people read their own.
    const auto object = reader.id == ticket.requester ? "" : audit_object_of(ticket);
    const auto rows = tx.run(sql::cases::everything{.ticket = ticket.id,
                                                    .notes = notes,
                                                    .messages = most_messages,
                                                    .entries = most_entries,
                                                    .reader = reader.id,
                                                    .place = place,
                                                    .requester = ticket.requester,
                                                    .object = object,
                                                    .act = code_of(Act::ticket_read),
                                                    .since = tx.now() - a_look});
    auto parts = parts_of(rows);
    Case all;
    for (const auto* row : parts["pesan"]) all.conversation.push_back(message_from(*row));
    for (const auto* row : parts["riwayat"]) all.history.push_back(told_to(reader, entry_from(*row), other_in(*row)));
    all.mark = mark_of(newest_in(parts["riwayat"]), newest_in(parts["pesan"]));
    hand_out(files_for(reader.id, files_in(parts["berkas"])), all.conversation);
    for (const auto* row : parts["draf"]) all.begun.draft = draft_from(row->text("body"), row->instant("created_at"));
    all.begun.files = newest_waiting(files_in(parts["menunggu"]));
    for (const auto* row : parts["pemohon"]) {
        all.requester_email = row->text("body");
        all.requester_audience = audience_of(row->text("kind")).value_or(Audience::external);
    }
    all.looked_at_lately = !parts["dilihat"].empty();
    if (notes && ticket.escalated)
        for (const auto* row : parts["eskalasi"]) all.escalation = escalation_from(*row);
    return all;
}

}  // namespace hero
