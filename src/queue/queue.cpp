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

// What the statements call "all" is the empty text.
std::string_view kind_in(const QueueFilter& filter) { return filter.kind ? code_of(*filter.kind) : ""; }
std::string_view impact_in(const QueueFilter& filter) { return filter.impact ? code_of(*filter.impact) : ""; }

Lane::Source tickets_of_assignee(Tx& tx, std::int64_t person, const QueueFilter& filter) {
    return {[&tx, person, filter](Place after, int most) {
                return tx.run(sql::queue::mine_by_due{.assignee = person,
                                                      .kind = kind_in(filter),
                                                      .impact = impact_in(filter),
                                                      .due = after.value,
                                                      .id = after.id,
                                                      .most = most});
            },
            by_due};
}

// The lists of a team that differ in nothing but which tickets they hold.
template <typename Statement>
Lane::Source team_tickets(Tx& tx, std::int64_t team, const QueueFilter& filter) {
    return {[&tx, team, filter](Place after, int most) {
                return tx.run(Statement{.team = team,
                                        .kind = kind_in(filter),
                                        .impact = impact_in(filter),
                                        .due = after.value,
                                        .id = after.id,
                                        .most = most});
            },
            by_due};
}

Lane::Source all_tickets(Tx& tx, std::int64_t team, const QueueFilter& filter) {
    return {[&tx, team, filter](Place after, int most) {
                return tx.run(sql::queue::team_by_update{.team = team,
                                                         .kind = kind_in(filter),
                                                         .impact = impact_in(filter),
                                                         .updated_at = after == beginning ? highest : -after.value,
                                                         .id = after == beginning ? highest : -after.id,
                                                         .most = most});
            },
            by_update};
}

Lane::Source running_tickets(Tx& tx, std::int64_t team, const QueueFilter& filter, DueTimes due) {
    return {[&tx, team, filter, due](Place after, int most) {
                const auto start = std::max(after, Place{to_millis(due.first) - 1, highest});
                return tx.run(sql::queue::running_by_due{.team = team,
                                                         .until = due.last,
                                                         .kind = kind_in(filter),
                                                         .impact = impact_in(filter),
                                                         .due = start.value,
                                                         .id = start.id,
                                                         .most = most});
            },
            by_due};
}

// One service of a team has indexes of its own: however rare it is, nothing else is read.
Lane::Source active_of_service(Tx& tx, std::int64_t team, const QueueFilter& filter, QueueView part, DueTimes due) {
    return {[&tx, team, filter, part, due](Place after, int most) {
                const auto start = std::max(after, Place{to_millis(due.first) - 1, highest});
                return tx.run(sql::queue::service_by_due{.team = team,
                                                         .service = filter.service,
                                                         .part = code_of(part),
                                                         .until = due.last,
                                                         .kind = kind_in(filter),
                                                         .impact = impact_in(filter),
                                                         .due = start.value,
                                                         .id = start.id,
                                                         .most = most});
            },
            by_due};
}

Lane::Source all_of_service(Tx& tx, std::int64_t team, const QueueFilter& filter) {
    return {[&tx, team, filter](Place after, int most) {
                return tx.run(sql::queue::service_by_update{.team = team,
                                                            .service = filter.service,
                                                            .kind = kind_in(filter),
                                                            .impact = impact_in(filter),
                                                            .updated_at = after == beginning ? highest : -after.value,
                                                            .id = after == beginning ? highest : -after.id,
                                                            .most = most});
            },
            by_update};
}

Lane::Source source_of_service(Tx& tx, const Desk& desk, std::int64_t team, const QueueFilter& filter, QueueView view) {
    if (view == QueueView::all) return all_of_service(tx, team, filter);
    auto due = DueTimes{Instant{}, from_millis(highest)};
    if (view == QueueView::due_soon) due = due_soon_at(desk, tx.now());
    if (view == QueueView::overdue) due = overdue_at(tx.now());
    return active_of_service(tx, team, filter, view, due);
}

Lane::Source source_of(Tx& tx, const Desk& desk, std::int64_t team, const QueueFilter& filter, QueueView view) {
    if (filter.service != 0) return source_of_service(tx, desk, team, filter, view);
    switch (view) {
        case QueueView::unassigned:
            return team_tickets<sql::queue::unassigned_by_due>(tx, team, filter);
        case QueueView::waiting:
            return team_tickets<sql::queue::waiting_by_due>(tx, team, filter);
        case QueueView::due_soon:
            return running_tickets(tx, team, filter, due_soon_at(desk, tx.now()));
        case QueueView::overdue:
            return running_tickets(tx, team, filter, overdue_at(tx.now()));
        case QueueView::escalated:
            return team_tickets<sql::queue::escalated_by_due>(tx, team, filter);
        case QueueView::mine:
        case QueueView::all:
            break;
    }
    return all_tickets(tx, team, filter);
}

std::vector<Lane> lanes_of(Tx& tx, const Desk& desk, const Person& staff, QueueView view, const QueueFilter& filter,
                           Place after, int batch) {
    std::vector<Lane> lanes;
    if (view == QueueView::mine)
        lanes.emplace_back(tickets_of_assignee(tx, staff.id, filter), after, batch);
    else
        for (const auto team : staff.teams) lanes.emplace_back(source_of(tx, desk, team, filter, view), after, batch);
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

TicketPage queue_page(Tx& tx, const Desk& desk, const Person& staff, QueueView view, const QueueFilter& filter,
                      std::string_view after, int limit) {
    const auto shows = [&](const Ticket& ticket) {
        return may(staff, Verb::read_notes, ticket) && (filter.service == 0 || ticket.service == filter.service);
    };
    auto last = place_of(after).value_or(beginning);
    auto lanes = lanes_of(tx, desk, staff, view, filter, last, limit + 1);
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
