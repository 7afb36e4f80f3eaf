#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <latch>
#include <map>
#include <mutex>
#include <thread>

#include "base/text.hpp"
#include "mail/mail.hpp"
#include "mail/mime.hpp"
#include "mail/smtp_peer_for_tests.hpp"
#include "people/people.hpp"
#include "tests/ask.hpp"
#include "tests/database.hpp"

namespace hero {
namespace {

using namespace std::chrono_literals;
using test::SmtpAnswers;
using test::SmtpPeer;
using testing::HasSubstr;

constexpr auto base_url = "https://hero.example.go.id";

Letter letter() {
    Letter letter;
    letter.id = 7;
    letter.ticket = "T-1";
    letter.to_name = "Sari";
    letter.to_address = "sari@example.id";
    letter.subject = "[T-1] Uji";
    letter.text = "Satu\n.\n..dua\n.tiga\n";
    letter.html = "<p>Satu</p>\n";
    letter.message_id = "hero.7.abc@hero.example.go.id";
    return letter;
}

Mailer mailer_at(const std::string& host, const std::string& password = "") {
    return Mailer{mail_settings("smtp://" + host, {.user = password.empty() ? "" : "hero",
                                                   .password = password,
                                                   .from = "hero@example.go.id",
                                                   .name = "HERO",
                                                   .base_url = base_url})};
}

enum class Ending { taken, refused, again };

Ending send_to(const SmtpPeer& peer, const std::string& password = "") {
    try {
        mailer_at(peer.host(), password).send(letter());
        return Ending::taken;
    } catch (const MailRefused&) {
        return Ending::refused;
    } catch (const std::runtime_error&) {
        return Ending::again;
    }
}

std::string without_stuffed_dots(const std::string& stuffed) {
    std::string out;
    for (const auto line : split(std::string_view{stuffed}.substr(0, stuffed.size() - 1), '\n'))
        out += std::string{line.starts_with('.') ? line.substr(1) : line} + "\n";
    return out;
}

TEST(Smtp, HandsOverTheLetterToItsOneRecipient) {
    SmtpPeer peer;
    ASSERT_EQ(send_to(peer), Ending::taken);
    const auto sessions = peer.sessions();
    ASSERT_EQ(sessions.size(), 1U);
    EXPECT_EQ(sessions[0].argument("EHLO "), "hero.example.go.id");
    EXPECT_EQ(sessions[0].argument("MAIL FROM:"), "<hero@example.go.id>");
    EXPECT_EQ(sessions[0].argument("RCPT TO:"), "<sari@example.id>");
    ASSERT_TRUE(sessions[0].letter);
    EXPECT_THAT(*sessions[0].letter, HasSubstr("\r\n..\r\n")) << "a lone dot would end the letter";
    EXPECT_EQ(without_stuffed_dots(*sessions[0].letter), mime_of(letter(), mailer_at(peer.host()).settings()));
}

TEST(Smtp, TellsAFinalRefusalFromABadMoment) {
    const auto ending = [](SmtpAnswers answers) { return send_to(SmtpPeer(std::move(answers))); };
    EXPECT_EQ(ending({.to = "550 tidak ada"}), Ending::refused);
    EXPECT_EQ(ending({.from = "553 bukan begitu"}), Ending::refused);
    EXPECT_EQ(ending({.data = "554 tidak"}), Ending::refused);
    EXPECT_EQ(ending({.end = "552 terlalu besar"}), Ending::refused);
    EXPECT_EQ(ending({.to = "450 nanti"}), Ending::again);
    EXPECT_EQ(ending({.from = "451 nanti"}), Ending::again);
    EXPECT_EQ(ending({.end = "452 penuh"}), Ending::again);
    EXPECT_EQ(ending({.greeting = "421 sibuk"}), Ending::again);
    EXPECT_EQ(ending({.greeting = "554 tidak melayani"}), Ending::again) << "about us, not about the letter";
    EXPECT_EQ(ending({.hang_up_after_data = true}), Ending::again);
}

TEST(Smtp, NamesTheAnswerButNotTheAddress) {
    SmtpPeer peer({.to = "550 sari@example.id tidak ada"});
    try {
        mailer_at(peer.host()).send(letter());
        FAIL();
    } catch (const MailRefused& refusal) {
        EXPECT_THAT(refusal.what(), HasSubstr("550"));
        EXPECT_THAT(refusal.what(), testing::Not(HasSubstr("sari")));
    }
}

TEST(Smtp, TriesAgainWhenNobodyListens) {
    std::string host;
    {
        SmtpPeer peer;
        host = peer.host();
    }
    const auto mailer = mailer_at(host);
    try {
        mailer.send(letter());
        FAIL();
    } catch (const MailRefused&) {
        FAIL();
    } catch (const std::runtime_error& error) {
        EXPECT_THAT(error.what(), HasSubstr("mail: "));
    }
}

TEST(Smtp, SignsInWhenItHasAnAccount) {
    SmtpPeer peer({.hello = "250-uji.example\r\n250 AUTH PLAIN"});
    EXPECT_EQ(send_to(peer, "rahasia"), Ending::taken);
    EXPECT_EQ(peer.sessions().at(0).argument("AUTH PLAIN"), " AGhlcm8AcmFoYXNpYQ==");
}

TEST(Smtp, KeepsTheLetterWhenThePasswordIsWrong) {
    SmtpPeer peer({.hello = "250-uji.example\r\n250 AUTH PLAIN", .auth = "535 salah"});
    EXPECT_EQ(send_to(peer, "salah"), Ending::again);
}

TEST(Smtp, NeverSendsAPasswordInTheClear) {
    SmtpPeer peer({.hello = "250-uji.example\r\n250 AUTH PLAIN"}, "127.0.0.2");
    EXPECT_EQ(send_to(peer, "rahasia"), Ending::again);
    EXPECT_EQ(peer.sessions().at(0).argument("AUTH"), "");
    EXPECT_FALSE(peer.sessions().at(0).letter);
}

TEST(Smtp, NeverFallsBackFromAnEncryptionThatWasOffered) {
    SmtpPeer peer({.hello = "250-uji.example\r\n250 STARTTLS"});
    EXPECT_EQ(send_to(peer), Ending::again);
    const auto session = peer.sessions().at(0);
    EXPECT_EQ(session.commands.back(), "STARTTLS");
    EXPECT_FALSE(session.letter);
}

class SmtpDelivery : public testing::Test {
protected:
    SmtpDelivery() {
        register_mail_jobs(workers, ground.db, mailer);
        const NewPerson person{.name = "Sari", .email = "a@example.id", .teams = {}};
        ground.db.write([&](Tx& tx) {
            const auto id = add_person(tx, person, "uji", "sari").id;
            queue_notice(tx, {id, "Sari", "sari@example.id", Lang::id, true},
                         {.event = "tanggapan", .ticket = "T-1", .path = "/tiket/T-1", .values = {}, .dates = {}});
        });
    }
    std::optional<Letter> stored() {
        return ground.db.read([](Tx& tx) { return mail_by_id(tx, base_url, 1); });
    }

