#include <gtest/gtest.h>

#include "people/people.hpp"
#include "staffing/staffing.hpp"
#include "tests/app.hpp"
#include "tests/ask.hpp"

namespace hero {
namespace {

using namespace std::chrono_literals;
using test::Browser;
using test::TestApp;

constexpr auto firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
constexpr auto chrome =
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36";

Browser enter(TestApp& app, const std::string& key, const char* browser) {
    auto one = app.visitor();
    one.headers.emplace_back("user-agent", browser);
    one.post("/masuk/demo", {{"orang", key}});
    return one;
}

std::vector<std::string> other_sessions(const std::string& page) {
    std::vector<std::string> ids;
    const std::string mark = "action=\"/akun/sesi/";
    for (auto at = page.find(mark); at != std::string::npos; at = page.find(mark, at + 1))
        if (const auto id = page.substr(at + mark.size(), 64); id.find('"') == std::string::npos) ids.push_back(id);
    return ids;
}

TEST(AccountPage, TellsWhereOneIsSignedIn) {
    TestApp app;
    auto here = enter(app, "budi", firefox);
    auto there = enter(app, "budi", chrome);
    enter(app, "rina", chrome);
    const auto page = here.get("/akun").body;
    EXPECT_NE(page.find("Firefox di Linux"), std::string::npos);
    EXPECT_NE(page.find("Chrome di Android"), std::string::npos);
    EXPECT_NE(page.find("127.0.0.1"), std::string::npos);
    EXPECT_EQ(other_sessions(page).size(), 1U) << "this one ends by signing out, those of others are not shown";
    EXPECT_NE(page.find("Perangkat ini"), std::string::npos);
}

TEST(AccountPage, EndsOneSessionOfOnesOwn) {
    TestApp app;
    auto here = enter(app, "budi", firefox);
    auto there = enter(app, "budi", chrome);
    auto rina = enter(app, "rina", chrome);
    const auto id = other_sessions(here.get("/akun").body).at(0);
    EXPECT_EQ(rina.post("/akun/sesi/" + id + "/penutupan", {}).status, 404);
    EXPECT_EQ(there.get("/akun").status, 200);
    EXPECT_EQ(here.post("/akun/sesi/" + id + "/penutupan", {}).status, 303);
    EXPECT_EQ(there.get("/akun").status, 303) << "at the next request";
    EXPECT_EQ(here.get("/akun").status, 200);
    EXPECT_EQ(here.post("/akun/sesi/" + id + "/penutupan", {}).status, 404);
    EXPECT_EQ(here.post("/akun/sesi/x/penutupan", {}).status, 404);
}

TEST(AccountPage, EndsAllSessionsAtOnce) {
    TestApp app;
    auto here = enter(app, "budi", firefox);
    auto there = enter(app, "budi", chrome);
    auto rina = enter(app, "rina", chrome);
    const auto token = here.cookies["hero"];
    const auto answer = here.post("/akun/sesi/penutupan", {});
    EXPECT_EQ(answer.header("Location"), "/keluar");
    EXPECT_TRUE(here.cookies["hero"].empty());
    here.cookies["hero"] = token;
    EXPECT_EQ(here.get("/akun").status, 303);
    EXPECT_EQ(there.get("/akun").status, 303);
    EXPECT_EQ(rina.get("/akun").status, 200);
}

// Somebody with a local account, signed in here and there.
struct TwoBrowsers {
    TestApp app;
    Browser here = app.visitor();
    Browser there = app.visitor();
    explicit TwoBrowsers() {
        const auto hash = hash_password(password);
        app.app.db.write([&](Tx& tx) {
            add_person(tx, {.name = "Lokal", .email = "lokal@contoh.id", .role = Role::agent}, "local", "lokal");
            set_password(tx, "lokal", hash);
        });
        for (auto* browser : {&here, &there})
            EXPECT_EQ(browser->post("/masuk", {{"pengguna", "lokal"}, {"sandi", password}}).status, 303);
    }
    static constexpr auto password = "kuda besi biru laut";
    std::size_t refused_proofs() {
        return app.app.db.read([](Tx& tx) {
            return tx.run(test::Ask<"SELECT number FROM audit_log WHERE act = 'bukti.ditolak'">{}).size();
        });
    }
};

TEST(AccountPage, AsksForThePasswordBeforeItEndsSessions) {
    TwoBrowsers two;
    const auto id = other_sessions(two.here.get("/akun").body).at(0);
    for (const auto& path : {"/akun/sesi/" + id + "/penutupan", std::string{"/akun/sesi/penutupan"}}) {
        const auto asked = two.here.post(path, {});
        EXPECT_EQ(asked.status, 200) << path;
        EXPECT_NE(asked.body.find("name=\"sandi\""), std::string::npos);
        EXPECT_NE(asked.body.find("action=\"" + path + "\""), std::string::npos);
        const auto wrong = two.here.post(path, {{"sandi", "bukan itu, kapten"}});
        EXPECT_EQ(wrong.status, 422) << path;
        EXPECT_NE(wrong.body.find("Kata sandi tidak sesuai"), std::string::npos);
        EXPECT_EQ(two.here.post(path, {{"sandi", ""}}).status, 422) << path;
        EXPECT_EQ(two.there.get("/akun").status, 200) << "until then nothing ends";
    }
    EXPECT_EQ(two.refused_proofs(), 4U);
    EXPECT_EQ(two.here.post("/akun/sesi/" + id + "/penutupan", {{"sandi", TwoBrowsers::password}}).status, 303);
    EXPECT_EQ(two.there.get("/akun").status, 303);
    EXPECT_EQ(two.here.get("/akun").status, 200);
    EXPECT_EQ(two.here.post("/akun/sesi/penutupan", {{"sandi", TwoBrowsers::password}}).header("Location"), "/keluar");
    EXPECT_EQ(two.here.get("/akun").status, 303);
}

TEST(AccountPage, LetsNobodyGuessThePasswordByEndingSessions) {
    TwoBrowsers two;
    int stopped = 0;
    for (int i = 0; i < 12; ++i)
        stopped += two.here.post("/akun/sesi/penutupan", {{"sandi", "tebakan ke sekian"}}).status == 429;
    EXPECT_EQ(stopped, 2);
    EXPECT_EQ(two.there.get("/akun").status, 200);
}

TEST(AccountPage, WantsARecentSignInOfWhoeverHasNoPasswordHere) {
    TestApp app;
    auto here = enter(app, "sari", firefox);
    auto there = enter(app, "sari", chrome);
    app.clock.advance(11min);
    const auto id = other_sessions(here.get("/akun").body).at(0);
    for (const auto& path : {"/akun/sesi/" + id + "/penutupan", std::string{"/akun/sesi/penutupan"}}) {
        const auto asked = here.post(path, {});
        EXPECT_EQ(asked.status, 200) << path;
        EXPECT_NE(asked.body.find("href=\"/masuk?tujuan=/akun\""), std::string::npos) << asked.body;
        EXPECT_EQ(here.post(path, {{"sandi", "kuda besi biru laut"}}).status, 200) << "there is no password";
    }
    EXPECT_EQ(there.get("/akun").status, 200);
    here.post("/masuk/demo", {{"orang", "sari"}, {"tujuan", "/akun"}});
    EXPECT_EQ(here.post("/akun/sesi/" + id + "/penutupan", {}).status, 303);
    EXPECT_EQ(there.get("/akun").status, 303);
    EXPECT_EQ(here.get("/akun").status, 200);
}

std::string seconds_left(const std::string& page) { return test::between(page, "data-detik=\"", "\""); }

TEST(SessionEnd, IsToldToThePageAndPutOffByWhoeverIsThere) {
    TestApp app;
    auto budi = app.as("budi");
    auto sari = app.as("sari");
    EXPECT_EQ(seconds_left(budi.get("/akun").body), "1800");
    EXPECT_EQ(seconds_left(sari.get("/akun").body), "43200");
    EXPECT_EQ(seconds_left(app.visitor().get("/").body), "");
    app.clock.advance(30s);
    EXPECT_EQ(seconds_left(budi.get("/akun").body), "1770") << "what the server remembers, to the minute";
    app.clock.advance(28min);
    EXPECT_EQ(budi.post("/akun/sesi/perpanjangan", {}).body, "{\"detik\":1800}");
    app.clock.advance(29min);
    EXPECT_EQ(budi.get("/akun").status, 200);
    app.clock.advance(31min);
    EXPECT_EQ(budi.post("/akun/sesi/perpanjangan", {}).status, 303) << "too late";
    EXPECT_EQ(sari.get("/akun").status, 200) << "requesters may think";
}

TEST(SessionEnd, ComesAfterTwelveHoursWhateverSomebodyDoes) {
    TestApp app;
    auto budi = app.as("budi");
    for (int i = 0; i < 35; ++i) {
        app.clock.advance(20min);
        ASSERT_EQ(budi.get("/akun").status, 200) << i;
    }
    EXPECT_EQ(budi.post("/akun/sesi/perpanjangan", {}).body, "{\"detik\":1200}");
    app.clock.advance(20min);
    EXPECT_EQ(budi.get("/akun").status, 303);
}

TEST(SessionEnd, ComesAtOnceWhenSomebodyIsDisabledOrGetsAnotherRole) {
    TestApp app;
    auto ratna = app.as("ratna");
    auto budi = app.as("budi");
    auto rina = app.as("rina");
    const auto change = [&](std::string_view key, const std::string& role, bool active) {
        const auto person = app.person(key);
        test::Fields fields{{"peran", role}, {"versi", std::to_string(person.version)}};
        for (const auto team : person.teams) fields.emplace_back("tim", std::to_string(team));
        if (active) fields.emplace_back("aktif", "1");
        return ratna.post("/admin/pengguna/" + std::to_string(person.id), fields).status;
    };
    EXPECT_EQ(change("budi", "agent", true), 303);
    EXPECT_EQ(budi.get("/akun").status, 200) << "the same as before";
    EXPECT_EQ(change("budi", "agent", false), 303);
    EXPECT_EQ(budi.get("/akun").status, 303);
    EXPECT_EQ(change("budi", "agent", true), 303);
    EXPECT_EQ(budi.get("/akun").status, 303) << "coming back does not bring old sessions back";
    EXPECT_EQ(change("rina", "supervisor", true), 303);
    EXPECT_EQ(rina.get("/akun").status, 303);
}

}  // namespace
}  // namespace hero
