// docs/threats.md, rows 20 to 30: somebody passes for somebody else.
#include <gtest/gtest.h>

#include <cctype>
#include <chrono>

#include "audit/audit.hpp"
#include "base/ids.hpp"
#include "tests/access/contents.hpp"
#include "tests/false_provider.hpp"
#include "tests/security/learned.hpp"
#include "ui/routing.hpp"
#include "ui/ui.hpp"

namespace hero {
namespace {

using namespace std::chrono_literals;
using test::file_ticket;
using test::holds;
using test::TestApp;
using test::TwoProviders;

constexpr auto password = "kuda besi biru laut";

void add_local(TestApp& app, std::string_view name = "lokal") {
    const auto hash = hash_password(password);
    app.app.db.write([&](Tx& tx) {
        add_person(tx, {.name = "Lokal", .email = "lokal@contoh.id", .role = Role::agent, .teams = {}}, "local", name);
        set_password(tx, name, hash);
    });
}

// Row 20. osTicket kept the session's id when somebody signed in: whoever had planted it was signed in too.
TEST(Learned, OsTicketSessionFixation) {
    TestApp app;
    add_local(app);
    const std::string planted(64, 'a');
    auto browser = app.visitor();
    browser.cookies["hero"] = planted;
    ASSERT_EQ(browser.post("/masuk", {{"pengguna", "lokal"}, {"sandi", password}}).status, 303);
    const auto first = browser.cookies["hero"];
    EXPECT_NE(first, planted);
    EXPECT_EQ(first.size(), 64U) << "256 bits";
    EXPECT_EQ(browser.get("/akun").status, 200);
    ASSERT_EQ(browser.post("/masuk/demo", {{"orang", "sari"}}).status, 303);
    for (const auto& old : {planted, first}) {
        auto thief = app.visitor();
        thief.cookies["hero"] = old;
        EXPECT_EQ(thief.get("/akun").status, 303) << "dead at once";
    }
    EXPECT_EQ(browser.get("/akun").status, 200);
    const auto sari = app.person("sari");
    app.app.db.write([&](Tx& tx) { set_active(tx, sari, false); });
    EXPECT_EQ(browser.get("/akun").status, 303) << "disabled means out";
    EXPECT_EQ(app.app.db.read([&](Tx& tx) {
        return tx.run(test::Ask<"SELECT id FROM sessions WHERE id = $1", 1>{{browser.cookies["hero"]}}).size();
    }),
              0U)
        << "only its digest is stored";
}

// Row 21. RT and UVdesk took forms that other sites sent; FreeScout cut a connection by GET, RT gave its token away in
// links.
TEST(Learned, FreeScoutChangesByGet) {
    TestApp app({{"limits", "off"}});
    auto sari = app.as("sari");
    const auto path = file_ticket(sari, "Milik Sari", "Untuk Sari saja.");
    const auto before = test::contents_of(app.app.db);
    for (const auto& [header, value] : {std::pair{"sec-fetch-site", "cross-site"},
                                        {"sec-fetch-site", "same-site"},
                                        {"origin", "https://jahat.contoh"},
                                        {"origin", "null"}}) {
        sari.headers = {{header, value}};
        EXPECT_EQ(sari.post("/akun", {{"bahasa", "en"}}).status, 403) << header << " " << value;
        EXPECT_EQ(sari.post(path + "/pembatalan", {}).status, 403) << header << " " << value;
        EXPECT_EQ(sari.post("/keluar", {}).status, 403) << header << " " << value;
    }
    sari.headers.clear();
    for (const auto& token : {std::string{}, std::string(96, 'a'), app.as("joko").form_token()})
        EXPECT_EQ(sari.post("/akun", {{"bahasa", "en"}, {"csrf", token}}).status, 403);
    EXPECT_NE(sari.form_token(), sari.form_token()) << "masked anew each time";
    const auto after_joko = test::contents_of(app.app.db);
    int asked = 0;
    for (const auto& route : all_routes()) {
        if (route.method != http::Method::post || !holds(route.pattern, "{nomor}")) continue;
        std::string target{route.pattern};
        target.replace(target.find("{nomor}"), 7, path.substr(7));
        EXPECT_LT(sari.get(target + "?csrf=" + sari.form_token() + "&isi=x").status, 500);
        ++asked;
    }
    sari.get("/keluar");
    EXPECT_GT(asked, 10);
    EXPECT_EQ(test::contents_of(app.app.db), after_joko) << "reading changes nothing";
    EXPECT_EQ(sari.get("/akun").status, 200) << "nor does it sign out";
    EXPECT_EQ(sari.post("/akun", {{"bahasa", "en"}}).status, 303) << "our own form is taken";
    EXPECT_NE(test::contents_of(app.app.db), before);
}

// Row 22. RT and osTicket sent people wherever a parameter said.
TEST(Learned, RtRedirectsToAnywhere) {
    TestApp app({{"limits", "off"}});
    for (const std::string away : {"//jahat.contoh",       "///jahat.contoh",
                                   "/\\jahat.contoh",      "\\\\jahat.contoh",
                                   "https://jahat.contoh", "https:jahat.contoh",
                                   "http:/jahat.contoh",   "/\t/jahat.contoh",
                                   "/\n/jahat.contoh",     "javascript:alert(1)",
                                   "data:text/html,x",     " //jahat.contoh",
                                   "/%09/jahat.contoh",    "/x\r\nLocation: //jahat.contoh",
                                   "jahat.contoh",         ".jahat.contoh",
                                   "@jahat.contoh",        "\\/jahat.contoh",
                                   "/\\/jahat.contoh",     "HTTPS://JAHAT.CONTOH"}) {
        auto browser = app.visitor();
        const auto answer = browser.post("/masuk/demo", {{"orang", "sari"}, {"tujuan", away}});
        const auto location = std::string{answer.header("Location")};
        EXPECT_EQ(answer.status, 303);
        ASSERT_TRUE(location.starts_with("/")) << away;
        EXPECT_FALSE(location.starts_with("//") || location.starts_with("/\\")) << away << " leads to " << location;
        EXPECT_EQ(location.find_first_of("\r\n\t\\"), std::string::npos) << away << " leads to " << location;
        EXPECT_EQ(own_path(away, "/aman").find_first_of("\r\n\t\\"), std::string::npos);
    }
    auto browser = app.visitor();
    EXPECT_EQ(browser.post("/masuk/demo", {{"orang", "sari"}, {"tujuan", "/tiket/kategori"}}).header("Location"),
              "/tiket/kategori");
}

// Row 23. ZITADEL built the links of its mails from the Host header, repaired it, and did it again twice.
TEST(Learned, ZitadelHostInLinks) {
    TestApp app({{"base-url", "https://hero.contoh.id"}, {"secure-cookies", "off"}, {"demo", "off"}});
    auto sari = app.as("sari");
    sari.headers = {{"x-forwarded-host", "jahat.contoh"},
                    {"x-host", "jahat.contoh"},
                    {"x-original-host", "jahat.contoh"},
                    {"forwarded", "host=jahat.contoh"}};
    const auto path = file_ticket(sari, "Tautan", "Tautan di surat.");
    ASSERT_NE(path, "");
    EXPECT_FALSE(holds(sari.get(path).body, "jahat.contoh"));
    const auto letters =
        app.app.db.read([&](Tx& tx) { return tx.run(test::Ask<"SELECT path, details FROM mails">{}); });
    ASSERT_GE(letters.size(), 1U);
    for (const auto& letter : letters) {
        EXPECT_TRUE(letter.text("path").starts_with("/")) << "the host is added from the setting";
        EXPECT_FALSE(holds(letter.text("path") + letter.text("details"), "jahat.contoh"));
    }
    for (const auto* host : {"jahat.contoh", "hero.contoh.id.jahat.contoh", "hero.contoh.id@jahat.contoh", ""}) {
        http::Request request;
        request.target = request.path = "/masuk";
        request.remote = "127.0.0.1";
        request.headers.emplace_back("host", host);
        EXPECT_EQ(app.site.handle(request).status, 421) << host;
    }
}

// Row 24. RT, osTicket and FreeScout told by time or words whether somebody had an account.
TEST(Learned, RtTellsWhoHasAnAccount) {
    TestApp app({{"limits", "off"}});
    add_local(app, "zqtono");
    const auto try_as = [&](const std::string& name) {
        auto answer = app.visitor().post("/masuk", {{"pengguna", name}, {"sandi", "salah salah salah"}});
        for (auto at = answer.body.find(name); at != std::string::npos; at = answer.body.find(name, at))
            answer.body.replace(at, name.size(), "?");
        return answer;
    };
    const auto known = try_as("zqtono"), unknown = try_as("zqnina");
    EXPECT_EQ(known.status, unknown.status);
    EXPECT_EQ(known.body, unknown.body);
    EXPECT_EQ(known.headers.size(), unknown.headers.size());
    const auto rows = app.app.db.read([](Tx& tx) { return audit_rows(tx, {}, 0, 10); });
    ASSERT_EQ(rows.size(), 2U) << "each leaves one row";
    EXPECT_EQ(rows[0].detail, rows[1].detail);
    // As much work for both: the hash of nobody costs the same.
    const auto hash_of = [&](std::string_view name) {
        return app.app.db.read([&](Tx& tx) { return local_account(tx, name).password_hash; });
    };
    const auto cost = [](const std::string& hash) { return hash.substr(0, hash.find('$', hash.find("p="))); };
    EXPECT_TRUE(hash_of("zqtono").starts_with("$argon2id$"));
    EXPECT_EQ(cost(hash_of("zqtono")), cost(hash_of("zqnina")));
    EXPECT_NE(hash_of("zqtono"), hash_of("zqnina"));
}

// Row 25. Zammad's limit was passed by writing the address differently, and a long password kept a processor busy.
TEST(Learned, ZammadLongPasswordsAndLimits) {
    TestApp app;
    const std::string million(1'000'000, 'x');
    auto visitor = app.visitor();
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(visitor.post("/masuk", {{"pengguna", "panjang"}, {"sandi", million}}).status, 422);
    EXPECT_LT(std::chrono::steady_clock::now() - start, 5s);
    EXPECT_TRUE(check_password(Lang::id, {"lokal"}, std::string(257, 'x')));
    std::string long_one;
    while (long_one.size() < 256) long_one += "lima kapal putih berlayar ke timur laut tanpa peta ";
    long_one.resize(256);
    EXPECT_FALSE(check_password(Lang::id, {"lokal"}, long_one));
    int let_through = 0;
    const std::vector<std::string> spellings{"lokal", "LOKAL", " lokal", "lokal ", "Lokal", "\tlokal"};
    for (int i = 0; i < 30; ++i) {
        auto guesser = app.visitor();
        guesser.remote = "203.0.113." + std::to_string(i + 1);
        guesser.headers = {{"x-forwarded-for", "198.51.100." + std::to_string(i)}};
        const auto& name = spellings[static_cast<std::size_t>(i) % spellings.size()];
        let_through += guesser.post("/masuk", {{"pengguna", name}, {"sandi", "tebakan"}}).status != 429 ? 1 : 0;
    }
    EXPECT_LE(let_through, 10) << "of one account, from wherever, however it is spelled";
    EXPECT_EQ(test::routes_with({"lupa", "reset"}), std::vector<std::string>{})
        << "nobody can have mails sent to others: links for a new password are made by an administrator";
}

// Row 26. What an ID token says counts only when everything about it is right: signed by a key of that issuer, for us,
// for this attempt, now.
TEST(Learned, OpenIdTokensThatProveNothing) {
    TwoProviders two;
    using Claims = boost::json::object;
    const std::vector<std::pair<std::string_view, std::function<void(Claims&)>>> lies{
        {"for somebody else", [](Claims& claims) { claims["aud"] = "lain"; }},
        {"by somebody else", [](Claims& claims) { claims["iss"] = "https://jahat.contoh"; }},
        {"of another attempt", [](Claims& claims) { claims["nonce"] = std::string(64, 'b'); }},
        {"of last year", [](Claims& claims) { claims["exp"] = 1; }},
        {"about nobody", [](Claims& claims) { claims.erase("sub"); }}};
    for (const auto& [name, lie] : lies) {
        two.google.bend_claims = lie;
        auto browser = two.app.visitor();
        two.sign_in(browser, "google");
        EXPECT_EQ(two.sessions(), 0) << name;
        EXPECT_TRUE(browser.cookies["hero"].empty()) << name;
    }
    two.google.reset();
    two.google.make_token = [](std::string_view, std::string_view claims) {
        return base64url(R"({"alg":"none"})") + "." + base64url(claims) + ".";
    };
    auto unsigned_one = two.app.visitor();
    two.sign_in(unsigned_one, "google");
    EXPECT_EQ(two.sessions(), 0) << "unsigned";
    two.google.reset();
    auto one = two.app.visitor(), another = two.app.visitor();
    const auto trip = two.leave(one, "google");
    two.come_back(another, "google", trip);
    EXPECT_EQ(two.sessions(), 0) << "in another browser";
    EXPECT_EQ(two.people(), 0);
    auto honest = two.app.visitor();
    two.sign_in(honest, "google");
    EXPECT_EQ(two.sessions(), 1) << "the truth is believed";
}

// Row 27. Nhost joined accounts by e-mail address: whoever got a provider to say an address was its owner.
TEST(Learned, NhostAccountsJoinedByAddress) {
    TwoProviders two;
    const auto budi = two.app.person("budi");
    two.google.claims["email"] = budi.email;
    two.google.claims["email_verified"] = true;
    auto browser = two.app.visitor();
    ASSERT_EQ(two.sign_in(browser, "google").status, 303);
    const auto who = two.app.app.db.read([&](Tx& tx) { return person_by_identity(tx, two.google.issuer(), "108"); });
    ASSERT_TRUE(who);
    EXPECT_NE(who->id, budi.id);
    EXPECT_EQ(who->audience, Audience::external);
    EXPECT_EQ(who->role, Role::requester);
    EXPECT_NE(browser.get("/petugas").status, 200);
    two.google.claims["sub"] = "109";
    two.google.claims["email"] = "pejabat@kemendag.go.id";
    auto another = two.app.visitor();
    ASSERT_EQ(two.sign_in(another, "google").status, 303);
    const auto official =
        two.app.app.db.read([&](Tx& tx) { return person_by_identity(tx, two.google.issuer(), "109"); });
    ASSERT_TRUE(official);
    EXPECT_EQ(official->audience, Audience::external) << "whatever the address says";
    EXPECT_EQ(another.get("/tiket/buat?layanan=inatrade").status, 404);
}

// Row 28. Support mailboxes on a company's domain received other services' verification links, and the ticket showed
// them to whoever had written (the "ticket trick"). Nothing comes in here by mail: a ticket is of somebody signed in.
TEST(Learned, ZendeskTicketTrick) {
    EXPECT_EQ(test::settings_with({"imap", "pop", "lmtp", "intake", "inbox", "mailbox", "incoming"}),
              std::vector<std::string>{});
    EXPECT_EQ(test::routes_with({"surel", "inbound", "masuk/surat", "email"}), std::vector<std::string>{});
    for (const auto* channel : {"mail", "email", "surel", "imap", ""}) EXPECT_FALSE(parse_channel(channel)) << channel;
    EXPECT_TRUE(parse_channel("google"));
    for (const auto& name : test::sources_with({"read_mail("}))
        EXPECT_TRUE(name.starts_with("mail/")) << name << " reads mails; only the demo's post office does";
    EXPECT_EQ(test::sources_with({"open_ticket(tx", "open_ticket("}),
              (std::vector<std::string>{"base/db/db.hpp", "demo/stories.cpp", "filing/filing_web.cpp",
                                        "tickets/lists.cpp", "tickets/opening.cpp", "tickets/tickets.hpp"}))
        << "who opens tickets";
    TestApp app;
    EXPECT_TRUE(app.visitor()
                    .post("/tiket", test::ticket_form("Verifikasi", "Tautan."))
                    .header("Location")
                    .starts_with("/masuk"));
}

// Row 29. FreeScout took a reply for somebody's because the mail said so (CVE-2026-47123). Here a reply is of the
// session that sends it, whoever it says it is from.
TEST(Learned, FreeScoutForgedReplies) {
    TestApp app;
    auto sari = app.as("sari"), joko = app.as("joko"), budi = app.as("budi");
    const auto path = file_ticket(sari, "Milik Sari", "Untuk Sari saja.");
    const test::Fields forged{{"isi", "Tolong tutup tiket ini."},
                              {"from", "sari.lestari@contoh.id"},
                              {"pengirim", "1"},
                              {"author", "1"},
                              {"message-id", "<tiket." + path.substr(7) + "@127.0.0.1>"}};
    EXPECT_NE(app.visitor().post(path + "/tanggapan", forged).status, 200);
    EXPECT_EQ(joko.post(path + "/tanggapan", forged).status, 404);
    EXPECT_FALSE(holds(sari.get(path).body, "Tolong tutup tiket ini."));
    auto by_budi = forged;
    by_budi.emplace_back("tetap", "ya");
    by_budi[1].second = "joko.prasetyo@contoh.id";
    ASSERT_EQ(budi.post("/petugas" + path + "/balasan", by_budi).status, 303);
    const auto who = app.person("sari"), agent = app.person("budi");
    const auto messages =
        app.app.db.read([&](Tx& tx) { return conversation_of(tx, who, ticket_for(tx, who, path.substr(7))); });
    ASSERT_EQ(messages.size(), 2U);
    EXPECT_EQ(messages.back().author, agent.id);
    EXPECT_EQ(messages.back().author_name, "Budi Santoso");
}

// Row 30. RT believed headers of its own that came with a mail from outside (CVE-2023-41259). No header of a request
// changes who asks, what is asked or what it does.
TEST(Learned, RtHeadersFromOutside) {
    TestApp app;
    auto sari = app.as("sari"), honest = app.as("sari");
    const auto path = file_ticket(sari, "Milik Sari", "Untuk Sari saja.");
    // Tokens and the ids of forms are new on each page.
    const auto without_token = [](const std::string& page) {
        std::string rest, run;
        for (const char c : page + "\n") {
            if (std::isxdigit(static_cast<unsigned char>(c)) != 0) {
                run += c;
                continue;
            }
            rest += run.size() < 32 ? run : "#";
            rest += c;
            run.clear();
        }
        return rest;
    };
    sari.get(path), honest.get(path);
    const auto before = test::contents_of(app.app.db);
    const auto plain = without_token(honest.get(path).body);
    for (const auto& [name, value] :
         std::vector<std::pair<std::string, std::string>>{{"x-hero-user", "ratna"},
                                                          {"x-hero-role", "admin"},
                                                          {"x-hero-team", "1"},
                                                          {"x-hero-ticket", "1"},
                                                          {"x-rt-squelch-replies-to", "1"},
                                                          {"x-rt-loop-prevention", "1"},
                                                          {"rt-ticket", "1"},
                                                          {"x-http-method-override", "POST"},
                                                          {"x-method-override", "DELETE"},
                                                          {"x-original-url", "/admin"},
                                                          {"x-rewrite-url", "/admin"},
                                                          {"x-forwarded-prefix", "/admin"},
                                                          {"x-forwarded-uri", "/admin"},
                                                          {"authentication-results", "contoh.id; dmarc=pass"},
                                                          {"x-accel-redirect", "/etc/passwd"}}) {
        sari.headers = {{name, value}};
        const auto answer = sari.get(path);
        EXPECT_EQ(answer.status, 200) << name;
        EXPECT_EQ(without_token(answer.body), plain) << name;
        EXPECT_EQ(sari.get("/admin").status, 403) << name;
    }
    EXPECT_EQ(test::contents_of(app.app.db), before);
}

}  // namespace
}  // namespace hero
