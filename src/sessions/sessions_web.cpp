#include "sessions/sessions_web.hpp"

#include "base/log.hpp"
#include "base/text.hpp"
#include "demo/demo.hpp"
#include "ui/audited.hpp"
#include "views/sessions.hpp"

namespace hero::web {

namespace {

constexpr Limit sign_in_per_address{"masuk", 30, std::chrono::seconds{60}};
constexpr Limit sign_in_per_account{"masuk-akun", 10, std::chrono::seconds{600}};

std::string_view word_of_result(std::string_view result) {
    if (result == "batal") return "login.batal";
    if (result == "gagal") return "login.gagal";
    if (result == "nonaktif") return "login.nonaktif";
    if (result == "lemah") return "login.lemah";
    return result == "layanan" ? "login.layanan" : "";
}

void add_cast(Page& page) {
    using V = views::sessions::sign_in;
    const Lang lang = page.request().lang();
    page.add(V::demo);
    for (const auto& member : demo::cast()) {
        auto row = page.add(V::member);
        row.set(V::member_key, member.key)
            .set(V::member_name, member.name)
            .set(V::member_initials, initials(member.name));
        row.set(V::member_role, word(lang, word_key(member.role)) + ", " +
                                    word(lang, "login.demo." + std::string{code_of(member.audience)}));
    }
}

// What is configured, and nothing else.
void add_providers(Page& page, const App& app, std::string_view destination) {
    using V = views::sessions::sign_in;
    const auto way_back = destination.empty() ? "" : "?tujuan=" + percent_encoded(destination);
    const bool intranet = app.providers.offers(Channel::intranet);
    page.show_if(V::internal, intranet || app.providers.has_directory())
        .show_if(V::by_intranet, intranet)
        .show_if(V::by_directory, app.providers.has_directory())
        .show_if(V::external, app.providers.offers(Channel::google));
    page.set(V::intranet_path, "/masuk/intranet" + way_back).set(V::google_path, "/masuk/google" + way_back);
}

}  // namespace

Page sign_in_page(Request& request, App& app, const SignInTry& tried) {
    using V = views::sessions::sign_in;
    const Lang lang = request.lang();
    Page page(request, V::view, word(lang, "login.title"));
    page.errors(tried.errors);
    const auto destination =
        own_path(request.raw.form.has("tujuan") ? request.raw.form.get("tujuan") : request.query("tujuan"), "");
    page.set(V::destination, destination);
    const bool local = tried.panel == Panel::local;
    page.set(local ? V::user_name : V::directory_user, tried.user_name);
    page.show_if(V::local_open, local).show_if(V::directory_open, tried.panel == Panel::directory);
    for (const auto& error : tried.errors.list()) {
        if (tried.panel == Panel::directory)
            page.add(V::directory_error).set(V::directory_error_text, error.text);
        else if (local)
            page.add(V::local_error).set(V::local_error_text, error.text);
    }
    add_providers(page, app, destination);
    if (app.demo) add_cast(page);
    return page;
}

void record_refusal(const Request& request, App& app, Channel channel, std::optional<std::int64_t> meant,
                    std::string_view why) {
    const std::string name{code_of(channel)};
    auto what = audited(request, Act::sign_in_refused, "", name + ", " + std::string{why});
    what.person = meant;
    app.db.write([&](Tx& tx) { record(tx, what); });
    log::info("session.refused", {{"channel", name}, {"why", std::string{why}}});
}

void count_sign_in(const Request& request, App& app, const Limit& limit, std::string_view key) {
    try {
        app.limits.count(limit, key);
    } catch (const TooManyRequests&) {
        auto what = audited(request, Act::sign_in_refused, "jaringan " + network_of(request.raw.remote),
                            "batas " + std::string{limit.name});
        what.person.reset();
        record_look(app.db, what);
        throw;
    }
}

std::string home_of(const Person& person) {
    if (person.is_admin()) return "/admin";
    if (person.is_supervisor()) return "/supervisor";
    if (person.is_staff()) return "/petugas";
    return "/tiket";
}

Response start_session(Request& request, App& app, const Person& person, Channel channel, std::string_view destination,
                       Steps steps) {
    const Device device{request.raw.remote, std::string{request.raw.header("user-agent")}};
    const auto token = app.db.write([&](Tx& tx) {
        if (request.who()) hero::sign_out(tx, request.session());
        return hero::sign_in(tx, person, channel, device, app.session_rules, steps);
    });
    log::info("session.started", {{"person", std::to_string(person.id)}, {"channel", std::string{code_of(channel)}}});
    auto response = see_other(own_path(destination, home_of(person)));
    http::set_cookie(response, "hero", token);
    return response;
}

Response sign_in::new_form(Request& request, App& app) {
    if (request.who() && request.query("tujuan").empty() && request.query("hasil").empty())
        return see_other(home_of(request.person()));
    auto page = sign_in_page(request, app);
    const auto& result = request.query("hasil");
    if (const auto key = word_of_result(result); !key.empty())
        page.notice(result == "batal" ? "plain" : "error", word(request.lang(), key));
    return page.respond(result == "layanan" ? 503 : 200);
}

namespace {

Response refused_locally(Request& request, App& app, std::string_view key) {
    FieldErrors errors;
    errors.add("pengguna", word(request.lang(), key));
    return sign_in_page(request, app, {Panel::local, errors, showable(request.line("pengguna"))}).respond(422);
}

// Parameters that were good enough when the password was set may not be any more.
void renew_outdated(const Request& request, App& app, std::int64_t person, const std::string& hash) {
    if (!is_outdated(hash)) return;
    const auto fresh = hash_password(request.raw.form.get("sandi"));
    app.db.write([&](Tx& tx) { renew_hash(tx, person, hash, fresh); });
    log::info("password.renewed", {{"person", std::to_string(person)}});
}

Response with_right_password(Request& request, App& app, std::int64_t id) {
    const auto person = app.db.read([&](Tx& tx) { return person_by_id(tx, id); });
    if (person && person->active) return after_password(request, app, *person);
    record_refusal(request, app, Channel::local, id, "nonaktif");
    return refused_locally(request, app, "login.nonaktif");
}

}  // namespace

Response sign_in::create(Request& request, App& app) {
    const auto user_name = request.line("pengguna");
    const auto& password = request.raw.form.get("sandi");
    count_sign_in(request, app, sign_in_per_address, network_of(request.raw.remote));
    count_sign_in(request, app, sign_in_per_account, folded(first_characters(user_name, 200)));
    const auto account = app.db.read([&](Tx& tx) { return local_account(tx, user_name); });
    if (password_matches(account.password_hash, password) && account.person) {
        renew_outdated(request, app, *account.person, account.password_hash);
        return with_right_password(request, app, *account.person);
    }
    record_refusal(request, app, Channel::local, account.person, "salah");
    return refused_locally(request, app, "login.salah");
}

Response demo_sign_in::create(Request& request, App& app) {
    const auto key = request.line("orang");
    const auto person = app.db.write([&](Tx& tx) { return demo::ensure(tx, key); });
    if (!person.active) {
        record_refusal(request, app, Channel::demo, person.id, "nonaktif");
        FieldErrors errors;
        errors.add("orang", word(request.lang(), "login.nonaktif"));
        return sign_in_page(request, app, {Panel::demo, errors, ""}).respond(422);
    }
    return start_session(request, app, person, Channel::demo, request.raw.form.get("tujuan"));
}

Response sign_out::create(Request& request, App& app) {
    if (request.who()) app.db.write([&](Tx& tx) { hero::sign_out(tx, request.session()); });
    return signed_out();
}

Response signed_out() {
    auto response = see_other("/keluar");
    http::set_cookie(response, "hero", "", {.max_age_seconds = 0});
    response.set("Clear-Site-Data", "\"cache\"");
    return response;
}

Response sign_out::show(Request& request, App&) {
    if (request.who()) return see_other("/akun");  // nobody is told that they are out who is not
    using V = views::sessions::signed_out;
    return Page(request, V::view, word(request.lang(), "logout.judul")).respond();
}

}  // namespace hero::web
