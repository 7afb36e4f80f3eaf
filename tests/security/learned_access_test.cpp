// docs/threats.md, rows 12 to 19: somebody reads or changes what is not theirs.
#include <gtest/gtest.h>

#include "attachments/files_for_tests.hpp"
#include "base/http/events.hpp"
#include "base/http/proxies.hpp"
#include "base/ids.hpp"
#include "catalog/catalog.hpp"
#include "credentials/credentials.hpp"
#include "tests/access/contents.hpp"
#include "tests/security/learned.hpp"
#include "ui/routing.hpp"

namespace hero {
namespace {

using namespace std::chrono_literals;
using test::file_ticket;
using test::holds;
using test::TestApp;

std::string main_of(const http::Response& response) { return test::between(response.body, "<main", "</main>"); }

std::string with_number(std::string_view pattern, const std::string& number) {
    std::string path{pattern};
    const auto at = path.find("{nomor}");
    return path.replace(at, 7, number);
}

// Row 12. Zammad, FreeScout, osTicket and GLPI checked who may see a ticket on its page and forgot it elsewhere: in
// links, merges, searches, edits. Whatever is asked of somebody else's ticket, it does not exist.
TEST(Learned, FreeScoutTicketsByNumber) {
    TestApp app({{"limits", "off"}});
    auto sari = app.as("sari"), joko = app.as("joko"), agus = app.as("agus"), wahyu = app.as("wahyu");
    const auto number = file_ticket(sari, "Milik Sari", "Untuk Sari saja.").substr(7);
    int asked = 0;
    for (const auto& route : all_routes()) {
        if (!holds(route.pattern, "{nomor}") || route.pattern.starts_with("/lacak")) continue;
        const bool staff = route.pattern.starts_with("/petugas");
        if (!staff && !route.pattern.starts_with("/tiket")) continue;
        auto& other = route.guard == Guard::supervisor ? wahyu : staff ? agus : joko;
        const auto ask = [&](const std::string& which) {
            const auto path = with_number(route.pattern, which);
            return route.method == http::Method::get ? other.get(path)
                                                     : other.post(path, {{"isi", "x"}, {"versi", "1"}, {"nilai", "4"}});
        };
        const auto before = test::contents_of(app.app.db);
        const auto theirs = ask(number), unknown = ask("A-ESKA26999999");
        EXPECT_EQ(theirs.status, 404) << route.pattern;
        EXPECT_EQ(unknown.status, 404) << route.pattern;
        EXPECT_EQ(main_of(theirs), main_of(unknown)) << route.pattern;
        EXPECT_EQ(test::contents_of(app.app.db), before) << route.pattern;
        ++asked;
    }
    EXPECT_GE(asked, 18);
    EXPECT_FALSE(holds(joko.get("/tiket?cari=" + number).body, "Milik Sari"));
    EXPECT_FALSE(holds(agus.get("/petugas/cari?q=" + number).body, "Milik Sari"));
    EXPECT_TRUE(holds(sari.get("/tiket/" + number).body, "Milik Sari"));
}

// Row 13. FreeScout served attachments to whoever knew the link.
TEST(Learned, FreeScoutAttachmentsByLink) {
    TestApp app;
    auto sari = app.as("sari"), budi = app.as("budi");
    const auto made =
        sari.post("/tiket", test::ticket_form("Berkas", "Berkas terlampir."), {{"berkas", "surat.pdf", test::pdf()}});
    ASSERT_EQ(made.status, 303);
    const auto id = test::between(sari.get(made.header("Location")).body, "/lampiran/", "/");
    EXPECT_EQ(id.size(), 32U) << "128 random bits";
    const auto path = "/lampiran/" + id + "/surat.pdf";
    EXPECT_EQ(sari.get(path).status, 200);
    EXPECT_EQ(budi.get(path).status, 200);
    for (const auto* other : {"joko", "ashari", "agus", "citra", "wahyu", "ratna"})
        EXPECT_EQ(app.as(other).get(path).status, 404) << other;
    EXPECT_EQ(app.visitor().get(path).status, 303) << "to sign in";
    const auto who = app.person("budi");
    app.app.db.write([&](Tx& tx) { set_active(tx, who, false); });
    EXPECT_EQ(budi.get(path).status, 303) << "not a moment longer than he may";
    EXPECT_EQ(sari.get("/static/" + id).status, 404);
}

// Row 14. FreeScout broadcast new messages over a channel that anybody signed in could listen to. A stream here is for
// whoever may read the page: asked when it is opened, before each push, and again and again in between. It tells that
// there is something new, and how many messages; never what.
TEST(Learned, FreeScoutChannelsThatAnybodyHears) {
    EXPECT_EQ(test::routes_with({"stream", "socket", "siaran", "event", "sse", "kanal", "langganan", "aliran"}),
              (std::vector<std::string>{"/tiket/{nomor}/aliran", "/petugas/aliran"}));
    EXPECT_EQ(test::sources_with({"websocket", "WebSocket", "permessage"}), std::vector<std::string>{});
    TestApp app;
    auto sari = app.as("sari"), joko = app.as("joko"), budi = app.as("budi"), agus = app.as("agus");
    const auto path = file_ticket(sari, "Milik Sari", "Untuk Sari saja.");
    EXPECT_EQ(joko.get(path + "/aliran").status, 404);
    EXPECT_EQ(agus.get(path + "/aliran").status, 404) << "of another team";
    EXPECT_EQ(joko.get("/petugas/aliran").status, 403);
    EXPECT_EQ(app.visitor().get(path + "/aliran").status, 303) << "to sign in";
    joko.headers = {{"hx-request", "true"}, {"accept", "text/event-stream"}, {"upgrade", "websocket"}};
    EXPECT_EQ(joko.get(path).status, 404) << "parts of pages are no way around";

    const auto reader = budi.get(path + "/aliran").events;
    ASSERT_TRUE(reader);
    app.app.live.look();
    bool ended = false;
    std::ignore = reader->take(ended);
    ASSERT_EQ(sari.post(path + "/tanggapan", {{"isi", "Tanggapan rahasia"}}).status, 303);
    app.app.live.look();
    EXPECT_EQ(reader->take(ended), "event: baru\ndata: {\"n\":1}\n\n");
    EXPECT_FALSE(ended);

    const auto who = app.person("budi");
    app.app.db.write([&](Tx& tx) { set_teams(tx, who, {}); });
    ASSERT_EQ(sari.post(path + "/tanggapan", {{"isi", "Satu lagi"}}).status, 303);
    app.app.live.look();
    EXPECT_EQ(reader->take(ended), "") << "not a push more than he may have";
    EXPECT_TRUE(ended);
}

// Row 15. New York's confirmation numbers were sequential and led to names; osTicket showed a ticket for a number and
// an address.
TEST(Learned, NewYorkSequentialNumbers) {
    TestApp app;
    auto sari = app.as("sari"), budi = app.as("budi");
    const auto path = file_ticket(sari, "Subjek rahasia", "Penjelasan rahasia.");
    ASSERT_EQ(sari.post(path + "/tanggapan", {{"isi", "Tanggapan rahasia"}}).status, 303);
    ASSERT_EQ(budi.post("/petugas" + path + "/catatan", {{"isi", "Catatan rahasia"}}).status, 303);
    ASSERT_EQ(budi.post("/petugas" + path + "/pengambilan", {}).status, 303);
    const auto shown = app.visitor().get("/lacak/" + path.substr(7));
    EXPECT_EQ(shown.status, 200);
    for (const auto* secret : {"Subjek rahasia", "Penjelasan rahasia", "Tanggapan rahasia", "Catatan rahasia",
                               "Sari Lestari", "sari.lestari", "Budi Santoso"})
        EXPECT_FALSE(holds(main_of(shown), secret)) << secret;
    auto guesser = app.visitor();
    guesser.remote = "203.0.113.7";
    int answered = 0;
    for (int i = 0; i < 300; ++i) {
        app.clock.advance(1s);
        guesser.headers = {{"x-forwarded-for", "198.51.100." + std::to_string(i % 250)}};
        answered += guesser.get("/lacak/A-ESKA26" + std::to_string(100'000 + i)).status != 429 ? 1 : 0;
    }
    EXPECT_LE(answered, 60) << "of 300 guesses in five minutes";
    EXPECT_GE(answered, 10);
}

// Row 16. FreeScout and osTicket took every field that was sent: a role, an owner, a password without the old one.
TEST(Learned, FreeScoutFieldsThatWereNotInTheForm) {
    TestApp app;
    auto sari = app.as("sari");
    auto fields = test::ticket_form("Banyak isian", "Banyak isian tambahan.");
    const test::Fields more{{"role", "admin"},      {"peran", "admin"},
                            {"status", "close"},    {"assignee", "1"},
                            {"petugas", "1"},       {"requester", "1"},
                            {"pemohon", "1"},       {"email", "x@jahat.id"},
                            {"nama", "Orang Lain"}, {"audience", "internal"},
                            {"restricted", "1"},    {"prioritas", "tinggi"},
                            {"confirmed_at", "1"},  {"team", "2"},
                            {"tim", "2"},           {"nomor", "A-ESKA26000099"},
                            {"id", "99"},           {"version", "9"},
                            {"is_internal", "1"},   {"catatan", "1"},
                            {"aktif", "tidak"}};
    fields.insert(fields.end(), more.begin(), more.end());
    const auto made = sari.post("/tiket", fields);
    ASSERT_EQ(made.header("Location"), "/tiket/A-ESKA26000001");
    const auto who = app.person("sari");
    const auto ticket = app.app.db.read([&](Tx& tx) { return ticket_for(tx, who, "A-ESKA26000001"); });
    EXPECT_EQ(ticket.status, Status::open);
    EXPECT_EQ(ticket.requester, who.id);
    EXPECT_EQ(ticket.requester_name, "Sari Lestari");
    EXPECT_EQ(ticket.impact, Impact::low);
    EXPECT_FALSE(ticket.assignee);
    EXPECT_FALSE(ticket.restricted);
    EXPECT_FALSE(ticket.confirmed_at);
    EXPECT_EQ(ticket.version, 1);
    test::Fields account{{"bahasa", "en"}};
    account.insert(account.end(), more.begin(), more.end());
    EXPECT_EQ(sari.post("/akun", account).status, 303);
    const auto now = app.person("sari");
    EXPECT_EQ(now.language, Lang::en) << "this one is in the form";
    EXPECT_EQ(now.role, Role::requester);
    EXPECT_EQ(now.audience, Audience::external);
    EXPECT_EQ(now.name, who.name);
    EXPECT_EQ(now.email, who.email);
    EXPECT_TRUE(now.active);
    EXPECT_TRUE(now.teams.empty());
}

// Row 17. GLPI gave out the structure of forms that were not for everybody. Services for people of the ministry neither
// show nor open for others.
TEST(Learned, GlpiFormsOfOthers) {
    TestApp app({{"limits", "off"}});
    auto sari = app.as("sari"), ashari = app.as("ashari");
    const auto catalog = app.app.db.read([](Tx& tx) { return load_catalog(tx); });
    int internal = 0;
    for (const auto& service : catalog.services()) {
        if (may_file(Audience::external, service)) continue;
        ++internal;
        EXPECT_EQ(sari.get("/tiket/buat?layanan=" + service.slug).status, 404) << service.slug;
        auto fields = test::ticket_form("Layanan lain", "Bukan layanan saya.");
        fields[0].second = service.slug;
        const auto status = sari.post("/tiket", fields).status;
        EXPECT_TRUE(status == 403 || status == 404 || status == 422) << service.slug << " " << status;
    }
    EXPECT_EQ(internal, 29);
    EXPECT_EQ(app.app.db.read([](Tx& tx) { return tx.run(test::Ask<"SELECT id FROM tickets">{}).size(); }), 0U);
    EXPECT_EQ(ashari.get("/tiket/buat?layanan=inatrade").status, 200) << "it is there for whom it is for";
}

// Row 18. Zammad and GLPI believed a header that named who was signed in, whoever sent it.
TEST(Learned, ZammadIdentityFromHeaders) {
    TestApp app({{"trusted-proxies", "127.0.0.1"}});
    for (const auto* header :
         {"x-remote-user", "remote-user", "remote_user", "x-forwarded-user", "x-forwarded-email", "x-auth-request-user",
          "x-authenticated-user", "x-hero-user", "x-webauth-user", "auth-user", "from", "authorization"}) {
        auto visitor = app.visitor();
        visitor.headers = {{header, "ratna"}, {"x-forwarded-for", "127.0.0.1"}};
        EXPECT_TRUE(visitor.get("/tiket").header("Location").starts_with("/masuk")) << header;
        EXPECT_EQ(visitor.get("/admin").status, 303) << header;
        EXPECT_TRUE(visitor.cookies["hero"].empty()) << header;
        auto sari = app.as("sari");
        sari.headers = visitor.headers;
        EXPECT_NE(sari.get("/admin").status, 200) << header << ": nobody becomes somebody else";
    }
    http::Request request;
    request.headers.emplace_back("x-forwarded-for", "127.0.0.1");
    const http::TrustedProxies proxies({"10.0.0.1"});
    EXPECT_EQ(proxies.client_of(request, "203.0.113.9"), "203.0.113.9") << "said by anybody";
    EXPECT_EQ(proxies.client_of(request, "10.0.0.1"), "127.0.0.1") << "said by the proxy";
}

// Row 19. FreeScout's invitations never ended, and an empty hash in a link matched everybody who had no invitation.
TEST(Learned, FreeScoutEmptyInviteHashMatches) {
    TestApp app;
    const auto budi = app.person("budi");
    auto& db = app.app.db;
    const auto link = db.write([&](Tx& tx) { return give_token(tx, budi, Purpose::new_password, "", 60min); });
    EXPECT_EQ(link.size(), 32U) << "128 bits";
    const auto good = [&](std::string_view token, Purpose purpose = Purpose::new_password) {
        return db.read([&](Tx& tx) { return token_for(tx, purpose, token).has_value(); });
    };
    ASSERT_TRUE(good(link));
    // As bad as a row can be: the digest of nothing, and none at all.
    db.write([&](Tx& tx) {
        for (const auto& digest : {std::string{}, sha256_hex("")})
            tx.run(
                test::Ask<"INSERT INTO single_use_tokens (digest, purpose, person_id, details, created_at, expires_at) "
                          "SELECT $1, purpose, person_id, details, created_at, expires_at FROM single_use_tokens "
                          "WHERE digest = $2",
                          2>{{digest, sha256_hex(link)}});
    });
    std::string upper = link;
    for (auto& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    for (const auto& token : {std::string{}, std::string{" "}, link.substr(0, 31), link + "0", link + " ",
                              sha256_hex(link), std::string(32, '0'), upper + "x", std::string(32, '\0')}) {
        EXPECT_FALSE(good(token)) << token;
        if (token.find('\0') != std::string::npos || token == " " || token.empty()) continue;
        EXPECT_NE(app.visitor().get("/masuk/sandi-baru/" + token).status, 200) << token;
    }
    EXPECT_FALSE(good(link, Purpose::second_step)) << "for something else";
    app.clock.advance(61min);
    EXPECT_FALSE(good(link)) << "too late";
    const auto another = db.write([&](Tx& tx) { return give_token(tx, budi, Purpose::new_password, "", 60min); });
    db.write([&](Tx& tx) { forget_token(tx, another); });
    EXPECT_FALSE(good(another)) << "used";
}

}  // namespace
}  // namespace hero
