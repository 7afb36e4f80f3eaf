// /akun/dua-langkah: an authenticator app as second step of signing in, and its recovery codes.
#include "base/log.hpp"
#include "sessions/proof_web.hpp"
#include "ui/audited.hpp"
#include "views/sessions.hpp"

namespace hero::web {

namespace {

constexpr Limit confirmations_per_account{"kode-pasang", 10, std::chrono::seconds{600}};

// Where the second factor of the person who asks stands.
struct Standing {
    std::string user_name;
    bool confirmed = false;
    std::optional<std::string> on_trial{};
    int codes_left = 0;
};

// Throws NotFound for somebody whose provider asks for a second factor, or does not: it is not HERO's to ask.
Standing standing_of(const Request& request, App& app) {
    const auto& person = request.person();
    auto user_name = own_user_name(request, app);
    return app.db.read([&](Tx& tx) {
        return Standing{.user_name = std::move(user_name),
                        .confirmed = has_second_factor(tx, person),
                        .on_trial = secret_on_trial(tx, app.sealing, person),
                        .codes_left = recovery_codes_left(tx, person)};
    });
}

void set_field(Page& page, const FieldErrors& errors) {
    using V = views::sessions::second_factor;
    page.errors(errors);
    page.show_if(V::password_invalid, errors.of("sandi").has_value())
        .show_with(V::password_error, V::password_error_text, errors.of("sandi").value_or(""));
    page.show_if(V::code_invalid, errors.of("kode").has_value())
        .show_with(V::code_error, V::code_error_text, errors.of("kode").value_or(""));
}

Response factor_page(const Request& request, const Standing& standing, const FieldErrors& errors) {
    using V = views::sessions::second_factor;
    const Lang lang = request.lang();
    Page page(request, V::view, word(lang, "dl.judul"));
    page.crumb(word(lang, "a.judul"), "/akun").crumb(word(lang, "dl.judul"));
    set_field(page, errors);
    page.set(V::token, request.form_token()).set(V::left, standing.codes_left);
    page.show_if(V::required, request.session().needs_second_factor);
    page.show_if(V::confirmed, standing.confirmed);
    page.show_if(V::none, !standing.confirmed && !standing.on_trial);
    if (standing.on_trial) {
        auto trial = page.add(V::trial);
        trial.set(V::secret, typed_secret(*standing.on_trial)).set(V::user_name, standing.user_name);
        trial.set(V::qr, html::qr_svg(authenticator_link(standing.user_name, *standing.on_trial), word(lang, "dl.qr")));
    }
    return page.respond(errors.empty() ? 200 : 422);
}

Response codes_page(const Request& request, const std::vector<std::string>& codes) {
    using V = views::sessions::recovery_codes;
    const Lang lang = request.lang();
    Page page(request, V::view, word(lang, "dl.kode.judul"));
    page.crumb(word(lang, "a.judul"), "/akun").crumb(word(lang, "dl.kode.judul"));
    std::string all;
    for (const auto& code : codes) {
        page.add(V::code).set(V::code_text, code);
        all += code + "\n";
    }
    page.set(V::all_codes, all).set(V::home, home_of(request.person()));
    return page.respond();
}

}  // namespace

Response second_factor::show(Request& request, App& app) { return factor_page(request, standing_of(request, app), {}); }

Response second_factor::create(Request& request, App& app) {
    const auto standing = standing_of(request, app);
    // Who has one turns it off first; nobody proves anything in vain.
    if (standing.confirmed) throw Conflict();
    const bool done = with_proof(request, app, standing.user_name,
                                 [&](Tx& tx) { begin_second_factor(tx, app.sealing, request.person()); });
    if (!done) return factor_page(request, standing, one_error(request, "sandi", "e.sandi.lama"));
    return see_other("/akun/dua-langkah");
}

Response factor_confirmation::create(Request& request, App& app) {
    const auto& person = request.person();
    app.limits.count(confirmations_per_account, std::to_string(person.id));
    std::string token;
    const auto codes = app.db.write([&](Tx& tx) {
        auto fresh = confirm_second_factor(tx, app.sealing, person, request.line("kode"));
        if (fresh.empty()) return fresh;
        sign_out_elsewhere(tx, request.session());
        token = renew(tx, request.session());
        record(tx, audited(request, Act::second_factor_set));
        return fresh;
    });
    if (codes.empty()) record_wrong_proof(request, app);
    if (codes.empty())
        return factor_page(request, standing_of(request, app), one_error(request, "kode", "e.kode.salah"));
    log::info("second-factor.set", {{"person", std::to_string(person.id)}});
    auto response = codes_page(request, codes);
    http::set_cookie(response, "hero", token);
    return response;
}

Response factor_removal::create(Request& request, App& app) {
    const auto standing = standing_of(request, app);
    std::string token;
    const bool done = with_proof(request, app, standing.user_name, [&](Tx& tx) {
        drop_second_factor(tx, request.person());
        token = renew(tx, request.session());
        record(tx, audited(request, Act::second_factor_dropped));
    });
    if (!done) return factor_page(request, standing, one_error(request, "kode", "e.bukti.salah"));
    log::info("second-factor.dropped", {{"person", std::to_string(request.person().id)}, {"by", "themselves"}});
    auto response = see_other("/akun/dua-langkah", "dl.dimatikan");
    http::set_cookie(response, "hero", token);
    return response;
}

Response recovery_codes::create(Request& request, App& app) {
    const auto standing = standing_of(request, app);
    std::vector<std::string> codes;
    const bool done = with_proof(request, app, standing.user_name, [&](Tx& tx) {
        codes = renew_recovery_codes(tx, request.person());
        record(tx, audited(request, Act::recovery_codes_renewed));
    });
    if (!done) return factor_page(request, standing, one_error(request, "kode", "e.bukti.salah"));
    log::info("recovery-codes.renewed", {{"person", std::to_string(request.person().id)}});
    return codes_page(request, codes);
}

}  // namespace hero::web
