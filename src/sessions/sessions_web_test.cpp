#include <gtest/gtest.h>
#include <sodium.h>

#include <array>

#include "people/people.hpp"
#include "tests/app.hpp"

namespace hero {
namespace {

using test::TestApp;

void add_local(TestApp& app, Role role = Role::agent) {
    const auto hash = hash_password("kuda besi biru laut");
    app.app.db.write([&](Tx& tx) {
        add_person(tx, {.name = "Lokal", .email = "lokal@contoh.id", .role = role, .teams = {}}, "local", "lokal");
        set_password(tx, "lokal", hash);
    });
}

TEST(SignInPage, OffersEachOfTheCastInADemo) {
    TestApp app;
    const auto page = app.visitor().get("/masuk");
    EXPECT_EQ(page.status, 200);
    for (const auto& member : demo::cast())
        EXPECT_NE(page.body.find("name=\"orang\" value=\"" + std::string{member.key} + "\""), std::string::npos)
            << member.key;
}

TEST(SignInPage, HasNoDemoOutsideOfOne) {
    TestApp app({{"demo", "off"}});
    EXPECT_EQ(app.visitor().get("/masuk").body.find("name=\"orang\""), std::string::npos);
    EXPECT_EQ(app.visitor().post("/masuk/demo", {{"orang", "sari"}}).status, 404);
}

TEST(DemoSignIn, OneClickOpensASessionAndComesBackToWhereOneWas) {
    TestApp app;
    auto browser = app.visitor();
    const auto answer = browser.post("/masuk/demo", {{"orang", "sari"}, {"tujuan", "/tiket/kategori"}});
    EXPECT_EQ(answer.status, 303);
    EXPECT_EQ(answer.header("Location"), "/tiket/kategori");
    EXPECT_EQ(browser.get("/tiket/kategori").status, 200);
    EXPECT_EQ(browser.post("/masuk/demo", {{"orang", "siapa"}}).status, 404);
}

TEST(DemoSignIn, KnowsNobodyElse) {
    TestApp app;
    for (const auto& who : {std::string{}, std::string{"siapa"}, std::string("sari\0", 5), std::string{"\xff"}})
        EXPECT_EQ(app.visitor().post("/masuk/demo", {{"orang", who}}).status, 404);
}

TEST(DemoSignIn, SaysThatSomebodyIsDisabled) {
    TestApp app;
    const auto budi = app.person("budi");
    app.app.db.write([&](Tx& tx) { set_active(tx, budi, false); });
    const auto answer = app.visitor().post("/masuk/demo", {{"orang", "budi"}});
    EXPECT_EQ(answer.status, 422);
    EXPECT_NE(answer.body.find("Akun Anda dinonaktifkan"), std::string::npos);
    EXPECT_EQ(answer.header("Set-Cookie"), "");
}

TEST(DemoSignIn, NeverLeadsAway) {
    TestApp app;
    for (const std::string away : {"//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)",
                                   "/%0d%0aX: y\r\nZ: 1", "\\\\evil", "/\tevil"}) {
        auto browser = app.visitor();
        const auto location =
            std::string{browser.post("/masuk/demo", {{"orang", "sari"}, {"tujuan", away}}).header("Location")};
        EXPECT_TRUE(location == "/tiket" || location == "/%0d%0aX:") << away << " → " << location;
    }
}

TEST(LocalSignIn, TakesTheRightPasswordOnly) {
    TestApp app({{"limits", "off"}});
    add_local(app);
    struct {
        std::string name, password;
        int status;
    } const tries[] = {{"lokal", "kuda besi biru laut", 303},
                       {" LOKAL ", "kuda besi biru laut", 303},
                       {"lokal", "salah salah salah", 422},
                       {"siapa", "kuda besi biru laut", 422},
                       {"lokal", "", 422},
                       {"", "", 422},
                       {"lokal", std::string(1 << 20, 'x'), 422}};
    for (const auto& one : tries) {
        auto browser = app.visitor();
        const auto answer = browser.post("/masuk", {{"pengguna", one.name}, {"sandi", one.password}});
        EXPECT_EQ(answer.status, one.status) << one.name;
        EXPECT_EQ(!browser.cookies["hero"].empty(), one.status == 303) << one.name;
        if (one.status == 422)
            EXPECT_NE(answer.body.find("Nama pengguna atau kata sandi tidak sesuai"), std::string::npos);
        EXPECT_EQ(answer.body.find("kuda besi"), std::string::npos) << "a password is never shown again";
    }
}

TEST(LocalSignIn, HashesOncePerTryWhoeverIsMeant) {
    TestApp app({{"limits", "off"}});
    add_local(app);
    const auto hashes = [&](const std::string& name, const std::string& password) {
        const auto before = passwords_hashed();
        app.visitor().post("/masuk", {{"pengguna", name}, {"sandi", password}});
        return passwords_hashed() - before;
    };
    for (const auto* unknown : {"siapa", "siapa lagi", "", "lokal\xff"}) EXPECT_EQ(hashes(unknown, "salah salah"), 1U);
    EXPECT_EQ(hashes("lokal", "salah salah"), 1U);
    EXPECT_EQ(hashes("lokal", "kuda besi biru laut"), 1U);

    const auto asked = [&](const std::string& name) {
        auto browser = app.visitor();
        const db::StatementLog log;
        browser.post("/masuk", {{"pengguna", name}, {"sandi", "salah salah"}});
        return log.names();
    };
    EXPECT_FALSE(asked("lokal").empty());
    EXPECT_EQ(asked("lokal"), asked("siapa"));
}

TEST(LocalSignIn, RenewsAHashOfOtherParametersThanTodays) {
    TestApp app({{"limits", "off"}});
    add_local(app);
    std::array<char, crypto_pwhash_STRBYTES> weak{};
    const std::string password = "kuda besi biru laut";
    ASSERT_EQ(crypto_pwhash_str_alg(weak.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_MIN,
                                    crypto_pwhash_MEMLIMIT_MIN, crypto_pwhash_ALG_ARGON2ID13),
              0);
    app.app.db.write([&](Tx& tx) { set_password(tx, "lokal", weak.data()); });
    const auto stored = [&] {
        return app.app.db.read([](Tx& tx) { return local_account(tx, "lokal").password_hash; });
    };
    const auto sign_in = [&](const std::string& with) {
        return app.visitor().post("/masuk", {{"pengguna", "lokal"}, {"sandi", with}}).status;
    };
    EXPECT_TRUE(is_outdated(weak.data()));
    EXPECT_EQ(sign_in("salah salah salah"), 422);
    EXPECT_EQ(stored(), weak.data()) << "by its owner alone";
    EXPECT_EQ(sign_in(password), 303);
    const auto renewed = stored();
    EXPECT_NE(renewed, weak.data());
    EXPECT_FALSE(is_outdated(renewed));
    EXPECT_TRUE(password_matches(renewed, password));
    EXPECT_EQ(sign_in(password), 303);
    EXPECT_EQ(stored(), renewed) << "once";
}

TEST(LocalSignIn, RenewsNothingThatWasChangedMeanwhile) {
    TestApp app;
    add_local(app);
    const auto before = app.app.db.read([](Tx& tx) { return local_account(tx, "lokal"); });
    app.app.db.write([&](Tx& tx) { renew_hash(tx, *before.person, "an older hash", "the same password anew"); });
    EXPECT_EQ(app.app.db.read([](Tx& tx) { return local_account(tx, "lokal").password_hash; }), before.password_hash);
}

TEST(LocalSignIn, SlowsGuessing) {
    TestApp app;
    auto browser = app.visitor();
    int refused = 0;
    for (int i = 0; i < 12; ++i)
        refused += browser.post("/masuk", {{"pengguna", "lokal"}, {"sandi", "tebakan"}}).status == 429;
    EXPECT_EQ(refused, 2);
}

TEST(LocalSignIn, GivesANewTokenAtEachSignIn) {
    TestApp app;
    add_local(app);
    auto browser = app.visitor();
    browser.cookies["hero"] = std::string(64, 'a');
    browser.post("/masuk", {{"pengguna", "lokal"}, {"sandi", "kuda besi biru laut"}});
    const auto first = browser.cookies["hero"];
    EXPECT_NE(first, std::string(64, 'a'));
    browser.post("/masuk/demo", {{"orang", "sari"}});
    auto old = app.visitor();
    old.cookies["hero"] = first;
    EXPECT_EQ(old.get("/akun").status, 303) << "the old session is dead at once";
}

TEST(SignOut, EndsTheSession) {
    TestApp app;
    auto sari = app.as("sari");
    const auto token = sari.cookies["hero"];
    EXPECT_EQ(sari.get("/keluar").header("Location"), "/akun") << "who is still signed in is not told otherwise";
    EXPECT_EQ(sari.get("/tiket").status, 200);
    EXPECT_EQ(sari.post("/keluar", {}).status, 303);
    auto stolen = app.visitor();
    stolen.cookies["hero"] = token;
    EXPECT_EQ(stolen.get("/tiket").status, 303);
    EXPECT_NE(app.visitor().get("/keluar").body.find("Anda telah keluar"), std::string::npos);
}

TEST(Account, KeepsLanguageAndNotices) {
    TestApp app;
    auto sari = app.as("sari");
    EXPECT_EQ(sari.get("/akun").status, 200);
    EXPECT_EQ(sari.post("/akun", {{"bahasa", "en"}}).status, 303);
    const auto page = sari.get("/akun");
    EXPECT_NE(page.body.find("<html lang=\"en\">"), std::string::npos);
    EXPECT_NE(page.body.find("Changes saved."), std::string::npos) << "said once";
    EXPECT_EQ(sari.get("/akun").body.find("Changes saved."), std::string::npos);
    EXPECT_FALSE(app.person("sari").mail_notices);
}

}  // namespace
}  // namespace hero
