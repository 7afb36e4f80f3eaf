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
    page.show_if(V::repeat_invalid, errors.of("sandi_ulang").has_value())
        .show_with(V::repeat_error, V::repeat_error_text, errors.of("sandi_ulang").value_or(""));
    return page.respond(errors.empty() ? 200 : 422);
}

// Whatever is wrong with a link, the answer is the same.
Response bad_link(const Request& request) {
    return error_page(request, 404, word(request.lang(), "sandi.tautan"), word(request.lang(), "sandi.tautan.isi"));
}

FieldErrors check(const Request& request, const PasswordOwner& owner) {
    FieldErrors errors;
    const auto& password = request.raw.form.get("sandi");
    if (const auto wrong = check_password(request.lang(), owner, password))
        errors.add("sandi", *wrong);
    else if (request.raw.form.get("sandi_ulang") != password)
        errors.add("sandi_ulang", word(request.lang(), "e.sandi.beda"));
    return errors;
}

// Whose password the link is for; nothing when it is not good.
std::optional<PasswordOwner> owner_of(const Request& request, App& app) {
    return app.db.read([&](Tx& tx) -> std::optional<PasswordOwner> {
        const auto link = token_for(tx, Purpose::new_password, request.param("kunci"));
        const auto user_name = link ? local_name_of(tx, link->person.id) : std::nullopt;
        if (!user_name) return std::nullopt;
        return PasswordOwner{*user_name, link->person.name, link->person.email};
    });
}

}  // namespace

Response new_password::new_form(Request& request, App& app) {
    return owner_of(request, app) ? password_page(request, {}) : bad_link(request);
}

Response new_password::create(Request& request, App& app) {
    const auto owner = owner_of(request, app);
    if (!owner) return bad_link(request);
    const auto errors = check(request, *owner);
    if (!errors.empty()) return password_page(request, errors);
    const auto hash = hash_password(request.raw.form.get("sandi"));
    const auto person = app.db.write([&](Tx& tx) {
        auto who = set_password_by_link(tx, request.param("kunci"), hash);
        if (who) record(tx, audited(request, Act::password_set, object_of(*who), "tautan"));
        return who;
    });
    if (!person) return bad_link(request);
    log::info("password.set", {{"person", std::to_string(person->id)}, {"by", "link"}});
    return see_other("/masuk", "sandi.ok");
}

}  // namespace hero::web
