#include <gtest/gtest.h>

#include "handling/handling.hpp"
#include "tests/app.hpp"
#include "tests/ask.hpp"

namespace hero {

namespace {

using namespace std::chrono_literals;
using test::Browser;
using test::TestApp;

bool has(const http::Response& response, std::string_view fragment) {
    return response.body.find(fragment) != std::string::npos;
}

std::size_t count_of(std::string_view text, std::string_view part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) ++count;
    return count;
}

struct SupervisedApp : TestApp {
    Person budi = person("budi");
    Person rina = person("rina");
    Person agus = person("agus");
    Person citra = person("citra");
    Person ratna = person("ratna");
    Browser dewi = as("dewi");
    int forms = 0;

    Ticket open(std::string_view service = "e-ska") {
        const auto sari = person("sari");
        return app.db.write([&](Tx& tx) {
            TicketDraft draft;
            draft.service = service;
            draft.kind = "kendala";
            draft.impact = "rendah";
            draft.subject = "Sertifikat tidak terbit";
            draft.description = "Dokumen sudah lengkap tetapi sertifikat tidak terbit.";
            draft.consent = true;
            draft.consent_text = "syarat 1.0; privasi 1.0";
            draft.submit_id = "form-" + std::to_string(++forms);
            return open_ticket(tx, app.desk(tx), sari, Channel::demo, draft);
        });
    }
    Ticket taken_by(const Person& agent) {
        const auto ticket = open();
        return app.db.write([&](Tx& tx) { return take(tx, agent, ticket); });
    }
    Ticket escalated() {
        const auto ticket = taken_by(budi);
        return app.db.write(
            [&](Tx& tx) { return escalate(tx, budi, ticket, "2", "putuskan", "Perlu persetujuan <kepala>."); });
    }
    Ticket now(const Ticket& ticket) {
        const auto sari = person("sari");
        return app.db.read([&](Tx& tx) { return ticket_for(tx, sari, ticket.number); });
    }
    Person now(const Person& one) {
        return app.db.read([&](Tx& tx) { return person_by_id(tx, one.id).value(); });
    }
    std::string id_of_team(std::string_view code) {
        return app.db.read([&](Tx& tx) {
            for (const auto& team : app.desk(tx).catalog->teams())
                if (team.code == code) return std::to_string(team.id);
            return std::string{};
        });
    }
    Service service(std::string_view slug) {
        return app.db.read([&](Tx& tx) { return *app.desk(tx).catalog->service(slug); });
    }
    std::string path_of(const Person& one) { return "/supervisor/agen/" + std::to_string(one.id); }
    std::string version_of(const Person& one) { return std::to_string(now(one).version); }
};

}  // namespace

TEST(SupervisorPages, AreForSupervisorsAlone) {
    SupervisedApp app;
    for (const std::string path : {"/supervisor", "/supervisor/penugasan", "/supervisor/eskalasi", "/supervisor/agen",
                                   "/supervisor/agen/baru", "/supervisor/tim"}) {
        EXPECT_EQ(app.visitor().get(path).status, 303) << path;
        for (const std::string key : {"sari", "budi", "ratna"})
            EXPECT_EQ(app.as(key).get(path).status, 403) << path << " " << key;
        for (const auto* lang : {"?lang=id", "?lang=en"}) {
            const auto page = app.dewi.get(path + lang);
            EXPECT_EQ(page.status, 200) << path;
            EXPECT_EQ(count_of(page.body, "<h1"), 1U) << path;
            EXPECT_EQ(count_of(page.body, "<main"), 1U) << path;
            EXPECT_TRUE(has(page, "aria-current=\"page\"")) << path;
        }
    }
    for (const std::string path : {"/supervisor/penugasan", "/supervisor/agen", "/supervisor/tim", "/supervisor/agen/1",
                                   "/supervisor/agen/1/penonaktifan", "/supervisor/agen/1/pengaktifan"})
        EXPECT_EQ(app.as("budi").post(path, {}).status, 403) << path;
}

TEST(Dashboard, SaysWhenAllIsClear) {
    SupervisedApp app;
    const auto page = app.dewi.get("/supervisor");
    EXPECT_TRUE(has(page, "Semua tertangani."));
    EXPECT_TRUE(
        has(page, "href=\"/petugas?tampilan=lewat\" data-kind=\"plain\"><span>Melewati Batas Waktu</span><b>0</b>"));
}

