#include "workspace/panes.hpp"

#include <algorithm>

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

std::string queue_path(const QueueAddress& address, const Catalog& catalog) {
    return "/petugas?" + address.query(catalog);
}

// What the teams of somebody serve, team by team.
std::vector<const Service*> services_of(const Catalog& catalog, const Person& staff) {
    std::vector<const Service*> services;
    for (const auto id : staff.teams)
        if (const auto* team = catalog.team(id))
            for (const auto* service : catalog.served_by(*team)) services.push_back(service);
    return services;
}

void add_views(html::Data& page, html::Include name, const Request& request, const Desk& desk,
               const QueueAddress& address, const std::vector<QueueCount>& counts) {
    using V = views::workspace::views;
    const Lang lang = request.lang();
    auto pane = page.include(name, V::view);
    for (const auto& count : counts) {
        auto row = pane.add(V::queue_view);
        row.set(V::view_path, queue_path({count.view, address.filter, ""}, *desk.catalog))
            .set(V::view_name, word(lang, "ag.v." + std::string{code_of(count.view)}));
        row.set(V::view_icon, icon_of(count.view))
            .set(V::view_kind, kind_of(count.view))
            .set(V::view_count, count_text(lang, count));
        row.show_if(V::view_here, count.view == address.view);
    }
    for (const auto* service : services_of(*desk.catalog, request.person())) {
        auto filter = address.filter;
        filter.service = service->id;
        auto row = pane.add(V::service);
        row.set(V::service_name, service->name(lang))
            .set(V::service_path, queue_path({address.view, filter, ""}, *desk.catalog));
        row.show_if(V::service_here, service->id == address.filter.service);
    }
}

bool is_over(const TicketLine& ticket) { return ticket.status == Status::resolved || ticket.status == Status::closed; }

html::Data add_ticket(html::Data& list, const Request& request, const Desk& desk, const QueueAddress& address,
                      const TicketLine& ticket, DueClock clock) {
    using V = views::workspace::list;
    const Lang lang = request.lang();
    const auto* service = desk.catalog->service(ticket.service);
    auto row = list.add(V::ticket);
    row.set(V::number, ticket.number)
        .set(V::subject, ticket.subject)
        .set(V::path, staff_url_of(ticket) + "?" + address.query(*desk.catalog));
    auto about = ticket.requester_name + " · " + (service ? service->name(lang) : "");
    if (address.view != QueueView::mine && !ticket.assignee_name.empty()) about += " · " + ticket.assignee_name;
    row.set(V::about, about).show_if(V::unread, ticket.staff_unread);
    if (is_over(ticket))
        row.show_with(V::ended, V::ended_text, word(lang, "status." + std::string{code_of(ticket.status)}));
    else
        add_deadline(row, V::deadline, lang, ticket, clock);
    return row;
}

std::string row_class(const TicketLine& ticket, bool open) {
    return std::string{ticket.staff_unread ? "unread" : ""} + (open ? " selected" : "");
}

// Above the queue: what is shown, and how much of it there is when nothing is left out.
void add_list_head(html::Data& list, Lang lang, const QueueAddress& address, const std::vector<QueueCount>& counts) {
    using V = views::workspace::list;
    list.set(V::view_name, word(lang, "ag.v." + std::string{code_of(address.view)}));
    if (address.filter != QueueFilter{}) return;
    const auto here = std::ranges::find(counts, address.view, &QueueCount::view);
    if (here != counts.end() && here->amount > 0) list.show_with(V::counted, V::count, count_text(lang, *here));
}

// "E-SKA · Kendala · Tinggi"
std::string filter_text(Lang lang, const Desk& desk, const QueueFilter& filter) {
    std::vector<std::string> parts;
    if (const auto* service = desk.catalog->service(filter.service)) parts.push_back(service->name(lang));
    if (filter.kind) parts.push_back(word(lang, "jenis." + std::string{code_of(*filter.kind)}));
    if (filter.impact) parts.push_back(word(lang, "dampak." + std::string{code_of(*filter.impact)}));
    std::string text;
    for (const auto& part : parts) text += (text.empty() ? "" : " · ") + part;
    return text;
}

