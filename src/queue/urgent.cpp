#include <algorithm>
#include <array>
#include <utility>

#include "queue/queue.hpp"

namespace hero {

namespace {

// A share for each, so that many overdue tickets do not hide an escalation.
constexpr std::array<std::pair<QueueView, std::size_t>, 4> shares{{
    {QueueView::overdue, 4},
    {QueueView::due_soon, 3},
    {QueueView::escalated, 3},
    {QueueView::unassigned, 2},
}};

}  // namespace

std::vector<Urgent> most_urgent(Tx& tx, const Desk& desk, const Person& supervisor) {
    std::vector<Urgent> urgent;
    for (const auto& [view, share] : shares) {
        const auto full = urgent.size() + share;
        for (auto& ticket : queue_page(tx, desk, supervisor, view, {}, "", static_cast<int>(full)).tickets) {
            const auto is_known =
                std::ranges::any_of(urgent, [&](const Urgent& one) { return one.ticket.id == ticket.id; });
            if (urgent.size() < full && !is_known) urgent.push_back({view, std::move(ticket)});
        }
    }
    return urgent;
}

}  // namespace hero
