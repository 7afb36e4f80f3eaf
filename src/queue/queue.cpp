#include "queue/queue.hpp"

#include <algorithm>
#include <limits>

#include "queue/due_times.hpp"
#include "queue/place.hpp"
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

// What the statements call "all" is the empty text.
std::string_view kind_in(const QueueFilter& filter) { return filter.kind ? code_of(*filter.kind) : ""; }
std::string_view impact_in(const QueueFilter& filter) { return filter.impact ? code_of(*filter.impact) : ""; }

// Which part of a list is wanted.
struct Part {
    const Person& staff;
    const QueueFilter& filter;
    Place after;
    int most = 0;
};

// The team whose tickets alone are wanted, for one reason or another.
std::optional<std::int64_t> only_team(const Part& part) {
    if (part.filter.team != 0) return part.filter.team;
    if (part.staff.teams.size() == 1) return part.staff.teams.front();
    return std::nullopt;
}

// The lists by due time that differ in nothing but which tickets they hold.
template <typename Statement>
Statement by_due(const Part& part) {
    Statement statement;
    statement.person = part.staff.id;
    statement.team = part.filter.team;
    statement.kind = kind_in(part.filter);
    statement.impact = impact_in(part.filter);
    statement.due = part.after.value;
    statement.id = part.after.id;
    statement.most = part.most;
    return statement;
}

template <typename Statement>
Statement by_due(const Part& part, DueTimes due) {
    auto statement = by_due<Statement>(part);
    const auto start = std::max(part.after, Place{to_millis(due.first) - 1, highest});
    statement.until = due.last;
    statement.due = start.value;
    statement.id = start.id;
    return statement;
}

// The last changed first.
template <typename Statement>
Statement by_update(const Part& part) {
    const bool first = part.after == beginning;
    Statement statement;
    statement.person = part.staff.id;
    statement.team = part.filter.team;
    statement.kind = kind_in(part.filter);
    statement.impact = impact_in(part.filter);
    statement.updated_at = first ? highest : -part.after.value;
    statement.id = first ? highest : -part.after.id;
    statement.most = part.most;
    return statement;
}

// The list of one team, or the merged one of several.
template <typename OfOne, typename OfSeveral, typename... Due>
db::Rows rows_by_due(Tx& tx, const Part& part, Due... due) {
    const auto team = only_team(part);
    if (!team) return tx.run(by_due<OfSeveral>(part, due...));
    auto statement = by_due<OfOne>(part, due...);
    statement.team = *team;
    return tx.run(statement);
}

db::Rows rows_by_update(Tx& tx, const Part& part) {
    const auto team = only_team(part);
    if (!team) return tx.run(by_update<sql::queue::team_by_update>(part));
    auto statement = by_update<sql::queue::one_team_by_update>(part);
    statement.team = *team;
    return tx.run(statement);
}

// One service has indexes of its own: however rare it is, nothing else is read.
db::Rows rows_of_service(Tx& tx, const Desk& desk, QueueView view, const Part& part) {
    if (view == QueueView::all) {
        auto statement = by_update<sql::queue::service_by_update>(part);
        statement.service = part.filter.service;
        return tx.run(statement);
    }
    auto due = DueTimes{Instant{}, from_millis(highest)};
    if (view == QueueView::due_soon) due = due_soon_at(desk, tx.now());
    if (view == QueueView::overdue) due = overdue_at(tx.now());
    auto statement = by_due<sql::queue::service_by_due>(part, due);
    statement.service = part.filter.service;
    statement.part = code_of(view);
    return tx.run(statement);
}

db::Rows rows_of(Tx& tx, const Desk& desk, QueueView view, const Part& part) {
    namespace queue = sql::queue;
    if (view == QueueView::mine) {
        auto statement = by_due<queue::mine_by_due>(part);
        statement.service = part.filter.service;
        return tx.run(statement);
    }
    if (part.filter.service != 0) return rows_of_service(tx, desk, view, part);
    switch (view) {
        case QueueView::unassigned:
            return rows_by_due<queue::one_team_unassigned_by_due, queue::unassigned_by_due>(tx, part);
        case QueueView::waiting:
            return rows_by_due<queue::one_team_waiting_by_due, queue::waiting_by_due>(tx, part);
        case QueueView::due_soon:
            return rows_by_due<queue::one_team_running_by_due, queue::running_by_due>(tx, part,
                                                                                      due_soon_at(desk, tx.now()));
        case QueueView::overdue:
            return rows_by_due<queue::one_team_running_by_due, queue::running_by_due>(tx, part, overdue_at(tx.now()));
        case QueueView::escalated:
            return rows_by_due<queue::one_team_escalated_by_due, queue::escalated_by_due>(tx, part);
        case QueueView::mine:
        case QueueView::all:
            break;
    }
    return rows_by_update(tx, part);
}

Place place_in(QueueView view, const TicketLine& ticket) {
    if (view == QueueView::all) return {-to_millis(ticket.updated_at), -ticket.id};
    return {to_millis(ticket.resolution_due), ticket.id};
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
    const auto rows = rows_of(tx, desk, view, {staff, filter, place_of(after).value_or(beginning), limit + 1});
    TicketPage page;
    page.tickets.reserve(rows.size());
    for (const auto& row : rows) {
        if (&row - rows.data() == limit) {
            page.next = text_of(place_in(view, ticket_line_from(rows[static_cast<std::size_t>(limit - 1)])));
            break;
        }
        // Teams may have changed since the person was looked up.
        if (auto ticket = ticket_line_from(row); may(staff, Verb::read_notes, ticket))
            page.tickets.push_back(std::move(ticket));
    }
    return page;
}

}  // namespace hero
