#pragma once
// The requester's page of one ticket, as it is shown first and again after something was wrong.
#include <optional>
#include <string>

#include "closing/closing.hpp"
#include "ui/ui.hpp"

namespace hero {

// Where files for the next reply wait, and drafts of it.
std::string reply_place(const Ticket& ticket);

// What was typed and what is wrong with it.
struct TicketForms {
    FieldErrors errors;
    std::string reply;                 // Beri Tanggapan
    std::optional<FormFiles> files{};  // of that reply, when one was sent
    std::string reason;                // Belum: what is not solved
    std::string reopen_reason;
    std::string doubtful_remark;  // "Ya" with a text that says otherwise: asked again
};

// The ticket in the address, through the person who asks. Throws NotFound.
Ticket ticket_in(Request& request, App& app, Verb verb = Verb::read);

Response ticket_page(Request& request, App& app, const Ticket& ticket, const TicketForms& forms, int status = 200);

// The address in the QR code: anybody who scans it sees the status.
std::string tracking_url(const App& app, const Ticket& ticket);

}  // namespace hero
