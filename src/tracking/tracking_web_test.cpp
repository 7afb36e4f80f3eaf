#include <gtest/gtest.h>

#include "closing/closing.hpp"
#include "tests/app.hpp"
#include "tickets/moves.hpp"

namespace hero {
namespace {

using namespace std::chrono_literals;
using test::Browser;
using test::TestApp;

bool holds(const http::Response& response, std::string_view text) {
    return response.body.find(text) != std::string::npos;
}

std::size_t count_of(std::string_view text, std::string_view part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) ++count;
    return count;
}

// The state of the ticket in the mock-up: resolved, waiting for its requester.
struct TrackedTicket : TestApp {
    Person sari = person("sari");
    Person budi = person("budi");
    Ticket ticket = open(sari, "e-ska", {});

    Ticket open(const Person& requester, std::string_view service,
                std::vector<std::pair<std::string, std::string>> extra) {
        TicketDraft draft;
        draft.service = service;
        draft.kind = "kendala";
        draft.impact = "rendah";
        draft.subject = "Subjek rahasia";
        draft.description = "Penjelasan rahasia yang cukup panjang.";
        draft.extra = std::move(extra);
        draft.consent = true;
        draft.consent_text = "syarat 1.0";
        return app.db.write([&](Tx& tx) { return open_ticket(tx, app.desk(tx), requester, Channel::demo, draft); });
    }
    Ticket report() {
        return open(person("ashari"), "aduan-siber",
                    {{"sb_jenis", "Phishing"},
                     {"sb_aset", "Situs"},
                     {"sb_waktu", "2026-11-23T10:00"},
                     {"sb_kronologi", "Tampilan berubah"},
                     {"sb_kontak", "021 1234567"}});
    }
    template <typename Change>
    void change(Change&& with) {
        app.db.write([&](Tx& tx) {
            const auto before = fresh(tx, ticket);
            auto after = given_to(tx, before, budi);
            with(tx, after);
            ticket = store(tx, before, after, &budi, {"diambil", ""});
        });
    }
    void resolve() {
        change([&](Tx& tx, Ticket& after) {
            after = paused(tx, after);
            after.status = Status::resolved;
            after.resolved_at = tx.now();
            after.confirm_by = confirm_by(app.desk(tx), tx.now());
        });
    }
    http::Response result(std::string_view language = "id") {
        auto browser = visitor();
        return browser.get("/lacak/" + ticket.number + (language == "en" ? "?lang=en" : ""));
    }
};

}  // namespace

TEST(Tracking, AnswersEverySpellingOfANumber) {
    TrackedTicket site;
    const auto digits = site.ticket.number.substr(6);  // 26000001
    for (const auto& typed : std::vector<std::string>{
             site.ticket.number, "%23" + site.ticket.number, "+a-eska" + digits + "+", "AESKA" + digits,
             "A%E2%80%93ESKA" + digits, "A-ESKA26+000001", "A-ESKA261", "A-ESKA26OOOOO1"}) {
        site.clock.advance(1min);
        auto visitor = site.visitor();
        const auto response = visitor.get("/lacak?nomor=" + typed);
        EXPECT_EQ(response.status, 200) << typed;
        EXPECT_TRUE(holds(response, "Progres tiket <span class=\"number\">" + site.ticket.number + "</span>")) << typed;
    }
}

TEST(Tracking, AsksForANumberFirst) {
    TestApp site;
    auto visitor = site.visitor();
    const auto empty = visitor.get("/lacak");
    EXPECT_EQ(empty.status, 200);
    EXPECT_TRUE(holds(empty, "<h1>Lacak Tiket</h1>"));
    EXPECT_TRUE(holds(empty, "<title>Lacak Tiket - HERO</title>"));
    EXPECT_FALSE(holds(empty, "id=\"ringkasan-kesalahan\""));

    for (const auto* target : {"/lacak?nomor=", "/lacak?nomor=%20+", "/lacak?nomor=%E2%80%8B"}) {
        const auto missing = visitor.get(target);
        EXPECT_EQ(missing.status, 422) << target;
        EXPECT_TRUE(holds(missing, "<title>Kesalahan: Lacak Tiket - HERO</title>")) << target;
        EXPECT_TRUE(holds(missing, "<a href=\"#nomor\">Isi nomor tiket</a>")) << target;
        EXPECT_TRUE(holds(missing, "aria-invalid=\"true\"")) << target;
    }
}

