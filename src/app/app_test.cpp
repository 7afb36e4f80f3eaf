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

TEST(App, LinksNameThePortThatWasTaken) {
    TestApp site{{"port", "0"}};
    site.app.listening_at(4711);
    EXPECT_EQ(site.app.base_url, "http://127.0.0.1:4711");
    EXPECT_EQ(site.app.mailer.settings().base_url, "http://127.0.0.1:4711");
}

TEST(App, LinksNameTheAddressThatIsSet) {
    TestApp site{{"base-url", "https://hero.example.go.id/"}};
    site.app.listening_at(4711);
    EXPECT_EQ(site.app.base_url, "https://hero.example.go.id");
}

}  // namespace
}  // namespace hero
