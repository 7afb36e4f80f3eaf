// What people see of a file while it awaits its scan, and after.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>

#include "attachments/files_for_tests.hpp"
#include "scanning/scanning.hpp"
#include "tests/app.hpp"
#include "tests/ask.hpp"
#include "tests/virus_scanner.hpp"
#include "tickets/moves.hpp"

namespace hero {
namespace {

using namespace std::chrono_literals;
using test::between;
using test::Browser;
using test::TestApp;

std::string zip_with_virus() { return test::zip_of({{"surat.txt"}, {"a/b.com", test::eicar()}}); }

// A desk with a scanner that a test starts when it wants it to be there.
class Scans : public testing::Test {
protected:
    Scans() { register_scan_jobs(app.app.workers, app.app.db, app.app.files, app.app.scanner); }

    // Sari's ticket with these files; returns its number.
    std::string file_ticket(const std::vector<test::File>& files) {
        const auto answer = app.as("sari").post("/tiket",
                                                {{"layanan", "e-ska"},
                                                 {"jenis", "kendala"},
                                                 {"dampak", "sedang"},
                                                 {"subjek", "SKA ditolak sistem"},
                                                 {"deskripsi", "Pengajuan SKA kami ditolak tanpa alasan yang jelas."},
                                                 {"setuju", "1"},
                                                 {"submit_id", "kirim-1"}},
                                                files);
        EXPECT_EQ(answer.status, 303) << between(answer.body, "<main", "</main>");
        const auto place = std::string{answer.header("Location")};
        return place.substr(0, place.find('?')).substr(std::string{"/tiket/"}.size());
    }
    std::string page(std::string_view who, const std::string& number) {
        const bool staff = who != "sari" && who != "joko";
        const auto answer = app.as(who).get((staff ? "/petugas/tiket/" : "/tiket/") + number);
        EXPECT_EQ(answer.status, 200) << who;
        return between(answer.body, "<main", "</main>");
    }
    // Where the file of that name is, whoever asks.
    std::string path_of(const std::string& name) {
        const auto row = app.app.db.read([&](Tx& tx) {
            return tx.one(
                test::Ask<"SELECT id FROM attachments WHERE name = $1 ORDER BY created_at DESC LIMIT 1", 1>{{name}});
        });
        return "/lampiran/" + row->text("id") + "/" + name;
    }
    int status(std::string_view who, const std::string& name) { return app.as(who).get(path_of(name)).status; }
    std::string state(const std::string& name) {
        return app.app.db
            .read([&](Tx& tx) {
                return tx.one(test::Ask<"SELECT scan FROM attachments WHERE name = $1 LIMIT 1", 1>{{name}});
            })
            ->text("scan");
    }
    void run() { app.app.workers.run_due(); }
    // Long enough for whatever was put off.
    void run_later() {
        app.clock.advance(10min);
        run();
    }

