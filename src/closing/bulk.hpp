#pragma once
// What requesters thought of tickets of the past (tickets/bulk.hpp). No checks. For the demo alone
// (tests/house_rules_test.cpp).
#include "closing/closing.hpp"

namespace hero {

// The ticket is closed and has no rating yet; `rating.created_at` is kept.
void load_past_rating(Tx& tx, const Ticket& ticket, const Rating& rating);

}  // namespace hero
