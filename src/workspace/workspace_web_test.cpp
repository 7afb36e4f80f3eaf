#include <gtest/gtest.h>

#include <tuple>

#include "tests/app.hpp"

namespace hero {
namespace {

using test::between;
using test::Fields;
using test::TestApp;

struct Ground : TestApp {
    Ground() {
        auto sari = as("sari");
        const auto filed = sari.post("/tiket", {{"layanan", "e-ska"},
                                                {"jenis", "kendala"},
                                                {"dampak", "rendah"},
                                                {"subjek", "Lupa kata sandi E-SKA"},
                                                {"deskripsi", "Mohon bantuan reset kata sandi akun kami."},
                                                {"setuju", "1"},
                                                {"submit_id", "a"}});
        number = filed.header("Location").substr(7);
        path = "/petugas/tiket/" + number;
        for (const auto* who : {"budi", "rina", "dewi"}) std::ignore = person(who);
    }
    Ticket ticket() {
        return app.db.read([&](Tx& tx) { return ticket_for(tx, *person_by_identity(tx, "demo", "sari"), number); });
    }
    Fields versioned(Fields fields) {
        fields.emplace_back("versi", std::to_string(ticket().version));
        return fields;
    }
    std::string number, path;
};

TEST(Queue, ShowsATeamItsTicketsAndTheirCounts) {
    Ground ground;
    const auto page = ground.as("budi").get("/petugas?tampilan=belum").body;
    EXPECT_NE(page.find(ground.number), std::string::npos);
    EXPECT_NE(page.find("Belum Ditugaskan<span class=\"count\">1</span>"), std::string::npos);
    EXPECT_EQ(ground.as("agus").get("/petugas?tampilan=semua").body.find(ground.number), std::string::npos);
    EXPECT_NE(ground.as("budi").get("/petugas").body.find("Antrean kosong"), std::string::npos);
    EXPECT_EQ(ground.as("budi").get("/petugas?tampilan=tidak-ada&layanan=%00&sesudah=rusak").status, 200);
}

TEST(SeveralTakings, TakeWhatIsStillFree) {
    Ground ground;
    auto budi = ground.as("budi");
    EXPECT_NE(budi.get("/petugas?tampilan=belum").body.find("name=\"tiket\" value=\"" + ground.number + "\""),
              std::string::npos);
    const auto none = budi.post("/petugas/pengambilan?tampilan=belum", {});
    EXPECT_EQ(none.status, 422);
    EXPECT_NE(none.body.find("Pilih paling sedikit satu tiket"), std::string::npos);
    const Fields chosen{{"tiket", ground.number}, {"tiket", "A-ESKA26999999"}, {"tiket", "%00"}};
    const auto taken = budi.post("/petugas/pengambilan?tampilan=belum&layanan=e-ska", chosen);
    EXPECT_EQ(taken.status, 303);
    EXPECT_EQ(taken.header("Location"), "/petugas?tampilan=belum&layanan=e-ska");
    EXPECT_EQ(ground.ticket().assignee_name, "Budi Santoso");
    EXPECT_NE(budi.get("/petugas").body.find("1 tiket Anda ambil, 2 dilewati"), std::string::npos);
    EXPECT_EQ(ground.as("rina").post("/petugas/pengambilan", chosen).status, 303);
    EXPECT_EQ(ground.as("agus").post("/petugas/pengambilan", chosen).status, 303);
    EXPECT_EQ(ground.ticket().assignee_name, "Budi Santoso") << "the first one keeps it";
    EXPECT_EQ(ground.as("sari").post("/petugas/pengambilan", chosen).status, 403);
}

TEST(Queue, IsNarrowedByServiceKindAndImpact) {
    Ground ground;
    auto budi = ground.as("budi");
    const auto page = budi.get("/petugas?tampilan=semua&layanan=e-ska&jenis=kendala&dampak=rendah").body;
    EXPECT_NE(page.find("<strong>E-SKA · Kendala · Rendah</strong>"), std::string::npos);
    EXPECT_NE(page.find(ground.number), std::string::npos);
    EXPECT_NE(page.find("<option value=\"kendala\" selected>"), std::string::npos);
    EXPECT_NE(page.find("href=\"/petugas?tampilan=semua\""), std::string::npos) << "the way back to all of them";
    EXPECT_NE(page.find("href=\"/petugas?tampilan=belum&amp;layanan=e-ska&amp;jenis=kendala&amp;dampak=rendah\""),
              std::string::npos)
        << "another view of the same";
    EXPECT_NE(page.find(ground.number + "?tampilan=semua&amp;layanan=e-ska&amp;jenis=kendala&amp;dampak=rendah"),
              std::string::npos)
        << "kept beside the ticket";
    const auto none = budi.get("/petugas?tampilan=semua&dampak=tinggi").body;
    EXPECT_NE(none.find("Tidak ada tiket yang cocok"), std::string::npos);
    EXPECT_EQ(none.find(ground.number), std::string::npos);
    EXPECT_EQ(budi.get("/petugas?tampilan=semua").body.find("Hapus saringan"), std::string::npos);
    const auto unknown = budi.get("/petugas?tampilan=semua&jenis=lain&dampak=%00").body;
    EXPECT_NE(unknown.find(ground.number), std::string::npos) << "what is no filter leaves all";
}

TEST(Queue, KeepsItsFilterWhenATicketIsTaken) {
    Ground ground;
    const auto taken = ground.as("budi").post(ground.path + "/pengambilan?tampilan=belum&jenis=kendala&dampak=rendah",
                                              ground.versioned({}));
    EXPECT_EQ(taken.header("Location"), ground.path + "?tampilan=belum&jenis=kendala&dampak=rendah");
}

TEST(Work, BringsBackARefusedFormAsItWasTyped) {
    Ground ground;
    auto budi = ground.as("budi");
    auto dewi = ground.as("dewi");
    const auto no_agent = dewi.post(ground.path + "/penugasan", ground.versioned({{"agen", ""}}));
    EXPECT_EQ(no_agent.status, 422);
    EXPECT_NE(no_agent.body.find("id=\"agen-galat\""), std::string::npos);
    budi.post(ground.path + "/pengambilan", ground.versioned({}));
    const auto refused =
        budi.post(ground.path + "/dampak?tampilan=saya",
                  ground.versioned({{"dampak", "rendah"}, {"alasan_dampak", "Kapal berangkat <besok>."}}));
    EXPECT_EQ(refused.status, 422) << "it is low already";
    EXPECT_NE(refused.body.find("<details class=\"action\" name=\"tindakan\" open>"), std::string::npos);
    EXPECT_NE(refused.body.find("Kapal berangkat &lt;besok&gt;."), std::string::npos);
    const auto note = budi.post(ground.path + "/eskalasi",
                                ground.versioned({{"alasan", "6"}, {"harapan", "putuskan"}, {"catatan", ""}}));
    EXPECT_EQ(note.status, 422);
    EXPECT_NE(note.body.find("<option value=\"6\" selected>"), std::string::npos);
    EXPECT_NE(note.body.find("<option value=\"putuskan\" selected>"), std::string::npos);
    EXPECT_NE(note.body.find("id=\"catatan-galat\""), std::string::npos);
    const auto kept = budi.post(ground.path + "/eskalasi?tampilan=batas&layanan=e-ska",
                                ground.versioned({{"alasan", "1"}, {"harapan", "putuskan"}}));
    EXPECT_EQ(kept.header("Location"), ground.path + "?tampilan=batas&layanan=e-ska") << "the queue stays beside it";
}

TEST(Work, IsForTheTeamOnly) {
    Ground ground;
    struct {
        std::string who;
        int status;
    } const cases[] = {{"budi", 200}, {"dewi", 200}, {"agus", 404}, {"citra", 404}, {"sari", 403}, {"ratna", 403}};
    for (const auto& one : cases) EXPECT_EQ(ground.as(one.who).get(ground.path).status, one.status) << one.who;
    EXPECT_NE(ground.as("budi").get(ground.path).body.find("Verifikasi identitas"), std::string::npos);
}

TEST(Taking, IsForTheFirstOnly) {
    Ground ground;
    auto budi = ground.as("budi");
    auto rina = ground.as("rina");
    EXPECT_NE(budi.get(ground.path).body.find("Ambil Tiket"), std::string::npos);
    const auto seen = ground.versioned({});
    EXPECT_EQ(budi.post(ground.path + "/pengambilan", seen).status, 303);
    rina.headers.emplace_back("referer", "http://127.0.0.1:8080" + ground.path + "?tampilan=belum");
    const auto late = rina.post(ground.path + "/pengambilan", seen);
    EXPECT_NE(late.body.find("href=\"" + ground.path + "?tampilan=belum\">Muat ulang halaman tadi"), std::string::npos);
    rina.headers = {{"referer", "http://127.0.0.1:8080.example.com/petugas"}};
    EXPECT_EQ(rina.post(ground.path + "/pengambilan", seen).body.find("/petugas\">Muat ulang halaman tadi"),
              std::string::npos);
    EXPECT_EQ(late.status, 409);
    EXPECT_NE(late.body.find("Tiket ini baru saja diambil oleh Budi Santoso."), std::string::npos);
    EXPECT_EQ(ground.as("agus").post(ground.path + "/pengambilan", {}).status, 404);
}

TEST(StaffReply, ReachesTheRequesterAndResolves) {
    Ground ground;
    auto budi = ground.as("budi");
    EXPECT_EQ(budi.post(ground.path + "/balasan",
                        ground.versioned({{"isi", "Sedang kami periksa."}, {"submit_id", "1"}, {"tetap", "1"}}))
                  .status,
              303);
    EXPECT_EQ(ground.ticket().assignee_name, "Budi Santoso") << "answering an unassigned ticket takes it";
    const auto done = budi.post(
        ground.path + "/balasan",
        ground.versioned({{"isi", "Sudah selesai."}, {"submit_id", "2"}, {"tetap", "1"}, {"lalu", "resolve"}}));
    EXPECT_EQ(done.status, 303);
    EXPECT_TRUE(done.header("Location").starts_with("/petugas?tampilan="));
    EXPECT_EQ(ground.ticket().status, Status::resolved);
    EXPECT_NE(ground.as("sari").get("/tiket/" + ground.number).body.find("Sedang kami periksa."), std::string::npos);
}

TEST(StaffReply, WaitsWithAnEmptyOrDangerousText) {
    Ground ground;
    auto budi = ground.as("budi");
    EXPECT_EQ(budi.post(ground.path + "/balasan", ground.versioned({{"isi", " "}})).status, 422);
    const auto asked =
        budi.post(ground.path + "/balasan", ground.versioned({{"isi", "Kata sandi: Rahasia123"}, {"tetap", "1"}}));
    EXPECT_EQ(asked.status, 422);
    EXPECT_NE(asked.body.find("tetap_sandi"), std::string::npos);
    EXPECT_EQ(ground.ticket().status, Status::open);
    EXPECT_EQ(
        budi.post(ground.path + "/balasan",
                  ground.versioned(
                      {{"isi", "Kata sandi: lihat tautan"}, {"tetap", "1"}, {"tetap_sandi", "1"}, {"submit_id", "3"}}))
            .status,
        303);
}

TEST(StaffReply, ShowsWhatArrivedMeanwhileAndKeepsTheText) {
    Ground ground;
    auto budi = ground.as("budi");
    const auto page = budi.get(ground.path).body;
    const auto last = between(page, "name=\"terakhir\" value=\"", "\"");
    budi.post(ground.path + "/pengambilan", ground.versioned({}));
    const auto version = std::to_string(ground.ticket().version);
    ground.as("sari").post("/tiket/" + ground.number + "/tanggapan",
                           {{"isi", "Tambahan dari saya"}, {"submit_id", "s"}});
    const auto answer = budi.post(ground.path + "/balasan",
                                  ground.versioned({{"isi", "Balasan saya"}, {"submit_id", "4"}, {"terakhir", last}}));
    EXPECT_EQ(answer.status, 409);
    EXPECT_NE(answer.body.find("Ada tanggapan baru"), std::string::npos);
    EXPECT_NE(answer.body.find("Tambahan dari saya"), std::string::npos);
    EXPECT_NE(answer.body.find("Balasan saya"), std::string::npos);
    EXPECT_NE(answer.body.find("Tetap Kirim"), std::string::npos);
}

TEST(StaffReply, PressedTwiceLosesNothing) {
    Ground ground;
    auto budi = ground.as("budi");
    const auto send = [&](const std::string& where, const std::string& text, const std::string& then) {
        return budi.post(ground.path + where,
                         {{"isi", text}, {"submit_id", "dua-kali"}, {"terakhir", "999999999"}, {"lalu", then}},
                         where == "/balasan" ? std::vector<test::File>{{"berkas", "bukti.pdf", "%PDF-1.4\n%%EOF\n"}}
                                             : std::vector<test::File>{});
    };
    EXPECT_EQ(send("/balasan", "Jawaban satu", "").status, 303);
    const auto other = send("/balasan", "Jawaban dua", "resolve");
    EXPECT_EQ(other.status, 409);
    EXPECT_NE(other.body.find("Formulir ini sudah terkirim sebelumnya"), std::string::npos);
    EXPECT_NE(other.body.find("Jawaban dua</textarea>"), std::string::npos);
    EXPECT_NE(other.body.find("name=\"terlampir\""), std::string::npos) << "its file waits";
    EXPECT_EQ(ground.ticket().status, Status::in_progress);
    const auto note = send("/catatan", "Jawaban satu", "");
    EXPECT_EQ(note.status, 409);
    EXPECT_NE(note.body.find("Jawaban satu</textarea>"), std::string::npos);
    EXPECT_EQ(send("/balasan", "Jawaban satu", "resolve").status, 303);
    EXPECT_EQ(ground.ticket().status, Status::resolved);
    const auto conversation = ground.as("sari").get("/tiket/" + ground.number).body;
    EXPECT_EQ(conversation.find("Jawaban satu"), conversation.rfind("Jawaban satu"));
}

TEST(Notes, StayAmongStaff) {
    Ground ground;
    auto budi = ground.as("budi");
    EXPECT_EQ(
        budi.post(ground.path + "/catatan", ground.versioned({{"isi", "Catatan rahasia tim"}, {"submit_id", "5"}}))
            .status,
        303);
    EXPECT_NE(budi.get(ground.path).body.find("Catatan rahasia tim"), std::string::npos);
    EXPECT_EQ(ground.as("sari").get("/tiket/" + ground.number).body.find("Catatan rahasia tim"), std::string::npos);
    EXPECT_EQ(budi.post(ground.path + "/catatan", ground.versioned({{"isi", ""}})).status, 422);
}

TEST(Escalation, GoesToTheSupervisorAndComesBack) {
    Ground ground;
    auto budi = ground.as("budi");
    auto dewi = ground.as("dewi");
    budi.post(ground.path + "/pengambilan", ground.versioned({}));
    EXPECT_EQ(budi.post(ground.path + "/eskalasi", ground.versioned({{"alasan", "99"}, {"harapan", "bantuan"}})).status,
              422);
    EXPECT_EQ(budi.post(ground.path + "/eskalasi",
                        ground.versioned({{"alasan", "2"}, {"harapan", "bantuan"}, {"catatan", "Perlu persetujuan."}}))
                  .status,
              303);
    EXPECT_NE(dewi.get(ground.path).body.find("Perlu persetujuan."), std::string::npos);
    EXPECT_NE(dewi.get("/petugas?tampilan=eskalasi").body.find(ground.number), std::string::npos);
    EXPECT_EQ(budi.post(ground.path + "/keputusan", ground.versioned({{"putusan", "arahan"}, {"arahan", "x"}})).status,
              403);
    EXPECT_EQ(dewi.post(ground.path + "/keputusan", ground.versioned({{"putusan", "arahan"}, {"arahan", ""}})).status,
              422);
    for (const std::string unknown : {"kembalikan", "", "ARAHAN"})
        EXPECT_EQ(
            dewi.post(ground.path + "/keputusan", ground.versioned({{"putusan", unknown}, {"arahan", "x"}})).status,
            422);
    EXPECT_TRUE(ground.ticket().escalated);
    EXPECT_EQ(dewi.post(ground.path + "/keputusan",
                        ground.versioned({{"putusan", "arahan"}, {"arahan", "Disetujui, lanjutkan."}}))
                  .status,
              303);
    EXPECT_FALSE(ground.ticket().escalated);
    EXPECT_NE(dewi.get(ground.path).body.find("tetap ditangani Budi Santoso."), std::string::npos);
    EXPECT_NE(budi.get(ground.path).body.find("Disetujui, lanjutkan."), std::string::npos);
}

TEST(Escalation, SaysWhoHasTheTicketAfterTheDecision) {
    Ground ground;
    auto dewi = ground.as("dewi");
    const auto escalated = [&](const std::string& agent) {
        auto them = ground.as(agent);
        them.post(ground.path + "/pengambilan", ground.versioned({}));
        them.post(ground.path + "/eskalasi", ground.versioned({{"alasan", "2"}, {"harapan", "bantuan"}}));
    };
    escalated("budi");
    dewi.post(ground.path + "/keputusan", ground.versioned({{"putusan", "tugaskan"},
                                                            {"agen", std::to_string(ground.person("rina").id)},
                                                            {"arahan", "Rina memegang tabelnya."}}));
    EXPECT_NE(dewi.get(ground.path).body.find("ditugaskan kepada Rina Wulandari."), std::string::npos);
    EXPECT_NE(ground.as("rina").get(ground.path).body.find("Rina memegang tabelnya."), std::string::npos);
    escalated("rina");
    dewi.post(ground.path + "/keputusan", ground.versioned({{"putusan", "selesaikan"}}));
    EXPECT_NE(dewi.get(ground.path).body.find("kini Anda tangani."), std::string::npos);
}

TEST(ServiceChange, SaysWhichQueueTheTicketIsInNow) {
    Ground ground;
    auto budi = ground.as("budi");
    budi.post(ground.path + "/pengambilan", ground.versioned({}));
    const auto moved =
        budi.post(ground.path + "/kategori",
                  ground.versioned({{"layanan", "single-sign-on"}, {"alasan_layanan", "Tentang akun tunggal."}}));
    EXPECT_EQ(moved.header("Location"), "/petugas");
    EXPECT_NE(budi.get("/petugas").body.find(ground.number + " kini pada antrean Tim Infrastruktur dan Integrasi."),
              std::string::npos);
}

TEST(Assignment, IsTheSupervisors) {
    Ground ground;
    auto dewi = ground.as("dewi");
    const auto rina = std::to_string(ground.person("rina").id);
    EXPECT_EQ(ground.as("budi").post(ground.path + "/penugasan", ground.versioned({{"agen", rina}})).status, 403);
    EXPECT_EQ(
        dewi.post(ground.path + "/penugasan", ground.versioned({{"agen", std::to_string(ground.person("agus").id)}}))
            .status,
        409);
    EXPECT_EQ(dewi.post(ground.path + "/penugasan", ground.versioned({{"agen", rina}})).status, 303);
    EXPECT_EQ(ground.ticket().assignee_name, "Rina Wulandari");
}

TEST(Changes, NeedAReasonAndKeepTheNumber) {
    Ground ground;
    auto budi = ground.as("budi");
    EXPECT_EQ(
        budi.post(ground.path + "/dampak", ground.versioned({{"dampak", "tinggi"}, {"alasan_dampak", ""}})).status,
        422);
    EXPECT_EQ(budi.post(ground.path + "/dampak",
                        ground.versioned({{"dampak", "tinggi"}, {"alasan_dampak", "Kapal berangkat besok."}}))
                  .status,
              303);
    EXPECT_EQ(ground.ticket().impact, Impact::high);
    EXPECT_EQ(budi.post(ground.path + "/kategori",
                        ground.versioned({{"layanan", "tidak-ada"}, {"alasan_layanan", "Salah pilih."}}))
                  .status,
              422);
    const auto moved =
        budi.post(ground.path + "/kategori",
                  ground.versioned({{"layanan", "single-sign-on"}, {"alasan_layanan", "Ini akun SSO."}}));
    EXPECT_EQ(moved.status, 303);
    EXPECT_EQ(moved.header("Location"), "/petugas") << "another team's now";
    EXPECT_EQ(ground.ticket().number, ground.number);
    EXPECT_NE(ground.as("sari").get("/tiket/" + ground.number).body.find("Kapal berangkat besok."), std::string::npos);
}

TEST(NumberSearch, OpensWhatOneMayRead) {
    Ground ground;
    EXPECT_EQ(ground.as("budi").get("/petugas/cari?q=a-eska26000001").header("Location"), ground.path);
    for (const std::string q : {"A-ESKA26000009", "halo", "", "%00"})
        EXPECT_EQ(ground.as("budi").get("/petugas/cari?q=" + q).status, 200) << q;
    EXPECT_EQ(ground.as("agus").get("/petugas/cari?q=a-eska26000001").status, 200)
        << "another team's number looks unknown";
}

}  // namespace
}  // namespace hero
