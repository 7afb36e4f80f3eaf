#include <algorithm>
#include <map>

#include "queue/due_times.hpp"
#include "sql/queue.hpp"

namespace hero {

namespace {

using Amounts = std::map<QueueView, std::int64_t>;

constexpr int most_own_tickets = 1000;

bool is_active(Status status) { return status != Status::resolved && status != Status::closed; }

Amounts counted_by_writers(Tx& tx, const Person& staff) {
    Amounts amounts;
    for (const auto team : staff.teams) {
        const auto counts = counts_of(tx, scopes::team, team);
        const auto amount = [&](std::string_view bucket) {
            const auto found = counts.find(bucket);
            return found == counts.end() ? 0 : found->second;
        };
        amounts[QueueView::unassigned] += amount(buckets::unassigned);
        amounts[QueueView::waiting] += amount(buckets::waiting);
        amounts[QueueView::escalated] += amount(buckets::escalated);
        amounts[QueueView::all] += amount(buckets::active) + amount(buckets::resolved) + amount(buckets::closed);
    }
    return amounts;
}

// The lists leave out what somebody filed at their own team, so the counts do too.
void subtract_own_tickets(Tx& tx, const Person& staff, Amounts& amounts) {
    for (const auto& row : tx.run(sql::queue::own_tickets{.person = staff.id, .most = most_own_tickets})) {
        if (!staff.works_in(row.integer("team_id"))) continue;
        const auto status = status_of(row.text("status")).value();
        if (is_active(status) && row.is_null("assignee_id")) --amounts[QueueView::unassigned];
        if (status == Status::waiting) --amounts[QueueView::waiting];
        if (row.flag("escalated")) --amounts[QueueView::escalated];
        --amounts[QueueView::all];
    }
}

// Somebody carries few tickets, and only those of the teams they are in now are in the list.
QueueCount count_of_mine(Tx& tx, const Person& staff) {
    std::int64_t amount = 0;
    for (const auto& row : tx.run(sql::queue::count_mine{.person = staff.id, .most = most_counted + 1}))
        if (staff.works_in(row.integer("team_id"))) amount += row.integer("amount");
    return {QueueView::mine, std::min(amount, most_counted), amount > most_counted};
}

// No counter knows what time it is: these are counted, as far as anybody wants to know.
QueueCount counted(Tx& tx, const Person& staff, QueueView view, const DueTimes& due) {
    std::int64_t amount = 0;
    for (const auto team : staff.teams)
        amount += tx.one(sql::queue::count_running{.team = team,
                                                   .first = due.first,
                                                   .last = due.last,
                                                   .person = staff.id,
                                                   .most = most_counted + 1 - amount})
                      ->integer("amount");
    return {view, std::min(amount, most_counted), amount > most_counted};
}

}  // namespace

Instant due_soon_until(const Desk& desk, Instant now) { return desk.calendar->after_working_time(now, due_soon_time); }

std::vector<QueueCount> queue_counts(Tx& tx, const Desk& desk, const Person& staff) {
    auto amounts = counted_by_writers(tx, staff);
    subtract_own_tickets(tx, staff, amounts);
    std::vector<QueueCount> counts;
    for (const auto view : queue_views) {
        if (view == QueueView::mine)
            counts.push_back(count_of_mine(tx, staff));
        else if (view == QueueView::due_soon)
            counts.push_back(counted(tx, staff, view, due_soon_at(desk, tx.now())));
        else if (view == QueueView::overdue)
            counts.push_back(counted(tx, staff, view, overdue_at(tx.now())));
        else
            counts.push_back({view, amounts[view]});
    }
    return counts;
}

// The newest change tells of what came or was changed, the amount also of what left for another team.
std::string queue_mark(Tx& tx, const Person& staff) {
    std::int64_t newest = 0;
    std::int64_t amount = 0;
    for (const auto team : staff.teams) {
        const auto changed = tx.one(sql::queue::newest_change{.team = team});
        newest = std::max(newest, changed.value().maybe_integer("updated_at").value_or(0));
        for (const auto& [bucket, tickets] : counts_of(tx, scopes::team, team)) amount += tickets;
    }
    return std::to_string(newest) + "." + std::to_string(amount);
}

}  // namespace hero
