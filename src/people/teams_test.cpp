#include <gtest/gtest.h>

#include "demo/cast.hpp"
#include "people/people.hpp"
#include "tests/database.hpp"

namespace hero {

TEST(InternalPeopleAt, FindsByAddressWhateverItsCase) {
    test::TestDatabase ground;
    ground.db.write([&](Tx& tx) {
        const auto budi = demo::ensure(tx, "budi");
        demo::ensure(tx, "sari");
        const auto found = internal_people_at(tx, " Budi.Santoso@CONTOH.id ");
        ASSERT_EQ(found.size(), 1U);
        EXPECT_EQ(found.front().id, budi.id);
        EXPECT_EQ(found.front().teams, budi.teams);
        EXPECT_TRUE(internal_people_at(tx, "sari.lestari@contoh.id").empty()) << "external";
        EXPECT_TRUE(internal_people_at(tx, "%").empty());
    });
}

TEST(SetTeams, IsANewVersionOfThePerson) {
    test::TestDatabase ground;
    const auto before = ground.db.write([&](Tx& tx) { return demo::ensure(tx, "budi"); });
    const auto wanted = ground.db.write([&](Tx& tx) { return demo::ensure(tx, "agus").teams; });
    ground.db.write([&](Tx& tx) { set_teams(tx, before, wanted); });
    const auto after = ground.db.read([&](Tx& tx) { return person_by_id(tx, before.id).value(); });
    EXPECT_EQ(after.teams, wanted);
    EXPECT_GT(after.version, before.version);
    EXPECT_THROW(ground.db.write([&](Tx& tx) { set_teams(tx, before, before.teams); }), Conflict);
    EXPECT_EQ(ground.db.read([&](Tx& tx) { return teams_of(tx, before.id); }), wanted);
}

}  // namespace hero