void add_filter(html::Data& list, const Request& request, const Desk& desk, const QueueAddress& address) {
    using V = views::workspace::list;
    const Lang lang = request.lang();
    list.set(V::view_code, code_of(address.view));
    for (const auto* service : services_of(*desk.catalog, request.person()))
        list.add(V::service)
            .set(V::service_slug, service->slug)
            .set(V::service_name, service->name(lang))
            .show_if(V::service_here, service->id == address.filter.service);
    for (const auto kind : {TicketKind::question, TicketKind::request, TicketKind::problem})
        list.add(V::kind)
            .set(V::kind_code, code_of(kind))
            .set(V::kind_name, word(lang, "jenis." + std::string{code_of(kind)}))
            .show_if(V::kind_here, kind == address.filter.kind);
    for (const auto impact : {Impact::low, Impact::medium, Impact::high})
        list.add(V::impact)
            .set(V::impact_code, code_of(impact))
            .set(V::impact_name, word(lang, "dampak." + std::string{code_of(impact)}))
            .show_if(V::impact_here, impact == address.filter.impact);
    if (address.filter == QueueFilter{}) return;
    list.add(V::filtered)
        .set(V::filter_text, filter_text(lang, desk, address.filter))
        .set(V::all_path, queue_path({address.view, {}, ""}, *desk.catalog));
}

void add_bulk(html::Data& list, const Request& request, const Desk& desk, const QueueAddress& address,
              const FieldErrors& errors) {
    using V = views::workspace::list;
    auto bulk = list.add(V::bulk);
    bulk.set(V::bulk_query, address.query(*desk.catalog)).set(V::token, request.form_token());
    bulk.show_with(V::bulk_error, V::bulk_error_text, errors.of("ambil-beberapa").value_or(""));
}

}  // namespace

QueueAddress QueueAddress::read(const Request& request, const Catalog& catalog) {
    QueueAddress address;
    address.view = queue_view_of(request.query("tampilan")).value_or(QueueView::mine);
    if (const auto* service = catalog.service(std::string_view{request.query("layanan")}))
        address.filter.service = service->id;
    address.filter.kind = ticket_kind_of(request.query("jenis"));
    address.filter.impact = impact_of(request.query("dampak"));
    address.after = request.query("sesudah");
    return address;
}

std::string QueueAddress::query(const Catalog& catalog) const {
    std::string text = "tampilan=" + std::string{code_of(view)};
    if (const auto* service = catalog.service(filter.service)) text += "&layanan=" + service->slug;
    if (filter.kind) text += "&jenis=" + std::string{code_of(*filter.kind)};
    if (filter.impact) text += "&dampak=" + std::string{code_of(*filter.impact)};
    return text;
}

std::string beside_queue(const Request& request, std::string path) {
    for (const char* field : {"tampilan", "layanan", "jenis", "dampak"})
        if (const auto& value = request.query(field); !value.empty() && value.size() <= 100)
            path +=
                (path.find('?') == std::string::npos ? "?" : "&") + std::string{field} + "=" + percent_encoded(value);
    return path;
}

std::string add_panes(html::Data& page, html::Include views, html::Include list_name, const Request& request, Tx& tx,
                      const Desk& desk, const QueueAddress& address, std::int64_t open, const FieldErrors& errors) {
    using V = views::workspace::list;
    auto state = queue_state(tx, desk, request.person());
    const auto& counts = state.counts;
    add_views(page, views, request, desk, address, counts);
    auto list = page.include(list_name, V::view);
    add_list_head(list, request.lang(), address, counts);
    add_filter(list, request, desk, address);
    const auto found =
        queue_page(tx, desk, request.person(), address.view, address.filter, address.after, tickets_in_the_pane);
    list.show_if(V::beside_ticket, open != 0).show_if(V::alone, open == 0);
    if (found.tickets.empty()) list.show(address.filter == QueueFilter{} ? V::nothing : V::no_match);
    const bool several = open == 0 && address.view == QueueView::unassigned && !found.tickets.empty();
    if (several) add_bulk(list, request, desk, address, errors);
    const DueClock clock{tx.now(), due_soon_until(desk, tx.now())};
    for (const auto& ticket : found.tickets) {
        auto row = add_ticket(list, request, desk, address, ticket, clock);
        row.set(V::row_class, row_class(ticket, ticket.id == open)).show_if(V::open_here, ticket.id == open);
        row.show_if(V::pickable, several);
    }
    const auto here = "/petugas?" + address.query(*desk.catalog);
    add_pager(list, V::pager, address.after.empty() ? "" : here,
              found.next.empty() ? "" : here + "&sesudah=" + percent_encoded(found.next));
    return std::move(state.mark);
}

}  // namespace hero
