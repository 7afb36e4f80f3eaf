// /masuk/sandi-baru/{kunci}: the link an administrator gave to somebody whose password is lost.
#include "base/log.hpp"
#include "credentials/credentials.hpp"
#include "sessions/sessions_web.hpp"
#include "ui/audited.hpp"
#include "views/sessions.hpp"

namespace hero::web {

namespace {

Response password_page(const Request& request, const FieldErrors& errors) {
    using V = views::sessions::new_password;
    Page page(request, V::view, word(request.lang(), "sandi.judul"));
    page.errors(errors);
    page.set(V::token, request.form_token()).set(V::key, request.param("kunci"));
    page.show_if(V::invalid, errors.of("sandi").has_value())
        .show_with(V::error, V::error_text, errors.of("sandi").value_or(""));
    page.show_if(V::repeat_invalid, errors.of("ulangi").has_value())
        .show_with(V::repeat_error, V::repeat_error_text, errors.of("ulangi").value_or(""));
    return page.respond(errors.empty() ? 200 : 422);
}

// Whatever is wrong with a link, the answer is the same.
Response bad_link(const Request& request) {
    return error_page(request, 404, word(request.lang(), "sandi.tautan"), word(request.lang(), "sandi.tautan.isi"));
}

FieldErrors check(const Request& request, std::string_view user_name) {
    FieldErrors errors;
    const auto& password = request.raw.form.get("sandi");
    if (const auto wrong = check_password(request.lang(), user_name, password))
        errors.add("sandi", *wrong);
    else if (request.raw.form.get("ulangi") != password)
        errors.add("ulangi", word(request.lang(), "e.sandi.beda"));
    return errors;
}

// Whose password the link is for; nothing when it is not good.
std::optional<std::string> user_name_of(const Request& request, App& app) {
    return app.db.read([&](Tx& tx) {
        const auto link = token_for(tx, Purpose::new_password, request.param("kunci"));
        return link ? local_name_of(tx, link->person.id) : std::nullopt;
    });
}

}  // namespace

Response new_password::new_form(Request& request, App& app) {
    return user_name_of(request, app) ? password_page(request, {}) : bad_link(request);
}

Response new_password::create(Request& request, App& app) {
    const auto user_name = user_name_of(request, app);
    if (!user_name) return bad_link(request);
    const auto errors = check(request, *user_name);
    if (!errors.empty()) return password_page(request, errors);
    const auto hash = hash_password(request.raw.form.get("sandi"));
    const auto person = app.db.write([&](Tx& tx) {
        auto owner = set_password_by_link(tx, request.param("kunci"), hash);
        if (owner) record(tx, audited(request, Act::password_set, object_of(*owner), "tautan"));
        return owner;
    });
    if (!person) return bad_link(request);
    log::info("password.set", {{"person", std::to_string(person->id)}, {"by", "link"}});
    return see_other("/masuk", "sandi.ok");
}

}  // namespace hero::web