    test::TestDatabase ground;
    SmtpPeer peer;
    Mailer mailer = mailer_at(peer.host());
    Workers workers{ground.db, ground.clock};
};

TEST_F(SmtpDelivery, SendsTheSameLetterAgainAfterALostAnswer) {
    peer.answer({.hang_up_after_data = true});
    workers.run_due();
    EXPECT_FALSE(stored()->sent_at);
    peer.answer({});
    ground.clock.advance(1min);
    workers.run_due();
    EXPECT_TRUE(stored()->sent_at);
    const auto sessions = peer.sessions();
    ASSERT_EQ(sessions.size(), 2U);
    EXPECT_EQ(sessions[0].letter, sessions[1].letter);
    EXPECT_THAT(*sessions[1].letter, HasSubstr("Message-Id: <hero.1."));
    ground.clock.advance(24h);
    EXPECT_EQ(workers.run_due(), 0);
}

TEST_F(SmtpDelivery, TriesLaterWhenTheServerSaysLater) {
    peer.answer({.to = "451 nanti"});
    workers.run_due();
    EXPECT_FALSE(stored()->sent_at);
    EXPECT_FALSE(stored()->failed_at);
    EXPECT_EQ(workers.run_due(), 0) << "not at once";
    peer.answer({});
    ground.clock.advance(1min);
    EXPECT_EQ(workers.run_due(), 1);
    EXPECT_TRUE(stored()->sent_at);
}

TEST_F(SmtpDelivery, WaitsForAServerThatIsAwayForDaysAndSendsOnce) {
    for (const auto& answers : {SmtpAnswers{.greeting = "421 sibuk"}, SmtpAnswers{.greeting = "554 tidak melayani"}}) {
        peer.answer(answers);
        for (int hour = 0; hour < 36; ++hour) {
            EXPECT_EQ(workers.run_due(), 1);
            ground.clock.advance(1h);
        }
    }
    EXPECT_TRUE(ground.db.read([](Tx& tx) { return parked_jobs(tx, 10); }).empty());
    EXPECT_FALSE(stored()->sent_at);
    const auto before = peer.sessions().size();
    peer.answer({});
    ground.clock.advance(1min);
    EXPECT_EQ(workers.run_due(), 1);
    EXPECT_TRUE(stored()->sent_at);
    ground.clock.advance(24h);
    EXPECT_EQ(workers.run_due(), 0);
    EXPECT_EQ(peer.sessions().size(), before + 1);
}

TEST_F(SmtpDelivery, AsksAServerThatIsAwayOnceAMinute) {
    ground.db.write([](Tx& tx) {
        const auto id = *tx.one(test::Ask<"SELECT MIN(id) AS id FROM people">{});
        for (int number = 2; number <= 20; ++number)
            queue_notice(tx, {id.integer("id"), "Sari", "sari@example.id", Lang::id, true},
                         {.event = "tanggapan",
                          .ticket = "T-" + std::to_string(number),
                          .path = "/tiket/T-1",
                          .values = {},
                          .dates = {}});
    });
    peer.answer({.greeting = "421 sibuk"});
    EXPECT_EQ(workers.run_due(), 20);
    EXPECT_EQ(peer.sessions().size(), 1U);
    ground.clock.advance(1min);
    EXPECT_EQ(workers.run_due(), 20);
    EXPECT_EQ(peer.sessions().size(), 2U);
    peer.answer({});
    ground.clock.advance(1min);
    EXPECT_EQ(workers.run_due(), 20);
    EXPECT_EQ(peer.sessions().size(), 22U) << "each once";
}

// Told at once: their letters share a job.
class SmtpBundle : public testing::Test {
protected:
    SmtpBundle() { register_mail_jobs(workers, ground.db, mailer); }
    void tell(int people) {
        const Notice notice{.event = "tanggapan", .ticket = "T-1", .path = "/tiket/T-1", .values = {}, .dates = {}};
        std::vector<Told> everybody;
        for (int i = 1; i <= people; ++i) {
            const auto name = "orang" + std::to_string(i);
            everybody.push_back({{0, name, name + "@example.id", Lang::id, true}, &notice});
        }
        ground.db.write([&](Tx& tx) { queue_notices(tx, everybody); });
    }
    template <test::SqlText text>
    std::int64_t number() {
        return ground.db.read([](Tx& tx) { return tx.one(test::Ask<text>{})->integer("n"); });
    }
    // How often each was handed over.
    std::map<std::string, int> handed_over() {
        std::map<std::string, int> times;
        for (const auto& session : peer.sessions())
            if (session.letter) ++times[session.argument("RCPT TO:")];
        return times;
    }

