#pragma once
// The panes of the workspace: views with their counts, the queue, and beside them the ticket.
#include <optional>
#include <string>
#include <vector>

#include "handling/handling.hpp"
#include "queue/queue.hpp"
#include "ui/ui.hpp"

namespace hero {

// What the agent is looking at: kept in the address of every link.
struct QueueAddress {
    QueueView view = QueueView::mine;
    QueueFilter filter{};
    std::string after;

    static QueueAddress read(const Request& request, const Catalog& catalog);
    // "tampilan=belum&layanan=e-ska&jenis=kendala&dampak=tinggi"
    [[nodiscard]] std::string query(const Catalog& catalog) const;
};

// `path` with what the request's own address says of the queue, if anything.
std::string beside_queue(const Request& request, std::string path);

// Fills views and queue, and gives what the queue shows (see queue_mark). `open` is the ticket beside the queue, 0 for
// none; without one, several tickets of the unassigned can be chosen and taken at once, and `errors` says in field
// "ambil-beberapa" what was wrong with that.
std::string add_panes(html::Data& page, html::Include views, html::Include list, const Request& request, Tx& tx,
                      const Desk& desk, const QueueAddress& address, std::int64_t open, const FieldErrors& errors = {});

// Which of the ticket's forms was sent and comes back as it was typed.
enum class SentForm { none, assignment, escalation, service, impact, decision, reply };
// What was typed in the ticket's forms, and what is wrong with it.
struct WorkForms {
    FieldErrors errors;
    SentForm sent = SentForm::none;
    std::string body;
    std::optional<FormFiles> files{};  // of the reply that was sent
    bool note = false;
    bool newer_messages = false;  // ag.konflik: "Tetap Kirim" is offered
    bool holds_password = false;  // asked before it is sent
};

Response work_page(Request& request, App& app, const Ticket& ticket, const WorkForms& forms, int status = 200);

// The ticket in the address, for staff; the version the form was made for.
Ticket staff_ticket(Request& request, App& app, Verb verb);
std::string balasan_place(const Ticket& ticket);

}  // namespace hero
