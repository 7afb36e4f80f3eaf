// /akun/token: API tokens of the person who asks; /api/saya: who a program is with its token.
#include <boost/json.hpp>

#include "base/log.hpp"
#include "base/text.hpp"
#include "sessions/sessions_web.hpp"
#include "ui/audited.hpp"
#include "views/sessions.hpp"

namespace hero::web {

namespace {

constexpr Scope all_scopes[] = {Scope::read_tickets, Scope::write_tickets, Scope::read_reports};

std::string scope_names(Lang lang, const std::vector<Scope>& scopes) {
    std::string names;
    for (const auto scope : scopes)
        names += (names.empty() ? "" : ", ") + word(lang, "tok." + std::string{code_of(scope)});
    return names;
}

std::string scopes_text(const NewToken& token) {
    std::string text;
    for (const auto scope : token.scopes) text += (text.empty() ? "" : ", ") + std::string{code_of(scope)};
    return text;
}

NewToken read_token(const Request& request) {
    NewToken token{.name = request.line("nama"), .days = 0};
    for (const auto& code : request.raw.form.all("lingkup"))
        if (const auto scope = parse_scope(code)) token.scopes.push_back(*scope);
    const auto days = whole_number(request.line("hari")).value_or(0);
    token.days = days >= 1 && days <= 365 ? static_cast<int>(days) : 0;
    return token;
}

void add_tokens(Page& page, const std::vector<ApiToken>& tokens) {
    using V = views::sessions::tokens;
    const Lang lang = page.request().lang();
    page.show(tokens.empty() ? V::nothing : V::some);
    for (const auto& token : tokens) {
        auto row = page.add(V::token_row);
        row.set(V::id, token.id).set(V::name, token.name).set(V::scopes, scope_names(lang, token.scopes));
        set_time(row, V::expires, V::expires_iso, short_date(lang, token.expires_at), token.expires_at);
        row.set(V::used, token.used_at ? short_time(lang, *token.used_at) : word(lang, "tok.belum"));
    }
}

void add_form(Page& page, const NewToken& typed, const FieldErrors& errors) {
    using V = views::sessions::tokens;
    const Lang lang = page.request().lang();
    page.errors(errors);
    page.set(V::typed_name, showable(typed.name)).set(V::typed_days, typed.days == 0 ? "" : std::to_string(typed.days));
    for (const auto scope : all_scopes)
        page.add(V::scope)
            .set(V::scope_code, code_of(scope))
            .set(V::scope_name, word(lang, "tok." + std::string{code_of(scope)}))
            .show_if(V::scope_chosen, std::ranges::find(typed.scopes, scope) != typed.scopes.end());
    page.show_if(V::name_invalid, errors.of("nama").has_value())
        .show_with(V::name_error, V::name_error_text, errors.of("nama").value_or(""));
    page.show_if(V::scopes_invalid, errors.of("lingkup").has_value())
        .show_with(V::scopes_error, V::scopes_error_text, errors.of("lingkup").value_or(""));
    page.show_if(V::days_invalid, errors.of("hari").has_value())
        .show_with(V::days_error, V::days_error_text, errors.of("hari").value_or(""));
}

Response tokens_page(const Request& request, App& app, const NewToken& typed, const FieldErrors& errors) {
    using V = views::sessions::tokens;
    const Lang lang = request.lang();
    Page page(request, V::view, word(lang, "tok.judul"));
    page.crumb(word(lang, "a.judul"), "/akun").crumb(word(lang, "tok.judul"));
    page.set(V::token, request.form_token());
    add_tokens(page, app.db.read([&](Tx& tx) { return tokens_of(tx, request.person()); }));
    add_form(page, typed, errors);
    return page.respond(errors.empty() ? 200 : 422);
}

void require_staff(const Request& request) {
    if (!may_have_tokens(request.person())) throw NotFound();
}

}  // namespace

Response tokens::index(Request& request, App& app) {
    require_staff(request);
    return tokens_page(request, app, {}, {});
}

Response tokens::create(Request& request, App& app) {
    using V = views::sessions::new_token;
    require_staff(request);
    const Lang lang = request.lang();
    const auto wanted = read_token(request);
    const auto errors = check_token(lang, wanted);
    if (!errors.empty()) return tokens_page(request, app, wanted, errors);
    const auto secret = app.db.write([&](Tx& tx) {
        auto token = issue_token(tx, request.person(), wanted);
        record(tx, audited(request, Act::token_issued, "", scopes_text(wanted)));
        return token;
    });
    log::info("token.issued", {{"person", std::to_string(request.person().id)}});
    Page page(request, V::view, word(lang, "tok.baru.judul"));
    page.crumb(word(lang, "a.judul"), "/akun").crumb(word(lang, "tok.judul"), "/akun/token");
    page.set(V::name, wanted.name).set(V::secret, secret);
    return page.respond();
}

Response token_revocations::create(Request& request, App& app) {
    const auto id = whole_number(request.param("id"));
    if (!id) throw NotFound();
    app.db.write([&](Tx& tx) {
        revoke_token(tx, request.person(), *id);
        record(tx, audited(request, Act::token_revoked, "token " + std::to_string(*id)));
    });
    log::info("token.revoked", {{"person", std::to_string(request.person().id)}});
    return see_other("/akun/token", "tok.dicabut");
}

Response me::show(Request& request, App&) {
    const auto& person = request.person();
    boost::json::array scopes;
    for (const auto scope : request.session().scopes) scopes.emplace_back(code_of(scope));
    const boost::json::object answer{{"id", person.id},
                                     {"nama", person.name},
                                     {"peran", code_of(person.role)},
                                     {"lingkup", scopes},
                                     {"berlaku_sampai", iso_time(request.session().expires_at)}};
    return http::json_response(200, boost::json::serialize(answer) + "\n");
}

}  // namespace hero::web
