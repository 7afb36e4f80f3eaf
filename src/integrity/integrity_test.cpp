#include "integrity/integrity.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include "demo/demo.hpp"
#include "tests/app.hpp"
#include "tests/ask.hpp"

namespace hero {
namespace {

using test::Ask;

// The demo's desk: tickets in every state.
struct Ground : test::TestDatabase {
    Ground() {
        Workers workers(db, clock);
        demo::play_stories(db, workers, clock, clock.now(), desk());
    }
    std::function<Desk(Tx&)> desk() {
        return [this](Tx& tx) { return Desk{catalogs.get(tx), calendars.get(tx), {}}; };
    }
    std::vector<std::string> breaches() {
        return db.read([](Tx& tx) { return told(tx); });
    }
    static std::vector<std::string> told(Tx& tx) {
        std::vector<std::string> lines;
        for (const auto& breach : breaches_of_rows(tx)) lines.push_back(breach.rule + ": " + breach.what);
        return lines;
    }
    CatalogCache catalogs;
    CalendarCache calendars;
};

const std::vector<std::string> none;

TEST(Integrity, HasAtLeastTwentyRules) { EXPECT_GE(integrity_rules().size(), 20U); }

TEST(Integrity, OfTheDemoIsWhole) {
    Ground ground;
    EXPECT_EQ(ground.breaches(), none);
}

TEST(Integrity, OfLoadedTicketsIsWhole) {
    Ground ground;
    demo::load_tickets(ground.db, 900, ground.desk(), [](std::int64_t) {});
    EXPECT_EQ(ground.breaches(), none);
}

struct Damage {
    const char* rule;
    void (*plant)(Tx&);
};

template <test::SqlText text>
constexpr Damage damage(const char* rule) {
    return {rule, [](Tx& tx) { tx.run(Ask<text>{}); }};
}

constexpr Damage damages[]{
    damage<"UPDATE tickets SET assignee_name = '' WHERE assignee_id IS NOT NULL">("assignees_without_name"),
    damage<"DELETE FROM jobs WHERE kind = 'tiket.tutup'">("confirmations_without_timer"),
    damage<"UPDATE consents SET person_id = (SELECT max(id) FROM people)">("consents_of_others"),
    damage<"UPDATE ticket_counts SET amount = amount + 1 WHERE bucket = 'open'">("counters_out_of_step"),
    damage<"DELETE FROM ticket_counts WHERE bucket = 'belum'">("counters_out_of_step"),
    damage<"UPDATE escalations SET answered_at = created_at">("escalations_out_of_step"),
    damage<"INSERT INTO attachments (id, uploader_id, ticket_id, place, name, type, size, sha256, created_at) SELECT "
           "'0123456789abcdef0123456789abcdef', requester_id, id, '', 'a.pdf', 'application/pdf', 3, "
           "'0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef', created_at FROM tickets WHERE id = 1">(
        "files_of_two_tickets"),
    damage<"INSERT INTO attachments (id, uploader_id, place, name, type, size, sha256, created_at) SELECT "
           "'0123456789abcdef0123456789abcdef', requester_id, '', 'a.pdf', 'application/pdf', 0, "
           "'0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef', created_at FROM tickets WHERE id = 1">(
        "files_out_of_range"),
    damage<"UPDATE tickets SET needs_requester = 1 WHERE status = 'open'">("flags_out_of_range"),
    damage<"UPDATE tickets SET follows_id = (SELECT max(id) FROM tickets) WHERE id = 1">("follow_ups_of_others"),
    damage<"DELETE FROM jobs WHERE kind = 'mail.send'">("mails_nobody_sends"),
    damage<"UPDATE messages SET author_id = (SELECT max(id) FROM people) WHERE kind = 'pemohon'">(
        "messages_of_strangers"),
    damage<"INSERT INTO attachments (id, uploader_id, ticket_id, message_id, place, name, type, size, sha256, "
           "created_at) SELECT '0123456789abcdef0123456789abcde' || teams.id, messages.author_id, messages.ticket_id, "
           "messages.id, '', 'a.pdf', 'application/pdf', 3, "
           "'0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef', messages.created_at FROM messages "
           "CROSS JOIN (SELECT 1 AS id UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6) AS "
           "teams WHERE messages.id = 1">("messages_with_too_many_files"),
    damage<"UPDATE messages SET author_id = NULL WHERE kind = 'petugas'">("messages_without_author"),
    damage<"UPDATE numbering SET last = 1">("numbers_beyond_the_counter"),
    damage<"UPDATE tickets SET assignee_id = requester_id WHERE assignee_id IS NOT NULL">("own_tickets_in_hand"),
    damage<"DELETE FROM identities WHERE person_id = (SELECT requester_id FROM tickets WHERE id = 1)">(
        "people_without_identity"),
    damage<"DELETE FROM jobs WHERE kind = 'tiket.selesaikan'">("questions_without_timer"),
    damage<"UPDATE ratings SET grade = 5">("ratings_out_of_step"),
    damage<"DELETE FROM ratings">("ratings_told_and_missing"),
    damage<"INSERT INTO team_members (team_id, person_id) SELECT team_id, requester_id FROM tickets WHERE id = 1">(
        "requesters_in_teams"),
    damage<"UPDATE tickets SET restricted = 0">("restricted_out_of_step"),
    damage<"UPDATE tickets SET updated_at = created_at - 1">("tickets_in_wrong_order"),
    damage<"UPDATE tickets SET close_reason = '' WHERE status = 'close'">("tickets_out_of_step"),
    damage<"UPDATE tickets SET paused_at = NULL WHERE status = 'resolve'">("tickets_out_of_step"),
    damage<"UPDATE tickets SET status = 'selesai' WHERE id = 1">("tickets_out_of_step"),
    damage<"DELETE FROM history WHERE happened = 'diajukan'">("tickets_without_beginning"),
    damage<"DELETE FROM history WHERE happened = 'ditutup'">("tickets_without_end"),
    damage<"UPDATE messages SET kind = 'petugas' WHERE kind = 'pemohon'">("tickets_without_text"),
};

struct Undo {};

TEST(Integrity, EveryRuleFindsWhatBreaksIt) {
    Ground ground;
    std::set<std::string> found_once;
    for (const auto& damage : damages) {
        std::set<std::string> found;
        try {
            ground.db.write([&](Tx& tx) {
                found.clear();
                damage.plant(tx);
                for (const auto& breach : breaches_of_rows(tx)) found.insert(breach.rule);
                throw Undo{};
            });
        } catch (const Undo&) {
        }
        EXPECT_TRUE(found.contains(damage.rule)) << damage.rule;
        found_once.insert(damage.rule);
    }
    const auto rules = integrity_rules();
    EXPECT_EQ(found_once, (std::set<std::string>(rules.begin(), rules.end())));
    EXPECT_EQ(ground.breaches(), none);
}

const std::string png = std::string{"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x8\2\0\0\0\x90wS\xde", 33};

// The engine finds a row that refers to nothing (SQLite), a constraint that holds for new rows only (PostgreSQL).
TEST(Integrity, AsksTheEngine) {
    Ground ground;
    std::vector<Breach> found;
    EXPECT_TRUE(ground.db.read([](Tx& tx) { return breaches_of_engine(tx); }).empty());
    try {
        ground.db.write([&](Tx& tx) {
            if (tx.engine() == db::Engine::sqlite) {
                tx.run(Ask<"PRAGMA defer_foreign_keys = ON">{});
                tx.run(Ask<"UPDATE ratings SET agent_id = 99999">{});
            } else {
                tx.run(Ask<"ALTER TABLE ratings ADD CONSTRAINT later CHECK (grade > 0) NOT VALID">{});
            }
            found = breaches_of_engine(tx);
            throw Undo{};
        });
    } catch (const Undo&) {
    }
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(found.front().rule, "engine");
    EXPECT_EQ(found.front().what, test::engine() == db::Engine::sqlite ? "a row of ratings refers to no row of people"
                                                                       : "constraint later was never checked");
}

// One ticket with one file, filed over the pages.
struct Filed : test::TestApp {
    Filed() {
        const auto answer = as("sari").post("/tiket",
                                            {{"layanan", "e-ska"},
                                             {"jenis", "kendala"},
                                             {"dampak", "sedang"},
                                             {"subjek", "SKA ditolak sistem"},
                                             {"deskripsi", "Pengajuan SKA kami ditolak: nomor PEB tidak ditemukan."},
                                             {"setuju", "1"},
                                             {"submit_id", "kirim-1"}},
                                            {{"berkas", "layar.png", png}});
        EXPECT_EQ(answer.status, 303) << answer.body;
        content = app.db.read([](Tx& tx) {
            std::vector<StoredContent> all;
            each_content(tx, [&](const StoredContent& one) { all.push_back(one); });
            return all;
        });
    }
    std::string fault() {
        const auto verdict = verify_files(app.db, app.files);
        EXPECT_EQ(verdict.contents, 1);
        return verdict.breaches.empty() ? "" : verdict.breaches.front().what.substr(65);
    }
    std::vector<StoredContent> content;
};

TEST(IntegrityOfFiles, IsThatOfTheirContent) {
    Filed ground;
    ASSERT_EQ(ground.content.size(), 1U);
    EXPECT_EQ(ground.fault(), "");
    const auto path = ground.app.files.path_of(ground.content.front().sha256);
    std::ofstream(path, std::ios::in | std::ios::out) << "X";
    EXPECT_EQ(ground.fault(), "has another content than its name says");
    std::ofstream(path, std::ios::app) << "Y";
    EXPECT_EQ(ground.fault(), "has 34 bytes instead of 33");
    std::filesystem::remove(path);
    EXPECT_EQ(ground.fault(), "is missing");
}

}  // namespace
}  // namespace hero
