#include "requests/requests_web.hpp"
#include "requests/ticket_page.hpp"
#include "views/requests.hpp"

namespace hero::web {

Response cancellations::new_form(Request& request, App& app) {
    using V = views::requests::cancellation;
    const Lang lang = request.lang();
    const auto ticket = ticket_in(request, app);
    if (!may(request.person(), Verb::cancel, ticket)) throw NotFound();
    if (!possible(request.person(), Verb::cancel, ticket)) return see_other(url_of(ticket));
    const auto question = word(lang, "t.batalkan.tanya", {{"nomor", "#" + ticket.number}});
    Page page(request, V::view, question, Frame::form);
    page.at("daftar")
        .crumb(word(lang, "nav.daftar"), "/tiket")
        .crumb(ticket.number, url_of(ticket))
        .crumb(word(lang, "t.batalkan"));
    page.set(V::question, question)
        .set(V::number, ticket.number)
        .set(V::subject, ticket.subject)
        .set(V::token, request.form_token());
    return page.respond();
}

Response cancellations::create(Request& request, App& app) {
    const auto ticket = ticket_in(request, app, Verb::cancel);
    app.db.write([&](Tx& tx) { cancel(tx, app.desk(tx), request.person(), ticket); });
    return see_other(url_of(ticket), "t.dibatalkan");
}

Response reopenings::create(Request& request, App& app) {
    const auto ticket = ticket_in(request, app, Verb::reopen);
    const auto reason = request.text("alasan_buka");
    FieldErrors errors;
    const auto wrong = check_reason(request.lang(), reason);
    for (const auto& error : wrong.list()) errors.add("alasan_buka", error.text);
    if (!errors.empty())
        return ticket_page(
            request, app, ticket,
            {.errors = errors, .reply = {}, .reason = {}, .reopen_reason = reason, .doubtful_remark = {}}, 422);
    app.db.write(
        [&](Tx& tx) { reopen(tx, app.desk(tx), request.person(), ticket, reason, request.line("submit_id")); });
    return see_other(url_of(ticket), "k.belum.ok");
}

}  // namespace hero::web
