#include "workspace/panes.hpp"

#include "base/text.hpp"
#include "views/workspace.hpp"

namespace hero {

namespace {

constexpr int tickets_in_the_pane = 50;

std::string_view icon_of(QueueView view) {
    switch (view) {
        case QueueView::mine:
            return "inbox";
        case QueueView::unassigned:
            return "user-round-plus";
        case QueueView::waiting:
            return "hourglass";
        case QueueView::due_soon:
            return "clock";
        case QueueView::overdue:
            return "triangle-alert";
        case QueueView::escalated:
            return "flag";
        case QueueView::all:
            return "list";
    }
    return "list";
}

std::string_view kind_of(QueueView view) {
    if (view == QueueView::due_soon) return "warning";
    return view == QueueView::overdue ? "error" : "plain";
}

std::string count_text(Lang lang, const QueueCount& count) {
    return number_text(lang, count.amount) + (count.more ? "+" : "");
}

void add_views(html::Data& page, html::Include name, const Request& request, Tx& tx, const Desk& desk,
               const QueueAddress& address) {
    using V = views::workspace::views;
    const Lang lang = request.lang();
    auto pane = page.include(name, V::view);
    for (const auto& count : queue_counts(tx, desk, request.person())) {
        const std::string code{code_of(count.view)};
        auto row = pane.add(V::queue_view);
        row.set(V::view_path, "/petugas?tampilan=" + code).set(V::view_name, word(lang, "ag.v." + code));
        row.set(V::view_icon, icon_of(count.view))
            .set(V::view_kind, kind_of(count.view))
            .set(V::view_count, count_text(lang, count));
        row.show_if(V::view_here, count.view == address.view && address.service == 0);
    }
    for (const auto team : request.person().teams) {
        const auto* known = desk.catalog->team(team);
        if (!known) continue;
        for (const auto* service : desk.catalog->served_by(*known)) {
            auto row = pane.add(V::service);
            row.set(V::service_name, service->name(lang));
            row.set(V::service_path,
                    "/petugas?tampilan=" + std::string{code_of(address.view)} + "&layanan=" + service->slug);
            row.show_if(V::service_here, service->id == address.service);
        }
    }
}

void add_ticket(html::Data& list, const Request& request, const Desk& desk, const QueueAddress& address,
                const Ticket& ticket, bool open) {
    using V = views::workspace::list;
    const Lang lang = request.lang();
    const auto* service = desk.catalog->service(ticket.service);
    auto row = list.add(V::ticket);
    row.set(V::number, ticket.number)
        .set(V::subject, ticket.subject)
        .set(V::path, staff_url_of(ticket) + "?" + address.query(*desk.catalog));
    row.set(V::about, ticket.requester_name + " · " + (service ? service->name(lang) : ""));
    row.set(V::row_class, std::string{ticket.staff_unread ? "unread" : ""} + (open ? " selected" : ""));
    row.show_if(V::unread, ticket.staff_unread).show_if(V::open_here, open);
    row.show_with(V::assigned, V::assignee, ticket.assignee_name);
    add_deadline(row, V::deadline, lang, ticket, request.app.clock.now());
}

}  // namespace

QueueAddress QueueAddress::read(const Request& request, const Catalog& catalog) {
    QueueAddress address;
    address.view = queue_view_of(request.query("tampilan")).value_or(QueueView::mine);
    if (const auto* service = catalog.service(std::string_view{request.query("layanan")}))
        address.service = service->id;
    address.after = request.query("sesudah");
    return address;
}

std::string QueueAddress::query(const Catalog& catalog) const {
    std::string text = "tampilan=" + std::string{code_of(view)};
    if (const auto* known = catalog.service(service)) text += "&layanan=" + known->slug;
    return text;
}

void add_panes(html::Data& page, html::Include views, html::Include list_name, const Request& request, Tx& tx,
               const Desk& desk, const QueueAddress& address, std::int64_t open) {
    using V = views::workspace::list;
    const Lang lang = request.lang();
    add_views(page, views, request, tx, desk, address);
    auto list = page.include(list_name, V::view);
    const auto found =
        queue_page(tx, desk, request.person(), address.view, address.service, address.after, tickets_in_the_pane);
    list.set(V::view_name, word(lang, "ag.v." + std::string{code_of(address.view)}));
    list.show_if(V::beside_ticket, open != 0).show_if(V::alone, open == 0);
    list.show_if(V::nothing, found.tickets.empty());
    for (const auto& ticket : found.tickets) add_ticket(list, request, desk, address, ticket, ticket.id == open);
    const auto here = "/petugas?" + address.query(*desk.catalog);
    add_pager(list, V::pager, address.after.empty() ? "" : here,
              found.next.empty() ? "" : here + "&sesudah=" + percent_encoded(found.next));
}

}  // namespace hero
