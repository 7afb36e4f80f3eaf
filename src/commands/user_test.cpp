#include <gtest/gtest.h>

#include <iostream>
#include <sstream>

#include "app/app.hpp"
#include "commands/commands.hpp"
#include "people/people.hpp"
#include "tests/database.hpp"

namespace hero {
namespace {

// What is typed at the password's prompt, for as long as this lives.
class Typed {
public:
    explicit Typed(const std::string& text) : text_(text), terminal_(std::cin.rdbuf(text_.rdbuf())) {}
    ~Typed() { std::cin.rdbuf(terminal_); }
    Typed(const Typed&) = delete;
    Typed& operator=(const Typed&) = delete;

private:
    std::istringstream text_;
    std::streambuf* terminal_;
};

class UserCommand : public testing::Test {
protected:
    UserCommand() {
        config.set("data", data.path().string(), "a test");
        if (test::engine() == db::Engine::postgres) config.set("database", place.options().address, "a test");
        const SystemClock clock;
        Database(database_options(config), clock).migrate();
    }
    // "" when the account is there, otherwise why not.
    std::string add(const std::string& name, std::vector<std::string> more) {
        std::vector<std::string> words{"add", name, "--email", name + "@contoh.id"};
        words.insert(words.end(), more.begin(), more.end());
        const Typed password("lima kapal putih berlayar\n");
        testing::internal::CaptureStdout();
        std::string complaint;
        try {
            user_command(config, words);
        } catch (const ConfigError& error) {
            complaint = error.what();
        }
        testing::internal::GetCapturedStdout();
        return complaint;
    }
    std::optional<Person> account(const std::string& name) {
        const SystemClock clock;
        Database database(database_options(config), clock);
        return database.read([&](Tx& tx) { return person_by_identity(tx, "local", name); });
    }

    test::TemporaryFolder data;
    test::Place place{test::Schema::migrated};
    Config config;
};

// The same people as the page of a person makes.
TEST_F(UserCommand, AddsAgentsAndSupervisorsOfATeamAndAdminsOfNone) {
    for (const auto* role : {"agent", "supervisor"}) {
        EXPECT_NE(add("x", {"--role", role}).find("--team is missing"), std::string::npos) << role;
        EXPECT_NE(add("x", {"--role", role, "--team", "tidak-ada"}).find("there is no team"), std::string::npos);
        EXPECT_FALSE(account("x")) << role;
        ASSERT_EQ(add(role, {"--role", role, "--team", "tim-aplikasi"}), "");
        EXPECT_EQ(account(role)->teams.size(), 1U) << role;
    }
    EXPECT_NE(add("x", {"--role", "admin", "--team", "tim-aplikasi"}).find("works in no team"), std::string::npos);
    EXPECT_NE(add("x", {"--role", "requester"}).find("--role is"), std::string::npos);
    EXPECT_FALSE(account("x"));
    ASSERT_EQ(add("ratna", {"--role", "admin"}), "");
    EXPECT_EQ(account("ratna")->role, Role::admin);
}

}  // namespace
}  // namespace hero
