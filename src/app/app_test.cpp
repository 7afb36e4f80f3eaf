#include <gtest/gtest.h>

#include "tests/app.hpp"

namespace hero {
namespace {

using test::TestApp;

TEST(App, RemindsOnTheDaysThatAreSet) {
    TestApp site{{"confirm-reminder-days", "1, 3"}};
    EXPECT_EQ(site.app.periods.confirm_reminders, (std::vector<int>{1, 3}));
}

TEST(App, NeverRemindsWithoutDays) {
    TestApp site{{"confirm-reminder-days", ""}};
    EXPECT_TRUE(site.app.periods.confirm_reminders.empty());
}

TEST(App, RefusesDaysThatAreNone) {
    for (const auto* days : {"soon", "2,", "0", "61"})
        EXPECT_THROW(TestApp({{"confirm-reminder-days", days}}), ConfigError) << days;
}

TEST(App, RefusesRemindersThatCouldNeverGoOut) {
    using Settings = std::initializer_list<TestApp::Setting>;
    for (const auto& settings : {Settings{{"confirm-reminder-days", "9"}}, Settings{{"autoclose-days", "2"}},
                                 Settings{{"waiting-reminder-days", "10"}}, Settings{{"waiting-resolve-days", "3"}}})
        EXPECT_THROW(TestApp{settings}, ConfigError);
    TestApp site{{"confirm-reminder-days", "1"}, {"autoclose-days", "2"}};
    EXPECT_EQ(site.app.periods.autoclose, 2);
}

TEST(App, NamesTheSettingOfAFolderThatCannotBe) {
    Config config;
    config.set("data", "/proc/nope", "the test");
    try {
        data_folder(config);
        FAIL() << "a folder in /proc";
    } catch (const ConfigError& error) {
        EXPECT_TRUE(std::string{error.what()}.starts_with("data: \"/proc/nope\"")) << error.what();
    }
}

TEST(App, LinksNameThePortThatWasTaken) {
    TestApp site{{"port", "0"}};
    site.app.listening_at(4711);
    EXPECT_EQ(site.app.base_url, "http://127.0.0.1:4711");
    EXPECT_EQ(site.app.mailer.settings().base_url, "http://127.0.0.1:4711");
}

TEST(App, LinksNameTheAddressThatIsSet) {
    TestApp site{{"base-url", "https://hero.example.go.id/"}, {"demo", "off"}};
    site.app.listening_at(4711);
    EXPECT_EQ(site.app.base_url, "https://hero.example.go.id");
}

TEST(App, TakesOnlyAHostAsItsAddress) {
    for (const std::string url : {"http://127.0.0.1:1/y?z", "https://hero.example.go.id/meja", "https://a@hero.example",
                                  "https://hero.example#x", "http://hero example", "http://hero:99999", "https://:80",
                                  "https://\"hero", "http://hero:port", "http://[::1", "http://hero:"}) {
        const auto start = [&] { TestApp site{{"base-url", url}, {"demo", "off"}}; };
        EXPECT_THROW(start(), ConfigError) << url;
    }
}

TEST(App, SaysAtTheStartWhatCannotBe) {
    const std::pair<TestApp::Setting, std::string> cases[] = {
        {{"contact-email", "meja layanan"}, "contact-email: \"meja layanan\" must be one address"},
        {{"contact-email", "a@contoh.id, b@contoh.id"}, "contact-email: "},
        {{"contact-phone", "belum ada"}, "contact-phone: \"belum ada\" holds no digit"},
        {{"mail-user", "hero"}, "mail-user and mail-password: set both"},
        {{"mail-name", " "}, "mail-name: must not be empty"},
        {{"mail", "file:/proc/nope"}, "mail: \"/proc/nope\" cannot be used"},
    };
    for (const auto& [setting, line] : cases) {
        try {
            TestApp site{std::vector{setting}};
            ADD_FAILURE() << setting.first << " = " << setting.second;
        } catch (const ConfigError& error) {
            EXPECT_TRUE(std::string{error.what()}.starts_with(line)) << error.what();
            EXPECT_EQ(std::string{error.what()}.find('\n'), std::string::npos);
        }
    }
    EXPECT_NO_THROW(TestApp({{"contact-email", "meja.layanan@contoh.go.id"}, {"contact-phone", "021 555 0100"}}));
}

TEST(App, RefusesTheDemoWhereOthersCouldReachIt) {
    const auto start = [](std::string url) { TestApp site{{"base-url", std::move(url)}, {"demo", "on"}}; };
    EXPECT_THROW(start("https://hero.example.go.id"), ConfigError);
    EXPECT_THROW(start("http://10.0.0.1:8080"), ConfigError);
    for (const auto* url : {"http://127.0.0.1:8080", "http://localhost", "http://[::1]:8080"})
        EXPECT_NO_THROW(start(url));
}

}  // namespace
}  // namespace hero
