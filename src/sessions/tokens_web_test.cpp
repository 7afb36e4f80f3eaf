#include <gtest/gtest.h>

#include "tests/app.hpp"

namespace hero {
namespace {

using namespace std::chrono_literals;
using test::Browser;
using test::TestApp;

http::Response ask(TestApp& app, const std::string& authorization, std::string_view path = "/api/saya") {
    auto program = app.visitor();
    if (!authorization.empty()) program.headers.emplace_back("authorization", authorization);
    return program.get(path);
}

std::string new_token(Browser& browser, const std::string& days = "30") {
    const auto page = browser.post(
        "/akun/token",
        {{"nama", "Laporan <harian>"}, {"lingkup", "tickets:read"}, {"lingkup", "reports:read"}, {"hari", days}});
    EXPECT_EQ(page.status, 200);
    return test::between(page.body, "id=\"token\">", "</dd>");
}

TEST(Tokens, LetAProgramAskWhoItIs) {
    TestApp app;
    auto budi = app.as("budi");
    const auto token = new_token(budi);
    EXPECT_EQ(token.size(), 45U);
    EXPECT_TRUE(token.starts_with("hero_"));
    const auto answer = ask(app, "Bearer " + token);
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.header("Content-Type"), "application/json");
    const auto id = std::to_string(app.person("budi").id);
    EXPECT_EQ(answer.body.find("{\"id\":" + id +
                               ",\"nama\":\"Budi Santoso\",\"peran\":\"agent\",\"lingkup\":"
                               "[\"tickets:read\",\"reports:read\"],\"berlaku_sampai\":\""),
              0U)
        << answer.body;
    EXPECT_TRUE(answer.header("Set-Cookie").empty());
    EXPECT_EQ(ask(app, "bearer " + token).status, 200) << "the scheme has no case";
}

TEST(Tokens, AnswerSixHundredTimesAMinute) {
    TestApp app;
    auto budi = app.as("budi");
    const auto first = new_token(budi);
    const auto second = new_token(budi);
    for (int i = 0; i < 600; ++i) ASSERT_EQ(ask(app, "Bearer " + (i % 2 ? first : second)).status, 200) << i;
    EXPECT_EQ(ask(app, "Bearer " + first).status, 429) << "all tokens of a person together";
    EXPECT_EQ(ask(app, "Bearer hero_" + std::string(40, 'a')).status, 401);
    EXPECT_EQ(budi.get("/akun").status, 200) << "the browser is not stopped by it";
    app.clock.advance(2min);
    EXPECT_EQ(ask(app, "Bearer " + first).status, 200);
}

TEST(Tokens, AreListedWithoutBeingShownAgain) {
    TestApp app;
    auto budi = app.as("budi");
    const auto token = new_token(budi);
    auto page = budi.get("/akun/token").body;
    EXPECT_NE(page.find("Laporan &lt;harian&gt;"), std::string::npos);
    EXPECT_NE(page.find("Belum pernah"), std::string::npos);
    EXPECT_EQ(page.find(token), std::string::npos);
    ask(app, "Bearer " + token);
    page = budi.get("/akun/token").body;
    EXPECT_EQ(page.find("Belum pernah"), std::string::npos) << "used just now";
    EXPECT_NE(page.find(short_time(Lang::id, app.clock.now())), std::string::npos);
    EXPECT_EQ(app.as("rina").get("/akun/token").body.find("Laporan"), std::string::npos);
}

TEST(Tokens, SayWhatIsWrongWithTheForm) {
    TestApp app;
    auto budi = app.as("budi");
    struct {
        std::string name, scope, days, says;
    } const wrong[] = {{"", "tickets:read", "30", "Isi nama token"},
                       {std::string(61, 'x'), "tickets:read", "30", "Isi nama token"},
                       {"x", "", "30", "Pilih setidaknya satu lingkup"},
                       {"x", "everything", "30", "Pilih setidaknya satu lingkup"},
                       {"x", "tickets:read", "", "antara 1 dan 365"},
                       {"x", "tickets:read", "0", "antara 1 dan 365"},
                       {"x", "tickets:read", "366", "antara 1 dan 365"},
                       {"x", "tickets:read", "99999999999", "antara 1 dan 365"}};
    for (const auto& one : wrong) {
        const auto page = budi.post("/akun/token", {{"nama", one.name}, {"lingkup", one.scope}, {"hari", one.days}});
        EXPECT_EQ(page.status, 422) << one.name << one.scope << one.days;
        EXPECT_NE(page.body.find(one.says), std::string::npos) << one.name << one.scope << one.days;
    }
    for (int i = 0; i < 20; ++i) new_token(budi, "365");
    EXPECT_EQ(budi.post("/akun/token", {{"nama", "x"}, {"lingkup", "tickets:read"}, {"hari", "1"}}).status, 409);
    EXPECT_EQ(app.as("sari").get("/akun/token").status, 404) << "requesters have none";
    EXPECT_EQ(app.as("sari").post("/akun/token", {{"nama", "x"}}).status, 404);
}

TEST(Tokens, ThatDoNotWorkAreRefusedAlike) {
    TestApp app;
    auto budi = app.as("budi");
    const auto right = new_token(budi);
    const auto expired = new_token(budi, "1");
    auto rina = app.as("rina");
    const auto of_disabled = new_token(rina);
    auto agus = app.as("agus");
    const auto of_requester = new_token(agus);
    const auto rina_herself = app.person("rina");
    const auto agus_himself = app.person("agus");
    app.app.db.write([&](Tx& tx) {
        set_active(tx, rina_herself, false);
        set_role(tx, agus_himself, Role::requester);
    });
    app.clock.advance(24h);
    auto again = app.as("budi");
    const auto revoked = new_token(again);
    const auto id = test::between(again.get("/akun/token").body, "action=\"/akun/token/", "/");
    auto dewi = app.as("dewi");
    EXPECT_EQ(dewi.post("/akun/token/" + id + "/pencabutan", {}).status, 404) << "not hers";
    EXPECT_EQ(ask(app, "Bearer " + revoked).status, 200);
    EXPECT_EQ(again.post("/akun/token/" + id + "/pencabutan", {}).status, 303);

    auto upper = right;
    for (auto& c : upper)
        if (c >= 'a' && c <= 'f') c = static_cast<char>(c - 'a' + 'A');
    const auto unknown = ask(app, "Bearer hero_" + std::string(40, '0'));
    EXPECT_EQ(unknown.status, 401);
    EXPECT_EQ(unknown.header("WWW-Authenticate"), "Bearer realm=\"HERO\", error=\"invalid_token\"");
    const std::pair<std::string_view, std::string> refused[] = {{"none", ""},
                                                                {"empty", "Bearer "},
                                                                {"no scheme", right},
                                                                {"another scheme", "Basic " + right},
                                                                {"expired", "Bearer " + expired},
                                                                {"revoked", "Bearer " + revoked},
                                                                {"of a disabled person", "Bearer " + of_disabled},
                                                                {"of a requester", "Bearer " + of_requester},
                                                                {"truncated", "Bearer " + right.substr(0, 44)},
                                                                {"longer", "Bearer " + right + "0"},
                                                                {"upper-cased", "Bearer " + upper},
                                                                {"no UTF-8", "Bearer \xff\xfe"}};
    for (const auto& [why, authorization] : refused) {
        const auto answer = ask(app, authorization);
        EXPECT_EQ(answer.status, 401) << why;
        EXPECT_EQ(answer.body, unknown.body) << why;
        EXPECT_EQ(answer.headers, unknown.headers) << why;
    }
    EXPECT_EQ(ask(app, "Bearer " + right).status, 200);
}

TEST(Tokens, OpenNoPageAndCookiesNoProgram) {
    TestApp app;
    auto budi = app.as("budi");
    const auto token = new_token(budi);
    for (const auto* path : {"/akun", "/petugas", "/tiket", "/akun/token"})
        EXPECT_EQ(ask(app, "Bearer " + token, path).status, 303) << path;
    EXPECT_EQ(budi.get("/api/saya").status, 401);
}

http::Response nothing(Request&, App&) { return http::text_response(200, "in"); }

TEST(Tokens, NeedTheScopeOfTheRoute) {
    TestApp app;
    const std::vector<Route> routes{
        {http::Method::post, "/api/tiket", Guard::token, nothing, Token::checked, Scope::write_tickets},
        {http::Method::get, "/api/tiket", Guard::token, nothing, Token::checked, Scope::read_tickets}};
    Site site(app.app, routes);
    auto budi = app.as("budi");
    const auto token = new_token(budi);
    const auto send = [&](http::Method method) {
        http::Request raw;
        raw.method = method;
        raw.target = raw.path = "/api/tiket";
        raw.headers = {{"host", "127.0.0.1:8080"}, {"authorization", "Bearer " + token}};
        return site.handle(raw);
    };
    EXPECT_EQ(send(http::Method::get).status, 200);
    const auto refused = send(http::Method::post);
    EXPECT_EQ(refused.status, 403);
    EXPECT_EQ(refused.header("WWW-Authenticate"),
              "Bearer realm=\"HERO\", error=\"insufficient_scope\", scope=\"tickets:write\"");
}

}  // namespace
}  // namespace hero
