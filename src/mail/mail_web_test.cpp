#include <gmock/gmock.h>
#include <gtest/gtest.h>

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
