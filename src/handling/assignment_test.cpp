#include <latch>
#include <thread>

#include "handling/handling_for_tests.hpp"

namespace hero {
namespace {

using namespace std::chrono_literals;
using test::refusal_of;
using Names = std::vector<std::string>;

struct Assigning : Handling {};

TEST_F(Assigning, TakesATicketIntoWork) {
    const auto taken = take_it(budi);
    EXPECT_EQ(taken.status, Status::in_progress);
    EXPECT_EQ(taken.assignee_name, "Budi Santoso");
    EXPECT_EQ(taken.started_at, office.clock.now());
    EXPECT_FALSE(taken.first_responded_at);
    EXPECT_EQ(office.happenings(ticket).back(), "diambil");
}

TEST_F(Assigning, NamesWhoWasFaster) {
    office.write([&](Tx& tx) { take(tx, budi, ticket); });
    try {
        office.write([&](Tx& tx) { take(tx, rina, ticket); });
        FAIL() << "taken twice";
    } catch (const Conflict& conflict) {
        EXPECT_EQ(conflict.message, "ag.ambil.sudah");
        EXPECT_EQ(conflict.name, "Budi Santoso");
    }
}

TEST_F(Assigning, HasOneWinnerWhenMembersReachForATicketAtOnce) {
    for (int round = 0; round < 8; ++round) {
        const auto wanted = office.open("ashari");
        std::latch start{3};
        std::atomic<int> won = 0;
        std::atomic<int> told = 0;
        {
            std::vector<std::jthread> members;
            for (const auto* member : {&budi, &rina, &dewi})
                members.emplace_back([&, member] {
                    start.arrive_and_wait();
                    const auto refusal = refusal_of([&] { office.write([&](Tx& tx) { take(tx, *member, wanted); }); });
                    ++(refusal.empty() ? won : told);
                    EXPECT_TRUE(refusal.empty() || refusal == "ag.ambil.sudah") << refusal;
                });
        }
        EXPECT_EQ(won, 1);
        EXPECT_EQ(told, 2);
    }
}

TEST_F(Assigning, ReturnsATicketToTheQueue) {
    take_it(budi);
    const auto returned = give_it_back(budi);
    EXPECT_EQ(returned.status, Status::open);
    EXPECT_FALSE(returned.assignee);
    EXPECT_EQ(returned.assignee_name, "");
    EXPECT_TRUE(returned.started_at);
    EXPECT_EQ(mails_after(4), (Names{"kembali > Dewi Anggraini", "kembali > Rina Wulandari"}));
}

TEST_F(Assigning, LeavesAWaitingTicketWaitingInTheQueue) {
    answer(budi, After::wait);
    const auto returned = give_it_back(budi);
    EXPECT_EQ(returned.status, Status::waiting);
    EXPECT_TRUE(returned.paused_at);
    EXPECT_EQ(take_it(rina).status, Status::waiting);
}

TEST_F(Assigning, ReturnsOnlyWhatOneHoldsOrSupervises) {
    take_it(budi);
    EXPECT_EQ(refusal_of([&] { give_it_back(rina); }), "ag.bukan_petugas");
    EXPECT_EQ(refusal_of([&] { give_it_back(office.person("agus")); }), "NotFound");
    EXPECT_EQ(give_it_back(dewi).status, Status::open);
}

TEST_F(Assigning, GivesATicketToAMember) {
    const auto assigned = assign_it(dewi, rina.id);
    EXPECT_EQ(assigned.status, Status::in_progress);
    EXPECT_EQ(assigned.assignee, rina.id);
    EXPECT_EQ(office.happenings(ticket).back(), "ditugaskan");
    EXPECT_EQ(mails_after(4), (Names{"tugas > Rina Wulandari"}));
    EXPECT_EQ(assign_it(dewi, budi.id).assignee, budi.id);
}

TEST_F(Assigning, ChangesNothingWhenTheTicketIsThatMembersAlready) {
    const auto assigned = assign_it(dewi, rina.id);
    EXPECT_EQ(assign_it(dewi, rina.id).version, assigned.version);
    EXPECT_EQ(mails_after(4).size(), 1U);
}

TEST_F(Assigning, LetsASupervisorKeepATicket) {
    EXPECT_EQ(assign_it(dewi, dewi.id).assignee, dewi.id);
    EXPECT_EQ(mails_after(4), Names{});
}

TEST_F(Assigning, GivesATicketToNobodyElse) {
    const auto own = office.open("rina");
    const auto refused = [&](const Ticket& one, std::int64_t agent) {
        return refusal_of([&] { office.write([&](Tx& tx) { assign(tx, dewi, one, agent); }); });
    };
    EXPECT_EQ(refused(own, rina.id), "sv.tugaskan.tidak_dapat");
    for (const auto* key : {"agus", "citra", "ratna", "sari"})
        EXPECT_EQ(refused(ticket, office.person(key).id), "sv.tugaskan.tidak_dapat");
    EXPECT_EQ(refused(ticket, 99999), "sv.tugaskan.tidak_dapat");
    office.write([&](Tx& tx) { set_active(tx, rina, false); });
    EXPECT_EQ(refused(ticket, rina.id), "sv.tugaskan.tidak_dapat");
    EXPECT_FALSE(now().assignee);
}

TEST_F(Assigning, KeepsAnEscalationWhenTheTicketIsOnlyGivenToAnother) {
    take_it(budi);
    escalate_it(budi);
    EXPECT_TRUE(assign_it(dewi, rina.id).escalated);
    EXPECT_TRUE(waiting_escalation());
}

struct Loads : Handling {
    std::vector<std::string> loads() {
        std::vector<std::string> result;
        for (const auto& load : office.read([&](Tx& tx) { return loads_of(tx, office.desk(tx), dewi, ticket.team); }))
            result.push_back(load.agent.name + " " + std::to_string(load.open) + " " + std::to_string(load.due_soon));
        return result;
    }
    int hand(std::int64_t from, std::optional<std::int64_t> to, std::string_view by = "dewi") {
        return office.write([&](Tx& tx) { return hand_over(tx, office.person(by), from, to); });
    }
    std::vector<Ticket> give_many(int amount) {
        std::vector<Ticket> tickets;
        for (int i = 0; i < amount; ++i) tickets.push_back(office.open("ashari"));
        office.write([&](Tx& tx) {
            for (auto& one : tickets) one = take(tx, budi, one);
        });
        return tickets;
    }
};

TEST_F(Loads, ShowWhoCarriesHowMuchAndWhatIsDueSoon) {
    take_it(budi);
    auto urgent = office.draft();
    urgent.impact = "tinggi";  // 7,5 working hours
    office.write([&](Tx& tx) { take(tx, budi, open_ticket(tx, office.desk(tx), ashari, Channel::intranet, urgent)); });
    EXPECT_EQ(loads(), (Names{"Budi Santoso 2 0", "Dewi Anggraini 0 0", "Rina Wulandari 0 0"}));
    office.clock.advance(6h + 30min);  // 15.30: half an hour today, one and a half tomorrow
    EXPECT_EQ(loads().front(), "Budi Santoso 2 1");
    office.clock.advance(24h);  // overdue is not due soon
    EXPECT_EQ(loads().front(), "Budi Santoso 2 0");
    answer(budi, After::resolve);
    EXPECT_EQ(loads().front(), "Budi Santoso 1 0");
}

TEST_F(Loads, OfRestrictedTicketsAreThereForTheirTeamAlone) {
    const auto report = office.open("ashari", "aduan-siber");
    const auto wahyu = office.person("wahyu");
    office.write([&](Tx& tx) {
        set_teams(tx, budi, {ticket.team, report.team});
        take(tx, *person_by_id(tx, budi.id), report);
    });
    const auto seen_by = [&](const Person& reader, std::int64_t team) {
        const auto all = office.read([&](Tx& tx) { return loads_of(tx, office.desk(tx), reader, team); });
        return std::ranges::find(all, budi.id, [](const Load& load) { return load.agent.id; })->open;
    };
    EXPECT_EQ(seen_by(dewi, ticket.team), 0);
    EXPECT_EQ(seen_by(wahyu, report.team), 1);
    EXPECT_EQ(loads(), (Names{"Budi Santoso 0 0", "Dewi Anggraini 0 0", "Rina Wulandari 0 0"}));
    office.clock.advance(report.resolution_due - 1h - office.clock.now());
    const auto due_soon = office.read([&](Tx& tx) { return loads_of(tx, office.desk(tx), wahyu, report.team); });
    EXPECT_EQ(std::ranges::find(due_soon, budi.id, [](const Load& load) { return load.agent.id; })->due_soon, 1);
    EXPECT_EQ(loads().front(), "Budi Santoso 0 0") << "nor among those that are due soon";
}

TEST_F(Loads, LeaveOutWhoHasLeft) {
    office.write([&](Tx& tx) { set_active(tx, rina, false); });
    EXPECT_EQ(loads(), (Names{"Budi Santoso 0 0", "Dewi Anggraini 0 0"}));
}

TEST_F(Loads, SuggestWhoIsHereAndHasRoom) {
    const auto suggested = [&] {
        return office.read([&](Tx& tx) {
            const auto all = loads_of(tx, office.desk(tx), dewi, ticket.team);
            const auto* least = least_loaded(all);
            return least ? least->agent.name : std::string{};
        });
    };
    const auto set = [&](const Person& agent, const Workload& workload) {
        office.write([&](Tx& tx) { set_workload(tx, dewi, agent.id, workload); });
    };
    const auto today = day_of(office.clock.now());
    EXPECT_EQ(suggested(), "Budi Santoso");
    take_it(budi);
    EXPECT_EQ(suggested(), "Rina Wulandari");
    set(rina, {.away_until = today});
    EXPECT_EQ(suggested(), "Budi Santoso") << "the last day of leave is a day of leave";
    set(rina, {.away_until = today - std::chrono::days{1}});
    EXPECT_EQ(suggested(), "Rina Wulandari");
    set(budi, {.capacity = 1});
    assign_it(dewi, rina.id);
    give_many(1);
    EXPECT_EQ(suggested(), "Rina Wulandari") << "one each, but Budi has room for no more";
    set(rina, {.capacity = 1});
    EXPECT_EQ(suggested(), "Budi Santoso") << "nobody has room";
    set(rina, {.away_until = today});
    set(budi, {.away_until = today});
    EXPECT_EQ(suggested(), "");
    const auto stranger = [&] { office.write([&](Tx& tx) { set_workload(tx, office.person("wahyu"), budi.id, {}); }); };
    EXPECT_EQ(refusal_of(stranger), "NotFound");
}

TEST_F(Loads, GoToTheHeir) {
    const auto tickets = give_many(150);
    EXPECT_EQ(hand(budi.id, rina.id), 150);
    for (const auto& one : tickets) EXPECT_EQ(office.now(one).assignee, rina.id);
    EXPECT_EQ(loads(), (Names{"Budi Santoso 0 0", "Dewi Anggraini 0 0", "Rina Wulandari 150 0"}));
    EXPECT_EQ(hand(budi.id, rina.id), 0);
}

TEST_F(Loads, AreAnnouncedToTheHeirInOneMail) {
    const auto tickets = give_many(3);
    const auto known = office.mails(tickets.front()).size();
    hand(budi.id, rina.id);
    EXPECT_EQ(office.mails(tickets.front()).size(), known);
    EXPECT_EQ(office.mails(Ticket{}), (Names{"serah > Rina Wulandari"}));
    hand(rina.id, dewi.id);
    EXPECT_EQ(office.mails(Ticket{}).size(), 1U) << "who hands over to themselves knows it";
}

TEST_F(Loads, OfOneTicketAreAnnouncedLikeAnAssignment) {
    take_it(budi);
    const auto known = office.mails(ticket).size();
    hand(budi.id, rina.id);
    EXPECT_EQ(mails_after(known), (Names{"tugas > Rina Wulandari"}));
    EXPECT_EQ(office.mails(Ticket{}), Names{});
}

TEST_F(Loads, GoBackToTheQueue) {
    take_it(budi);
    answer(budi, After::wait);
    EXPECT_EQ(hand(budi.id, std::nullopt), 1);
    EXPECT_EQ(now().status, Status::waiting);
    EXPECT_FALSE(now().assignee);
    EXPECT_EQ(office.happenings(ticket).back(), "dikembalikan");
}

TEST_F(Loads, GoBackToTheQueueWhereTheHeirMayNotHaveThem) {
    const auto own = office.open("rina");
    office.write([&](Tx& tx) { take(tx, budi, own); });
    take_it(budi);
    EXPECT_EQ(hand(budi.id, rina.id), 2);
    EXPECT_FALSE(office.now(own).assignee);
    EXPECT_EQ(now().assignee, rina.id);
}

TEST_F(Loads, LeaveSolvedTicketsWithTheirAgent) {
    answer(budi, After::resolve);
    EXPECT_EQ(hand(budi.id, rina.id), 0);
    EXPECT_EQ(now().assignee, budi.id);
}

TEST_F(Loads, AreMovedByASupervisorOfTheTeamAlone) {
    take_it(budi);
    for (const auto* key : {"wahyu", "rina", "ratna", "ashari"})
        EXPECT_EQ(refusal_of([&] { hand(budi.id, std::nullopt, key); }), "NotFound");
    EXPECT_EQ(refusal_of([&] { hand(budi.id, budi.id); }), "sv.tugaskan.tidak_dapat");
    EXPECT_EQ(refusal_of([&] { hand(budi.id, office.person("citra").id); }), "sv.tugaskan.tidak_dapat");
    EXPECT_EQ(now().assignee, budi.id);
}

}  // namespace
}  // namespace hero
