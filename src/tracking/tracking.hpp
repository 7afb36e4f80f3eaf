#pragma once
// Lacak Tiket: the status by number, for anybody. Never a subject, a name or a text (THREATS.md row 15).
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tickets/tickets.hpp"

namespace hero {

struct Progress {
    std::string number;
    Status status = Status::open;
    std::int64_t service = 0;
    Instant submitted_at{};
    std::optional<Instant> started_at, resolved_at, closed_at, closes_by;
    Instant resolution_due{};
    Instant updated_at{};
};

// Nothing for an unknown and for a restricted number alike: the same two look-ups either way.
std::optional<Progress> track(Tx& tx, std::string_view normalised_number);

}  // namespace hero
