#include <gtest/gtest.h>

#include <barrier>
#include <thread>

#include "tests/app.hpp"

namespace hero {
namespace {

using test::between;
using test::Browser;
using test::Fields;
using test::File;
using test::TestApp;

const std::string png = std::string{"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x8\2\0\0\0\x90wS\xde", 33} +
                        std::string{
                            "\0\0\0\fIDAT\x8\xd7"
                            "c\xf8\xcf\xc0\0\0\3\1\1\0\x18\xdd\x8d\xb0\0\0\0\0IEND\xae"
                            "B`\x82",
                            36};

Fields good_fields(std::string submit_id = "kirim-1") {
    return {{"layanan", "e-ska"},
            {"jenis", "kendala"},
            {"dampak", "sedang"},
            {"subjek", "SKA ditolak sistem"},
            {"deskripsi", "Pengajuan SKA kami ditolak dengan pesan nomor PEB tidak ditemukan."},
            {"setuju", "1"},
            {"submit_id", std::move(submit_id)}};
}

Fields with(Fields fields, const std::string& name, const std::string& value) {
    for (auto& field : fields)
        if (field.first == name) field.second = value;
    return fields;
}

Fields without(const Fields& fields, const std::string& name) {
    Fields rest;
    for (const auto& field : fields)
        if (field.first != name) rest.push_back(field);
    return rest;
}

TEST(Categories, ShowSixServicesOutsideAndThirtyFiveInside) {
    TestApp app;
    const auto outside = app.as("sari").get("/tiket/kategori").body;
    EXPECT_NE(outside.find("6 layanan ditemukan"), std::string::npos);
    EXPECT_EQ(outside.find("layanan=inatrade\""), std::string::npos);
    const auto inside = app.as("ashari").get("/tiket/kategori").body;
    EXPECT_NE(inside.find("35 layanan ditemukan"), std::string::npos);
    EXPECT_NE(inside.find("Angka Pengenal Importir"), std::string::npos);
    EXPECT_NE(app.as("ashari").get("/tiket/kategori?cari=ska").body.find("layanan=e-ska"), std::string::npos);
    EXPECT_NE(app.as("ashari").get("/tiket/kategori?cari=zzz").body.find("Layanan tidak ditemukan"), std::string::npos);
}

TEST(Form, IsThereForOnesOwnServicesOnly) {
    TestApp app;
    EXPECT_EQ(app.as("sari").get("/tiket/buat?layanan=e-ska").status, 200);
    EXPECT_EQ(app.as("sari").get("/tiket/buat?layanan=inatrade").status, 404);
    EXPECT_EQ(app.as("ashari").get("/tiket/buat?layanan=inatrade").status, 200);
    EXPECT_EQ(app.as("sari").get("/tiket/buat?layanan=tidak-ada").status, 404);
    EXPECT_EQ(app.as("sari").get("/tiket/buat").header("Location"), "/tiket/kategori");
}

TEST(Form, OffersTheTypesOfTheServiceAndChoosesNone) {
    TestApp app;
    const auto data = app.as("sari").get("/tiket/buat?layanan=data-ekspor-impor").body;
    EXPECT_NE(data.find("value=\"permohonan\""), std::string::npos);
    EXPECT_EQ(data.find("value=\"kendala\""), std::string::npos);
    EXPECT_EQ(data.find(" checked"), std::string::npos);
    EXPECT_NE(data.find("Periode data"), std::string::npos) << "the extra fields of a data request";
    EXPECT_NE(app.as("ashari")
                  .get("/tiket/buat?layanan=aduan-siber")
                  .body.find("Tiket ini hanya dapat dilihat Tim Keamanan Siber"),
              std::string::npos);
}

TEST(Submit, OpensTheTicketAndLeadsToIt) {
    TestApp app;
    auto sari = app.as("sari");
    const auto answer = sari.post("/tiket", good_fields(), {{"berkas", "layar.png", png}});
    ASSERT_EQ(answer.status, 303) << answer.body.substr(
        answer.body.find("ringkasan") == std::string::npos ? 0 : answer.body.find("ringkasan"), 800);
    EXPECT_EQ(answer.header("Location"), "/tiket/A-ESKA26000001");
    const auto page = sari.get("/tiket/A-ESKA26000001");
    EXPECT_EQ(page.status, 200);
    EXPECT_NE(page.body.find("Tiket berhasil diajukan"), std::string::npos);
    EXPECT_NE(page.body.find("#A-ESKA26000001"), std::string::npos);
    EXPECT_NE(page.body.find("Aplikasi » E-SKA"), std::string::npos);
    EXPECT_NE(page.body.find("layar.png"), std::string::npos);
    EXPECT_EQ(sari.get("/tiket/A-ESKA26000001").body.find("Tiket berhasil diajukan"), std::string::npos)
        << "only on the first view";
}

// Thirty an hour and forty a day; what was typed then comes back, with the time to wait.
TEST(Submit, HasALimitThatGivesTheWordsBack) {
    TestApp app;
    auto sari = app.as("sari");
    int sent = 0;
    const auto file = [&](int times) {
        for (int i = 0; i < times; ++i)
            EXPECT_EQ(sari.post("/tiket", good_fields("kirim-" + std::to_string(++sent))).status, 303) << sent;
    };
    const auto refused = [&](const char* says) {
        const auto answer =
            sari.post("/tiket", with(good_fields("lebih"), "deskripsi", "Yang <i>ini</i>\nsatu lagi, tolong."));
        EXPECT_EQ(answer.status, 429);
        EXPECT_FALSE(answer.header("Retry-After").empty());
        EXPECT_NE(answer.body.find("Yang &lt;i&gt;ini&lt;/i&gt;\nsatu lagi, tolong."), std::string::npos);
        EXPECT_NE(answer.body.find("SKA ditolak sistem"), std::string::npos);
        EXPECT_NE(answer.body.find(says), std::string::npos) << answer.body;
    };
    file(30);
    refused(" menit lagi.");
    app.clock.advance(std::chrono::hours{2});
    file(10);
    refused(" menit lagi.");
    auto other = app.as("ashari");
    EXPECT_EQ(other.post("/tiket", good_fields("orang-lain")).status, 303);
    TestApp unlimited({{"limits", "off"}});
    sari = unlimited.as("sari");
    file(41);
}

TEST(Submit, KeepsFilesAndWordsWhenThereAreTooMany) {
    TestApp app;
    auto sari = app.as("sari");
    for (int i = 0; i < 30; ++i) sari.post("/tiket", good_fields("kirim-" + std::to_string(i)));
    const auto refused = sari.post("/tiket", with(good_fields("lebih"), "deskripsi", "Yang ini satu lagi, tolong."),
                                   {{"berkas", "layar.png", png}});
    EXPECT_EQ(refused.status, 429);
    const auto later = sari.get("/tiket/buat?layanan=e-ska&formulir=lebih").body;
    EXPECT_NE(later.find("Yang ini satu lagi, tolong."), std::string::npos);
    EXPECT_NE(later.find("layar.png"), std::string::npos);
}

TEST(Submit, TwiceWithTheSameFormIsOneTicket) {
    TestApp app;
    auto sari = app.as("sari");
    EXPECT_EQ(sari.post("/tiket", good_fields()).header("Location"), "/tiket/A-ESKA26000001");
    EXPECT_EQ(sari.post("/tiket", good_fields()).header("Location"), "/tiket/A-ESKA26000001");
    EXPECT_EQ(sari.post("/tiket", good_fields("kirim-2")).header("Location"), "/tiket/A-ESKA26000002");
}

// As a browser asks for a page, with scripts or without.
Browser navigating(TestApp& app) {
    auto sari = app.as("sari");
    sari.headers = {{"sec-fetch-mode", "navigate"}};
    return sari;
}

TEST(Form, IsTheSameForWhoeverGoesBackToIt) {
    TestApp app;
    auto sari = navigating(app);
    const std::string address{sari.get("/tiket/buat?layanan=e-ska").header("Location")};
    ASSERT_TRUE(address.starts_with("/tiket/buat?layanan=e-ska&formulir=")) << address;
    const auto submit_id = address.substr(address.rfind('=') + 1);
    EXPECT_EQ(between(sari.get(address).body, "name=\"submit_id\" value=\"", "\""), submit_id);
    EXPECT_NE(sari.get("/tiket/buat?layanan=e-ska").header("Location"), address) << "opened anew it is another one";
    const std::string filed{sari.post("/tiket", good_fields(submit_id)).header("Location")};

    const auto back = sari.get(address);
    EXPECT_EQ(back.status, 200);
    EXPECT_NE(back.body.find("Tiket ini sudah diajukan sebagai #A-ESKA26000001."), std::string::npos);
    EXPECT_NE(back.body.find("href=\"" + filed + "\""), std::string::npos);
    EXPECT_EQ(back.body.find("name=\"submit_id\""), std::string::npos) << "there is nothing to send again";
    EXPECT_EQ(sari.post("/tiket", good_fields(submit_id)).header("Location"), filed);
    auto joko = app.as("joko");
    EXPECT_NE(joko.get(address).body.find("name=\"submit_id\""), std::string::npos) << "it says nothing to others";
}

TEST(Submit, KeepsWhatWasWrittenAfterGoingBack) {
    TestApp app;
    auto sari = app.as("sari");
    const std::string filed{sari.post("/tiket", good_fields()).header("Location")};
    const auto changed =
        sari.post("/tiket", with(good_fields(), "deskripsi", "Sudah dicoba lagi: masih ditolak <b>sistem</b>."));
    EXPECT_EQ(changed.status, 409);
    EXPECT_NE(changed.body.find("sudah diajukan sebagai #A-ESKA26000001"), std::string::npos);
    EXPECT_NE(changed.body.find("masih ditolak &lt;b&gt;sistem&lt;/b&gt;."), std::string::npos);
    EXPECT_EQ(changed.body.find("id=\"subjek\""), std::string::npos) << "the ticket says that already";
    EXPECT_EQ(sari.get(filed).body.find("masih ditolak"), std::string::npos);
    EXPECT_EQ(sari.post("/tiket", good_fields("kirim-2")).header("Location"), "/tiket/A-ESKA26000002");
}

TEST(Submit, SaysWhatIsWrongInWordsThatNameTheField) {
    TestApp app;
    const std::string nul{"Kendala\0masuk", 13};
    struct {
        std::string what;
        Fields fields;
        std::string message;
    } const cases[] = {
        {"no type", without(good_fields(), "jenis"), "Pilih jenis tiket"},
        {"no impact", without(good_fields(), "dampak"), "Pilih tingkat dampak"},
        {"no subject", with(good_fields(), "subjek", "   "), "Isi subjek tiket"},
        {"long subject", with(good_fields(), "subjek", std::string(134, 'a')),
         "Subjek tiket paling banyak 120 karakter; kurangi 14 karakter"},
        {"1 MB subject", with(good_fields(), "subjek", std::string(1 << 20, 'a')),
         "Subjek tiket paling banyak 120 karakter"},
        {"short description", with(good_fields(), "deskripsi", "Tolong reset"), "Deskripsi paling sedikit 20 karakter"},
        {"no description", with(good_fields(), "deskripsi", "\xe2\x80\x8b"), "Isi deskripsi"},
        {"no consent", without(good_fields(), "setuju"), "Setujui Syarat dan Ketentuan"},
        {"consent withheld", with(good_fields(), "setuju", "tidak"), "Setujui Syarat dan Ketentuan"},
        {"consent left empty", with(good_fields(), "setuju", ""), "Setujui Syarat dan Ketentuan"},
        {"NUL", with(good_fields(), "subjek", nul), "Subjek Tiket memuat karakter"},
        {"invalid UTF-8", with(good_fields(), "deskripsi", "Kendala masuk \xff\xfe sejak pagi ini di kantor"),
         "Deskripsi memuat karakter"},
    };
    for (const auto& one : cases) {
        auto sari = app.as("sari");
        const auto answer = sari.post("/tiket", one.fields);
        EXPECT_EQ(answer.status, 422) << one.what;
        EXPECT_NE(answer.body.find(one.message), std::string::npos) << one.what;
        EXPECT_NE(answer.body.find("<title>Kesalahan: "), std::string::npos) << one.what;
        EXPECT_NE(answer.body.find("Terdapat kesalahan"), std::string::npos) << one.what;
    }
    EXPECT_NE(app.as("sari").get("/tiket").body.find("Anda belum memiliki tiket"), std::string::npos)
        << "nothing was opened";
}

TEST(Submit, KeepsWhatWasTypedAndWhatWasUploaded) {
    TestApp app;
    auto sari = app.as("sari");
    const auto answer = sari.post("/tiket", with(good_fields(), "deskripsi", "Terlalu <b>pendek</b>"),
                                  {{"berkas", "layar.png", png}, {"berkas", "program.pdf", "MZ\x90"}});
    EXPECT_EQ(answer.status, 422);
    EXPECT_NE(answer.body.find("SKA ditolak sistem"), std::string::npos);
    EXPECT_NE(answer.body.find("Terlalu &lt;b&gt;pendek&lt;/b&gt;"), std::string::npos);
    EXPECT_NE(answer.body.find("program.pdf: isi file tidak sesuai"), std::string::npos);
    EXPECT_NE(answer.body.find("<b>layar.png</b>"), std::string::npos) << "the good file waits";
    const auto done = sari.post("/tiket", good_fields());
    ASSERT_EQ(done.status, 303);
    EXPECT_NE(sari.get(done.header("Location")).body.find("layar.png"), std::string::npos);
}

std::size_t waiting_files(TestApp& app) {
    const auto sari = app.person("sari").id;
    return app.app.db.read([&](Tx& tx) { return waiting_at(tx, sari, "buat:e-ska").size(); });
}

std::size_t times_in(const std::string& text, std::string_view what) {
    std::size_t n = 0;
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++n;
    return n;
}

TEST(Submit, SaysWhenTheDaysUploadsAreUsedUpAndKeepsTheText) {
    TestApp app({{"upload-megabytes-per-day", "1"}});
    const std::string pdf = "%PDF-1.7\n" + std::string(600'000, ' ') + "\n%%EOF\n";
    auto sari = app.as("sari");
    EXPECT_EQ(sari.post("/tiket", good_fields("kirim-1"), {{"berkas", "satu.pdf", pdf}}).status, 303);
    const auto refused = sari.post("/tiket", good_fields("kirim-2"), {{"berkas", "dua.pdf", pdf}});
    EXPECT_EQ(refused.status, 422);
    EXPECT_NE(refused.body.find("Unggah File: batas unggahan 1 MB per hari sudah terpakai"), std::string::npos);
    EXPECT_NE(refused.body.find("nomor PEB tidak ditemukan"), std::string::npos) << "the text stays";
    EXPECT_EQ(waiting_files(app), 0U);
    sari.headers = {{"accept-language", "en"}};
    const auto english = sari.post("/tiket?lang=en", good_fields("kirim-2"), {{"berkas", "dua.pdf", pdf}});
    EXPECT_EQ(english.status, 422);
    EXPECT_EQ(sari.post("/tiket", good_fields("kirim-2")).status, 303) << "without a file";
    EXPECT_EQ(app.as("joko").post("/tiket", good_fields("kirim-3"), {{"berkas", "tiga.pdf", pdf}}).status, 303);
    app.clock.advance(std::chrono::hours{24});
    EXPECT_EQ(app.as("sari").post("/tiket", good_fields("kirim-4"), {{"berkas", "empat.pdf", pdf}}).status, 303);
}

TEST(Submit, TwiceIsOneTicketWithItsFileOnce) {
    TestApp app;
    auto sari = app.as("sari");
    const std::vector<File> file{{"berkas", "layar.png", png}};
    const auto first = sari.post("/tiket", good_fields(), file);
    const auto again = sari.post("/tiket", good_fields(), file);
    ASSERT_EQ(first.status, 303);
    EXPECT_EQ(again.header("Location"), first.header("Location"));
    EXPECT_EQ(sari.post("/tiket", with(good_fields(), "subjek", ""), file).status, 303) << "an older copy of the form";
    EXPECT_EQ(waiting_files(app), 0U);
    EXPECT_EQ(times_in(sari.get(first.header("Location")).body, ">layar.png</a>"), 1U);
    const auto next = sari.post("/tiket", good_fields("kirim-2"));
    ASSERT_EQ(next.status, 303);
    EXPECT_EQ(sari.get(next.header("Location")).body.find("layar.png"), std::string::npos);
}

TEST(Submit, TwiceAtOnceIsOneTicketWithItsFileOnce) {
    TestApp app;
    std::vector<Browser> clicks(4, app.as("sari"));
    std::vector<std::string> places(clicks.size());
    std::barrier start(static_cast<std::ptrdiff_t>(clicks.size()));
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < clicks.size(); ++i)
        threads.emplace_back([&, i] {
            start.arrive_and_wait();
            places[i] = clicks[i].post("/tiket", good_fields(), {{"berkas", "layar.png", png}}).header("Location");
        });
    threads.clear();
    for (const auto& place : places) EXPECT_EQ(place, places.front());
    EXPECT_EQ(waiting_files(app), 0U);
    auto sari = app.as("sari");
    EXPECT_EQ(times_in(sari.get(places.front()).body, ">layar.png</a>"), 1U);
    const auto next = sari.post("/tiket", good_fields("kirim-2"));
    EXPECT_EQ(sari.get(next.header("Location")).body.find("layar.png"), std::string::npos);
}

TEST(Submit, KeepsTheFilesOfTwoWindowsApart) {
    TestApp app;
    auto sari = app.as("sari");
    const auto wrong = with(good_fields("jendela-1"), "subjek", "");
    EXPECT_EQ(sari.post("/tiket", wrong, {{"berkas", "satu.png", png}}).status, 422);
    EXPECT_EQ(sari.post("/tiket", wrong, {{"berkas", "satu.png", png}}).status, 422) << "reloaded";
    EXPECT_EQ(waiting_files(app), 1U);
    const auto second = sari.post("/tiket", good_fields("jendela-2"));
    EXPECT_EQ(sari.get(second.header("Location")).body.find("satu.png"), std::string::npos);
    const auto first = sari.post("/tiket", good_fields("jendela-1"));
    EXPECT_NE(sari.get(first.header("Location")).body.find("satu.png"), std::string::npos);
}

TEST(Submit, TakesTheFilesThatTheFormOpenedAnewShows) {
    TestApp app;
    auto sari = app.as("sari");
    sari.post("/tiket", with(good_fields("lama"), "subjek", ""), {{"berkas", "layar.png", png}});
    const auto form = app.as("sari").get("/tiket/buat?layanan=e-ska").body;
    const auto id = between(form, "name=\"terlampir\" value=\"", "\"");
    ASSERT_EQ(id.size(), 32U);
    auto fields = good_fields("baru");
    fields.emplace_back("terlampir", id);
    const auto done = sari.post("/tiket", fields);
    EXPECT_NE(sari.get(done.header("Location")).body.find("layar.png"), std::string::npos);
}

TEST(Submit, HasRoomForFiveFilesOfTwoMegabytes) {
    TestApp app;
    struct {
        std::string what;
        std::vector<File> files;
        int status;
        std::string message;
    } const cases[] = {
        {"exactly 2 MB", {{"berkas", "tepat.png", png + std::string(2'097'152 - png.size(), '\0')}}, 303, ""},
        {"one byte more",
         {{"berkas", "lebih.png", png + std::string(2'097'153 - png.size(), '\0')}},
         422,
         "lebih.png: ukuran"},
        {"empty", {{"berkas", "kosong.png", ""}}, 422, "kosong.png: file kosong"},
        {"wrong type", {{"berkas", "rekaman.mp4", "abc"}}, 422, "rekaman.mp4: format harus JPG"},
        {"PPTX", {{"berkas", "paparan.pptx", "PK\3\4"}}, 422, "paparan.pptx: format harus"},
        {"renamed EXE",
         {{"berkas", "laporan.pdf", std::string{"MZ\x90\0\3", 5} + std::string(300, '\0')}},
         422,
         "laporan.pdf: isi file"},
        {"six files", std::vector<File>(6, {"berkas", "layar.png", png}), 422, "Unggah File: paling banyak 5 file"},
    };
    int n = 0;
    for (const auto& one : cases) {
        auto sari = app.as("sari");
        const auto answer = sari.post("/tiket", good_fields("berkas-" + std::to_string(++n)), one.files);
        EXPECT_EQ(answer.status, one.status) << one.what;
        if (!one.message.empty()) EXPECT_NE(answer.body.find(one.message), std::string::npos) << one.what;
        const auto person = app.person("sari").id;
        const auto waiting = app.app.db.read([&](Tx& tx) { return waiting_at(tx, person, "buat:e-ska"); });
        for (const auto& file : waiting) app.app.db.write([&](Tx& tx) { drop_waiting(tx, person, file.id); });
    }
}

TEST(Submit, RefusesServicesAndTypesThatAreNotTheirs) {
    TestApp app;
    auto sari = app.as("sari");
    const auto inner = sari.post("/tiket", with(good_fields(), "layanan", "inatrade"));
    EXPECT_EQ(inner.status, 403);
    EXPECT_NE(inner.body.find("hanya tersedia bagi pegawai"), std::string::npos);
    const auto unknown = sari.post("/tiket", with(good_fields(), "layanan", "tidak-ada"));
    EXPECT_EQ(unknown.status, 422);
    EXPECT_NE(unknown.body.find("Pilih kategori dan sub kategori layanan"), std::string::npos);
    for (const auto* page : {&inner, &unknown}) {
        EXPECT_NE(page->body.find("value=\"SKA ditolak sistem\""), std::string::npos) << "what was typed is kept";
        EXPECT_NE(page->body.find("nomor PEB tidak ditemukan"), std::string::npos);
    }
    const auto kind =
        sari.post("/tiket", with(with(good_fields(), "layanan", "data-indikator-harga"), "jenis", "kendala"));
    EXPECT_EQ(kind.status, 422);
    EXPECT_NE(kind.body.find("tidak tersedia untuk"), std::string::npos);
}

TEST(Submit, WhateverProvesNothingLeavesNoFileAndTakesNoneAway) {
    TestApp app;
    auto sari = app.as("sari");
    auto forged = good_fields();
    forged.emplace_back("csrf", "0000");
    EXPECT_EQ(sari.post("/tiket", forged, {{"berkas", "layar.png", png}}).status, 403);
    EXPECT_EQ(waiting_files(app), 0U);

    const auto form = sari.post("/tiket", with(good_fields(), "subjek", ""), {{"berkas", "layar.png", png}}).body;
    forged.emplace_back("hapus_berkas", between(form, "name=\"terlampir\" value=\"", "\""));
    EXPECT_EQ(sari.post("/tiket", forged).status, 403);
    EXPECT_EQ(waiting_files(app), 1U);
}

TEST(Submit, AnOldFormTokenLosesNothing) {
    TestApp app;
    auto sari = app.as("sari");
    sari.headers = {{"sec-fetch-site", "same-origin"}};
    auto fields = good_fields();
    fields.emplace_back("csrf", "0000");
    const auto answer = sari.post("/tiket", fields, {{"berkas", "layar.png", png}});
    EXPECT_EQ(answer.status, 403);
    EXPECT_NE(answer.body.find("terlalu lama terbuka"), std::string::npos);
    EXPECT_NE(answer.body.find("SKA ditolak sistem"), std::string::npos);
    EXPECT_NE(answer.body.find("layar.png"), std::string::npos);
}

TEST(Submit, ListsErrorsInTheOrderOfThePage) {
    TestApp app;
    auto fields = without(without(good_fields(), "setuju"), "deskripsi");
    const auto page = app.as("sari").post("/tiket", fields, {{"berkas", "rekaman.mp4", "abc"}}).body;
    const auto at = [&](const std::string& field) { return page.find("<li><a href=\"#" + field + "\">"); };
    EXPECT_LT(at("deskripsi"), at("berkas"));
    EXPECT_LT(at("berkas"), at("setuju"));
    EXPECT_NE(at("setuju"), std::string::npos);
}

TEST(Submit, SaysOfAFormThatWasCutOffOnlyThat) {
    TestApp app;
    auto sari = app.as("sari");
    sari.post("/tiket", without(good_fields(), "setuju"));  // leaves a draft
    http::Request request;
    request.method = http::Method::post;
    request.target = request.path = "/tiket";
    request.headers = {{"sec-fetch-site", "same-origin"}};
    request.body_state = http::BodyState::too_large;
    for (const auto& [name, value] : Fields{{"layanan", "e-ska"}, {"subjek", "SKA ditolak"}})
        request.form.add(name, value);
    const auto answer = sari.send(std::move(request));
    EXPECT_EQ(answer.status, 422);
    EXPECT_NE(answer.body.find("tidak terbaca seluruhnya"), std::string::npos);
    EXPECT_NE(answer.body.find("value=\"SKA ditolak\""), std::string::npos);
    EXPECT_EQ(answer.body.find("Isi deskripsi"), std::string::npos) << "nobody knows whether it was there";
    EXPECT_EQ(answer.body.find("terlalu lama terbuka"), std::string::npos);
    EXPECT_NE(sari.get("/tiket/buat?layanan=e-ska").body.find("nomor PEB tidak ditemukan"), std::string::npos)
        << "the draft is whole";
}

TEST(Submit, TakesWhoAsksFromTheSessionAlone) {
    TestApp app;
    auto fields = good_fields();
    for (const auto& extra : Fields{{"nama", "Orang Lain"},
                                    {"email", "lain@contoh.id"},
                                    {"status", "close"},
                                    {"requester_id", "1"},
                                    {"assignee_id", "4"},
                                    {"role", "admin"}})
        fields.push_back(extra);
    auto sari = app.as("sari");
    const auto page = sari.get(sari.post("/tiket", fields).header("Location")).body;
    EXPECT_EQ(page.find("Orang Lain"), std::string::npos);
    EXPECT_NE(page.find("data-status=\"open\""), std::string::npos);
}

TEST(Draft, ComesBackAndCanBeThrownAway) {
    TestApp app;
    auto sari = app.as("sari");
    sari.post("/tiket", with(good_fields(), "deskripsi", "Belum selesai"));
    const auto page = sari.get("/tiket/buat?layanan=e-ska").body;
    EXPECT_NE(page.find("SKA ditolak sistem"), std::string::npos);
    EXPECT_NE(page.find("Buang draf"), std::string::npos);
    EXPECT_EQ(app.as("joko").get("/tiket/buat?layanan=e-ska").body.find("SKA ditolak sistem"), std::string::npos);
    sari.post("/draf/buang", {{"tempat", "buat:e-ska"}, {"kembali", "/tiket/buat?layanan=e-ska"}});
    EXPECT_EQ(sari.get("/tiket/buat?layanan=e-ska").body.find("SKA ditolak sistem"), std::string::npos);
}

TEST(Form, SaysWhenWorkStartsOutsideOfServiceHours) {
    TestApp app;
    app.clock.set(from_millis(to_millis(test::start_of_test) + 11LL * 3'600'000));  // 20.00 WIB
    EXPECT_NE(app.as("sari").get("/tiket/buat?layanan=e-ska").body.find("Rabu, 25 November 2026 pukul 07.30 WIB"),
              std::string::npos);
}

TEST(Suggestions, OfferAnswersAndTheTicketThatIsThereAlready) {
    TestApp app;
    auto sari = app.as("sari");
    sari.post("/tiket", good_fields());
    const auto found = sari.get("/tiket/saran?layanan=e-ska&subjek=SKA%20ditolak%20sistem").body;
    EXPECT_NE(found.find("Anda memiliki tiket serupa yang masih terbuka: #A-ESKA26000001"), std::string::npos);
    EXPECT_NE(sari.post("/tiket", without(good_fields("kirim-2"), "setuju")).body.find("Anda memiliki tiket serupa"),
              std::string::npos)
        << "without JavaScript too";
    EXPECT_EQ(sari.get("/tiket/saran?layanan=tidak-ada&subjek=%00%ff").status, 200);
}

}  // namespace
}  // namespace hero
