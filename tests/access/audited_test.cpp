// What the administrator's pages leave in the audit log, and the page that shows it.
#include <gtest/gtest.h>

#include <functional>
#include <set>

#include "audit/audit.hpp"
#include "base/csv.hpp"
#include "credentials/credentials.hpp"
#include "tests/access/scene.hpp"
#include "tests/ask.hpp"
#include "tests/csv.hpp"
#include "ui/routing.hpp"

namespace hero {
namespace {

using test::Line;
using test::Scene;
using test::TestApp;

Link newest(App& app) {
    return app.db.read([](Tx& tx) { return newest_link(tx); });
}

AuditRow last_row(App& app) {
    return app.db.read([](Tx& tx) { return audit_rows(tx, {}, 0, 1).at(0); });
}

// Each form of supervisors and administrators that does something says so in the log, by its own transaction.
TEST(Audited, EveryChangeOfRolesTeamsAndSettingsLeavesARow) {
    Scene scene;
    std::set<std::string_view> audited;
    for (const auto& line : Scene::lines()) {
        const auto& route = *line.route;
        const bool decides = route.guard == Guard::supervisor || route.guard == Guard::admin;
        // What happens to a ticket stands in its own history.
        const bool is_ticket = route.pattern.starts_with("/petugas/") || route.pattern == "/supervisor/penugasan";
        if (!test::is_unsafe(route) || !decides || is_ticket) continue;
        for (auto& visitor : scene.visitors) {
            const auto before = newest(scene.app).number;
            const auto response = scene.ask(visitor, line);
            const bool done = response.status < 400 && test::kind_of(response) != "login";
            const auto after = newest(scene.app).number;
            if (!done) {
                EXPECT_EQ(after, before) << line.path << " " << visitor.name << ": nothing happened";
                continue;
            }
            EXPECT_EQ(after, before + 1) << line.path << " " << line.object << " " << visitor.name;
            EXPECT_EQ(last_row(scene.app).person, scene.person(visitor.key).id) << line.path;
            EXPECT_TRUE(last_row(scene.app).address.starts_with("127.")) << line.path;
            audited.insert(route.pattern);
        }
    }
    EXPECT_GE(audited.size(), 10U);
    EXPECT_TRUE(verify_audit_log(scene.app.db).flaws.empty());
}

// An administrator with a local account and its password.
Person anna_of(TestApp& ground) {
    return ground.app.db.write([](Tx& tx) {
        auto person = add_person(tx, {.name = "Anna", .email = "anna@contoh.id", .role = Role::admin}, "local", "anna");
        set_password(tx, "anna", hash_password("kuda baterai staples"));
        return person;
    });
}

TEST(Audited, SignInsRefusalsAndSignOuts) {
    TestApp ground;
    const auto anna = anna_of(ground);
    auto browser = ground.visitor();
    EXPECT_EQ(browser.post("/masuk", {{"pengguna", "anna"}, {"sandi", "salah sekali"}}).status, 422);
    EXPECT_EQ(last_row(ground.app).act, "masuk.ditolak");
    EXPECT_EQ(last_row(ground.app).person, anna.id);
    EXPECT_EQ(browser.post("/masuk", {{"pengguna", "kata-sandi-saya"}, {"sandi", "salah sekali"}}).status, 422);
    EXPECT_EQ(last_row(ground.app).act, "masuk.ditolak");
    EXPECT_FALSE(last_row(ground.app).person);
    EXPECT_EQ(browser.post("/masuk", {{"pengguna", "anna"}, {"sandi", "kuda baterai staples"}}).status, 303);
    EXPECT_EQ(last_row(ground.app).act, "masuk");
    EXPECT_EQ(last_row(ground.app).detail, "local");
    EXPECT_EQ(browser.post("/keluar", {}).status, 303);
    EXPECT_EQ(last_row(ground.app).act, "keluar");
    EXPECT_EQ(last_row(ground.app).address, "127.0.0.1");
    for (const auto& row : ground.app.db.read([](Tx& tx) { return audit_rows(tx, {}, 0, 50); }))
        for (const auto* secret : {"kata-sandi-saya", "salah sekali", "kuda baterai"})
            EXPECT_EQ((row.object + row.detail + row.address).find(secret), std::string::npos) << "what was typed";
}

TEST(Audited, WhetherThereWasASecondStep) {
    TestApp ground;
    const auto anna = anna_of(ground);
    const auto& keys = ground.app.sealing;
    const auto secret = ground.app.db.write([&](Tx& tx) {
        begin_second_factor(tx, keys, anna);
        auto shared = secret_on_trial(tx, keys, anna).value();
        confirm_second_factor(tx, keys, anna, authenticator_code(shared, tx.now()));
        return shared;
    });
    ground.clock.advance(std::chrono::minutes{1});
    auto browser = ground.visitor();
    browser.post("/masuk", {{"pengguna", "anna"}, {"sandi", "kuda baterai staples"}});
    EXPECT_EQ(browser.post("/masuk/kode", {{"kode", authenticator_code(secret, ground.clock.now())}}).status, 303);
    EXPECT_EQ(last_row(ground.app).act, "masuk");
    EXPECT_EQ(last_row(ground.app).detail, "local, dua langkah");
}

TEST(Audited, OnesOwnNewPassword) {
    TestApp ground;
    const auto anna = ground.app.db.write([](Tx& tx) {
        auto person = add_person(tx, {.name = "Anna", .email = "anna@contoh.id", .role = Role::agent}, "local", "anna");
        set_password(tx, "anna", hash_password("kuda baterai staples"));
        return person;
    });
    auto browser = ground.visitor();
    browser.post("/masuk", {{"pengguna", "anna"}, {"sandi", "kuda baterai staples"}});
    const test::Fields fields{{"sandi", "kuda baterai staples"},
                              {"sandi_baru", "lima kapal putih berlayar"},
                              {"sandi_ulang", "lima kapal putih berlayar"}};
    EXPECT_EQ(browser.post("/akun/sandi", fields).status, 303);
    const auto row = last_row(ground.app);
    EXPECT_EQ(row.act, "orang.sandi");
    EXPECT_EQ(row.person, anna.id);
    EXPECT_EQ(row.object, "orang " + std::to_string(anna.id));
    EXPECT_EQ(row.detail, "sendiri");
}

TEST(Audited, DownloadsByWhomeverDidNotUploadIt) {
    Scene scene;
    for (const auto& line : Scene::lines()) {
        if (line.route->pattern != "/lampiran/{id}/{nama}" || line.object != "of a reply") continue;
        for (auto& visitor : scene.visitors) {
            const auto before = newest(scene.app).number;
            const auto response = scene.ask(visitor, line);
            const bool of_another = response.status == 200 && visitor.key != "ashari";
            EXPECT_EQ(newest(scene.app).number, before + of_another) << visitor.name;
            if (of_another) EXPECT_EQ(last_row(scene.app).act, "berkas.diunduh");
        }
    }
}

// Which look leaves which row, and that the same look again leaves none for an hour.
TEST(Audited, LooksAtWhatBelongsToOthers) {
    Scene scene;
    const auto number = scene.filled("{ticket taken}");
    const auto ashari = std::to_string(scene.person("ashari").id);
    const auto budi = std::to_string(scene.person("budi").id);
    struct {
        const char* who;
        std::string path, act, object;  // no act: no row
    } const looks[] = {
        {"budi", "/tiket/" + number + "/cetak", "tiket.dibaca", "tiket " + number},
        {"budi", "/petugas/tiket/" + number, "", ""},  // the same ticket, within the hour
        {"dewi", "/petugas/tiket/" + number, "tiket.dibaca", "tiket " + number},
        {"ashari", "/tiket/" + number, "", ""},
        {"ashari", "/tiket/" + number + "/cetak", "", ""},
        {"sari", "/tiket/" + number + "/cetak", "", ""},
        {"sari", "/tiket/" + number, "", ""},
        {"ratna", "/admin/pengguna", "orang.didaftar", "daftar pengguna"},
        {"ratna", "/admin/pengguna?cari=budi", "orang.didaftar", "daftar pengguna: budi"},
        {"ratna", "/admin/pengguna/" + ashari, "orang.dilihat", "orang " + ashari},
        {"dewi", "/supervisor/agen", "orang.didaftar", "daftar agen"},
        {"dewi", "/supervisor/agen/" + budi, "orang.dilihat", "orang " + budi},
    };
    for (const auto& look : looks) {
        auto browser = scene.as(look.who);
        browser.remote = "203.0.113.9";
        const auto before = newest(scene.app).number;
        browser.get(look.path);
        ASSERT_EQ(newest(scene.app).number, before + !look.act.empty()) << look.who << " " << look.path;
        if (look.act.empty()) continue;
        const auto row = last_row(scene.app);
        EXPECT_EQ(row.act, look.act) << look.path;
        EXPECT_EQ(row.object, look.object) << look.path;
        EXPECT_EQ(row.person, scene.person(look.who).id) << look.path;
        EXPECT_EQ(row.address, "203.0.113.9") << look.path;
        browser.get(look.path);
        EXPECT_EQ(newest(scene.app).number, before + 1) << look.path << " again";
    }
    scene.clock.advance(std::chrono::minutes{61});
    auto budi_again = scene.as("budi");
    const auto before = newest(scene.app).number;
    budi_again.get("/petugas/tiket/" + number);
    EXPECT_EQ(newest(scene.app).number, before + 1) << "an hour later";
}

TEST(Audited, TokensThatAreRefused) {
    TestApp ground;
    auto budi = ground.as("budi");
    const auto made = budi.post("/akun/token", {{"nama", "x"}, {"lingkup", "tickets:read"}, {"hari", "1"}}).body;
    const auto token = test::between(made, "id=\"token\">", "</dd>");
    const auto ask = [&](const std::string& bearer) {
        auto program = ground.visitor();
        program.remote = "203.0.113.9";
        program.headers.emplace_back("authorization", "Bearer " + bearer);
        return program.get("/api/saya").status;
    };
    const auto before = newest(ground.app).number;
    EXPECT_EQ(ask(token), 200);
    EXPECT_EQ(ask("hero_" + std::string(40, 'a')), 401);
    EXPECT_EQ(newest(ground.app).number, before) << "what nobody ever had is nobody's";
    ground.clock.advance(std::chrono::hours{25});
    EXPECT_EQ(ask(token), 401);
    const auto row = last_row(ground.app);
    EXPECT_EQ(newest(ground.app).number, before + 1);
    EXPECT_EQ(row.act, "token.ditolak");
    EXPECT_EQ(row.person, ground.person("budi").id);
    EXPECT_TRUE(row.object.starts_with("token ")) << row.object;
    EXPECT_EQ(row.detail, "tidak berlaku");
    EXPECT_EQ(row.address, "203.0.113.9");
    EXPECT_EQ((row.object + row.detail).find(token.substr(5)), std::string::npos);
}

TEST(Audited, ProofsThatAreRefused) {
    TestApp ground;
    const auto anna = anna_of(ground);
    auto browser = ground.visitor();
    browser.post("/masuk", {{"pengguna", "anna"}, {"sandi", "kuda baterai staples"}});
    const auto start = newest(ground.app).number;
    EXPECT_EQ(browser.post("/akun/dua-langkah", {{"sandi", "salah sekali"}}).status, 422);
    EXPECT_EQ(newest(ground.app).number, start + 1);
    EXPECT_EQ(last_row(ground.app).act, "bukti.ditolak");
    EXPECT_EQ(browser.post("/akun/dua-langkah", {{"sandi", "kuda baterai staples"}}).status, 303);
    const auto before = newest(ground.app).number;
    EXPECT_EQ(browser.post("/akun/dua-langkah/konfirmasi", {{"kode", "123abc"}}).status, 422);
    EXPECT_EQ(newest(ground.app).number, before + 1);
    EXPECT_EQ(last_row(ground.app).act, "bukti.ditolak");
    EXPECT_EQ(last_row(ground.app).person, anna.id);
    EXPECT_EQ(last_row(ground.app).detail, "") << "what was typed is not kept";
}

// Neither case nor blanks make another account, and no other address of the same IPv6 network another visitor.
TEST(Audited, SignInsThatAreStoppedByTheLimit) {
    struct Stopped {
        const char* why;
        std::function<std::string(int)> account, address;
        int let_through;
        std::string object;
    };
    const auto numbered = [](std::string text) { return [text](int i) { return text + std::to_string(i); }; };
    const auto always = [](std::string text) { return [text](int) { return text; }; };
    const Stopped table[] = {
        {"batas masuk-akun",
         [](int i) { return i % 3 == 0   ? "ANNA  Maria"
                            : i % 3 == 1 ? " anna maria "
                                         : "Anna\tMARIA"; },
         numbered("203.0.113."), 10, "jaringan 203.0.113.10"},
        {"batas masuk", numbered("orang"), always("203.0.113.9"), 30, "jaringan 203.0.113.9"},
        {"batas masuk", numbered("orang"), numbered("2001:db8:1:2::"), 30, "jaringan " + network_of("2001:db8:1:2::1")},
    };
    for (const auto& line : table) {
        TestApp ground;
        auto browser = ground.visitor();
        const auto status = [&](int i) {
            browser.remote = line.address(i);
            return browser.post("/masuk", {{"pengguna", line.account(i)}, {"sandi", "salah sekali"}}).status;
        };
        for (int i = 0; i < line.let_through; ++i) ASSERT_EQ(status(i), 422) << line.why << i;
        const auto before = newest(ground.app).number;
        EXPECT_EQ(status(line.let_through), 429) << line.why;
        const auto row = last_row(ground.app);
        EXPECT_EQ(row.act, "masuk.ditolak");
        EXPECT_EQ(row.object, line.object);
        EXPECT_EQ(row.detail, line.why);
        EXPECT_FALSE(row.person);
        browser.post("/masuk", {{"pengguna", line.account(0)}, {"sandi", "salah sekali"}});
        EXPECT_EQ(newest(ground.app).number, before + 1) << "one an hour for each network";
    }
}

TEST(AuditPage, ShowsWhoDidWhatInWordsAndIsPagedByKey) {
    TestApp ground;
    auto ratna = ground.as("ratna");
    for (int day = 1; day <= 28; ++day)
        for (const auto* month : {"01", "02"})
            ratna.post("/admin/kalender",
                       {{"tanggal", std::string{"2027-"} + month + (day < 10 ? "-0" : "-") + std::to_string(day)},
                        {"nama", "Libur <b>uji</b>"},
                        {"jenis", "khusus"},
                        {"sumber", "SKB"}});
    const auto page = ratna.get("/admin/audit").body;
    EXPECT_NE(page.find("Mengisi kalender libur"), std::string::npos);
    EXPECT_NE(page.find("Libur &lt;b&gt;uji"), std::string::npos);
    EXPECT_NE(page.find("Ratna Kusuma"), std::string::npos);
    EXPECT_NE(page.find("hari 2027-02-28"), std::string::npos);
    const auto next = test::between(page, "href=\"/admin/audit?sebelum=", "\"");
    ASSERT_FALSE(next.empty());
    const auto second = ratna.get("/admin/audit?sebelum=" + next).body;
    EXPECT_NE(second.find("hari 2027-01-01"), std::string::npos);
    EXPECT_EQ(second.find("hari 2027-02-28"), std::string::npos);
    EXPECT_NE(second.find("Masuk"), std::string::npos);
    ratna.headers = {{"accept-language", "en"}};
    EXPECT_NE(ratna.get("/admin/audit?lang=en").body.find("Put a day into the calendar"), std::string::npos);
    ratna.get("/admin/pengguna");
    const auto budi = std::to_string(ground.person("budi").id);
    ratna.post("/admin/pengguna/" + budi, {{"peran", "supervisor"}, {"tim", "1"}, {"aktif", "1"}});
    const auto english = ratna.get("/admin/audit?lang=en").body;
    EXPECT_NE(english.find("list of people"), std::string::npos);
    EXPECT_NE(english.find("role Agent &gt; Supervisor"), std::string::npos) << english;
    EXPECT_NE(ratna.get("/admin/audit.csv?lang=en").body.find("role Agent > Supervisor"), std::string::npos);
    EXPECT_NE(ratna.get("/admin/audit?lang=id").body.find("peran Agen &gt; Supervisor"), std::string::npos);
}

TEST(AuditPage, TakesAnyFilter) {
    TestApp ground;
    auto ratna = ground.as("ratna");
    ratna.post("/admin/kalender",
               {{"tanggal", "2027-03-04"}, {"nama", "Libur uji"}, {"jenis", "khusus"}, {"sumber", "SKB"}});
    const auto shows = [&](const std::string& query) {
        const auto answer = ratna.get("/admin/audit?" + query);
        EXPECT_EQ(answer.status, 200) << query;
        return answer.body.find("hari 2027-03-04") != std::string::npos;
    };
    EXPECT_TRUE(shows("orang=kusuma&tindakan=kalender.diisi&objek=hari+2027-03-04&alamat=127.0.0.1&dari=2026-11-24"));
    EXPECT_TRUE(shows("sampai=2026-11-24"));
    EXPECT_FALSE(shows("sampai=2026-11-23"));
    EXPECT_FALSE(shows("tindakan=masuk"));
    EXPECT_FALSE(shows("orang=budi"));
    EXPECT_TRUE(shows("dari=kemarin&sampai=%FF&tindakan=bukan&sebelum=x"));
    EXPECT_FALSE(shows("orang=%25%27--&objek=%00"));
    EXPECT_NE(ratna.get("/admin/audit?orang=siapa").body.find("Tidak ada catatan yang cocok"), std::string::npos);
    ratna.cookies["bahasa"] = "en";
    const auto english = ratna.get("/admin/audit?objek=day+2027-03-04").body;
    EXPECT_NE(english.find("day 2027-03-04"), std::string::npos);
    EXPECT_EQ(english.find("hari 2027-03-04"), std::string::npos);
}

TEST(AuditExport, IsTheSearchAsATableAndIsRecorded) {
    TestApp ground;
    auto ratna = ground.as("ratna");
    for (const auto* day : {"2027-03-04", "2027-03-05"})
        ratna.post("/admin/kalender",
                   {{"tanggal", day}, {"nama", "=Libur \"uji\", dua"}, {"jenis", "khusus"}, {"sumber", "SKB"}});
    const auto page = ratna.get("/admin/audit?objek=hari+2027-03-04").body;
    EXPECT_NE(page.find("href=\"/admin/audit.csv?objek=hari%202027-03-04\""), std::string::npos);

    const auto answer = ratna.get("/admin/audit.csv?objek=hari%202027-03-04");
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.header("Content-Type"), "text/csv; charset=utf-8");
    EXPECT_TRUE(answer.header("Content-Disposition").starts_with("attachment;"));
    ASSERT_TRUE(answer.body.starts_with(csv_mark));
    const auto table = test::read_csv(std::string_view{answer.body}.substr(csv_mark.size()));
    ASSERT_TRUE(table);
    ASSERT_EQ(table->size(), 2U);
    const auto& row = table->at(1);
    ASSERT_EQ(row.size(), 7U);
    EXPECT_EQ(table->at(0).at(1), "Waktu");
    EXPECT_EQ(row.at(2), "Ratna Kusuma");
    EXPECT_EQ(row.at(3), "Mengisi kalender libur");
    EXPECT_EQ(row.at(4), "hari 2027-03-04");
    EXPECT_EQ(row.at(6), "127.0.0.1");
    EXPECT_EQ(last_row(ground.app).act, "audit.diekspor");
    EXPECT_EQ(last_row(ground.app).detail, "1 baris?objek=hari%202027-03-04");
    EXPECT_EQ(last_row(ground.app).person, ground.person("ratna").id);
    for (const auto* nobody : {"sari", "budi", "dewi"})
        EXPECT_EQ(ground.as(nobody).get("/admin/audit.csv").status, 403) << nobody;
}

TEST(AuditExport, HasTheNewestTenThousandRowsOnceEach) {
    TestApp ground;
    auto ratna = ground.as("ratna");
    for (int first = 0; first < 10'050; first += 1'005)  // one transaction is too long for them under ThreadSanitizer
        ground.app.db.write([&](Tx& tx) {
            for (int i = first; i < first + 1'005; ++i)
                record(tx, {.act = Act::job_retried, .object = std::to_string(i)});
        });
    const auto answer = ratna.get("/admin/audit.csv?tindakan=sistem.diulang");
    const auto table = test::read_csv(std::string_view{answer.body}.substr(csv_mark.size()));
    ASSERT_TRUE(table);
    ASSERT_EQ(table->size(), 10'001U);
    for (std::size_t n = 1; n < table->size(); ++n)
        ASSERT_EQ(table->at(n).at(4), std::to_string(10'050 - static_cast<int>(n)));
}

TEST(InspectionPage, AsksWhyAndThenShowsTheTicketReadOnly) {
    Scene scene;
    auto ratna = scene.as("ratna");
    const auto number = scene.filled("{ticket taken}");
    const auto path = "/admin/tiket/" + number;
    EXPECT_EQ(ratna.get("/petugas/tiket/" + number).status, 403);
    EXPECT_EQ(ratna.get("/tiket/" + number).status, 404);
    const auto asked = ratna.get(path);
    EXPECT_EQ(asked.status, 303);
    EXPECT_EQ(asked.header("Location"), "/admin/tiket?nomor=" + number);
    EXPECT_NE(ratna.get("/admin/tiket?nomor=" + number).body.find(number), std::string::npos);
    EXPECT_EQ(ratna.post("/admin/tiket", {{"nomor", number}, {"alasan", "ingin"}}).status, 422);
    const auto unknown =
        ratna.post("/admin/tiket", {{"nomor", "A-KORS26999999"}, {"alasan", "Permintaan pemohon, surat 12"}});
    EXPECT_EQ(unknown.status, 422);
    const auto restricted = ratna.post(
        "/admin/tiket", {{"nomor", scene.filled("{ticket restricted}")}, {"alasan", "Permintaan pemohon, surat 12"}});
    EXPECT_EQ(restricted.status, 422);
    EXPECT_NE(restricted.body.find("Tiket dengan nomor itu tidak ada"), std::string::npos);
    EXPECT_EQ(ratna.post("/admin/tiket", {{"nomor", "#" + number}, {"alasan", "Permintaan pemohon, surat 12"}})
                  .header("Location"),
              path);
    const auto shown = ratna.get(path);
    EXPECT_EQ(shown.status, 200);
    EXPECT_NE(shown.body.find("Mohon bantuannya"), std::string::npos);
    EXPECT_NE(shown.body.find("surat 12"), std::string::npos);
    const auto main = shown.body.substr(shown.body.find("<main"), shown.body.find("</main>"));
    EXPECT_EQ(main.substr(0, main.find("</main>")).find("<form"), std::string::npos) << "nothing to do here";
    scene.clock.advance(std::chrono::minutes{30});
    EXPECT_NE(scene.as("ratna").get(path).status, 200);
}

TEST(InspectionPage, FilesCanBeReadMeanwhileAndThatIsKept) {
    Scene scene;
    auto ratna = scene.as("ratna");
    const auto id = scene.filled("{file note}");
    const auto path = "/lampiran/" + id + "/berkas.pdf";
    EXPECT_EQ(ratna.get(path).status, 404);
    const auto number = scene.app.db.read([&](Tx& tx) {
        return tx
            .one(
                test::Ask<"SELECT number FROM tickets WHERE id = (SELECT ticket_id FROM attachments WHERE id = $1)", 1>{
                    {id}})
            ->text("number");
    });
    ratna.post("/admin/tiket", {{"nomor", number}, {"alasan", "Permintaan pemohon, surat 12"}});
    EXPECT_EQ(ratna.get(path).status, 200);
    EXPECT_EQ(last_row(scene.app).object, "berkas " + id);
}

}  // namespace
}  // namespace hero
