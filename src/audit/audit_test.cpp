#include "audit/audit.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "people/people.hpp"
#include "tests/ask.hpp"
#include "tests/database.hpp"

namespace hero {
namespace {

using namespace std::chrono_literals;
using test::Ask;

struct Ground : test::TestDatabase {
    void write(int rows, Act act = Act::holiday_put) {
        for (int i = 0; i < rows; ++i)
            db.write([&](Tx& tx) {
                record(tx, {.act = act,
                            .person = 7,
                            .object = "hari 2027-01-0" + std::to_string(i % 9 + 1),
                            .detail = "Libur",
                            .address = "10.0.0.1"});
            });
    }
    template <test::SqlText text, typename... Values>
    void tamper(Values... values) {
        db.write([&](Tx& tx) { tx.run(Ask<text, sizeof...(Values)>{{values...}}); });
    }
    std::string flaws(const std::optional<Link>& expected = {}) {
        std::string text;
        for (const auto& flaw : verify_audit_log(db, expected).flaws)
            text += std::to_string(flaw.number) + ": " + flaw.what + "\n";
        return text;
    }
    Link newest() {
        return db.read([](Tx& tx) { return newest_link(tx); });
    }
};

TEST(AuditLog, IsWholeAsItWasWritten) {
    Ground ground;
    EXPECT_EQ(ground.flaws(), "");
    EXPECT_EQ(ground.newest().number, 0);
    ground.write(25);
    const auto verdict = verify_audit_log(ground.db);
    EXPECT_EQ(verdict.rows, 25);
    EXPECT_EQ(verdict.newest.number, 25);
    EXPECT_EQ(verdict.newest.hash.size(), 64U);
    EXPECT_TRUE(verdict.flaws.empty());
}

// Computed by hand from the construction in audit.hpp, with another SHA-256.
TEST(AuditLog, HashesWhatItsHeaderSays) {
    Ground ground;
    ground.write(1);
    EXPECT_EQ(ground.newest().hash, "683ebd16023e78fc4396588bbc6e8037d030798f8ce963f7122fbd1dd6974b87");
}

TEST(AuditLog, EveryChangeOfARowIsFound) {
    const auto each = [](auto change) {
        Ground ground;
        ground.write(5);
        change(ground);
        EXPECT_EQ(ground.flaws(), "3: the row was changed, or stands where it does not belong\n");
    };
    each([](Ground& g) { g.tamper<"UPDATE audit_log SET at = at + 1 WHERE number = 3">(); });
    each([](Ground& g) { g.tamper<"UPDATE audit_log SET person_id = 8 WHERE number = 3">(); });
    each([](Ground& g) { g.tamper<"UPDATE audit_log SET person_id = NULL WHERE number = 3">(); });
    each([](Ground& g) { g.tamper<"UPDATE audit_log SET act = 'masuk' WHERE number = 3">(); });
    each([](Ground& g) { g.tamper<"UPDATE audit_log SET object = object || ' ' WHERE number = 3">(); });
    each([](Ground& g) { g.tamper<"UPDATE audit_log SET detail = '' WHERE number = 3">(); });
    each([](Ground& g) { g.tamper<"UPDATE audit_log SET address = '10.0.0.2' WHERE number = 3">(); });
    // Between two columns nothing can be moved: each is hashed with its length.
    each([](Ground& g) { g.tamper<"UPDATE audit_log SET detail = 'Libu', address = 'r10.0.0.1' WHERE number = 3">(); });
}

TEST(AuditLog, ARowThatIsMissingIsFoundWhereverItWas) {
    const auto without = [](auto change) {
        Ground ground;
        ground.write(5);
        change(ground);
        return ground.flaws();
    };
    EXPECT_EQ(without([](Ground& g) { g.tamper<"DELETE FROM audit_log WHERE number = 1">(); }),
              "1: 1 row is missing before 2\n");
    EXPECT_EQ(without([](Ground& g) { g.tamper<"DELETE FROM audit_log WHERE number IN (2, 3)">(); }),
              "2: 2 rows are missing before 4\n");
    EXPECT_EQ(without([](Ground& g) { g.tamper<"DELETE FROM audit_log WHERE number >= 4">(); }),
              "4: 2 rows are cut off at the end\n");
    EXPECT_EQ(without([](Ground& g) { g.tamper<"DELETE FROM audit_log">(); }), "1: 5 rows are cut off at the end\n");
}

// The numbers close up, but the hashes do not.
TEST(AuditLog, AGapThatWasClosedIsFound) {
    Ground ground;
    ground.write(5);
    ground.tamper<"DELETE FROM audit_log WHERE number = 3">();
    ground.tamper<"UPDATE audit_log SET number = 3 WHERE number = 4">();
    ground.tamper<"UPDATE audit_log SET number = 4 WHERE number = 5">();
    ground.tamper<"UPDATE audit_chain SET newest = 4">();
    EXPECT_NE(ground.flaws().find("3: the row was changed"), std::string::npos) << ground.flaws();
}

TEST(AuditLog, RowsThatChangedPlacesAreFound) {
    Ground ground;
    ground.write(5);
    ground.tamper<"UPDATE audit_log SET number = 99 WHERE number = 2">();
    ground.tamper<"UPDATE audit_log SET number = 2 WHERE number = 4">();
    ground.tamper<"UPDATE audit_log SET number = 4 WHERE number = 99">();
    const auto flaws = ground.flaws();
    EXPECT_NE(flaws.find("2: the row was changed"), std::string::npos) << flaws;
    EXPECT_NE(flaws.find("4: the row was changed"), std::string::npos) << flaws;
}

// Cut off, and the end of the chain moved to fit: only a hash that was kept elsewhere knows.
TEST(AuditLog, AHashKeptElsewhereFindsWhatWasComputedAnew) {
    Ground ground;
    ground.write(5);
    const auto kept = ground.newest();
    EXPECT_EQ(ground.flaws(kept), "");
    ground.write(2);
    EXPECT_EQ(ground.flaws(kept), "") << "the chain went on from there";
    ground.tamper<"DELETE FROM audit_log WHERE number > 4">();
    ground.tamper<"UPDATE audit_chain SET newest = 4, hash = (SELECT hash FROM audit_log WHERE number = 4)">();
    EXPECT_EQ(ground.flaws(), "");
    EXPECT_EQ(ground.flaws(kept), "5: the row of the expected hash is not there\n");
    ground.write(1, Act::signed_in);
    EXPECT_EQ(ground.flaws(), "");
    EXPECT_EQ(ground.flaws(kept), "5: the row does not have the expected hash\n");
}

TEST(AuditLog, ATransactionThatFailsLeavesNoRowAndNoGap) {
    Ground ground;
    ground.write(2);
    EXPECT_THROW(ground.db.write([](Tx& tx) {
        record(tx, {.act = Act::job_retried});
        throw std::runtime_error("no");
    }),
                 std::runtime_error);
    ground.write(1);
    EXPECT_EQ(ground.newest().number, 3);
    EXPECT_EQ(ground.flaws(), "");
}

TEST(AuditLog, OneChainHoweverManyWriteAtOnce) {
    Ground ground;
    std::vector<std::thread> writers;
    for (int i = 0; i < 8; ++i) writers.emplace_back([&] { ground.write(25); });
    for (auto& writer : writers) writer.join();
    EXPECT_EQ(ground.newest().number, 200);
    EXPECT_EQ(ground.flaws(), "");
}

TEST(AuditLog, OldRowsGoAndTheChainGoesOnFromTheirLastHash) {
    Ground ground;
    ground.write(6);
    ground.clock.advance(48h);
    ground.write(3);
    const auto kept = ground.newest();
    const auto prune = [&] { return ground.db.write([&](Tx& tx) { return prune_audit_log(tx, tx.now() - 24h); }); };
    EXPECT_EQ(prune(), 6);
    EXPECT_EQ(prune(), 0);
    const auto verdict = verify_audit_log(ground.db, kept);
    EXPECT_TRUE(verdict.flaws.empty());
    EXPECT_EQ(verdict.first, 7);
    EXPECT_EQ(verdict.rows, 4) << "three, and the one that says what went";
    ground.db.read([](Tx& tx) {
        const auto rows = audit_rows(tx, {.act = "audit.dipangkas"}, 0, 10);
        ASSERT_EQ(rows.size(), 1U);
        EXPECT_EQ(rows[0].detail, "1-6");
    });
    ground.tamper<"UPDATE audit_log SET detail = 'x' WHERE number = 7">();
    EXPECT_NE(ground.flaws().find("7: the row was changed"), std::string::npos);
}

TEST(AuditLog, AllOfItMayGo) {
    Ground ground;
    ground.write(3);
    ground.clock.advance(48h);
    ground.db.write([&](Tx& tx) { EXPECT_EQ(prune_audit_log(tx, tx.now()), 3); });
    ground.write(1);
    EXPECT_EQ(ground.flaws(), "");
    EXPECT_EQ(ground.newest().number, 5);
}

TEST(AuditLog, IsSearchedByWhoWhatWhenAndFromWhere) {
    Ground ground;
    const auto sari = ground.db.write(
        [](Tx& tx) { return add_person(tx, {.name = "Sari Lestari", .email = "sari@contoh.id"}, "local", "sari"); });
    ground.write(3);
    ground.clock.advance(24h);
    ground.db.write([&](Tx& tx) {
        record(tx, {.act = Act::signed_in, .person = sari.id, .object = "", .detail = "", .address = "10.0.0.9"});
        record(tx, {.act = Act::file_read, .person = sari.id, .object = "berkas ab", .address = "10.0.0.9"});
    });
    const auto now = ground.clock.now();
    const auto numbers = [&](const AuditFilter& filter, std::int64_t before = 0, int limit = 10) {
        std::vector<std::int64_t> found;
        ground.db.read([&](Tx& tx) {
            for (const auto& row : audit_rows(tx, filter, before, limit)) found.push_back(row.number);
        });
        return found;
    };
    using Numbers = std::vector<std::int64_t>;
    EXPECT_EQ(numbers({}), (Numbers{5, 4, 3, 2, 1}));
    EXPECT_EQ(numbers({}, 3, 1), (Numbers{2}));
    EXPECT_EQ(numbers({.person = "LESTARI"}), (Numbers{5, 4}));
    EXPECT_EQ(numbers({.person = "sari@contoh.id", .act = "masuk"}), (Numbers{4}));
    EXPECT_EQ(numbers({.person = "siapa"}), Numbers{});
    EXPECT_EQ(numbers({.act = "kalender.diisi"}, 3), (Numbers{2, 1}));
    EXPECT_EQ(numbers({.object = "berkas ab"}), (Numbers{5}));
    EXPECT_EQ(numbers({.act = "masuk", .object = "hari 2027-01-02"}), Numbers{});
    EXPECT_EQ(numbers({.address = "10.0.0.1"}), (Numbers{3, 2, 1}));
    EXPECT_EQ(numbers({.from = now}), (Numbers{5, 4}));
    EXPECT_EQ(numbers({.until = now}), (Numbers{3, 2, 1}));
    ground.db.read([&](Tx& tx) { EXPECT_EQ(audit_rows(tx, {}, 0, 1).at(0).person_name, "Sari Lestari"); });
}

TEST(AuditLog, EveryActHasACodeOfItsOwn) {
    for (const auto act : all_acts()) EXPECT_EQ(act_of(code_of(act)), act);
    EXPECT_FALSE(act_of("bukan tindakan"));
}

// Acts "pengaturan" as they stand in the log, the newest first.
std::string settings_in_the_log(Ground& ground) {
    std::string text;
    for (const auto& row : ground.db.read([](Tx& tx) { return audit_rows(tx, {.act = "pengaturan"}, 0, 50); }))
        text += row.object + " = " + row.detail + "\n";
    return text;
}

TEST(AuditLog, SaysWhichSettingsChangedSinceTheLastStart) {
    Ground ground;
    const auto start = [&](const std::vector<std::pair<std::string, std::string>>& settings) {
        Config config;
        for (const auto& [name, value] : settings) config.set(name, value, "the test");
        ground.db.write([&](Tx& tx) { record_settings(tx, config); });
    };
    start({});
    EXPECT_EQ(settings_in_the_log(ground), "") << "all as HERO has it";
    start({{"audit-retention-days", "90"}, {"google-client-secret", "hunter2"}});
    EXPECT_EQ(settings_in_the_log(ground).find("hunter2"), std::string::npos);
    EXPECT_NE(settings_in_the_log(ground).find("pengaturan audit-retention-days = 90\n"), std::string::npos);
    EXPECT_NE(settings_in_the_log(ground).find("pengaturan google-client-secret = (set)\n"), std::string::npos);
    const auto before = ground.newest().number;
    EXPECT_EQ(before, 2);
    start({{"audit-retention-days", "90"}, {"google-client-secret", "hunter2"}});
    EXPECT_EQ(ground.newest().number, before) << "nothing changed";
    start({{"google-client-secret", "hunter2"}});
    EXPECT_EQ(ground.newest().number, before + 1);
    EXPECT_TRUE(settings_in_the_log(ground).starts_with("pengaturan audit-retention-days = 1825\n"));
    EXPECT_EQ(ground.flaws(), "");
}

}  // namespace
}  // namespace hero
