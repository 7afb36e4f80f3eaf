#pragma once
// An administrator reads a ticket that is not theirs to work on: for a reason that is kept, for half an hour, without
// changing anything. What is restricted to its team they never read.
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "audit/audit.hpp"
#include "tickets/tickets.hpp"

namespace hero {

inline constexpr std::chrono::minutes inspection_lasts{30};

// Fields nomor and alasan (10 to 500 characters).
FieldErrors check_inspection(Lang lang, std::string_view number, std::string_view reason);

// Begins one and tells the audit log. Throws NotFound for a number that is unknown, restricted or the admin's own. The
// reason must have passed its check (throws std::invalid_argument).
Ticket inspect(Tx& tx, const Person& admin, std::string_view number, std::string_view reason, std::string_view address);

// What an inspection shows, by one snapshot.
struct Inspected {
    Ticket ticket;
    std::string reason;
    Instant until{};
    std::vector<Message> conversation;  // with internal notes
    std::vector<HistoryEntry> history;
    std::vector<std::pair<std::string, std::string>> extra;
};
// Nothing when that admin has not said why within the last half hour. Throws NotFound like inspect().
std::optional<Inspected> inspected(Tx& tx, const Person& admin, std::string_view number);

// A file of a message that this admin is inspecting. Throws NotFound.
Attachment inspected_attachment(Tx& tx, const Person& admin, std::string_view id);

}  // namespace hero
