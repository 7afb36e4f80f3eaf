#include "drafts/drafts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "people/people.hpp"
#include "tests/database.hpp"

namespace hero {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::Pair;
using Fields = std::vector<std::pair<std::string, std::string>>;

class Drafts : public testing::Test {
protected:
    std::int64_t person(const std::string& name) {
        const NewPerson person{.name = name, .email = "a@example.id", .teams = {}};
        return ground.db.write([&](Tx& tx) { return add_person(tx, person, "uji", name).id; });
    }
    bool save(std::int64_t who, std::string_view place, const Fields& fields) {
        return ground.db.write([&](Tx& tx) { return save_draft(tx, who, place, fields); });
    }
    std::optional<Draft> find(std::int64_t who, std::string_view place) {
        return ground.db.read([&](Tx& tx) { return draft_at(tx, who, place); });
    }

    test::TestDatabase ground;
    std::int64_t sari = person("Sari");
};

TEST_F(Drafts, ComeBackAsTheyWereTyped) {
    const Fields fields{
        {"subjek", "Kendala \"E-SKA\""}, {"deskripsi", "Baris 1\r\nBaris 2 \\ 📎\t</script>"}, {"jenis", ""}};
    EXPECT_TRUE(save(sari, "buat:e-ska", fields));
    const auto draft = find(sari, "buat:e-ska");
    ASSERT_TRUE(draft);
    EXPECT_EQ(draft->fields, fields);
    EXPECT_EQ(draft->saved_at, ground.clock.now());
    EXPECT_EQ(draft->get("subjek"), "Kendala \"E-SKA\"");
    EXPECT_EQ(draft->get("tidak_ada"), "");
}

TEST_F(Drafts, BelongToAPersonAndAPlace) {
    const auto joko = person("Joko");
    save(sari, "buat:e-ska", {{"subjek", "satu"}});
    save(sari, "buat:hero", {{"subjek", "dua"}});
    save(joko, "buat:e-ska", {{"subjek", "tiga"}});
    EXPECT_EQ(find(sari, "buat:e-ska")->get("subjek"), "satu");
    EXPECT_EQ(find(sari, "buat:hero")->get("subjek"), "dua");
    EXPECT_EQ(find(joko, "buat:e-ska")->get("subjek"), "tiga");
    EXPECT_FALSE(find(joko, "buat:hero"));
    ground.db.write([&](Tx& tx) { discard_draft(tx, sari, "buat:e-ska"); });
    EXPECT_FALSE(find(sari, "buat:e-ska"));
    EXPECT_TRUE(find(sari, "buat:hero"));
    EXPECT_TRUE(find(joko, "buat:e-ska"));
}

TEST_F(Drafts, AreReplacedByTheNewest) {
    save(sari, "buat:hero", {{"subjek", "lama"}, {"jenis", "kendala"}});
    ground.clock.advance(5min);
    save(sari, "buat:hero", {{"subjek", "baru"}});
    const auto draft = find(sari, "buat:hero");
    EXPECT_THAT(draft->fields, ElementsAre(Pair("subjek", "baru")));
    EXPECT_EQ(draft->saved_at, ground.clock.now());
}

TEST_F(Drafts, NeverKeepTokensAndPasswords) {
    save(sari, "buat:hero",
         {{"csrf", "x"}, {"submit_id", "x"}, {"kata_sandi", "x"}, {"Password2", "x"}, {"subjek", "s"}});
    EXPECT_THAT(find(sari, "buat:hero")->fields, ElementsAre(Pair("subjek", "s")));
}

TEST_F(Drafts, DisappearWhenEverythingIsEmpty) {
    save(sari, "buat:hero", {{"subjek", "s"}});
    EXPECT_TRUE(save(sari, "buat:hero", {{"subjek", " \r\n"}, {"csrf", "x"}}));
    EXPECT_FALSE(find(sari, "buat:hero"));
    EXPECT_TRUE(save(sari, "buat:hero", {}));
    EXPECT_FALSE(find(sari, "buat:hero"));
}

TEST_F(Drafts, EndAt32KiBytes) {
    const std::string most(32 * 1024 - 1, 'x');
    EXPECT_TRUE(save(sari, "buat:hero", {{"s", most}}));
    EXPECT_FALSE(save(sari, "buat:hero", {{"s", most + "y"}}));
    EXPECT_EQ(find(sari, "buat:hero")->get("s"), most);
}

TEST_F(Drafts, MendWhatIsNotText) {
    EXPECT_TRUE(save(sari, "buat:hero", {{"a\xFF", std::string("b\0\xC0", 3)}}));
    EXPECT_THAT(find(sari, "buat:hero")->fields, ElementsAre(Pair("a\uFFFD", "b\uFFFD\uFFFD")));
}

TEST_F(Drafts, KeepTheLastOfFieldsWithOneName) {
    save(sari, "buat:hero", {{"a", "1"}, {"b", "2"}, {"a", "3"}});
    EXPECT_THAT(find(sari, "buat:hero")->fields, ElementsAre(Pair("a", "3"), Pair("b", "2")));
}

TEST_F(Drafts, RefuseAPlaceThatIsNoForm) {
    for (const auto& place :
         {std::string{}, std::string{"buat hero"}, std::string{"a\n"}, std::string{"é"}, std::string(101, 'a')})
        EXPECT_FALSE(save(sari, place, {{"a", "b"}})) << place;
}

TEST_F(Drafts, AreFiftyAtMost) {
    for (int i = 1; i <= 52; ++i) {
        save(sari, "buat:" + std::to_string(i), {{"a", "b"}});
        ground.clock.advance(1s);
    }
    EXPECT_FALSE(find(sari, "buat:2"));
    EXPECT_TRUE(find(sari, "buat:3"));
    EXPECT_TRUE(find(sari, "buat:52"));
}

TEST_F(Drafts, AreForgottenAfterThirtyDays) {
    save(sari, "buat:lama", {{"a", "b"}});
    ground.clock.advance(1h);
    save(sari, "buat:baru", {{"a", "b"}});
    ground.clock.advance(30 * 24h);
    EXPECT_EQ(ground.db.write([](Tx& tx) { return forget_old_drafts(tx); }), 1);
    EXPECT_FALSE(find(sari, "buat:lama"));
    EXPECT_TRUE(find(sari, "buat:baru"));
}

}  // namespace
}  // namespace hero
