#include "closing/bulk.hpp"

#include "sql/closing.hpp"

namespace hero {

void load_past_rating(Tx& tx, const Ticket& ticket, const Rating& rating) {
    tx.run_later(sql::closing::insert_rating{.ticket = ticket.id,
                                             .agent = ticket.assignee,
                                             .grade = rating.grade,
                                             .feedback = rating.feedback,
                                             .now = rating.created_at});
}

}  // namespace hero
