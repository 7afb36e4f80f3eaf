#include "site/answers.hpp"

#include <exception>

#include "base/db/storage_full.hpp"
#include "base/ids.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "views/site.hpp"

namespace hero {

std::string_view name_of(Guard guard) {
    switch (guard) {
        case Guard::anyone:
            return "anyone";
        case Guard::signed_in:
            return "signed_in";
        case Guard::staff:
            return "staff";
        case Guard::supervisor:
            return "supervisor";
        case Guard::admin:
            return "admin";
        case Guard::demo:
            return "demo";
        case Guard::enrolling:
            return "enrolling";
        case Guard::token:
            return "token";
    }
    return "";
}

bool lets_in(Guard guard, const Person* person) {
    switch (guard) {
        case Guard::anyone:
        case Guard::demo:
            return true;
        case Guard::signed_in:
        case Guard::enrolling:
        case Guard::token:
            return person != nullptr;
        case Guard::staff:
            return person && person->is_staff();
        case Guard::supervisor:
            return person && person->is_supervisor();
        case Guard::admin:
            return person && person->is_admin();
    }
    return false;
}

namespace {

// Numbers, tokens and choices are written so; whatever has another character, somebody typed.
bool is_code(std::string_view value) {
    return value.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_.:") == std::string_view::npos;
}

std::vector<std::string> words_typed(const Request& request) {
    std::vector<std::string> words;
    for (const auto& [name, value] : request.raw.form.fields())
        if (name != "csrf" && !name.starts_with("sandi") && !is_code(value)) words.push_back(showable(value));
    return words;
}

bool has_session_cookie(const Request& request) { return !request.cookie("hero").empty(); }

// What was typed cannot be kept for somebody nobody knows: it is given back, to be copied.
Response session_ended(const Request& request, const std::string& sign_in, const std::vector<std::string>& words) {
    using V = views::site::ended;
    Page page(request, V::view, word(request.lang(), "msg.sesi_judul"), Frame::form);
    page.set(V::path, sign_in);
    for (const auto& text : words) page.add(V::text).set(V::value, text);
    return page.respond(401);
}

}  // namespace

Response refused_by_guard(const Request& request, Guard guard) {
    if (guard == Guard::demo) throw NotFound{};
    const bool reads = request.raw.method == http::Method::get || request.raw.method == http::Method::head;
    // A session that ended while somebody typed: signing in leads back to the form, where the draft waits.
    const auto back = reads ? request.here() : request.came_from();
    if (request.who()) throw Forbidden{};
    const auto sign_in = "/masuk?tujuan=" + percent_encoded(back.empty() ? "/" : back);
    // Only for one whose browser still has the cookie: nobody else had a form to lose.
    if (const auto words = words_typed(request); !reads && has_session_cookie(request) && !words.empty())
        return session_ended(request, sign_in, words);
    return see_other(sign_in);
}

Response refused_token(std::optional<Scope> missing) {
    auto response = http::json_response(missing ? 403 : 401,
                                        missing ? R"({"galat":"insufficient_scope"})" : R"({"galat":"invalid_token"})");
    response.set("WWW-Authenticate", missing ? R"(Bearer realm="HERO", error="insufficient_scope", scope=")" +
                                                   std::string{code_of(*missing)} + '"'
                                             : R"(Bearer realm="HERO", error="invalid_token")");
    return response;
}

Response expired_form(const Request& request) {
    using V = views::site::expired;
    const Lang lang = request.lang();
    Page page(request, V::view, word(lang, "x.isian"), Frame::form);
    page.set(V::action, request.raw.path).set(V::token, request.form_token());
    for (const auto& [name, value] : request.raw.form.fields()) {
        if (name == "csrf" || name.starts_with("sandi") || value.empty()) continue;
        const auto shown = showable(value);
        if (value.size() > 60 || value.find('\n') != std::string::npos)
            page.add(V::long_field).set(V::name, name).set(V::value, shown);
        else
            page.add(V::short_field).set(V::name, name).set(V::value, shown);
    }
    return page.respond(403);
}

namespace {

std::string wait_text(Lang lang, int seconds) {
    if (seconds <= 90) return word(lang, "x.429", {{"detik", std::to_string(seconds)}});
    return word(lang, "x.429.menit", {{"menit", std::to_string((seconds + 59) / 60)}});
}

// What was typed is given back to whom it belongs: whoever is signed in, or has the cookie while no database can say
// so.
Response come_again(const Request& request, int status, std::string_view message, int seconds) {
    using V = views::site::conflict;
    const auto words = request.who() || has_session_cookie(request) ? words_typed(request) : std::vector<std::string>{};
    auto response = [&] {
        if (words.empty()) return error_page(request, status, message, {});
        const auto path = request.came_from();
        Page page(request, V::view, message, Frame::form);
        page.set(V::message, message).set(V::path, path.empty() ? "/" : path).show(V::kept);
        for (const auto& text : words) page.add(V::text).set(V::value, text);
        return page.respond(status);
    }();
    response.set("Retry-After", std::to_string(seconds));
    return response;
}

}  // namespace

Response conflict_page(const Request& request, const Conflict& conflict, std::string_view path) {
    using V = views::site::conflict;
    const auto message = word(request.lang(), conflict.message, {{"nama", conflict.name}});
    Page page(request, V::view, message, Frame::form);
    page.set(V::message, message).set(V::path, path);
    const auto words = words_typed(request);
    for (const auto& text : words) page.add(V::text).set(V::value, text);
    page.show_if(V::kept, !words.empty());
    return page.respond(409);
}

Response answer_to_exception(const Request& request, std::string& code) {
    const Lang lang = request.lang();
    const auto say = [&](int status, std::string_view key, std::string_view text = {}) {
        return error_page(request, status, word(lang, key), text);
    };
    try {
        throw;
    } catch (const NotFound&) {
        return say(404, "x.404", word(lang, "x.404.isi"));
    } catch (const Forbidden&) {
        return say(403, "x.403");
    } catch (const TooManyRequests& refused) {
        return come_again(request, 429, wait_text(lang, refused.retry_after_seconds), refused.retry_after_seconds);
    } catch (const UnreadableText& broken) {
        log::warning("request.unreadable", {{"where", broken.what()}});
        return say(400, "x.400", word(lang, "x.400.isi"));
    } catch (const StorageFull& full) {
        log::error("request.storage_full", {{"why", full.what()}});
        return come_again(request, 503, word(lang, "x.503.penuh"), 60);
    } catch (const Unavailable& busy) {
        log::warning("request.unavailable", {{"why", busy.what()}});
        return come_again(request, 503, word(lang, "x.503.sibuk"), 5);
    } catch (const std::exception& broken) {
        code = random_hex(4);
        log::error("request.failed", {{"code", code}, {"why", broken.what()}});
        return error_page(request, 500, word(lang, "x.500"), word(lang, "x.500.isi", {{"kode", code}}), code);
    }
}

}  // namespace hero
