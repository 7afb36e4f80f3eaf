// Providers that are away, slow or new; groups that come and go; portals that send people.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "base/text.hpp"
#include "people/people.hpp"
#include "tests/ask.hpp"
#include "tests/false_provider.hpp"

namespace hero {
namespace {

using namespace std::chrono_literals;
using test::TwoProviders;

std::string location(const http::Response& response) { return std::string{response.header("Location")}; }

TEST(ProviderAway, IsSaidAndHurtsNobodyWhoIsIn) {
    TwoProviders two;
    auto inside = two.app.visitor();
    EXPECT_EQ(location(two.sign_in(inside, "intranet")), "/tiket");
    auto under_way = two.app.visitor();
    const auto trip = two.leave(under_way, "intranet", "/akun");
    two.intranet.stop();
    EXPECT_EQ(location(two.come_back(under_way, "intranet", trip)), "/masuk?hasil=layanan&tujuan=%2Fakun");
    two.app.clock.advance(61s);
    auto visitor = two.app.visitor();
    EXPECT_EQ(location(visitor.get("/masuk/intranet")), "/masuk?hasil=layanan");
    const auto page = visitor.get("/masuk?hasil=layanan");
    EXPECT_EQ(page.status, 503);
    EXPECT_NE(page.body.find("Layanan masuk sedang tidak dapat dihubungi"), std::string::npos);
    EXPECT_NE(page.body.find("name=\"sandi\""), std::string::npos) << "a local account still signs in";

    EXPECT_EQ(inside.get("/tiket").status, 200);
    EXPECT_EQ(location(inside.get("/masuk/intranet?tujuan=/akun")), "/akun") << "the portal's link leads in as before";
    EXPECT_EQ(two.leave(visitor, "google").url.substr(0, 7), "http://") << "the other provider does not mind";
}

TEST(ProviderAway, IsAskedAgainAfterAWhile) {
    TwoProviders two;
    two.google.discovery["issuer"] = "https://lain.id";
    auto visitor = two.app.visitor();
    EXPECT_EQ(location(visitor.get("/masuk/google")), "/masuk?hasil=layanan");
    two.google.reset();
    EXPECT_EQ(location(visitor.get("/masuk/google")), "/masuk?hasil=layanan") << "not at once";
    EXPECT_EQ(two.google.asked("/.well-known/openid-configuration"), 1);
    two.app.clock.advance(11s);
    EXPECT_TRUE(location(visitor.get("/masuk/google")).starts_with(two.google.issuer()));
    visitor.get("/masuk/google");
    EXPECT_EQ(two.google.asked("/.well-known/openid-configuration"), 2) << "known for a minute";
}

TEST(ProviderAway, HoldsNobodyUpWhenItHangs) {
    FrozenClock clock{test::start_of_test};
    test::FalseProvider slow;
    slow.pause_milliseconds = 1500;
    const OidcSettings settings{.issuer = slow.issuer(), .client_id = "hero", .client_secret = "x"};
    test::TestDatabase ground;
    Providers providers({.google = settings}, clock, {.whole = 200ms});
    std::vector<std::thread> threads;
    threads.reserve(16);
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < 16; ++i)
        threads.emplace_back([&] {
            const auto left =
                providers.depart(ground.db, Channel::google, {"http://127.0.0.1:8080", "127.0.0.1", "", ""});
            EXPECT_EQ(std::get<Refusal>(left), Refusal::unavailable);
        });
    for (auto& thread : threads) thread.join();
    EXPECT_LT(std::chrono::steady_clock::now() - start, 1200ms) << "one asks, the others wait for it and no longer";
}

TEST(Discovery, IsReadAgainWhileACrowdGoesOnWithWhatWasKnown) {
    TwoProviders two;
    auto first = two.app.visitor();
    two.leave(first, "google");
    two.app.clock.advance(61s);
    two.google.pause_milliseconds = 300;
    std::atomic<int> left{0};
    std::vector<std::thread> threads;
    threads.reserve(24);
    for (int i = 0; i < 24; ++i)
        threads.emplace_back([&] {
            auto visitor = two.app.visitor();
            if (location(visitor.get("/masuk/google")).starts_with(two.google.issuer())) ++left;
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(left, 24);
    EXPECT_EQ(two.google.asked("/.well-known/openid-configuration"), 2) << "by one of them";
}

TEST(ProviderReturn, IsTakenOnceHoweverOftenItComesAtOnce) {
    TwoProviders two({{"limits", "off"}});
    for (int round = 0; round < 5; ++round) {
        two.google.claims["sub"] = std::to_string(round);
        auto browser = two.app.visitor();
        const auto trip = two.leave(browser, "google");
        std::atomic<int> in{0};
        std::vector<std::thread> threads;
        threads.reserve(6);
        for (int i = 0; i < 6; ++i)
            threads.emplace_back([&, mine = browser]() mutable {
                if (location(two.come_back(mine, "google", trip)) == "/tiket") ++in;
            });
        for (auto& thread : threads) thread.join();
        EXPECT_EQ(in, 1);
    }
    EXPECT_EQ(two.sessions(), 5);
}

TEST(ProviderReturn, MakesOnePersonOfTwoBrowsersAtOnce) {
    TwoProviders two({{"limits", "off"}});
    for (int round = 0; round < 5; ++round) {
        two.google.claims["sub"] = std::to_string(round);
        auto browser = two.app.visitor();
        std::vector<TwoProviders::Trip> trips;
        trips.reserve(2);
        for (int i = 0; i < 2; ++i) trips.push_back(two.leave(browser, "google"));
        // Both attempts ask for the same answer.
        two.app.app.db.write(
            [&](Tx& tx) { tx.run(test::Ask<"UPDATE sign_in_attempts SET nonce = $1", 1>{{two.google.nonce}}); });
        std::atomic<int> in{0};
        std::vector<std::thread> threads;
        threads.reserve(2);
        for (const auto& trip : trips)
            threads.emplace_back([&, mine = browser]() mutable {
                if (location(two.come_back(mine, "google", trip)) == "/tiket") ++in;
            });
        for (auto& thread : threads) thread.join();
        EXPECT_EQ(in, 2);
    }
    EXPECT_EQ(two.people(), 5);
    EXPECT_EQ(two.sessions(), 10);
}

TEST(Discovery, RefusesAddressesThatAreNone) {
    TwoProviders two;
    auto visitor = two.app.visitor();
    struct {
        const char* field;
        boost::json::value value;
    } const wrongs[] = {{"token_endpoint", "http://jahat.id/token"},
                        {"token_endpoint", "file:///etc/passwd"},
                        {"token_endpoint", "https://a@jahat.id/"},
                        {"jwks_uri", "gopher://127.0.0.1/"},
                        {"authorization_endpoint", "javascript:alert(1)"},
                        {"authorization_endpoint", "https://contoh.id/\r\nX: y"},
                        {"authorization_endpoint", 7},
                        {"issuer", "https://accounts.google.com"},
                        {"code_challenge_methods_supported", {"plain"}}};
    for (const auto& wrong : wrongs) {
        two.google.reset();
        two.google.discovery[wrong.field] = wrong.value;
        two.app.clock.advance(61s);
        EXPECT_EQ(location(visitor.get("/masuk/google")), "/masuk?hasil=layanan") << wrong.field;
    }
}

TEST(Keys, AreKeptForADayAndAskedForOnceAMinute) {
    TwoProviders two({{"limits", "off"}});
    const auto sign_in = [&] {
        auto browser = two.app.visitor();
        return location(two.sign_in(browser, "google"));
    };
    EXPECT_EQ(sign_in(), "/tiket");
    two.app.clock.advance(23h);
    EXPECT_EQ(sign_in(), "/tiket");
    EXPECT_EQ(two.google.asked("/keys"), 1);
    two.app.clock.advance(61min);
    EXPECT_EQ(sign_in(), "/tiket");
    EXPECT_EQ(two.google.asked("/keys"), 2) << "a day old";

    // A flood of keys nobody knows.
    for (int i = 0; i < 100; ++i) {
        two.google.header["kid"] = "palsu" + std::to_string(i);
        EXPECT_EQ(sign_in(), "/masuk?hasil=gagal");
    }
    EXPECT_EQ(two.google.asked("/keys"), 2);
    two.app.clock.advance(61s);
    for (int i = 0; i < 20; ++i) sign_in();
    EXPECT_EQ(two.google.asked("/keys"), 3);

    // The provider changes its key.
    two.google.reset();
    two.google.key = &test::ec_key();
    two.google.header = {{"alg", "ES256"}, {"kid", "baru"}};
    auto fresh = test::ec_key().published();
    fresh["kid"] = "baru";
    two.google.published_keys = {fresh};
    EXPECT_EQ(sign_in(), "/masuk?hasil=gagal") << "within the minute";
    two.app.clock.advance(61s);
    EXPECT_EQ(sign_in(), "/tiket");
}

// ---- groups ---------------------------------------------------------------------------------------------------------

struct Groups {
    Groups()
        : two({{"intranet-roles",
                "agent tim-aplikasi: agen; agent tim-infrastruktur: jaringan; "
                "supervisor tim-aplikasi: pengawas; admin: pengelola"},
               {"limits", "off"}}) {}
    TwoProviders two;

    Person come(std::initializer_list<std::string_view> groups) {
        boost::json::array list;
        for (const auto group : groups) list.emplace_back(group);
        two.intranet.claims["groups"] = list;
        auto browser = two.app.visitor();
        two.sign_in(browser, "intranet");
        return now();
    }
    Person now() {
        return two.app.app.db.read([&](Tx& tx) { return person_by_identity(tx, two.intranet.issuer(), "108"); })
            .value();
    }
    void by_hand(Role role) {
        two.app.app.db.write(
            [&](Tx& tx) { set_role(tx, *person_by_identity(tx, two.intranet.issuer(), "108"), role); });
    }
};

TEST(Groups, GiveRolesAndTakeThemAway) {
    Groups groups;
    EXPECT_EQ(groups.come({}).role, Role::requester);
    auto agent = groups.come({"lain", "agen"});
    EXPECT_EQ(agent.role, Role::agent);
    EXPECT_EQ(agent.teams.size(), 1U);
    EXPECT_EQ(groups.come({"agen", "jaringan"}).teams.size(), 2U) << "the teams of all its groups";
    EXPECT_EQ(groups.come({"agen", "pengawas"}).role, Role::supervisor) << "the highest";
    EXPECT_EQ(groups.come({"agen"}).role, Role::agent);
    EXPECT_EQ(groups.come({}).role, Role::requester);
    EXPECT_EQ(groups.come({"pengelola"}).role, Role::admin);
    EXPECT_EQ(groups.come({}).role, Role::admin) << "the last admin stays";
    groups.two.app.app.db.write([](Tx& tx) {
        add_person(tx, {.name = "A", .email = "a@contoh.id", .role = Role::admin, .teams = {}}, "local", "a");
    });
    EXPECT_EQ(groups.come({}).role, Role::requester) << "until there is another one";
}

TEST(Groups, LeaveWhatWasDecidedInHero) {
    Groups groups;
    groups.come({});
    groups.by_hand(Role::supervisor);
    EXPECT_EQ(groups.come({"agen"}).role, Role::supervisor);
    EXPECT_EQ(groups.come({}).role, Role::supervisor) << "not given by a group, not taken with it";
    groups.by_hand(Role::requester);
    EXPECT_EQ(groups.come({"agen"}).role, Role::agent);
    groups.by_hand(Role::requester);
    EXPECT_EQ(groups.come({"agen"}).role, Role::requester) << "taken in HERO";
    EXPECT_EQ(groups.come({}).role, Role::requester);
    EXPECT_EQ(groups.come({"agen"}).role, Role::agent) << "given anew";
    groups.two.app.app.db.write([&](Tx& tx) {
        const auto rina = *person_by_identity(tx, groups.two.intranet.issuer(), "108");
        const auto catalog = load_catalog(tx);
        set_teams(tx, rina, {catalog.teams()[0].id, catalog.teams()[1].id});
    });
    EXPECT_EQ(groups.come({"agen"}).teams.size(), 2U) << "other teams stay as well";
}

TEST(Groups, MakeNobodyOfGoogleStaff) {
    Groups groups;
    groups.two.google.claims["groups"] = boost::json::array(1, "pengelola");
    auto browser = groups.two.app.visitor();
    EXPECT_EQ(location(groups.two.sign_in(browser, "google")), "/tiket");
}

// ---- the portal -----------------------------------------------------------------------------------------------------

TEST(Portal, OpensHeroSignedIn) {
    TwoProviders two;
    auto browser = two.app.visitor();
    const auto start = browser.get("/masuk/intranet?iss=x&target_link_uri=http%3A%2F%2F127.0.0.1%3A8080%2Fakun");
    EXPECT_TRUE(location(start).starts_with(two.intranet.issuer() + "/auth?"));
    const auto query = http::parse_urlencoded(location(start));
    two.intranet.nonce = query.get("nonce");
    const TwoProviders::Trip trip{.url = location(start), .query = {{"state", query.get("state")}}};
    EXPECT_EQ(location(two.come_back(browser, "intranet", trip)), "/akun");
    EXPECT_EQ(browser.get("/akun").status, 200);
}

TEST(Portal, NeverLeadsAway) {
    TwoProviders two({{"limits", "off"}});
    for (const std::string away : {"//jahat.id",
                                   "/\\jahat.id",
                                   "/\\/jahat.id",
                                   "/\n/jahat.id",
                                   "/\r\nLocation: //jahat.id",
                                   "/ /jahat.id",
                                   "//jahat.id/%2e%2e",
                                   "/\x01",
                                   "HTTPS://jahat.id",
                                   "http:/jahat.id",
                                   "http:jahat.id",
                                   "data:text/html,x",
                                   "vbscript:x",
                                   "jahat.id",
                                   "?tujuan=//jahat.id",
                                   "@jahat.id",
                                   "%2f%2fjahat.id",
                                   "/\xe3\x80\x82jahat.id",
                                   "\t//jahat.id",
                                   " //jahat.id",
                                   "https://jahat.id",
                                   "https:jahat.id",
                                   "javascript:alert(1)",
                                   "/\t/jahat.id",
                                   "\\\\jahat.id",
                                   "/%0d%0aLocation:",
                                   "///jahat.id",
                                   "http://127.0.0.1:8080.jahat.id/",
                                   "http://127.0.0.1:8080@jahat.id/",
                                   "http://127.0.0.1:8080//jahat.id"})
        for (const std::string name : {"tujuan", "target_link_uri"}) {
            auto browser = two.app.visitor();
            const auto start = location(browser.get("/masuk/google?" + name + "=" + percent_encoded(away)));
            const auto query = http::parse_urlencoded(start);
            two.google.nonce = query.get("nonce");
            const TwoProviders::Trip trip{.url = start, .query = {{"state", query.get("state")}}};
            const auto end = location(two.come_back(browser, "google", trip));
            EXPECT_TRUE(end == "/tiket" || end == "/%0d%0aLocation:") << name << "=" << away << " → " << end;
        }
}

}  // namespace
}  // namespace hero
