#include <stdexcept>

#include "base/text.hpp"
#include "sql/tickets.hpp"
#include "tickets/inside.hpp"
#include "tickets/moves.hpp"

namespace hero {

namespace {

// All of it but number and id.
Ticket ticket_of(Tx& tx, const Desk& desk, const Service& service, const Person& requester, Channel channel,
                 const TicketDraft& draft) {
    Ticket ticket;
    ticket.service = service.id;
    ticket.team = service.team.id;
    ticket.requester = requester.id;
    ticket.requester_name = requester.name;
    ticket.channel = channel;
    ticket.language = requester.language;
    ticket.kind = ticket_kind_of(draft.kind).value();
    ticket.impact = impact_of(draft.impact).value();
    ticket.subject = clean_line(draft.subject);
    ticket.restricted = service.restricted;
    ticket.created_at = ticket.updated_at = tx.now();
    const auto promise = promise_for(*desk.calendar, sla_target(tx, service.sla_profile, ticket.impact), tx.now());
    ticket.first_response_due = promise.first_response_due;
    ticket.resolution_due = promise.resolution_due;
    ticket.staff_unread = true;
    return ticket;
}

// The id of the new row; nothing when another ticket has its number or its submit_id.
std::optional<std::int64_t> inserted(Tx& tx, const Ticket& ticket, std::string_view extra, std::string_view submit_id) {
    const auto row = tx.one(sql::tickets::insert_ticket{.number = ticket.number,
                                                        .service = ticket.service,
                                                        .team = ticket.team,
                                                        .requester = ticket.requester,
                                                        .requester_name = ticket.requester_name,
                                                        .channel = code_of(ticket.channel),
                                                        .language = code_of(ticket.language),
                                                        .kind = code_of(ticket.kind),
                                                        .impact = code_of(ticket.impact),
                                                        .subject = ticket.subject,
                                                        .extra = extra,
                                                        .restricted = ticket.restricted,
                                                        .submit_id = submit_id,
                                                        .follows = ticket.follows,
                                                        .now = tx.now(),
                                                        .first_response_due = ticket.first_response_due,
                                                        .resolution_due = ticket.resolution_due});
    if (!row) return std::nullopt;
    return row->integer("id");
}

// Opens it under the next number that nobody has. The one there is already, when another transaction has opened it
// under that submit_id meanwhile.
std::optional<Ticket> insert_numbered(Tx& tx, Ticket& ticket, const Service& service, const Person& requester,
                                      const TicketDraft& draft, std::string_view submit_id) {
    constexpr std::int64_t furthest = 1LL << 40;
    const auto extra = tickets::packed(tickets::kept_extra(service.form, draft.extra));
    // Where a number is taken the counter is behind those that were given: further each time, however many there are.
    for (std::int64_t step = 1; step < furthest; step *= 2) {
        ticket.number = tickets::next_number(tx, number_prefix(service), year_in(tx.now()), step);
        if (const auto id = inserted(tx, ticket, extra, submit_id)) {
            ticket.id = *id;
            return std::nullopt;
        }
        if (auto earlier = ticket_opened_by(tx, requester, submit_id)) return earlier;
    }
    throw std::logic_error("no number is free");
}

bool has_files(Tx& tx, const Person& requester, const FormFiles& files) {
    return !files.arrived.empty() || (!files.place.empty() && !waiting_for(tx, requester.id, files).empty());
}

void remember_consent(Tx& tx, const Ticket& ticket, const Person& requester, const TicketDraft& draft) {
    tx.run_later(sql::tickets::insert_consent{.person = requester.id,
                                              .ticket = ticket.id,
                                              .text = draft.consent_text,
                                              .channel = code_of(ticket.channel),
                                              .now = tx.now()});
}

void note_opening(Tx& tx, const Ticket& ticket, const Person& requester, const std::optional<Ticket>& followed) {
    note_history(tx, ticket, &requester, {.happened = "diajukan"});
    if (!followed) return;
    // Whoever reads the one must not learn from it that there is a restricted other.
    if (ticket.restricted || !followed->restricted)
        note_history(tx, ticket, &requester, {.happened = "lanjutan", .detail = followed->number});
    if (followed->restricted || !ticket.restricted)
        note_history(tx, *followed, &requester, {.happened = "dilanjutkan", .detail = ticket.number});
}

}  // namespace

std::optional<Ticket> ticket_opened_by(Tx& tx, const Person& requester, std::string_view submit_id) {
    const auto row = tx.one(
        sql::tickets::ticket_by_submit_id{.requester = requester.id, .submit_id = tickets::kept_submit_id(submit_id)});
    if (!row) return std::nullopt;
    return ticket_from(*row);
}

Ticket open_ticket(Tx& tx, const Desk& desk, const Person& requester, Channel channel, const TicketDraft& draft) {
    // It was checked some moments ago.
    if (!check_draft(desk, requester, requester.language, draft, tx.now() - std::chrono::minutes{10}).empty())
        throw std::invalid_argument("a draft that was not checked");
    const auto submit_id = tickets::kept_submit_id(draft.submit_id);
    if (auto earlier = ticket_opened_by(tx, requester, submit_id)) return *earlier;

    const auto& service = *desk.catalog->service(draft.service);
    std::optional<Ticket> followed;
    if (!draft.follows.empty()) followed = ticket_for(tx, requester, draft.follows, Verb::follow_up);

    auto ticket = ticket_of(tx, desk, service, requester, channel, draft);
    if (followed) ticket.follows = followed->id;
    const auto members = members_to_tell(tx, ticket);
    const bool files = has_files(tx, requester, draft.files);
    if (auto earlier = insert_numbered(tx, ticket, service, requester, draft, submit_id)) return *earlier;

    if (files)
        add_message(tx, ticket, From::requester, &requester, draft.description, submit_id, draft.files);
    else
        tickets::begin_conversation(tx, ticket, requester, draft.description, submit_id);
    remember_consent(tx, ticket, requester, draft);
    note_opening(tx, ticket, requester, followed);
    tickets::count_new(tx, ticket);
    tell_of_opening(tx, ticket, requester, members);
    return ticket;
}

}  // namespace hero
