#include "requests/requests_web.hpp"

#include "cases/cases.hpp"
#include "requests/ticket_page.hpp"
#include "ui/audited.hpp"
#include "views/requests.hpp"

namespace hero::web {

Response receipts::show(Request& request, App& app) {
    using V = views::requests::receipt;
    const Lang lang = request.lang();
    const auto ticket = ticket_in(request, app);
    // It names the requester.
    if (ticket.requester != request.person().id)
        record_look(app.db, audited(request, Act::ticket_read, audit_object_of(ticket)));
    const auto catalog = app.db.read([&](Tx& tx) { return app.catalogs.get(tx); });
    const auto* service = catalog->service(ticket.service);
    Page page(request, V::view, word(lang, "t.bukti") + " " + ticket.number);
    page.at("daftar")
        .crumb(word(lang, "nav.daftar"), "/tiket")
        .crumb(ticket.number, url_of(ticket))
        .crumb(word(lang, "t.bukti"));
    page.set(V::number, ticket.number).set(V::requester, ticket.requester_name);
    page.set(V::service_path, service ? path_of(*service, lang) : "");
    page.set(V::kind, word(lang, "jenis." + std::string{code_of(ticket.kind)}));
    page.set(V::impact, word(lang, "dampak." + std::string{code_of(ticket.impact)}));
    page.set(V::status, word(lang, "status." + std::string{code_of(ticket.status)}));
    set_time(page, V::created, V::created_iso, long_time(lang, ticket.created_at), ticket.created_at);
    set_time(page, V::printed, V::printed_iso, long_time(lang, app.clock.now()), app.clock.now());
    page.set(V::tracking, tracking_url(app, ticket));
    page.set(V::qr, html::qr_svg(tracking_url(app, ticket), word(lang, "t.qr", {{"nomor", ticket.number}})));
    return page.respond();
}

Response qr_codes::show(Request& request, App& app) {
    const auto ticket = ticket_in(request, app);
    Response response;
    response.body = html::qr_png(tracking_url(app, ticket));
    response.set("Content-Type", "image/png");
    response.set("Content-Disposition", http::attachment_disposition("HERO-" + ticket.number + ".png"));
    return response;
}

}  // namespace hero::web
