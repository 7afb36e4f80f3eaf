#include <algorithm>

#include "administration/administration_web.hpp"
#include "base/text.hpp"
#include "inspection/inspection.hpp"
#include "ui/thread.hpp"
#include "views/administration.hpp"

namespace hero::web {

namespace {

Page inspection_page(Request& request, html::View view, std::string_view title) {
    const Lang lang = request.lang();
    Page page(request, view, title, Frame::staff);
    page.at("admin").crumb(word(lang, "ad.judul"), "/admin").crumb(word(lang, "ad.periksa"));
    return page;
}

Response form_page(Request& request, std::string_view number, std::string_view reason, const FieldErrors& errors) {
    using V = views::administration::inspection_form;
    Page page(request, V::view, word(request.lang(), "ad.periksa"), Frame::staff);
    page.at("admin")
        .crumb(word(request.lang(), "ad.judul"), "/admin")
        .crumb(word(request.lang(), "ad.periksa"))
        .errors(errors);
    page.set(V::token, request.form_token()).set(V::typed_number, showable(number));
    page.set(V::typed_reason, showable(reason));
    const auto wrong_number = errors.of("nomor");
    const auto wrong_reason = errors.of("alasan");
    page.show_if(V::number_invalid, wrong_number.has_value())
        .show_with(V::number_error, V::number_error_text, wrong_number.value_or(""));
    page.show_if(V::reason_invalid, wrong_reason.has_value())
        .show_with(V::reason_error, V::reason_error_text, wrong_reason.value_or(""));
    return page.respond(errors.empty() ? 200 : 422);
}

void add_facts(Page& page, const Inspected& shown, const Desk& desk) {
    using V = views::administration::inspection;
    const Lang lang = page.request().lang();
    const auto& ticket = shown.ticket;
    const auto* service = desk.catalog->service(ticket.service);
    const auto* team = desk.catalog->team(ticket.team);
    page.set(V::subject, ticket.subject).set(V::number, ticket.number).set(V::reason, shown.reason);
    page.set(V::until_text, word(lang, "ad.periksa.sampai", {{"jam", clock_time(lang, shown.until)}}));
    page.set(V::requester, ticket.requester_name).set(V::service, service ? service->name(lang) : "");
    page.set(V::team, team ? team->name(lang) : "");
    page.set(V::assignee, ticket.assignee ? ticket.assignee_name : word(lang, "t.petugas.kosong"));
    set_time(page, V::created, V::created_iso, long_time(lang, ticket.created_at), ticket.created_at);
    add_status(page, V::status, lang, ticket.status);
    const auto fields = service ? extra_fields(service->form) : std::vector<ExtraField>{};
    for (const auto& [name, value] : shown.extra) {
        const auto field =
            std::ranges::find_if(fields, [&name = name](const ExtraField& one) { return one.name == name; });
        page.add(V::extra)
            .set(V::extra_label, word(lang, field == fields.end() ? "form.lapor" : field->word))
            .set(V::extra_value, value);
    }
}

}  // namespace

Response inspections::new_form(Request& request, App&) {
    return form_page(request, clean_line(first_characters(request.query("nomor"), 40)), "", {});
}

Response inspections::create(Request& request, App& app) {
    const auto number = request.line("nomor");
    const auto reason = request.text("alasan");
    auto errors = check_inspection(request.lang(), number, reason);
    if (!errors.empty()) return form_page(request, number, reason, errors);
    try {
        const auto ticket =
            app.db.write([&](Tx& tx) { return inspect(tx, request.person(), number, reason, request.raw.remote); });
        return see_other("/admin/tiket/" + ticket.number);
    } catch (const NotFound&) {
        errors.add("nomor", word(request.lang(), "e.periksa.tidak_ada"));
    }
    return form_page(request, number, reason, errors);
}

Response inspections::show(Request& request, App& app) {
    using V = views::administration::inspection;
    const auto& number = request.param("nomor");
    return app.db.read([&](Tx& tx) {
        const auto shown = inspected(tx, request.person(), number);
        if (!shown) return see_other("/admin/tiket?nomor=" + percent_encoded(number));
        auto page = inspection_page(request, V::view, shown->ticket.subject);
        add_facts(page, *shown, app.desk(tx));
        add_thread(page, V::thread, request, shown->conversation, shown->history);
        return page.respond();
    });
}

}  // namespace hero::web
