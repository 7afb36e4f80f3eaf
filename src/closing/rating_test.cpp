#include <atomic>
#include <thread>

#include "closing/ground_for_tests.hpp"

namespace hero {

using namespace std::chrono_literals;

namespace {

std::optional<Rating> rating(ClosingGround& ground, const Ticket& ticket) {
    return ground.db.read([&](Tx& tx) { return rating_of(tx, ticket); });
}

}  // namespace

TEST(Rate, ClosesTheTicket) {
    ClosingGround ground;
    ground.clock.set(wib("2026-11-24", 10));
    const auto ticket = ground.confirmed();
    const auto closed = ground.rate_it(ticket, 4, "  Cepat dan ramah \n");
    EXPECT_EQ(closed.status, Status::closed);
    EXPECT_EQ(closed.close_reason, "dikonfirmasi");
    EXPECT_EQ(closed.closed_at, ground.clock.now());
    EXPECT_EQ(closed.reopen_by, wib("2026-12-03", 16));
    const auto kept = rating(ground, ticket);
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->grade, 4);
    EXPECT_EQ(kept->feedback, "Cepat dan ramah");
    EXPECT_EQ(kept->created_at, ground.clock.now());
    EXPECT_EQ(ground.mails(ticket, "tutup"), std::vector<std::string>{"Sari Lestari"});
    EXPECT_EQ(ground.timers(), 0);
}

TEST(Rate, LeavesTheGradeOutOfTheHistory) {
    ClosingGround ground;
    const auto ticket = ground.rate_it(ground.confirmed(), 1, "Lambat sekali");
    const auto entries = ground.db.read([&](Tx& tx) { return history_of(tx, ground.budi, ticket); });
    ASSERT_GE(entries.size(), 2u);
    EXPECT_EQ(entries[entries.size() - 2].happened, "dinilai");
    EXPECT_EQ(entries.back().happened, "ditutup");
    for (const auto& entry : entries) EXPECT_EQ(entry.detail, "") << entry.happened;
}

TEST(Rate, NeedsTheConfirmationFirst) {
    ClosingGround ground;
    const auto ticket = ground.resolved();
    EXPECT_NE(conflict_of([&] { ground.rate_it(ticket, 4); }), "");
    EXPECT_NE(conflict_of([&] { ground.skip(ticket); }), "");
    EXPECT_FALSE(rating(ground, ticket));
    EXPECT_EQ(ground.now(ticket).status, Status::resolved);
}

TEST(Rate, IsPossibleOnce) {
    ClosingGround ground;
    const auto closed = ground.rate_it(ground.confirmed(), 3);
    EXPECT_EQ(conflict_of([&] { ground.rate_it(closed, 1); }), "r.sudah");
    EXPECT_EQ(rating(ground, closed)->grade, 3);
}

TEST(Rate, KeepsTheFirstRatingAfterReopening) {
    ClosingGround ground;
    const auto reopened = ground.reopen_it(ground.rate_it(ground.confirmed(), 2));
    EXPECT_EQ(rating(ground, reopened)->grade, 2);
    const auto again = ground.confirm_it(ground.resolve(reopened));
    EXPECT_EQ(conflict_of([&] { ground.rate_it(again, 4); }), "r.sudah");
    EXPECT_EQ(rating(ground, again)->grade, 2);
    EXPECT_EQ(ground.skip(again).status, Status::closed);
}

TEST(Rate, IsPossibleAfterClosingAsLongAsReopening) {
    ClosingGround ground;
    const auto closed = ground.closed();
    ground.clock.set(*closed.reopen_by);
    const auto rated = ground.rate_it(closed, 4);
    EXPECT_EQ(rated.version, closed.version);
    EXPECT_EQ(rating(ground, closed)->grade, 4);
    EXPECT_EQ(ground.happenings(closed).back(), "dinilai");

    const auto late = ground.closed();
    ground.clock.set(*late.reopen_by + 1ms);
    EXPECT_NE(conflict_of([&] { ground.rate_it(late, 4); }), "");
    EXPECT_FALSE(rating(ground, late));
}

