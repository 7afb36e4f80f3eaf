#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "mail/mail.hpp"
#include "people/people.hpp"
#include "tests/database.hpp"

namespace hero {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
namespace fs = std::filesystem;

constexpr auto base_url = "https://hero.example.go.id";

MailSettings sender() { return {.from = "hero@example.go.id", .name = "HERO", .base_url = base_url}; }

class Outbox : public testing::Test {
protected:
    Outbox() {
        register_mail_jobs(workers, ground.db, mailer);
        sari = {add("Sari Wulandari"), "Sari Wulandari", "sari@example.id", Lang::id, true};
        joko = {add("Joko"), "Joko", "joko@example.id", Lang::en, true};
    }
    std::int64_t add(const std::string& name) {
        const NewPerson person{.name = name, .email = "a@example.id", .teams = {}};
        return ground.db.write([&](Tx& tx) { return add_person(tx, person, "uji", name).id; });
    }
    static Notice created() {
        return {.event = "dibuat",
                .ticket = "A-KORS22000343",
                .path = "/tiket/A-KORS22000343",
                .values = {{"subjek", "Kendala \"E-SKA\" <penting>"}},
                .dates = {{"tanggal", test::start_of_test + 4h}}};
    }
    static Notice replied() {
        return {.event = "tanggapan",
                .ticket = "A-KORS22000343",
                .path = "/tiket/A-KORS22000343",
                .grouped = true,
                .values = {},
                .dates = {}};
    }
    void tell(const Recipient& recipient, const Notice& notice) {
        ground.db.write([&](Tx& tx) { queue_notice(tx, recipient, notice); });
    }
    // Sent so far, the newest first.
    std::vector<Letter> letters() {
        return ground.db.read([](Tx& tx) { return recent_mails(tx, base_url, 0, 100); });
    }
    std::size_t files() {
        if (!fs::exists(folder.path() / "surat")) return 0;
        return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder.path() / "surat"), {}));
    }

    test::TestDatabase ground;
    test::TemporaryFolder folder;
    Mailer mailer{mail_settings("file:" + (folder.path() / "surat").string(), sender())};
    Workers workers{ground.db, ground.clock};
    Recipient sari, joko;
};

TEST_F(Outbox, TellsWhatHappenedInTheRecipientsLanguage) {
    tell(sari, created());
    tell(joko, created());
    EXPECT_TRUE(letters().empty()) << "nothing leaves inside the transaction";
    workers.run_due();
    const auto sent = letters();
    ASSERT_EQ(sent.size(), 2U);
    const auto &english = sent[0], &indonesian = sent[1];
    EXPECT_EQ(indonesian.subject, "[A-KORS22000343] Tiket Anda telah kami terima");
    EXPECT_EQ(indonesian.to_address, "sari@example.id");
    EXPECT_EQ(
        indonesian.text,
        "Yth. Bapak/Ibu Sari Wulandari,\n\n"
        "Tiket \"Kendala \"E-SKA\" <penting>\" telah kami terima dengan nomor A-KORS22000343. Tanggapan pertama akan "
        "diberikan paling lambat Selasa, 24 November 2026 pukul 13.00 WIB. Pantau progresnya di "
        "https://hero.example.go.id/tiket/A-KORS22000343.\n\n"
        "Salam hormat,\nTim HERO\nPusat Data dan Sistem Informasi\nKementerian Perdagangan Republik Indonesia\n\n"
        "Email ini dikirim otomatis. Balas melalui tautan tiket. HERO tidak pernah meminta kata sandi Anda.\n");
    EXPECT_EQ(english.subject, "[A-KORS22000343] We received your ticket");
    EXPECT_THAT(english.text, StartsWith("Dear Joko,\n\nYour ticket "));
    EXPECT_EQ(indonesian.date, test::start_of_test);
    EXPECT_EQ(indonesian.sent_at, ground.clock.now());
}

TEST_F(Outbox, EscapesWhatPeopleWroteInTheHtml) {
    tell(sari, created());
    workers.run_due();
    const auto html = letters().at(0).html;
    EXPECT_THAT(html, HasSubstr("Kendala &quot;E-SKA&quot; &lt;penting&gt;"));
    EXPECT_THAT(html, Not(HasSubstr("<penting>")));
    EXPECT_THAT(html, HasSubstr("<a "
                                "href=\"https://hero.example.go.id/tiket/A-KORS22000343\">https://hero.example.go.id/"
                                "tiket/A-KORS22000343</a>."));
    EXPECT_THAT(html, HasSubstr("<html lang=\"id\">"));
}

