#include "base/text.hpp"
#include "drafts/drafts.hpp"
#include "workspace/panes.hpp"
#include "workspace/workspace_web.hpp"

namespace hero::web {

namespace {

StaffReply read_reply(const Request& request) {
    const auto then = request.line("lalu");
    return {.body = request.text("isi"),
            .submit_id = request.line("submit_id"),
            .last_seen_message = whole_number(request.raw.form.get("terakhir")).value_or(0),
            .send_anyway = request.raw.form.has("tetap"),
            .after = then == "menunggu"  ? After::wait
                     : then == "resolve" ? After::resolve
                                         : After::stay};
}

// Back to the queue after resolving: the next ticket is there. Otherwise the agent stays with this one.
std::string next_place(const Request& request, const Ticket& ticket, After after) {
    if (after != After::resolve) return beside_queue(request, staff_url_of(ticket));
    return request.query("tampilan").empty() ? "/petugas?tampilan=saya" : beside_queue(request, "/petugas");
}

}  // namespace

Response work::show(Request& request, App& app) {
    return work_page(request, app, staff_ticket(request, app, Verb::read_notes), {});
}

Response staff_replies::create(Request& request, App& app) {
    const auto& agent = request.person();
    const auto ticket = staff_ticket(request, app, Verb::staff_reply);
    const auto place = balasan_place(ticket);
    auto reply = read_reply(request);
    WorkForms forms;
    forms.body = reply.body;
    forms.files = reply.files = sent_files(request, app, place, forms.errors);
    if (drop_upload(request, app)) return work_page(request, app, ticket, forms);
    if (!request.token_ok())
        forms.errors.add("isi", word(request.lang(), "e.csrf"));
    else if (forms.errors.empty())
        forms.errors =
            app.db.read([&](Tx& tx) { return check_reply(tx, request.lang(), agent, reply.body, reply.files); });
    complain_about_cut(request, forms.errors);
    if (!forms.errors.empty()) return work_page(request, app, ticket, forms, request.token_ok() ? 422 : 403);
    forms.holds_password = seems_to_hold_a_password(reply.body) && !request.raw.form.has("tetap_sandi");
    if (forms.holds_password) return work_page(request, app, ticket, forms, 422);

    const auto sent = app.db.write([&](Tx& tx) {
        auto after = reply_as_staff(tx, app.desk(tx), agent, ticket, reply);
        if (after)
            discard_draft(tx, agent.id, place);
        else if (sent_before(tx, agent, ticket, reply))
            forms.errors.add("isi", word(request.lang(), "e.terkirim"));
        return after;
    });
    forms.newer_messages = !sent && forms.errors.empty();
    if (!sent) return work_page(request, app, staff_ticket(request, app, Verb::staff_reply), forms, 409);
    return see_other(next_place(request, ticket, reply.after), "ag.terkirim");
}

Response notes::create(Request& request, App& app) {
    const auto& agent = request.person();
    const auto ticket = staff_ticket(request, app, Verb::note);
    WorkForms forms;
    forms.note = true;
    forms.body = request.text("isi");
    forms.errors = check_note(request.lang(), forms.body);
    complain_about_cut(request, forms.errors);
    if (!request.token_ok()) forms.errors.add("isi", word(request.lang(), "e.csrf"));
    if (!forms.errors.empty()) return work_page(request, app, ticket, forms, request.token_ok() ? 422 : 403);
    if (!app.db.write([&](Tx& tx) { return add_note(tx, agent, ticket, forms.body, request.line("submit_id")); })) {
        forms.errors.add("isi", word(request.lang(), "e.terkirim"));
        return work_page(request, app, ticket, forms, 409);
    }
    return see_other(beside_queue(request, staff_url_of(ticket)), "ag.dicatat");
}

}  // namespace hero::web
