#include "queue/queue.hpp"

#include <algorithm>
#include <limits>

#include "queue/due_times.hpp"
#include "queue/lanes.hpp"
#include "sql/queue.hpp"

namespace hero {

namespace {

constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();
constexpr Place beginning{lowest, lowest};

constexpr std::array<std::pair<QueueView, std::string_view>, queue_views.size()> codes{{
    {QueueView::mine, "saya"},
    {QueueView::unassigned, "belum"},
    {QueueView::waiting, "menunggu"},
    {QueueView::due_soon, "batas"},
    {QueueView::overdue, "lewat"},
    {QueueView::escalated, "eskalasi"},
    {QueueView::all, "semua"},
}};

Place by_due(const Ticket& ticket) { return {to_millis(ticket.resolution_due), ticket.id}; }
// The latest first.
Place by_update(const Ticket& ticket) { return {-to_millis(ticket.updated_at), -ticket.id}; }

Lane::Source tickets_of_assignee(Tx& tx, std::int64_t person) {
    return {[&tx, person](Place after, int most) {
                return tx.run(
                    sql::queue::mine_by_due{.assignee = person, .due = after.value, .id = after.id, .most = most});
            },
            by_due};
}

Lane::Source unassigned_tickets(Tx& tx, std::int64_t team) {
    return {[&tx, team](Place after, int most) {
                return tx.run(
                    sql::queue::unassigned_by_due{.team = team, .due = after.value, .id = after.id, .most = most});
            },
            by_due};
}

Lane::Source waiting_tickets(Tx& tx, std::int64_t team) {
    return {
        [&tx, team](Place after, int most) {
            return tx.run(sql::queue::waiting_by_due{.team = team, .due = after.value, .id = after.id, .most = most});
        },
        by_due};
}

Lane::Source escalated_tickets(Tx& tx, std::int64_t team) {
    return {
        [&tx, team](Place after, int most) {
            return tx.run(sql::queue::escalated_by_due{.team = team, .due = after.value, .id = after.id, .most = most});
        },
        by_due};
}

Lane::Source all_tickets(Tx& tx, std::int64_t team) {
    return {[&tx, team](Place after, int most) {
                return tx.run(sql::queue::team_by_update{.team = team,
                                                         .updated_at = after == beginning ? highest : -after.value,
                                                         .id = after == beginning ? highest : -after.id,
                                                         .most = most});
            },
            by_update};
}

Lane::Source running_tickets(Tx& tx, std::int64_t team, DueTimes due) {
    return {[&tx, team, due](Place after, int most) {
                const auto start = std::max(after, Place{to_millis(due.first) - 1, highest});
                return tx.run(sql::queue::running_by_due{
                    .team = team, .until = due.last, .due = start.value, .id = start.id, .most = most});
            },
            by_due};
}

// One service of a team has indexes of its own: however rare it is, nothing else is read.
Lane::Source active_of_service(Tx& tx, std::int64_t team, std::int64_t service, QueueView part, DueTimes due) {
    return {[&tx, team, service, part, due](Place after, int most) {
                const auto start = std::max(after, Place{to_millis(due.first) - 1, highest});
                return tx.run(sql::queue::service_by_due{.team = team,
                                                         .service = service,
                                                         .part = code_of(part),
                                                         .until = due.last,
                                                         .due = start.value,
                                                         .id = start.id,
                                                         .most = most});
            },
            by_due};
}

Lane::Source all_of_service(Tx& tx, std::int64_t team, std::int64_t service) {
    return {[&tx, team, service](Place after, int most) {
                return tx.run(sql::queue::service_by_update{.team = team,
                                                            .service = service,
                                                            .updated_at = after == beginning ? highest : -after.value,
                                                            .id = after == beginning ? highest : -after.id,
                                                            .most = most});
            },
            by_update};
}

Lane::Source source_of_service(Tx& tx, const Desk& desk, std::int64_t team, std::int64_t service, QueueView view) {
    if (view == QueueView::all) return all_of_service(tx, team, service);
    auto due = DueTimes{Instant{}, from_millis(highest)};
    if (view == QueueView::due_soon) due = due_soon_at(desk, tx.now());
    if (view == QueueView::overdue) due = overdue_at(tx.now());
    return active_of_service(tx, team, service, view, due);
}

Lane::Source source_of(Tx& tx, const Desk& desk, std::int64_t team, QueueView view) {
    switch (view) {
        case QueueView::unassigned:
            return unassigned_tickets(tx, team);
        case QueueView::waiting:
            return waiting_tickets(tx, team);
        case QueueView::due_soon:
            return running_tickets(tx, team, due_soon_at(desk, tx.now()));
        case QueueView::overdue:
            return running_tickets(tx, team, overdue_at(tx.now()));
        case QueueView::escalated:
            return escalated_tickets(tx, team);
        case QueueView::mine:
        case QueueView::all:
            break;
    }
    return all_tickets(tx, team);
}

std::vector<Lane> lanes_of(Tx& tx, const Desk& desk, const Person& staff, QueueView view, std::int64_t service,
                           Place after, int batch) {
    std::vector<Lane> lanes;
    if (view == QueueView::mine)
        lanes.emplace_back(tickets_of_assignee(tx, staff.id), after, batch);
    else
        for (const auto team : staff.teams)
            lanes.emplace_back(
                service == 0 ? source_of(tx, desk, team, view) : source_of_service(tx, desk, team, service, view),
                after, batch);
    return lanes;
}

}  // namespace

std::string_view code_of(QueueView view) {
    return std::ranges::find(codes, view, &decltype(codes)::value_type::first)->second;
}

std::optional<QueueView> queue_view_of(std::string_view code) {
    const auto* found = std::ranges::find(codes, code, &decltype(codes)::value_type::second);
    if (found == codes.end()) return std::nullopt;
    return found->first;
}

TicketPage queue_page(Tx& tx, const Desk& desk, const Person& staff, QueueView view, std::int64_t service,
                      std::string_view after, int limit) {
    const auto shows = [&](const Ticket& ticket) {
        return ticket.requester != staff.id && staff.works_in(ticket.team) &&
               (service == 0 || ticket.service == service);
    };
    auto last = place_of(after).value_or(beginning);
    auto lanes = lanes_of(tx, desk, staff, view, service, last, limit + 1);
    TicketPage page;
    while (Lane* lane = first_of(lanes)) {
        if (shows(lane->front())) {
            if (page.tickets.size() == static_cast<std::size_t>(limit)) {
                page.next = text_of(last);
                return page;
            }
            page.tickets.push_back(lane->front());
        }
        last = lane->place();
        lane->pop();
    }
    return page;
}

}  // namespace hero
