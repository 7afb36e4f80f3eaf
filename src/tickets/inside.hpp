#pragma once
// What the files of this slice share and nobody else sees.
#include "tickets/tickets.hpp"

namespace hero::tickets {

// Working on it or waiting for its requester: neither resolved nor closed.
bool is_active(Status status);

// "A-KORS" and 2022 → "A-KORS22000343": that many (1 or more) after the last number of that prefix and year. On
// PostgreSQL it stays taken when `tx` is rolled back, so that nobody waits for the next one. A ticket may have it all
// the same, if a server took over that had lost what counted it (decision 0020).
std::string next_number(Tx& tx, std::string_view prefix, int year, std::int64_t step = 1);

// The counters `ticket` is in, added to (+1) or left (-1); between two states only the difference is written.
void count_new(Tx& tx, const Ticket& ticket);
void count_move(Tx& tx, const Ticket& before, const Ticket& after);

// The first message of a ticket that this transaction opened, without files. Nothing is waited for: no other message
// can be there. Throws as add_message does.
void begin_conversation(Tx& tx, const Ticket& ticket, const Person& requester, std::string_view description,
                        std::string_view submit_id);

// How `messages.kind` says who wrote it.
std::string_view code_of(From from);

// A form's submit_id as it is stored: a digest when it is not one of ours, a random one when there is none.
std::string kept_submit_id(std::string_view sent);

// A LIKE pattern that finds `words` anywhere, without wildcards of its own; "%" for no words.
std::string pattern_of(std::string_view words);

const Service& service_of(const Desk& desk, const Ticket& ticket);

// A date, or a date and a time, as people write them ("2026-12-01T09:00", "1/12/2026", "1 Desember 2026 pukul 09.00")
// as "2026-12-01" or "2026-12-01T09:00"; nothing when it is none. Times are those of Jakarta.
std::optional<std::string> moment_of(std::string_view text);

// Extra fields as they are stored, and back.
using Extra = std::vector<std::pair<std::string, std::string>>;
std::string packed(const Extra& extra);
Extra unpacked(std::string_view json);

// The values of the form's own fields, cleaned, without empty ones and without any the form does not have.
Extra kept_extra(ServiceForm form, const Extra& sent);
void check_extra(ServiceForm form, Lang lang, const Extra& sent, Instant now, FieldErrors& errors);

}  // namespace hero::tickets
