#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "mail/mail.hpp"
#include "tests/app.hpp"

namespace hero {
namespace {

using test::Browser;
using test::TestApp;
using testing::HasSubstr;
using testing::Not;

int rows_of(std::string_view page) {
    constexpr std::string_view row = "href=\"/demo/surat/";
    int rows = 0;
    for (auto at = page.find(row); at != std::string_view::npos; at = page.find(row, at + 1)) ++rows;
    return rows;
}

class PostOffice : public testing::Test {
protected:
    PostOffice() { register_mail_jobs(app.app.workers, app.app.db, app.app.mailer); }
    void tell(const std::string& subject, std::string_view to = "sari") {
        const auto person = app.person(to);
        app.app.db.write([&](Tx& tx) {
            queue_notice(tx, {person.id, person.name, person.email, person.language, true},
                         {.event = "dibuat",
                          .ticket = "A-KORS22000343",
                          .path = "/tiket/A-KORS22000343",
                          .values = {{"subjek", subject}},
                          .dates = {{"tanggal", app.clock.now()}}});
        });
        app.app.workers.run_due();
    }
    std::int64_t newest() {
        return app.app.db.read([&](Tx& tx) { return recent_mails(tx, app.app.base_url, 0, 1).at(0).id; });
    }

    TestApp app;
    Browser visitor = app.visitor();
};

TEST_F(PostOffice, IsEmptyAtFirst) {
    const auto page = visitor.get("/demo/surat");
    EXPECT_EQ(page.status, 200);
    EXPECT_THAT(page.body, HasSubstr("Belum ada email."));
    visitor.headers = {{"accept-language", "en"}};
    EXPECT_THAT(visitor.get("/demo/surat?lang=en").body, HasSubstr("No e-mails yet."));
}

// The demo puts its letters into a folder: what lies there is what the page reads.
TEST(StoredLetters, AreReadFromTheFolderWithoutWhatRuns) {
    const test::TemporaryFolder folder;
    const auto setting = "file:" + folder.path().string();
    TestApp app({{"mail", setting}, {"demo", "true"}});
    register_mail_jobs(app.app.workers, app.app.db, app.app.mailer);
    const auto sari = app.person("sari");
    app.app.db.write([&](Tx& tx) {
        queue_notice(tx, {sari.id, sari.name, sari.email, sari.language, true},
                     {.event = "dibuat",
                      .ticket = "A-KORS22000343",
                      .path = "/tiket/A-KORS22000343",
                      .values = {{"subjek", "Cetak"}},
                      .dates = {{"tanggal", app.clock.now()}}});
    });
    app.app.workers.run_due();
    const auto letter = app.app.db.read([&](Tx& tx) { return recent_mails(tx, app.app.base_url, 0, 1).at(0); });
    const auto path = "/demo/surat/" + std::to_string(letter.id);
    auto page = app.visitor().get(path).body;
    EXPECT_THAT(page, HasSubstr("Versi HTML"));
    EXPECT_THAT(page, HasSubstr("rel=\"nofollow noopener noreferrer\""));
    EXPECT_THAT(page, HasSubstr(letter.message_id));

    auto name = std::to_string(letter.id);
    name.insert(0, 10 - name.size(), '0');
    std::ofstream(folder.path() / (name + ".eml"))
        << "Subject: =?utf-8?q?caf=C3=A9?=\nX-Lain: <b>x</b>\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
           "Content-Type: text/html\n\n<p onclick=alert(1)>Halo<script>alert(2)</script></p>\n--b\n"
           "Content-Type: application/pdf; name=surat.pdf\n\n%PDF-\n--b--\n";
    page = app.visitor().get(path).body;
    EXPECT_THAT(page, HasSubstr("<p>Halo</p>"));
    EXPECT_THAT(page, HasSubstr("café"));
    EXPECT_THAT(page, HasSubstr("&lt;b&gt;x&lt;/b&gt;"));
    EXPECT_THAT(page, HasSubstr("surat.pdf"));
    EXPECT_THAT(page, Not(HasSubstr("alert(")));
    std::filesystem::remove(folder.path() / (name + ".eml"));
    EXPECT_THAT(app.visitor().get(path).body, HasSubstr(letter.message_id)) << "made anew";
}

TEST_F(PostOffice, ListsWhatWasSent) {
    tell("Cetak");
    const auto page = visitor.get("/demo/surat");
    EXPECT_EQ(page.status, 200);
    EXPECT_THAT(page.body, HasSubstr("[A-KORS22000343] Tiket Anda telah kami terima"));
    EXPECT_THAT(page.body, HasSubstr("sari.lestari@contoh.id"));
    EXPECT_THAT(page.body, HasSubstr("24 Nov 2026 09.00"));
    EXPECT_THAT(page.body, HasSubstr("href=\"/demo/surat/" + std::to_string(newest()) + "\""));
}

TEST_F(PostOffice, ShowsALetterWithItsHeadersAndALinkToFollow) {
    tell("Cetak <b>SKA</b>");
    const auto page = visitor.get("/demo/surat/" + std::to_string(newest()));
    EXPECT_EQ(page.status, 200);
    EXPECT_THAT(page.body, HasSubstr("Yth. Bapak/Ibu Sari Lestari,"));
    EXPECT_THAT(page.body, HasSubstr("Cetak &lt;b&gt;SKA&lt;/b&gt;"));
    const auto link = app.app.base_url + "/tiket/A-KORS22000343";
    EXPECT_THAT(page.body, HasSubstr("<a href=\"" + link + "\">" + link + "</a>."));
    EXPECT_THAT(page.body, HasSubstr("auto-generated"));
    EXPECT_THAT(page.body, HasSubstr("Message-Id"));
    EXPECT_THAT(page.body, HasSubstr("Salam hormat,<br>Tim HERO<br>"));
}

TEST_F(PostOffice, TurnsItsPages) {
    for (int i = 0; i < 51; ++i) tell("Surat ke-" + std::to_string(i));
    const auto next_word = word(Lang::id, "nav.berikutnya");
    const auto first = visitor.get("/demo/surat");
    EXPECT_EQ(rows_of(first.body), 50);
    EXPECT_THAT(first.body, HasSubstr(next_word));
    const auto next = test::between(first.body, "href=\"/demo/surat?sebelum=", "\"");
    const auto second = visitor.get("/demo/surat?sebelum=" + next);
    EXPECT_EQ(rows_of(second.body), 1);
    EXPECT_THAT(second.body, Not(HasSubstr(next_word)));
    EXPECT_EQ(visitor.get("/demo/surat?sebelum=abc").status, 200);
}

TEST_F(PostOffice, KnowsOnlyItsLetters) {
    EXPECT_EQ(visitor.get("/demo/surat/999999").status, 404);
    EXPECT_EQ(visitor.get("/demo/surat/abc").status, 404);
}

TEST(PostOfficeOutsideTheDemo, IsNotThere) {
    TestApp app{{"demo", "off"}};
    EXPECT_EQ(app.visitor().get("/demo/surat").status, 404);
    EXPECT_EQ(app.visitor().get("/demo/surat/1").status, 404);
}

}  // namespace
}  // namespace hero
