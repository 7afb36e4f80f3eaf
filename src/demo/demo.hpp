#pragma once
// The demo: its people, about sixty tickets in every state, and as many more as a load test wants.
#include <functional>

#include "base/jobs/jobs.hpp"
#include "demo/cast.hpp"
#include "tickets/tickets.hpp"

namespace hero::demo {

// Plays the stories: each ticket is opened, answered, escalated, resolved … by the same verbs as in real life, on a
// clock that runs through the last weeks before `now`. `clock` is the database's; timers that fell due meanwhile are
// run. Returns how many tickets there are then; does nothing when there are tickets already.
int play_stories(Database& db, Workers& workers, FrozenClock& clock, Instant now, const std::function<Desk(Tx&)>& desk);

// Loads `amount` tickets of invented requesters over the last three years, in a few thousand rows a transaction;
// `progress` is told how many there are. The same amount gives the same tickets; loading again adds as many.
void load_tickets(Database& db, std::int64_t amount, const std::function<Desk(Tx&)>& desk,
                  const std::function<void(std::int64_t)>& progress);

}  // namespace hero::demo
