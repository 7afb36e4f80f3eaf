// /akun/sandi: whoever has a local account changes its password.
#include "base/log.hpp"
#include "sessions/proof_web.hpp"
#include "ui/audited.hpp"
#include "views/sessions.hpp"

namespace hero::web {

namespace {

Response change_page(const Request& request, App& app, const FieldErrors& errors) {
    using V = views::sessions::own_password;
    const Lang lang = request.lang();
    Page page(request, V::view, word(lang, "a.sandi"));
    page.crumb(word(lang, "a.judul"), "/akun").crumb(word(lang, "a.sandi"));
    page.errors(errors).set(V::token, request.form_token());
    page.show_if(V::with_code, app.db.read([&](Tx& tx) { return has_second_factor(tx, request.person()); }));
    const auto show = [&](const std::string& field, html::Section invalid, html::Section error, html::Var text) {
        page.show_if(invalid, errors.of(field).has_value()).show_with(error, text, errors.of(field).value_or(""));
    };
    show("sandi", V::invalid, V::error, V::error_text);
    show("kode", V::code_invalid, V::code_error, V::code_error_text);
    show("sandi_baru", V::fresh_invalid, V::fresh_error, V::fresh_error_text);
    show("sandi_ulang", V::repeat_invalid, V::repeat_error, V::repeat_error_text);
    return page.respond(errors.empty() ? 200 : 422);
}

FieldErrors check_change(const Request& request, const std::string& user_name) {
    FieldErrors errors;
    const auto& form = request.raw.form;
    const auto& fresh = form.get("sandi_baru");
    const PasswordOwner owner{user_name, request.person().name, request.person().email};
    if (const auto weak = check_password(request.lang(), owner, fresh))
        errors.add("sandi_baru", *weak);
    else if (fresh == form.get("sandi"))
        errors.add("sandi_baru", word(request.lang(), "e.sandi.sama"));
    else if (fresh != form.get("sandi_ulang"))
        errors.add("sandi_ulang", word(request.lang(), "e.sandi.beda"));
    return errors;
}

}  // namespace

Response own_password::new_form(Request& request, App& app) {
    own_user_name(request, app);
    return change_page(request, app, {});
}

Response own_password::create(Request& request, App& app) {
    const auto user_name = own_user_name(request, app);
    if (const auto errors = check_change(request, user_name); !errors.empty()) return change_page(request, app, errors);
    if (!password_proven(request, app, user_name))
        return change_page(request, app, one_error(request, "sandi", "e.sandi.lama"));
    const auto hash = hash_password(request.raw.form.get("sandi_baru"));
    const auto token = app.db.write([&](Tx& tx) -> std::optional<std::string> {
        if (!code_proven(tx, request, app)) return std::nullopt;
        record(tx, audited(request, Act::password_set, object_of(request.person()), "sendiri"));
        return change_own_password(tx, request.session(), hash);
    });
    if (!token) {
        record_wrong_proof(request, app);
        return change_page(request, app, one_error(request, "kode", "e.kode.salah"));
    }
    log::info("password.set", {{"person", std::to_string(request.person().id)}, {"by", "themselves"}});
    auto response = see_other("/akun", "a.sandi.ok");
    http::set_cookie(response, "hero", *token);
    return response;
}

}  // namespace hero::web
