#include "base/text.hpp"
#include "requests/requests_web.hpp"
#include "requests/ticket_page.hpp"
#include "views/requests.hpp"

namespace hero::web {

namespace {

using ListMarks = views::requests::list;

constexpr int tickets_on_a_page = 20;

void add_row(Page& page, const TicketLine& ticket, const Catalog& catalog, Lang lang) {
    auto row = page.add(ListMarks::ticket);
    const auto* service = catalog.service(ticket.service);
    row.set(ListMarks::path, url_of(ticket))
        .set(ListMarks::subject, ticket.subject)
        .set(ListMarks::number, ticket.number);
    row.set(ListMarks::service_path, service ? path_of(*service, lang) : "");
    row.show_if(ListMarks::unread, ticket.requester_unread);
    row.show_if(ListMarks::asks, ticket.status == Status::resolved && !ticket.confirmed_at)
        .show_if(ListMarks::rates, ticket.status == Status::resolved && ticket.confirmed_at)
        .show_if(ListMarks::needs_reply, ticket.status == Status::waiting);
    add_status(row, ListMarks::status, lang, ticket.status);
    set_time(row, ListMarks::updated, ListMarks::updated_iso, short_time(lang, ticket.updated_at), ticket.updated_at);
}

std::string empty_text(Lang lang, bool closed, const std::string& search, const TicketTotals& totals) {
    if (!search.empty()) return word(lang, "l.kosong.cari", {{"kata", search}});
    if (totals.open + totals.closed == 0) return word(lang, "l.kosong");
    return word(lang, closed ? "l.kosong.close" : "l.kosong.open");
}

}  // namespace

Response tickets::index(Request& request, App& app) {
    const Lang lang = request.lang();
    const bool closed = request.query("tab") == "close";
    const auto search = showable(clean_line(first_characters(request.query("cari"), 200)));
    const auto& person = request.person();
    Page page(request, ListMarks::view, word(lang, "l.judul"));
    page.at("daftar").crumb(word(lang, "l.judul"));
    app.db.read([&](Tx& tx) {
        const auto totals = totals_of(tx, person);
        const auto found = tickets_of(tx, person, closed, search, request.query("sesudah"), tickets_on_a_page);
        const auto catalog = app.catalogs.get(tx, request.session().catalog_version);
        page.set(ListMarks::open_count, totals.open).set(ListMarks::closed_count, totals.closed);
        if (found.tickets.empty())
            page.add(ListMarks::empty).set(ListMarks::empty_text, empty_text(lang, closed, search, totals));
        else
            page.show(ListMarks::some);
        for (const auto& ticket : found.tickets) add_row(page, ticket, *catalog, lang);
        const std::string here = std::string{"/tiket?tab="} + (closed ? "close" : "open") +
                                 (search.empty() ? "" : "&cari=" + percent_encoded(search));
        add_pager(page, ListMarks::pager, request.query("sesudah").empty() ? "" : here,
                  found.next.empty() ? "" : here + "&sesudah=" + percent_encoded(found.next));
    });
    page.set(ListMarks::search, search).set(ListMarks::tab, closed ? "close" : "open");
    page.show_if(ListMarks::at_open, !closed).show_if(ListMarks::at_closed, closed);
    return page.respond();
}

Response tickets::show(Request& request, App& app) {
    const auto number = normalised_number(request.param("nomor"));
    if (number && *number != request.param("nomor")) return http::redirect_response(301, "/tiket/" + *number);
    const auto ticket = ticket_in(request, app);
    // Who serves it came by its QR code or a requester's link: theirs is the page with what agents do.
    if (ticket.requester != request.person().id) return see_other(staff_url_of(ticket));
    return ticket_page(request, app, ticket, {});
}

Response read_marks::create(Request& request, App& app) {
    const auto ticket = ticket_in(request, app);
    app.db.write([&](Tx& tx) { mark_read(tx, request.person(), ticket); });
    if (request.wants_fragment()) return http::text_response(204, "");
    return see_other(request.person().id == ticket.requester ? url_of(ticket) : staff_url_of(ticket));
}

}  // namespace hero::web
