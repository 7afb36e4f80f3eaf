#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "pages/pages.hpp"
#include "tests/app.hpp"

namespace hero {
namespace {

using test::Browser;
using test::TestApp;

std::size_t count_of(std::string_view text, std::string_view part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) ++count;
    return count;
}

struct Expected {
    std::string target;
    int status;
    std::vector<std::string> fragments;
};

TEST(PublicPages, AnswerEverybody) {
    const std::vector<Expected> table = {
        {"/",
         200,
         {"<title>Beranda - HERO</title>", "Ada yang dapat kami bantu?", "action=\"/faq\"", "action=\"/lacak\"",
          "href=\"/tiket/kategori\"", "Masuk diperlukan untuk membuat tiket.", "Saya lupa kata sandi Intranet.",
          "Tiga langkah sampai selesai", "Sekarang buka", "aria-current=\"page\""}},
        {"/?lang=en", 200, {"<html lang=\"en\">", "How can we help?", "Open now", "I forgot my Intranet password."}},
        {"/faq", 200, {"id=\"lupa-kata-sandi-intranet\"", "href=\"#topik-siber\"", "id=\"topik-siber\""}},
        {"/faq?cari=", 200, {"id=\"topik-hero\""}},
        {"/faq?cari=pptx",
         200,
         {"value=\"pptx\"", "1 jawaban untuk &quot;pptx&quot;", "<details id=\"lampiran\" open>"}},
        {"/faq?cari=e-ska", 200, {"Layanan yang sesuai", "/tiket/buat?layanan=e-ska", "khusus pegawai"}},
        {"/faq?cari=kartu+parkir",
         200,
         {"Tidak ada jawaban untuk &quot;kartu parkir&quot;. Coba kata lain atau buat tiket.",
          "href=\"/tiket/kategori\""}},
        {"/faq?cari=%3Cscript%3Ealert(1)%3C/script%3E", 200, {"&lt;script&gt;alert(1)"}},
        {"/faq?cari=%FF%00%1B", 200, {"FAQ"}},
        {"/faq/lampiran",
         200,
         {"<h1>File apa saja yang dapat dilampirkan?</h1>", "Apakah jawaban ini membantu?",
          "action=\"/faq/lampiran/suara\""}},
        {"/faq/kendala-e-ska", 200, {"Buat tiket: Aplikasi » E-SKA", "/tiket/buat?layanan=e-ska"}},
        {"/faq/tidak-ada", 404, {"Halaman tidak ditemukan"}},
        {"/unduh", 200, {"/unduh/panduan-pemohon-id.html", "/unduh/panduan-pemohon-en.html", "diperbarui 24 Nov 2026"}},
        {"/unduh/panduan-pemohon-fr.html", 404, {"Halaman tidak ditemukan"}},
        {"/syarat-ketentuan", 200, {"<h1>Syarat dan Ketentuan</h1>", "Versi 1.0, berlaku sejak 24 Nov 2026"}},
        {"/privasi", 200, {"<h1>Kebijakan Privasi</h1>", "3 x 24 jam"}},
        {"/privasi?lang=en", 200, {"<h1>Privacy Policy</h1>", "Version 1.0, effective 24 Nov 2026"}},
        {"/kontak", 200, {"<h1>Hubungi Kami</h1>", "https://www.lapor.go.id", "Sekarang buka"}},
        {"/aksesibilitas", 200, {"<h1>Pernyataan Aksesibilitas</h1>", "Diperbarui 24 Nov 2026"}},
    };
    TestApp app;
    for (const auto& [target, status, fragments] : table) {
        auto visitor = app.visitor();
        const auto response = visitor.get(target);
        EXPECT_EQ(response.status, status) << target;
        EXPECT_EQ(count_of(response.body, "<h1"), 1U) << target;
        for (const auto& fragment : fragments)
            EXPECT_NE(response.body.find(fragment), std::string::npos) << target << " lacks " << fragment;
    }
}

TEST(Contact, ShowsWhatTheMinistryHasSetAndElseWhereToLook) {
    TestApp unset;
    const auto bare = unset.visitor().get("/kontak").body;
    EXPECT_NE(bare.find("situs resmi Kementerian Perdagangan"), std::string::npos);
    EXPECT_EQ(bare.find("<dt>Telepon</dt>"), std::string::npos);
    TestApp app({{"contact-phone", "021 555 0100"}, {"contact-csirt", "csirt@contoh.id"}});
    const auto page = app.visitor().get("/kontak").body;
    EXPECT_NE(page.find("<dt>Telepon</dt><dd>021 555 0100</dd>"), std::string::npos);
    EXPECT_NE(page.find("<dt>Kontak siaga CSIRT</dt><dd>csirt@contoh.id</dd>"), std::string::npos);
    EXPECT_EQ(page.find("<dt>Alamat</dt>"), std::string::npos);
    EXPECT_EQ(page.find("situs resmi"), std::string::npos);
}

TEST(Home, GreetsWhoeverIsSignedIn) {
    TestApp app;
    const auto response = app.as("sari").get("/");
    EXPECT_NE(response.body.find("Selamat datang, " + app.person("sari").name), std::string::npos);
    EXPECT_EQ(response.body.find("Masuk diperlukan"), std::string::npos);
}

TEST(Home, SaysWhenTheDeskOpensAgain) {
    using namespace std::chrono;
    TestApp app;
    app.clock.set(sys_days{2026y / November / 27} + 11h);  // a Friday, 18.00 in Jakarta
    const auto response = app.visitor().get("/");
    EXPECT_EQ(response.body.find("Sekarang buka"), std::string::npos);
    EXPECT_NE(response.body.find("Sekarang tutup"), std::string::npos);
    EXPECT_NE(response.body.find("Buka kembali Senin, 30 November 2026 pukul 07.30 WIB."), std::string::npos);
}

TEST(FaqSearch, OffersOnlyServicesThePersonMayFile) {
    TestApp app;
    const auto external = app.as("sari").get("/faq?cari=ska").body;
    EXPECT_NE(external.find("layanan=e-ska"), std::string::npos);
    EXPECT_EQ(external.find("layanan=data-ska"), std::string::npos);
    EXPECT_EQ(external.find("khusus pegawai"), std::string::npos);
}

TEST(Faq, IsWholeInBothLanguages) {
    TestApp app;
    for (const auto lang : {Lang::id, Lang::en})
        for (const auto& article : faq(lang)) {
            const auto target = "/faq/" + article.slug + "?lang=" + std::string{code_of(lang)};
            const auto response = app.visitor().get(target);
            EXPECT_EQ(response.status, 200) << target;
            EXPECT_EQ(count_of(response.body, "<h1"), 1U) << target;
        }
}

TEST(Guide, IsAFileThatNeedsNothingElse) {
    TestApp app;
    for (const auto* language : {"id", "en"}) {
        const auto name = "panduan-pemohon-" + std::string{language} + ".html";
        const auto response = app.visitor().get("/unduh/" + name);
        ASSERT_EQ(response.status, 200);
        EXPECT_NE(response.header("Content-Disposition").find("attachment"), std::string_view::npos);
        EXPECT_NE(response.header("Content-Disposition").find(name), std::string_view::npos);
        EXPECT_TRUE(response.body.starts_with("<!doctype html>\n<html lang=\"" + std::string{language} + "\">"));
        EXPECT_EQ(count_of(response.body, "<h1>"), 1U);
        EXPECT_NE(response.body.find("A-KORS22000343"), std::string::npos);
        for (const auto* outside : {"{{", "src=", "<link", "url(", "<script", "href=\"/"})
            EXPECT_EQ(response.body.find(outside), std::string::npos) << outside;
    }
}

TEST(Guide, HasTheSizeThatThePageTells) {
    TestApp app;
    const auto size = app.visitor().get("/unduh/panduan-pemohon-id.html").body.size();
    EXPECT_NE(app.visitor().get("/unduh").body.find("HTML, " + size_text(Lang::id, size) + ", "), std::string::npos);
}

Votes votes_for(TestApp& app, const std::string& slug) {
    return app.app.db.read([&](Tx& tx) { return votes_of(tx, article(Lang::id, slug)); });
}

TEST(FaqVote, CountsAndThanks) {
    TestApp app;
    auto visitor = app.visitor();
    for (const auto* answer : {"ya", "ya", "tidak"}) {
        const auto response = visitor.post("/faq/lampiran/suara", {{"jawaban", answer}});
        EXPECT_EQ(response.status, 303);
        EXPECT_EQ(response.header("Location"), "/faq/lampiran");
    }
    EXPECT_NE(visitor.get("/faq/lampiran").body.find("Terima kasih atas masukan Anda."), std::string::npos);
    EXPECT_EQ(votes_for(app, "lampiran").helped, 2);
    EXPECT_EQ(votes_for(app, "lampiran").failed, 1);
    EXPECT_EQ(votes_for(app, "biaya").helped, 0);
}

TEST(FaqVote, IsTakenFromSomebodySignedIn) {
    TestApp app;
    EXPECT_EQ(app.as("sari").post("/faq/biaya/suara", {{"jawaban", "ya"}}).status, 303);
    EXPECT_EQ(votes_for(app, "biaya").helped, 1);
}

TEST(FaqVote, CountsNothingElse) {
    TestApp app;
    auto visitor = app.visitor();
    EXPECT_EQ(visitor.post("/faq/biaya/suara", {}).status, 303);
    EXPECT_EQ(visitor.post("/faq/biaya/suara", {{"jawaban", "mungkin"}}).status, 303);
    EXPECT_EQ(visitor.post("/faq/tidak-ada/suara", {{"jawaban", "ya"}}).status, 404);
    EXPECT_EQ(visitor.get("/faq/biaya/suara").status, 405);
    EXPECT_EQ(votes_for(app, "biaya").helped, 0);
    EXPECT_EQ(votes_for(app, "biaya").failed, 0);
}

TEST(FaqVote, IsLimitedByAddress) {
    TestApp app;
    auto visitor = app.visitor();
    for (int i = 0; i < 20; ++i) EXPECT_EQ(visitor.post("/faq/biaya/suara", {{"jawaban", "ya"}}).status, 303);
    EXPECT_EQ(visitor.post("/faq/biaya/suara", {{"jawaban", "ya"}}).status, 429);
    EXPECT_EQ(votes_for(app, "biaya").helped, 20);

    // Somebody with IPv6 has more addresses than anybody can count.
    for (int i = 0; i < 25; ++i) {
        visitor.remote = "2001:db8::" + std::to_string(i + 1);
        EXPECT_EQ(visitor.post("/faq/biaya/suara", {{"jawaban", "ya"}}).status, i < 20 ? 303 : 429) << i;
    }
}

}  // namespace
}  // namespace hero
