#include <gtest/gtest.h>

#include "credentials/credentials.hpp"
#include "tests/app.hpp"

namespace hero {
namespace {

using namespace std::chrono_literals;
using test::Browser;
using test::Fields;
using test::TestApp;

constexpr auto present = "kuda besi biru laut";
constexpr auto fresh = "lima kapal putih berlayar";

struct Ground : TestApp {
    Ground() {
        static const auto hash = hash_password(present);
        app.db.write([&](Tx& tx) {
            add_person(tx, {.name = "Lokal", .email = "l@contoh.id", .role = Role::agent, .teams = {1}}, "local",
                       "lokal");
            set_password(tx, "lokal", hash);
        });
    }
    Person lokal() {
        return app.db.read([](Tx& tx) { return *person_by_identity(tx, "local", "lokal"); });
    }
    // Signed in with that password; without a session when it is not the one.
    Browser enter(const char* password = present) {
        auto browser = visitor();
        browser.post("/masuk", {{"pengguna", "lokal"}, {"sandi", password}});
        return browser;
    }
    int change(Browser& browser, const Fields& fields) { return browser.post("/akun/sandi", fields).status; }
};

Fields form(const std::string& old, const std::string& one, const std::string& again) {
    return {{"sandi", old}, {"sandi_baru", one}, {"sandi_ulang", again}};
}

TEST(OwnPassword, IsChangedByWhoeverKnowsThePresentOne) {
    Ground ground;
    auto here = ground.enter();
    auto there = ground.enter();
    EXPECT_NE(here.get("/akun").body.find("href=\"/akun/sandi\""), std::string::npos);
    EXPECT_EQ(here.get("/akun/sandi").status, 200);
    const auto link = ground.app.db.write(
        [&](Tx& tx) { return give_password_link(tx, *person_by_identity(tx, "local", "lokal"), Factor::kept); });
    const auto before = here.cookies["hero"];
    EXPECT_EQ(ground.change(here, form("salah salah salah", fresh, fresh)), 422);
    EXPECT_EQ(there.get("/petugas").status, 200) << "nothing has happened yet";

    const auto done = here.post("/akun/sandi", form(present, fresh, fresh));
    EXPECT_EQ(done.header("Location"), "/akun");
    EXPECT_NE(here.get("/akun").body.find("Kata sandi diganti."), std::string::npos);
    EXPECT_NE(here.cookies["hero"], before) << "a new session id";
    auto old = ground.visitor();
    old.cookies["hero"] = before;
    EXPECT_EQ(old.get("/petugas").status, 303) << "the old one is dead";
    EXPECT_EQ(there.get("/petugas").status, 303) << "so are other sessions";
    EXPECT_EQ(ground.visitor().get("/masuk/sandi-baru/" + link).status, 404) << "and links under way";
    EXPECT_TRUE(ground.enter().cookies["hero"].empty());
    EXPECT_FALSE(ground.enter(fresh).cookies["hero"].empty());
}

TEST(OwnPassword, SaysWhatIsWrongAndShowsNoPasswordAgain) {
    Ground ground;
    auto browser = ground.enter();
    struct {
        Fields fields;
        const char* says;
    } const cases[] = {{form("salah salah salah", fresh, fresh), "Kata sandi tidak sesuai."},
                       {form(present, "pendek", "pendek"), "12 sampai 256"},
                       {form(present, "Rahasia123456", "Rahasia123456"), "mudah ditebak"},
                       {form(present, fresh, "lain sekali lagi"), "Kedua kata sandi tidak sama."},
                       {form(present, present, present), "harus berbeda"},
                       {form(present, std::string(1 << 20, 'x'), "x"), "12 sampai 256"},
                       {{}, "12 sampai 256"}};
    for (const auto& one : cases) {
        const auto answer = browser.post("/akun/sandi", one.fields);
        EXPECT_EQ(answer.status, 422) << one.says;
        EXPECT_NE(answer.body.find(one.says), std::string::npos) << one.says;
        for (const auto& [name, value] : one.fields)
            if (value.size() > 12) EXPECT_EQ(answer.body.find(value), std::string::npos) << name;
    }
    // A form that was open too long gives words back; a password is none.
    auto late = form(present, fresh, fresh);
    late.emplace_back("csrf", "00");
    const auto expired = browser.post("/akun/sandi", late);
    EXPECT_EQ(expired.status, 403);
    EXPECT_EQ(expired.body.find(present), std::string::npos);
    EXPECT_EQ(expired.body.find(fresh), std::string::npos);
    EXPECT_FALSE(ground.enter().cookies["hero"].empty()) << "it has not changed";
}

TEST(OwnPassword, TakesTenTriesInTenMinutes) {
    Ground ground;
    auto browser = ground.enter();
    int refused = 0;
    for (int i = 0; i < 12; ++i) {
        const auto answer = browser.post("/akun/sandi", form("salah salah salah", fresh, fresh));
        refused += answer.status == 429;
        EXPECT_EQ(answer.body.find(fresh), std::string::npos);
    }
    EXPECT_EQ(refused, 2);
    EXPECT_EQ(ground.change(browser, form(present, fresh, fresh)), 429) << "the right one waits as well";
}

TEST(OwnPassword, AsksForTheCodeOfASecondFactorToo) {
    Ground ground;
    const auto lokal = ground.lokal();
    const auto& keys = ground.app.sealing;
    const auto secret = ground.app.db.write([&](Tx& tx) {
        begin_second_factor(tx, keys, lokal);
        auto shared = secret_on_trial(tx, keys, lokal).value();
        confirm_second_factor(tx, keys, lokal, authenticator_code(shared, tx.now()));
        return shared;
    });
    ground.clock.advance(1min);
    auto browser = ground.visitor();
    browser.cookies["hero"] = ground.app.db.write([&](Tx& tx) {
        return sign_in(tx, lokal, Channel::local, {"127.0.0.1", "test"}, ground.app.session_rules);
    });
    EXPECT_NE(browser.get("/akun/sandi").body.find("name=\"kode\""), std::string::npos);
    EXPECT_EQ(ground.change(browser, form(present, fresh, fresh)), 422);
    auto wrong = form(present, fresh, fresh);
    wrong.emplace_back("kode", "000000");
    EXPECT_EQ(ground.change(browser, wrong), 422);
    auto right = form(present, fresh, fresh);
    right.emplace_back("kode", authenticator_code(secret, ground.clock.now()));
    EXPECT_EQ(ground.change(browser, right), 303);
}

TEST(OwnPassword, IsForLocalAccountsOnly) {
    TestApp app;
    auto budi = app.as("budi");
    EXPECT_EQ(budi.get("/akun").body.find("/akun/sandi"), std::string::npos);
    EXPECT_EQ(budi.get("/akun/sandi").status, 404);
    EXPECT_EQ(budi.post("/akun/sandi", form(present, fresh, fresh)).status, 404);
}

}  // namespace
}  // namespace hero
