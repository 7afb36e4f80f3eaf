#include <algorithm>
#include <array>
#include <utility>

#include "queue/queue.hpp"
#include "sql/queue.hpp"

namespace hero {

namespace {

// As the statement numbers them. A share for each, so that many overdue tickets do not hide an escalation.
constexpr std::array<std::pair<QueueView, std::size_t>, 4> shares{{
    {QueueView::overdue, 4},
    {QueueView::due_soon, 3},
    {QueueView::escalated, 3},
    {QueueView::unassigned, 2},
}};

// So many of one list are enough, whatever the lists before it name.
constexpr int enough_of(QueueView reason) {
    std::size_t sum = 0;
    for (const auto& [view, share] : shares) {
        sum += share;
        if (view == reason) break;
    }
    return static_cast<int>(sum);
}

bool is_among(const std::vector<Urgent>& urgent, std::int64_t ticket) {
    return std::ranges::any_of(urgent, [ticket](const Urgent& one) { return one.ticket.id == ticket; });
}

}  // namespace

std::vector<Urgent> most_urgent(Tx& tx, const Desk& desk, const Person& supervisor) {
    const auto rows = tx.run(sql::queue::urgent{.person = supervisor.id,
                                                .now = tx.now(),
                                                .overdue = enough_of(QueueView::overdue),
                                                .soon = due_soon_until(desk, tx.now()),
                                                .due_soon = enough_of(QueueView::due_soon),
                                                .escalated = enough_of(QueueView::escalated),
                                                .unassigned = enough_of(QueueView::unassigned)});
    std::vector<Urgent> urgent;
    auto row = rows.begin();
    for (std::size_t reason = 0; reason < shares.size(); ++reason) {
        const auto full = urgent.size() + shares[reason].second;
        for (; row != rows.end() && row->integer("reason") == static_cast<std::int64_t>(reason); ++row) {
            auto ticket = ticket_from(*row);
            if (urgent.size() == full || is_among(urgent, ticket.id)) continue;
            if (!may(supervisor, Verb::read_notes, ticket)) continue;
            auto by = row->maybe_text("escalated_by").value_or(ticket.assignee_name);
            urgent.push_back({shares[reason].first, std::move(ticket), std::move(by)});
        }
    }
    return urgent;
}

}  // namespace hero