TEST_F(Outbox, NeverFillsAValueAgain) {
    auto notice = created();
    notice.values = {{"subjek", "{tautan} {nomor} {nama} {"}};
    tell(sari, notice);
    workers.run_due();
    EXPECT_THAT(letters().at(0).text, HasSubstr("Tiket \"{tautan} {nomor} {nama} {\" telah"));
}

TEST_F(Outbox, GreetsTheRecipientAndNamesTheOther) {
    tell(sari, {.event = "eskalasi",
                .ticket = "T-1",
                .path = "/x",
                .values = {{"nama", "Budi"}, {"subjek", "s"}},
                .dates = {}});
    workers.run_due();
    EXPECT_EQ(letters().at(0).subject, "[T-1] Eskalasi dari Budi");
    EXPECT_THAT(letters().at(0).text, StartsWith("Yth. Bapak/Ibu Sari Wulandari,"));
}

TEST_F(Outbox, SaysNothingAboutAConfidentialTicket) {
    auto notice = created();
    notice.confidential = true;
    tell(sari, notice);
    workers.run_due();
    const auto letter = letters().at(0);
    EXPECT_EQ(letter.subject, "[A-KORS22000343] Ada pembaruan pada tiket Anda");
    for (const auto& part : {letter.text, letter.html}) {
        EXPECT_THAT(part, Not(HasSubstr("E-SKA")));
        EXPECT_THAT(part, Not(HasSubstr("terima")));
        EXPECT_THAT(part, Not(HasSubstr("24 November")));
        EXPECT_THAT(part, HasSubstr("https://hero.example.go.id/tiket/A-KORS22000343"));
    }
}

TEST_F(Outbox, QueuesNothingForWhoWantsOrHasNone) {
    auto silent = sari;
    silent.wants_mail = false;
    tell(silent, created());
    for (const auto* address :
         {"", "sari", "sari@example.id\r\nBcc: x@example.id", "a@example.id,b@example.id", "Sari <a@example.id>"}) {
        auto recipient = sari;
        recipient.address = address;
        tell(recipient, created());
    }
    EXPECT_EQ(workers.run_due(), 0);
    EXPECT_TRUE(letters().empty());
}

TEST_F(Outbox, ForgetsTheMailOfATransactionThatFailed) {
    EXPECT_THROW(ground.db.write([&](Tx& tx) {
        queue_notice(tx, sari, created());
        throw std::runtime_error("rolled back");
    }),
                 std::runtime_error);
    EXPECT_EQ(workers.run_due(), 0);
}

TEST_F(Outbox, RefusesAnEventWithoutWords) {
    EXPECT_THROW(tell(sari, {.event = "tidak_ada", .ticket = "T-1", .path = "/x", .values = {}, .dates = {}}),
                 std::logic_error);
}

TEST_F(Outbox, SendsEachMailOnceWhenItsJobRunsTwice) {
    tell(sari, created());
    workers.run_due();
    const auto sent = letters().at(0);
    ground.clock.advance(1min);
    ground.db.write([&](Tx& tx) { schedule(tx, "mail.send", "{\"id\":" + std::to_string(sent.id) + "}", tx.now()); });
    fs::remove_all(folder.path() / "surat");
    EXPECT_EQ(workers.run_due(), 1);
    EXPECT_EQ(files(), 0U);
    EXPECT_EQ(letters().at(0).sent_at, sent.sent_at);
}

TEST_F(Outbox, IgnoresAJobWithoutAMail) {
    ground.db.write([](Tx& tx) { schedule(tx, "mail.send", "{\"id\":999}", tx.now()); });
    EXPECT_EQ(workers.run_due(), 1);
    EXPECT_TRUE(ground.db.read([](Tx& tx) { return parked_jobs(tx, 10); }).empty());
}

