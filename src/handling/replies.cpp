#include "closing/closing.hpp"
#include "handling/inside.hpp"

namespace hero {

namespace {

Verb verb_of(After after) {
    switch (after) {
        case After::stay:
            return Verb::staff_reply;
        case After::wait:
            return Verb::ask;
        case After::resolve:
            return Verb::resolve;
    }
    return Verb::staff_reply;
}

Ticket answered_by(Tx& tx, Ticket ticket, const Person& agent) {
    if (!ticket.assignee) ticket = given_to(tx, std::move(ticket), agent);
    if (!ticket.first_responded_at) ticket.first_responded_at = tx.now();
    if (ticket.assignee == agent.id) ticket.staff_unread = false;
    ticket.requester_unread = true;
    return ticket;
}

Ticket stay(Tx& tx, const Person& agent, const Ticket& ticket, Ticket after) {
    auto stored = store(tx, ticket, std::move(after), &agent, {.happened = "tanggapan"});
    tell_requester(tx, stored, "tanggapan", {}, {}, true);
    return stored;
}

Ticket wait(Tx& tx, const Desk& desk, const Person& agent, const Ticket& ticket, Ticket after) {
    after = paused(tx, std::move(after));
    after.status = Status::waiting;
    auto stored = store(tx, ticket, std::move(after), &agent, {.happened = "menunggu"});
    await_requester(tx, desk, stored);
    tell_requester(tx, stored, "info", {}, {{"tanggal", answer_by(desk, tx.now())}});
    return stored;
}

// The clock stands while the requester looks at the solution; what it had stood before is settled first.
Ticket resolve(Tx& tx, const Desk& desk, const Person& agent, const Ticket& ticket, Ticket after) {
    after = paused(tx, resumed(tx, desk, std::move(after)));
    after.status = Status::resolved;
    after.resolved_at = tx.now();
    after.confirm_by = confirm_by(desk, tx.now());
    after.confirmed_at.reset();
    auto stored = store(tx, ticket, std::move(after), &agent, {.happened = "resolve"});
    await_confirmation(tx, desk, stored);
    tell_requester(tx, stored, "resolve", {}, {{"tanggal", *stored.confirm_by}});
    return stored;
}

}  // namespace

std::optional<Ticket> reply_as_staff(Tx& tx, const Desk& desk, const Person& agent, const Ticket& seen,
                                     const StaffReply& reply) {
    const auto ticket = fresh(tx, seen);
    if (!may(agent, Verb::staff_reply, ticket)) throw NotFound();
    if (already_sent(tx, ticket, agent, reply.submit_id)) return ticket;
    require(agent, verb_of(reply.after), ticket);
    if (!reply.send_anyway && newest_message(tx, ticket) > reply.last_seen_message) return std::nullopt;

    add_message(tx, ticket, From::staff, &agent, reply.body, reply.submit_id, reply.files);
    auto after = answered_by(tx, ticket, agent);
    if (!ticket.assignee) note_history(tx, ticket, &agent, {.happened = "diambil"});
    switch (reply.after) {
        case After::wait:
            return wait(tx, desk, agent, ticket, std::move(after));
        case After::resolve:
            return resolve(tx, desk, agent, ticket, std::move(after));
        case After::stay:
            break;
    }
    return stay(tx, agent, ticket, std::move(after));
}

// No move: the requester does not see that anything happened.
Message add_note(Tx& tx, const Person& agent, const Ticket& seen, std::string_view body, std::string_view submit_id) {
    handling::require_checked(check_note(agent.language, body));
    const auto ticket = fresh(tx, seen);
    require(agent, Verb::note, ticket);
    if (auto sent = already_sent(tx, ticket, agent, submit_id)) return *sent;
    auto note = add_message(tx, ticket, From::note, &agent, body, submit_id);
    note_history(tx, ticket, &agent, {.happened = "catatan", .staff_only = true});
    if (ticket.assignee && ticket.assignee != agent.id) mark_unread_for_staff(tx, ticket);
    return note;
}

}  // namespace hero
