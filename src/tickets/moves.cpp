#include "tickets/moves.hpp"

#include <algorithm>

#include "sql/tickets.hpp"
#include "tickets/inside.hpp"

namespace hero {

namespace {

bool awaits_requester(Status status) { return status == Status::waiting || status == Status::resolved; }

SlaTarget target_of(Tx& tx, const Desk& desk, const Ticket& ticket) {
    return sla_target(tx, tickets::service_of(desk, ticket).sla_profile, ticket.impact);
}

std::chrono::milliseconds time_between(const WorkCalendar& calendar, SlaClock clock, Instant from, Instant to) {
    if (clock == SlaClock::working_hours) return calendar.working_time_between(from, to);
    return std::max(to - from, std::chrono::milliseconds{0});
}

Instant later_by(const WorkCalendar& calendar, SlaClock clock, Instant from, std::chrono::milliseconds amount) {
    return clock == SlaClock::working_hours ? calendar.after_working_time(from, amount) : from + amount;
}

}  // namespace

Ticket fresh(Tx& tx, const TicketLine& ticket) {
    const auto row = tx.one(sql::tickets::lock_ticket{.id = ticket.id});
    if (!row) throw NotFound();
    return ticket_from(*row);
}

Ticket store(Tx& tx, const Ticket& before, Ticket after, const Person* actor, const Happening& what) {
    if (!tickets::is_active(after.status) || after.team != before.team) after.escalated = false;
    const auto stored = tx.one(sql::tickets::update_ticket{.service = after.service,
                                                           .team = after.team,
                                                           .kind = code_of(after.kind),
                                                           .impact = code_of(after.impact),
                                                           .status = code_of(after.status),
                                                           .restricted = after.restricted,
                                                           .assignee = after.assignee,
                                                           .assignee_name = after.assignee_name,
                                                           .escalated = after.escalated,
                                                           .now = tx.now(),
                                                           .first_response_due = after.first_response_due,
                                                           .resolution_due = after.resolution_due,
                                                           .started_at = after.started_at,
                                                           .first_responded_at = after.first_responded_at,
                                                           .paused_at = after.paused_at,
                                                           .resolved_at = after.resolved_at,
                                                           .confirm_by = after.confirm_by,
                                                           .confirmed_at = after.confirmed_at,
                                                           .closed_at = after.closed_at,
                                                           .close_reason = after.close_reason,
                                                           .reopen_by = after.reopen_by,
                                                           .requester_unread = after.requester_unread,
                                                           .staff_unread = after.staff_unread,
                                                           .needs_requester = awaits_requester(after.status),
                                                           .id = before.id,
                                                           .version = before.version});
    if (!stored) throw Conflict();
    after.version = stored->integer("version");
    after.updated_at = tx.now();
    tickets::count_move(tx, before, after);
    note_history(tx, after, actor, what);
    if (after.team != before.team) tx.broadcast(changes_topic, change_key_of_team(before.team));
    return after;
}

Ticket paused(Tx& tx, Ticket ticket) {
    if (!ticket.paused_at) ticket.paused_at = tx.now();
    return ticket;
}

Ticket resumed(Tx& tx, const Desk& desk, Ticket ticket) {
    if (!ticket.paused_at) return ticket;
    const auto target = target_of(tx, desk, ticket);
    const auto shifted = [&](Instant due) {
        return shifted_by_pause(*desk.calendar, target, due, *ticket.paused_at, tx.now());
    };
    ticket.resolution_due = shifted(ticket.resolution_due);
    if (!ticket.first_responded_at) ticket.first_response_due = shifted(ticket.first_response_due);
    ticket.paused_at.reset();
    return ticket;
}

Ticket given_to(Tx& tx, Ticket ticket, const Person& assignee) {
    ticket.assignee = assignee.id;
    ticket.assignee_name = assignee.name;
    if (ticket.status == Status::open) ticket.status = Status::in_progress;
    if (!ticket.started_at) ticket.started_at = tx.now();
    return ticket;
}

Ticket back_to_work(Tx& tx, const Desk& desk, Ticket ticket) {
    ticket = resumed(tx, desk, std::move(ticket));
    if (ticket.assignee && !tx.one(sql::tickets::still_works{.team = ticket.team, .id = *ticket.assignee})) {
        ticket.assignee.reset();
        ticket.assignee_name.clear();
    }
    ticket.status = ticket.assignee ? Status::in_progress : Status::open;
    ticket.resolved_at.reset();
    ticket.confirm_by.reset();
    ticket.confirmed_at.reset();
    ticket.closed_at.reset();
    ticket.reopen_by.reset();
    ticket.close_reason.clear();
    return ticket;
}

// The clock starts again at receipt; what pauses had added to the old promise is added to the new one.
Ticket promised_anew(Tx& tx, const Desk& desk, const Ticket& before, Ticket after) {
    const auto& calendar = *desk.calendar;
    const auto old_target = target_of(tx, desk, before);
    const auto new_target = target_of(tx, desk, after);
    const auto old_promise = promise_for(calendar, old_target, before.created_at);
    const auto pauses = time_between(calendar, old_target.clock, old_promise.resolution_due, before.resolution_due);
    const auto promise = promise_for(calendar, new_target, after.created_at);
    after.resolution_due = later_by(calendar, new_target.clock, promise.resolution_due, pauses);
    if (!after.first_responded_at) after.first_response_due = promise.first_response_due;
    return after;
}

}  // namespace hero