TEST(Tracking, ExplainsWhatANumberLooksLike) {
    TestApp site;
    for (const auto* target : {"/lacak?nomor=12345", "/lacak?nomor=A-KOR22000343", "/lacak/12345",
                               "/lacak?nomor=%FF%00", "/lacak?nomor=%3Cscript%3Ealert(1)%3C/script%3E"}) {
        auto visitor = site.visitor();
        const auto response = visitor.get(target);
        EXPECT_EQ(response.status, 422) << target;
        EXPECT_TRUE(holds(response, "Isi nomor tiket dengan format seperti A-KORS22000343")) << target;
        EXPECT_FALSE(holds(response, "<script>alert")) << target;
        site.clock.advance(10min);
    }
    auto visitor = site.visitor();
    EXPECT_TRUE(holds(visitor.get("/lacak?nomor=A-KOR22000343"), "value=\"A-KOR22000343\""));
}

TEST(Tracking, HasOneAddressForATicket) {
    TrackedTicket site;
    const auto digits = site.ticket.number.substr(6);
    for (const auto& typed : {"a-eska" + digits, "#A-ESKA" + digits, std::string("A-ESKA261")}) {
        auto visitor = site.visitor();
        const auto response = visitor.get("/lacak/" + typed);
        EXPECT_EQ(response.status, 301) << typed;
        EXPECT_EQ(response.header("Location"), "/lacak/" + site.ticket.number) << typed;
    }
    EXPECT_EQ(site.result().status, 200);
}

TEST(Tracking, ShowsHowFarATicketIs) {
    TrackedTicket site;
    auto page = site.result();
    EXPECT_TRUE(holds(page, "Tiket diterima dan menunggu ditangani petugas."));
    EXPECT_TRUE(holds(page, "24 Nov 2026 09.00"));
    EXPECT_TRUE(holds(page, "Target penyelesaian"));
    EXPECT_TRUE(holds(page, "Aplikasi » E-SKA"));
    EXPECT_EQ(count_of(page.body, "class=\"done\""), 0u);

    site.clock.advance(31min);
    site.change([](Tx&, Ticket&) {});
    page = site.result();
    EXPECT_TRUE(holds(page, "Petugas sedang menangani tiket ini."));
    EXPECT_TRUE(holds(page, "24 Nov 2026 09.31"));
    EXPECT_EQ(count_of(page.body, "class=\"done\""), 1u);

    site.change([](Tx& tx, Ticket& after) {
        after = paused(tx, after);
        after.status = Status::waiting;
    });
    page = site.result();
    EXPECT_TRUE(holds(page, "Penghitungan waktu dijeda selama menunggu keterangan pemohon"));
    EXPECT_FALSE(holds(page, "pukul 16.00 WIB</dd>"));

    site.resolve();
    page = site.result();
    EXPECT_TRUE(holds(page, "status large\" data-status=\"resolve\""));
    EXPECT_TRUE(holds(page, "Solusi telah diberikan dan menunggu konfirmasi pemohon."));
    EXPECT_TRUE(
        holds(page, "<small>Paling lambat <time datetime=\"2026-12-01T16:00+07:00\">1 Des 2026</time></small>"));
    EXPECT_EQ(count_of(page.body, "class=\"done\""), 2u);
    EXPECT_EQ(count_of(page.body, "aria-current=\"step\""), 1u);
    EXPECT_EQ(count_of(page.body, "Tahap saat ini"), 1u);

    site.change([](Tx& tx, Ticket& after) {
        after.status = Status::closed;
        after.closed_at = tx.now();
    });
    page = site.result();
    EXPECT_TRUE(holds(page, "Tiket telah ditutup."));
    EXPECT_FALSE(holds(page, "Paling lambat"));
    EXPECT_EQ(count_of(page.body, "class=\"done\""), 3u);
}