    test::VirusScanner clamd;
    std::string setting = clamd.setting();
    TestApp app{{{"scanner", setting}}};
};

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

TEST_F(Scans, LeaveAFileToItsUploaderUntilTheyAreDone) {
    const auto number = file_ticket({{"berkas", "bukti.pdf", test::pdf()}});
    EXPECT_TRUE(has(page("sari", number), "menunggu pemindaian"));
    EXPECT_TRUE(has(page("sari", number), "bukti.pdf"));
    EXPECT_EQ(status("sari", "bukti.pdf"), 200);
    for (const auto* agent : {"budi", "dewi"}) {
        EXPECT_FALSE(has(page(agent, number), "bukti.pdf")) << agent;
        EXPECT_TRUE(has(page(agent, number), "1 file menunggu pemindaian")) << agent;
        EXPECT_EQ(status(agent, "bukti.pdf"), 404) << agent;
    }
    const auto missing = app.as("budi").get("/lampiran/" + std::string(32, '0') + "/bukti.pdf");
    const auto hidden = app.as("budi").get(path_of("bukti.pdf"));
    EXPECT_EQ(between(missing.body, "<main", "</main>"), between(hidden.body, "<main", "</main>"));

    clamd.start();
    run();
    EXPECT_EQ(state("bukti.pdf"), "bersih");
    for (const auto* reader : {"sari", "budi", "dewi"}) {
        EXPECT_TRUE(has(page(reader, number), "bukti.pdf")) << reader;
        EXPECT_FALSE(has(page(reader, number), "menunggu pemindaian")) << reader;
        EXPECT_EQ(status(reader, "bukti.pdf"), 200) << reader;
    }
    for (const auto* other : {"joko", "agus", "ratna"}) EXPECT_EQ(status(other, "bukti.pdf"), 404) << other;
}

TEST_F(Scans, KeepAVirusFromEverybody) {
    clamd.start();
    const std::map<std::string, std::string> hiding{
        {"arsip.zip", zip_with_virus()},
        {"surat.docx", test::zip_of({{"[Content_Types].xml"}, {"word/document.xml", test::eicar()}})},
        {"laporan.pdf", test::pdf() + test::eicar()},
    };
    std::vector<test::File> files{{"berkas", "baik.png", test::png()}};
    for (const auto& [name, content] : hiding) files.push_back({"berkas", name, content});
    const auto number = file_ticket(files);
    run();
    EXPECT_EQ(state("baik.png"), "bersih");
    EXPECT_EQ(status("budi", "baik.png"), 200);
    for (const auto& [name, content] : hiding) {
        EXPECT_EQ(state(name), "virus") << name;
        for (const auto* reader : {"sari", "budi", "dewi", "joko"}) EXPECT_EQ(status(reader, name), 404) << reader;
        for (const auto* reader : {"sari", "budi"}) {
            const auto seen = page(reader, number);
            EXPECT_TRUE(has(seen, name)) << reader;
            EXPECT_FALSE(has(seen, "/" + name + "\"")) << "no link";
        }
    }
    EXPECT_TRUE(has(page("sari", number), "berisi virus, tidak dapat dibuka"));
    const auto seen = page("budi", number);
    EXPECT_TRUE(has(seen, "Sebuah file berisi virus (" + std::string{test::VirusScanner::signature} + ")"));
}

TEST_F(Scans, WaitForAScannerThatIsAway) {
    const auto number = file_ticket({{"berkas", "bukti.pdf", test::pdf()}, {"berkas", "arsip.zip", zip_with_virus()}});
    for (int i = 0; i < 30; ++i) run_later();
    EXPECT_EQ(state("bukti.pdf"), "menunggu");
    EXPECT_EQ(state("arsip.zip"), "menunggu");
    for (const auto& parked : app.app.db.read([](Tx& tx) { return parked_jobs(tx, 10); }))
        EXPECT_NE(parked.kind, scan_job) << "it never gives up";
    EXPECT_TRUE(has(page("budi", number), "2 file menunggu pemindaian"));
    clamd.start();
    app.clock.advance(2min);
    run();
    EXPECT_EQ(state("bukti.pdf"), "bersih");
    EXPECT_EQ(state("arsip.zip"), "virus");
}

TEST_F(Scans, AreDoneAtOnceForANewFileAlsoWhenAnOldOneWaits) {
    file_ticket({{"berkas", "bukti.pdf", test::pdf()}});
    run();
    clamd.start();
    auto sari = app.as("sari");
    const auto answer =
        sari.post("/tiket", {{"layanan", "e-ska"}, {"submit_id", "kirim-2"}}, {{"berkas", "baru.png", test::png()}});
    EXPECT_EQ(answer.status, 422);
    run();
    EXPECT_EQ(state("baru.png"), "bersih");
    EXPECT_EQ(state("bukti.pdf"), "bersih");
}

TEST_F(Scans, ShowInAFormHowItsFilesFare) {
    clamd.start();
    auto sari = app.as("sari");
    const test::Fields incomplete{{"layanan", "e-ska"}, {"submit_id", "kirim-3"}};
    auto answer = sari.post("/tiket", incomplete, {{"berkas", "arsip.zip", zip_with_virus()}});
    EXPECT_EQ(answer.status, 422);
    EXPECT_TRUE(has(answer.body, "menunggu pemindaian"));
    run();
    answer = sari.post("/tiket", incomplete);
    EXPECT_TRUE(has(answer.body, "berisi virus, tidak dapat dibuka"));
    EXPECT_EQ(status("sari", "arsip.zip"), 404);
}

TEST_F(Scans, KeepTheVirusOfANoteInTheNotes) {
    clamd.start();
    const auto number = file_ticket({});
    const auto content = zip_with_virus();
    const auto sha256 = app.app.files.put(app.temporary_file(content));
    const auto budi = app.person("budi");
    app.app.db.write([&](Tx& tx) {
        const FormFiles own{
            .place = "catatan",
            .form = "catat-1",
            .arrived = {{"arsip.zip", "application/zip", content.size(), sha256, app.app.files.scan_of_new()}}};
        add_message(tx, ticket_for(tx, budi, number), From::note, &budi, "Lihat lampiran", "", own);
    });
    run();
    ASSERT_EQ(state("arsip.zip"), "virus");
    EXPECT_TRUE(has(page("budi", number), "Sebuah file berisi virus"));
    EXPECT_FALSE(has(page("sari", number), "Sebuah file berisi virus"));
    EXPECT_FALSE(has(page("sari", number), "arsip.zip"));
}

TEST_F(Scans, PutOffAFileTheScannerDoesNotWant) {
    file_ticket({{"berkas", "bukti.pdf", test::pdf()}, {"berkas", "hilang.png", test::png()}});
    const auto lost = app.app.db.read([](Tx& tx) {
        return tx.one(test::Ask<"SELECT sha256 FROM attachments WHERE name = 'hilang.png'">{})->text("sha256");
    });
    const auto place = app.app.files.path_of(lost);
    std::filesystem::rename(place, place + ".pergi");
    clamd.start();
    run();
    EXPECT_EQ(state("bukti.pdf"), "bersih");
    EXPECT_EQ(state("hilang.png"), "menunggu");
    std::filesystem::rename(place + ".pergi", place);
    run_later();
    EXPECT_EQ(state("hilang.png"), "bersih");
}

TEST_F(Scans, FindWhatWasKnownAsCleanUnderAnotherName) {
    clamd.start();
    const auto sari = app.person("sari").id;
    const auto keep = [&](const std::string& name, Scan scan) {
        const auto content = zip_with_virus();
        const auto sha256 = app.app.files.put(app.temporary_file(content));
        app.app.db.write([&](Tx& tx) {
            keep_waiting(tx, sari,
                         {.place = "buat:hero",
                          .form = name,
                          .arrived = {{name, "application/zip", content.size(), sha256, scan}}});
        });
    };
    keep("lama.zip", Scan::clean);
    keep("baru.zip", Scan::awaiting);
    run();
    EXPECT_EQ(state("baru.zip"), "virus");
    EXPECT_EQ(state("lama.zip"), "virus");
}

TEST(ScansOfTheTimeBefore, FollowWhenAScannerComesAndLeaveWithIt) {
    test::VirusScanner clamd;
    clamd.start();
    TestApp app;
    const auto sari = app.person("sari").id;
    const auto keep = [&](const std::string& name, const std::string& content, Scan scan) {
        const auto sha256 = app.app.files.put(app.temporary_file(content));
        app.app.db.write([&](Tx& tx) {
            keep_waiting(
                tx, sari,
                {.place = "buat:hero", .form = "kirim", .arrived = {{name, "x", content.size(), sha256, scan}}});
        });
    };
    const auto state = [&](const std::string& name) {
        return app.app.db
            .read([&](Tx& tx) { return tx.one(test::Ask<"SELECT scan FROM attachments WHERE name = $1", 1>{{name}}); })
            ->text("scan");
    };
    keep("lama.pdf", test::pdf(), Scan::unneeded);
    keep("lama.zip", zip_with_virus(), Scan::unneeded);
    keep("sisa.png", test::png(), Scan::awaiting);

    Scanner none({});
    Workers without(app.app.db, app.clock);
    register_scan_jobs(without, app.app.db, app.app.files, none);
    without.run_due();
    EXPECT_EQ(state("sisa.png"), "tidak") << "nothing waits for a scanner that is not there";
    EXPECT_EQ(state("lama.zip"), "tidak");

    Scanner scanner(scanner_settings(clamd.setting()));
    Workers with(app.app.db, app.clock);
    register_scan_jobs(with, app.app.db, app.app.files, scanner);
    with.run_due();
    EXPECT_EQ(state("lama.pdf"), "bersih");
    EXPECT_EQ(state("sisa.png"), "bersih");
    EXPECT_EQ(state("lama.zip"), "virus");
}

}  // namespace
}  // namespace hero
