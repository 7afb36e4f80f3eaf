#pragma once
// The staff's lists of tickets: seven views with counts, in order of their due time, paged by key.
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tickets/tickets.hpp"

namespace hero {

// Tickets; who has more is told "999+", beside the queue "99+": there it is counted again with every page.
inline constexpr std::int64_t most_counted = 999;
inline constexpr std::int64_t most_counted_beside_queue = 99;

enum class QueueView { mine, unassigned, waiting, due_soon, overdue, escalated, all };
inline constexpr std::array queue_views{QueueView::mine,     QueueView::unassigned, QueueView::waiting,
                                        QueueView::due_soon, QueueView::overdue,    QueueView::escalated,
                                        QueueView::all};
std::string_view code_of(QueueView view);  // saya, belum, menunggu, batas, lewat, eskalasi, semua; word "ag.v." + code
std::optional<QueueView> queue_view_of(std::string_view code);

// "Due soon": within so much working time.
inline constexpr std::chrono::minutes due_soon_time{120};
// What is due until then is due soon.
Instant due_soon_until(const Desk& desk, Instant now);

// Only these of a view; what is not set leaves all.
struct QueueFilter {
    std::int64_t team = 0;  // one of the person's
    std::int64_t service = 0;
    std::optional<TicketKind> kind{};
    std::optional<Impact> impact{};
    bool operator==(const QueueFilter&) const = default;
};

// Tickets of the person's teams (own tickets as a requester left out), by resolution_due; those of `all`, closed ones
// too, the last changed first. A cursor that is none gives the first page.
TicketPage queue_page(Tx& tx, const Desk& desk, const Person& staff, QueueView view, const QueueFilter& filter,
                      std::string_view after, int limit);

struct QueueCount {
    QueueView view{};
    std::int64_t amount = 0;
    bool more = false;  // mine, due soon and overdue: counting stopped
};
// The counts of all views (as beside the queue), and a mark that changes with the queue of the person's teams.
struct QueueState {
    std::vector<QueueCount> counts;
    std::string mark;
};
QueueState queue_state(Tx& tx, const Desk& desk, const Person& staff);
// The counts alone, as far as `most_counted`.
std::vector<QueueCount> queue_counts(Tx& tx, const Desk& desk, const Person& staff);
std::string queue_mark(Tx& tx, const Person& staff);

struct DayCount {
    std::int64_t amount = 0;
    bool more = false;  // counting stopped at 999
};
// Since midnight WIB, in the person's teams.
struct Today {
    DayCount came_in;
    DayCount resolved;  // and not opened again since
};
Today today_of(Tx& tx, const Person& staff);

// What a supervisor looks at first: a few overdue tickets, a few due soon, escalated and unassigned, in this order, at
// most twelve. Each is there once, for the first of these reasons.
struct Urgent {
    QueueView reason{};
    Ticket ticket;
    std::string escalated_by;  // of one that is escalated: who asked last and waits for an answer, else the assignee
};
std::vector<Urgent> most_urgent(Tx& tx, const Desk& desk, const Person& supervisor);

}  // namespace hero
