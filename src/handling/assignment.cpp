#include "handling/inside.hpp"

namespace hero {

namespace handling {

Ticket nobodys(Ticket ticket) {
    ticket.assignee.reset();
    ticket.assignee_name.clear();
    if (ticket.status == Status::in_progress) ticket.status = Status::open;
    return ticket;
}

Person assignable(Tx& tx, const Ticket& ticket, std::int64_t agent) {
    auto person = person_by_id(tx, agent);
    if (!person || !may_be_given(*person, ticket)) throw Conflict("sv.tugaskan.tidak_dapat");
    return *person;
}

void tell_former(Tx& tx, const Ticket& before, const Ticket& after, const Person& actor) {
    if (!before.assignee || before.assignee == after.assignee || before.assignee == actor.id) return;
    auto theirs = after;
    theirs.assignee = before.assignee;
    tell_staff(tx, theirs, "alih", {{"nama", after.assignee_name}});
}

}  // namespace handling

namespace {

// One of several: what is not possible is passed over.
template <typename Verb>
bool is_done(Verb verb) {
    try {
        return verb();
    } catch (const Conflict&) {
        return false;
    } catch (const NotFound&) {
        return false;
    }
}

}  // namespace

Ticket take(Tx& tx, const Person& agent, const Ticket& seen) {
    const auto ticket = fresh(tx, seen);
    require(agent, Verb::take, ticket, seen.version);
    return store(tx, ticket, given_to(tx, ticket, agent), &agent, {.happened = "diambil"});
}

bool take_from_queue(Tx& tx, const Person& agent, std::string_view number) {
    return is_done([&] {
        take(tx, agent, ticket_for(tx, agent, number, Verb::take));
        return true;
    });
}

Ticket give_back(Tx& tx, const Person& agent, const Ticket& seen) {
    const auto ticket = fresh(tx, seen);
    require(agent, Verb::give_back, ticket, seen.version);
    auto stored = store(tx, ticket, handling::nobodys(ticket), &agent, {.happened = "dikembalikan"});
    tell_team(tx, stored, "kembali", agent.id);
    return stored;
}

Ticket assign(Tx& tx, const Person& supervisor, const Ticket& seen, std::int64_t agent) {
    auto ticket = fresh(tx, seen);
    require(supervisor, Verb::assign, ticket, seen.version);
    const auto assignee = handling::assignable(tx, ticket, agent);
    if (ticket.assignee == assignee.id) return ticket;
    auto stored = store(tx, ticket, given_to(tx, ticket, assignee), &supervisor,
                        {.happened = "ditugaskan", .detail = assignee.name});
    if (assignee.id != supervisor.id) tell_staff(tx, stored, "tugas");
    handling::tell_former(tx, ticket, stored, supervisor);
    return stored;
}

bool assign_from_queue(Tx& tx, const Person& supervisor, std::string_view number, std::int64_t agent) {
    return is_done([&] {
        const auto ticket = ticket_for(tx, supervisor, number, Verb::assign);
        if (ticket.assignee) return false;
        assign(tx, supervisor, ticket, agent);
        return true;
    });
}

}  // namespace hero
