#pragma once
// Tickets of the past, written as they ended up: for data sets and for taking over another desk's records. No notices,
// no timers, no checks. Part of the slice's public face for the demo alone (tests/house_rules_test.cpp).
#include <string>
#include <vector>

#include "tickets/tickets.hpp"

namespace hero {

struct PastMessage {
    From from = From::requester;
    std::int64_t author = 0;
    std::string_view author_name;
    std::string_view body;
    Instant at{};
};

struct PastEvent {
    std::int64_t actor = 0;  // 0: the system
    std::string_view actor_name;
    std::string_view happened;
    Instant at{};
};

// Gives the ticket its number (by its service's prefix and its year) and writes it with everything given; counters
// follow. Returns the ticket as stored.
Ticket load_past_ticket(Tx& tx, const Desk& desk, Ticket ticket, std::string_view submit_id,
                        const std::vector<PastMessage>& messages, const std::vector<PastEvent>& events);

}  // namespace hero
