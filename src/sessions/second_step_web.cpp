// /masuk/kode: after the password, the code of the authenticator app.
#include "base/log.hpp"
#include "credentials/credentials.hpp"
#include "sessions/sessions_web.hpp"
#include "views/sessions.hpp"

namespace hero::web {

namespace {

constexpr Limit codes_per_account{"kode-akun", 10, std::chrono::seconds{3600}};
constexpr std::string_view cookie = "langkah";
constexpr int cookie_seconds = 300;

std::string token_of(const Request& request) { return request.cookie(cookie); }

Response code_page(const Request& request, bool wrong) {
    using V = views::sessions::second_step;
    const Lang lang = request.lang();
    Page page(request, V::view, word(lang, "kode.judul"));
    FieldErrors errors;
    if (wrong) errors.add("kode", word(lang, "e.kode.salah"));
    page.errors(errors).show_if(V::invalid, wrong);
    page.set(V::token, request.form_token());
    page.show_with(V::error, V::error_text, errors.of("kode").value_or(""));
    return page.respond(wrong ? 422 : 200);
}

}  // namespace

Response after_password(Request& request, App& app, const Person& person) {
    const auto destination = own_path(request.raw.form.get("tujuan"), "");
    const auto token = app.db.write([&](Tx& tx) { return begin_second_step(tx, person, destination); });
    if (!token) return start_session(request, app, person, Channel::local, destination);
    auto response = see_other("/masuk/kode");
    http::set_cookie(response, cookie, *token, {.max_age_seconds = cookie_seconds});
    return response;
}

Response second_step::new_form(Request& request, App& app) {
    const auto token = token_of(request);
    const bool known = app.db.read([&](Tx& tx) { return token_for(tx, Purpose::second_step, token).has_value(); });
    return known ? code_page(request, false) : see_other("/masuk");
}

Response second_step::create(Request& request, App& app) {
    const auto token = token_of(request);
    const auto waiting = app.db.read([&](Tx& tx) { return token_for(tx, Purpose::second_step, token); });
    if (!waiting) return see_other("/masuk");
    count_sign_in(request, app, codes_per_account, std::to_string(waiting->person.id));
    const auto passed =
        app.db.write([&](Tx& tx) { return take_second_step(tx, app.sealing, token, request.line("kode")); });
    if (!passed) {
        record_refusal(request, app, Channel::local, waiting->person.id, "kode");
        return code_page(request, true);
    }
    auto response = start_session(request, app, passed->person, Channel::local, passed->details, Steps::two);
    http::set_cookie(response, cookie, "", {.max_age_seconds = 0});
    return response;
}

}  // namespace hero::web
