#include <gtest/gtest.h>

#include <algorithm>

#include "handling/handling.hpp"
#include "tests/app.hpp"

namespace hero {
namespace {

using test::Browser;

// Citra works in a team of Dewi's and in a restricted one of Wahyu's, where she has a ticket.
struct TwoTeams : test::TestApp {
    Person citra = person("citra");
    Browser dewi = as("dewi");
    Browser wahyu = as("wahyu");

    TwoTeams() {
        const auto ashari = person("ashari");
        auto teams = citra.teams;
        teams.push_back(person("budi").teams.front());
        app.db.write([&](Tx& tx) {
            take(tx, citra, open_ticket(tx, app.desk(tx), ashari, Channel::intranet, report()));
            set_teams(tx, citra, teams);
        });
    }

    static TicketDraft report() {
        TicketDraft draft;
        draft.service = "aduan-siber";
        draft.kind = "kendala";
        draft.impact = "rendah";
        draft.subject = "Surat palsu";
        draft.description = "Surat palsu meminta kata sandi pegawai.";
        draft.extra = {{"sb_jenis", "Phishing"},
                       {"sb_aset", "Portal Satu Data"},
                       {"sb_waktu", "2026-11-24T08:15"},
                       {"sb_kronologi", "Email palsu meminta kata sandi."},
                       {"sb_kontak", "08120000000"}};
        draft.consent = true;
        draft.consent_text = "syarat 1.0; privasi 1.0";
        draft.submit_id = "aduan";
        return draft;
    }
    // Citra's row of Manajemen Agen, up to the first number behind her name.
    static std::string in_list(Browser& supervisor) {
        const auto page = supervisor.get("/supervisor/agen").body;
        const auto row = page.substr(std::min(page.find(">Citra Maharani</a>"), page.size()));
        const auto end = row.find(" tiket terbuka");
        return end == std::string::npos ? "" : row.substr(end - 1, 1);
    }
    std::string on_page(Browser& supervisor) const {
        const auto page = supervisor.get("/supervisor/agen/" + std::to_string(citra.id)).body;
        const std::string term = "<dt>Tiket terbuka</dt><dd>";
        const auto at = page.find(term);
        return at == std::string::npos ? "" : page.substr(at + term.size(), 1);
    }
};

TEST(AgentLoads, CountNoRestrictedTicketsOfTeamsThatAreNotTheReaders) {
    TwoTeams desk;
    EXPECT_EQ(desk.in_list(desk.dewi), "0");
    EXPECT_EQ(desk.in_list(desk.wahyu), "1");
    EXPECT_EQ(desk.on_page(desk.dewi), "0");
    EXPECT_EQ(desk.on_page(desk.wahyu), "1");
    EXPECT_EQ(desk.dewi.get("/supervisor").body.find("1 dari 12 tiket"), std::string::npos);
    EXPECT_NE(desk.wahyu.get("/supervisor").body.find("1 dari 12 tiket"), std::string::npos);
}

}  // namespace
}  // namespace hero