TEST(Dashboard, CountsWhatCameInAndWhatWasResolvedToday) {
    SupervisedApp app;
    app.open();
    app.open();
    const auto page = app.dewi.get("/supervisor");
    EXPECT_TRUE(has(page, "<span>Tiket masuk</span><b>2</b><small>hari ini</small>"));
    EXPECT_TRUE(has(page, "<span>Tiket selesai</span><b>0</b><small>hari ini</small>"));
}

TEST(Dashboard, ShowsWhatNeedsActionAndWhoCarriesWhat) {
    SupervisedApp app;
    const auto unassigned = app.open();
    const auto escalated = app.escalated();
    const auto late = app.open();
    app.app.db.write([&](Tx& tx) {
        tx.run(test::Ask<"UPDATE tickets SET resolution_due = $1 WHERE id = $2", 2>{{tx.now() - 1h, late.id}});
    });
    const auto page = app.dewi.get("/supervisor");
    for (const auto& ticket : {unassigned, escalated, late})
        EXPECT_TRUE(has(page, "href=\"/petugas/tiket/" + ticket.number + "?tampilan=")) << ticket.number;
    EXPECT_TRUE(has(page, "data-kind=\"error\"><span>Melewati Batas Waktu</span><b>1</b>"));
    EXPECT_TRUE(has(page, "data-sla=\"lewat\""));
    EXPECT_TRUE(has(page, "Eskalasi dari Budi Santoso"));
    EXPECT_TRUE(has(page, "menunggu kurang dari 1 menit"));
    EXPECT_TRUE(has(page, "<progress class=\"load\" max=\"12\" value=\"1\" aria-label=\"1 dari 12 tiket\">"));
    EXPECT_FALSE(has(page, "Citra Maharani")) << "an agent of another supervisor's team";
}

TEST(BatchAssignment, GivesTheChosenTicketsToAnAgent) {
    SupervisedApp app;
    const auto first = app.open();
    const auto second = app.open();
    const auto page = app.dewi.get("/supervisor/penugasan");
    EXPECT_TRUE(has(page, "name=\"tiket\" value=\"" + first.number + "\""));
    EXPECT_TRUE(has(page, "Budi Santoso (0 tiket terbuka, 0 mendekati batas waktu)"));
    EXPECT_FALSE(has(page, "Agus Salim")) << "of a team without unassigned tickets";
    const auto done = app.dewi.post("/supervisor/penugasan", {{"tim", app.id_of_team("tim-aplikasi")},
                                                              {"tiket", first.number},
                                                              {"tiket", second.number},
                                                              {"agen", std::to_string(app.budi.id)}});
    EXPECT_EQ(done.status, 303);
    EXPECT_EQ(app.now(first).assignee, app.budi.id);
    EXPECT_EQ(app.now(second).assignee, app.budi.id);
    EXPECT_TRUE(has(app.dewi.get("/supervisor/penugasan"), "2 tiket ditugaskan kepada Budi Santoso."));
}

TEST(BatchAssignment, CountsTicketsThatSomebodyTookMeanwhile) {
    SupervisedApp app;
    const auto taken = app.taken_by(app.rina);
    const auto free = app.open();
    app.dewi.post("/supervisor/penugasan", {{"tim", app.id_of_team("tim-aplikasi")},
                                            {"tiket", taken.number},
                                            {"tiket", free.number},
                                            {"tiket", "A-ESKA26999999"},
                                            {"agen", std::to_string(app.budi.id)}});
    EXPECT_EQ(app.now(taken).assignee, app.rina.id);
    EXPECT_EQ(app.now(free).assignee, app.budi.id);
    EXPECT_TRUE(has(app.dewi.get("/supervisor/penugasan"), "1 tiket ditugaskan kepada Budi Santoso. 2 tiket dilewati"));
}

