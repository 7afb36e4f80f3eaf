#include <algorithm>
#include <atomic>
#include <thread>

#include "closing/ground_for_tests.hpp"

namespace hero {

using namespace std::chrono_literals;

namespace {

long count(const std::vector<std::string>& all, std::string_view one) {
    return std::count(all.begin(), all.end(), one);
}

}  // namespace

TEST(Confirm, IsStoredAtOnceAndClosesNothing) {
    ClosingGround ground;
    const auto ticket = ground.resolved();
    ground.clock.advance(1h);
    const auto confirmed = ground.confirm_it(ticket);
    EXPECT_EQ(confirmed.status, Status::resolved);
    EXPECT_EQ(confirmed.confirmed_at, ground.clock.now());
    EXPECT_EQ(ground.now(ticket).confirmed_at, ground.clock.now());
    EXPECT_EQ(ground.happenings(ticket).back(), "dikonfirmasi");
}

TEST(Confirm, SaidTwiceIsSaidOnce) {
    ClosingGround ground;
    const auto ticket = ground.resolved();
    const auto first = ground.confirm_it(ticket);
    ground.clock.advance(1min);
    const auto second = ground.confirm_it(ticket);  // the same old page
    EXPECT_EQ(second.version, first.version);
    EXPECT_EQ(second.confirmed_at, first.confirmed_at);
    EXPECT_EQ(count(ground.happenings(ticket), "dikonfirmasi"), 1);
    const auto closed = ground.skip(second);
    EXPECT_EQ(ground.confirm_it(ticket).version, closed.version);
}

TEST(Confirm, KeepsARemarkWithoutReopening) {
    ClosingGround ground;
    const auto ticket = ground.resolved();
    const auto confirmed = ground.confirm_it(ticket, "Sudah bisa, terima kasih");
    EXPECT_EQ(confirmed.status, Status::resolved);
    EXPECT_TRUE(confirmed.staff_unread);
    EXPECT_EQ(ground.conversation(ticket).back().body, "Sudah bisa, terima kasih");
    EXPECT_EQ(ground.conversation(ticket).back().from, From::requester);
}

TEST(Confirm, TakesAnEmptyRemarkForNone) {
    ClosingGround ground;
    const auto ticket = ground.resolved();
    const auto before = ground.conversation(ticket).size();
    ground.confirm_it(ticket, " \n ");
    EXPECT_EQ(ground.conversation(ticket).size(), before);
}

TEST(Confirm, RefusesARemarkThatWasNotChecked) {
    ClosingGround ground;
    const auto ticket = ground.resolved();
    EXPECT_THROW(ground.confirm_it(ticket, std::string(5001, 'a')), std::invalid_argument);
    EXPECT_FALSE(ground.now(ticket).confirmed_at);
}

TEST(Confirm, IsTheRequestersAlone) {
    ClosingGround ground;
    const auto ticket = ground.resolved();
    for (const auto& other : {ground.joko, ground.budi, ground.person("dewi"), ground.person("ratna")}) {
        SCOPED_TRACE(other.name);
        EXPECT_THROW(ground.db.write([&](Tx& tx) { confirm(tx, other, ticket, "", ""); }), NotFound);
        EXPECT_THROW(ground.db.write([&](Tx& tx) { reject(tx, ground.desk(tx), other, ticket, "Belum", ""); }),
                     NotFound);
    }
    EXPECT_EQ(ground.now(ticket).version, ticket.version);
}

TEST(Confirm, NeedsATicketThatIsResolved) {
    ClosingGround ground;
    const auto ticket = ground.open();
    EXPECT_NE(conflict_of([&] { ground.confirm_it(ticket); }), "");
    EXPECT_NE(conflict_of([&] { ground.reject_it(ticket); }), "");
    EXPECT_EQ(ground.now(ticket).version, ticket.version);
}

TEST(Confirm, NoticesThatTheTicketMovedOn) {
    ClosingGround ground;
    const auto seen = ground.resolved();
    ground.reject_it(seen);
    ground.resolve(seen);
    EXPECT_EQ(conflict_of([&] { ground.confirm_it(seen); }), "x.409");
    EXPECT_FALSE(ground.now(seen).confirmed_at);
}

TEST(Reject, ReturnsTheTicketToItsAgent) {
    ClosingGround ground;
    const auto ticket = ground.resolved();
    const auto back = ground.reject_it(ticket, "Sertifikatnya masih kosong");
    EXPECT_EQ(back.status, Status::in_progress);
    EXPECT_EQ(back.assignee, ground.budi.id);
    EXPECT_TRUE(back.staff_unread);
    EXPECT_FALSE(back.resolved_at || back.confirm_by || back.confirmed_at || back.paused_at);
    EXPECT_EQ(ground.conversation(ticket).back().body, "Sertifikatnya masih kosong");
    EXPECT_EQ(ground.happenings(ticket).back(), "belum_jelas");
    EXPECT_EQ(ground.mails(ticket, "belum"), std::vector<std::string>{"Budi Santoso"});
}

TEST(Reject, IsAllowedUntilTheTicketIsClosed) {
    ClosingGround ground;
    const auto ticket = ground.confirmed();
    EXPECT_EQ(ground.reject_it(ticket).status, Status::in_progress);
    EXPECT_NE(conflict_of([&] { ground.skip(ground.now(ticket)); }), "");
}

TEST(Reject, GoesToTheQueueWhenItsAgentIsGone) {
    ClosingGround ground;
    const auto ticket = ground.resolved();
    ground.db.write([&](Tx& tx) { set_active(tx, ground.budi, false); });
    const auto back = ground.reject_it(ticket);
    EXPECT_EQ(back.status, Status::open);
    EXPECT_FALSE(back.assignee);
    EXPECT_EQ(back.assignee_name, "");
    const auto told = ground.mails(ticket, "belum");
    EXPECT_EQ(count(told, "Rina Wulandari"), 1);
    EXPECT_EQ(count(told, "Budi Santoso"), 0);
}

TEST(Reject, GoesToTheQueueWhenItsAgentChangedTeams) {
    ClosingGround ground;
    const auto ticket = ground.resolved();
    const auto elsewhere = ground.person("agus").teams;
    ground.db.write([&](Tx& tx) { set_teams(tx, ground.budi, elsewhere); });
    EXPECT_FALSE(ground.reject_it(ticket).assignee);
}

TEST(Reject, TakesTheTimersAway) {
    ClosingGround ground;
    const auto ticket = ground.resolved();
    EXPECT_EQ(ground.timers(), 3);
    ground.reject_it(ticket);
    EXPECT_EQ(ground.timers(), 0);
}

TEST(Reject, MovesThePromiseByTheTimeSpentBeforeTheRequester) {
    ClosingGround ground;
    ground.clock.set(wib("2026-11-24", 9));
    const auto ticket = ground.open();
    ground.clock.set(wib("2026-11-25", 15));
    const auto resolved = ground.resolve(ticket);
    EXPECT_EQ(resolved.resolution_due, ticket.resolution_due);
    ground.clock.set(wib("2026-11-26", 8, 30));  // two working hours later
    const auto back = ground.reject_it(resolved);
    const auto calendar = ground.db.read([&](Tx& tx) { return ground.desk(tx).calendar; });
    EXPECT_EQ(calendar->working_time_between(ticket.resolution_due, back.resolution_due), 2h);
}

TEST(Reject, SentTwiceIsSaidOnce) {
    ClosingGround ground;
    const auto ticket = ground.resolved();
    const auto first = ground.reject_it(ticket, "Masih kosong", "same-form");
    const auto second = ground.reject_it(ticket, "Masih kosong", "same-form");
    EXPECT_EQ(second.version, first.version);
    EXPECT_EQ(count(ground.happenings(ticket), "belum_jelas"), 1);
    EXPECT_EQ(ground.mails(ticket, "belum").size(), 1u);
}

TEST(Reject, RefusesAReasonThatWasNotChecked) {
    ClosingGround ground;
    const auto ticket = ground.resolved();
    EXPECT_THROW(ground.reject_it(ticket, "  "), std::invalid_argument);
    EXPECT_THROW(ground.reject_it(ticket, std::string(5001, 'a')), std::invalid_argument);
    EXPECT_EQ(ground.now(ticket).version, ticket.version);
}

TEST(Reject, AndConfirmAtOnceLeaveOneWinner) {
    ClosingGround ground;
    for (int round = 0; round < 10; ++round) {
        const auto ticket = ground.resolved();
        std::atomic<int> won = 0;
        std::atomic<int> lost = 0;
        const auto attempt = [&](auto&& verb) {
            try {
                ground.db.write(verb);
                ++won;
            } catch (const Conflict&) {
                ++lost;
            }
        };
        std::thread yes([&] { attempt([&](Tx& tx) { confirm(tx, ground.sari, ticket, "", "ya"); }); });
        std::thread no(
            [&] { attempt([&](Tx& tx) { reject(tx, ground.desk(tx), ground.sari, ticket, "Belum", "belum"); }); });
        yes.join();
        no.join();
        EXPECT_EQ(won, 1);
        EXPECT_EQ(lost, 1);
        EXPECT_EQ(ground.now(ticket).version, ticket.version + 1);
    }
}

TEST(CheckReason, WantsSomethingToRead) {
    EXPECT_TRUE(check_reason(Lang::id, "Belum bisa").empty());
    EXPECT_TRUE(check_reason(Lang::id, std::string(5000, 'a')).empty());
    for (const auto& reason : {std::string(), std::string(" \n\t"), std::string("\xE2\x80\x8B"), std::string(5001, 'a'),
                               std::string("a\0b", 3), std::string("\xff")}) {
        const auto errors = check_reason(Lang::id, reason);
        ASSERT_TRUE(errors.of("alasan")) << reason.size();
        EXPECT_FALSE(errors.of("alasan")->starts_with("e.")) << *errors.of("alasan");
    }
    EXPECT_EQ(check_reason(Lang::id, std::string(5003, 'a')).of("alasan"),
              "Penjelasan paling banyak 5.000 karakter; kurangi 3 karakter");
}

TEST(CheckRemark, MayBeEmpty) {
    EXPECT_TRUE(check_remark(Lang::en, "").empty());
    EXPECT_FALSE(check_remark(Lang::en, std::string(5001, 'a')).empty());
    EXPECT_FALSE(check_remark(Lang::en, "\xc3").empty());
}

TEST(Reopen, IsPossibleForSevenWorkingDays) {
    ClosingGround ground;
    ground.clock.set(wib("2026-11-24", 10));
    const auto ticket = ground.closed();
    EXPECT_EQ(ticket.reopen_by, wib("2026-12-03", 16));
    ground.clock.set(*ticket.reopen_by);
    const auto back = ground.reopen_it(ticket, "Muncul lagi");
    EXPECT_EQ(back.status, Status::in_progress);
    EXPECT_EQ(back.assignee, ground.budi.id);
    EXPECT_FALSE(back.closed_at || back.resolved_at || back.confirmed_at || back.reopen_by);
    EXPECT_EQ(back.close_reason, "");
    EXPECT_EQ(ground.conversation(ticket).back().body, "Muncul lagi");
    EXPECT_EQ(ground.happenings(ticket).back(), "dibuka_kembali");
    EXPECT_EQ(ground.mails(ticket, "buka_lagi"), std::vector<std::string>{"Budi Santoso"});
}

TEST(Reopen, IsTooLateAfterwards) {
    ClosingGround ground;
    const auto ticket = ground.closed();
    ground.clock.set(*ticket.reopen_by + 1ms);
    EXPECT_EQ(conflict_of([&] { ground.reopen_it(ticket); }), "t.buka_lagi.lewat");
    EXPECT_EQ(ground.now(ticket).status, Status::closed);
}

TEST(Reopen, IsNotForCancelledTickets) {
    ClosingGround ground;
    const auto open = ground.open();
    const auto ticket = ground.db.write([&](Tx& tx) { return cancel(tx, ground.desk(tx), ground.sari, open); });
    EXPECT_EQ(conflict_of([&] { ground.reopen_it(ticket); }), "t.buka_lagi.lewat");
}

TEST(Reopen, NeedsAClosedTicketOfOnesOwn) {
    ClosingGround ground;
    const auto resolved = ground.resolved();
    EXPECT_NE(conflict_of([&] { ground.reopen_it(resolved); }), "");
    const auto closed = ground.skip(ground.confirm_it(resolved));
    for (const auto& other : {ground.joko, ground.budi})
        EXPECT_THROW(ground.db.write([&](Tx& tx) { reopen(tx, ground.desk(tx), other, closed, "Buka", ""); }),
                     NotFound);
}

TEST(Reopen, SentTwiceIsSaidOnce) {
    ClosingGround ground;
    const auto ticket = ground.closed();
    const auto first = ground.reopen_it(ticket, "Muncul lagi", "same-form");
    const auto second = ground.reopen_it(ticket, "Muncul lagi", "same-form");
    EXPECT_EQ(second.version, first.version);
    EXPECT_EQ(count(ground.happenings(ticket), "dibuka_kembali"), 1);
}

TEST(Happenings, HaveWordsInBothLanguages) {
    for (const auto lang : {Lang::id, Lang::en})
        for (const std::string happened :
             {"dikonfirmasi", "belum_jelas", "dinilai", "ditutup", "ditutup_otomatis", "dibuka_kembali", "diingatkan",
              "diingatkan_info", "selesai_otomatis", "batas_konfirmasi"})
            EXPECT_NE(word(lang, "riwayat." + happened), "riwayat." + happened);
}

}  // namespace hero
