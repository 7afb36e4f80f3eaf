#pragma once
// What the files of this slice share and nobody else sees.
#include "handling/handling.hpp"
#include "tickets/moves.hpp"

namespace hero::handling {

// A text of a form: its name there, the word people know it by, and at most so many characters.
struct Field {
    std::string_view name;
    std::string_view word;
    std::size_t longest;
    bool optional = false;
};
void check_text(Lang lang, const Field& field, std::string_view text, FieldErrors& errors);
// A rule was called with what its check refuses.
void require_checked(const FieldErrors& errors);

// Back to the queue: nobody's, and open unless it waits for its requester.
Ticket nobodys(Ticket ticket);

// A member who can be given that ticket. Throws Conflict when there is no such person.
Person assignable(Tx& tx, const Ticket& ticket, std::int64_t agent);

// Whoever had the ticket until now, and did not hand it on themselves, learns who has it.
void tell_former(Tx& tx, const Ticket& before, const Ticket& after, const Person& actor);

}  // namespace hero::handling