TEST(Rate, IsNotForCancelledTickets) {
    ClosingGround ground;
    const auto open = ground.open();
    const auto ticket = ground.db.write([&](Tx& tx) { return cancel(tx, ground.desk(tx), ground.sari, open); });
    EXPECT_NE(conflict_of([&] { ground.rate_it(ticket, 1); }), "");
}

TEST(Rate, IsTheRequestersAlone) {
    ClosingGround ground;
    const auto ticket = ground.confirmed();
    for (const auto& other : {ground.joko, ground.budi, ground.person("dewi")}) {
        EXPECT_THROW(ground.db.write([&](Tx& tx) { rate(tx, ground.desk(tx), other, ticket, 4, ""); }), NotFound);
        EXPECT_THROW(ground.db.write([&](Tx& tx) { close_without_rating(tx, ground.desk(tx), other, ticket); }),
                     NotFound);
    }
    EXPECT_EQ(ground.now(ticket).status, Status::resolved);
}

TEST(Rate, RefusesWhatWasNotChecked) {
    ClosingGround ground;
    const auto ticket = ground.confirmed();
    for (const int grade : {0, 5, -1}) EXPECT_THROW(ground.rate_it(ticket, grade), std::invalid_argument);
    EXPECT_THROW(ground.rate_it(ticket, 4, std::string(1001, 'a')), std::invalid_argument);
    EXPECT_FALSE(rating(ground, ticket));
}

TEST(Rate, ByManyAtOnceIsOneRating) {
    ClosingGround ground;
    const auto ticket = ground.confirmed();
    std::atomic<int> won = 0;
    std::atomic<int> lost = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&, grade = i % 4 + 1] {
            try {
                ground.rate_it(ticket, grade);
                ++won;
            } catch (const Conflict&) {
                ++lost;
            }
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(won, 1);
    EXPECT_EQ(lost, 7);
    EXPECT_EQ(ground.now(ticket).version, ticket.version + 1);
    EXPECT_EQ(ground.mails(ticket, "tutup").size(), 1u);
}

TEST(CloseWithoutRating, ClosesOnce) {
    ClosingGround ground;
    const auto ticket = ground.confirmed();
    const auto closed = ground.skip(ticket);
    EXPECT_EQ(closed.status, Status::closed);
    EXPECT_EQ(closed.close_reason, "dikonfirmasi");
    EXPECT_EQ(ground.happenings(ticket).back(), "ditutup");
    EXPECT_EQ(ground.skip(ticket).version, closed.version);
    EXPECT_EQ(ground.mails(ticket, "tutup").size(), 1u);
    EXPECT_FALSE(rating(ground, ticket));
}

TEST(CheckRating, WantsOneOfTheFourGrades) {
    for (const auto* grade : {"1", "2", "3", "4"}) EXPECT_TRUE(check_rating(Lang::id, grade, "").empty()) << grade;
    for (const auto* grade : {"", "0", "5", "-1", "4.5", "empat", " 4", "99999999999999999999"})
        EXPECT_EQ(check_rating(Lang::id, grade, "").of("nilai"), "Pilih tingkat kepuasan") << grade;
}

TEST(CheckRating, LimitsTheFeedback) {
    std::string longest;
    for (int i = 0; i < 1000; ++i) longest += "é";
    EXPECT_TRUE(check_rating(Lang::id, "4", longest).empty());
    EXPECT_EQ(check_rating(Lang::id, "4", longest + "ab").of("masukan"),
              "Masukan paling banyak 1.000 karakter; kurangi 2 karakter");
    EXPECT_TRUE(check_rating(Lang::en, "4", "a\x01").of("masukan"));
}

}  // namespace hero
