#include <ctime>

#include "closing/closing.hpp"
#include "handling/handling_for_tests.hpp"

namespace hero {
namespace {

using namespace std::chrono_literals;
using test::refusal_of;
using Names = std::vector<std::string>;

struct StaffReplies : Handling {};

TEST_F(StaffReplies, GiveAnUnassignedTicketToTheirAuthor) {
    office.clock.advance(1h);
    const auto after = answer(budi).value();
    EXPECT_EQ(after.status, Status::in_progress);
    EXPECT_EQ(after.assignee, budi.id);
    EXPECT_EQ(after.started_at, office.clock.now());
    EXPECT_EQ(after.first_responded_at, office.clock.now());
    EXPECT_TRUE(after.requester_unread);
    EXPECT_FALSE(after.staff_unread);
    EXPECT_EQ(office.happenings(ticket), (Names{"diajukan", "diambil", "tanggapan"}));
    EXPECT_EQ(mails_after(4), (Names{"tanggapan > Muhammad Ashari"}));
    EXPECT_EQ(conversation().back().body, "Mohon ditunggu.");
    EXPECT_EQ(conversation().back().from, From::staff);
}

TEST_F(StaffReplies, OfAColleagueLeaveTheTicketWithItsAgent) {
    const auto first = answer(budi).value();
    ask_staff();
    office.clock.advance(1h);
    const auto second = answer(rina).value();
    EXPECT_EQ(second.assignee, budi.id);
    EXPECT_EQ(second.first_responded_at, first.first_responded_at);
    EXPECT_TRUE(second.staff_unread);
}

TEST_F(StaffReplies, ThatAskStopTheClock) {
    const auto after = answer(budi, After::wait).value();
    EXPECT_EQ(after.status, Status::waiting);
    EXPECT_EQ(after.paused_at, office.clock.now());
    EXPECT_EQ(office.happenings(ticket).back(), "menunggu");
    EXPECT_EQ(mails_after(4), (Names{"info > Muhammad Ashari"}));
    office.clock.advance(24h);
    ask_staff("Ini keterangannya");
    EXPECT_EQ(now().status, Status::in_progress);
    EXPECT_EQ(now().resolution_due, ticket.resolution_due + 24h);
    EXPECT_EQ(now().first_response_due, ticket.first_response_due);
}

TEST_F(StaffReplies, ThatResolveAskTheRequesterToConfirm) {
    const auto after = answer(budi, After::resolve, "Tautan atur ulang sudah kami kirim.").value();
    EXPECT_EQ(after.status, Status::resolved);
    EXPECT_EQ(after.resolved_at, office.clock.now());
    EXPECT_EQ(after.confirm_by, office.read([&](Tx& tx) { return confirm_by(office.desk(tx), office.clock.now()); }));
    EXPECT_EQ(office.happenings(ticket), (Names{"diajukan", "diambil", "resolve"}));
    EXPECT_EQ(mails_after(4), (Names{"resolve > Muhammad Ashari"}));
    const auto timers = office.read([](Tx& tx) {
        return tx
            .one(test::Ask<"SELECT COUNT(*) AS amount FROM jobs WHERE kind IN ('tiket.ingatkan', 'tiket.tutup')">{})
            ->integer("amount");
    });
    EXPECT_EQ(timers, 3);
}

TEST_F(StaffReplies, LetTheClockStandWhileASolutionIsLookedAt) {
    answer(budi, After::wait);
    office.clock.advance(24h);
    answer(budi, After::resolve);
    office.clock.advance(24h);
    ask_staff("Belum bisa");
    EXPECT_EQ(now().status, Status::in_progress);
    EXPECT_FALSE(now().paused_at);
    EXPECT_EQ(now().resolution_due, ticket.resolution_due + 48h);
}

TEST_F(StaffReplies, OfASupervisorResolveWithoutTakingTheTicketAway) {
    take_it(budi);
    EXPECT_EQ(answer(dewi, After::resolve)->assignee, budi.id);
}

TEST_F(StaffReplies, OfASupervisorResolveWhatIsNobodysAsTheirOwn) {
    EXPECT_EQ(answer(dewi, After::resolve)->assignee, dewi.id);
}

TEST_F(StaffReplies, OfAColleagueNeitherAskNorResolve) {
    take_it(budi);
    EXPECT_EQ(refusal_of([&] { answer(rina, After::wait); }), "ag.bukan_petugas");
    EXPECT_EQ(refusal_of([&] { answer(rina, After::resolve); }), "ag.bukan_petugas");
    EXPECT_EQ(conversation().size(), 1U);
}

TEST_F(StaffReplies, StopAtANewMessageTheAuthorHasNotSeen) {
    StaffReply reply{.body = "Sudah selesai", .submit_id = "balas-1"};
    reply.last_seen_message = conversation().back().id;
    const auto news = ask_staff("Jangan dulu");
    EXPECT_FALSE(send(budi, reply));
    EXPECT_EQ(conversation().back().id, news.id);
    EXPECT_EQ(now().status, Status::open);
    reply.last_seen_message = news.id;
    EXPECT_TRUE(send(budi, reply));
}

TEST_F(StaffReplies, AreSentAnywayWhenTheirAuthorWantsIt) {
    StaffReply reply{.body = "Sudah selesai", .submit_id = "balas-1"};
    EXPECT_FALSE(send(budi, reply));
    reply.send_anyway = true;
    EXPECT_TRUE(send(budi, reply));
}

TEST_F(StaffReplies, SentTwiceAreOneReply) {
    StaffReply reply{.body = "Sudah selesai",
                     .submit_id = "balas-1",
                     .last_seen_message = 0,
                     .send_anyway = true,
                     .after = After::resolve};
    const auto first = send(budi, reply).value();
    office.clock.advance(1h);
    reply.send_anyway = false;
    const auto again = send(budi, reply).value();
    EXPECT_EQ(again.version, first.version);
    EXPECT_EQ(again.resolved_at, first.resolved_at);
    EXPECT_EQ(conversation().size(), 2U);
    EXPECT_EQ(mails_after(4).size(), 1U);
}

// Kirim, and while the answer is on its way Kirim dan Resolve.
TEST_F(StaffReplies, SentOnceMoreToResolveAreOneReplyThatResolves) {
    StaffReply reply{.body = "Sudah selesai", .submit_id = "balas-1", .send_anyway = true};
    send(budi, reply);
    office.clock.advance(1min);
    reply.after = After::resolve;
    EXPECT_EQ(send(budi, reply).value().status, Status::resolved);
    EXPECT_EQ(send(budi, reply).value().status, Status::resolved);
    EXPECT_EQ(conversation().size(), 2U);
    EXPECT_EQ(office.happenings(ticket), (Names{"diajukan", "diambil", "tanggapan", "resolve"}));
}

TEST_F(StaffReplies, SentOnceMoreAskAsWell) {
    StaffReply reply{.body = "Mohon kirim tangkapan layar", .submit_id = "balas-1", .send_anyway = true};
    send(budi, reply);
    office.clock.advance(1min);
    reply.after = After::wait;
    EXPECT_EQ(send(budi, reply).value().status, Status::waiting);
    EXPECT_EQ(conversation().size(), 2U);
}

TEST_F(StaffReplies, SentOnceMoreResolveNothingThatTheRequesterHasAnswered) {
    StaffReply reply{.body = "Sudah selesai", .submit_id = "balas-1", .send_anyway = true};
    send(budi, reply);
    ask_staff("Belum bisa");
    reply.after = After::resolve;
    EXPECT_FALSE(send(budi, reply));
    EXPECT_EQ(now().status, Status::in_progress);
}

TEST_F(StaffReplies, OfAResolvedFormAnswerTheSameAgainWhateverCameAfter) {
    StaffReply reply{.body = "Sudah selesai", .submit_id = "balas-1", .send_anyway = true, .after = After::resolve};
    send(budi, reply);
    office.clock.advance(1h);
    ask_staff("Belum bisa");
    EXPECT_EQ(send(budi, reply).value().status, Status::in_progress) << "nothing changes";
    reply.after = After::stay;
    EXPECT_FALSE(send(budi, reply)) << "that form has resolved";
    EXPECT_EQ(conversation().size(), 3U);
}

TEST_F(StaffReplies, OfAFormThatHasBecomeSomethingElseAreNotSent) {
    const StaffReply first{.body = "Jawaban satu", .submit_id = "balas-1", .send_anyway = true};
    send(budi, first);
    auto other = first;
    other.body = "Jawaban dua";
    EXPECT_FALSE(send(budi, other));
    other.after = After::resolve;
    EXPECT_FALSE(send(budi, other));
    other = first;
    other.files = {
        .place = "balasan:" + ticket.number,
        .form = "balas-1",
        .arrived = {{.name = "a.pdf", .type = "application/pdf", .size = 1, .sha256 = std::string(64, 'c')}}};
    EXPECT_FALSE(send(budi, other)) << "the same words, with a file";
    EXPECT_TRUE(office.read([&](Tx& tx) { return sent_before(tx, budi, ticket, other); }));
    EXPECT_EQ(now().status, Status::in_progress);
    EXPECT_EQ(conversation().size(), 2U);
}

TEST_F(StaffReplies, AndNotesOfOneFormAreNotTheSame) {
    const auto note = [&](std::string_view body) {
        return office.write([&](Tx& tx) { return add_note(tx, budi, ticket, body, "satu"); });
    };
    ASSERT_TRUE(note("Hanya untuk kita"));
    EXPECT_FALSE(note("Hanya untuk tim"));
    EXPECT_FALSE(send(budi, {.body = "Hanya untuk kita", .submit_id = "satu", .send_anyway = true}));
    ASSERT_TRUE(send(budi, {.body = "Untuk pemohon", .submit_id = "dua", .send_anyway = true}));
    EXPECT_FALSE(office.write([&](Tx& tx) { return add_note(tx, budi, ticket, "Untuk pemohon", "dua"); }));
    EXPECT_EQ(conversation().size(), 3U);
}

TEST_F(StaffReplies, TakeTheirFilesWithThem) {
    StaffReply reply{.body = "Terlampir", .submit_id = "balas-1", .send_anyway = true};
    reply.files = {
        .place = "balasan:" + ticket.number,
        .form = "balas-1",
        .arrived = {{.name = "petunjuk.pdf", .type = "application/pdf", .size = 1, .sha256 = std::string(64, 'c')}}};
    send(budi, reply);
    send(budi, reply);
    ASSERT_EQ(conversation().back().files.size(), 1U);
    EXPECT_EQ(conversation().back().files.at(0).name, "petunjuk.pdf");
    EXPECT_TRUE(office.read([&](Tx& tx) { return waiting_at(tx, budi.id, "balasan:" + ticket.number); }).empty())
        << "the second copy is not kept";
}

TEST_F(StaffReplies, OfARestrictedTicketAreItsTeams) {
    ticket = office.open("ashari", "aduan-siber");
    EXPECT_EQ(refusal_of([&] { answer(budi); }), "NotFound");
    EXPECT_EQ(refusal_of([&] { answer(dewi); }), "NotFound");
    EXPECT_EQ(answer(office.person("citra"))->assignee_name, "Citra Maharani");
}

TEST_F(StaffReplies, HaveWordsForEveryMail) {
    for (const auto* event : {"dibuat", "tanggapan", "info", "resolve", "dibatalkan", "ubah", "baru", "balasan",
                              "tugas", "batal", "kembali", "eskalasi", "arahan"})
        for (const auto* part : {".s", ".b"})
            for (const auto lang : {Lang::id, Lang::en}) {
                const auto key = "m." + std::string(event) + part;
                EXPECT_NE(word(lang, key), key);
            }
}

struct InternalNotes : Handling {
    Message note(const Person& agent, std::string_view body = "Sudah menelepon unit kerja",
                 std::string_view form = "") {
        return office.write([&](Tx& tx) { return add_note(tx, agent, ticket, body, form).value(); });
    }
};

TEST_F(InternalNotes, StayWithTheTeamAndMoveNothing) {
    office.clock.advance(1h);
    note(budi);
    EXPECT_EQ(now().version, ticket.version);
    EXPECT_EQ(now().updated_at, ticket.updated_at);
    EXPECT_EQ(conversation().back().from, From::note);
    EXPECT_EQ(office.read([&](Tx& tx) { return history_of(tx, ashari, ticket); }).size(), 1U);
    EXPECT_EQ(office.happenings(ticket).back(), "catatan");
    EXPECT_EQ(mails_after(4), Names{});
}

TEST_F(InternalNotes, AreUnreadForTheAgentUnlessTheyWroteThem) {
    take_it(budi);
    office.write([&](Tx& tx) { mark_read(tx, budi, now_in(tx)); });
    note(budi);
    EXPECT_FALSE(now().staff_unread);
    note(rina);
    EXPECT_TRUE(now().staff_unread);
}

TEST_F(InternalNotes, SentTwiceAreOneNote) {
    EXPECT_EQ(note(budi, "Sekali", "catat-1").id, note(budi, "Sekali", "catat-1").id);
    EXPECT_EQ(conversation().size(), 2U);
    EXPECT_EQ(office.happenings(ticket).size(), 2U);
}

TEST_F(InternalNotes, HaveSomethingToSay) {
    EXPECT_EQ(check_note(Lang::id, " ").of("isi"), "Isi Isi catatan");
    EXPECT_EQ(check_note(Lang::id, std::string(5001, 'a')).of("isi"),
              "Isi catatan paling banyak 5.000 karakter; kurangi 1 karakter");
    EXPECT_TRUE(check_note(Lang::id, "ok").empty());
    EXPECT_THROW(note(budi, ""), std::invalid_argument);
}

struct Text {
    const char* body;
    bool suspicious;
};
class Secrets : public testing::TestWithParam<Text> {};

TEST_P(Secrets, AreNoticedBeforeTheyAreSent) {
    EXPECT_EQ(seems_to_hold_a_password(GetParam().body), GetParam().suspicious) << GetParam().body;
}

INSTANTIATE_TEST_SUITE_P(
    Texts, Secrets,
    testing::Values(
        Text{"Kata sandi: rahasia", true}, Text{"kata sandi baru Anda: Hero2026", true},
        Text{"Username: budi\nPassword = S3cret!", true}, Text{"password sementara Anda adalah Abc12345.", true},
        Text{"Your password is hunter22", true}, Text{"PASSWORD:\tqwerty", true},
        Text{"Silakan atur ulang kata sandi melalui tautan berikut: https://intra.kemendag.go.id/atur", false},
        Text{"Kata sandi: buka menu Akun, lalu pilih Ubah", false},
        Text{"Jangan menuliskan kata sandi pada tiket.", false}, Text{"Kata sandi Anda telah diatur ulang.", false},
        Text{"Password:", false}, Text{"password:\nTerima kasih", false}, Text{"", false},
        Text{"Terima kasih, kendala sudah selesai.", false}));

TEST(Secrets, AreLookedForQuickly) {
    std::string body;
    while (body.size() < 1 << 20) body += "password ";
    const auto began = std::clock();
    seems_to_hold_a_password(body);
    EXPECT_LT(std::clock() - began, 2 * CLOCKS_PER_SEC) << "of the processor's time";
}

}  // namespace
}  // namespace hero
