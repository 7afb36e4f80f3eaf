#include "base/text.hpp"
#include "requests/requests_web.hpp"
#include "requests/ticket_page.hpp"

namespace hero::web {

namespace {

Response say_yes(Request& request, App& app, const Ticket& ticket, const std::string& remark) {
    // "Ya" beside a text that says the opposite is asked again before anything closes.
    if (sounds_unsolved(remark) && !request.raw.form.has("yakin"))
        return ticket_page(
            request, app, ticket,
            {.errors = {}, .reply = {}, .reason = remark, .reopen_reason = {}, .doubtful_remark = remark}, 422);
    const auto wrong = check_remark(request.lang(), remark);
    if (!wrong.empty())
        return ticket_page(request, app, ticket,
                           {.errors = wrong, .reply = {}, .reason = remark, .reopen_reason = {}, .doubtful_remark = {}},
                           422);
    app.db.write([&](Tx& tx) { confirm(tx, request.person(), ticket, remark, request.line("submit_id")); });
    return see_other(url_of(ticket) + "/penilaian");
}

Response say_no(Request& request, App& app, const Ticket& ticket, const std::string& reason) {
    auto errors = check_reason(request.lang(), reason);
    if (!errors.empty())
        return ticket_page(
            request, app, ticket,
            {.errors = errors, .reply = {}, .reason = reason, .reopen_reason = {}, .doubtful_remark = {}}, 422);
    app.db.write(
        [&](Tx& tx) { reject(tx, app.desk(tx), request.person(), ticket, reason, request.line("submit_id")); });
    return see_other(url_of(ticket), "k.belum.ok");
}

}  // namespace

Response confirmations::create(Request& request, App& app) {
    const auto ticket = ticket_in(request, app, Verb::confirm);
    const auto answer = request.line("jawaban");
    const auto remark = request.text("alasan");
    require(request.person(), Verb::confirm, ticket);
    if (answer == "ya") return say_yes(request, app, ticket, remark);
    if (answer == "belum") return say_no(request, app, ticket, remark);
    FieldErrors errors;
    errors.add("konfirmasi", word(request.lang(), "e.jawaban.kosong"));
    return ticket_page(request, app, ticket,
                       {.errors = errors, .reply = {}, .reason = {}, .reopen_reason = {}, .doubtful_remark = {}}, 422);
}

}  // namespace hero::web
