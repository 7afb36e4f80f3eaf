#include "filing/filing_web.hpp"

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

// Without a service that is theirs there is no form to show again, but what they typed is.
Response choose_again(Request& request, const FilingForm& form, int status) {
    using V = views::filing::unfit_service;
    const auto reason = form.errors.of("layanan").value_or(word(request.lang(), "e.layanan.kosong"));
    Page page(request, V::view, reason, Frame::form);
    page.crumb(word(request.lang(), "nav.tiket"), "/tiket")
        .crumb(word(request.lang(), "nav.kategori"), "/tiket/kategori");
    page.set(V::reason, reason);
    page.show_if(V::typed, !form.draft.subject.empty() || !form.draft.description.empty());
    page.show_with(V::subject_kept, V::subject, showable(form.draft.subject));
    page.show_with(V::description_kept, V::description, showable(form.draft.description));
    return page.respond(status);
}

Response form_again(Request& request, App& app, const Desk& desk, const Service& service, FilingForm& form,
                    int status) {
    const auto place = filing_place(service);
    keep_files(request, app, form.draft.files);
    // A form that arrived in part would overwrite a draft that is whole, and one without our token is none of ours.
    if (request.raw.body_state == http::BodyState::ok && request.token_ok())
        app.db.write([&](Tx& tx) { save_draft(tx, request.person().id, place, form.fields()); });
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
        const auto desk = app.desk(tx);
        const auto& service = service_for(desk, person, clean_line(request.query("layanan")));
        const auto place = filing_place(service);
        auto form = FilingForm::start(service, draft_at(tx, person.id, place));
        form.files = waiting_at(tx, person.id, place);
        if (const auto& follows = request.query("lanjutan"); !follows.empty())
            form.draft.follows =
                ticket_for(tx, person, normalised_number(follows).value_or(""), Verb::follow_up).number;
        return filing_page(request, desk, service, form).respond();
    });
}

Response filing::create(Request& request, App& app) {
    const auto& person = request.person();
    auto form = FilingForm::read(request);
    const auto desk = app.db.read([&](Tx& tx) { return app.desk(tx); });
    const auto* service = desk.catalog->service(form.draft.service);
    form.errors = check_draft(desk, person, request.lang(), form.draft);
    if (!service || !service->active || !may_file(person.audience, *service))
        return choose_again(request, form, service ? 403 : 422);
    if (const auto earlier = app.db.read([&](Tx& tx) { return ticket_opened_by(tx, person, form.draft.submit_id); }))
        return see_other(url_of(*earlier), fresh_ticket_flash);
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

    app.limits.count(filing_per_person, std::to_string(person.id));
    app.limits.count(filing_per_day, std::to_string(person.id));
    // Notices follow in the language the ticket was filed in.
    auto requester = person;
    requester.language = request.lang();
    const auto ticket = app.db.write([&](Tx& tx) {
        auto opened = open_ticket(tx, app.desk(tx), requester, request.session().channel, form.draft);
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
