#include "base/text.hpp"
#include "drafts/drafts.hpp"
#include "requests/requests_web.hpp"
#include "requests/ticket_page.hpp"

namespace hero::web {

namespace {

constexpr Limit replies_per_person{"tanggapan", 60, std::chrono::hours{1}};

// Words come back with the refusal; files wait where the form is.
void count_reply(Request& request, App& app, const FormFiles& files) {
    try {
        app.limits.count(replies_per_person, std::to_string(request.person().id));
    } catch (const TooManyRequests&) {
        keep_files(request, app, files);
        throw;
    }
}

}  // namespace

Response replies::create(Request& request, App& app) {
    const auto& person = request.person();
    const auto ticket = ticket_in(request, app, Verb::reply);
    const auto place = reply_place(ticket);
    TicketForms forms;
    forms.reply = request.text("isi");
    forms.files = sent_files(request, app, place, forms.errors);
    if (drop_upload(request, app)) return ticket_page(request, app, ticket, forms);
    const bool expired = request.raw.body_state == http::BodyState::ok && !request.token_ok();
    if (expired)
        forms.errors.add("isi", word(request.lang(), "e.csrf"));
    else if (forms.errors.empty())
        forms.errors =
            app.db.read([&](Tx& tx) { return check_reply(tx, request.lang(), person, forms.reply, *forms.files); });
    complain_about_cut(request, forms.errors);
    if (!forms.errors.empty()) return ticket_page(request, app, ticket, forms, expired ? 403 : 422);

    count_reply(request, app, *forms.files);
    const auto sent = app.db.write([&](Tx& tx) {
        auto message = reply(tx, app.desk(tx), person, ticket, forms.reply, request.line("submit_id"), *forms.files);
        if (message) discard_draft(tx, person.id, place);
        return message;
    });
    if (!sent) {
        forms.errors.add("isi", word(request.lang(), "e.terkirim"));
        return ticket_page(request, app, ticket_in(request, app, Verb::reply), forms, 409);
    }
    return see_other(url_of(ticket), "t.terkirim");
}

}  // namespace hero::web
