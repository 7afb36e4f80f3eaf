// Ending sessions of one's own, by whoever proves once more who they are: else a browser that somebody left open, or
// took over, could throw its owner out.
#include "base/log.hpp"
#include "base/text.hpp"
#include "sessions/proof_web.hpp"
#include "ui/audited.hpp"
#include "views/sessions.hpp"

namespace hero::web {

namespace {

// For people of a provider, who have no password here: a sign-in so short a time ago is proof.
constexpr std::chrono::minutes recent{10};

enum class Ended { one, all };

// Where whoever vouches for them asks once more.
std::string sign_in_again(const Request& request, const App& app) {
    const auto channel = request.session().channel;
    if (!app.providers.offers(channel)) return "/masuk?tujuan=/akun";
    return "/masuk/" + std::string{code_of(channel)} + "?ulang=1&tujuan=/akun";
}

Response proof_page(const Request& request, const App& app, Ended ended, bool by_password, const FieldErrors& errors) {
    using V = views::sessions::session_proof;
    const Lang lang = request.lang();
    Page page(request, V::view, word(lang, "a.sesi.bukti"));
    page.crumb(word(lang, "a.judul"), "/akun").crumb(word(lang, "a.sesi.bukti"));
    page.errors(errors).show_if(V::one, ended == Ended::one).show_if(V::all, ended == Ended::all);
    if (by_password) {
        auto form = page.add(V::by_password);
        form.set(V::path, request.raw.path).set(V::token, request.form_token());
        form.show_if(V::end_one, ended == Ended::one).show_if(V::end_all, ended == Ended::all);
        form.show_if(V::invalid, !errors.empty());
        if (const auto error = errors.of("sandi")) form.add(V::error).set(V::error_text, *error);
    } else {
        page.add(V::by_sign_in).set(V::sign_in_path, sign_in_again(request, app));
    }
    return page.respond(errors.empty() ? 200 : 422);
}

// Nothing when they have proven who they are, else the page that asks for it.
std::optional<Response> ask_for_proof(Request& request, App& app, Ended ended) {
    const auto& session = request.session();
    const auto user_name = app.db.read([&](Tx& tx) { return local_name_of(tx, session.person.id); });
    if (!user_name) {
        if (app.clock.now() - session.created_at <= recent) return std::nullopt;
        return proof_page(request, app, ended, false, {});
    }
    if (!request.raw.form.has("sandi")) return proof_page(request, app, ended, true, {});
    if (password_proven(request, app, *user_name)) return std::nullopt;
    return proof_page(request, app, ended, true, one_error(request, "sandi", "e.sandi.lama"));
}

}  // namespace

Response session_end::create(Request& request, App& app) {
    if (auto asked = ask_for_proof(request, app, Ended::one)) return std::move(*asked);
    app.db.write([&](Tx& tx) {
        end_session(tx, request.person(), request.param("id"));
        record(tx, audited(request, Act::sessions_ended));
    });
    log::info("session.ended", {{"person", std::to_string(request.person().id)}, {"by", "themselves"}});
    return see_other("/akun", "a.sesi.diakhiri");
}

Response all_sessions_end::create(Request& request, App& app) {
    if (auto asked = ask_for_proof(request, app, Ended::all)) return std::move(*asked);
    app.db.write([&](Tx& tx) {
        sign_out_everywhere(tx, request.person().id);
        record(tx, audited(request, Act::sessions_ended, "", "semua"));
    });
    log::info("session.ended", {{"person", std::to_string(request.person().id)}, {"which", "all"}});
    return signed_out();
}

}  // namespace hero::web
