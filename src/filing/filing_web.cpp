#include "filing/filing_web.hpp"

#include "base/ids.hpp"
#include "base/text.hpp"
#include "filing/form.hpp"
#include "pages/pages.hpp"
#include "views/filing.hpp"

namespace hero::web {

namespace {

constexpr Limit filing_per_person{"ajukan", 30, std::chrono::hours{1}};
constexpr Limit filing_per_day{"ajukan-hari", 40, std::chrono::hours{24}};

// The service as this person may file it: an inactive one, one of another audience or none at all look alike.
const Service& service_for(const Desk& desk, const Person& person, std::string_view slug) {
    const auto* service = desk.catalog->service(slug);
    if (!service || !service->active || !may_file(person.audience, *service)) throw NotFound();
    return *service;
}

using NotFiledMarks = views::filing::not_filed;

// Instead of a form that cannot be shown again: why, and what was typed in it.
Page page_instead_of_form(const Request& request, std::string_view reason, const TicketDraft& typed) {
    Page page(request, NotFiledMarks::view, reason, Frame::form);
    page.crumb(word(request.lang(), "nav.tiket"), "/tiket")
        .crumb(word(request.lang(), "nav.kategori"), "/tiket/kategori");
    page.set(NotFiledMarks::reason, reason);
    page.show_with(NotFiledMarks::subject_kept, NotFiledMarks::subject, showable(typed.subject));
    page.show_with(NotFiledMarks::description_kept, NotFiledMarks::description, showable(typed.description));
    return page;
}

bool holds_words(const TicketDraft& draft) { return !draft.subject.empty() || !draft.description.empty(); }

// Without a service that is theirs there is no form.
Response choose_again(Request& request, const FilingForm& form, int status) {
    const Lang lang = request.lang();
    auto page =
        page_instead_of_form(request, form.errors.of("layanan").value_or(word(lang, "e.layanan.kosong")), form.draft);
    page.set(NotFiledMarks::advice,
             word(lang, holds_words(form.draft) ? "form.layanan_lain.isi" : "form.layanan_lain.kosong"));
    page.set(NotFiledMarks::path, "/tiket/kategori").set(NotFiledMarks::label, word(lang, "nav.kategori"));
    page.set(NotFiledMarks::other_path, "/kontak").set(NotFiledMarks::other_label, word(lang, "footer.kontak"));
    return page.respond(status);
}

std::string url_of_form(const Service& service) { return "/tiket/buat?layanan=" + service.slug; }

// The form has become a ticket before.
Response filed_already(const Request& request, const Service& service, const Ticket& ticket, const TicketDraft& typed,
                       int status) {
    const Lang lang = request.lang();
    auto page = page_instead_of_form(request, word(lang, "e.ganda", {{"nomor", "#" + ticket.number}}), typed);
    page.set(NotFiledMarks::advice, word(lang, holds_words(typed) ? "form.ganda.ketikan" : "form.ganda.isi"));
    page.set(NotFiledMarks::path, url_of(ticket)).set(NotFiledMarks::label, word(lang, "r.lihat"));
    page.set(NotFiledMarks::other_path, url_of_form(service))
        .set(NotFiledMarks::other_label, word(lang, "form.ganda.baru"));
    return page.respond(status);
}

// What the ticket that came of an earlier copy of the form does not say: somebody went back and wrote on.
TicketDraft words_beyond(Tx& tx, const Person& person, const Ticket& ticket, const TicketDraft& sent) {
    TicketDraft beyond;
    if (sent.subject != ticket.subject) beyond.subject = sent.subject;
    const auto conversation = conversation_of(tx, person, ticket);
    if (conversation.empty() || !says(conversation.front(), From::requester, sent.description))
        beyond.description = sent.description;
    return beyond;
}

// A form has its submit_id in its address too: whoever goes Back to it comes to the same form, not to a new one.
std::string submit_id_in_address(const Request& request) { return clean_line(request.query("formulir")); }

// Browsers alone have a way back.
bool is_navigation(const Request& request) { return request.raw.header("sec-fetch-mode") == "navigate"; }

std::string url_with_submit_id(const Request& request, const Service& service) {
    auto path = url_of_form(service);
    if (const auto& follows = request.query("lanjutan"); !follows.empty())
        path += "&lanjutan=" + percent_encoded(follows);
    return path + "&formulir=" + random_hex(16);
}

// Files and words wait where the form is, for whoever comes back to it.
void keep_for_later(Request& request, App& app, const Service& service, const FilingForm& form) {
    keep_files(request, app, form.draft.files);
    // A form that arrived in part would overwrite a draft that is whole, and one without our token is none of ours.
    if (request.raw.body_state == http::BodyState::ok && request.token_ok())
        app.db.write([&](Tx& tx) { save_draft(tx, request.person().id, filing_place(service), form.fields()); });
}

void count_filing(Request& request, App& app, const Service& service, const FilingForm& form) {
    const auto person = std::to_string(request.person().id);
    try {
        app.limits.count(filing_per_person, person);
        app.limits.count(filing_per_day, person);
    } catch (const TooManyRequests&) {
        keep_for_later(request, app, service, form);
        throw;
    }
}

Response form_again(Request& request, App& app, const Desk& desk, const Service& service, FilingForm& form,
                    int status) {
    keep_for_later(request, app, service, form);
    app.db.read([&](Tx& tx) {
        form.files = waiting_for(tx, request.person().id, form.draft.files);
        form.similar = similar_open_ticket(tx, request.person(), service.id, form.draft.subject);
    });
    return filing_page(request, desk, service, form).respond(status);
}

}  // namespace

Response filing::new_form(Request& request, App& app) {
    const auto& person = request.person();
    if (request.query("layanan").empty()) return see_other("/tiket/kategori");
    return app.db.read([&](Tx& tx) {
        const auto desk = app.desk(tx, request.session());
        const auto& service = service_for(desk, person, clean_line(request.query("layanan")));
        const auto submit_id = submit_id_in_address(request);
        if (submit_id.empty() && is_navigation(request)) return see_other(url_with_submit_id(request, service));
        if (const auto earlier = submit_id.empty() ? std::nullopt : ticket_opened_by(tx, person, submit_id))
            return filed_already(request, service, *earlier, {}, 200);
        const auto place = filing_place(service);
        auto begun = begun_at(tx, person.id, place);
        auto form = FilingForm::start(service, begun.draft);
        if (!submit_id.empty()) form.draft.submit_id = submit_id;
        form.files = std::move(begun.files);
        if (const auto& follows = request.query("lanjutan"); !follows.empty())
            form.draft.follows =
                ticket_for(tx, person, normalised_number(follows).value_or(""), Verb::follow_up).number;
        return filing_page(request, desk, service, form).respond();
    });
}

Response filing::create(Request& request, App& app) {
    const auto& person = request.person();
    auto form = FilingForm::read(request);
    const auto looked_up = app.db.read([&](Tx& tx) {
        return std::pair{app.desk(tx, request.session()), ticket_opened_by(tx, person, form.draft.submit_id)};
    });
    const auto& desk = looked_up.first;
    const auto& earlier = looked_up.second;
    const auto* service = desk.catalog->service(form.draft.service);
    form.errors = check_draft(desk, person, request.lang(), form.draft, app.clock.now());
    if (!service || !service->active || !may_file(person.audience, *service))
        return choose_again(request, form, service ? 403 : 422);
    if (earlier) {
        const auto beyond = app.db.read([&](Tx& tx) { return words_beyond(tx, person, *earlier, form.draft); });
        if (holds_words(beyond)) return filed_already(request, *service, *earlier, beyond, 409);
        return see_other(url_of(*earlier), fresh_ticket_flash);
    }
    const auto place = filing_place(*service);
    FieldErrors uploads;
    form.draft.files = sent_files(request, app, place, uploads);
    if (drop_upload(request, app)) {
        form.errors = {};
        return form_again(request, app, desk, *service, form, 200);
    }
    form.complain_about_files(uploads, request);
    const bool expired = request.raw.body_state == http::BodyState::ok && !request.token_ok();
    if (expired) form.errors.add("subjek", word(request.lang(), "e.csrf"));
    if (!form.errors.empty()) return form_again(request, app, desk, *service, form, expired ? 403 : 422);

    count_filing(request, app, *service, form);
    // Notices follow in the language the ticket was filed in.
    auto requester = person;
    requester.language = request.lang();
    const auto ticket = app.db.write([&](Tx& tx) {
        auto opened =
            open_ticket(tx, app.desk(tx, request.session()), requester, request.session().channel, form.draft);
        discard_draft(tx, person.id, place);
        return opened;
    });
    return see_other(url_of(ticket), fresh_ticket_flash);
}

Response suggestions::index(Request& request, App& app) {
    using V = views::filing::suggestions;
    const auto& person = request.person();
    const Lang lang = request.lang();
    const auto subject = clean_line(first_characters(request.query("subjek"), 500));
    html::Document saran(V::view, lang);
    const auto similar = app.db.read([&](Tx& tx) -> std::optional<Ticket> {
        const auto* service = app.catalogs.get(tx)->service(std::string_view{request.query("layanan")});
        return service ? similar_open_ticket(tx, person, service->id, subject) : std::nullopt;
    });
    if (similar)
        saran.add(V::similar)
            .set(V::similar_text, word(lang, "form.serupa", {{"nomor", "#" + similar->number}}))
            .set(V::similar_path, url_of(*similar));
    const auto answers = suggest(lang, request.query("layanan"), subject, 4);
    if (!answers.empty()) saran.show(V::some);
    for (const auto* answer : answers) saran.add(V::answer).set(V::slug, answer->slug).set(V::title, answer->title);
    return fragment(saran);
}

}  // namespace hero::web
