#include <gtest/gtest.h>

#include "credentials/credentials.hpp"
#include "tests/app.hpp"

namespace hero {
namespace {

using namespace std::chrono_literals;
using test::between;
using test::Browser;
using test::TestApp;

constexpr auto password = "kuda besi biru laut";

// Somebody with a local account and what their authenticator app knows.
struct Ground : TestApp {
    explicit Ground(Role role = Role::admin, std::string_view limits = "off") : TestApp({{"limits", limits}}) {
        static const auto hash = hash_password(password);
        app.db.write([&](Tx& tx) {
            add_person(tx, {.name = "Lokal", .email = "lokal@contoh.id", .role = role, .teams = {1}}, "local", "lokal");
            set_password(tx, "lokal", hash);
        });
    }
    Person lokal() {
        return app.db.read([](Tx& tx) { return *person_by_identity(tx, "local", "lokal"); });
    }
    std::string on_trial() {
        const auto person = lokal();
        return app.db.read([&](Tx& tx) { return secret_on_trial(tx, app.sealing, person).value_or(""); });
    }
    std::string code() { return authenticator_code(secret, clock.now()); }
    http::Response sign_in(Browser& browser) {
        return browser.post("/masuk", {{"pengguna", "lokal"}, {"sandi", password}, {"tujuan", "/akun"}});
    }
    // Turns it on in that browser; gives the page with the recovery codes.
    http::Response set_up(Browser& browser) {
        browser.post("/akun/dua-langkah", {{"sandi", password}});
        secret = on_trial();
        auto page = browser.post("/akun/dua-langkah/konfirmasi", {{"kode", code()}});
        clock.advance(1min);
        return page;
    }
    std::string secret;
};

std::string first_code(const std::string& page) { return between(page, "<li class=\"number\">", "</li>"); }

TEST(SecondFactorPage, IsAllAnAdminWithAPasswordOnlyGetsToSee) {
    Ground ground;
    auto browser = ground.visitor();
    EXPECT_EQ(ground.sign_in(browser).status, 303);
    for (const auto* path : {"/admin", "/akun", "/akun/token", "/tiket", "/admin/pengguna"})
        EXPECT_EQ(browser.get(path).header("Location"), "/akun/dua-langkah") << path;
    EXPECT_EQ(browser.post("/akun/token", {{"nama", "x"}}).header("Location"), "/akun/dua-langkah");
    EXPECT_EQ(browser.post("/akun/dua-langkah/penonaktifan", {}).header("Location"), "/akun/dua-langkah");
    const auto page = browser.get("/akun/dua-langkah").body;
    EXPECT_NE(page.find("Administrator wajib memakai masuk dua langkah"), std::string::npos);
    EXPECT_EQ(browser.get("/faq").status, 200) << "what everybody may read";
    EXPECT_EQ(ground.set_up(browser).status, 200);
    EXPECT_EQ(browser.get("/admin").status, 200);
}

TEST(SecondFactorPage, ShowsTheSecretUntilACodeConfirmsIt) {
    Ground ground;
    auto browser = ground.visitor();
    auto other = ground.visitor();
    ground.sign_in(browser);
    ground.sign_in(other);
    for (const auto* wrong : {"", "salah salah salah"})
        EXPECT_EQ(browser.post("/akun/dua-langkah", {{"sandi", wrong}}).status, 422) << "whoever finds it open cannot";
    EXPECT_EQ(browser.post("/akun/dua-langkah", {}).status, 422);
    EXPECT_TRUE(ground.on_trial().empty());
    EXPECT_EQ(browser.post("/akun/dua-langkah", {{"sandi", password}}).status, 303);
    const auto trial = browser.get("/akun/dua-langkah").body;
    const auto shown = between(trial, "<dd class=\"number secret\">", "</dd>");
    EXPECT_EQ(shown.size(), 32U);
    EXPECT_NE(trial.find("<svg"), std::string::npos);
    const auto wrong = browser.post("/akun/dua-langkah/konfirmasi", {{"kode", "abc"}});
    EXPECT_EQ(wrong.status, 422);
    EXPECT_EQ(between(wrong.body, "<dd class=\"number secret\">", "</dd>"), shown);

    ground.secret = ground.on_trial();
    const auto before = browser.cookies["hero"];
    const auto done = browser.post("/akun/dua-langkah/konfirmasi", {{"kode", ground.code()}});
    EXPECT_EQ(done.status, 200);
    EXPECT_EQ(first_code(done.body).size(), 34U) << "seven times four characters";
    EXPECT_NE(browser.cookies["hero"], before) << "a new session id";
    auto old = ground.visitor();
    old.cookies["hero"] = before;
    EXPECT_EQ(old.get("/admin").status, 303) << "the old one is dead";
    EXPECT_EQ(other.get("/akun/dua-langkah").header("Location").substr(0, 6), "/masuk") << "so are all others";
    const auto after = browser.get("/akun/dua-langkah").body;
    EXPECT_EQ(after.find(shown), std::string::npos);
    EXPECT_EQ(after.find(first_code(done.body)), std::string::npos);
    EXPECT_EQ(browser.post("/akun/dua-langkah", {{"sandi", password}}).status, 409)
        << "it cannot be replaced in passing";
}

TEST(SecondStep, AsksForACodeAfterThePassword) {
    Ground ground;
    auto browser = ground.visitor();
    ground.sign_in(browser);
    const auto recovery = first_code(ground.set_up(browser).body);

    auto again = ground.visitor();
    EXPECT_EQ(ground.sign_in(again).header("Location"), "/masuk/kode");
    EXPECT_TRUE(again.cookies["hero"].empty()) << "no session before the second step";
    EXPECT_EQ(again.get("/akun").status, 303);
    EXPECT_EQ(again.get("/masuk/kode").status, 200);
    EXPECT_EQ(again.post("/masuk/kode", {{"kode", "000000"}}).status, 422);
    const auto code = ground.code();
    const auto in = again.post("/masuk/kode", {{"kode", code}});
    EXPECT_EQ(in.header("Location"), "/akun") << "where one was going";
    EXPECT_EQ(again.get("/admin").status, 200);
    EXPECT_TRUE(again.cookies["langkah"].empty());

    auto thief = ground.visitor();
    ground.sign_in(thief);
    EXPECT_EQ(thief.post("/masuk/kode", {{"kode", code}}).status, 422) << "each code counts once";
    EXPECT_EQ(thief.post("/masuk/kode", {{"kode", recovery}}).status, 303);
    EXPECT_EQ(thief.get("/admin").status, 200);
    auto late = ground.visitor();
    ground.sign_in(late);
    EXPECT_EQ(late.post("/masuk/kode", {{"kode", recovery}}).status, 422);
}

TEST(SecondStep, IsForWhoeverGaveThePasswordOnly) {
    Ground ground;
    auto browser = ground.visitor();
    ground.sign_in(browser);
    ground.set_up(browser);
    EXPECT_EQ(ground.visitor().get("/masuk/kode").header("Location"), "/masuk");
    EXPECT_EQ(ground.visitor().post("/masuk/kode", {{"kode", ground.code()}}).header("Location"), "/masuk");

    auto guesser = ground.visitor();
    ground.sign_in(guesser);
    for (int i = 0; i < 5; ++i) EXPECT_EQ(guesser.post("/masuk/kode", {{"kode", "12345"}}).status, 422);
    EXPECT_EQ(guesser.post("/masuk/kode", {{"kode", ground.code()}}).header("Location"), "/masuk");
    EXPECT_TRUE(guesser.cookies["hero"].empty());
    const auto wrong = guesser.post("/masuk", {{"pengguna", "lokal"}, {"sandi", "salah salah salah"}});
    const auto nobody = guesser.post("/masuk", {{"pengguna", "siapa"}, {"sandi", "salah salah salah"}});
    EXPECT_EQ(wrong.status, nobody.status);
    EXPECT_NE(wrong.body.find("tidak sesuai"), std::string::npos);
}

TEST(SecondStep, TakesTenCodesAnHourOfOneAccount) {
    TestApp app;
    const auto person = app.app.db.write([&](Tx& tx) {
        const auto one =
            add_person(tx, {.name = "Lokal", .email = "l@contoh.id", .role = Role::agent, .teams = {}}, "local", "l");
        const auto& keys = app.app.sealing;
        begin_second_factor(tx, keys, one);
        confirm_second_factor(tx, keys, one, authenticator_code(secret_on_trial(tx, keys, one).value(), tx.now()));
        return one;
    });
    int refused = 0;
    for (int i = 0; i < 12; ++i) {
        auto browser = app.visitor();
        browser.cookies["langkah"] =
            app.app.db.write([&](Tx& tx) { return begin_second_step(tx, person, "").value(); });
        refused += browser.post("/masuk/kode", {{"kode", "000000"}}).status == 429;
    }
    EXPECT_EQ(refused, 2) << "a new browser, a new try at the password: the account counts";
}

// Whoever sits at somebody's open session guesses neither the password nor the first code.
TEST(SecondFactorPage, SlowsGuessing) {
    Ground ground(Role::agent, "on");
    auto browser = ground.visitor();
    ground.sign_in(browser);
    browser.post("/akun/dua-langkah", {{"sandi", password}});
    const auto tries = [&](const char* path, const test::Fields& fields) {
        int refused = 0;
        for (int i = 0; i < 12; ++i) refused += browser.post(path, fields).status == 429;
        return refused;
    };
    EXPECT_EQ(tries("/akun/dua-langkah/konfirmasi", {{"kode", "000000"}}), 2);
    EXPECT_EQ(tries("/akun/dua-langkah/penonaktifan", {{"sandi", "salah"}, {"kode", "1"}}), 3)
        << "one was the right one";
    EXPECT_EQ(tries("/akun/dua-langkah", {{"sandi", password}}), 12) << "whichever of the pages asks";
}

TEST(SecondFactorPage, TakesPasswordAndCodeToTurnItOff) {
    Ground ground(Role::agent);
    auto browser = ground.visitor();
    ground.sign_in(browser);
    EXPECT_EQ(browser.get("/petugas").status, 200) << "others may do without";
    const auto codes = ground.set_up(browser).body;
    const auto off = [&](const char* sandi, const std::string& kode) {
        return browser.post("/akun/dua-langkah/penonaktifan", {{"sandi", sandi}, {"kode", kode}}).status;
    };
    EXPECT_EQ(off("salah", ground.code()), 422);
    EXPECT_EQ(off(password, "000000"), 422);
    EXPECT_EQ(browser.post("/akun/dua-langkah/kode-pemulihan", {{"sandi", "x"}, {"kode", "x"}}).status, 422);
    const auto fresh = browser.post("/akun/dua-langkah/kode-pemulihan", {{"sandi", password}, {"kode", ground.code()}});
    EXPECT_EQ(fresh.status, 200);
    EXPECT_EQ(off(password, first_code(codes)), 422) << "new codes took its place";
    const auto before = browser.cookies["hero"];
    EXPECT_EQ(off(password, first_code(fresh.body)), 303);
    EXPECT_NE(browser.cookies["hero"], before);
    EXPECT_EQ(browser.get("/petugas").status, 200);
    auto again = ground.visitor();
    EXPECT_EQ(ground.sign_in(again).header("Location"), "/akun");
}

TEST(SecondFactorPage, IsNotForPeopleOfAProvider) {
    TestApp app;
    EXPECT_EQ(app.as("budi").get("/akun/dua-langkah").status, 404);
    EXPECT_EQ(app.as("ratna").get("/admin").status, 200);
}

}  // namespace
}  // namespace hero
