// Who may do what, and when. Role, team and ownership decide whether a ticket exists for somebody (`may`); state and
// assignment whether the verb fits now (`possible`).
#include "tickets/access.hpp"

#include <algorithm>

#include "tickets/inside.hpp"

namespace hero {

namespace {

using tickets::is_active;

bool filed(const Person& person, const TicketLine& ticket) { return person.id == ticket.requester; }

// A restricted ticket needs no rule of its own: it belongs to a restricted team, and only members work on a team's
// tickets, supervisors included.
bool serves(const Person& person, const TicketLine& ticket) {
    return person.works_in(ticket.team) && !filed(person, ticket);
}

bool holds(const Person& person, const Ticket& ticket) { return ticket.assignee == person.id; }

// Its assignee, a supervisor, or any member of the team while it is nobody's.
bool answers_for(const Person& person, const Ticket& ticket) {
    return !ticket.assignee || holds(person, ticket) || person.is_supervisor();
}

bool is_running(Status status) { return status == Status::open || status == Status::in_progress; }

bool fits_state(Verb verb, const Ticket& ticket) {
    switch (verb) {
        case Verb::read:
        case Verb::read_notes:
        case Verb::note:
        case Verb::inspect:
            return true;
        case Verb::reply:
        case Verb::staff_reply:
            return ticket.status != Status::closed;
        case Verb::confirm:
            return ticket.status == Status::resolved;
        case Verb::rate:
            return (ticket.status == Status::resolved && ticket.confirmed_at) ||
                   (ticket.status == Status::closed && ticket.reopen_by);
        case Verb::reopen:
            return ticket.status == Status::closed && ticket.reopen_by;
        case Verb::follow_up:
            return ticket.status == Status::closed;
        case Verb::ask:
            return is_running(ticket.status);
        case Verb::escalate:
            return is_active(ticket.status) && !ticket.escalated;
        case Verb::answer_escalation:
            return is_active(ticket.status) && ticket.escalated;
        case Verb::cancel:
        case Verb::take:
        case Verb::give_back:
        case Verb::resolve:
        case Verb::change_service:
        case Verb::change_impact:
        case Verb::assign:
            return is_active(ticket.status);
    }
    return false;
}

bool fits_assignment(const Person& person, Verb verb, const Ticket& ticket) {
    switch (verb) {
        case Verb::take:
            return !ticket.assignee;
        case Verb::escalate:
            return holds(person, ticket);
        case Verb::give_back:
            return ticket.assignee && answers_for(person, ticket);
        case Verb::ask:
        case Verb::resolve:
        case Verb::change_service:
        case Verb::change_impact:
            return answers_for(person, ticket);
        default:
            return true;
    }
}

Conflict conflict_of_assignment(Verb verb, const Ticket& ticket) {
    Conflict conflict{verb == Verb::take ? "ag.ambil.sudah" : ticket.assignee ? "ag.bukan_petugas" : "x.409.keadaan"};
    conflict.name = ticket.assignee_name;
    return conflict;
}

}  // namespace

bool may(const Person& person, Verb verb, const TicketLine& ticket) {
    switch (verb) {
        case Verb::read:
            return filed(person, ticket) || serves(person, ticket);
        case Verb::reply:
        case Verb::confirm:
        case Verb::rate:
        case Verb::cancel:
        case Verb::reopen:
        case Verb::follow_up:
            return filed(person, ticket);
        case Verb::read_notes:
        case Verb::staff_reply:
        case Verb::note:
        case Verb::take:
        case Verb::give_back:
        case Verb::ask:
        case Verb::resolve:
        case Verb::change_service:
        case Verb::change_impact:
            return serves(person, ticket);
        case Verb::escalate:
            return serves(person, ticket) && person.role == Role::agent;
        case Verb::assign:
        case Verb::answer_escalation:
            return serves(person, ticket) && person.is_supervisor();
        case Verb::inspect:
            return person.is_admin() && !ticket.restricted && !filed(person, ticket);
    }
    return false;
}

bool may(const Person& person, TeamVerb verb, std::int64_t team) {
    switch (verb) {
        case TeamVerb::lead:
            return person.is_supervisor() && person.works_in(team);
    }
    return false;
}

bool may(const Person& person, ColleagueVerb verb, const Person& colleague) {
    const auto leads = [&](std::int64_t team) { return may(person, TeamVerb::lead, team); };
    switch (verb) {
        case ColleagueVerb::manage:
            return colleague.is_staff() && colleague.id != person.id && std::ranges::any_of(colleague.teams, leads);
    }
    return false;
}

bool may_be_given(const Person& agent, const Ticket& ticket) { return agent.active && may(agent, Verb::take, ticket); }

bool possible(const Person& person, Verb verb, const Ticket& ticket) {
    return fits_state(verb, ticket) && fits_assignment(person, verb, ticket);
}

void require(const Person& person, Verb verb, const Ticket& ticket, std::optional<std::int64_t> seen_version) {
    if (!may(person, verb, ticket)) throw NotFound();
    if (!fits_state(verb, ticket)) throw Conflict("x.409.keadaan");
    if (!fits_assignment(person, verb, ticket)) throw conflict_of_assignment(verb, ticket);
    if (seen_version && *seen_version != ticket.version) throw Conflict();
}

}  // namespace hero