TEST(Tracking, LeavesOutStepsThatNeverWere) {
    TrackedTicket site;
    site.app.db.write([&](Tx& tx) { cancel(tx, site.app.desk(tx), site.sari, site.ticket); });
    const auto page = site.result();
    EXPECT_EQ(count_of(page.body, "class=\"done\""), 1u);
    EXPECT_EQ(count_of(page.body, "<small><time"), 2u);
}

TEST(Tracking, SpeaksEnglish) {
    TrackedTicket site;
    site.resolve();
    const auto page = site.result("en");
    for (const auto* text : {"Progress of ticket <span class=\"number\">",
                             "A solution was given and awaits the requester&#39;s confirmation.", "Current step",
                             "Sign in to read the ticket"})
        EXPECT_TRUE(holds(page, text)) << text;
}

TEST(Tracking, TellsNothingOfWhatATicketSays) {
    TrackedTicket site;
    site.resolve();
    const auto page = site.result();
    for (const auto* secret : {"Subjek rahasia", "Penjelasan rahasia", "Sari", "Lestari", "Budi", "Santoso",
                               "contoh.id", "Rendah", "Kendala"})
        EXPECT_FALSE(holds(page, secret)) << secret;
}

TEST(Tracking, KnowsUnknownAndRestrictedNumbersAlike) {
    TrackedTicket site;
    const auto restricted = site.report().number;
    const auto unknown = restricted.substr(0, restricted.size() - 2) + "99";
    auto visitor = site.visitor();
    auto first = visitor.get("/lacak?nomor=" + restricted);
    const auto second = visitor.get("/lacak?nomor=" + unknown);
    EXPECT_EQ(first.status, 200);
    EXPECT_TRUE(holds(first, "Nomor tiket tidak ditemukan. Periksa kembali huruf dan angkanya."));
    for (auto at = first.body.find(restricted); at != std::string::npos; at = first.body.find(restricted))
        first.body.replace(at, restricted.size(), unknown);
    EXPECT_EQ(first.body, second.body);
    EXPECT_EQ(first.headers, second.headers);

    auto stranger = site.as("sari");
    EXPECT_EQ(stranger.get("/lacak/" + restricted).status, 200);
    EXPECT_TRUE(holds(stranger.get("/lacak/" + restricted), "Nomor tiket tidak ditemukan."));
    auto supervisor = site.as("dewi");
    EXPECT_TRUE(holds(supervisor.get("/lacak/" + restricted), "Nomor tiket tidak ditemukan."));
}

// What a number costs the database says nothing of it: whoever measures answers learns what the answers say.
TEST(Tracking, AsksTheDatabaseTheSameOfEveryNumber) {
    TrackedTicket site;
    const auto restricted = site.report().number;
    const auto unknown = restricted.substr(0, restricted.size() - 2) + "99";
    const auto asked = [&](Browser browser, const std::string& number) {
        site.clock.advance(1min);
        browser.get("/lacak/" + number);  // the catalogue is read once
        const db::StatementLog log;
        EXPECT_EQ(browser.get("/lacak/" + number).status, 200) << number;
        return log.names();
    };
    const auto of_unknown = asked(site.visitor(), unknown);
    EXPECT_EQ(of_unknown.size(), 3U) << testing::PrintToString(of_unknown);
    EXPECT_EQ(asked(site.visitor(), restricted), of_unknown);
    EXPECT_EQ(asked(site.visitor(), site.ticket.number), of_unknown);

    // An agent of another team and a supervisor of others may read neither, and are told neither.
    for (const auto* stranger : {"sari", "budi", "dewi"}) {
        const auto seen = asked(site.as(stranger), unknown);
        EXPECT_GT(seen.size(), of_unknown.size());
        EXPECT_EQ(asked(site.as(stranger), restricted), seen) << stranger;
    }
}

