#include "closing/closing.hpp"
#include "handling/handling_for_tests.hpp"

namespace hero {
namespace {

using namespace std::chrono_literals;
using test::refusal_of;
using Names = std::vector<std::string>;

struct ServiceAndImpact : Handling {
    Ticket move_to(std::string_view service, const Person& agent, std::string_view reason = "Salah kategori") {
        return office.write(
            [&](Tx& tx) { return change_service(tx, office.desk(tx), agent, now_in(tx), service, reason); });
    }
    Ticket rate_impact(Impact impact, const Person& agent, std::string_view reason = "Banyak yang terdampak") {
        return office.write(
            [&](Tx& tx) { return change_impact(tx, office.desk(tx), agent, now_in(tx), impact, reason); });
    }
    HistoryEntry last_of(const Person& reader) {
        return office.read([&](Tx& tx) { return history_of(tx, reader, ticket); }).back();
    }
};

TEST_F(ServiceAndImpact, StayWithinWhatTheRequesterCouldHaveChosen) {
    auto draft = office.draft();
    draft.service = "e-ska";
    const auto& sari = office.person("sari");
    const auto outside =
        office.write([&](Tx& tx) { return open_ticket(tx, office.desk(tx), sari, Channel::google, draft); });
    const auto to = [&](std::string_view service) {
        return office.read(
            [&](Tx& tx) { return check_service_change(tx, office.desk(tx), Lang::id, outside, service, "Salah"); });
    };
    EXPECT_EQ(to("inatrade").of("layanan"), "Sub Kategori: INATRADE tidak tersedia bagi pemohon tiket ini");
    EXPECT_EQ(to("aduan-siber").of("layanan"), "Sub Kategori: Aduan Siber tidak tersedia bagi pemohon tiket ini");
    EXPECT_TRUE(to("kudagang").empty());
    EXPECT_THROW(
        office.write([&](Tx& tx) { return change_service(tx, office.desk(tx), budi, outside, "inatrade", "Salah"); }),
        std::invalid_argument);
    EXPECT_EQ(office.now(outside).version, outside.version);
}

TEST_F(ServiceAndImpact, KeepNumberAndAgentWithinATeam) {
    take_it(budi);
    const auto moved = move_to("intranet", budi);
    EXPECT_EQ(moved.number, ticket.number);
    EXPECT_EQ(moved.assignee, budi.id);
    EXPECT_EQ(moved.status, Status::in_progress);
    EXPECT_TRUE(moved.requester_unread);
    EXPECT_EQ(moved.resolution_due, ticket.resolution_due);
    EXPECT_EQ(last_of(ashari).happened, "layanan");
    EXPECT_EQ(last_of(ashari).detail, "Hero → Intranet. Salah kategori");
    EXPECT_EQ(mails_after(4), (Names{"ubah > Muhammad Ashari"}));
}

TEST_F(ServiceAndImpact, SendATicketToTheQueueOfAnotherTeam) {
    answer(budi, After::wait);
    office.clock.advance(24h);
    const auto before = office.mails(ticket).size();
    const auto moved = move_to("data-ska", budi);
    EXPECT_EQ(moved.team, office.team("tim-data"));
    EXPECT_EQ(moved.status, Status::open);
    EXPECT_FALSE(moved.assignee || moved.paused_at);
    EXPECT_EQ(moved.kind, TicketKind::request);  // takes no problems
    EXPECT_TRUE(moved.staff_unread);
    EXPECT_EQ(moved.resolution_due, ticket.created_at + 14 * 24h + 24h);  // ten working days, and the day of the pause
    EXPECT_EQ(mails_after(before), (Names{"ubah > Muhammad Ashari", "baru > Dewi Anggraini", "baru > Nurul Hidayah"}));
    EXPECT_EQ(refusal_of([&] { take_it(budi); }), "NotFound");
    EXPECT_EQ(take_it(office.person("nurul")).status, Status::in_progress);
}

TEST_F(ServiceAndImpact, RestrictWhatBecomesRestricted) {
    const auto moved = move_to("aduan-siber", budi);
    EXPECT_TRUE(moved.restricted);
    EXPECT_EQ(moved.resolution_due, ticket.created_at + 72h);
    EXPECT_EQ(refusal_of([&] { office.read([&](Tx& tx) { ticket_for(tx, dewi, ticket.number); }); }), "NotFound");
    office.read([&](Tx& tx) { ticket_for(tx, office.person("wahyu"), ticket.number); });
    EXPECT_FALSE(move_to("hero", office.person("citra")).restricted);
}

// What is said of a follow-up in the history of `of`: "" for nothing.
std::string told_of_follow_up(test::Office& office, const Person& reader, const Ticket& of) {
    const auto now = office.now(of);
    for (const auto& entry : office.read([&](Tx& tx) { return history_of(tx, reader, now); }))
        if (entry.happened.find("lanjut") != std::string::npos) return entry.happened + " " + entry.detail;
    return "";
}

TEST_F(ServiceAndImpact, HideTheNumberOfAFollowUpThatBecomesRestricted) {
    const auto first = office.write([&](Tx& tx) { return cancel(tx, office.desk(tx), ashari, ticket); });
    auto draft = office.draft();
    draft.follows = first.number;
    ticket = office.open("ashari", draft);
    const auto& ratna = office.person("ratna");
    const auto named = "dilanjutkan " + ticket.number;
    for (const auto* reader : {&ashari, &rina, &dewi, &ratna})
        EXPECT_EQ(told_of_follow_up(office, *reader, first), named) << reader->name;
    EXPECT_EQ(told_of_follow_up(office, rina, ticket), "lanjutan " + first.number);

    move_to("aduan-siber", budi);
    for (const auto* reader : {&budi, &rina, &dewi, &ratna})
        EXPECT_EQ(told_of_follow_up(office, *reader, first), "dilanjutkan_lain ") << reader->name;
    EXPECT_EQ(told_of_follow_up(office, ashari, first), named) << "whose tickets they are";
    EXPECT_EQ(told_of_follow_up(office, office.person("citra"), ticket), "lanjutan_lain ")
        << "nor does the other team come upon the first";
}

TEST_F(ServiceAndImpact, HideTheNumberOfAFollowedTicketThatBecomesRestricted) {
    answer(budi, After::resolve);
    office.write([&](Tx& tx) { rate(tx, office.desk(tx), ashari, confirm(tx, ashari, now_in(tx), "", ""), 4, ""); });
    auto draft = office.draft();
    draft.follows = ticket.number;
    const auto second = office.open("ashari", draft);
    EXPECT_EQ(told_of_follow_up(office, rina, second), "lanjutan " + ticket.number);

    office.write([&](Tx& tx) { reopen(tx, office.desk(tx), ashari, now_in(tx), "Terjadi lagi", ""); });
    move_to("aduan-siber", budi);
    EXPECT_EQ(told_of_follow_up(office, rina, second), "lanjutan_lain ");
    EXPECT_EQ(told_of_follow_up(office, ashari, second), "lanjutan " + ticket.number);
}

TEST_F(ServiceAndImpact, MayBeMadeByAnyMemberWhileTheTicketIsNobodys) {
    EXPECT_EQ(move_to("intranet", rina).assignee, std::nullopt);
    take_it(budi);
    EXPECT_EQ(refusal_of([&] { move_to("hero", rina); }), "ag.bukan_petugas");
    EXPECT_EQ(refusal_of([&] { rate_impact(Impact::high, rina); }), "ag.bukan_petugas");
    EXPECT_EQ(rate_impact(Impact::high, dewi).impact, Impact::high);
}

TEST_F(ServiceAndImpact, OfImpactPromiseAnew) {
    office.clock.advance(2h);
    const auto urgent = rate_impact(Impact::high, budi);
    EXPECT_EQ(urgent.impact, Impact::high);
    EXPECT_EQ(urgent.first_response_due, ticket.created_at + 1h);
    EXPECT_EQ(urgent.resolution_due, ticket.created_at + 24h);
    EXPECT_EQ(last_of(ashari).detail, "Rendah → Tinggi. Banyak yang terdampak");
    EXPECT_EQ(rate_impact(Impact::low, budi).resolution_due, ticket.resolution_due);
}

TEST_F(ServiceAndImpact, SpeakTheRequestersLanguage) {
    office.write([&](Tx& tx) { set_language(tx, ashari, Lang::en); });
    const auto english = office.write([&](Tx& tx) { return person_by_id(tx, ashari.id).value(); });
    ticket = office.write(
        [&](Tx& tx) { return open_ticket(tx, office.desk(tx), english, Channel::intranet, office.draft()); });
    rate_impact(Impact::medium, budi, "Team blocked");
    EXPECT_EQ(last_of(ashari).detail, "Low → Medium. Team blocked");
}

TEST_F(ServiceAndImpact, WantAReasonAndSomethingToChange) {
    const auto service = [&](std::string_view to, std::string_view reason) {
        return office.read(
            [&](Tx& tx) { return check_service_change(tx, office.desk(tx), Lang::id, ticket, to, reason); });
    };
    EXPECT_TRUE(service("intranet", "Salah").empty());
    EXPECT_EQ(service("hero", "Salah").of("layanan"),
              "Pilih kategori lain; tiket ini sudah berada pada layanan tersebut");
    EXPECT_EQ(service("tidak-ada", "Salah").of("layanan"), "Pilih kategori dan sub kategori layanan");
    EXPECT_EQ(service("intranet", "\n ").of("alasan"), "Isi Alasan perubahan");
    EXPECT_TRUE(service("intranet", std::string(500, 'a')).empty());
    EXPECT_EQ(service("intranet", std::string(501, 'a')).of("alasan"),
              "Alasan perubahan paling banyak 500 karakter; kurangi 1 karakter");
    EXPECT_TRUE(service("intranet", "a\xFF").of("alasan"));
    EXPECT_TRUE(check_impact_change(Lang::id, ticket, "tinggi", "Salah").empty());
    EXPECT_EQ(check_impact_change(Lang::id, ticket, "rendah", "Salah").of("dampak"),
              "Pilih tingkat dampak lain; tiket ini sudah berada pada tingkat tersebut");
    EXPECT_EQ(check_impact_change(Lang::id, ticket, "kritis", "Salah").of("dampak"), "Pilih tingkat dampak");
    EXPECT_THROW(move_to("intranet", budi, ""), std::invalid_argument);
    EXPECT_THROW(rate_impact(Impact::low, budi), std::invalid_argument);
    EXPECT_EQ(now().version, 1);
}

}  // namespace
}  // namespace hero