TEST_F(Outbox, GroupsWhatHappensWithinFiveMinutes) {
    tell(sari, replied());
    workers.run_due();
    EXPECT_EQ(letters().size(), 1U) << "the first at once";
    for (int minute = 1; minute <= 4; ++minute) {
        ground.clock.advance(1min);
        tell(sari, replied());
        workers.run_due();
    }
    EXPECT_EQ(letters().size(), 1U);
    ground.clock.advance(59s);
    workers.run_due();
    EXPECT_EQ(letters().size(), 1U);
    ground.clock.advance(1s);
    workers.run_due();
    ASSERT_EQ(letters().size(), 2U) << "all of them in one";
    EXPECT_EQ(letters()[0].date, test::start_of_test + 5min);

    ground.clock.advance(1min);
    tell(sari, replied());
    workers.run_due();
    EXPECT_EQ(letters().size(), 2U) << "five minutes after the second";
    ground.clock.advance(4min);
    workers.run_due();
    EXPECT_EQ(letters().size(), 3U);
    ground.clock.advance(5min);
    tell(sari, replied());
    workers.run_due();
    EXPECT_EQ(letters().size(), 4U) << "quiet again";
}

TEST_F(Outbox, GroupsByPersonTicketAndEvent) {
    auto elsewhere = replied(), other_event = created();
    elsewhere.ticket = "A-KORS22000344";
    other_event.grouped = true;
    tell(sari, replied());
    tell(joko, replied());
    tell(sari, elsewhere);
    tell(sari, other_event);
    workers.run_due();
    EXPECT_EQ(letters().size(), 4U);
}

TEST_F(Outbox, TellsTheLastStateOfAGroup) {
    auto notice = replied();
    tell(sari, notice);
    ground.clock.advance(1min);
    tell(sari, notice);
    notice.confidential = true;
    tell(sari, notice);
    ground.clock.advance(4min);
    workers.run_due();
    ASSERT_EQ(letters().size(), 2U);
    EXPECT_EQ(letters()[0].subject, "[A-KORS22000343] Ada pembaruan pada tiket Anda");
}

TEST_F(Outbox, SendsEveryMailThatIsNotGrouped) {
    for (int i = 0; i < 3; ++i) tell(sari, created());
    workers.run_due();
    EXPECT_EQ(letters().size(), 3U);
}

TEST_F(Outbox, WritesOneFileForEachLetter) {
    tell(sari, created());
    tell(joko, created());
    workers.run_due();
    EXPECT_EQ(files(), 2U);
    for (const auto& file : fs::directory_iterator(folder.path() / "surat")) {
        EXPECT_EQ(file.path().extension(), ".eml");
        std::ifstream stream(file.path(), std::ios::binary);
        EXPECT_THAT((std::ostringstream() << stream.rdbuf()).str(), HasSubstr("Auto-Submitted: auto-generated\r\n"));
    }
}

TEST_F(Outbox, TriesAgainWhenTheFolderCannotBeWritten) {
    std::ofstream(folder.path() / "surat") << "a file where the folder should be";
    tell(sari, created());
    workers.run_due();
    EXPECT_TRUE(letters().empty());
    fs::remove(folder.path() / "surat");
    ground.clock.advance(1min);
    workers.run_due();
    EXPECT_EQ(letters().size(), 1U);
    EXPECT_EQ(files(), 1U);
}

TEST_F(Outbox, MarksAsSentWhereNoMailIsWanted) {
    const Mailer none{mail_settings("none", sender())};
    register_mail_jobs(workers, ground.db, none);
    tell(sari, created());
    workers.run_due();
    EXPECT_EQ(letters().size(), 1U);
    EXPECT_EQ(files(), 0U);
}

TEST_F(Outbox, ShowsLettersPageByPage) {
    for (int i = 0; i < 5; ++i) tell(sari, created());
    workers.run_due();
    const auto all = letters();
    const auto page = ground.db.read([&](Tx& tx) { return recent_mails(tx, base_url, all[1].id, 2); });
    ASSERT_EQ(page.size(), 2U);
    EXPECT_EQ(page[0].id, all[2].id);
    EXPECT_EQ(page[1].id, all[3].id);
    EXPECT_FALSE(ground.db.read([](Tx& tx) { return mail_by_id(tx, base_url, 999'999); }));
}

}  // namespace
}  // namespace hero
