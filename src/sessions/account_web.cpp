// /akun: who one is here, in which language, and from where one is signed in.
#include "base/log.hpp"
#include "sessions/sessions_web.hpp"
#include "ui/audited.hpp"
#include "views/sessions.hpp"

namespace hero::web {

namespace {

std::string device_name(Lang lang, const Device& device) {
    const auto [browser, system] = browser_of(device.browser);
    if (browser.empty() && system.empty()) return word(lang, "a.sesi.tak_dikenal");
    if (browser.empty() || system.empty()) return std::string{browser.empty() ? system : browser};
    return word(lang, "a.sesi.peramban", {{"peramban", browser}, {"sistem", system}});
}

void add_sessions(Page& page, Request& request, App& app) {
    using V = views::sessions::account;
    const Lang lang = request.lang();
    const auto open = app.db.read([&](Tx& tx) { return sessions_of(tx, request.person(), app.session_rules); });
    for (const auto& one : open) {
        auto row = page.add(V::session);
        row.set(V::device, device_name(lang, one.device)).set(V::address, one.device.address);
        set_time(row, V::since, V::since_iso, short_time(lang, one.created_at), one.created_at);
        set_time(row, V::seen, V::seen_iso, short_time(lang, one.seen_at), one.seen_at);
        if (one.id == request.session().id)
            row.show(V::this_session);
        else
            row.add(V::other_session).set(V::session_id, one.id);
    }
}

}  // namespace

Response account::show(Request& request, App& app) {
    using V = views::sessions::account;
    const Lang lang = request.lang();
    const auto& person = request.person();
    Page page(request, V::view, word(lang, "a.judul"));
    page.crumb(word(lang, "a.judul"));
    page.set(V::name, person.name).set(V::email, person.email).set(V::token, request.form_token());
    page.set(V::role, word(lang, word_key(person.role)));
    page.set(V::channel, word(lang, "kanal." + std::string{code_of(request.session().channel)}));
    page.show_if(V::indonesian, person.language == Lang::id).show_if(V::english, person.language == Lang::en);
    page.show_if(V::wants_mail, person.mail_notices);
    const bool local = app.db.read([&](Tx& tx) { return local_name_of(tx, person.id).has_value(); });
    page.show_if(V::security, local || may_have_tokens(person));
    page.show_if(V::local, local).show_if(V::programs, may_have_tokens(person));
    add_sessions(page, request, app);
    return page.respond();
}

Response account::update(Request& request, App& app) {
    const auto& person = request.person();
    const auto language = lang_of(request.line("bahasa"));
    app.db.write([&](Tx& tx) {
        set_language(tx, person, language);
        set_mail_notices(tx, person, request.raw.form.has("surat"));
    });
    auto response = see_other("/akun", "msg.tersimpan");
    http::set_cookie(response, "bahasa", code_of(language), {.max_age_seconds = 365 * 24 * 3600});
    return response;
}

Response session_extension::create(Request& request, App& app) {
    // The request itself was seen; a session keeps the minute in which it was.
    app.db.write([&](Tx& tx) { touch(tx, request.session()); });
    auto session = request.session();
    session.seen_at = app.clock.now();
    const auto left = std::chrono::floor<std::chrono::seconds>(ends_at(session, app.session_rules) - app.clock.now());
    return http::json_response(200, "{\"detik\":" + std::to_string(left.count()) + "}");
}

}  // namespace hero::web
