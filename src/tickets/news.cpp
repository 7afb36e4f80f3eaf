#include "base/text.hpp"
#include "sql/tickets.hpp"
#include "tickets/tickets.hpp"

namespace hero {

std::string change_key(const Ticket& ticket) { return "t" + std::to_string(ticket.id); }

std::string change_key_of_team(std::int64_t team) { return "g" + std::to_string(team); }

std::string mark_of(std::int64_t newest_entry, std::int64_t newest_message) {
    return std::to_string(newest_entry) + "." + std::to_string(newest_message);
}

TicketNews news_of(Tx& tx, const Person& reader, const Ticket& ticket, std::string_view since) {
    require(reader, Verb::read, ticket);
    const auto parts = split(since, '.');
    const auto last_message = parts.size() == 2 ? whole_number(parts[1]) : std::nullopt;
    const auto row = tx.one(sql::tickets::news{.ticket = ticket.id,
                                               .notes = may(reader, Verb::read_notes, ticket),
                                               .since = last_message.value_or(0),
                                               .reader = reader.id})
                         .value();
    return {.mark = mark_of(row.integer("happened"), row.integer("message")),
            .messages = last_message ? row.integer("messages") : 0};
}

}  // namespace hero
