#include "inspection/inspection.hpp"

#include <gtest/gtest.h>

#include "handling/handling.hpp"
#include "tests/cast.hpp"

namespace hero {
namespace {

using namespace std::chrono_literals;
using test::Office;

constexpr std::string_view reason = "Permintaan tertulis pemohon, surat nomor 12.";

struct Ground : Office {
    Ticket ticket = open("ashari", "hero");
    const Person& admin = person("ratna");

    std::string refusal(const Person& who, std::string_view number) {
        return test::refusal_of([&] { write([&](Tx& tx) { inspect(tx, who, number, reason, "10.0.0.1"); }); });
    }
    std::optional<Inspected> shown(const Ticket& of) {
        return read([&](Tx& tx) { return inspected(tx, admin, of.number); });
    }
};

TEST(Inspection, ShowsTheConversationAndItsNotesAfterAReason) {
    Ground ground;
    ground.write([&](Tx& tx) { add_note(tx, ground.person("budi"), ground.ticket, "Hanya untuk tim.", ""); });
    EXPECT_FALSE(ground.shown(ground.ticket)) << "no reason was given";
    EXPECT_EQ(ground.refusal(ground.admin, ground.ticket.number), "");
    const auto shown = ground.shown(ground.ticket);
    ASSERT_TRUE(shown);
    EXPECT_EQ(shown->reason, reason);
    ASSERT_EQ(shown->conversation.size(), 2U);
    EXPECT_EQ(shown->conversation[1].body, "Hanya untuk tim.");
    EXPECT_FALSE(shown->history.empty());
    ground.clock.advance(29min);
    EXPECT_TRUE(ground.shown(ground.ticket));
    ground.clock.advance(1min);
    EXPECT_FALSE(ground.shown(ground.ticket)) << "half an hour is over";
}

TEST(Inspection, TellsTheAuditLogWhoWhyAndFromWhere) {
    Ground ground;
    ground.refusal(ground.admin, ground.ticket.number);
    ground.read([&](Tx& tx) {
        const auto rows = audit_rows(tx, {.act = "tiket.diperiksa"}, 0, 10);
        ASSERT_EQ(rows.size(), 1U);
        EXPECT_EQ(rows[0].person, ground.admin.id);
        EXPECT_EQ(rows[0].object, "tiket " + ground.ticket.number);
        EXPECT_EQ(rows[0].detail, reason);
        EXPECT_EQ(rows[0].address, "10.0.0.1");
    });
}

TEST(Inspection, IsForAdminsAndNeverOfWhatIsRestricted) {
    Ground ground;
    const auto cyber = ground.open("ashari", "aduan-siber");
    EXPECT_EQ(ground.refusal(ground.admin, cyber.number), "NotFound");
    EXPECT_EQ(ground.refusal(ground.admin, "A-KORS26999999"), "NotFound") << "the same as an unknown one";
    const auto own = ground.open("ratna", "hero");
    EXPECT_EQ(ground.refusal(ground.admin, own.number), "NotFound") << "they read it as its requester";
    for (const auto* key : {"ashari", "sari", "budi", "agus", "dewi", "citra"})
        EXPECT_EQ(ground.refusal(ground.person(key), ground.ticket.number), "NotFound") << key;
    ground.read([](Tx& tx) { EXPECT_TRUE(audit_rows(tx, {.act = "tiket.diperiksa"}, 0, 10).empty()); });
}

TEST(Inspection, OfOneTicketIsNoneOfAnother) {
    Ground ground;
    const auto other = ground.open("sari", "e-ska");
    ground.refusal(ground.admin, ground.ticket.number);
    EXPECT_FALSE(ground.shown(other));
    EXPECT_EQ(test::refusal_of(
                  [&] { ground.read([&](Tx& tx) { inspected(tx, ground.person("dewi"), ground.ticket.number); }); }),
              "NotFound");
}

// A ticket that became restricted meanwhile is its team's alone.
TEST(Inspection, EndsWhenTheTicketIsRestricted) {
    Ground ground;
    ground.refusal(ground.admin, ground.ticket.number);
    ground.write([&](Tx& tx) {
        change_service(tx, ground.desk(tx), ground.person("budi"), ground.ticket, "aduan-siber", "Ini insiden.");
    });
    EXPECT_EQ(test::refusal_of([&] { ground.shown(ground.ticket); }), "NotFound");
}

TEST(Inspection, WantsANumberAndAReason) {
    EXPECT_TRUE(check_inspection(Lang::id, "A-KORS26000001", reason).empty());
    EXPECT_EQ(check_inspection(Lang::id, "tiket", reason).list().at(0).field, "nomor");
    for (const auto& wrong :
         {std::string{}, std::string{"pendek"}, std::string(501, 'a'), std::string{"\xff\xfe tidak terbaca"}})
        EXPECT_EQ(check_inspection(Lang::id, "A-KORS26000001", wrong).list().at(0).field, "alasan") << wrong;
    Ground ground;
    EXPECT_THROW(ground.write([&](Tx& tx) { inspect(tx, ground.admin, ground.ticket.number, "pendek", ""); }),
                 std::invalid_argument);
}

}  // namespace
}  // namespace hero
