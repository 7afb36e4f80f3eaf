#pragma once
// Steps that the requester's verbs and the timers share.
#include "closing/closing.hpp"
#include "tickets/moves.hpp"

namespace hero {

// Close, until it is reopened; the requester is told how long that is possible.
Ticket close(Tx& tx, const Desk& desk, const Ticket& ticket, const Person* actor, std::string_view reason,
             const Happening& what);
bool can_be_reopened(const Ticket& ticket, Instant now);

// Takes the timers of await_confirmation away.
void forget_confirmation(Tx& tx, const Desk& desk, const Ticket& ticket);

}  // namespace hero
