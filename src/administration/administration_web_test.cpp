#include <gtest/gtest.h>

#include <stdexcept>

#include "sla/sla.hpp"
#include "tests/app.hpp"

namespace hero {

namespace {

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

struct AdministeredApp : TestApp {
    Person sari = person("sari");
    Person ashari = person("ashari");
    Person budi = person("budi");
    Person ratna_herself = person("ratna");
    Browser ratna = as("ratna");

    Person now(const Person& one) {
        return app.db.read([&](Tx& tx) { return person_by_id(tx, one.id).value(); });
    }
    std::string path_of(const Person& one) { return "/admin/pengguna/" + std::to_string(one.id); }
    // The form as somebody sends it who has just opened the page.
    test::Fields form(const Person& one, std::string_view role, const std::vector<std::int64_t>& teams,
                      bool active = true) {
        test::Fields fields{{"versi", std::to_string(now(one).version)}, {"peran", std::string{role}}};
        for (const auto team : teams) fields.emplace_back("tim", std::to_string(team));
        if (active) fields.emplace_back("aktif", "1");
        return fields;
    }
    std::vector<Holiday> holidays(int year) {
        return app.db.read([&](Tx& tx) { return holidays_of(tx, year); });
    }
    // A job that fails until it is parked.
    void park(std::string kind) {
        app.workers.on(kind, [](const Job&) { throw std::runtime_error("the server said <no>"); });
        app.db.write([&](Tx& tx) { schedule(tx, kind, "{}", tx.now()); });
        for (int i = 0; i < 12; ++i) {
            app.workers.run_due();
            clock.advance(std::chrono::hours{2});
        }
    }
};

}  // namespace

TEST(AdminPages, AreForAdminsAlone) {
    AdministeredApp app;
    for (const std::string path : {"/admin", "/admin/pengguna", "/admin/kalender", "/admin/sistem"}) {
        EXPECT_EQ(app.visitor().get(path).status, 303) << path;
        for (const std::string key : {"sari", "budi", "dewi"})
            EXPECT_EQ(app.as(key).get(path).status, 403) << path << " " << key;
        for (const auto* lang : {"?lang=id", "?lang=en"}) {
            const auto page = app.ratna.get(path + lang);
            EXPECT_EQ(page.status, 200) << path;
            EXPECT_EQ(count_of(page.body, "<h1"), 1U) << path;
            EXPECT_EQ(count_of(page.body, "<main"), 1U) << path;
        }
    }
    for (const std::string& path :
         {app.path_of(app.budi), std::string("/admin/kalender"), std::string("/admin/kalender/2026-12-25/penghapusan"),
          std::string("/admin/sistem/pekerjaan/1")})
        EXPECT_EQ(app.as("dewi").post(path, {}).status, 403) << path;
}

TEST(AdminOverview, WarnsOfACalendarThatEndsSoon) {
    AdministeredApp app;
    const auto page = app.ratna.get("/admin");
    EXPECT_TRUE(has(page, "Kalender tahun 2027 belum diisi.")) << "in November";
    EXPECT_FALSE(has(page, "Kalender tahun 2026"));
    for (const std::string link : {"/admin/pengguna", "/admin/kalender", "/admin/sistem"})
        EXPECT_TRUE(has(page, "href=\"" + link + "\"")) << link;
}

TEST(AdminPages, LeadToNoQueue) {
    AdministeredApp app;
    for (const std::string path : {"/admin", "/admin/pengguna", "/admin/kalender", "/admin/sistem"})
        EXPECT_FALSE(has(app.ratna.get(path), "href=\"/petugas\"")) << path << ": an administrator has no queue";
}

TEST(People, AreFoundByNameOrAddress) {
    AdministeredApp app;
    const auto staff = app.ratna.get("/admin/pengguna");
    EXPECT_TRUE(has(staff, "href=\"" + app.path_of(app.budi) + "\">Budi Santoso</a>"));
    EXPECT_FALSE(has(staff, "Sari Lestari")) << "without a search staff only";
    EXPECT_TRUE(has(app.ratna.get("/admin/pengguna?cari=LESTARI"), "Sari Lestari"));
    EXPECT_TRUE(has(app.ratna.get("/admin/pengguna?cari=sari.lestari@"), "Sari Lestari"));
    const auto nobody = app.ratna.get("/admin/pengguna?cari=%3Cb%3E%FF");
    EXPECT_EQ(nobody.status, 200);
    EXPECT_TRUE(has(nobody, "Tidak ada pengguna yang cocok."));
    EXPECT_TRUE(has(nobody, "value=\"&lt;b&gt;"));
}

TEST(People, ComeInPages) {
    AdministeredApp app;
    app.app.db.write([&](Tx& tx) {
        for (int i = 1; i <= 60; ++i) {
            const auto number = std::to_string(i);
            add_person(tx, {.name = "Pegawai Nomor " + number, .email = "pegawai" + number + "@contoh.id", .teams = {}},
                       "local", "pegawai" + number);
        }
    });
    const auto first = app.ratna.get("/admin/pengguna?cari=pegawai");
    EXPECT_EQ(count_of(first.body, "Pegawai Nomor"), 50U);
    const auto next = test::between(first.body, "href=\"/admin/pengguna?cari=pegawai&amp;sesudah=", "\"");
    ASSERT_FALSE(next.empty());
    EXPECT_EQ(count_of(app.ratna.get("/admin/pengguna?cari=pegawai&sesudah=" + next).body, "Pegawai Nomor"), 10U);
}

TEST(PersonForm, GivesARoleAndTeams) {
    AdministeredApp app;
    const auto page = app.ratna.get(app.path_of(app.ashari));
    EXPECT_TRUE(has(page, "value=\"requester\" checked"));
    EXPECT_EQ(app.ratna.post(app.path_of(app.ashari), app.form(app.ashari, "agent", app.budi.teams)).status, 303);
    EXPECT_EQ(app.now(app.ashari).role, Role::agent);
    EXPECT_EQ(app.now(app.ashari).teams, app.budi.teams);
    EXPECT_TRUE(has(app.ratna.get(app.path_of(app.ashari)), "Perubahan berhasil disimpan."));
}

TEST(PersonForm, NamesWhatIsWrong) {
    AdministeredApp app;
    const struct {
        const Person& person;
        std::string role;
        std::string fragment;
    } table[] = {{app.ashari, "agent", "href=\"#tim\">Pilih paling sedikit satu tim"},
                 {app.ashari, "raja", "href=\"#peran\">Pilih peran"},
                 {app.sari, "admin", "href=\"#peran\">Hanya pegawai yang dapat menjadi petugas atau administrator"}};
    for (const auto& [person, role, fragment] : table) {
        const auto page = app.ratna.post(app.path_of(person), app.form(person, role, {}));
        EXPECT_EQ(page.status, 422) << role;
        EXPECT_TRUE(has(page, fragment)) << role;
        EXPECT_EQ(app.now(person).role, Role::requester) << role;
    }
    EXPECT_EQ(app.ratna.get("/admin/pengguna/9999").status, 404);
    EXPECT_EQ(app.ratna.post("/admin/pengguna/9999", {}).status, 404);
}

TEST(PersonForm, RefusesAnOldVersion) {
    AdministeredApp app;
    const auto old = app.form(app.ashari, "agent", app.budi.teams);
    ASSERT_EQ(app.ratna.post(app.path_of(app.ashari), app.form(app.ashari, "supervisor", app.budi.teams)).status, 303);
    EXPECT_EQ(app.ratna.post(app.path_of(app.ashari), old).status, 409);
    EXPECT_EQ(app.now(app.ashari).role, Role::supervisor);
}

TEST(PersonForm, SignsOutWhoeverIsDeactivated) {
    AdministeredApp app;
    auto browser = app.as("budi");
    ASSERT_EQ(browser.get("/petugas").status, 200);
    EXPECT_EQ(app.ratna.post(app.path_of(app.budi), app.form(app.budi, "agent", app.budi.teams, false)).status, 303);
    EXPECT_FALSE(app.now(app.budi).active);
    EXPECT_EQ(browser.get("/petugas").status, 303);
}

TEST(PersonForm, KeepsTheLastAdmin) {
    AdministeredApp app;
    const auto& ratna = app.ratna_herself;
    const auto inactive = app.ratna.post(app.path_of(ratna), app.form(ratna, "admin", {}, false));
    EXPECT_EQ(inactive.status, 409);
    EXPECT_TRUE(has(inactive, "Administrator terakhir tidak dapat dinonaktifkan."));
    EXPECT_EQ(app.ratna.post(app.path_of(ratna), app.form(ratna, "requester", {})).status, 409);
    EXPECT_EQ(app.now(ratna).role, Role::admin);
    ASSERT_EQ(app.ratna.post(app.path_of(app.ashari), app.form(app.ashari, "admin", {})).status, 303);
    EXPECT_EQ(app.ratna.post(app.path_of(ratna), app.form(ratna, "requester", {})).status, 303)
        << "no longer the last one";
}

TEST(HolidayCalendar, ListsAYear) {
    AdministeredApp app;
    const auto page = app.ratna.get("/admin/kalender");
    EXPECT_TRUE(has(page, "Kalender Libur 2026"));
    EXPECT_TRUE(has(page, "<time datetime=\"2026-08-17\">Senin, 17 Agustus 2026</time>"));
    EXPECT_TRUE(has(page, "Cuti bersama"));
    EXPECT_TRUE(has(page, "/admin/kalender?tahun=2027"));
    EXPECT_TRUE(has(app.ratna.get("/admin/kalender?tahun=2027"), "Kalender tahun 2027 belum diisi."));
    for (const std::string odd : {"99999999999999999999", "-5", "x", ""})
        EXPECT_TRUE(has(app.ratna.get("/admin/kalender?tahun=" + odd), "Kalender Libur 2026")) << odd;
}

TEST(HolidayCalendar, TakesADayAndForgetsIt) {
    AdministeredApp app;
    const auto added =
        app.ratna.post("/admin/kalender",
                       {{"tanggal", "2027-01-01"}, {"nama", "Tahun Baru"}, {"jenis", "nasional"}, {"sementara", "1"}});
    EXPECT_EQ(added.status, 303);
    EXPECT_EQ(added.header("Location"), "/admin/kalender?tahun=2027");
    ASSERT_EQ(app.holidays(2027).size(), 1U);
    EXPECT_TRUE(app.holidays(2027).front().provisional);
    const auto page = app.ratna.get("/admin/kalender?tahun=2027");
    EXPECT_TRUE(has(page, "Tahun Baru"));
    EXPECT_TRUE(has(page, "Sementara - belum berdasarkan SKB</span>"));
    const auto removed = app.ratna.post("/admin/kalender/2027-01-01/penghapusan", {});
    EXPECT_EQ(removed.header("Location"),
              "/admin/kalender?tahun=2027&tanggal=2027-01-01&nama=Tahun%20Baru&jenis=nasional&sumber=&sementara=1");
    EXPECT_TRUE(app.holidays(2027).empty());
    const auto undo = app.ratna.get(removed.header("Location"));
    EXPECT_TRUE(has(undo, "value=\"Tahun Baru\"")) << "the form holds what was removed, to be saved again";
    EXPECT_EQ(app.ratna.post("/admin/kalender/2027-01-01/penghapusan", {}).status, 404) << "gone already";
    EXPECT_EQ(app.ratna.post("/admin/kalender/besok/penghapusan", {}).status, 404);
}

TEST(HolidayCalendar, NamesWhatIsWrong) {
    AdministeredApp app;
    const auto page = app.ratna.post("/admin/kalender",
                                     {{"tanggal", "2027-02-30"}, {"nama", "<Libur>"}, {"jenis", ""}, {"sumber", ""}});
    EXPECT_EQ(page.status, 422);
    for (const std::string fragment : {"href=\"#tanggal\"", "href=\"#jenis\"", "href=\"#sumber\"",
                                       "value=\"&lt;Libur&gt;\"", "value=\"2027-02-30\""})
        EXPECT_TRUE(has(page, fragment)) << fragment;
    EXPECT_FALSE(has(page, "href=\"#nama\""));
    EXPECT_TRUE(app.holidays(2027).empty());
}

TEST(SystemHealth, ShowsParkedJobsAndTriesThemAgain) {
    AdministeredApp app;
    EXPECT_TRUE(has(app.ratna.get("/admin/sistem"), "Tidak ada pekerjaan yang tertahan."));
    app.park("probe.fail");
    app.ratna = app.as("ratna");
    EXPECT_TRUE(has(app.ratna.get("/admin"), "Ada pekerjaan yang tertahan."));
    const auto page = app.ratna.get("/admin/sistem");
    EXPECT_TRUE(has(page, "probe.fail"));
    EXPECT_TRUE(has(page, "the server said &lt;no&gt;"));
    const auto id = test::between(page.body, "/admin/sistem/pekerjaan/", "\"");
    EXPECT_EQ(app.ratna.post("/admin/sistem/pekerjaan/" + id, {}).status, 303);
    EXPECT_TRUE(app.app.db.read([&](Tx& tx) { return parked_jobs(tx, 10); }).empty());
    EXPECT_EQ(app.ratna.post("/admin/sistem/pekerjaan/x", {}).status, 404);
}

}  // namespace hero
