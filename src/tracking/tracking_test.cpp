#include "tracking/tracking.hpp"

#include <gtest/gtest.h>

#include <type_traits>

#include "demo/cast.hpp"
#include "tests/database.hpp"
#include "tickets/moves.hpp"

namespace hero {

namespace {

using namespace std::chrono_literals;

struct TrackingGround : test::TestDatabase {
    CatalogCache catalogs;
    CalendarCache calendars;
    Person sari = person("sari");
    Person ashari = person("ashari");
    Person budi = person("budi");

    Person person(std::string_view key) {
        return db.write([&](Tx& tx) { return demo::ensure(tx, key); });
    }
    Desk desk(Tx& tx) { return {catalogs.get(tx), calendars.get(tx), {}}; }

    Ticket open(const Person& requester, TicketDraft draft) {
        draft.kind = "kendala";
        draft.impact = "rendah";
        draft.description = "Dokumen rahasia sudah lengkap tetapi tidak terbit.";
        draft.consent = true;
        draft.consent_text = "syarat 1.0";
        return db.write([&](Tx& tx) { return open_ticket(tx, desk(tx), requester, Channel::demo, draft); });
    }
    Ticket open() {
        TicketDraft draft;
        draft.service = "e-ska";
        draft.subject = "Subjek rahasia";
        draft.submit_id = "satu";
        return open(sari, draft);
    }
    Ticket report() {
        TicketDraft draft;
        draft.service = "aduan-siber";
        draft.subject = "Situs diretas";
        draft.submit_id = "dua";
        draft.extra = {{"sb_jenis", word(Lang::id, "sb.jenis.opsi").substr(0, 15)},
                       {"sb_aset", "Situs"},
                       {"sb_waktu", "2026-11-23T10:00"},
                       {"sb_kronologi", "Tampilan berubah"},
                       {"sb_kontak", "021 1234567"}};
        return open(ashari, draft);
    }

    template <typename Change>
    Ticket change(const Ticket& ticket, Change&& with) {
        return db.write([&](Tx& tx) {
            const auto before = fresh(tx, ticket);
            auto after = before;
            with(tx, after);
            return store(tx, before, after, &budi, {"diambil", ""});
        });
    }
    std::optional<Progress> find(std::string_view number) {
        return db.read([&](Tx& tx) { return track(tx, number); });
    }
};

}  // namespace

TEST(Track, FollowsATicketToItsEnd) {
    TrackingGround ground;
    const auto submitted = ground.clock.now();
    const auto ticket = ground.open();
    auto progress = ground.find(ticket.number);
    ASSERT_TRUE(progress);
    EXPECT_EQ(progress->number, ticket.number);
    EXPECT_EQ(progress->status, Status::open);
    EXPECT_EQ(progress->service, ticket.service);
    EXPECT_EQ(progress->submitted_at, submitted);
    EXPECT_EQ(progress->resolution_due, ticket.resolution_due);
    EXPECT_FALSE(progress->started_at || progress->resolved_at || progress->closed_at || progress->closes_by);

    ground.clock.advance(10min);
    const auto started = ground.clock.now();
    ground.change(ticket, [&](Tx& tx, Ticket& after) { after = given_to(tx, after, ground.budi); });
    progress = ground.find(ticket.number);
    EXPECT_EQ(progress->status, Status::in_progress);
    EXPECT_EQ(progress->started_at, started);
    EXPECT_EQ(progress->updated_at, started);

    ground.clock.advance(10min);
    const auto resolved = ground.clock.now();
    ground.change(ticket, [&](Tx&, Ticket& after) {
        after.status = Status::resolved;
        after.resolved_at = resolved;
        after.confirm_by = resolved + 48h;
    });
    progress = ground.find(ticket.number);
    EXPECT_EQ(progress->status, Status::resolved);
    EXPECT_EQ(progress->resolved_at, resolved);
    EXPECT_EQ(progress->closes_by, resolved + 48h);

    ground.change(ticket, [&](Tx&, Ticket& after) {
        after.status = Status::closed;
        after.closed_at = resolved + 1h;
    });
    progress = ground.find(ticket.number);
    EXPECT_EQ(progress->status, Status::closed);
    EXPECT_EQ(progress->closed_at, resolved + 1h);
    EXPECT_FALSE(progress->closes_by);
}

TEST(Track, KnowsNothingOfUnknownAndRestrictedNumbers) {
    TrackingGround ground;
    ground.open();
    const auto siber = ground.report();
    ASSERT_TRUE(siber.restricted);
    EXPECT_FALSE(ground.find(siber.number));
    for (const auto* number : {"A-ESKA26999999", "D-SIBR26999999", "", "A-KORS22000343", "' OR 1=1 --", "%"})
        EXPECT_FALSE(ground.find(number)) << number;
}

// A field more, or one that could hold words, does not compile here: think of THREATS.md row 15 first.
TEST(Progress, HasNoRoomForASubjectANameOrAText) {
    Progress progress;
    auto& [number, status, service, submitted_at, started_at, resolved_at, closed_at, closes_by, resolution_due,
           updated_at] = progress;
    static_assert(std::is_same_v<decltype(number), std::string>);
    static_assert(std::is_same_v<decltype(status), Status>);
    static_assert(std::is_same_v<decltype(service), std::int64_t>);
    static_assert(std::is_same_v<decltype(submitted_at), Instant>);
    static_assert(std::is_same_v<decltype(resolution_due), Instant>);
    static_assert(std::is_same_v<decltype(updated_at), Instant>);
    for (const auto* when : {&started_at, &resolved_at, &closed_at, &closes_by}) EXPECT_FALSE(*when);

    TrackingGround ground;
    const auto ticket = ground.open();
    EXPECT_EQ(ground.find(ticket.number)->number, ticket.number);
}

}  // namespace hero
