#include "tickets/moves.hpp"

#include <gtest/gtest.h>

#include "tests/cast.hpp"

namespace hero {
namespace {

using namespace std::chrono_literals;
using test::refusal_of;

struct Moves : testing::Test {
    test::Office office;
    const Person& budi = office.person("budi");
    Ticket ticket = office.open("ashari");

    template <typename Change>
    Ticket move(const Ticket& seen, Change&& change) {
        return office.write([&](Tx& tx) {
            auto after = seen;
            change(tx, after);
            return store(tx, seen, after, &budi, {.happened = "uji"});
        });
    }
    Ticket paused_for(std::chrono::milliseconds time) {
        const auto waiting = move(ticket, [](Tx& tx, Ticket& after) { after = paused(tx, after); });
        office.clock.advance(time);
        return move(waiting, [&](Tx& tx, Ticket& after) { after = resumed(tx, office.desk(tx), after); });
    }
};

TEST_F(Moves, WriteEveryChangeableColumn) {
    const auto stored = move(ticket, [&](Tx& tx, Ticket& after) {
        const auto soon = tx.now() + 1h;
        after.service = office.desk(tx).catalog->service("jaringan")->id;
        after.team = office.desk(tx).catalog->service("jaringan")->team.id;
        after.kind = TicketKind::question;
        after.impact = Impact::high;
        after.status = Status::closed;
        after.restricted = true;
        after.assignee = budi.id;
        after.assignee_name = budi.name;
        after.first_response_due = after.resolution_due = soon;
        after.started_at = after.first_responded_at = after.paused_at = after.resolved_at = after.confirm_by = soon;
        after.confirmed_at = after.closed_at = after.reopen_by = soon;
        after.close_reason = "otomatis";
        after.requester_unread = true;
        after.staff_unread = false;
    });
    const auto read = office.now(ticket);
    EXPECT_EQ(read.version, 2);
    EXPECT_EQ(read.version, stored.version);
    EXPECT_EQ(read.service, stored.service);
    EXPECT_EQ(read.team, stored.team);
    EXPECT_EQ(read.kind, TicketKind::question);
    EXPECT_EQ(read.impact, Impact::high);
    EXPECT_EQ(read.status, Status::closed);
    EXPECT_TRUE(read.restricted);
    EXPECT_EQ(read.assignee, budi.id);
    EXPECT_EQ(read.assignee_name, budi.name);
    for (const auto& at : {std::optional{read.first_response_due}, std::optional{read.resolution_due}, read.started_at,
                           read.first_responded_at, read.paused_at, read.resolved_at, read.confirm_by,
                           read.confirmed_at, read.closed_at, read.reopen_by})
        EXPECT_EQ(at, office.clock.now() + 1h);
    EXPECT_EQ(read.close_reason, "otomatis");
    EXPECT_TRUE(read.requester_unread);
    EXPECT_FALSE(read.staff_unread);
    EXPECT_EQ(office.happenings(ticket).back(), "uji");
}

TEST_F(Moves, RefuseATicketThatSomebodyElseMoved) {
    move(ticket, [](Tx&, Ticket& after) { after.impact = Impact::high; });
    EXPECT_EQ(refusal_of([&] { move(ticket, [](Tx&, Ticket& after) { after.impact = Impact::medium; }); }), "x.409");
    EXPECT_EQ(office.now(ticket).impact, Impact::high);
    EXPECT_EQ(office.happenings(ticket).size(), 2U);
}

TEST_F(Moves, FindNoTicketThatIsGone) {
    Ticket nothing;
    nothing.id = 999;
    EXPECT_EQ(refusal_of([&] { office.write([&](Tx& tx) { fresh(tx, nothing); }); }), "NotFound");
}

TEST_F(Moves, EndAnEscalationWithTheWorkOrTheTeam) {
    const auto escalated = move(ticket, [](Tx&, Ticket& after) { after.escalated = true; });
    EXPECT_TRUE(escalated.escalated);
    const auto assigned = move(escalated, [&](Tx& tx, Ticket& after) { after = given_to(tx, after, budi); });
    EXPECT_TRUE(assigned.escalated);
    const auto resolved = move(assigned, [](Tx&, Ticket& after) { after.status = Status::resolved; });
    EXPECT_FALSE(resolved.escalated);
    EXPECT_FALSE(office.now(ticket).escalated);
    const auto again = move(resolved, [](Tx&, Ticket& after) { after.status = Status::open, after.escalated = true; });
    EXPECT_FALSE(move(again, [&](Tx&, Ticket& after) { after.team = office.person("agus").teams.at(0); }).escalated);
}

TEST_F(Moves, ShiftDueTimesByTheWorkingTimeOfAPause) {
    const auto after = paused_for(24h);  // a whole working day
    EXPECT_EQ(after.resolution_due, ticket.resolution_due + 24h);
    EXPECT_EQ(after.first_response_due, ticket.first_response_due + 24h);
    EXPECT_FALSE(after.paused_at);
}

TEST_F(Moves, LeaveAFulfilledFirstResponseWhereItWas) {
    ticket = move(ticket, [](Tx& tx, Ticket& after) { after.first_responded_at = tx.now(); });
    EXPECT_EQ(paused_for(24h).first_response_due, ticket.first_response_due);
}

TEST_F(Moves, KeepAClockThatStandsOrRuns) {
    const auto waiting = move(ticket, [](Tx& tx, Ticket& after) { after = paused(tx, after); });
    office.clock.advance(1h);
    office.write([&](Tx& tx) {
        EXPECT_EQ(paused(tx, waiting).paused_at, waiting.paused_at);
        EXPECT_EQ(resumed(tx, office.desk(tx), ticket).resolution_due, ticket.resolution_due);
    });
}

TEST_F(Moves, PromiseAnewFromReceiptAndKeepThePauses) {
    const auto rested = paused_for(24h);
    office.write([&](Tx& tx) {
        auto urgent = rested;
        urgent.impact = Impact::high;
        const auto promised = promised_anew(tx, office.desk(tx), rested, urgent);
        EXPECT_EQ(promised.first_response_due, ticket.created_at + 1h);     // one working hour
        EXPECT_EQ(promised.resolution_due, ticket.created_at + 24h + 24h);  // one working day, and the day of the pause
        auto cyber = rested;
        cyber.service = office.desk(tx).catalog->service("aduan-siber")->id;
        EXPECT_EQ(promised_anew(tx, office.desk(tx), rested, cyber).resolution_due,
                  ticket.created_at + 72h + 7h + 30min);
    });
}

TEST_F(Moves, PromiseNoFirstResponseAgainThatWasGiven) {
    const auto answered = move(ticket, [](Tx& tx, Ticket& after) { after.first_responded_at = tx.now(); });
    office.write([&](Tx& tx) {
        auto urgent = answered;
        urgent.impact = Impact::high;
        EXPECT_EQ(promised_anew(tx, office.desk(tx), answered, urgent).first_response_due, ticket.first_response_due);
    });
}

TEST_F(Moves, CountStartedWorkOnce) {
    const auto first = move(ticket, [&](Tx& tx, Ticket& after) { after = given_to(tx, after, budi); });
    EXPECT_EQ(first.status, Status::in_progress);
    EXPECT_EQ(first.started_at, office.clock.now());
    office.clock.advance(1h);
    const auto second = move(first, [&](Tx& tx, Ticket& after) { after = given_to(tx, after, office.person("rina")); });
    EXPECT_EQ(second.started_at, first.started_at);
    EXPECT_EQ(second.assignee_name, "Rina Wulandari");
}

TEST_F(Moves, TellNobodyWhoWantsNoMailOrHasLeft) {
    office.write([&](Tx& tx) {
        set_mail_notices(tx, office.person("rina"), false);
        set_active(tx, office.person("dewi"), false);
        tell_staff(tx, ticket, "balasan");
        tell_supervisors(tx, ticket, "eskalasi", {{"nama", "Budi"}});
    });
    const auto mails = office.mails(ticket);
    EXPECT_EQ(mails.size(), 5U);
    EXPECT_EQ(mails.back(), "balasan > Budi Santoso");
}

}  // namespace
}  // namespace hero