TEST(BatchAssignment, AsksForTicketsAndAnAgent) {
    SupervisedApp app;
    const auto ticket = app.open();
    const auto team = app.id_of_team("tim-aplikasi");
    const auto nothing = app.dewi.post("/supervisor/penugasan", {{"tim", team}});
    EXPECT_EQ(nothing.status, 422);
    EXPECT_TRUE(has(nothing, "href=\"#tiket-" + team + "\">Pilih paling sedikit satu tiket"));
    EXPECT_TRUE(has(nothing, "href=\"#agen-" + team + "\">Pilih agen"));
    const auto no_agent = app.dewi.post("/supervisor/penugasan", {{"tim", team}, {"tiket", ticket.number}});
    EXPECT_EQ(no_agent.status, 422);
    EXPECT_TRUE(has(no_agent, "value=\"" + ticket.number + "\" checked")) << "what was chosen is kept";
    EXPECT_FALSE(app.now(ticket).assignee);
}

TEST(BatchAssignment, IsShownBeforeItHappens) {
    SupervisedApp app;
    const auto first = app.open();
    const auto second = app.open();
    const auto taken = app.taken_by(app.rina);
    const auto team = app.id_of_team("tim-aplikasi");
    const auto chosen =
        "?tim=" + team + "&agen=" + std::to_string(app.budi.id) + "&tiket=" + first.number + "&tiket=" + second.number;
    EXPECT_TRUE(has(app.dewi.get("/supervisor/penugasan"), "method=\"get\" action=\"/supervisor/penugasan/periksa\""));

    const auto check = app.dewi.get("/supervisor/penugasan/periksa" + chosen + "&tiket=" + taken.number);
    EXPECT_EQ(check.status, 200);
    EXPECT_TRUE(has(check, "<strong>Budi Santoso</strong> (0 tiket terbuka, 0 mendekati batas waktu)"));
    EXPECT_TRUE(has(check, "Tugaskan 2 tiket"));
    EXPECT_TRUE(has(check, "1 tiket yang Anda pilih sudah tidak dapat ditugaskan"));
    for (const auto& ticket : {first, second}) {
        EXPECT_TRUE(has(check, "type=\"hidden\" name=\"tiket\" value=\"" + ticket.number + "\""));
        EXPECT_FALSE(app.now(ticket).assignee) << "nothing has happened yet";
    }
    EXPECT_FALSE(has(check, "name=\"tiket\" value=\"" + taken.number));

    const auto back = app.dewi.get("/supervisor/penugasan" + chosen);
    EXPECT_TRUE(has(back, "value=\"" + first.number + "\" checked")) << "the way back loses nothing";
    EXPECT_TRUE(has(back, "<option value=\"" + std::to_string(app.budi.id) + "\" selected>"));
}

TEST(BatchAssignment, IsCheckedOnlyWhenSomethingIsChosen) {
    SupervisedApp app;
    const auto team = app.id_of_team("tim-aplikasi");
    const std::string check = "/supervisor/penugasan/periksa";
    EXPECT_EQ(app.dewi.get(check + "?tim=" + team).status, 422);
    EXPECT_EQ(app.dewi.get(check).status, 422);
    const auto stranger = "&tiket=x&agen=" + std::to_string(app.citra.id);
    EXPECT_EQ(app.dewi.get(check + "?tim=" + team + stranger).status, 404);
    EXPECT_EQ(app.dewi.get(check + "?tim=" + app.id_of_team("tim-keamanan-siber") + stranger).status, 404);
    const auto none = app.dewi.get(check + "?tim=" + team + "&tiket=%00&tiket=%FF&agen=" + std::to_string(app.budi.id));
    EXPECT_EQ(none.status, 200);
    EXPECT_FALSE(has(none, "Tugaskan 0")) << "nothing is left to assign";
    EXPECT_TRUE(has(none, "Kembali dan ubah"));
}

TEST(BatchAssignment, KnowsMembersOfTheTeamAlone) {
    SupervisedApp app;
    const auto ticket = app.open();
    const auto status = [&](const std::string& team, const Person& agent) {
        return app.dewi
            .post("/supervisor/penugasan",
                  {{"tim", app.id_of_team(team)}, {"tiket", ticket.number}, {"agen", std::to_string(agent.id)}})
            .status;
    };
    EXPECT_EQ(status("tim-aplikasi", app.citra), 404);
    EXPECT_EQ(status("tim-keamanan-siber", app.citra), 404) << "a team of another supervisor";
    EXPECT_FALSE(app.now(ticket).assignee);
}

