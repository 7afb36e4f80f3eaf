#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "handling/handling.hpp"
#include "mail/mail.hpp"
#include "tests/app.hpp"

namespace hero {
namespace {

using test::Browser;
using test::TestApp;

// A ticket of Sari's for E-SKA, and what Budi does with it.
struct Ground : TestApp {
    Ground() {
        auto sari = as("sari");
        path = sari.post("/tiket", {{"layanan", "e-ska"},
                                    {"jenis", "kendala"},
                                    {"dampak", "rendah"},
                                    {"subjek", "Kendala <masuk> E-SKA"},
                                    {"deskripsi", "Sejak pagi ini saya tidak dapat masuk ke E-SKA."},
                                    {"setuju", "1"},
                                    {"submit_id", "a"}})
                   .header("Location");
    }
    Ticket ticket() {
        return app.db.read(
            [&](Tx& tx) { return ticket_for(tx, *person_by_identity(tx, "demo", "sari"), path.substr(7)); });
    }
    void answer(After after) {
        const auto budi = person("budi");
        const auto seen = ticket();
        app.db.write([&](Tx& tx) {
            const StaffReply reply{.body = "Sudah kami perbaiki, silakan dicoba.",
                                   .submit_id = "b" + std::to_string(++replies),
                                   .last_seen_message = 0,
                                   .send_anyway = true,
                                   .after = after};
            reply_as_staff(tx, app.desk(tx), budi, seen, reply);
        });
    }
    void resolve() { answer(After::resolve); }

