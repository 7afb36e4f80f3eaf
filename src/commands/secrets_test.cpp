#include "commands/secrets.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "credentials/credentials.hpp"
#include "tests/database.hpp"

namespace hero {
namespace {

namespace fs = std::filesystem;

// One database, started again and again with other settings.
struct Ground {
    test::Place place{test::Schema::migrated};
    FrozenClock clock{test::start_of_test};
    test::TemporaryFolder data;

    [[nodiscard]] Config settings(std::string_view key = "") const {
        Config config;
        config.set("data", data.path().string(), "a test");
        config.set("secrets-key", std::string{key}, "a test");
        return config;
    }
    [[nodiscard]] std::string file() const { return (data.path() / "secrets.key").string(); }
    // The fingerprint of the key it starts with, or why it does not.
    std::string start(std::string_view key = "") {
        try {
            App app(settings(key), clock, place.options());
            unlock_secrets(app);
            return app.sealing.fingerprint();
        } catch (const ConfigError& error) {
            return error.what();
        }
    }
    void set_up_a_second_factor(std::string_view key = "") {
        App app(settings(key), clock, place.options());
        app.db.write([&](Tx& tx) {
            begin_second_factor(
                tx, app.sealing,
                add_person(tx, {.name = "Ratna", .email = "r@contoh.id", .role = Role::admin, .teams = {}}, "local",
                           "r"));
        });
    }
};

const std::string one(64, '1');
const std::string two(64, '2');

TEST(SecretsKey, IsMadeOnceForItsOwnerAlone) {
    Ground ground;
    const auto made = ground.start();
    EXPECT_EQ(made.size(), 16U) << made;
    EXPECT_EQ(fs::status(ground.file()).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_EQ(ground.start(), made);
    Ground set;
    EXPECT_EQ(set.start(one), SealingKeys(one).fingerprint());
    EXPECT_FALSE(fs::exists(set.file())) << "a setting needs no file";
}

TEST(SecretsKey, IsNotReplacedWhenItIsMissing) {
    Ground ground;
    const auto made = ground.start();
    ground.set_up_a_second_factor();
    EXPECT_EQ(ground.start(), made);
    fs::rename(ground.file(), ground.file() + ".away");
    const auto refused = ground.start();
    EXPECT_NE(refused.find("secrets.key is not there"), std::string::npos) << refused;
    EXPECT_NE(refused.find(made), std::string::npos) << "by its fingerprint one knows which to bring";
    EXPECT_FALSE(fs::exists(ground.file()));
    const auto other = ground.start(one);
    EXPECT_NE(other.find("has another key"), std::string::npos) << other;
    EXPECT_EQ(other.find(one), std::string::npos) << "a key is never shown";
    fs::rename(ground.file() + ".away", ground.file());
    EXPECT_EQ(ground.start(), made);
}

TEST(SecretsKey, IsNotNeededOnceNobodyHasASecondFactor) {
    Ground ground;
    ground.start(one);
    ground.set_up_a_second_factor(one);
    EXPECT_NE(ground.start(two).find("has another key"), std::string::npos);
    // As `hero user drop-second-factor` does, without a key.
    Database db(ground.place.options(), ground.clock);
    db.write([](Tx& tx) { drop_second_factor(tx, *person_by_identity(tx, "local", "r")); });
    EXPECT_EQ(ground.start(two), SealingKeys(two).fingerprint()) << "the old one was lost";
}

TEST(SecretsKey, IsExchangedByNamingTheNewOneFirst) {
    Ground ground;
    ground.start(one);
    ground.set_up_a_second_factor(one);
    EXPECT_EQ(ground.start(two + "," + one), SealingKeys(two).fingerprint());
    EXPECT_EQ(ground.start(two), SealingKeys(two).fingerprint()) << "the old one may go";
    EXPECT_NE(ground.start(one).find("has another key"), std::string::npos);
}

TEST(SecretsKey, IsRefusedWhenItIsNone) {
    Ground ground;
    EXPECT_NE(ground.start("rahasia").find("secrets-key: must be keys"), std::string::npos);
    EXPECT_EQ(ground.start("rahasia").find("rahasia"), std::string::npos);
    std::ofstream(ground.file()) << "\n";
    EXPECT_NE(ground.start().find("secrets.key: "), std::string::npos);
}

}  // namespace
}  // namespace hero