TEST(EscalatedTickets, SayWhoAsksForWhat) {
    SupervisedApp app;
    EXPECT_TRUE(has(app.dewi.get("/supervisor/eskalasi"), "Tidak ada eskalasi yang menunggu jawaban."));
    const auto ticket = app.escalated();
    app.clock.advance(3h);
    const auto page = app.as("dewi").get("/supervisor/eskalasi");
    for (const std::string& fragment : {"/petugas/tiket/" + ticket.number, std::string("Budi Santoso"),
                                        std::string("Memerlukan persetujuan"), std::string("Keputusan supervisor"),
                                        std::string("Perlu persetujuan &lt;kepala&gt;."), std::string(">3 jam<")})
        EXPECT_TRUE(has(page, fragment)) << fragment;
    EXPECT_FALSE(has(app.as("wahyu").get("/supervisor/eskalasi"), ticket.number));
}

TEST(AgentList, ShowsMembersOfOwnTeamsWithTheirLoad) {
    SupervisedApp app;
    app.taken_by(app.budi);
    const auto nurul = app.person("nurul");
    const auto page = app.dewi.get("/supervisor/agen");
    EXPECT_TRUE(has(page, "href=\"" + app.path_of(app.budi) + "\">Budi Santoso</a>"));
    EXPECT_TRUE(has(page, "1 tiket terbuka, 0 mendekati batas waktu"));
    EXPECT_TRUE(has(page, "Dewi Anggraini (Anda)"));
    EXPECT_TRUE(has(page, "href=\"" + app.path_of(nurul) + "\">Nurul Hidayah</a>"));
    EXPECT_FALSE(has(page, "Citra Maharani"));
}

TEST(AgentPage, IsThereForColleaguesAlone) {
    SupervisedApp app;
    const auto dewi = app.person("dewi");
    EXPECT_EQ(app.dewi.get(app.path_of(app.budi)).status, 200);
    for (const auto& hidden : {app.citra, app.ratna, dewi, app.person("sari")}) {
        EXPECT_EQ(app.dewi.get(app.path_of(hidden)).status, 404) << hidden.name;
        EXPECT_EQ(app.dewi.post(app.path_of(hidden), {{"tim", app.id_of_team("tim-aplikasi")}}).status, 404)
            << hidden.name;
        for (const auto* form : {"/penonaktifan", "/pengaktifan", "/beban"})  // whatever is wrong with what it sends
            EXPECT_EQ(app.dewi.post(app.path_of(hidden) + form, {{"kapasitas", "sepuluh"}}).status, 404)
                << hidden.name << form;
    }
    EXPECT_EQ(app.dewi.get("/supervisor/agen/9999").status, 404);
    EXPECT_EQ(app.dewi.get("/supervisor/agen/nol").status, 404);
}

TEST(AgentPage, WarnsBeforeTheLastAgentOfATeamGoes) {
    SupervisedApp app;
    EXPECT_TRUE(has(app.dewi.get(app.path_of(app.agus)), "Agus Salim adalah satu-satunya agen aktif pada"));
    EXPECT_FALSE(has(app.dewi.get(app.path_of(app.budi)), "satu-satunya agen aktif"));
}

TEST(NewAgent, IsAnEmployeeOrInvited) {
    SupervisedApp app;
    const auto ashari = app.person("ashari");
    const auto team = app.id_of_team("tim-data");
    const auto known =
        app.dewi.post("/supervisor/agen", {{"email", "ashari@contoh.id"}, {"nama", "Siapa Saja"}, {"tim", team}});
    EXPECT_EQ(known.status, 303);
    EXPECT_EQ(app.now(ashari).role, Role::agent);
    EXPECT_TRUE(has(app.dewi.get(app.path_of(ashari)), "Muhammad Ashari kini terdaftar sebagai agen."));
    const auto invited =
        app.dewi.post("/supervisor/agen", {{"email", "putri@contoh.id"}, {"nama", "Putri Ayu"}, {"tim", team}});
    EXPECT_EQ(invited.status, 303);
    EXPECT_TRUE(has(app.dewi.get("/supervisor/agen"), "Putri Ayu"));
}

