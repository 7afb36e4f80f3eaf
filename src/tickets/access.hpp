#pragma once
// The one place that decides: who may do what with which ticket, colleague or team (access.cpp). Lists that read only
// part of the rows carry the same rule in their SQL; tests/access holds them against it.
#include <cstdint>
#include <optional>

#include "people/people.hpp"

namespace hero {

struct Ticket;
struct TicketLine;

enum class Verb {
    read,
    read_notes,  // and everything else that only those who work on it see: its place in their queue
    reply,
    confirm,
    rate,
    cancel,
    reopen,
    follow_up,  // requester
    staff_reply,
    note,
    take,
    give_back,
    ask,
    resolve,
    escalate,
    change_service,
    change_impact,  // staff
    assign,
    answer_escalation,  // supervisor
    inspect             // admin: reads the conversation for a reason that is kept; never of what is restricted
};
// By role, team, ownership and restriction: false means the ticket does not exist for them.
bool may(const Person& person, Verb verb, const TicketLine& ticket);
// By state and assignment: false means not now.
bool possible(const Person& person, Verb verb, const Ticket& ticket);
// Throws NotFound when they may not, Conflict when it is not possible now or the ticket changed since `seen_version`.
void require(const Person& person, Verb verb, const Ticket& ticket, std::optional<std::int64_t> seen_version = {});

// Can be given that ticket: somebody active who may take it. Nobody works on a ticket they filed.
bool may_be_given(const Person& agent, const Ticket& ticket);

// A supervisor has a say in the teams they work in themselves: who works there, and what it serves.
enum class TeamVerb { lead };
bool may(const Person& person, TeamVerb verb, std::int64_t team);

// The colleagues of these teams, all but themselves.
enum class ColleagueVerb { manage };
bool may(const Person& person, ColleagueVerb verb, const Person& colleague);

}  // namespace hero