    test::TestDatabase ground;
    SmtpPeer peer;
    Mailer mailer = mailer_at(peer.host());
    Workers workers{ground.db, ground.clock};
};

TEST_F(SmtpBundle, OfEightIsOneJob) {
    tell(8);
    EXPECT_EQ((number<"SELECT COUNT(*) AS n FROM jobs">()), 1);
    tell(9);
    EXPECT_EQ((number<"SELECT COUNT(*) AS n FROM jobs">()), 3);
    EXPECT_EQ(workers.run_due(), 3);
    EXPECT_EQ((number<"SELECT COUNT(*) AS n FROM mails WHERE sent_at IS NOT NULL">()), 17);
    EXPECT_EQ(peer.sessions().size(), 17U);
}

TEST_F(SmtpBundle, SendsTheOthersWhenOneIsToWaitAndEachOnce) {
    tell(4);
    peer.answer({.waits = "orang2@", .never = "orang3@"});
    EXPECT_EQ(workers.run_due(), 1);
    EXPECT_EQ((number<"SELECT COUNT(*) AS n FROM mails WHERE sent_at IS NOT NULL">()), 2);
    EXPECT_EQ((number<"SELECT COUNT(*) AS n FROM mails WHERE failed_at IS NOT NULL">()), 1);
    EXPECT_EQ(workers.run_due(), 0) << "not at once";
    peer.answer({});
    ground.clock.advance(1min);
    EXPECT_EQ(workers.run_due(), 1);
    EXPECT_EQ(handed_over(), (std::map<std::string, int>{
                                 {"<orang1@example.id>", 1}, {"<orang2@example.id>", 1}, {"<orang4@example.id>", 1}}));
    ground.clock.advance(24h);
    EXPECT_EQ(workers.run_due(), 0);
}

TEST_F(SmtpBundle, ContinuesWhereTheServerWentAway) {
    tell(4);
    peer.answer({.away_after = 2});
    EXPECT_EQ(workers.run_due(), 1);
    EXPECT_EQ((number<"SELECT COUNT(*) AS n FROM mails WHERE sent_at IS NOT NULL">()), 2);
    peer.answer({});
    ground.clock.advance(1min);
    EXPECT_EQ(workers.run_due(), 1);
    const auto times = handed_over();
    EXPECT_EQ(times.size(), 4U);
    for (const auto& [who, often] : times) EXPECT_EQ(often, 1) << who;
}

// What the server took is remembered until it can be written.
TEST_F(SmtpBundle, SendsNothingTwiceWhenTheDatabaseFailsBetweenTwoLetters) {
    using Away = test::Ask<"ALTER TABLE mails RENAME TO mails_away">;
    using Back = test::Ask<"ALTER TABLE mails_away RENAME TO mails">;
    tell(4);
    std::once_flag first;
    std::promise<void> gone;
    peer.answer({.on_letter = [&] {
        std::call_once(first, [&] {
            ground.db.write([](Tx& tx) { tx.run(Away{}); });
            gone.set_value();
        });
    }});
    workers.start(1);
    ASSERT_EQ(gone.get_future().wait_for(30s), std::future_status::ready);
    // For a while, or until the failure is written down.
    for (int i = 0; i < 150 && number<"SELECT COUNT(*) AS n FROM jobs WHERE error <> ''">() == 0; ++i)
        std::this_thread::sleep_for(10ms);
    ground.db.write([](Tx& tx) { tx.run(Back{}); });
    for (int i = 0; i < 3000 && number<"SELECT COUNT(*) AS n FROM mails WHERE sent_at IS NULL">() > 0; ++i) {
        ground.clock.advance(1min);
        workers.wake();
        std::this_thread::sleep_for(10ms);
    }
    workers.stop();
    const auto times = handed_over();
    EXPECT_EQ(times.size(), 4U);
    for (const auto& [who, often] : times) EXPECT_EQ(often, 1) << who;
}

TEST_F(SmtpBundle, LeavesTheRestToTheNextStartWhenTheProgramStops) {
    std::promise<void> cut;
    auto is_cut = cut.get_future().share();
    std::latch both{3};
    std::once_flag first;
    peer.answer({.on_letter = [&] {
        std::call_once(first, [&] {
            both.arrive_and_wait();
            is_cut.wait();
        });
    }});
    workers.on("watch", [&](const Job& job) {
        both.arrive_and_wait();
        while (!job.is_cut()) std::this_thread::sleep_for(1ms);
        cut.set_value();
    });
    tell(4);
    ground.db.write([](Tx& tx) { schedule(tx, "watch", "{}", tx.now()); });
    workers.start(2);
    both.arrive_and_wait();
    workers.stop();
    EXPECT_EQ(handed_over(), (std::map<std::string, int>{{"<orang1@example.id>", 1}}));
    EXPECT_EQ((number<"SELECT COUNT(*) AS n FROM mails WHERE sent_at IS NOT NULL">()), 1);
    EXPECT_EQ(workers.run_due(), 1);
    const auto times = handed_over();
    EXPECT_EQ(times.size(), 4U);
    for (const auto& [who, often] : times) EXPECT_EQ(often, 1) << who;
}

TEST_F(SmtpDelivery, GivesUpWhenTheServerSaysNever) {
    peer.answer({.to = "550 tidak ada"});
    workers.run_due();
    EXPECT_FALSE(stored()->sent_at);
    EXPECT_EQ(stored()->failed_at, ground.clock.now());
    peer.answer({});
    ground.clock.advance(24h);
    EXPECT_EQ(workers.run_due(), 0);
    EXPECT_TRUE(ground.db.read([](Tx& tx) { return parked_jobs(tx, 10); }).empty());
    EXPECT_EQ(peer.sessions().size(), 1U);
}

}  // namespace
}  // namespace hero