TEST(NewAgent, KeepsWhatWasTypedWhenSomethingIsWrong) {
    SupervisedApp app;
    const auto page =
        app.dewi.post("/supervisor/agen",
                      {{"email", "putri"}, {"nama", "Putri \"Ayu\""}, {"tim", app.id_of_team("tim-keamanan-siber")}});
    EXPECT_EQ(page.status, 422);
    for (const std::string fragment :
         {"href=\"#email\"", "href=\"#tim\"", "value=\"putri\"", "Putri &quot;Ayu&quot;", "aria-invalid=\"true\""})
        EXPECT_TRUE(has(page, fragment)) << fragment;
    const auto admin =
        app.dewi.post("/supervisor/agen",
                      {{"email", "ratna.kusuma@contoh.id"}, {"nama", "Ratna"}, {"tim", app.id_of_team("tim-data")}});
    EXPECT_EQ(admin.status, 422);
    EXPECT_EQ(app.now(app.ratna).role, Role::admin);
}

TEST(AgentWorkload, IsShownWhereTicketsAreAssigned) {
    SupervisedApp app;
    app.open();
    const auto done = app.dewi.post(app.path_of(app.budi) + "/beban", {{"kapasitas", "7"}, {"cuti", "2026-11-27"}});
    EXPECT_EQ(done.header("Location"), app.path_of(app.budi));
    const auto page = app.dewi.get(app.path_of(app.budi));
    for (const auto* fragment : {"Sedang cuti sampai 27 Nov 2026", "value=\"7\"", "value=\"2026-11-27\""})
        EXPECT_TRUE(has(page, fragment)) << fragment;
    const auto assignments = app.dewi.get("/supervisor/penugasan");
    EXPECT_TRUE(
        has(assignments, "Budi Santoso (0 tiket terbuka, 0 mendekati batas waktu; Sedang cuti sampai 27 Nov 2026)"));
    EXPECT_TRUE(has(assignments, "Beban paling ringan: Rina Wulandari"));
    const auto dashboard = app.dewi.get("/supervisor");
    EXPECT_TRUE(has(dashboard, "Sedang cuti sampai 27 Nov 2026"));
    EXPECT_TRUE(has(dashboard, "max=\"7\""));
    app.clock.advance(7 * 24h);
    EXPECT_FALSE(has(app.as("dewi").get("/supervisor"), "Sedang cuti")) << "leave ends by itself";
}

TEST(AgentWorkload, ComesBackAsTypedWhenSomethingIsWrong) {
    SupervisedApp app;
    struct {
        std::string capacity, until, message;
    } const cases[] = {{"0", "", "Kapasitas harus bilangan bulat 1 sampai 99"},
                       {"100", "", "Kapasitas harus"},
                       {"", "", "Kapasitas harus"},
                       {"sepuluh", "", "Kapasitas harus"},
                       {"5", "2026-02-30", "Cuti sampai harus tanggal yang benar"},
                       {"5", "2020-01-01", "Cuti sampai harus"},
                       {"5", "besok", "Cuti sampai harus"}};
    for (const auto& one : cases) {
        const auto page =
            app.dewi.post(app.path_of(app.budi) + "/beban", {{"kapasitas", one.capacity}, {"cuti", one.until}});
        EXPECT_EQ(page.status, 422) << one.capacity << " " << one.until;
        EXPECT_TRUE(has(page, one.message)) << one.capacity << " " << one.until;
        EXPECT_TRUE(has(page, "value=\"" + one.capacity + "\"")) << one.capacity;
    }
    EXPECT_EQ(app.app.db.read([&](Tx& tx) { return workload_of(tx, app.budi.id).capacity; }), 12);
    EXPECT_EQ(app.dewi.post(app.path_of(app.citra) + "/beban", {{"kapasitas", "5"}}).status, 404)
        << "an agent of another supervisor";
}

