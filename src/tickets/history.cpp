#include <algorithm>

#include "sql/tickets.hpp"
#include "tickets/moves.hpp"

namespace hero {

namespace {

bool names_a_ticket(const HistoryEntry& entry) {
    return entry.happened == "lanjutan" || entry.happened == "dilanjutkan";
}

// As much of it as decides who may read it.
TicketLine other_in(const db::Row& row) {
    TicketLine other;
    other.requester = row.integer("other_requester");
    other.team = row.integer("other_team");
    other.restricted = row.flag("other_restricted");
    return other;
}

}  // namespace

void note_history(Tx& tx, const Ticket& ticket, const Person* actor, const Happening& what) {
    tx.run_later(sql::tickets::insert_history{.ticket = ticket.id,
                                              .now = tx.now(),
                                              .actor = actor ? db::Value{actor->id} : db::Value{db::Null{}},
                                              .actor_name = actor ? std::string_view{actor->name} : std::string_view{},
                                              .happened = what.happened,
                                              .detail = what.detail,
                                              .staff_only = what.staff_only});
    tx.broadcast(changes_topic, change_key(ticket) + " " + change_key_of_team(ticket.team));
}

HistoryEntry told_to(const Person& reader, HistoryEntry entry, const TicketLine& other) {
    if (!names_a_ticket(entry) || may(reader, Verb::read, other) || may(reader, Verb::inspect, other)) return entry;
    entry.happened += "_lain";
    entry.detail.clear();
    return entry;
}

std::vector<HistoryEntry> history_of(Tx& tx, const Person& reader, const Ticket& ticket) {
    const bool inspects = may(reader, Verb::inspect, ticket);
    if (!inspects) require(reader, Verb::read, ticket);
    std::vector<HistoryEntry> entries;
    for (const auto& row : tx.run(
             sql::tickets::history_of{.ticket = ticket.id, .staff = inspects || may(reader, Verb::read_notes, ticket)}))
        entries.push_back(told_to(reader,
                                  {.at = row.instant("at"),
                                   .actor_name = row.text("actor_name"),
                                   .happened = row.text("happened"),
                                   .detail = row.text("detail"),
                                   .staff_only = row.flag("staff_only")},
                                  other_in(row)));
    std::reverse(entries.begin(), entries.end());
    return entries;
}

}  // namespace hero
