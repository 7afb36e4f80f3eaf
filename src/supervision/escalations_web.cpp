#include "base/text.hpp"
#include "queue/queue.hpp"
#include "supervision/parts.hpp"
#include "supervision/supervision_web.hpp"
#include "views/supervision.hpp"

namespace hero::web {

namespace {

using EscalationsMarks = views::supervision::escalations;

constexpr int tickets_on_a_page = 20;

// The agent chose one of the options of the form, kept by its position.
std::string reason_text(Lang lang, const Escalation& escalation) {
    const auto options = word(lang, "ag.eskalasi.opsi");
    const auto reasons = split(options, '|');
    const auto position = whole_number(escalation.reason).value_or(0);
    if (position < 1 || position > static_cast<long long>(reasons.size())) return "";
    return std::string{trimmed(reasons[static_cast<std::size_t>(position - 1)])};
}

void add_ticket(Page& page, const TicketLine& ticket, const Escalation& escalation, DueClock clock) {
    const Lang lang = page.request().lang();
    auto row = page.add(EscalationsMarks::ticket);
    row.set(EscalationsMarks::path, staff_url_of(ticket) + "?tampilan=eskalasi")
        .set(EscalationsMarks::subject, ticket.subject)
        .set(EscalationsMarks::number, ticket.number);
    row.set(EscalationsMarks::agent, escalation.agent_name)
        .set(EscalationsMarks::reason, reason_text(lang, escalation));
    row.set(EscalationsMarks::wish, word(lang, "ag.harapan." + escalation.wish))
        .show_with(EscalationsMarks::with_note, EscalationsMarks::note, escalation.note);
    set_time(row, EscalationsMarks::since, EscalationsMarks::since_iso,
             span_text(lang, escalation.created_at, clock.now), escalation.created_at);
    add_deadline(row, EscalationsMarks::deadline, lang, ticket, clock);
}

}  // namespace

Response escalated_tickets::index(Request& request, App& app) {
    const Lang lang = request.lang();
    const auto& after = request.query("sesudah");
    Page page(request, EscalationsMarks::view, word(lang, "ag.v.eskalasi"), Frame::staff);
    page.at("supervisor");
    add_tabs(page, EscalationsMarks::tabs, lang, SupervisorPage::escalations);
    app.db.read([&](Tx& tx) {
        const auto desk = app.desk(tx, request.session());
        const DueClock clock{tx.now(), due_soon_until(desk, tx.now())};
        const auto found = queue_page(tx, desk, request.person(), QueueView::escalated, {}, after, tickets_on_a_page);
        page.show_if(EscalationsMarks::nothing, found.tickets.empty());
        for (const auto& ticket : found.tickets)
            if (const auto escalation = open_escalation(tx, ticket)) add_ticket(page, ticket, *escalation, clock);
        add_pager(page, EscalationsMarks::pager, after.empty() ? "" : "/supervisor/eskalasi",
                  found.next.empty() ? "" : "/supervisor/eskalasi?sesudah=" + percent_encoded(found.next));
    });
    return page.respond();
}

}  // namespace hero::web