TEST(Tracking, LeadsWhoeverMayReadATicketToIt) {
    TrackedTicket site;
    const auto number = site.ticket.number;
    EXPECT_TRUE(holds(site.result(), "href=\"/masuk?tujuan=%2Ftiket%2F" + number + "\""));
    auto owner = site.as("sari");
    EXPECT_TRUE(holds(owner.get("/lacak/" + number), "href=\"/tiket/" + number + "\""));
    auto agent = site.as("budi");
    EXPECT_TRUE(holds(agent.get("/lacak/" + number), "href=\"/petugas/tiket/" + number + "\""));
    auto other = site.as("joko");
    const auto page = other.get("/lacak/" + number);
    EXPECT_EQ(page.status, 200);
    EXPECT_FALSE(holds(page, "/tiket/" + number));
    EXPECT_FALSE(holds(page, "/masuk?tujuan"));
}

TEST(Tracking, TakesTheReporterOfARestrictedTicketToIt) {
    TrackedTicket site;
    const auto number = site.report().number;
    auto reporter = site.as("ashari");
    const auto response = reporter.get("/lacak/" + number);
    EXPECT_EQ(response.status, 303);
    EXPECT_EQ(response.header("Location"), "/tiket/" + number);
}

TEST(Tracking, AnswersTenTriesAMinute) {
    TrackedTicket site;
    auto visitor = site.visitor();
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(visitor.get("/lacak?nomor=A-ESKA2699999" + std::to_string(i)).status, 200);
        EXPECT_EQ(visitor.get("/lacak/" + site.ticket.number).status, 200);
    }
    const auto refused = visitor.get("/lacak?nomor=" + site.ticket.number);
    EXPECT_EQ(refused.status, 429);
    EXPECT_NE(refused.header("Retry-After"), "");
    EXPECT_FALSE(holds(refused, "Aplikasi » E-SKA"));
    EXPECT_EQ(visitor.get("/lacak/" + site.ticket.number).status, 429);
    EXPECT_EQ(visitor.get("/lacak").status, 200);
    site.clock.advance(2min);
    EXPECT_EQ(visitor.get("/lacak?nomor=" + site.ticket.number).status, 200);
}

TEST(Tracking, AnswersSixtyTriesAnHour) {
    TrackedTicket site;
    auto visitor = site.visitor();
    int answered = 0;
    for (int i = 0; i < 12; ++i) {
        for (int j = 0; j < 9; ++j) answered += visitor.get("/lacak/" + site.ticket.number).status == 200;
        site.clock.advance(4min);
    }
    EXPECT_EQ(answered, 60);
}

// One organisation has many addresses: its guesses count together.
TEST(Tracking, AnswersSixtyTriesAMinuteToNeighbours) {
    TrackedTicket site;
    const auto asked_from = [&](const std::string& address) {
        auto visitor = site.visitor();
        visitor.remote = address;
        return visitor.get("/lacak/" + site.ticket.number).status;
    };
    for (const std::string network : {"203.0.113.", "2001:db8:7:"}) {
        const std::string rest = network.ends_with(':') ? "::1" : "";
        int answered = 0;
        for (int i = 1; i <= 100; ++i) answered += asked_from(network + std::to_string(i) + rest) == 200;
        EXPECT_EQ(answered, 60) << network;
    }
    EXPECT_EQ(asked_from("203.0.114.1"), 200);
    EXPECT_EQ(asked_from("2001:db8:8::1"), 200);
    site.clock.advance(2min);
    EXPECT_EQ(asked_from("203.0.113.1"), 200);
}

TEST(Tracking, TakesNothingFromNeighboursOfWhoIsRefused) {
    TrackedTicket site;
    auto greedy = site.visitor(), neighbour = site.visitor();
    greedy.remote = "203.0.113.7";
    neighbour.remote = "203.0.113.8";
    for (int i = 0; i < 100; ++i) (void)greedy.get("/lacak/" + site.ticket.number);
    EXPECT_EQ(neighbour.get("/lacak/" + site.ticket.number).status, 200);
}

}  // namespace hero
