#include <algorithm>

#include "queue/due_times.hpp"
#include "sql/queue.hpp"

namespace hero {

namespace {

std::string_view column_of(QueueView view) {
    switch (view) {
        case QueueView::mine:
            return "mine";
        case QueueView::unassigned:
            return "unassigned";
        case QueueView::waiting:
            return "waiting";
        case QueueView::due_soon:
            return "due_soon";
        case QueueView::overdue:
            return "overdue";
        case QueueView::escalated:
            return "escalated";
        case QueueView::all:
            break;
    }
    return "everything";
}

// No counter knows what time it is, or who somebody is: these are counted, as far as anybody wants to know.
bool is_counted_now(QueueView view) {
    return view == QueueView::mine || view == QueueView::due_soon || view == QueueView::overdue;
}

// The newest change tells of what came or was changed, the amount also of what left for another team.
std::string mark_from(const db::Row& row) {
    return std::to_string(row.maybe_integer("newest").value_or(0)) + "." + std::to_string(row.integer("amount"));
}

QueueState state_of(Tx& tx, const Desk& desk, const Person& staff, std::int64_t most) {
    const auto row = tx.one(sql::queue::counts{.person = staff.id,
                                               .most = most + 1,
                                               .now = tx.now(),
                                               .soon = due_soon_until(desk, tx.now()),
                                               .most_filed = most_counted + 1})
                         .value();
    QueueState state{.counts = {}, .mark = mark_from(row)};
    for (const auto view : queue_views) {
        const auto amount = row.integer(column_of(view));
        const bool capped = is_counted_now(view);
        state.counts.push_back({view, capped ? std::min(amount, most) : amount, capped && amount > most});
    }
    return state;
}

}  // namespace

Instant due_soon_until(const Desk& desk, Instant now) { return desk.calendar->after_working_time(now, due_soon_time); }

QueueState queue_state(Tx& tx, const Desk& desk, const Person& staff) {
    return state_of(tx, desk, staff, most_counted_beside_queue);
}

std::vector<QueueCount> queue_counts(Tx& tx, const Desk& desk, const Person& staff) {
    return state_of(tx, desk, staff, most_counted).counts;
}

std::string queue_mark(Tx& tx, const Person& staff) {
    return mark_from(tx.one(sql::queue::mark{.person = staff.id}).value());
}

}  // namespace hero
