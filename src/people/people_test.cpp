#include "people/people.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <thread>

#include "people/hash_gate.hpp"
#include "sessions/sessions.hpp"
#include "tests/database.hpp"

namespace hero {
namespace {

using test::TestDatabase;

Person add(TestDatabase& ground, std::string name, Role role, std::vector<std::int64_t> teams = {}) {
    return ground.db.write([&](Tx& tx) {
        return add_person(tx, {.name = name, .email = name + "@contoh.id", .role = role, .teams = teams}, "local",
                          name);
    });
}

TEST(Identities, TellWhetherAllComeFromOneIssuer) {
    TestDatabase ground;
    ground.db.write([](Tx& tx) {
        EXPECT_TRUE(all_come_from(tx, "demo"));
        add_person(tx, {.name = "Sari", .email = "sari@contoh.id", .teams = {}}, "demo", "sari");
        EXPECT_TRUE(all_come_from(tx, "demo"));
        EXPECT_FALSE(all_come_from(tx, "https://lain.contoh"));
        add_person(tx, {.name = "Budi", .email = "budi@contoh.id", .teams = {}}, "local", "budi");
        EXPECT_FALSE(all_come_from(tx, "demo"));
        EXPECT_FALSE(all_come_from(tx, "local"));
    });
}

TEST(AddPerson, IsFoundByIdentityAndNeverByMail) {
    TestDatabase ground;
    const auto budi = add(ground, "budi", Role::agent, {1, 2});
    ground.db.read([&](Tx& tx) {
        EXPECT_EQ(person_by_identity(tx, "local", "budi")->id, budi.id);
        EXPECT_FALSE(person_by_identity(tx, "google", "budi"));
        EXPECT_FALSE(person_by_identity(tx, "local", "budi@contoh.id"));
        EXPECT_TRUE(person_by_id(tx, budi.id)->works_in(2));
        EXPECT_FALSE(person_by_id(tx, budi.id)->works_in(3));
    });
}

TEST(AddPerson, RefusesAnIdentityThatExists) {
    TestDatabase ground;
    add(ground, "budi", Role::agent);
    EXPECT_THROW(add(ground, "budi", Role::agent), db::ConstraintViolation);
}

TEST(Teams, AreReplacedAsAWhole) {
    TestDatabase ground;
    const auto budi = add(ground, "budi", Role::agent, {1});
    add(ground, "sari", Role::requester, {2});
    ground.db.write([&](Tx& tx) {
        set_teams(tx, budi, {2, 3});
        EXPECT_EQ(teams_of(tx, budi.id), (std::vector<std::int64_t>{2, 3}));
        const auto members = members_of(tx, 2);
        ASSERT_EQ(members.size(), 1U) << "a requester is no member, whatever the table says";
        EXPECT_EQ(members.front().name, "budi");
    });
}

TEST(Roles, TheLastAdminStays) {
    TestDatabase ground;
    const auto ratna = add(ground, "ratna", Role::admin);
    EXPECT_THROW(ground.db.write([&](Tx& tx) { set_role(tx, ratna, Role::agent); }), Conflict);
    EXPECT_THROW(ground.db.write([&](Tx& tx) { set_active(tx, ratna, false); }), Conflict);
    add(ground, "second", Role::admin);
    ground.db.write([&](Tx& tx) { set_active(tx, ratna, false); });
    ground.db.read([&](Tx& tx) { EXPECT_FALSE(person_by_id(tx, ratna.id)->active); });
}

TEST(Roles, AStaleVersionIsAConflict) {
    TestDatabase ground;
    const auto budi = add(ground, "budi", Role::agent);
    ground.db.write([&](Tx& tx) { set_role(tx, budi, Role::supervisor); });
    EXPECT_THROW(ground.db.write([&](Tx& tx) { set_role(tx, budi, Role::requester); }), Conflict);
}

TEST(Preferences, LanguageAndNoticesAreKept) {
    TestDatabase ground;
    const auto sari = add(ground, "sari", Role::requester);
    ground.db.write([&](Tx& tx) {
        set_language(tx, sari, Lang::en);
        set_mail_notices(tx, sari, false);
        const auto now = *person_by_id(tx, sari.id);
        EXPECT_EQ(now.language, Lang::en);
        EXPECT_FALSE(now.mail_notices);
    });
}

TEST(ListPeople, ShowsStaffAndFindsEverybodyByWords) {
    TestDatabase ground;
    add(ground, "budi", Role::agent);
    add(ground, "sari", Role::requester);
    ground.db.read([&](Tx& tx) {
        EXPECT_EQ(list_people(tx, "", 0, 10).size(), 1U);
        const auto found = list_people(tx, "SARI@contoh", 0, 10);
        ASSERT_EQ(found.size(), 1U);
        EXPECT_EQ(found.front().name, "sari");
        EXPECT_TRUE(list_people(tx, "%_%", 0, 10).size() <= 2U);
        EXPECT_TRUE(list_people(tx, "sari", found.front().id, 10).empty()) << "the next page starts after the last id";
    });
}

TEST(CheckPerson, NamesTheFieldThatIsWrong) {
    struct {
        std::string name, email, field;
    } const cases[] = {
        {"Sari", "sari@contoh.id", ""},
        {"Dr. Ratna Sari, S.Kom., M.M.", "r.s+x@contoh.co.id", ""},
        {"", "sari@contoh.id", "nama"},
        {std::string(151, 'x'), "sari@contoh.id", "nama"},
        {"Sari", "", "email"},
        {"Sari", "sari", "email"},
        {"Sari", "a@b@contoh.id", "email"},
        {"Sari", "sari@contoh.id\r\nBcc: x@y.id", "email"},
        {"Sari", "Sari <sari@contoh.id>", "email"},
        {"Sari", "sari@localhost", "email"},
        {"Sari", std::string(250, 'a') + "@contoh.id", "email"},
    };
    for (const auto& one : cases) {
        const auto errors = check_person(Lang::id, one.name, one.email);
        if (one.field.empty())
            EXPECT_TRUE(errors.empty()) << one.name << one.email;
        else
            EXPECT_TRUE(errors.of(one.field)) << one.name << " " << one.email.substr(0, 40);
    }
}

TEST(Passwords, AreArgon2idAndCompared) {
    const auto hash = hash_password("kuda besi biru laut");
    EXPECT_TRUE(hash.starts_with("$argon2id$"));
    EXPECT_NE(hash, hash_password("kuda besi biru laut")) << "a salt of its own";
    EXPECT_TRUE(password_matches(hash, "kuda besi biru laut"));
    EXPECT_FALSE(password_matches(hash, "kuda besi biru lau"));
    EXPECT_FALSE(password_matches(hash, std::string(1 << 20, 'x')));
    EXPECT_FALSE(password_matches("", ""));
    EXPECT_TRUE(check_password(Lang::id, {"budi"}, "pendek"));
    EXPECT_TRUE(check_password(Lang::id, {"budisantoso01"}, "BudiSantoso01"));
    EXPECT_TRUE(check_password(Lang::id, {"budi"}, std::string(257, 'x')));
    EXPECT_FALSE(check_password(Lang::id, {"budi"}, "kuda besi biru laut"));
}

TEST(Passwords, ThatAreOftenUsedAreRefused) {
    const PasswordOwner budi{"budi.santoso", "Budi Santoso", "bsantoso@kemendag.contoh.id"};
    // Often used ones, of twelve characters and more; words of this place; the owner; dates and keys; and what people
    // make of them when a rule asks for capitals, figures and signs.
    for (const auto* common :
         {"passwordpassword", "password1234",     "P@ssw0rd2026",    "P@ssw0rd123!",   "mypassword123",
          "iloveyou1234",     "letmeinletmein",   "welcome12345",    "Welcome@2026",   "changeme1234",
          "administrator1",   "trustno1trustno1", "sunshine12345",   "princess1234",   "football2024",
          "superman1234",     "starwars1977",     "michaeljordan",   "123456789012",   "098765432109",
          "qwertyuiop12",     "qwertyuiopasdf",   "1q2w3e4r5t6y",    "zaq12wsxcde3",   "1qaz2wsx3edc",
          "aaaaaaaaaaaa",     "abcabcabcabc",     "abcdefghijkl",    "kemendag12345",  "Kemendag@2026",
          "Kementerian2026",  "perdagangan2026",  "rahasia12345",    "Rahasia123456",  "Bismillah123",
          "indonesiaraya",    "Indonesia1945",    "merdeka17081945", "jakartajakarta", "katasandisaya",
          "budisantoso123",   "S4nt0s02026!",     "santosobudi1",    "bsantoso@2026"})
        EXPECT_EQ(check_password(Lang::en, budi, common), word(Lang::en, "e.sandi.mudah")) << common;
    for (const auto* fine : {"correct horse battery staple", "kuda besi biru laut", "lima kapal putih berlayar",
                             "X7#pQ2vL9!mZ", "payung kertas di atas meja", "\u6a39\u4e0b\u7684\u86c7 berjalan pelan"})
        EXPECT_FALSE(check_password(Lang::en, budi, fine)) << fine;
    EXPECT_TRUE(check_password(Lang::en, budi, std::string_view("rahasia1234\0correct horse battery", 33)))
        << "what follows a NUL counts for nothing";
    EXPECT_EQ(check_password(Lang::en, {"a", std::string(2000, 'x'), std::string(2000, '@')}, std::string(256, 'x')),
              word(Lang::en, "e.sandi.mudah"))
        << "long ones end as well";
}

TEST(HashGate, LetsFourInAtOnceAndTurnsAwayWhoeverComesWhenTheQueueIsFull) {
    HashGate gate(4, 6);
    std::atomic<int> inside{0};
    std::atomic<int> most{0};
    std::atomic<int> refused{0};
    std::latch full(4);
    std::latch go(1);
    const auto use = [&] {
        try {
            gate.enter();
        } catch (const Unavailable&) {
            ++refused;
            return;
        }
        const int now = ++inside;
        for (int seen = most; seen < now && !most.compare_exchange_weak(seen, now);) {
        }
        if (!full.try_wait()) full.count_down();
        go.wait();
        --inside;
        gate.leave();
    };
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) threads.emplace_back(use);
    full.wait();
    for (int i = 0; i < 9; ++i) threads.emplace_back(use);
    while (refused < 3) std::this_thread::yield();
    go.count_down();
    threads.clear();
    EXPECT_EQ(most, 4);
    EXPECT_EQ(refused, 3) << "six of the nine waited";
    EXPECT_EQ(inside, 0);
}

TEST(LocalAccounts, TellTheUserNameOfAPerson) {
    TestDatabase ground;
    const auto budi = add(ground, "budi", Role::agent);
    ground.db.write([&](Tx& tx) {
        const auto other =
            add_person(tx, {.name = "x", .email = "x@contoh.id", .role = Role::agent, .teams = {}}, "intranet", "x");
        EXPECT_EQ(local_name_of(tx, budi.id), "budi");
        EXPECT_FALSE(local_name_of(tx, other.id));
    });
}

TEST(LocalAccounts, AnUnknownNameHasAHashThatNothingMatches) {
    TestDatabase ground;
    add(ground, "budi", Role::agent);
    ground.db.write([&](Tx& tx) { set_password(tx, "BUDI", hash_password("kuda besi biru laut")); });
    ground.db.read([&](Tx& tx) {
        EXPECT_EQ(local_account(tx, " Budi ").person, person_by_identity(tx, "local", "budi")->id);
        EXPECT_FALSE(local_account(tx, std::string_view("budi\0", 5)).person);
        EXPECT_FALSE(local_account(tx, "budi\xff").person);
        const auto nobody = local_account(tx, "siapa");
        EXPECT_FALSE(nobody.person);
        EXPECT_TRUE(nobody.password_hash.starts_with("$argon2id$")) << "comparing takes as long as for a real one";
    });
    EXPECT_THROW(ground.db.write([&](Tx& tx) { set_password(tx, "siapa", "x"); }), NotFound);
}

}  // namespace
}  // namespace hero
