#include <gtest/gtest.h>

#include "tests/cast.hpp"
#include "tickets/moves.hpp"

namespace hero {
namespace {

using namespace std::chrono_literals;
using test::Ask;
using test::refusal_of;

struct Conversation : testing::Test {
    test::Office office;
    const Person& ashari = office.person("ashari");
    const Person& budi = office.person("budi");
    Ticket ticket = office.open("ashari");

    Message say(const Ticket& seen, std::string_view body = "Apakah sudah ada kabar?", std::string_view form = "") {
        return office.write([&](Tx& tx) { return reply(tx, office.desk(tx), ashari, seen, body, form).value(); });
    }
    // As handling does it.
    Ticket put(Status status, const Person* assignee) {
        return office.write([&](Tx& tx) {
            const auto before = fresh(tx, ticket);
            auto after = assignee ? given_to(tx, before, *assignee) : before;
            if (status == Status::waiting || status == Status::resolved) after = paused(tx, after);
            if (status == Status::resolved) after.resolved_at = after.confirm_by = after.confirmed_at = tx.now();
            if (status == Status::closed) after.closed_at = tx.now();
            after.status = status;
            after.requester_unread = true;
            return store(tx, before, after, assignee, {.happened = "uji"});
        });
    }
    std::vector<Message> seen_by(const Person& reader) {
        return office.read([&](Tx& tx) { return conversation_of(tx, reader, ticket); });
    }
};

TEST_F(Conversation, StaysOpenUntilSomebodyTakesIt) {
    say(ticket);
    EXPECT_EQ(office.now(ticket).status, Status::open);
    EXPECT_EQ(office.happenings(ticket).back(), "tanggapan");
    EXPECT_TRUE(office.now(ticket).staff_unread);
}

TEST_F(Conversation, ReturnsAWaitingTicketToItsAgentAndResumesTheClock) {
    const auto waiting = put(Status::waiting, &budi);
    office.clock.advance(2h);
    say(waiting);
    const auto after = office.now(ticket);
    EXPECT_EQ(after.status, Status::in_progress);
    EXPECT_EQ(after.assignee, budi.id);
    EXPECT_FALSE(after.paused_at);
    EXPECT_FALSE(after.requester_unread);
    EXPECT_TRUE(after.staff_unread);
    EXPECT_EQ(after.resolution_due, ticket.resolution_due + 2h);
    EXPECT_EQ(after.first_response_due, ticket.first_response_due + 2h);
    EXPECT_EQ(office.happenings(ticket).back(), "keterangan");
}

TEST_F(Conversation, ReturnsAWaitingTicketThatIsNobodysToTheQueue) {
    say(put(Status::waiting, nullptr));
    EXPECT_EQ(office.now(ticket).status, Status::open);
    EXPECT_FALSE(office.now(ticket).paused_at);
}

TEST_F(Conversation, ReturnsATicketToTheQueueWhenItsAgentNoLongerWorksThere) {
    const auto waiting = put(Status::waiting, &budi);
    office.write([&](Tx& tx) { set_active(tx, budi, false); });
    say(waiting);
    EXPECT_EQ(office.now(ticket).status, Status::open);
    EXPECT_FALSE(office.now(ticket).assignee);
    EXPECT_EQ(office.now(ticket).assignee_name, "");
}

TEST_F(Conversation, ReopensASolvedTicket) {
    say(put(Status::resolved, &budi));
    const auto after = office.now(ticket);
    EXPECT_EQ(after.status, Status::in_progress);
    EXPECT_FALSE(after.resolved_at || after.confirm_by || after.confirmed_at || after.paused_at);
    EXPECT_EQ(office.happenings(ticket).back(), "dibuka_kembali");
}

TEST_F(Conversation, EndsWithTheTicket) {
    const auto closed = put(Status::closed, &budi);
    EXPECT_EQ(refusal_of([&] { say(closed); }), "x.409.keadaan");
    EXPECT_EQ(seen_by(ashari).size(), 1U);
}

TEST_F(Conversation, TellsTheAgentElseTheTeam) {
    say(ticket);
    EXPECT_EQ(office.mails(ticket),
              (std::vector<std::string>{"dibuat > Muhammad Ashari", "baru > Budi Santoso", "baru > Dewi Anggraini",
                                        "baru > Rina Wulandari", "balasan > Budi Santoso", "balasan > Dewi Anggraini",
                                        "balasan > Rina Wulandari"}));
    office.clock.advance(1h);
    say(put(Status::in_progress, &budi));
    EXPECT_EQ(office.mails(ticket).size(), 8U);
}

TEST_F(Conversation, TakesARepeatedReplyForTheSame) {
    const auto waiting = put(Status::waiting, &budi);
    const auto first = say(waiting, "Ini keterangannya", "balas-1");
    office.clock.advance(1h);
    const auto version = office.now(ticket).version;
    const auto again = say(waiting, "Ini keterangannya", "balas-1");
    EXPECT_EQ(again.id, first.id);
    EXPECT_EQ(again.created_at, first.created_at);
    EXPECT_EQ(office.now(ticket).version, version);
    EXPECT_EQ(seen_by(ashari).size(), 2U);
    EXPECT_EQ(office.mails(ticket).back(), "balasan > Budi Santoso");
    EXPECT_EQ(office.mails(ticket).size(), 5U);
}

TEST_F(Conversation, AnswersARepeatedReplyEvenAfterTheTicketClosed) {
    const auto first = say(ticket, "Terima kasih", "balas-1");
    put(Status::closed, &budi);
    EXPECT_EQ(say(ticket, "Terima kasih", "balas-1").id, first.id);
}

TEST_F(Conversation, HidesNotesFromTheRequester) {
    office.write([&](Tx& tx) { add_message(tx, ticket, From::note, &budi, "Rahasia tim", ""); });
    EXPECT_EQ(seen_by(ashari).size(), 1U);
    ASSERT_EQ(seen_by(budi).size(), 2U);
    EXPECT_EQ(seen_by(budi)[1].from, From::note);
    EXPECT_EQ(refusal_of([&] { seen_by(office.person("sari")); }), "NotFound");
}

TEST_F(Conversation, HidesNotesFromStaffWhoFiledTheTicket) {
    const auto own = office.open("rina");
    office.write([&](Tx& tx) { add_message(tx, own, From::note, &budi, "Rahasia tim", ""); });
    EXPECT_EQ(office.read([&](Tx& tx) { return conversation_of(tx, office.person("rina"), own); }).size(), 1U);
}

TEST_F(Conversation, ShowsTheNewestMessagesByTime) {
    for (int i = 0; i < 4; ++i) say(ticket, "Pesan " + std::to_string(i));
    const auto page = [&](std::int64_t before) {
        return office.read([&](Tx& tx) { return conversation_of(tx, ashari, ticket, before, 2); });
    };
    const auto last = page(0);
    ASSERT_EQ(last.size(), 2U);
    EXPECT_EQ(last[0].body, "Pesan 2");
    EXPECT_EQ(last[1].body, "Pesan 3");
    EXPECT_EQ(page(last[0].id)[1].body, "Pesan 1");
}

TEST_F(Conversation, ShowsStaffTheirPartOfTheHistory) {
    office.write([&](Tx& tx) {
        note_history(tx, ticket, &budi, {.happened = "catatan", .staff_only = true});
        note_history(tx, ticket, &budi, {.happened = "dampak", .detail = "Rendah → Tinggi"});
    });
    const auto history = [&](const Person& reader) {
        return office.read([&](Tx& tx) { return history_of(tx, reader, ticket); });
    };
    ASSERT_EQ(history(ashari).size(), 2U);
    EXPECT_EQ(history(ashari)[1].happened, "dampak");
    EXPECT_EQ(history(ashari)[1].detail, "Rendah → Tinggi");
    EXPECT_EQ(history(ashari)[1].actor_name, "Budi Santoso");
    ASSERT_EQ(history(budi).size(), 3U);
    EXPECT_TRUE(history(budi)[1].staff_only);
    EXPECT_EQ(refusal_of([&] { history(office.person("agus")); }), "NotFound");
}

TEST_F(Conversation, HasAWordForEveryHappening) {
    const auto keys = std::vector<std::string>{
        "diajukan", "lanjutan",     "dilanjutkan", "tanggapan",    "keterangan",    "dibuka_kembali",  "dibatalkan",
        "diambil",  "dikembalikan", "ditugaskan",  "menunggu",     "resolve",       "layanan",         "dampak",
        "catatan",  "eskalasi",     "arahan",      "diambil_alih", "lanjutan_lain", "dilanjutkan_lain"};
    for (const auto& key : keys)
        for (const auto lang : {Lang::id, Lang::en}) EXPECT_NE(word(lang, "riwayat." + key), "riwayat." + key);
}

TEST(CheckReply, WantsAMessageOrAFile) {
    test::Office office;
    const auto& sari = office.person("sari");
    FormFiles files{.place = "tanggapan:A-ESKA26000001", .form = "balas-1"};
    const auto complaint = [&](std::string_view body) {
        return office.read([&](Tx& tx) { return check_reply(tx, Lang::id, sari, body, files).of("isi").value_or(""); });
    };
    EXPECT_EQ(complaint("Terima kasih"), "");
    EXPECT_EQ(complaint(" \xE2\x80\x8B\n"), "Tulis tanggapan atau lampirkan file");
    EXPECT_EQ(complaint(std::string(5000, 'a')), "");
    EXPECT_EQ(complaint(std::string(5002, 'a')), "Tanggapan paling banyak 5.000 karakter; kurangi 2 karakter");
    EXPECT_EQ(complaint(std::string("a\0b", 3)),
              "Tanggapan memuat karakter yang tidak dapat dibaca. Hapus karakter tersebut atau ketik ulang teksnya.");
    EXPECT_NE(complaint(""), "");
    files.arrived = {{.name = "a.pdf", .type = "application/pdf", .size = 1, .sha256 = std::string(64, 'b')}};
    EXPECT_EQ(complaint(""), "");
    office.write([&](Tx& tx) { keep_waiting(tx, sari.id, files); });
    files.arrived.clear();
    EXPECT_EQ(complaint(""), "");
    files.form = "balas-2";
    EXPECT_NE(complaint(""), "") << "another form";
}

TEST_F(Conversation, RefusesATextThatWasNotChecked) {
    EXPECT_THROW(say(ticket, std::string(5001, 'a')), std::invalid_argument);
    EXPECT_THROW(say(ticket, "\xFF"), std::invalid_argument);
    EXPECT_EQ(seen_by(ashari).size(), 1U);
}

TEST_F(Conversation, TakesNothingElseFromAFormItHas) {
    const auto send = [&](std::string_view body, const FormFiles& files = {}) {
        return office.write([&](Tx& tx) { return reply(tx, office.desk(tx), ashari, ticket, body, "balas-1", files); });
    };
    ASSERT_TRUE(send("Teks pertama"));
    EXPECT_TRUE(send("Teks pertama ")) << "sent again";
    EXPECT_FALSE(send("Teks kedua"));
    EXPECT_FALSE(
        send("Teks pertama", {.place = "tanggapan:" + ticket.number,
                              .form = "balas-1",
                              .arrived = {{.name = "a.pdf", .type = "application/pdf", .size = 1, .sha256 = "b"}}}));
    EXPECT_EQ(seen_by(ashari).size(), 2U);
}

TEST_F(Conversation, SendsItsFilesWithIt) {
    const FormFiles files{
        .place = "tanggapan:" + ticket.number,
        .form = "balas-1",
        .arrived = {{.name = "a.pdf", .type = "application/pdf", .size = 1, .sha256 = std::string(64, 'b')}}};
    const auto send = [&] {
        return office.write(
            [&](Tx& tx) { return reply(tx, office.desk(tx), ashari, ticket, "", "balas-1", files).value(); });
    };
    const auto message = send();
    ASSERT_EQ(message.files.size(), 1U);
    EXPECT_EQ(send().files.size(), 1U) << "sent again";
    EXPECT_TRUE(office.read([&](Tx& tx) { return waiting_at(tx, ashari.id, files.place); }).empty());
    const auto file = [&](const Person& reader) {
        return office.read([&](Tx& tx) { return attachment_for(tx, reader, message.files[0].id); });
    };
    EXPECT_EQ(file(ashari).name, "a.pdf");
    EXPECT_EQ(file(budi).name, "a.pdf");
    for (const auto* stranger : {"sari", "agus", "ratna"})
        EXPECT_EQ(refusal_of([&] { file(office.person(stranger)); }), "NotFound");
}

TEST_F(Conversation, KeepsFilesOfNotesAndOfFormsAway) {
    const auto kept = office.write([&](Tx& tx) {
        const std::vector<StoredFile> files{
            {.name = "a.pdf", .type = "application/pdf", .size = 1, .sha256 = std::string(64, 'b')}};
        const FormFiles own{.place = "catatan", .form = "catat-1", .arrived = files};
        return std::pair{
            add_message(tx, ticket, From::note, &budi, "Lihat lampiran", "", own),
            keep_waiting(tx, ashari.id, {.place = "tanggapan:" + ticket.number, .arrived = files}).front()};
    });
    const auto& note = kept.first;
    const auto& waiting = kept.second;
    const auto file = [&](const Person& reader, std::string_view id) {
        return office.read([&](Tx& tx) { return attachment_for(tx, reader, id); });
    };
    EXPECT_EQ(file(budi, note.files.at(0).id).name, "a.pdf");
    EXPECT_EQ(refusal_of([&] { file(ashari, note.files[0].id); }), "NotFound");
    EXPECT_EQ(file(ashari, waiting.id).name, "a.pdf");
    EXPECT_EQ(refusal_of([&] { file(budi, waiting.id); }), "NotFound");
    EXPECT_EQ(refusal_of([&] { file(budi, "tidak ada"); }), "NotFound");
}

TEST_F(Conversation, MarksWhatItsReaderHasRead) {
    const auto mine = put(Status::in_progress, &budi);
    const auto read_by = [&](std::string_view key) {
        const auto seen = office.now(mine);
        office.write([&](Tx& tx) { mark_read(tx, office.person(key), seen); });
    };
    read_by("ashari");
    EXPECT_FALSE(office.now(ticket).requester_unread);
    EXPECT_TRUE(office.now(ticket).staff_unread);
    read_by("rina");
    EXPECT_TRUE(office.now(ticket).staff_unread);
    read_by("budi");
    EXPECT_FALSE(office.now(ticket).staff_unread);
    EXPECT_EQ(office.now(ticket).version, mine.version);
    EXPECT_EQ(refusal_of([&] { read_by("sari"); }), "NotFound");
}

TEST_F(Conversation, MarksATicketThatIsNobodysReadByAnyMember) {
    office.write([&](Tx& tx) { mark_read(tx, office.person("rina"), ticket); });
    EXPECT_FALSE(office.now(ticket).staff_unread);
}

TEST_F(Conversation, CancelsWhatIsNotYetSolved) {
    const auto waiting = put(Status::waiting, &budi);
    const auto stop = [&](const Ticket& seen) {
        return office.write([&](Tx& tx) { return cancel(tx, office.desk(tx), ashari, seen); });
    };
    EXPECT_EQ(refusal_of([&] { stop(ticket); }), "x.409");  // an older version
    const auto cancelled = stop(waiting);
    EXPECT_EQ(cancelled.status, Status::closed);
    EXPECT_EQ(cancelled.close_reason, "dibatalkan");
    EXPECT_EQ(cancelled.closed_at, office.clock.now());
    EXPECT_FALSE(cancelled.reopen_by || cancelled.paused_at);
    EXPECT_EQ(refusal_of([&] { stop(cancelled); }), "x.409.keadaan");
    const auto mails = office.mails(ticket);
    EXPECT_EQ(std::vector(mails.end() - 2, mails.end()),
              (std::vector<std::string>{"dibatalkan > Muhammad Ashari", "batal > Budi Santoso"}));
}

}  // namespace
}  // namespace hero
