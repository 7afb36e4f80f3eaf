#include "requests/ticket_page.hpp"

#include <algorithm>

#include "base/ids.hpp"
#include "base/text.hpp"
#include "cases/cases.hpp"
#include "views/requests.hpp"

namespace hero {

namespace {

using TicketMarks = views::requests::ticket;

// Everything one page shows, read in one snapshot.
struct TicketView {
    Ticket ticket;
    Desk desk;
    Case all;
    std::optional<Rating> rating;
    std::string follows;
};

TicketView read_view(Request& request, App& app, const Ticket& ticket, const TicketForms& forms) {
    const auto& person = request.person();
    return app.db.read([&](Tx& tx) {
        TicketView view{.ticket = ticket,
                        .desk = app.desk(tx, request.session()),
                        .all = case_of(tx, person, ticket, reply_place(ticket)),
                        .rating = {},
                        .follows = {}};
        if (ticket.status == Status::closed) view.rating = rating_of(tx, ticket);
        if (forms.files) view.all.begun.files = waiting_for(tx, person.id, *forms.files);
        return view;
    });
}

void add_head(Page& page, const Ticket& ticket, Lang lang) {
    page.set(TicketMarks::number, ticket.number).set(TicketMarks::subject, ticket.subject);
    set_time(page, TicketMarks::created, TicketMarks::created_iso, short_date(lang, ticket.created_at),
             ticket.created_at);
    add_status(page, TicketMarks::status, lang, ticket.status);
    page.set(TicketMarks::status_meaning, word(lang, "status." + std::string{code_of(ticket.status)} + ".ket"));
}

void add_submitted(Page& page, const Ticket& ticket, Lang lang) {
    if (page.request().cookie("kabar") != fresh_ticket_flash) return;
    auto banner = page.add(TicketMarks::submitted);
    const auto number = "#" + ticket.number;
    const auto text = word(lang, "t.berhasil.isi", {{"nomor", number}, {"email", page.request().person().email}});
    const auto at = text.find(number);
    banner.set(TicketMarks::before_number, text.substr(0, at)).set(TicketMarks::submitted_number, number);
    banner.set(TicketMarks::after_number, text.substr(at + number.size()));
    banner.set(TicketMarks::next_text,
               word(lang, "t.selanjutnya.isi", {{"tanggal", long_time(lang, ticket.first_response_due)}}));
}

void add_question(Page& page, const TicketView& view, const TicketForms& forms, Lang lang) {
    const auto& ticket = view.ticket;
    if (ticket.status != Status::resolved) return;
    if (ticket.confirmed_at) {
        page.add(TicketMarks::confirmed).set(TicketMarks::number, ticket.number);
        return;
    }
    auto ask = page.add(TicketMarks::ask);
    ask.set(TicketMarks::resolved_text,
            word(lang, "k.isi", {{"tanggal", long_time(lang, ticket.resolved_at.value_or(ticket.updated_at))}}));
    if (ticket.confirm_by)
        ask.set(TicketMarks::autoclose_text,
                word(lang, "k.otomatis", {{"tanggal", long_date(lang, *ticket.confirm_by)}}));
    const auto error = forms.errors.of("alasan");
    ask.show_if(TicketMarks::reason_open, error.has_value() || !forms.reason.empty())
        .set(TicketMarks::reason, showable(forms.reason));
    ask.show_with(TicketMarks::reason_error, TicketMarks::reason_error_text, error.value_or(""));
    ask.set(TicketMarks::submit_id, random_hex(16))
        .set(TicketMarks::token, page.request().form_token())
        .set(TicketMarks::number, ticket.number);
    if (forms.doubtful_remark.empty())
        ask.show(TicketMarks::answers);
    else
        ask.add(TicketMarks::doubt).set(TicketMarks::remark, showable(forms.doubtful_remark));
}

void add_waiting_notice(Page& page, const TicketView& view, Lang lang) {
    const auto& ticket = view.ticket;
    if (ticket.status != Status::waiting || !ticket.paused_at) return;
    const auto due = answer_by(view.desk, *ticket.paused_at);
    page.add(TicketMarks::asked)
        .set(TicketMarks::asked_text, word(lang, "t.minta_info", {{"tanggal", long_date(lang, due)}}))
        .set(TicketMarks::paused_text, word(lang, "sla.jeda"));
}

std::string close_text(const TicketView& view, Lang lang) {
    const auto n = std::to_string(view.desk.periods.autoclose);
    return word(lang, "close." + view.ticket.close_reason, {{"n", n}});
}

void add_closed(Page& page, const TicketView& view, const TicketForms& forms, Instant now, Lang lang) {
    const auto& ticket = view.ticket;
    if (ticket.status != Status::closed) return;
    auto closed = page.add(TicketMarks::closed);
    closed.set(
        TicketMarks::closed_text,
        word(lang, "t.tutup.info", {{"tanggal", long_time(lang, ticket.closed_at.value_or(ticket.updated_at))}}));
    closed.set(TicketMarks::close_reason, close_text(view, lang)).set(TicketMarks::number, ticket.number);
    const auto* service = view.desk.catalog->service(ticket.service);
    closed.set(TicketMarks::service_slug, service ? service->slug : "");
    if (view.rating)
        closed.add(TicketMarks::rated).set(TicketMarks::grade, word(lang, "r." + std::to_string(view.rating->grade)));
    const bool open_again = ticket.reopen_by && now <= *ticket.reopen_by && ticket.close_reason != "dibatalkan";
    if (!open_again) return;
    if (!view.rating) closed.add(TicketMarks::may_rate).set(TicketMarks::number, ticket.number);
    auto reopen = closed.add(TicketMarks::reopen);
    const auto error = forms.errors.of("alasan_buka");
    reopen.set(TicketMarks::reopen_hint,
               word(lang, "t.buka_lagi.hint", {{"tanggal", long_date(lang, *ticket.reopen_by)}}));
    reopen.set(TicketMarks::number, ticket.number)
        .set(TicketMarks::token, page.request().form_token())
        .set(TicketMarks::submit_id, random_hex(16));
    reopen.set(TicketMarks::reopen_reason, showable(forms.reopen_reason))
        .show_if(TicketMarks::reopen_open, error.has_value());
    reopen.show_with(TicketMarks::reopen_error, TicketMarks::reopen_error_text, error.value_or(""));
}

void add_reply_form(Page& page, const TicketView& view, const TicketForms& forms, Lang lang) {
    const auto& ticket = view.ticket;
    if (ticket.status == Status::closed) return;
    auto form = page.add(TicketMarks::composer);
    const auto error = forms.errors.of("isi");
    const auto typed = forms.reply.empty() && view.all.begun.draft ? view.all.begun.draft->get("isi") : forms.reply;
    form.set(TicketMarks::number, ticket.number)
        .set(TicketMarks::token, page.request().form_token())
        .set(TicketMarks::submit_id, random_hex(16))
        .set(TicketMarks::reply, showable(typed));
    form.show_if(TicketMarks::reply_invalid, error.has_value())
        .show_with(TicketMarks::reply_error, TicketMarks::reply_error_text, error.value_or(""));
    form.show_if(TicketMarks::reply_reopens, ticket.status == Status::resolved);
    add_upload(form, TicketMarks::upload, lang, forms.errors, view.all.begun.files);
}

void add_facts(Page& page, const App& app, const TicketView& view, Lang lang) {
    const auto& ticket = view.ticket;
    const auto* service = view.desk.catalog->service(ticket.service);
    page.set(TicketMarks::impact, word(lang, "dampak." + std::string{code_of(ticket.impact)}));
    page.set(TicketMarks::kind, word(lang, "jenis." + std::string{code_of(ticket.kind)}));
    page.set(TicketMarks::service_path, service ? path_of(*service, lang) : "");
    set_time(page, TicketMarks::created_long, TicketMarks::created_long_iso, long_time(lang, ticket.created_at),
             ticket.created_at);
    set_time(page, TicketMarks::updated, TicketMarks::updated_iso, long_time(lang, ticket.updated_at),
             ticket.updated_at);
    set_time(page, TicketMarks::target, TicketMarks::target_iso, long_time(lang, ticket.resolution_due),
             ticket.resolution_due);
    const auto* team = view.desk.catalog->team(ticket.team);
    const auto agent = ticket.assignee_name.empty() ? word(lang, "t.petugas.kosong")
                                                    : ticket.assignee_name + (team ? ", " + team->name(lang) : "");
    page.set(TicketMarks::agent, agent);
    page.set(TicketMarks::qr, html::qr_svg(tracking_url(app, ticket), word(lang, "t.qr", {{"nomor", ticket.number}})));
    for (const auto& [label, value] : shown_extra(lang, ticket.extra))
        page.add(TicketMarks::extra).set(TicketMarks::extra_label, label).set(TicketMarks::extra_value, value);
}

}  // namespace

std::string reply_place(const Ticket& ticket) { return "tanggapan:" + ticket.number; }

std::string tracking_url(const App& app, const Ticket& ticket) { return app.base_url + "/lacak/" + ticket.number; }

Ticket ticket_in(Request& request, App& app, Verb verb) {
    const auto number = normalised_number(request.param("nomor"));
    if (!number) throw NotFound();
    return app.db.read([&](Tx& tx) { return ticket_for(tx, request.person(), *number, verb); });
}

Response ticket_page(Request& request, App& app, const Ticket& ticket, const TicketForms& forms, int status) {
    const Lang lang = request.lang();
    if (forms.files) keep_files(request, app, *forms.files);
    const auto view = read_view(request, app, ticket, forms);
    Page page(request, TicketMarks::view, ticket.subject);
    page.at("daftar").crumb(word(lang, "nav.daftar"), "/tiket").crumb(ticket.number);
    page.errors(forms.errors).live(stream_of(ticket, view.all.mark), word(lang, "t.berubah"));
    page.set(TicketMarks::token, request.form_token());
    add_head(page, ticket, lang);
    add_read_mark(page, TicketMarks::read_mark, request, ticket);
    add_submitted(page, ticket, lang);
    add_question(page, view, forms, lang);
    add_waiting_notice(page, view, lang);
    add_closed(page, view, forms, app.clock.now(), lang);
    add_thread(page, TicketMarks::thread, request, view.all.conversation, view.all.history);
    page.show_if(TicketMarks::no_reply_yet, std::none_of(view.all.conversation.begin(), view.all.conversation.end(),
                                                         [](const Message& one) { return one.from == From::staff; }) &&
                                                ticket.status != Status::closed);
    add_reply_form(page, view, forms, lang);
    add_facts(page, app, view, lang);
    add_history(page, TicketMarks::history, request, view.all.history);
    if (possible(request.person(), Verb::cancel, ticket))
        page.add(TicketMarks::cancel).set(TicketMarks::number, ticket.number);
    return page.respond(status);
}

}  // namespace hero
