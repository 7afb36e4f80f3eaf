#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "attachments/attachments.hpp"
#include "attachments/files_for_tests.hpp"
#include "base/text.hpp"
#include "tests/app.hpp"

namespace hero {
namespace {

using test::Browser;
using test::TestApp;

class Download : public testing::Test {
protected:
    // A file of sari's that waits in the form for that service.
    Attachment keep(const std::string& name, const std::string& content) {
        const std::vector<IncomingFile> files{{name, app.temporary_file(content), content.size()}};
        FieldErrors errors;
        const auto stored = accept_files(app.app.files, Lang::id, files, 0, "berkas", errors);
        const auto sari = app.person("sari").id;
        return app.app.db.write([&](Tx& tx) {
            return keep_waiting(tx, sari, {.place = "buat:e-ska", .form = "kirim-1", .arrived = stored}).at(0);
        });
    }
    static std::string path_of(const Attachment& file) {
        return "/lampiran/" + file.id + "/" + percent_encoded(file.name);
    }
    // Sari's ticket with what waits there.
    Ticket file_ticket() {
        return app.app.db.write([&](Tx& tx) {
            TicketDraft draft;
            draft.service = "e-ska";
            draft.kind = "kendala";
            draft.impact = "rendah";
            draft.subject = "Dokumen tidak dapat dicetak";
            draft.description = "Dokumen SKA tidak dapat dicetak sejak pagi.";
            draft.consent = true;
            draft.submit_id = "kirim-1";
            draft.files = {.place = "buat:e-ska", .form = "kirim-1"};
            return open_ticket(tx, app.app.desk(tx), demo::ensure(tx, "sari"), Channel::demo, draft);
        });
    }

    TestApp app;
};

TEST_F(Download, IsNeverMoreThanAFile) {
    const auto file = keep("Surat \"Tugas\" é.PDF", test::pdf());
    auto sari = app.as("sari");
    const auto response = sari.get(path_of(file));
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.header("Content-Type"), "application/pdf");
    EXPECT_TRUE(response.header("Content-Disposition").starts_with("attachment;"));
    EXPECT_NE(response.header("Content-Disposition").find("filename*=UTF-8''"), std::string_view::npos);
    EXPECT_EQ(response.header("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(response.header("Content-Security-Policy"), "sandbox; default-src 'none'; frame-ancestors 'none'");
    EXPECT_EQ(response.header("Cross-Origin-Resource-Policy"), "same-origin");
    EXPECT_EQ(response.header("Cache-Control"), "private, no-store");
    std::ifstream stored(response.file, std::ios::binary);
    EXPECT_EQ((std::ostringstream() << stored.rdbuf()).str(), test::pdf());
}

TEST_F(Download, CannotSplitTheAnswer) {
    const auto file = keep("a\r\nSet-Cookie: x=1.pdf", test::pdf());
    auto sari = app.as("sari");
    for (const auto& path : {path_of(file), "/lampiran/" + file.id + "/a%0d%0aSet-Cookie:%20x=1.pdf"}) {
        const auto response = sari.get(path);
        EXPECT_EQ(response.status, 200);
        for (const auto& [name, value] : response.headers) {
            EXPECT_NE(name, "Set-Cookie");
            EXPECT_EQ(value.find_first_of("\r\n"), std::string::npos) << name;
        }
    }
}

TEST_F(Download, IsForThoseWhoMayReadTheMessage) {
    const auto file = keep("a.pdf", test::pdf());
    const auto status = [&](std::string_view who) { return app.as(who).get(path_of(file)).status; };
    EXPECT_EQ(status("sari"), 200);
    for (const auto* other : {"joko", "budi", "dewi", "ratna"}) EXPECT_EQ(status(other), 404) << other;
    file_ticket();
    for (const auto* reader : {"sari", "budi", "dewi"}) EXPECT_EQ(status(reader), 200) << reader;
    for (const auto* other : {"joko", "agus", "ratna"}) EXPECT_EQ(status(other), 404) << other;
    EXPECT_EQ(app.visitor().get(path_of(file)).status, 303) << "to the sign-in page";
}

TEST_F(Download, LooksTheSameWhetherMissingOrForbidden) {
    auto joko = app.as("joko");
    const auto file = keep("a.pdf", test::pdf());
    const auto forbidden = joko.get("/lampiran/" + file.id + "/a.pdf");
    const auto missing = joko.get("/lampiran/" + std::string(32, '0') + "/a.pdf");
    EXPECT_EQ(missing.status, 404);
    EXPECT_EQ(forbidden.status, 404);
    EXPECT_EQ(test::between(forbidden.body, "<main", "</main>"), test::between(missing.body, "<main", "</main>"));
}

TEST_F(Download, IsGoneWhenItsOwnerDropsIt) {
    const auto file = keep("a.pdf", test::pdf());
    auto sari = app.as("sari"), joko = app.as("joko");
    const auto drop = "/lampiran/" + file.id + "/hapus";
    EXPECT_EQ(joko.post(drop, {}).status, 404);
    EXPECT_EQ(sari.post(drop, {{"csrf", "lain"}}).status, 403);
    EXPECT_EQ(sari.get(path_of(file)).status, 200);
    const auto response = sari.post(drop, {{"kembali", "/tiket/buat?layanan=e-ska"}});
    EXPECT_EQ(response.status, 303);
    EXPECT_EQ(response.header("Location"), "/tiket/buat?layanan=e-ska");
    EXPECT_EQ(sari.get(path_of(file)).status, 404);
    EXPECT_EQ(sari.post(drop, {{"kembali", "https://example.com"}}).status, 404);
}

TEST_F(Download, OfAMessageStays) {
    const auto file = keep("a.pdf", test::pdf());
    file_ticket();
    auto sari = app.as("sari");
    EXPECT_EQ(sari.post("/lampiran/" + file.id + "/hapus", {}).status, 404);
    EXPECT_EQ(sari.get(path_of(file)).status, 200);
}

TEST_F(Download, NeverSendsPeopleElsewhere) {
    const auto file = keep("a.pdf", test::pdf());
    const auto response = app.as("sari").post("/lampiran/" + file.id + "/hapus", {{"kembali", "//example.com"}});
    EXPECT_EQ(response.header("Location"), "/tiket");
}

}  // namespace
}  // namespace hero
