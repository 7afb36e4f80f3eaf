#include <set>
#include <thread>

#include "closing/ground_for_tests.hpp"

namespace hero {

using namespace std::chrono_literals;

namespace {

// Runs the workers just before and at the opening of each day and in the evening, and says when mails of the event
// came.
std::vector<std::string> mailed_until(ClosingGround& ground, Instant end, const Ticket& ticket,
                                      std::string_view event) {
    std::vector<std::string> times;
    auto seen = ground.mails(ticket, event).size();
    for (auto day = day_of(ground.clock.now()) + std::chrono::days{1}; day <= day_of(end); day += std::chrono::days{1})
        for (const auto& [hour, minute] : {std::pair{7, 29}, {7, 30}, {16, 30}}) {
            const auto at = wib(iso_day(day), hour, minute);
            if (at > end) break;
            ground.clock.set(at);
            ground.workers.run_due();
            for (const auto all = ground.mails(ticket, event).size(); seen < all; ++seen) times.push_back(iso_time(at));
        }
    return times;
}

using Times = std::vector<std::string>;

// Starts what is due again, as after a crash between a job's work and its end.
void run_again(ClosingGround& ground, std::string_view kind, const std::string& payload) {
    ground.db.write([&](Tx& tx) { schedule(tx, kind, payload, tx.now()); });
    ground.workers.run_due();
}

std::string payload_of(ClosingGround& ground, std::string_view kind) {
    return ground.db.read([&](Tx& tx) {
        return tx.one(test::Ask<"SELECT payload FROM jobs WHERE kind = $1 ORDER BY id LIMIT 1", 1>{{kind}})
            ->text("payload");
    });
}

}  // namespace

TEST(AwaitConfirmation, ClosesAfterFiveWorkingDaysOverTheHolidaysOfMarch) {
    ClosingGround ground;
    ground.clock.set(wib("2026-03-17", 10));
    const auto ticket = ground.resolved();
    EXPECT_EQ(ticket.confirm_by, wib("2026-03-31", 16));
    ground.clock.set(wib("2026-03-31", 15, 59));
    ground.workers.run_due();
    EXPECT_EQ(ground.now(ticket).status, Status::resolved);
    ground.clock.set(wib("2026-03-31", 16));
    ground.workers.run_due();
    const auto closed = ground.now(ticket);
    EXPECT_EQ(closed.status, Status::closed);
    EXPECT_EQ(closed.close_reason, "otomatis");
    EXPECT_EQ(closed.closed_at, wib("2026-03-31", 16));
    EXPECT_TRUE(closed.requester_unread);
    EXPECT_EQ(ground.happenings(ticket).back(), "ditutup_otomatis");
    EXPECT_EQ(ground.mails(ticket, "tutup").size(), 1u);
    EXPECT_EQ(ground.timers(), 0);
}

TEST(AwaitConfirmation, RemindsOnceOnTheSecondAndTheFourthWorkingDay) {
    ClosingGround ground;
    ground.clock.set(wib("2026-03-17", 10));
    const auto ticket = ground.resolved();
    EXPECT_EQ(mailed_until(ground, wib("2026-04-02", 10), ticket, "ingat"),
              (Times{"2026-03-26T07:30+07:00", "2026-03-30T07:30+07:00"}));
}

TEST(AwaitConfirmation, CountsFromTheNextWorkingDayWhenResolvedAfterHours) {
    ClosingGround ground;
    ground.clock.set(wib("2026-11-27", 19));  // Friday evening: Monday is day 0
    EXPECT_EQ(ground.resolved().confirm_by, wib("2026-12-07", 16));
}

TEST(AwaitConfirmation, RemindsNobodyWhoConfirmed) {
    ClosingGround ground;
    ground.clock.set(wib("2026-11-24", 10));
    const auto ticket = ground.confirmed();
    EXPECT_EQ(mailed_until(ground, wib("2026-12-01", 17), ticket, "ingat"), Times{});
    const auto closed = ground.now(ticket);
    EXPECT_EQ(closed.status, Status::closed);
    EXPECT_EQ(closed.close_reason, "dikonfirmasi");
    EXPECT_EQ(ground.happenings(ticket).back(), "ditutup");
}

// The threads of jobs come behind those of pages: on SQLite, what pages wait for as well is not written on one.
TEST(AwaitConfirmation, IsNotWrittenOnTheThreadOfItsJob) {
    ClosingGround ground;
    ground.clock.set(wib("2026-11-24", 10));
    const auto ticket = ground.resolved();
    std::set<std::thread::id> threads;
    ground.db.listen(std::string{jobs_topic}, [&](std::string_view) { threads.insert(std::this_thread::get_id()); });
    ground.clock.set(*ticket.confirm_by);
    ground.workers.run_due();
    EXPECT_EQ(ground.now(ticket).status, Status::closed);
    EXPECT_FALSE(threads.empty());
    EXPECT_EQ(threads.contains(std::this_thread::get_id()), ground.db.engine() == db::Engine::postgres);
}

TEST(AwaitConfirmation, StartsAnewWhenTheTicketIsResolvedAgain) {
    ClosingGround ground;
    ground.clock.set(wib("2026-11-24", 10));
    const auto first = ground.resolved();
    ground.clock.set(wib("2026-11-27", 10));
    ground.db.write([&](Tx& tx) { reply(tx, ground.desk(tx), ground.sari, first, "Masih kosong", "balas"); });
    const auto second = ground.resolve(first);
    EXPECT_EQ(second.confirm_by, wib("2026-12-04", 16, 30));
    EXPECT_EQ(mailed_until(ground, wib("2026-12-04", 16), first, "ingat"),
              (Times{"2026-12-01T07:30+07:00", "2026-12-03T07:30+07:00"}));
    EXPECT_EQ(ground.now(first).status, Status::resolved);
    ground.clock.set(*second.confirm_by);
    ground.workers.run_due();
    EXPECT_EQ(ground.now(first).status, Status::closed);
}

TEST(AwaitConfirmation, LeavesATicketAloneThatWentBackToWork) {
    ClosingGround ground;
    const auto ticket = ground.resolved();
    ground.db.write([&](Tx& tx) { reply(tx, ground.desk(tx), ground.sari, ticket, "Masih kosong", "balas"); });
    const auto version = ground.now(ticket).version;
    ground.clock.set(wib("2026-12-10", 10));
    ground.workers.run_due();
    EXPECT_EQ(ground.now(ticket).version, version);
    EXPECT_EQ(ground.now(ticket).status, Status::in_progress);
    EXPECT_TRUE(ground.mails(ticket, "ingat").empty());
}

TEST(AwaitConfirmation, TakesAJobThatRunsTwiceForOne) {
    ClosingGround ground;
    ground.clock.set(wib("2026-11-24", 10));
    const auto ticket = ground.resolved();
    const auto remind = payload_of(ground, "tiket.ingatkan");
    const auto close = payload_of(ground, "tiket.tutup");
    ground.clock.set(wib("2026-11-26", 8));
    ground.workers.run_due();
    run_again(ground, "tiket.ingatkan", remind);
    EXPECT_EQ(ground.mails(ticket, "ingat").size(), 1u);
    ground.clock.set(wib("2026-12-01", 16));
    ground.workers.run_due();
    const auto closed = ground.now(ticket);
    run_again(ground, "tiket.tutup", close);
    EXPECT_EQ(ground.now(ticket).version, closed.version);
    EXPECT_EQ(ground.mails(ticket, "tutup").size(), 1u);
}

TEST(AwaitConfirmation, DoesNotRemindWhenItIsTooLateAnyway) {
    ClosingGround ground;
    const auto ticket = ground.resolved();
    ground.clock.set(*ticket.confirm_by);  // the workers stood still for days
    ground.workers.run_due();
    EXPECT_TRUE(ground.mails(ticket, "ingat").empty());
    EXPECT_EQ(ground.now(ticket).status, Status::closed);
}

TEST(AwaitConfirmation, GivesTheRequesterADayThatBecameAHoliday) {
    ClosingGround ground;
    ground.clock.set(wib("2026-11-24", 10));
    const auto ticket = ground.resolved();
    EXPECT_EQ(ticket.confirm_by, wib("2026-12-01", 16));
    ground.new_holiday("2026-12-01");
    EXPECT_EQ(mailed_until(ground, wib("2026-12-02", 15), ticket, "ingat").size(), 2U);
    EXPECT_EQ(ground.now(ticket).status, Status::resolved) << "the first of December is no working day any more";
    EXPECT_EQ(ground.now(ticket).confirm_by, wib("2026-12-02", 16)) << "as the reminders said";
    EXPECT_EQ(ground.happenings(ticket).back(), "diingatkan");
    ground.new_holiday("2026-12-02");  // after the last reminder
    ground.clock.set(wib("2026-12-02", 16));
    ground.workers.run_due();
    EXPECT_EQ(ground.now(ticket).status, Status::resolved);
    EXPECT_EQ(ground.happenings(ticket).back(), "batas_konfirmasi");
    ground.clock.set(wib("2026-12-03", 16));
    ground.workers.run_due();
    EXPECT_EQ(ground.now(ticket).close_reason, "otomatis");
    EXPECT_EQ(ground.now(ticket).closed_at, wib("2026-12-03", 16));
}

TEST(AwaitConfirmation, EndsNoEarlierThanPromised) {
    ClosingGround ground;
    ground.clock.set(wib("2026-03-17", 10));
    const auto ticket = ground.resolved();
    ground.db.write([&](Tx& tx) { remove_holiday(tx, parse_day("2026-03-24").value()); });
    ground.clock.set(wib("2026-03-31", 15, 59));
    ground.workers.run_due();
    EXPECT_EQ(ground.now(ticket).status, Status::resolved);
    EXPECT_EQ(ground.now(ticket).confirm_by, wib("2026-03-31", 16));
}

TEST(AwaitConfirmation, FollowsTheSettings) {
    ClosingGround ground;
    ground.periods = {.confirm_reminders = {1}, .autoclose = 2, .reopen = 1};
    ground.clock.set(wib("2026-11-24", 10));
    const auto ticket = ground.resolved();
    EXPECT_EQ(mailed_until(ground, wib("2026-11-26", 15), ticket, "ingat"), Times{"2026-11-25T07:30+07:00"});
    ground.clock.set(wib("2026-11-26", 16));
    ground.workers.run_due();
    EXPECT_EQ(ground.now(ticket).closed_at, wib("2026-11-26", 16));
    // Closed when the office closes: the next working day is day 0.
    EXPECT_EQ(ground.now(ticket).reopen_by, wib("2026-11-30", 16));
}

TEST(AwaitRequester, RemindsOnTheThirdWorkingDay) {
    ClosingGround ground;
    ground.clock.set(wib("2026-11-24", 10));
    const auto ticket = ground.ask(ground.open());
    EXPECT_EQ(mailed_until(ground, wib("2026-12-07", 10), ticket, "ingat_info"), Times{"2026-11-27T07:30+07:00"});
    EXPECT_EQ(ground.now(ticket).status, Status::waiting);
}

TEST(AwaitRequester, ResolvesAfterTenWorkingDaysAndThenAwaitsConfirmation) {
    ClosingGround ground;
    ground.clock.set(wib("2026-11-24", 10));
    const auto ticket = ground.ask(ground.open());
    ground.clock.set(wib("2026-12-08", 15, 59));
    ground.workers.run_due();
    EXPECT_EQ(ground.now(ticket).status, Status::waiting);
    ground.clock.set(wib("2026-12-08", 16));
    ground.workers.run_due();
    const auto resolved = ground.now(ticket);
    EXPECT_EQ(resolved.status, Status::resolved);
    EXPECT_EQ(resolved.resolved_at, wib("2026-12-08", 16));
    EXPECT_EQ(resolved.confirm_by, wib("2026-12-16", 16));
    EXPECT_TRUE(resolved.requester_unread);
    const auto last = ground.conversation(ticket).back();
    EXPECT_EQ(last.from, From::system);
    EXPECT_EQ(last.body, word(Lang::id, "tunggu.selesai", {{"n", "10"}}));
    EXPECT_EQ(ground.happenings(ticket).back(), "selesai_otomatis");
    EXPECT_EQ(ground.mails(ticket, "tunggu_selesai").size(), 1u);
    ground.clock.set(*resolved.confirm_by);
    ground.workers.run_due();
    EXPECT_EQ(ground.now(ticket).close_reason, "otomatis");
}

TEST(AwaitRequester, GivesTheRequesterADayThatBecameAHoliday) {
    ClosingGround ground;
    ground.clock.set(wib("2026-11-24", 10));
    const auto ticket = ground.ask(ground.open());
    ground.new_holiday("2026-12-07");
    ground.clock.set(wib("2026-12-08", 16));
    ground.workers.run_due();
    EXPECT_EQ(ground.now(ticket).status, Status::waiting);
    ground.clock.set(wib("2026-12-09", 16));
    ground.workers.run_due();
    EXPECT_EQ(ground.now(ticket).status, Status::resolved);
}

TEST(AwaitRequester, DoesNotCountTheWaitAgainstTheStaff) {
    ClosingGround ground;
    ground.clock.set(wib("2026-11-24", 10));
    const auto ticket = ground.ask(ground.open());
    ground.clock.set(wib("2026-12-08", 16));
    ground.workers.run_due();
    const auto resolved = ground.now(ticket);
    EXPECT_LT(*resolved.resolved_at, resolved.resolution_due);
    const auto calendar = ground.db.read([&](Tx& tx) { return ground.desk(tx).calendar; });
    const auto remaining = calendar->working_time_between(*resolved.resolved_at, resolved.resolution_due);
    EXPECT_EQ(remaining, calendar->working_time_between(wib("2026-11-24", 10), ticket.resolution_due));
    ground.clock.set(wib("2026-12-09", 10));
    const auto back = ground.reject_it(resolved);
    EXPECT_EQ(calendar->working_time_between(ground.clock.now(), back.resolution_due), remaining);
}

TEST(AwaitRequester, DoesNothingAfterAnAnswer) {
    ClosingGround ground;
    ground.clock.set(wib("2026-11-24", 10));
    const auto ticket = ground.ask(ground.open());
    ground.db.write([&](Tx& tx) { reply(tx, ground.desk(tx), ground.sari, ticket, "Ini datanya", "balas"); });
    const auto version = ground.now(ticket).version;
    EXPECT_EQ(mailed_until(ground, wib("2026-12-10", 10), ticket, "ingat_info"), Times{});
    EXPECT_EQ(ground.now(ticket).version, version);
}

TEST(AwaitRequester, CountsFromTheLastQuestion) {
    ClosingGround ground;
    ground.clock.set(wib("2026-11-24", 10));
    const auto ticket = ground.ask(ground.open());
    ground.clock.set(wib("2026-11-27", 10));
    ground.workers.run_due();
    ground.db.write([&](Tx& tx) { await_requester(tx, ground.desk(tx), fresh(tx, ticket)); });
    EXPECT_EQ(mailed_until(ground, wib("2026-12-11", 16), ticket, "ingat_info"), Times{"2026-12-02T07:30+07:00"});
    EXPECT_EQ(ground.now(ticket).status, Status::waiting);
    ground.clock.set(wib("2026-12-11", 16, 30));
    ground.workers.run_due();
    EXPECT_EQ(ground.now(ticket).status, Status::resolved);
}

TEST(AwaitRequester, SpeaksTheLanguageOfTheTicket) {
    ClosingGround ground;
    ground.db.write([&](Tx& tx) { set_language(tx, ground.sari, Lang::en); });
    ground.sari = ground.person("sari");
    const auto ticket = ground.ask(ground.open());
    ground.clock.set(ground.db.read([&](Tx& tx) { return answer_by(ground.desk(tx), ground.clock.now()); }));
    ground.workers.run_due();
    EXPECT_EQ(ground.conversation(ticket).back().body, word(Lang::en, "tunggu.selesai", {{"n", "10"}}));
}

}  // namespace hero
