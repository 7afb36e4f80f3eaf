#include "site/site.hpp"

#include <gtest/gtest.h>

#include "base/errors.hpp"
#include "base/log.hpp"
#include "site/pace.hpp"
#include "tests/app.hpp"

namespace hero {
namespace {

using test::TestApp;

http::Request request(http::Method method, std::string path) {
    http::Request request;
    request.method = method;
    request.target = request.path = std::move(path);
    return request;
}

TEST(Site, AnswersEveryRequestWithTheHeadersOfTheHouse) {
    TestApp app;
    for (const std::string path : {"/", "/tidak-ada", "/masuk", "/tiket", "/healthz/live", "/static/tidak-ada.css"}) {
        const auto answer = app.visitor().get(path);
        EXPECT_NE(std::string{answer.header("Content-Security-Policy")}.find("default-src 'none'"), std::string::npos)
            << path;
        EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff") << path;
        EXPECT_EQ(answer.header("Referrer-Policy"), "same-origin") << path;
        EXPECT_EQ(answer.header("Server"), "") << path;
        EXPECT_EQ(std::string{answer.header("Content-Security-Policy")}.find("unsafe"), std::string::npos) << path;
    }
}

TEST(Site, GuardsByRoleAndSendsVisitorsToSignIn) {
    TestApp app;
    struct {
        std::string who, path;
        int status;
    } const cases[] = {
        {"", "/tiket", 303},        {"", "/petugas", 303},     {"", "/", 200},
        {"sari", "/tiket", 200},    {"sari", "/petugas", 403}, {"budi", "/petugas", 200},
        {"ratna", "/petugas", 403}, {"sari", "/akun", 200},
    };
    for (const auto& one : cases) {
        auto browser = one.who.empty() ? app.visitor() : app.as(one.who);
        EXPECT_EQ(browser.get(one.path).status, one.status) << one.who << " " << one.path;
    }
    EXPECT_EQ(app.visitor().get("/tiket?tab=close").header("Location"), "/masuk?tujuan=%2Ftiket%3Ftab%3Dclose");
}

TEST(Site, LimitsWhatOnePersonReads) {
    TestApp app;
    auto sari = app.as("sari");
    auto phone = app.as("sari");
    phone.remote = "203.0.113.9";
    for (int i = 0; i < 300; ++i) ASSERT_EQ((i % 2 ? sari : phone).get("/akun").status, 200) << i;
    const auto stopped = sari.get("/tiket");
    EXPECT_EQ(stopped.status, 429);
    EXPECT_EQ(stopped.header("Retry-After"), "60");
    EXPECT_EQ(phone.get("/lampiran/" + std::string(32, 'a') + "/a.pdf").status, 429) << "from everywhere, files too";
    EXPECT_EQ(app.visitor().get("/").status, 200) << "visitors and others go on";
    EXPECT_EQ(app.as("joko").get("/tiket").status, 200);
    EXPECT_EQ(sari.post("/keluar", {}).status, 303) << "nobody is kept in";

    app.clock.advance(std::chrono::minutes{2});
    EXPECT_EQ(phone.get("/tiket").status, 200);
}

TEST(Site, LimitsNobodyWhenLimitsAreOff) {
    TestApp app({{"limits", "off"}});
    auto sari = app.as("sari");
    for (int i = 0; i < 310; ++i) ASSERT_EQ(sari.get("/akun").status, 200) << i;
}

TEST(Site, LeadsBackToTheFormAfterTheSessionEnded) {
    TestApp app;
    auto nobody = app.visitor();
    EXPECT_EQ(nobody.post("/tiket", {}).header("Location"), "/masuk?tujuan=%2F");
    nobody.headers = {{"referer", app.app.base_url + "/tiket/buat?layanan=e-ska"}};
    EXPECT_EQ(nobody.post("/tiket", {}).header("Location"), "/masuk?tujuan=%2Ftiket%2Fbuat%3Flayanan%3De-ska");
    nobody.headers = {{"referer", "https://lain.contoh/tiket"}};
    EXPECT_EQ(nobody.post("/tiket", {}).header("Location"), "/masuk?tujuan=%2F");
}

TEST(Site, GivesTheWordsBackWhenTheSessionEndedMeanwhile) {
    TestApp app;
    auto sari = app.as("sari");
    app.clock.advance(std::chrono::hours{13});
    sari.headers = {{"referer", app.app.base_url + "/tiket/buat?layanan=e-ska"}};
    const auto answer =
        sari.post("/tiket", {{"csrf", "lama"}, {"layanan", "e-ska"}, {"deskripsi", "Tombol <b> hilang."}});
    EXPECT_EQ(answer.status, 401);
    EXPECT_NE(answer.body.find("Tombol &lt;b&gt; hilang."), std::string::npos) << answer.body;
    EXPECT_NE(answer.body.find("/masuk?tujuan=%2Ftiket%2Fbuat%3Flayanan%3De-ska"), std::string::npos);
    EXPECT_EQ(answer.body.find("lama"), std::string::npos) << "no token";
    EXPECT_EQ(sari.post("/tiket", {{"csrf", "lama"}, {"layanan", "e-ska"}}).status, 303) << "nothing typed";
}

TEST(Site, OffersTheDemoToTheMachineItselfOnly) {
    TestApp app;
    auto near = app.visitor();
    EXPECT_EQ(near.post("/masuk/demo", {{"orang", "sari"}}).status, 303);
    auto far = app.visitor();
    far.remote = "203.0.113.9";
    EXPECT_EQ(far.post("/masuk/demo", {{"orang", "ratna"}}).status, 404);
}

TEST(Site, KnowsItsPathsAndMethods) {
    TestApp app;
    EXPECT_EQ(app.visitor().get("/tidak-ada").status, 404);
    EXPECT_NE(app.visitor().get("/tidak-ada").body.find("Halaman tidak ditemukan"), std::string::npos);
    EXPECT_EQ(app.visitor().get("/faq/").status, 301);
    EXPECT_EQ(app.visitor().get("/faq/").header("Location"), "/faq");
    const auto wrong = app.visitor().send(request(http::Method::post, "/faq"));
    EXPECT_EQ(wrong.status, 405);
    EXPECT_EQ(wrong.header("Allow"), "GET");
    EXPECT_EQ(app.visitor().send(request(http::Method::head, "/faq")).status, 200);
}

TEST(Site, LeadsFromTheAddressOfAFormToItsPage) {
    TestApp app;
    auto phone = app.as("sari");
    EXPECT_EQ(phone.get("/tiket/A-ESKA26000001/konfirmasi").status, 405) << "no browser asks like that";
    phone.headers = {{"sec-fetch-mode", "navigate"}};
    for (const std::string form : {"konfirmasi", "tanggapan", "pembukaan"}) {
        const auto answer = phone.get("/tiket/A-ESKA26000001/" + form);
        EXPECT_EQ(answer.status, 303) << form;
        EXPECT_EQ(answer.header("Location"), "/tiket/A-ESKA26000001") << form;
    }
}

TEST(Site, TakesFormsOnlyFromItsOwnPages) {
    TestApp app;
    struct {
        std::string header, value;
        int status;
    } const cases[] = {
        {"sec-fetch-site", "same-origin", 303},   {"sec-fetch-site", "none", 303},
        {"sec-fetch-site", "cross-site", 403},    {"sec-fetch-site", "same-site", 403},
        {"origin", "http://127.0.0.1:8080", 303}, {"origin", "null", 403},
        {"origin", "https://evil.example", 403},
    };
    for (const auto& one : cases) {
        auto sari = app.as("sari");
        sari.headers = {{one.header, one.value}};
        EXPECT_EQ(sari.post("/akun", {{"bahasa", "id"}}).status, one.status) << one.header << ": " << one.value;
    }
}

TEST(Site, AnOldFormShowsWhatWasTypedAndChangesNothing) {
    TestApp app;
    auto sari = app.as("sari");
    const auto answer = sari.post("/akun", {{"csrf", "00"}, {"bahasa", "en"}, {"catatan", "<b>isian saya</b>"}});
    EXPECT_EQ(answer.status, 403);
    EXPECT_NE(answer.body.find("terlalu lama terbuka"), std::string::npos);
    EXPECT_NE(answer.body.find("&lt;b&gt;isian saya&lt;/b&gt;"), std::string::npos);
    EXPECT_EQ(app.person("sari").language, Lang::id);
    const auto others = app.as("joko").form_token();
    EXPECT_EQ(sari.post("/akun", {{"csrf", others}, {"bahasa", "en"}}).status, 403) << "somebody else's token";
}

TEST(Site, AConflictShowsWhatWasTypedAndLeadsToTheNewestPage) {
    TestApp app;
    auto sari = app.as("sari");
    const auto filed = sari.post("/tiket", {{"layanan", "e-ska"},
                                            {"jenis", "kendala"},
                                            {"dampak", "rendah"},
                                            {"subjek", "Form D ditolak"},
                                            {"deskripsi", "Form D kami ditolak tanpa alasan."},
                                            {"setuju", "1"},
                                            {"submit_id", "1"}});
    const auto path = std::string{filed.header("Location")};
    ASSERT_TRUE(path.starts_with("/tiket/")) << filed.status;
    ASSERT_EQ(sari.post(path + "/pembatalan", {}).status, 303);
    const auto late = sari.post(path + "/tanggapan", {{"isi", "<i>Belum selesai"}, {"submit_id", "2"}});
    EXPECT_EQ(late.status, 409);
    EXPECT_NE(late.body.find("&lt;i&gt;Belum selesai</textarea>"), std::string::npos);
    EXPECT_NE(late.body.find("href=\"" + path + "\">Muat ulang halaman tadi"), std::string::npos);
    EXPECT_EQ(late.body.find(sari.form_token() + "</textarea>"), std::string::npos) << "only what somebody typed";
}

TEST(Site, AnswersOnlyToItsOwnName) {
    TestApp app;
    for (const auto& [host, status] : {std::pair<std::string, int>{"127.0.0.1:8080", 200},
                                       {"localhost", 200},
                                       {"[::1]:9", 200},
                                       {"evil.example", 421},
                                       {"127.0.0.1.evil.example", 421},
                                       {"", 421}}) {
        auto raw = request(http::Method::get, "/");
        raw.headers.emplace_back("host", host);
        EXPECT_EQ(app.site.handle(raw).status, status) << host;
    }
}

// What stops somebody leaves a line, with what stopped them, and nothing of what they sent.
TEST(Site, LogsWhatItRefuses) {
    TestApp app;
    auto sari = app.as("sari");
    const auto number = std::to_string(app.person("sari").id);
    const auto logged = [&](const auto& act) {
        log::start(log::Level::warning);
        testing::internal::CaptureStderr();
        act();
        auto text = testing::internal::GetCapturedStderr();
        log::start(log::Level::error);  // as the tests have it
        return text;
    };
    const auto expect = [&](const std::string& text, std::string_view why, std::string_view status) {
        EXPECT_EQ(std::ranges::count(text, '\n'), 1) << text;
        for (const auto& part : {"\"request.refused\"", "\"why\":\"", "\"network\":\"127.0.0.1\""})
            EXPECT_NE(text.find(part), std::string::npos) << text;
        EXPECT_NE(text.find("\"why\":\"" + std::string{why} + "\""), std::string::npos) << text;
        EXPECT_NE(text.find("\"status\":\"" + std::string{status} + "\""), std::string::npos) << text;
        for (const auto* secret : {"rahasia", "hero=", "Bearer", "csrf"})
            EXPECT_EQ(text.find(secret), std::string::npos) << text;
    };
    const auto role = logged([&] { EXPECT_EQ(sari.get("/admin?rahasia=1").status, 403); });
    expect(role, "role", "403");
    EXPECT_NE(role.find("\"person\":\"" + number + "\""), std::string::npos) << role;
    EXPECT_NE(role.find("\"route\":\"/admin\""), std::string::npos) << role;
    expect(logged([&] { sari.post("/akun", {{"csrf", "rahasia"}, {"bahasa", "rahasia"}}); }), "form-token", "403");
    expect(logged([&] { sari.post("/tiket", {{"csrf", "rahasia"}, {"subjek", "rahasia"}}); }), "form-token", "422");
    auto elsewhere = app.as("sari");
    elsewhere.headers = {{"sec-fetch-site", "cross-site"}};
    expect(logged([&] { elsewhere.post("/akun", {{"bahasa", "rahasia"}}); }), "cross-site", "403");
    auto raw = request(http::Method::get, "/");
    raw.remote = "127.0.0.1";
    raw.headers.emplace_back("host", "rahasia.example");
    expect(logged([&] { app.site.handle(raw); }), "host", "421");
    auto guesser = app.visitor();
    for (int i = 0; i < 10; ++i) guesser.get("/lacak?nomor=A-KORS26000001");
    expect(logged([&] { EXPECT_EQ(guesser.get("/lacak?nomor=A-KORS26000001").status, 429); }), "limit", "429");
    auto program = app.visitor();
    program.headers = {{"authorization", "Bearer hero_rahasia"}};
    expect(logged([&] { EXPECT_EQ(program.get("/api/saya").status, 401); }), "api-token", "401");
    EXPECT_EQ(logged([&] { EXPECT_EQ(sari.get("/tidak-ada").status, 404); }), "") << "nothing was refused";
}

TEST(Site, SpeaksTheLanguageThatWasChosen) {
    TestApp app;
    auto browser = app.visitor();
    EXPECT_NE(browser.get("/masuk").body.find("<html lang=\"id\">"), std::string::npos);
    EXPECT_NE(browser.get("/masuk?lang=en").body.find("<html lang=\"en\">"), std::string::npos);
    EXPECT_NE(browser.get("/masuk").body.find("<html lang=\"en\">"), std::string::npos) << "and remembers it";
    EXPECT_NE(browser.get("/masuk?lang=zz").body.find("<html lang=\"en\">"), std::string::npos);
}

TEST(Site, IdentityNeverComesFromAHeader) {
    TestApp app;
    for (const std::string header : {"x-remote-user", "remote-user", "x-forwarded-user", "x-hero-user"}) {
        auto browser = app.visitor();
        browser.headers = {{header, "ratna"}};
        EXPECT_EQ(browser.get("/tiket").status, 303) << header;
    }
}

TEST(Site, SaysWhenItIsReadyAndWhenItDrains) {
    TestApp app;
    EXPECT_EQ(app.visitor().get("/healthz/live").status, 200);
    EXPECT_EQ(app.visitor().get("/healthz/ready").status, 200);
    app.site.drain();
    EXPECT_EQ(app.visitor().get("/healthz/ready").status, 503);
    EXPECT_EQ(app.visitor().get("/healthz/live").status, 200);
    EXPECT_NE(app.site.metrics().find("hero_responses_total"), std::string::npos);
}

// What waits for a file, a letter or another server would keep all other connections of its thread waiting.
TEST(Site, AnswersAtOnceWhatIsMadeOfTheDatabaseAlone) {
    TestApp app;
    const bool here = app.app.db.engine() == db::Engine::sqlite;
    using enum http::Method;
    struct {
        http::Method method;
        std::string path;
        bool quick;
    } const cases[] = {{get, "/", true},
                       {get, "/tiket", true},
                       {head, "/tiket/A-KORS26000001", true},
                       {get, "/petugas", true},
                       {get, "/supervisor", true},
                       {post, "/tiket", false},
                       {post, "/petugas/pengambilan", false},
                       {get, "/lampiran/" + std::string(32, 'a') + "/a.pdf", false},
                       {get, "/masuk/google/kembali", false},
                       {get, "/petugas/aliran", false},
                       {get, "/admin/audit.csv", false},
                       {get, "/tidak-ada", false},
                       {options, "/tiket", false}};
    for (const auto& one : cases) {
        auto asked = request(one.method, one.path);
        EXPECT_EQ(app.site.is_quick(asked), one.quick && here) << one.path;
    }
}

Response slow_and_broken(Request&, App&) {
    std::this_thread::sleep_for(2 * Pace::slow_after);
    throw Unavailable("it took too long");
}

TEST(Site, DoubtsAPageThatIsSlowAndFails) {
    TestApp app;
    const bool here = app.app.db.engine() == db::Engine::sqlite;
    const std::vector<Route> routes{
        {http::Method::get, "/lambat", Guard::anyone, slow_and_broken, Token::checked, std::nullopt, MadeOf::database}};
    Site site(app.app, routes);
    auto asked = request(http::Method::get, "/lambat");
    asked.headers = {{"host", "127.0.0.1:8080"}};
    EXPECT_EQ(site.is_quick(asked), here);
    EXPECT_EQ(site.handle(asked).status, 503);
    EXPECT_FALSE(site.is_quick(asked));
}

Response writes_first(Request&, App& app) {
    app.db.write([](Tx&) {});
    return http::text_response(200, "written");
}

TEST(Site, CountsAPageOnceThatIsBegunAnewOnAWorker) {
    TestApp app;
    const auto sari = app.as("sari");
    const std::vector<Route> routes{
        {http::Method::get, "/tulis", Guard::signed_in, writes_first, Token::checked, std::nullopt, MadeOf::database}};
    Site site(app.app, routes);
    auto asked = request(http::Method::get, "/tulis");
    asked.headers = {{"host", "127.0.0.1:8080"}, {"cookie", "hero=" + sari.cookies.at("hero")}};
    for (int i = 0; i < 300; ++i) {
        asked.at_once = true;
        ASSERT_THROW(site.handle(asked), MustWait) << i;
        asked.at_once = false;
        ASSERT_EQ(site.handle(asked).status, 200) << i;
    }
    EXPECT_EQ(site.handle(asked).status, 429);
    asked.at_once = true;
    EXPECT_EQ(site.handle(asked).status, 429);
}

// While the database is away nobody can say whose cookie it is: that is no reason to send somebody to sign in.
TEST(Site, WithoutADatabaseKeepsWhoIsSignedInAndGivesTheWordsBack) {
    TestApp ground;
    Config config;
    config.set("data", ground.app.config.text("data"), "test");
    App app(config, ground.clock, {.address = "postgresql://hero@/hero?host=/nobody"});
    Site site(app, all_routes());
    const auto ask = [&](http::Method method, const std::string& path, bool has_cookie) {
        auto asked = request(method, path);
        asked.headers = {{"host", "127.0.0.1:8080"}};
        if (has_cookie) asked.headers.emplace_back("cookie", "hero=kue");
        if (method == http::Method::post) asked.form.add("deskripsi", "Sejak pagi halaman ini kosong.");
        return site.handle(asked);
    };
    const auto refused = ask(http::Method::post, "/tiket", true);
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(refused.header("Retry-After"), "5");
    EXPECT_NE(refused.body.find("Sejak pagi halaman ini kosong."), std::string::npos);
    EXPECT_EQ(ask(http::Method::get, "/tiket", true).status, 503);
    EXPECT_EQ(ask(http::Method::get, "/petugas", true).status, 503);
    EXPECT_EQ(ask(http::Method::get, "/faq", true).status, 200) << "a public page";
    EXPECT_EQ(ask(http::Method::get, "/tiket", false).status, 303) << "a visitor";
    EXPECT_EQ(ask(http::Method::get, "/healthz/ready", false).status, 503);
    EXPECT_EQ(ask(http::Method::get, "/healthz/live", false).status, 200);
}

TEST(OwnPath, KeepsPathsOfThisSiteOnly) {
    EXPECT_EQ(own_path("/tiket?tab=open", "/"), "/tiket?tab=open");
    EXPECT_EQ(own_path("/", "/x"), "/");
    for (const std::string away :
         {"", "tiket", "//x", "/\\x", "https://x", "/a\r\nb", "/a b", "/a\\b", "/\x7f", "/\xc3\xa9"})
        EXPECT_EQ(own_path(away, "/x"), "/x") << away;
}

}  // namespace
}  // namespace hero
