// Signing in with Google and the intranet, against providers that tell the truth and providers that lie.
#include <gtest/gtest.h>

#include "audit/audit.hpp"
#include "base/ids.hpp"
#include "base/text.hpp"
#include "staffing/staffing.hpp"
#include "tests/ask.hpp"
#include "tests/false_provider.hpp"

namespace hero {
namespace {

using namespace std::chrono_literals;
using test::TestApp;
using test::TwoProviders;

std::string location(const http::Response& response) { return std::string{response.header("Location")}; }

Person person_of(TwoProviders& two, const std::string& issuer, std::string_view subject) {
    return two.app.app.db.read([&](Tx& tx) { return person_by_identity(tx, issuer, subject); }).value();
}

TEST(SignInPage, OffersExactlyWhatIsConfigured) {
    const auto has = [](const std::string& body, const char* path) { return body.find(path) != std::string::npos; };
    TestApp none;
    const auto plain = none.visitor().get("/masuk").body;
    EXPECT_FALSE(has(plain, "/masuk/google"));
    EXPECT_FALSE(has(plain, "/masuk/intranet"));
    for (const auto* path : {"/masuk/google", "/masuk/google/kembali", "/masuk/intranet", "/masuk/intranet/kembali"})
        EXPECT_EQ(none.visitor().get(path).status, 404) << path;
    EXPECT_EQ(none.visitor().post("/masuk/intranet", {{"pengguna", "a"}, {"sandi", "b"}}).status, 404);

    TwoProviders two;
    const auto both = two.app.visitor().get("/masuk?tujuan=/tiket?tab%3Dopen").body;
    EXPECT_TRUE(has(both, "href=\"/masuk/google?tujuan=%2Ftiket%3Ftab%3Dopen\"")) << both;
    EXPECT_TRUE(has(both, "href=\"/masuk/intranet?tujuan=%2Ftiket%3Ftab%3Dopen\""));
    EXPECT_FALSE(has(both, "action=\"/masuk/intranet\""));

    TestApp google({{"google-client-id", "hero"}, {"google-client-secret", "x"}});
    const auto one = google.visitor().get("/masuk").body;
    EXPECT_TRUE(has(one, "href=\"/masuk/google\""));
    EXPECT_FALSE(has(one, "/masuk/intranet"));
}

TEST(ProviderSettings, RefuseWhatCannotWork) {
    using Settings = std::vector<std::pair<std::string_view, std::string_view>>;
    const Settings intranet{
        {"intranet-issuer", "https://sso.contoh.id"}, {"intranet-client-id", "a"}, {"intranet-client-secret", "b"}};
    const auto with = [](Settings settings, const Settings& more) {
        settings.insert(settings.end(), more.begin(), more.end());
        return settings;
    };
    for (const auto& settings :
         {Settings{{"google-client-id", "hero"}},
          Settings{{"intranet-issuer", "https://sso.contoh.id"}},
          with(intranet, {{"intranet-issuer", "http://sso.contoh.id"}}),
          with(intranet, {{"intranet-issuer", "https://sso.contoh.id?x"}}),
          with(intranet,
               {{"google-issuer", "https://sso.contoh.id"}, {"google-client-id", "a"}, {"google-client-secret", "b"}}),
          with(intranet, {{"ldap-url", "ldaps://ldap.contoh.id"}, {"ldap-base", "dc=id"}}),
          Settings{{"ldap-url", "ldaps://ldap.contoh.id"}},
          Settings{{"ldap-url", "ldaps://ldap.contoh.id"}, {"ldap-base", "dc=id"}, {"ldap-bind-dn", "cn=a"}},
          Settings{{"ldap-url", "ldaps://ldap.contoh.id"}, {"ldap-base", "dc=id"}, {"ldap-filter", "(uid=a)"}},
          Settings{{"google-client-secret", "rahasia"}},
          Settings{{"intranet-client-id", "hero"}},
          Settings{{"ldap-url", "ldaps://ldap.contoh.id:99999"}, {"ldap-base", "dc=id"}},
          Settings{{"ldap-url", "ldaps://ldap.contoh.id"}, {"ldap-base", "bukan nama"}},
          Settings{{"ldap-url", "ldaps://ldap.contoh.id"}, {"ldap-base", "dc=id"}, {"ldap-ca-file", "/tidak-ada"}},
          Settings{{"ldap-url", "ldaps://ldap.contoh.id"}, {"ldap-base", "dc=id"}, {"ldap-filter", "((uid={user})"}},
          Settings{{"ldap-url", "ldaps://ldap.contoh.id"}, {"ldap-base", "dc=id"}, {"ldap-filter", "uid={user}"}},
          with(intranet, {{"intranet-roles", "agent tim-aplikasi"}}),
          with(intranet, {{"intranet-roles", "agent: a"}}),
          with(intranet, {{"intranet-roles", "admin tim-aplikasi: a"}}),
          with(intranet, {{"intranet-roles", "bos: a"}}),
          with(intranet, {{"intranet-roles", "admin:"}}),
          with(intranet, {{"intranet-roles", "admin: a"}, {"intranet-groups-claim", "a..b"}}),
          with(intranet, {{"intranet-roles", "admin: a"}, {"intranet-groups-claim", ".a"}}),
          with(intranet, {{"intranet-roles", "admin: a"}, {"intranet-groups-claim", "a."}}),
          with(intranet, {{"intranet-roles", "admin: a"}, {"intranet-groups-claim", ""}})}) {
        Config config;
        for (const auto& [name, value] : settings) config.set(name, value, "test");
        EXPECT_THROW(provider_settings(config), ConfigError) << settings.back().first << " " << settings.back().second;
    }
    Config config;
    for (const auto& [name, value] : intranet) config.set(name, value, "test");
    config.set("intranet-roles",
               "agent tim-aplikasi, tim-infrastruktur: cn=a,ou=b ; supervisor tim-aplikasi: b; admin: c;", "test");
    const auto settings = provider_settings(config);
    ASSERT_EQ(settings.roles.size(), 3U);
    EXPECT_EQ(settings.roles[0].group, "cn=a,ou=b");
    EXPECT_EQ(settings.roles[0].teams, (std::vector<std::string>{"tim-aplikasi", "tim-infrastruktur"}));
    EXPECT_EQ(settings.intranet->groups_claim, "groups");
    for (const auto* claim : {"realm_access.roles", "https://hero.contoh.id/groups"}) {
        config.set("intranet-groups-claim", claim, "test");
        EXPECT_EQ(provider_settings(config).intranet->groups_claim, claim);
    }
    TestApp app;
    app.app.db.read([&](Tx& tx) {
        const auto catalog = load_catalog(tx);
        EXPECT_THROW(check_teams_of(read_group_roles("agent tidak-ada: a"), catalog), ConfigError);
        EXPECT_NO_THROW(check_teams_of(read_group_roles("agent " + catalog.teams().front().code + ": a"), catalog));
    });
}

TEST(ProviderSignIn, AsksForACodeWithProof) {
    TwoProviders two;
    auto browser = two.app.visitor();
    auto trip = two.leave(browser, "google");
    EXPECT_TRUE(trip.url.starts_with(two.google.issuer() + "/auth?")) << trip.url;
    EXPECT_EQ(trip.query["response_type"], "code");
    EXPECT_EQ(trip.query["client_id"], "hero");
    EXPECT_EQ(trip.query["redirect_uri"], "http://127.0.0.1:8080/masuk/google/kembali");
    EXPECT_EQ(trip.query["scope"], "openid email profile");
    EXPECT_EQ(trip.query["code_challenge_method"], "S256");
    EXPECT_EQ(two.come_back(browser, "google", trip).status, 303);
    const auto asked = two.google.last("/token");
    EXPECT_EQ(asked.form.get("grant_type"), "authorization_code");
    EXPECT_EQ(asked.form.get("code"), "kode");
    EXPECT_EQ(asked.form.get("redirect_uri"), trip.query["redirect_uri"]);
    EXPECT_EQ(base64url(sha256_bytes(asked.form.get("code_verifier"))), trip.query["code_challenge"]);
    // "hero:" and the secret, each percent-encoded, in base64.
    EXPECT_EQ(asked.header("authorization"), "Basic aGVybzpyYWhhc2lhJTIwZyUyQiUyRiUzRA==");

    two.google.discovery["token_endpoint_auth_methods_supported"] = boost::json::array(1, "client_secret_post");
    two.app.clock.advance(61s);
    auto another = two.app.visitor();
    EXPECT_EQ(two.sign_in(another, "google").status, 303);
    EXPECT_EQ(two.google.last("/token").form.get("client_secret"), "rahasia g+/=");
    EXPECT_EQ(two.google.last("/token").header("authorization"), "");
}

TEST(ProviderSignIn, LetsInOnlyAsStronglyAsTheSettingsDemand) {
    TwoProviders two({{"intranet-acr", "urn:dua-langkah, urn:kartu"},
                      {"intranet-amr", "mfa,otp"},
                      {"intranet-max-age-minutes", "60"}});
    const auto now = [&] { return to_millis(two.app.clock.now()) / 1000; };
    auto browser = two.app.visitor();
    auto trip = two.leave(browser, "intranet");
    EXPECT_EQ(trip.query["acr_values"], "urn:dua-langkah urn:kartu");
    EXPECT_EQ(trip.query["max_age"], "3600");
    const auto weak = two.come_back(browser, "intranet", trip);
    EXPECT_EQ(location(weak), "/masuk?hasil=lemah");
    EXPECT_NE(browser.get("/masuk?hasil=lemah").body.find("dibuktikan lebih kuat"), std::string::npos);
    EXPECT_EQ(two.sessions(), 0);
    EXPECT_EQ(two.people(), 0) << "nobody is made of it either";

    two.intranet.claims["acr"] = "urn:kartu";
    two.intranet.claims["amr"] = {"pwd", "otp"};
    two.intranet.claims["auth_time"] = now() - 59 * 60;
    EXPECT_EQ(location(two.sign_in(browser, "intranet")), "/tiket");
    EXPECT_EQ(two.sessions(), 1);

    // What the UserInfo endpoint says proves nothing of how they signed in.
    two.intranet.claims.erase("amr");
    two.intranet.claims.erase("name");
    two.intranet.user_info = R"({"sub":"108","name":"Rina","amr":["otp"]})";
    auto another = two.app.visitor();
    EXPECT_EQ(location(two.sign_in(another, "intranet")), "/masuk?hasil=lemah");

    auto refused = two.app.visitor();
    trip = two.leave(refused, "intranet");
    EXPECT_EQ(location(two.come_back(refused, "intranet", trip,
                                     "error=unmet_authentication_requirements&state=" + trip.query["state"] +
                                         "&iss=" + percent_encoded(two.intranet.issuer()))),
              "/masuk?hasil=lemah");

    auto external = two.app.visitor();
    trip = two.leave(external, "google");
    EXPECT_FALSE(trip.query.contains("acr_values"));
    EXPECT_FALSE(trip.query.contains("max_age"));
    EXPECT_EQ(location(two.come_back(external, "google", trip)), "/tiket") << "nothing is demanded of the other one";
}

TEST(ProviderSignIn, ComesBeforeSessionsEndWhenItIsLongAgo) {
    TwoProviders two;
    auto here = two.app.visitor();
    auto there = two.app.visitor();
    two.sign_in(here, "google");
    two.sign_in(there, "google");
    two.app.clock.advance(11min);
    const auto asked = here.post("/akun/sesi/penutupan", {});
    EXPECT_EQ(asked.status, 200);
    EXPECT_NE(asked.body.find("href=\"/masuk/google?ulang=1&amp;tujuan=/akun\""), std::string::npos) << asked.body;
    EXPECT_EQ(there.get("/akun").status, 200);
    const auto away = here.get("/masuk/google?ulang=1&tujuan=/akun");
    EXPECT_NE(location(away).find("&max_age=0"), std::string::npos) << "even of whom the provider knows";
    EXPECT_EQ(location(two.sign_in(here, "google", "/akun")), "/akun");
    EXPECT_EQ(location(here.post("/akun/sesi/penutupan", {})), "/keluar");
    EXPECT_EQ(there.get("/akun").status, 303);
}

TEST(ProviderSignIn, MakesAPersonOnceAndComesBackToWhereTheyWere) {
    TwoProviders two;
    auto browser = two.app.visitor();
    browser.cookies["hero"] = std::string(64, 'a');
    EXPECT_EQ(location(two.sign_in(browser, "google", "/tiket/buat?layanan=sso")), "/tiket/buat?layanan=sso");
    EXPECT_NE(browser.cookies["hero"], std::string(64, 'a'));
    auto rina = person_of(two, two.google.issuer(), "108");
    EXPECT_EQ(rina.name, "Rina Wulandari");
    EXPECT_EQ(rina.email, "rina@contoh.id");
    EXPECT_EQ(rina.audience, Audience::external);
    EXPECT_EQ(rina.role, Role::requester);
    EXPECT_EQ(browser.get("/akun").status, 200);

    two.google.claims["name"] = "Rina W. Kusuma";
    two.google.claims["email"] = "rina.kusuma@contoh.id";
    auto later = two.app.visitor();
    EXPECT_EQ(location(two.sign_in(later, "google", "//jahat.id")), "/tiket");
    EXPECT_EQ(person_of(two, two.google.issuer(), "108").id, rina.id);
    EXPECT_EQ(person_of(two, two.google.issuer(), "108").email, "rina.kusuma@contoh.id");
    EXPECT_EQ(two.people(), 1);
}

TEST(ProviderSignIn, TakesTheRestFromUserInfoOfTheSamePerson) {
    TwoProviders two;
    two.google.discovery["userinfo_endpoint"] = two.google.issuer() + "/me";
    two.google.claims = {{"sub", "108"}};
    two.google.user_info = R"({"sub":"108","name":"Rina","email":"rina@contoh.id","email_verified":true})";
    auto browser = two.app.visitor();
    EXPECT_EQ(location(two.sign_in(browser, "google")), "/tiket");
    EXPECT_EQ(two.google.last("/me").header("authorization"), "Bearer kunci");
    for (const auto* other :
         {R"({"sub":"109","name":"Rina","email":"rina@contoh.id","email_verified":true})", "[]", "x"}) {
        two.google.user_info = other;
        auto stranger = two.app.visitor();
        EXPECT_EQ(location(two.sign_in(stranger, "google")), "/masuk?hasil=gagal") << other;
    }
    // A verified address of the one place does not vouch for the address of the other.
    two.google.claims = {{"sub", "108"}, {"email", "admin@contoh.id"}};
    two.google.user_info = R"({"sub":"108","email":"rina@contoh.id","email_verified":true})";
    auto liar = two.app.visitor();
    EXPECT_EQ(location(two.sign_in(liar, "google")), "/masuk?hasil=gagal");
}

TEST(ProviderSignIn, NeverJoinsPeopleOfDifferentProviders) {
    TwoProviders two;
    two.intranet.claims["email"] = "rina@kemendag.go.id";
    two.google.claims["email"] = "rina@kemendag.go.id";
    auto inside = two.app.visitor();
    auto outside = two.app.visitor();
    EXPECT_EQ(two.sign_in(inside, "intranet").status, 303);
    EXPECT_EQ(two.sign_in(outside, "google").status, 303);
    const auto internal = person_of(two, two.intranet.issuer(), "108");
    const auto external = person_of(two, two.google.issuer(), "108");
    EXPECT_NE(internal.id, external.id);
    EXPECT_EQ(internal.audience, Audience::internal);
    EXPECT_EQ(external.audience, Audience::external) << "whatever the address says";
}

TEST(ProviderSignIn, GivesAnInvitedAgentTheirPlaceButNotToGoogle) {
    TwoProviders two;
    const auto dewi = two.app.person("dewi");
    const auto invited = two.app.app.db.write([&](Tx& tx) {
        return add_agent(tx, dewi, {.name = "Rina", .email = "Rina@kemendag.go.id", .teams = {dewi.teams.front()}});
    });
    two.google.claims["email"] = "rina@kemendag.go.id";
    auto outside = two.app.visitor();
    EXPECT_EQ(location(two.sign_in(outside, "google")), "/tiket");
    two.intranet.claims["email"] = "rina@kemendag.go.id";
    auto inside = two.app.visitor();
    EXPECT_EQ(location(two.sign_in(inside, "intranet")), "/petugas");
    EXPECT_EQ(person_of(two, two.intranet.issuer(), "108").id, invited.id);
    two.intranet.claims["sub"] = "109";
    auto second = two.app.visitor();
    EXPECT_EQ(location(two.sign_in(second, "intranet")), "/tiket") << "an invitation is taken once";
}

TEST(ProviderSignIn, KeepsTheInactiveOut) {
    TwoProviders two;
    auto browser = two.app.visitor();
    two.sign_in(browser, "google");
    two.app.app.db.write([&](Tx& tx) { set_active(tx, *person_by_identity(tx, two.google.issuer(), "108"), false); });
    EXPECT_EQ(browser.get("/akun").status, 303) << "ended at the next request";
    auto again = two.app.visitor();
    EXPECT_EQ(location(two.sign_in(again, "google", "/akun")), "/masuk?hasil=nonaktif&tujuan=%2Fakun");
    EXPECT_TRUE(again.cookies["hero"].empty());
    EXPECT_NE(again.get("/masuk?hasil=nonaktif").body.find("Akun Anda dinonaktifkan"), std::string::npos);
}

TEST(ProviderSignIn, LetsNoLieIn) {
    TwoProviders two({{"limits", "off"}});
    for (const auto& lie : test::lies()) {
        two.google.reset();
        lie.tell(two.google);
        two.app.clock.advance(25h);  // what is published is read again
        auto browser = two.app.visitor();
        const auto answer = two.sign_in(browser, "google");
        EXPECT_EQ(answer.status, 303) << lie.name;
        EXPECT_EQ(location(answer), "/masuk?hasil=gagal") << lie.name;
        EXPECT_TRUE(browser.cookies["hero"].empty()) << lie.name;
    }
    EXPECT_EQ(two.sessions(), 0);
    EXPECT_EQ(two.people(), 0);
    EXPECT_EQ(two.google.asked("/jahat"), 0) << "nobody follows the addresses in a token";
}

TEST(ProviderSignIn, LetsNobodyInByTheTokenEndpoint) {
    TwoProviders two;
    const auto with = [&](const std::function<void(boost::json::object&)>& bend) { two.google.bend_answer = bend; };
    const auto say = [&](int status, const std::string& body) {
        two.google.answer_token = [status, body](http::Request&) { return http::json_response(status, body); };
    };
    struct {
        const char* name;
        std::function<void()> tell;
        const char* result;
    } const answers[] = {
        {"a code that was used", [&] { say(400, R"({"error":"invalid_grant"})"); }, "gagal"},
        {"the secret is wrong", [&] { say(401, R"({"error":"invalid_client"})"); }, "gagal"},
        {"broken", [&] { say(500, "{}"); }, "layanan"},
        {"no JSON", [&] { say(200, "<html>"); }, "gagal"},
        {"a list", [&] { say(200, "[]"); }, "gagal"},
        {"a key twice", [&] { say(200, R"({"token_type":"Bearer","id_token":"a","id_token":"b"})"); }, "gagal"},
        {"endless", [&] { say(200, std::string(2'000'000, ' ')); }, "layanan"},
        {"no ID token", [&] { with([](auto& answer) { answer.erase("id_token"); }); }, "gagal"},
        {"an ID token that is none", [&] { with([](auto& answer) { answer["id_token"] = 7; }); }, "gagal"},
        {"an empty ID token", [&] { with([](auto& answer) { answer["id_token"] = ""; }); }, "gagal"},
        {"another kind", [&] { with([](auto& answer) { answer["token_type"] = "mac"; }); }, "gagal"},
        {"elsewhere",
         [&] { two.google.answer_token = [](http::Request&) { return http::redirect_response(302, "/keys"); }; },
         "gagal"},
    };
    for (const auto& one : answers) {
        two.google.reset();
        one.tell();
        auto browser = two.app.visitor();
        EXPECT_EQ(location(two.sign_in(browser, "google")), std::string{"/masuk?hasil="} + one.result) << one.name;
    }
    EXPECT_EQ(two.sessions(), 0);
}

TEST(ProviderSignIn, LetsNobodyInByTheReturn) {
    TwoProviders two({{"limits", "off"}});
    const auto query = [&](const TwoProviders::Trip& trip) { return "code=kode&state=" + trip.query.at("state"); };
    const auto iss = "&iss=" + two.google.issuer();
    struct {
        const char* name;
        std::function<std::string(const TwoProviders::Trip&)> query;
        const char* result;
    } const returns[] = {
        {"no state", [&](auto&) { return "code=kode" + iss; }, "gagal"},
        {"another state", [&](auto&) { return "code=kode&state=" + std::string(64, 'a') + iss; }, "gagal"},
        {"a state that is none", [&](auto&) { return "code=kode&state=%00%ff'--" + iss; }, "gagal"},
        {"no code", [&](auto& trip) { return "state=" + trip.query.at("state") + iss; }, "gagal"},
        {"a code without end",
         [&](auto& trip) { return "state=" + trip.query.at("state") + iss + "&code=" + std::string(5000, 'k'); },
         "gagal"},
        {"no iss, though it was announced", query, "gagal"},
        {"iss of the other", [&](auto& trip) { return query(trip) + "&iss=" + two.intranet.issuer(); }, "gagal"},
        {"iss with a slash", [&](auto& trip) { return query(trip) + iss + "/"; }, "gagal"},
        {"cancelled", [&](auto& trip) { return "error=access_denied&state=" + trip.query.at("state") + iss; }, "batal"},
        {"away", [&](auto& trip) { return "error=temporarily_unavailable&state=" + trip.query.at("state") + iss; },
         "layanan"},
        {"an error with a script",
         [&](auto& trip) {
             return "error=%3Cscript%3Ealert(1)%3C/script%3E&error_description=%3Cb%3E&state=" +
                    trip.query.at("state") + iss;
         },
         "gagal"},
        {"cancelled without state", [&](auto&) { return "error=access_denied"; }, "gagal"},
    };
    for (const auto& one : returns) {
        auto browser = two.app.visitor();
        const auto trip = two.leave(browser, "google");
        EXPECT_EQ(location(two.come_back(browser, "google", trip, one.query(trip))),
                  std::string{"/masuk?hasil="} + one.result)
            << one.name;
    }
    EXPECT_EQ(two.sessions(), 0);
    EXPECT_EQ(two.google.asked("/token"), 0) << "no code is shown to anybody";
}

TEST(ProviderSignIn, BindsTheAttemptToItsBrowserItsProviderAndItsTime) {
    TwoProviders two;
    auto victim = two.app.visitor();
    const auto trip = two.leave(victim, "google");
    auto thief = two.app.visitor();
    EXPECT_EQ(location(two.come_back(thief, "google", trip)), "/masuk?hasil=gagal") << "no cookie";
    two.leave(thief, "google");
    EXPECT_EQ(location(two.come_back(thief, "google", trip)), "/masuk?hasil=gagal") << "another one's cookie";
    two.intranet.nonce = trip.query.at("nonce");
    EXPECT_EQ(location(two.come_back(victim, "intranet", trip)), "/masuk?hasil=gagal") << "the other provider";
    two.google.nonce = trip.query.at("nonce");
    EXPECT_EQ(location(two.come_back(victim, "google", trip)), "/tiket") << "none of this hurt the attempt";
    auto again = victim;
    EXPECT_EQ(location(two.come_back(again, "google", trip)), "/masuk?hasil=gagal") << "only once";

    auto slow = two.app.visitor();
    const auto late = two.leave(slow, "google");
    two.app.clock.advance(attempt_lasts);
    EXPECT_EQ(location(two.come_back(slow, "google", late)), "/masuk?hasil=gagal") << "too late";
}

TEST(ProviderSignIn, LetsTwoTabsSignIn) {
    TwoProviders two;
    auto browser = two.app.visitor();
    const auto first = two.leave(browser, "google");
    const auto second = two.leave(browser, "google");
    EXPECT_EQ(location(two.come_back(browser, "google", second)), "/tiket");
    two.google.nonce = first.query.at("nonce");
    EXPECT_EQ(location(two.come_back(browser, "google", first)), "/tiket");
}

TEST(ProviderSignIn, SlowsReturnsThatNobodyAskedFor) {
    TwoProviders two;
    auto browser = two.app.visitor();
    const auto come = [&] { return browser.get("/masuk/google/kembali?state=x&code=y").status; };
    for (int i = 0; i < 600; ++i) ASSERT_EQ(come(), 303) << i;
    EXPECT_EQ(come(), 429);
    two.app.clock.advance(2min);
    EXPECT_EQ(come(), 303);
}

// Anybody's page can make browsers ask for this address: the log must not grow with each of them.
TEST(ProviderSignIn, KeepsOneRowAMinuteOfReturnsThatNobodyAskedFor) {
    TwoProviders two({{"limits", "off"}});
    auto browser = two.app.visitor();
    const auto rows = [&] {
        return two.app.app.db.read([](Tx& tx) { return audit_rows(tx, {.act = "masuk.ditolak"}, 0, 100).size(); });
    };
    const std::string unknown(64, 'a');
    const auto come = [&](int times) {
        for (int i = 0; i < times; ++i) {
            EXPECT_EQ(browser.get("/masuk/google/kembali?state=x&code=y").status, 303);
            EXPECT_EQ(browser.get("/masuk/intranet/kembali?error=access_denied&state=" + unknown).status, 303);
        }
    };
    come(20);
    EXPECT_EQ(rows(), 1U);
    browser.remote = "2001:db8::1";
    come(5);
    browser.remote = "2001:db8::2";
    come(5);
    EXPECT_EQ(rows(), 2U) << "one of each network";
    two.app.clock.advance(61s);
    come(5);
    EXPECT_EQ(rows(), 3U);

    // Whoever left from here and comes back refused is told of each time.
    for (int i = 0; i < 2; ++i) {
        auto trip = two.leave(browser, "google");
        EXPECT_EQ(location(two.come_back(browser, "google", trip,
                                         "error=access_denied&state=" + trip.query["state"] +
                                             "&iss=" + percent_encoded(two.google.issuer()))),
                  "/masuk?hasil=batal");
    }
    EXPECT_EQ(rows(), 5U);
}

TEST(ProviderSignIn, KeepsFewAttemptsOfANetwork) {
    TwoProviders two({{"limits", "off"}});
    auto browser = two.app.visitor();
    for (int i = 0; i < attempts_of_a_network; ++i) ASSERT_EQ(browser.get("/masuk/google").status, 303);
    EXPECT_EQ(browser.get("/masuk/google").status, 429);
    two.app.clock.advance(attempt_lasts);
    EXPECT_EQ(browser.get("/masuk/google").status, 303);
    const auto left = two.app.app.db.write([](Tx& tx) {
        forget_attempts(tx);
        return tx.one(test::Ask<"SELECT COUNT(*) AS n FROM sign_in_attempts">{})->integer("n");
    });
    EXPECT_EQ(left, 1) << "those that ended are gone";
}

}  // namespace
}  // namespace hero
