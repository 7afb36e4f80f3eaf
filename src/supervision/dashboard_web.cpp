#include <algorithm>

#include "queue/queue.hpp"
#include "supervision/parts.hpp"
#include "supervision/supervision_web.hpp"
#include "views/supervision.hpp"

namespace hero::web {

namespace {

using DashboardMarks = views::supervision::dashboard;

std::string_view kind_of(const QueueCount& count) {
    if (count.amount == 0) return "plain";
    if (count.view == QueueView::overdue) return "error";
    return count.view == QueueView::due_soon ? "warning" : "plain";
}

void add_tiles(Page& page, Tx& tx, const Desk& desk) {
    const Lang lang = page.request().lang();
    const auto counts = queue_counts(tx, desk, page.request().person());
    for (const auto view : {QueueView::overdue, QueueView::due_soon, QueueView::unassigned, QueueView::escalated}) {
        const auto& count = *std::ranges::find(counts, view, &QueueCount::view);
        const std::string code{code_of(view)};
        auto tile = page.add(DashboardMarks::tile);
        tile.set(DashboardMarks::tile_path, "/petugas?tampilan=" + code)
            .set(DashboardMarks::tile_name, word(lang, "ag.v." + code))
            .set(DashboardMarks::tile_kind, kind_of(count));
        tile.set(DashboardMarks::tile_count, number_text(lang, count.amount) + (count.more ? "+" : ""));
    }
}

void add_today(Page& page, Tx& tx) {
    const Lang lang = page.request().lang();
    const auto today = today_of(tx, page.request().person());
    for (const auto& [name, count] :
         {std::pair{"sv.lap.masuk", today.came_in}, std::pair{"sv.lap.selesai", today.resolved}})
        page.add(DashboardMarks::day_tile)
            .set(DashboardMarks::day_name, word(lang, name))
            .set(DashboardMarks::day_count, number_text(lang, count.amount) + (count.more ? "+" : ""));
}

void add_reason(html::Data& row, Tx& tx, const Desk& desk, Lang lang, const Urgent& urgent) {
    if (urgent.reason == QueueView::escalated)
        row.show_with(DashboardMarks::escalated, DashboardMarks::escalated_text,
                      word(lang, "sv.eskalasi.dari") + " " + urgent.escalated_by);
    else if (urgent.reason == QueueView::unassigned)
        row.show_with(DashboardMarks::unassigned, DashboardMarks::unassigned_text,
                      word(lang, "sv.menunggu", {{"lama", span_text(lang, urgent.ticket.created_at, tx.now())}}));
    else
        add_deadline(row, DashboardMarks::deadline, lang, urgent.ticket, {tx.now(), due_soon_until(desk, tx.now())});
}

void add_urgent(Page& page, Tx& tx, const Desk& desk) {
    const Lang lang = page.request().lang();
    const auto list = most_urgent(tx, desk, page.request().person());
    page.show(list.empty() ? DashboardMarks::all_clear : DashboardMarks::some);
    for (const auto& urgent : list) {
        auto row = page.add(DashboardMarks::ticket);
        row.set(DashboardMarks::path, staff_url_of(urgent.ticket) + "?tampilan=" + std::string{code_of(urgent.reason)})
            .set(DashboardMarks::subject, urgent.ticket.subject)
            .set(DashboardMarks::number, urgent.ticket.number);
        row.set(DashboardMarks::assignee,
                urgent.ticket.assignee ? urgent.ticket.assignee_name : word(lang, "t.petugas.kosong"));
        add_reason(row, tx, desk, lang, urgent);
    }
}

void add_loads(Page& page, Tx& tx, const Desk& desk) {
    const Lang lang = page.request().lang();
    const auto loads = loads_of_teams(tx, desk, page.request().person());
    for (const auto* team : teams_in(*desk.catalog, page.request().person())) {
        auto group = page.add(DashboardMarks::team);
        group.set(DashboardMarks::team_name, team->name(lang));
        const auto members = loads.find(team->id);
        if (members == loads.end()) continue;
        for (const auto& load : members->second) {
            // Supervisors are in the list while they work on tickets themselves.
            if (load.agent.is_supervisor() && load.open == 0) continue;
            const auto of_capacity =
                word(lang, "sv.beban.bar",
                     {{"n", number_text(lang, load.open)}, {"batas", number_text(lang, load.capacity)}});
            auto row = group.add(DashboardMarks::agent);
            row.set(DashboardMarks::agent_name, load.agent.name)
                .set(DashboardMarks::open, load.open)
                .set(DashboardMarks::due_soon, load.due_soon);
            if (load.away_until)
                row.show_with(DashboardMarks::away, DashboardMarks::away_text, leave_text(lang, *load.away_until));
            row.set(DashboardMarks::capacity, load.capacity)
                .set(DashboardMarks::filled, std::min(load.open, load.capacity))
                .set(DashboardMarks::filled_text, of_capacity);
        }
    }
}

}  // namespace

Response dashboard::index(Request& request, App& app) {
    const Lang lang = request.lang();
    Page page(request, DashboardMarks::view, word(lang, "sv.judul"), Frame::staff);
    page.at("supervisor");
    add_tabs(page, DashboardMarks::tabs, lang, SupervisorPage::dashboard);
    app.db.read([&](Tx& tx) {
        const auto desk = app.desk(tx, request.session());
        set_time(page, DashboardMarks::at, DashboardMarks::at_iso, long_time(lang, tx.now()), tx.now());
        add_tiles(page, tx, desk);
        add_today(page, tx);
        add_urgent(page, tx, desk);
        add_loads(page, tx, desk);
    });
    return page.respond();
}

}  // namespace hero::web
