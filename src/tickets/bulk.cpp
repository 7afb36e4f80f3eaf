#include "tickets/bulk.hpp"

#include "sql/tickets.hpp"
#include "tickets/inside.hpp"

namespace hero {

namespace {

db::Value or_null(std::int64_t id) { return id == 0 ? db::Value{db::Null{}} : db::Value{id}; }

std::int64_t insert(Tx& tx, const Ticket& ticket, std::string_view submit_id) {
    const auto row = tx.one(sql::tickets::load_ticket{
        .number = ticket.number,
        .service = ticket.service,
        .team = ticket.team,
        .requester = ticket.requester,
        .requester_name = ticket.requester_name,
        .channel = code_of(ticket.channel),
        .language = code_of(ticket.language),
        .kind = code_of(ticket.kind),
        .impact = code_of(ticket.impact),
        .subject = ticket.subject,
        .status = code_of(ticket.status),
        .restricted = ticket.restricted,
        .assignee = ticket.assignee,
        .assignee_name = ticket.assignee_name,
        .submit_id = submit_id,
        .created_at = ticket.created_at,
        .updated_at = ticket.updated_at,
        .first_response_due = ticket.first_response_due,
        .resolution_due = ticket.resolution_due,
        .started_at = ticket.started_at,
        .first_responded_at = ticket.first_responded_at,
        .paused_at = ticket.paused_at,
        .resolved_at = ticket.resolved_at,
        .confirm_by = ticket.confirm_by,
        .confirmed_at = ticket.confirmed_at,
        .closed_at = ticket.closed_at,
        .close_reason = ticket.close_reason,
        .reopen_by = ticket.reopen_by,
        .staff_unread = ticket.staff_unread,
        .needs_requester = ticket.status == Status::waiting || ticket.status == Status::resolved});
    return row->integer("id");
}

}  // namespace

Ticket load_past_ticket(Tx& tx, const Desk& desk, Ticket ticket, std::string_view submit_id,
                        const std::vector<PastMessage>& messages, const std::vector<PastEvent>& events) {
    const auto& service = tickets::service_of(desk, ticket);
    ticket.number = tickets::next_number(tx, number_prefix(service), year_in(ticket.created_at));
    ticket.id = insert(tx, ticket, submit_id);
    int position = 0;
    for (const auto& message : messages) {
        const auto own_id = std::string{submit_id} + "-" + std::to_string(++position);
        tx.run_later(sql::tickets::insert_message{.ticket = ticket.id,
                                                  .author = or_null(message.author),
                                                  .author_name = message.author_name,
                                                  .kind = tickets::code_of(message.from),
                                                  .body = message.body,
                                                  .submit_id = own_id,
                                                  .now = message.at});
    }
    for (const auto& event : events)
        tx.run_later(sql::tickets::insert_history{.ticket = ticket.id,
                                                  .now = event.at,
                                                  .actor = or_null(event.actor),
                                                  .actor_name = event.actor_name,
                                                  .happened = event.happened,
                                                  .detail = "",
                                                  .staff_only = false});
    tickets::count_new(tx, ticket);
    return ticket;
}

}  // namespace hero