    std::string path;
    int replies = 0;
};

TEST(TicketPage, ShowsEverythingTheGuideShows) {
    Ground ground;
    const auto page = ground.as("sari").get(ground.path).body;
    for (const std::string part :
         {"Kendala &lt;masuk&gt; E-SKA", "24 Nov 2026", "Beri Tanggapan", "No. Tiket", "#A-ESKA26000001",
          "Tingkat Dampak", "Rendah", "Kategori Layanan", "Aplikasi » E-SKA", "Download QR Code",
          "Daftar Tiket Lainnya", "Riwayat tiket", "role=\"img\""})
        EXPECT_NE(page.find(part), std::string::npos) << part;
}

TEST(TicketPage, DoesNotExistForOthers) {
    Ground ground;
    for (const std::string who : {"joko", "ashari", "agus", "citra", "ratna"})
        for (const std::string tail : {"", "/qr.png", "/cetak", "/penilaian", "/pembatalan"}) {
            const auto answer = ground.as(who).get(ground.path + tail);
            EXPECT_EQ(answer.status, 404) << who << tail;
            EXPECT_EQ(answer.body.find("masuk&gt;"), std::string::npos) << who << tail;
        }
    EXPECT_EQ(ground.as("joko").get("/tiket/A-ESKA26999999").status, 404);
    EXPECT_EQ(ground.as("joko").get("/tiket/bukan-nomor").status, 404);
}

TEST(TicketPage, OfWhoServesItIsTheAgents) {
    Ground ground;
    const auto answer = ground.as("budi").get(ground.path);
    EXPECT_EQ(answer.status, 303);
    EXPECT_EQ(answer.header("Location"), "/petugas" + ground.path);
    EXPECT_EQ(ground.as("budi").get(answer.header("Location")).status, 200);
}

TEST(TicketPage, HasOneAddress) {
    Ground ground;
    EXPECT_EQ(ground.as("sari").get("/tiket/a-eska26000001").status, 301);
    EXPECT_EQ(ground.as("sari").get("/tiket/a-eska26000001").header("Location"), "/tiket/A-ESKA26000001");
}

TEST(Replies, AppearAndReachTheAgent) {
    Ground ground;
    auto sari = ground.as("sari");
    EXPECT_EQ(
        sari.post(ground.path + "/tanggapan", {{"isi", "Ini **tambahan** keterangan."}, {"submit_id", "r1"}}).status,
        303);
    sari.post(ground.path + "/tanggapan", {{"isi", "Ini **tambahan** keterangan."}, {"submit_id", "r1"}});
    const auto other = sari.post(ground.path + "/tanggapan", {{"isi", "Teks lain"}, {"submit_id", "r1"}});
    EXPECT_EQ(other.status, 409);
    EXPECT_NE(other.body.find("Formulir ini sudah terkirim sebelumnya"), std::string::npos);
    EXPECT_NE(other.body.find(">Teks lain</textarea>"), std::string::npos);
    const std::vector<test::File> file{{"berkas", "bukti.pdf", "%PDF-1.4\n%%EOF\n"}};
    for (int i = 0; i < 2; ++i)
        EXPECT_EQ(sari.post(ground.path + "/tanggapan", {{"isi", ""}, {"submit_id", "r1b"}}, file).status, 303);
    const auto with_file = sari.get(ground.path).body;
    EXPECT_NE(with_file.find(">bukti.pdf</a>"), std::string::npos);
    EXPECT_EQ(with_file.find(">bukti.pdf</a>"), with_file.rfind(">bukti.pdf</a>")) << "sent twice";
    const auto page = sari.get(ground.path).body;
    const auto first = page.find("<strong>tambahan</strong>");
    ASSERT_NE(first, std::string::npos);
    EXPECT_EQ(page.find("<strong>tambahan</strong>", first + 1), std::string::npos) << "sent twice, said once";
    EXPECT_EQ(sari.post(ground.path + "/tanggapan", {{"isi", "  "}, {"submit_id", "r2"}}).status, 422);
    EXPECT_NE(sari.post(ground.path + "/tanggapan", {{"isi", ""}, {"submit_id", "r3"}})
                  .body.find("Tulis tanggapan atau lampirkan file"),
              std::string::npos);
    const auto old = sari.post(ground.path + "/tanggapan", {{"isi", "Jangan hilang"}, {"csrf", "00"}});
    EXPECT_EQ(old.status, 403);
    EXPECT_NE(old.body.find("Jangan hilang"), std::string::npos);
    EXPECT_EQ(ground.as("joko").post(ground.path + "/tanggapan", {{"isi", "Halo"}}).status, 404);
}

// Sixty an hour; what was typed then comes back, with the time to wait, and nothing of it was sent.
TEST(Replies, HaveALimitThatGivesTheWordsBack) {
    Ground ground;
    auto sari = ground.as("sari");
    const auto send = [&](int number, const std::string& words) {
        return sari.post(ground.path + "/tanggapan", {{"isi", words}, {"submit_id", "n" + std::to_string(number)}});
    };
    for (int i = 0; i < 60; ++i) ASSERT_EQ(send(i, "Keterangan ke-" + std::to_string(i)).status, 303) << i;
    const auto refused = send(60, "Yang <i>ini</i>\nsatu lagi, tolong.");
    EXPECT_EQ(refused.status, 429);
    EXPECT_FALSE(refused.header("Retry-After").empty());
    EXPECT_NE(refused.body.find("Yang &lt;i&gt;ini&lt;/i&gt;\nsatu lagi, tolong."), std::string::npos);
    EXPECT_EQ(sari.get(ground.path).body.find("satu lagi, tolong"), std::string::npos);
    const std::vector<test::File> file{{"berkas", "bukti.pdf", "%PDF-1.4\n%%EOF\n"}};
    EXPECT_EQ(sari.post(ground.path + "/tanggapan", {{"isi", "Ini buktinya."}, {"submit_id", "n61"}}, file).status,
              429);
    EXPECT_NE(sari.get(ground.path).body.find("bukti.pdf"), std::string::npos) << "it waits where the form is";
    ground.clock.advance(std::chrono::hours{2});
    EXPECT_EQ(send(60, "Yang ini satu lagi, tolong.").status, 303);
}

TEST(TicketPage, ShowsAdditionalFieldsInTheReadersLanguage) {
    TestApp app;
    auto ashari = app.as("ashari");
    const auto filed = ashari.post("/tiket", {{"layanan", "aduan-siber"},
                                              {"jenis", "kendala"},
                                              {"dampak", "tinggi"},
                                              {"subjek", "Halaman depan berubah"},
                                              {"deskripsi", "Halaman depan portal diganti oleh pihak lain."},
                                              {"setuju", "1"},
                                              {"submit_id", "siber-1"},
                                              {"sb_jenis", "Peretasan situs"},
                                              {"sb_aset", "Portal"},
                                              {"sb_waktu", "2026-11-24T10:00"},
                                              {"sb_kronologi", "Terlihat pagi ini."},
                                              {"sb_kontak", "Melalui tiket"},
                                              {"sb_data_pribadi", "ya"}});
    ASSERT_EQ(filed.status, 303) << filed.body;
    const auto page = ashari.get(std::string{filed.header("Location")} + "?lang=en").body;
    EXPECT_NE(page.find("Website defacement"), std::string::npos);
    EXPECT_EQ(page.find("Peretasan situs"), std::string::npos);
    EXPECT_NE(page.find("24 November 2026 at 10:00"), std::string::npos);
    EXPECT_EQ(page.find("2026-11-24T10:00<"), std::string::npos);
}

TEST(Confirmation, YesLeadsToTheRatingAndTheRatingCloses) {
    Ground ground;
    ground.resolve();
    auto sari = ground.as("sari");
    EXPECT_NE(sari.get(ground.path).body.find("Solusi sudah ditanggapi?"), std::string::npos);
    const auto yes = sari.post(ground.path + "/konfirmasi", {{"jawaban", "ya"}});
    EXPECT_EQ(yes.status, 303);
    EXPECT_EQ(yes.header("Location"), ground.path + "/penilaian");
    EXPECT_EQ(ground.ticket().status, Status::resolved);
    const auto form = sari.get(ground.path + "/penilaian").body;
    for (const std::string grade : {"Tidak puas", "Kurang puas", "Puas", "Sangat puas"})
        EXPECT_NE(form.find(grade), std::string::npos);
    EXPECT_EQ(form.find(" checked"), std::string::npos);
    EXPECT_EQ(sari.post(ground.path + "/penilaian", {{"masukan", "cepat"}}).status, 422);
    EXPECT_EQ(sari.post(ground.path + "/penilaian", {{"nilai", "5"}}).status, 422);
    EXPECT_EQ(sari.post(ground.path + "/penilaian", {{"nilai", "3"}, {"masukan", "Cepat dan jelas."}}).status, 303);
    EXPECT_EQ(ground.ticket().status, Status::closed);
    EXPECT_NE(sari.get(ground.path + "/penilaian").body.find("Terima kasih atas penilaian Anda"), std::string::npos);
    EXPECT_EQ(sari.post(ground.path + "/penilaian", {{"nilai", "1"}}).status, 409) << "one rating for each ticket";
    EXPECT_NE(sari.get("/tiket?tab=close").body.find("A-ESKA26000001"), std::string::npos);
}

TEST(Confirmation, ARatingThatIsNotAskedForLeadsToTheTicket) {
    Ground ground;
    auto sari = ground.as("sari");
    for (const auto& answer :
         {sari.get(ground.path + "/penilaian"), (ground.resolve(), sari.get(ground.path + "/penilaian"))}) {
        EXPECT_EQ(answer.status, 303);
        EXPECT_EQ(answer.header("Location"), ground.path);
    }
    EXPECT_EQ(ground.as("budi").get(ground.path + "/penilaian").status, 404) << "nobody rates for her";
}

TEST(Confirmation, FeedbackThatTellsOfTroubleIsAskedAboutBeforeTheClose) {
    Ground ground;
    ground.resolve();
    auto sari = ground.as("sari");
    sari.post(ground.path + "/konfirmasi", {{"jawaban", "ya"}});
    const std::string trouble = "Masalah belum selesai, masih error dan tidak bisa login";
    const auto asked = sari.post(ground.path + "/penilaian", {{"nilai", "1"}, {"masukan", trouble}});
    EXPECT_EQ(asked.status, 422);
    EXPECT_EQ(ground.ticket().status, Status::resolved);
    EXPECT_NE(asked.body.find("Apakah masalahnya benar sudah selesai?"), std::string::npos);
    EXPECT_NE(asked.body.find(">" + trouble + "</textarea>"), std::string::npos) << "what was typed is kept";
    EXPECT_NE(asked.body.find("name=\"yakin\""), std::string::npos);
    // Either way goes on.
    EXPECT_EQ(sari.post(ground.path + "/konfirmasi", {{"jawaban", "belum"}, {"alasan", trouble}}).status, 303);
    EXPECT_EQ(ground.ticket().status, Status::in_progress);
    ground.resolve();
    sari.post(ground.path + "/konfirmasi", {{"jawaban", "ya"}});
    EXPECT_EQ(sari.post(ground.path + "/penilaian", {{"nilai", "1"}, {"masukan", trouble}, {"yakin", "1"}}).status,
              303);
    EXPECT_EQ(ground.ticket().status, Status::closed);
}

TEST(Confirmation, SkippingClosesToo) {
    Ground ground;
    ground.resolve();
    auto sari = ground.as("sari");
    sari.post(ground.path + "/konfirmasi", {{"jawaban", "ya"}});
    EXPECT_NE(sari.get(ground.path + "/penilaian").body.find("Kirim Penilaian dan Tutup Tiket"), std::string::npos);
    const auto skip = [&](test::Fields fields) {
        fields.emplace_back("lewati", "1");
        return sari.post(ground.path + "/penilaian", fields);
    };
    const std::string trouble = "Masih belum bisa login";
    const auto doubted = skip({{"masukan", trouble}});
    EXPECT_EQ(doubted.status, 422);
    EXPECT_NE(doubted.body.find("name=\"jawaban\" value=\"belum\""), std::string::npos);
    const auto unsent = skip({{"masukan", trouble}, {"yakin", "1"}});
    EXPECT_EQ(unsent.status, 422);
    EXPECT_NE(unsent.body.find("Masukan belum terkirim"), std::string::npos);
    EXPECT_NE(unsent.body.find(trouble + "</textarea>"), std::string::npos);
    EXPECT_NE(unsent.body.find("name=\"yakin\""), std::string::npos) << "it is not asked again";
    const auto kind = skip({{"masukan", "Petugasnya ramah"}});
    EXPECT_EQ(kind.status, 422);
    EXPECT_NE(kind.body.find("name=\"tanpa_masukan\" value=\"1\""), std::string::npos);
    EXPECT_EQ(ground.ticket().status, Status::resolved);
    EXPECT_EQ(skip({{"masukan", "Petugasnya ramah"}, {"tanpa_masukan", "1"}}).status, 303) << "they were told";
    EXPECT_EQ(ground.ticket().status, Status::closed);
    const auto later = sari.get(ground.path + "/penilaian").body;
    EXPECT_NE(later.find("Kirim Penilaian<"), std::string::npos);
    EXPECT_EQ(later.find("dan Tutup Tiket"), std::string::npos) << "there is nothing left to close";
}

TEST(Confirmation, NoNeedsAReasonAndGoesBackToTheSameAgent) {
    Ground ground;
    ground.resolve();
    auto sari = ground.as("sari");
    EXPECT_EQ(sari.post(ground.path + "/konfirmasi", {{"jawaban", "belum"}, {"alasan", " "}}).status, 422);
    EXPECT_EQ(sari.post(ground.path + "/konfirmasi", {}).status, 422);
    EXPECT_EQ(ground.ticket().status, Status::resolved);
    EXPECT_EQ(
        sari.post(ground.path + "/konfirmasi", {{"jawaban", "belum"}, {"alasan", "Masih muncul pesan yang sama."}})
            .status,
        303);
    EXPECT_EQ(ground.ticket().status, Status::in_progress);
    EXPECT_EQ(ground.ticket().assignee_name, "Budi Santoso");
    EXPECT_EQ(sari.post(ground.path + "/konfirmasi", {{"jawaban", "ya"}}).status, 409) << "not solved any more";
}

TEST(Confirmation, ADoubtfulYesIsAskedAgain) {
    Ground ground;
    ground.resolve();
    auto sari = ground.as("sari");
    const auto asked =
        sari.post(ground.path + "/konfirmasi", {{"jawaban", "ya"}, {"alasan", "masih belum bisa masuk"}});
    EXPECT_EQ(asked.status, 422);
    EXPECT_NE(asked.body.find("Apakah masalahnya benar sudah selesai?"), std::string::npos);
    EXPECT_NE(asked.body.find(">masih belum bisa masuk</blockquote>"), std::string::npos) << "which remark is meant";
    EXPECT_FALSE(ground.ticket().confirmed_at);
    EXPECT_EQ(sari.post(ground.path + "/konfirmasi",
                        {{"jawaban", "ya"}, {"alasan", "masih belum bisa masuk"}, {"yakin", "1"}})
                  .status,
              303);
    EXPECT_TRUE(ground.ticket().confirmed_at);
    const auto list = sari.get("/tiket").body;
    EXPECT_NE(list.find("Beri penilaian"), std::string::npos) << "what is left to do";
    EXPECT_EQ(list.find("Solusi sudah ditanggapi?"), std::string::npos) << "that is answered";
}

TEST(Cancelling, AsksFirstAndIsFinal) {
    Ground ground;
    auto sari = ground.as("sari");
    EXPECT_NE(sari.get(ground.path + "/pembatalan").body.find("Batalkan tiket #A-ESKA26000001?"), std::string::npos);
    EXPECT_EQ(sari.post(ground.path + "/pembatalan", {}).status, 303);
    EXPECT_EQ(ground.ticket().close_reason, "dibatalkan");
    EXPECT_EQ(sari.post(ground.path + "/pembatalan", {}).status, 409);
    EXPECT_EQ(sari.get(ground.path + "/pembatalan").header("Location"), ground.path) << "there is nothing to ask";
    EXPECT_EQ(ground.as("budi").get(ground.path + "/pembatalan").status, 404);
    EXPECT_EQ(sari.post(ground.path + "/pembukaan", {{"alasan_buka", "Ternyata masih ada masalah."}}).status, 409);
    EXPECT_NE(sari.get(ground.path).body.find("Buat Tiket Lanjutan"), std::string::npos);
}

TEST(Reopening, WorksForSevenWorkingDays) {
    Ground ground;
    ground.resolve();
    auto sari = ground.as("sari");
    sari.post(ground.path + "/konfirmasi", {{"jawaban", "ya"}});
    sari.post(ground.path + "/penilaian", {{"lewati", "1"}});
    EXPECT_NE(sari.get(ground.path).body.find("Buka Kembali"), std::string::npos);
    EXPECT_EQ(sari.post(ground.path + "/pembukaan", {{"alasan_buka", ""}}).status, 422);
    EXPECT_EQ(sari.post(ground.path + "/pembukaan", {{"alasan_buka", "Masalahnya muncul lagi hari ini."}}).status, 303);
    EXPECT_EQ(ground.ticket().status, Status::in_progress);
}

TEST(FollowUp, ContinuesAClosedTicket) {
    Ground ground;
    auto sari = ground.as("sari");
    EXPECT_EQ(sari.get("/tiket/buat?layanan=e-ska&lanjutan=A-ESKA26000001").status, 409)
        << "only what is closed can be followed";
    sari.post(ground.path + "/pembatalan", {});
    const auto form = sari.get("/tiket/buat?layanan=e-ska&lanjutan=A-ESKA26000001").body;
    EXPECT_NE(form.find("Lanjutan dari"), std::string::npos);
    EXPECT_EQ(ground.as("joko").get("/tiket/buat?layanan=e-ska&lanjutan=A-ESKA26000001").status, 404);
}

TEST(Letters, SpeakTheLanguageTheTicketWasFiledIn) {
    Ground ground;
    register_mail_jobs(ground.app.workers, ground.app.db, ground.app.mailer);
    auto sari = ground.as("sari");
    sari.cookies["bahasa"] = "en";
    ground.path = sari.post("/tiket", {{"layanan", "e-ska"},
                                       {"jenis", "kendala"},
                                       {"dampak", "rendah"},
                                       {"subjek", "Certificate without a stamp"},
                                       {"deskripsi", "The printed certificate has no stamp."},
                                       {"setuju", "1"},
                                       {"submit_id", "en"}})
                      .header("Location");
    ground.resolve();
    ground.app.workers.run_due();
    std::vector<std::string> subjects;
    for (const auto& mail : ground.app.db.read([&](Tx& tx) { return recent_mails(tx, ground.app.base_url, 0, 20); }))
        if (mail.to_address == "sari.lestari@contoh.id") subjects.push_back(mail.subject);
    EXPECT_THAT(subjects, testing::IsSupersetOf({"[A-ESKA26000002] We received your ticket",
                                                 "[A-ESKA26000002] Is the solution clear to you?",
                                                 "[A-ESKA26000001] Tiket Anda telah kami terima"}));
}

TEST(TicketList, CountsBothTabsAndPutsWhatNeedsAnAnswerFirst) {
    Ground ground;
    auto sari = ground.as("sari");
    ground.clock.advance(std::chrono::minutes{5});
    sari.post("/tiket", {{"layanan", "kudagang"},
                         {"jenis", "pertanyaan"},
                         {"dampak", "rendah"},
                         {"subjek", "Toko baru"},
                         {"deskripsi", "Bagaimana cara membuka toko baru kami?"},
                         {"setuju", "1"},
                         {"submit_id", "z"}});
    ground.resolve();
    const auto page = sari.get("/tiket").body;
    EXPECT_NE(page.find("Tiket Open <span class=\"count\">(2)"), std::string::npos);
    EXPECT_NE(page.find("Tiket Close <span class=\"count\">(0)"), std::string::npos);
    EXPECT_LT(page.find("A-ESKA26000001"), page.find("A-KDGN26000001"));
    EXPECT_NE(page.find("Solusi sudah ditanggapi?"), std::string::npos);
    EXPECT_NE(page.find("class=\"unread\""), std::string::npos);
    EXPECT_NE(sari.get(ground.path).body.find("action=\"" + ground.path + "/dibaca\""), std::string::npos);
    EXPECT_NE(sari.get("/tiket").body.find("class=\"unread\""), std::string::npos) << "showing it changes nothing";
    EXPECT_EQ(sari.post(ground.path + "/dibaca", {}).status, 303);
    EXPECT_EQ(sari.get("/tiket").body.find("class=\"unread\""), std::string::npos);
    EXPECT_EQ(sari.get(ground.path).body.find("/dibaca"), std::string::npos);
    EXPECT_NE(sari.get("/tiket?cari=toko").body.find("A-KDGN26000001"), std::string::npos);
    EXPECT_EQ(sari.get("/tiket?cari=toko").body.find("A-ESKA26000001"), std::string::npos);
    EXPECT_NE(sari.get("/tiket?cari=%3Cscript%3E").body.find("&lt;script&gt;"), std::string::npos);
    EXPECT_EQ(sari.get("/tiket?tab=close&sesudah=rusak").status, 200);
}

TEST(Receipt, AndQrCodeAreTheRequesters) {
    Ground ground;
    auto sari = ground.as("sari");
    const auto png = sari.get(ground.path + "/qr.png");
    EXPECT_EQ(png.header("Content-Type"), "image/png");
    EXPECT_TRUE(png.body.starts_with("\x89PNG"));
    EXPECT_NE(std::string{png.header("Content-Disposition")}.find("HERO-A-ESKA26000001.png"), std::string::npos);
    EXPECT_NE(sari.get(ground.path + "/cetak").body.find("/lacak/A-ESKA26000001"), std::string::npos);
}

}  // namespace
}  // namespace hero
