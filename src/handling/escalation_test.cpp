#include "handling/handling_for_tests.hpp"

namespace hero {
namespace {

using namespace std::chrono_literals;
using test::refusal_of;
using Names = std::vector<std::string>;

struct Escalations : Handling {
    Escalations() {
        take_it(budi);
        mails_before = office.mails(ticket).size();
    }
    std::size_t mails_before = 0;

    std::vector<Escalation> all() {
        return office.read([&](Tx& tx) { return escalations_of(tx, ticket); });
    }
};

TEST_F(Escalations, AskTheSupervisorsOfTheTeam) {
    const auto escalated = escalate_it(budi, "6", "tugaskan", " Perlu akses basis data ");
    EXPECT_TRUE(escalated.escalated);
    EXPECT_EQ(escalated.assignee, budi.id);
    EXPECT_EQ(escalated.status, Status::in_progress);
    const auto waiting = waiting_escalation().value();
    EXPECT_EQ(waiting.agent_name, "Budi Santoso");
    EXPECT_EQ(waiting.reason, "6");
    EXPECT_EQ(waiting.wish, "tugaskan");
    EXPECT_EQ(waiting.note, "Perlu akses basis data");
    EXPECT_EQ(waiting.created_at, office.clock.now());
    EXPECT_FALSE(waiting.answered_at);
    EXPECT_EQ(mails_after(mails_before), (Names{"eskalasi > Dewi Anggraini"}));
    EXPECT_EQ(office.read([&](Tx& tx) { return history_of(tx, ashari, ticket); }).back().happened, "diambil");
}

TEST_F(Escalations, AreTheAssignedAgentsAndOnePerTicket) {
    EXPECT_EQ(refusal_of([&] { escalate_it(rina); }), "ag.bukan_petugas");
    EXPECT_EQ(refusal_of([&] { escalate_it(dewi); }), "NotFound");
    escalate_it(budi);
    EXPECT_EQ(refusal_of([&] { escalate_it(budi); }), "x.409.keadaan");
    EXPECT_EQ(all().size(), 1U);
}

TEST_F(Escalations, ReturnWithGuidance) {
    escalate_it(budi);
    office.clock.advance(1h);
    const auto guided = office.write([&](Tx& tx) { return guide(tx, dewi, now_in(tx), "Minta log dari tim data."); });
    EXPECT_FALSE(guided.escalated);
    EXPECT_EQ(guided.assignee, budi.id);
    EXPECT_TRUE(guided.staff_unread);
    EXPECT_EQ(conversation().back().from, From::note);
    EXPECT_EQ(conversation().back().body, "Minta log dari tim data.");
    EXPECT_FALSE(waiting_escalation());
    EXPECT_EQ(all().at(0).decision, "arahan");
    EXPECT_EQ(all()[0].answer, "Minta log dari tim data.");
    EXPECT_EQ(all()[0].answered_at, office.clock.now());
    EXPECT_EQ(mails_after(mails_before + 1), (Names{"arahan > Budi Santoso"}));
}

TEST_F(Escalations, GoToAnotherAgent) {
    escalate_it(budi);
    const auto answered =
        office.write([&](Tx& tx) { return answer_by_assigning(tx, dewi, now_in(tx), rina.id, "Rina menguasai ini"); });
    EXPECT_FALSE(answered.escalated);
    EXPECT_EQ(answered.assignee, rina.id);
    EXPECT_EQ(all().at(0).decision, "tugaskan");
    EXPECT_EQ(office.happenings(ticket).back(), "ditugaskan");
    EXPECT_EQ(conversation().back().from, From::note);
    EXPECT_EQ(conversation().back().body, "Rina menguasai ini") << "whoever goes on reads it";
    EXPECT_EQ(mails_after(mails_before + 1), (Names{"tugas > Rina Wulandari", "alih > Budi Santoso"}));
}

TEST_F(Escalations, GoToNobodyWhoMayNotHaveTheTicket) {
    escalate_it(budi);
    const auto refused = refusal_of([&] {
        office.write([&](Tx& tx) { answer_by_assigning(tx, dewi, now_in(tx), office.person("agus").id, ""); });
    });
    EXPECT_EQ(refused, "sv.tugaskan.tidak_dapat");
    EXPECT_TRUE(waiting_escalation());
}

TEST_F(Escalations, AreTakenOverByTheSupervisor) {
    escalate_it(budi);
    const auto answered = office.write([&](Tx& tx) { return answer_by_taking_over(tx, dewi, now_in(tx), ""); });
    EXPECT_FALSE(answered.escalated);
    EXPECT_EQ(answered.assignee, dewi.id);
    EXPECT_EQ(all().at(0).decision, "selesaikan");
    EXPECT_EQ(office.happenings(ticket).back(), "diambil_alih");
    EXPECT_NE(conversation().back().from, From::note) << "no note when nothing was said";
    EXPECT_EQ(mails_after(mails_before + 1), (Names{"alih > Budi Santoso"}));
}

TEST_F(Escalations, AreToldInTheHistoryOfStaff) {
    escalate_it(budi, "6", "tugaskan", "Perlu akses basis data");
    const auto told = office.read([&](Tx& tx) { return history_of(tx, budi, ticket); }).back();
    EXPECT_EQ(told.happened, "eskalasi");
    EXPECT_EQ(told.detail, "Perlu akses basis data");
}

TEST_F(Escalations, AreAnsweredOnce) {
    escalate_it(budi);
    const auto seen = now();
    office.write([&](Tx& tx) { guide(tx, dewi, seen, "Lanjutkan."); });
    EXPECT_EQ(refusal_of([&] { office.write([&](Tx& tx) { answer_by_taking_over(tx, dewi, seen, ""); }); }),
              "x.409.keadaan");
    EXPECT_EQ(refusal_of([&] { office.write([&](Tx& tx) { guide(tx, dewi, now_in(tx), "Lagi"); }); }), "x.409.keadaan");
}

TEST_F(Escalations, EndWithTheWorkAndMayComeAgain) {
    escalate_it(budi);
    answer(budi, After::resolve);
    EXPECT_FALSE(now().escalated);
    EXPECT_FALSE(waiting_escalation());
    ask_staff("Masih belum");
    escalate_it(budi, "2", "putuskan");
    EXPECT_EQ(waiting_escalation()->reason, "2");
    EXPECT_EQ(all().size(), 2U);
}

TEST_F(Escalations, AreCheckedBeforeTheyAreMade) {
    const auto complaint = [](std::string_view reason, std::string_view wish, std::string_view note) {
        const auto errors = check_escalation(Lang::id, reason, wish, note);
        return errors.empty() ? std::string() : errors.list().front().field + ": " + errors.list().front().text;
    };
    for (const auto wish : wishes) EXPECT_EQ(complaint("1", wish, ""), "");
    for (const auto* reason : {"", "0", "7", "x", "1 "})
        EXPECT_EQ(complaint(reason, "bantuan", ""), "alasan: Pilih alasan eskalasi");
    EXPECT_EQ(complaint("1", "", ""), "harapan: Pilih yang Anda harapkan dari supervisor");
    EXPECT_EQ(complaint("6", "bantuan", " "), "catatan: Isi Catatan");
    EXPECT_EQ(complaint("1", "bantuan", std::string(2001, 'a')),
              "catatan: Catatan paling banyak 2.000 karakter; kurangi 1 karakter");
    EXPECT_EQ(check_guidance(Lang::id, "").of("arahan"), "Isi Arahan");
    EXPECT_TRUE(check_answer(Lang::id, "").empty());
    EXPECT_THROW(escalate_it(budi, "9"), std::invalid_argument);
    for (const auto wish : wishes)
        EXPECT_NE(word(Lang::en, "ag.harapan." + std::string(wish)), "ag.harapan." + std::string(wish));
}

}  // namespace
}  // namespace hero
