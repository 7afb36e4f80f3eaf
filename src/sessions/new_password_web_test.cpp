#include <gtest/gtest.h>

#include "credentials/credentials.hpp"
#include "tests/app.hpp"

namespace hero {
namespace {

using namespace std::chrono_literals;
using test::TestApp;

constexpr auto fresh = "lima kapal putih berlayar";

struct Ground : TestApp {
    Ground() {
        app.db.write([](Tx& tx) {
            add_person(tx, {.name = "Lokal", .email = "l@contoh.id", .role = Role::agent, .teams = {1}}, "local",
                       "lokalsekali1");
            set_password(tx, "lokalsekali1", "$old");
        });
    }
    Person lokal() {
        return app.db.read([](Tx& tx) { return *person_by_identity(tx, "local", "lokalsekali1"); });
    }
    // As the administrator makes it in the browser.
    std::string link() {
        auto ratna = as("ratna");
        const auto page = ratna.post("/admin/pengguna/" + std::to_string(lokal().id) + "/tautan-sandi", {});
        EXPECT_EQ(page.status, 200);
        const auto shown = test::between(page.body, "id=\"tautan\">", "</dd>");
        EXPECT_TRUE(shown.starts_with(app.base_url + "/masuk/sandi-baru/")) << shown;
        return shown.substr(app.base_url.size());
    }
};

TEST(PasswordLink, IsMadeByAnAdminForLocalAccountsOnly) {
    Ground ground;
    auto ratna = ground.as("ratna");
    const auto path = "/admin/pengguna/" + std::to_string(ground.lokal().id);
    EXPECT_NE(ratna.get(path).body.find("/tautan-sandi"), std::string::npos);
    const auto budi = "/admin/pengguna/" + std::to_string(ground.person("budi").id);
    EXPECT_EQ(ratna.get(budi).body.find("/tautan-sandi"), std::string::npos);
    EXPECT_EQ(ratna.post(budi + "/tautan-sandi", {}).status, 404);
    EXPECT_EQ(ratna.post("/admin/pengguna/99999/tautan-sandi", {}).status, 404);
    EXPECT_EQ(ground.as("dewi").post(path + "/tautan-sandi", {}).status, 403);
    const auto link = ground.link();
    EXPECT_EQ(ratna.get(path).body.find(link), std::string::npos) << "shown once";
}

TEST(PasswordLink, SetsANewPasswordOnce) {
    Ground ground;
    auto here = ground.visitor();
    const auto lokal = ground.lokal();
    here.cookies["hero"] = ground.app.db.write([&](Tx& tx) {
        return sign_in(tx, lokal, Channel::local, {"127.0.0.1", "test"}, ground.app.session_rules);
    });
    const auto link = ground.link();
    auto browser = ground.visitor();
    EXPECT_EQ(browser.get(link).status, 200);
    EXPECT_EQ(browser.post(link, {{"sandi", "pendek"}, {"sandi_ulang", "pendek"}}).status, 422);
    EXPECT_EQ(browser.post(link, {{"sandi", "LokalSekali1"}, {"sandi_ulang", "LokalSekali1"}}).status, 422);
    EXPECT_EQ(browser.post(link, {{"sandi", fresh}, {"sandi_ulang", "lain"}}).status, 422);
    const auto common = browser.post(link, {{"sandi", "Rahasia123456"}, {"sandi_ulang", "Rahasia123456"}});
    EXPECT_EQ(common.status, 422);
    EXPECT_NE(common.body.find("Kata sandi ini mudah ditebak"), std::string::npos);
    EXPECT_EQ(browser.post(link, {{"sandi", std::string(1 << 20, 'x')}, {"sandi_ulang", "x"}}).status, 422);
    EXPECT_EQ(here.get("/akun").status, 200) << "nothing has happened yet";
    const auto done = browser.post(link, {{"sandi", fresh}, {"sandi_ulang", fresh}});
    EXPECT_EQ(done.header("Location"), "/masuk");
    EXPECT_EQ(here.get("/akun").status, 303) << "all sessions have ended";
    EXPECT_EQ(browser.get(link).status, 404);
    EXPECT_EQ(browser.post(link, {{"sandi", fresh}, {"sandi_ulang", fresh}}).status, 404);
    EXPECT_EQ(browser.post("/masuk", {{"pengguna", "lokalsekali1"}, {"sandi", fresh}}).status, 303);
}

TEST(PasswordLink, RefusesEveryOtherOneAlike) {
    Ground ground;
    const auto link = ground.link();
    auto upper = link;
    for (auto& c : upper)
        if (&c - upper.data() > 18 && c >= 'a' && c <= 'f') c = static_cast<char>(c - 'a' + 'A');
    const auto lokal = ground.lokal();
    const auto step =
        ground.app.db.write([&](Tx& tx) { return give_token(tx, lokal, Purpose::second_step, "", 60min); });
    const auto stem = std::string{"/masuk/sandi-baru/"};
    const auto unknown = ground.visitor().get(stem + std::string(32, '0'));
    EXPECT_EQ(unknown.status, 404);
    for (const auto& bad :
         {stem + "%20", stem + "x", stem + step, link.substr(0, link.size() - 1), link + "0", upper}) {
        const auto answer = ground.visitor().get(bad);
        EXPECT_EQ(answer.status, 404) << bad;
        EXPECT_EQ(test::between(answer.body, "<main", "</main>"), test::between(unknown.body, "<main", "</main>"));
        EXPECT_EQ(ground.visitor().post(bad, {{"sandi", fresh}, {"sandi_ulang", fresh}}).status, 404) << bad;
    }
    ground.clock.advance(24h);
    EXPECT_EQ(test::between(ground.visitor().get(link).body, "<main", "</main>"),
              test::between(unknown.body, "<main", "</main>"));
}

}  // namespace
}  // namespace hero