TEST(AgentWorkload, OfARestrictedTeamIsForThoseWhoLeadIt) {
    SupervisedApp app;
    app.app.db.write([&](Tx& tx) {
        auto teams = app.citra.teams;
        teams.insert(teams.begin(), app.budi.teams.front());
        set_teams(tx, app.citra, teams);
    });
    const test::Fields wanted{{"kapasitas", "1"}, {"cuti", "2026-12-24"}};
    const auto page = app.dewi.get(app.path_of(app.citra));
    EXPECT_TRUE(has(page, "juga bekerja pada tim terbatas yang tidak Anda pimpin"));
    EXPECT_FALSE(has(page, "/beban"));
    EXPECT_TRUE(has(page, "name=\"tim\" value=\"" + app.id_of_team("tim-aplikasi") + "\""));
    EXPECT_FALSE(has(page, "name=\"tim\" value=\"" + app.id_of_team("tim-data") + "\"")) << "not hers to add";
    EXPECT_EQ(app.dewi.post(app.path_of(app.citra) + "/beban", wanted).status, 409);
    const auto workload = [&] { return app.app.db.read([&](Tx& tx) { return workload_of(tx, app.citra.id); }); };
    EXPECT_EQ(workload().capacity, 12);
    EXPECT_FALSE(workload().away_until);

    auto wahyu = app.as("wahyu");
    EXPECT_TRUE(has(wahyu.get(app.path_of(app.citra)), "/beban"));
    EXPECT_EQ(wahyu.post(app.path_of(app.citra) + "/beban", wanted).status, 303);
    EXPECT_EQ(workload().capacity, 1);
}

TEST(AgentTeams, ChangeByTheForm) {
    SupervisedApp app;
    const auto done = app.dewi.post(app.path_of(app.budi), {{"versi", app.version_of(app.budi)},
                                                            {"tim", app.id_of_team("tim-data")},
                                                            {"tim", app.id_of_team("tim-aplikasi")}});
    EXPECT_EQ(done.status, 303);
    EXPECT_EQ(app.now(app.budi).teams.size(), 2U);
    const auto none = app.dewi.post(app.path_of(app.budi), {{"versi", app.version_of(app.budi)}});
    EXPECT_EQ(none.status, 422);
    EXPECT_TRUE(has(none, "Pilih paling sedikit satu tim"));
    const auto old = app.dewi.post(app.path_of(app.budi), {{"versi", "1"}, {"tim", app.id_of_team("tim-data")}});
    EXPECT_EQ(old.status, 409);
    EXPECT_EQ(app.now(app.budi).teams.size(), 2U);
}

TEST(AgentDeactivation, HandsTicketsOnAndSignsOut) {
    SupervisedApp app;
    const auto ticket = app.taken_by(app.budi);
    auto browser = app.as("budi");
    const auto page = app.dewi.get(app.path_of(app.budi));
    EXPECT_TRUE(has(page, "1 tiket terbuka milik Budi Santoso akan dikembalikan ke antrean."));
    EXPECT_TRUE(has(page, "<option value=\"" + std::to_string(app.rina.id) + "\">Rina Wulandari"));
    const auto done = app.dewi.post(app.path_of(app.budi) + "/penonaktifan",
                                    {{"versi", app.version_of(app.budi)}, {"penerus", std::to_string(app.rina.id)}});
    EXPECT_EQ(done.status, 303);
    EXPECT_EQ(app.now(ticket).assignee, app.rina.id);
    EXPECT_EQ(browser.get("/petugas").status, 303) << "signed out";
    const auto after = app.dewi.get(app.path_of(app.budi));
    EXPECT_TRUE(has(after, "Budi Santoso dinonaktifkan. 1 tiket terbuka diserahkan kepada Rina Wulandari;"));
    EXPECT_TRUE(has(after, "/pengaktifan"));
    EXPECT_EQ(app.dewi.post(app.path_of(app.budi) + "/pengaktifan", {{"versi", app.version_of(app.budi)}}).status, 303);
    EXPECT_TRUE(app.now(app.budi).active);
}

TEST(AgentDeactivation, ReturnsTicketsToTheQueue) {
    SupervisedApp app;
    const auto ticket = app.taken_by(app.budi);
    EXPECT_EQ(app.dewi.post(app.path_of(app.budi) + "/penonaktifan", {{"versi", "0"}}).status, 409) << "an old form";
    EXPECT_EQ(app.now(ticket).assignee, app.budi.id);
    EXPECT_EQ(
        app.dewi.post(app.path_of(app.budi) + "/penonaktifan", {{"versi", app.version_of(app.budi)}, {"penerus", ""}})
            .status,
        303);
    EXPECT_FALSE(app.now(ticket).assignee);
    EXPECT_TRUE(
        has(app.dewi.get(app.path_of(app.budi)), "Budi Santoso dinonaktifkan. Tiket yang kembali ke antrean: 1."));
}

