// Daftar Tiket: what somebody filed, paged by key.
#include <algorithm>
#include <limits>
#include <set>

#include "base/text.hpp"
#include "sql/tickets.hpp"
#include "tickets/inside.hpp"

namespace hero {

namespace {

// Where a page ends: the next one begins after it.
struct Cursor {
    std::int64_t needs = 2;
    std::int64_t updated = std::numeric_limits<std::int64_t>::max();
    std::int64_t id = std::numeric_limits<std::int64_t>::max();
};

// One that was tampered with starts at the first page.
Cursor cursor_from(std::string_view text) {
    const auto parts = split(text, '.');
    if (parts.size() != 3) return {};
    const auto needs = whole_number(parts[0]), updated = whole_number(parts[1]), id = whole_number(parts[2]);
    if (!needs || !updated || !id) return {};
    return {.needs = *needs, .updated = *updated, .id = *id};
}

std::string cursor_at(const TicketLine& ticket) {
    const bool needs = ticket.status == Status::waiting || ticket.status == Status::resolved;
    return std::to_string(needs) + "." + std::to_string(to_millis(ticket.updated_at)) + "." + std::to_string(ticket.id);
}

std::set<std::string> words_of(std::string_view subject) {
    std::set<std::string> words{""};
    std::string current;
    for (const char c : folded(subject) + " ") {
        const bool part = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
        if (part)
            current += c;
        else
            words.insert(std::exchange(current, ""));
    }
    words.erase("");
    return words;
}

// Half of all the words they use are the same.
bool similar(const std::set<std::string>& one, const std::set<std::string>& other) {
    const auto shared = std::ranges::count_if(one, [&](const auto& word) { return other.contains(word); });
    return shared > 0 &&
           static_cast<std::size_t>(shared) * 2 >= one.size() + other.size() - static_cast<std::size_t>(shared);
}

}  // namespace

TicketPage tickets_of(Tx& tx, const Person& requester, bool closed, std::string_view search, std::string_view after,
                      int limit) {
    limit = std::clamp(limit, 1, 100);
    const auto cursor = cursor_from(after);
    const auto pattern = tickets::pattern_of(search);
    const auto rows = closed ? tx.run(sql::tickets::closed_tickets_of{.requester = requester.id,
                                                                      .updated = cursor.updated,
                                                                      .id = cursor.id,
                                                                      .pattern = pattern,
                                                                      .limit = limit + 1})
                             : tx.run(sql::tickets::open_tickets_of{.requester = requester.id,
                                                                    .needs = cursor.needs,
                                                                    .updated = cursor.updated,
                                                                    .id = cursor.id,
                                                                    .pattern = pattern,
                                                                    .limit = limit + 1});
    TicketPage page;
    for (const auto& row : rows) {
        if (page.tickets.size() == static_cast<std::size_t>(limit)) {
            page.next = cursor_at(page.tickets.back());
            break;
        }
        page.tickets.push_back(ticket_line_from(row));
    }
    return page;
}

std::optional<Ticket> similar_open_ticket(Tx& tx, const Person& requester, std::int64_t service,
                                          std::string_view subject) {
    const auto wanted = words_of(first_characters(subject, 200));
    for (const auto& row : tx.run(sql::tickets::open_tickets_of_service{.requester = requester.id, .service = service}))
        if (similar(wanted, words_of(row.text("subject")))) return ticket_from(row);
    return std::nullopt;
}

namespace tickets {

std::string pattern_of(std::string_view words) {
    const auto number = normalised_number(words);
    const auto wanted = folded(clean_line(showable(first_characters(number ? *number : words, 100))));
    std::string pattern = "%";
    for (const char c : wanted)
        if (c != '%' && c != '_' && c != '\\' && c != '#') pattern += c;
    return pattern == "%" ? pattern : pattern + "%";
}

}  // namespace tickets

}  // namespace hero
