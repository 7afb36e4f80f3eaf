#include <algorithm>

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

std::string_view step_of(After after) {
    switch (after) {
        case After::stay:
            return "tanggapan";
        case After::wait:
            return "menunggu";
        case After::resolve:
            return "resolve";
    }
    return "tanggapan";
}

Ticket answered_by(Tx& tx, Ticket ticket, const Person& agent) {
    if (!ticket.assignee) ticket = given_to(tx, std::move(ticket), agent);
    if (!ticket.first_responded_at) ticket.first_responded_at = tx.now();
    if (ticket.assignee == agent.id) ticket.staff_unread = false;
    ticket.requester_unread = true;
    return ticket;
}

Ticket stay(Tx& tx, const Person& agent, const Ticket& ticket, Ticket after) {
    auto stored = store(tx, ticket, std::move(after), &agent, {.happened = std::string{step_of(After::stay)}});
    tell_requester(tx, stored, "tanggapan", {}, {}, true);
    return stored;
}

Ticket wait(Tx& tx, const Desk& desk, const Person& agent, const Ticket& ticket, Ticket after) {
    after = paused(tx, std::move(after));
    after.status = Status::waiting;
    auto stored = store(tx, ticket, std::move(after), &agent, {.happened = std::string{step_of(After::wait)}});
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
    auto stored = store(tx, ticket, std::move(after), &agent, {.happened = std::string{step_of(After::resolve)}});
    await_confirmation(tx, desk, stored);
    tell_requester(tx, stored, "resolve", {}, {{"tanggal", *stored.confirm_by}});
    return stored;
}

// What is written down of it stands in the history at the time of the message.
bool led_to(Tx& tx, const Person& agent, const Ticket& ticket, const Message& sent, After after) {
    return std::ranges::any_of(history_of(tx, agent, ticket), [&](const HistoryEntry& entry) {
        return entry.at == sent.created_at && entry.happened == step_of(after);
    });
}

bool is_there_now(const Ticket& ticket, After after) {
    return (after == After::wait && ticket.status == Status::waiting) ||
           (after == After::resolve && ticket.status == Status::resolved);
}

Ticket moved_on(Tx& tx, const Desk& desk, const Person& agent, const Ticket& ticket, Ticket after, After wanted) {
    switch (wanted) {
        case After::wait:
            return wait(tx, desk, agent, ticket, std::move(after));
        case After::resolve:
            return resolve(tx, desk, agent, ticket, std::move(after));
        case After::stay:
            break;
    }
    return stay(tx, agent, ticket, std::move(after));
}

// The form has become a message before. Somebody may have pressed Kirim, and then Kirim dan Resolve.
std::optional<Ticket> once_more(Tx& tx, const Desk& desk, const Person& agent, const Ticket& ticket,
                                const Message& sent, const StaffReply& reply) {
    if (!says(sent, From::staff, reply.body, reply.files)) return std::nullopt;
    if (led_to(tx, agent, ticket, sent, reply.after) || is_there_now(ticket, reply.after)) return ticket;
    if (reply.after == After::stay || newest_message(tx, ticket) != sent.id) return std::nullopt;
    require(agent, verb_of(reply.after), ticket);
    return moved_on(tx, desk, agent, ticket, answered_by(tx, ticket, agent), reply.after);
}

}  // namespace

bool sent_before(Tx& tx, const Person& agent, const Ticket& ticket, const StaffReply& reply) {
    return already_sent(tx, ticket, agent, reply.submit_id).has_value();
}

std::optional<Ticket> reply_as_staff(Tx& tx, const Desk& desk, const Person& agent, const Ticket& seen,
                                     const StaffReply& reply) {
    const auto ticket = fresh(tx, seen);
    if (!may(agent, Verb::staff_reply, ticket)) throw NotFound();
    if (const auto sent = already_sent(tx, ticket, agent, reply.submit_id))
        return once_more(tx, desk, agent, ticket, *sent, reply);
    require(agent, verb_of(reply.after), ticket);
    if (!reply.send_anyway && newest_message(tx, ticket) > reply.last_seen_message) return std::nullopt;

    add_message(tx, ticket, From::staff, &agent, reply.body, reply.submit_id, reply.files);
    auto after = answered_by(tx, ticket, agent);
    if (!ticket.assignee) note_history(tx, ticket, &agent, {.happened = "diambil"});
    return moved_on(tx, desk, agent, ticket, std::move(after), reply.after);
}

// No move: the requester does not see that anything happened.
std::optional<Message> add_note(Tx& tx, const Person& agent, const Ticket& seen, std::string_view body,
                                std::string_view submit_id) {
    handling::require_checked(check_note(agent.language, body));
    const auto ticket = fresh(tx, seen);
    require(agent, Verb::note, ticket);
    if (auto sent = already_sent(tx, ticket, agent, submit_id))
        return says(*sent, From::note, body) ? std::move(sent) : std::nullopt;
    auto note = add_message(tx, ticket, From::note, &agent, body, submit_id);
    note_history(tx, ticket, &agent, {.happened = "catatan", .staff_only = true});
    if (ticket.assignee && ticket.assignee != agent.id) mark_unread_for_staff(tx, ticket);
    return note;
}

}  // namespace hero