TEST(AgentDeactivation, IsNotOfferedForPeopleOfOtherTeamsToo) {
    SupervisedApp app;
    auto teams = app.citra.teams;
    teams.insert(teams.begin(), app.budi.teams.front());
    app.app.db.write([&](Tx& tx) { set_teams(tx, app.citra, teams); });
    const auto page = app.dewi.get(app.path_of(app.citra));
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(has(page, "juga bekerja pada tim yang tidak Anda pimpin"));
    EXPECT_FALSE(has(page, "/penonaktifan"));
    EXPECT_EQ(app.dewi.post(app.path_of(app.citra) + "/penonaktifan", {}).status, 409);
    EXPECT_TRUE(app.now(app.citra).active);
}

TEST(AgentDeactivation, ByTheAdminIsUndoneByTheAdminAlone) {
    SupervisedApp app;
    const auto deactivated = app.as("ratna").post(
        "/admin/pengguna/" + std::to_string(app.budi.id),
        {{"versi", app.version_of(app.budi)}, {"peran", "agent"}, {"tim", app.id_of_team("tim-aplikasi")}});
    ASSERT_EQ(deactivated.status, 303);
    ASSERT_FALSE(app.now(app.budi).active);
    const auto page = app.dewi.get(app.path_of(app.budi));
    EXPECT_TRUE(has(page, "hanya administrator yang dapat mengaktifkannya kembali"));
    EXPECT_FALSE(has(page, "/pengaktifan"));
    const auto refused = app.dewi.post(app.path_of(app.budi) + "/pengaktifan", {{"versi", app.version_of(app.budi)}});
    EXPECT_EQ(refused.status, 409);
    EXPECT_FALSE(app.now(app.budi).active);
    EXPECT_EQ(app.as("ratna")
                  .post("/admin/pengguna/" + std::to_string(app.budi.id), {{"versi", app.version_of(app.budi)},
                                                                           {"peran", "agent"},
                                                                           {"tim", app.id_of_team("tim-aplikasi")},
                                                                           {"aktif", "1"}})
                  .status,
              303);
    EXPECT_TRUE(app.now(app.budi).active);
}

TEST(ServingTeams, MoveAServiceToAnotherTeam) {
    SupervisedApp app;
    const auto email = app.service("email");
    const auto page = app.dewi.get("/supervisor/tim");
    EXPECT_TRUE(has(page, "for=\"tim-" + std::to_string(email.id) + "\""));
    EXPECT_FALSE(has(page, "Aduan Siber"));
    const test::Fields form{{"layanan", std::to_string(email.id)},
                            {"dari", std::to_string(email.team.id)},
                            {"tim", app.id_of_team("tim-aplikasi")}};
    EXPECT_EQ(app.dewi.post("/supervisor/tim", form).status, 303);
    EXPECT_EQ(app.service("email").team.code, "tim-aplikasi");
    EXPECT_TRUE(has(app.dewi.get("/supervisor/tim"), "Tiket baru Email kini masuk ke antrean Tim Aplikasi."));
    EXPECT_EQ(app.dewi.post("/supervisor/tim", form).status, 409) << "the same old form again";
}

TEST(ServingTeams, KeepARestrictedServiceRestricted) {
    SupervisedApp app;
    const auto cyber = app.service("aduan-siber");
    const test::Fields form{{"layanan", std::to_string(cyber.id)},
                            {"dari", std::to_string(cyber.team.id)},
                            {"tim", app.id_of_team("tim-aplikasi")}};
    const auto refused = app.as("wahyu").post("/supervisor/tim", form);
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(has(refused, "bersifat terbatas dan hanya dapat ditangani tim terbatas"));
    EXPECT_EQ(app.service("aduan-siber").team.id, cyber.team.id);
    EXPECT_EQ(app.dewi
                  .post("/supervisor/tim", {{"layanan", std::to_string(cyber.id)},
                                            {"dari", std::to_string(cyber.team.id)},
                                            {"tim", std::to_string(cyber.team.id)}})
                  .status,
              404);
}

}  // namespace hero
