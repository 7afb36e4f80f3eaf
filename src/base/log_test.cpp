#include "base/log.hpp"

#include <gtest/gtest.h>
#include <regex.h>

#include <algorithm>

namespace hero {
namespace {

using namespace std::string_literals;

std::string logged(log::Level level, const auto& act) {
    log::start(level);
    testing::internal::CaptureStderr();
    act();
    auto text = testing::internal::GetCapturedStderr();
    log::start(log::Level::info);
    return text;
}

TEST(Log, WritesOneJsonObjectALine) {
    const auto text = logged(log::Level::info, [] { log::info("ticket.opened", {{"number", "A-KORS26000001"}}); });
    EXPECT_TRUE(text.ends_with(R"(,"level":"info","event":"ticket.opened","number":"A-KORS26000001"})"
                               "\n"))
        << text;
    EXPECT_EQ(std::ranges::count(text, '\n'), 1);
}

TEST(Log, StampsUtcWithMilliseconds) {
    const auto text = logged(log::Level::info, [] { log::error("x"); });
    regex_t shape;
    ASSERT_EQ(regcomp(&shape, "^\\{\"at\":\"20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z\",",
                      REG_EXTENDED),
              0);
    EXPECT_EQ(regexec(&shape, text.c_str(), 0, nullptr, 0), 0) << text;
    regfree(&shape);
}

TEST(Log, EscapesWhatCouldForgeALine) {
    const auto text = logged(log::Level::info, [] {
        log::warning("mail", {{"from", "a\"b\\c\nd\re\tf\x01\x7f\0g\xC2\x85h\xE2\x80\xA8i"s}});
    });
    EXPECT_NE(text.find(R"("from":"a\"b\\c\nd\re\tf\u0001\u007f\u0000g\u0085h\u2028i")"), std::string::npos) << text;
    EXPECT_EQ(std::ranges::count(text, '\n'), 1);
}

TEST(Log, ReplacesWhatIsNotUtf8AndKeepsWhatIs) {
    const auto text = logged(log::Level::info, [] { log::info("x", {{"a", "\xFF \xC3\x28 Jos\xC3\xA9 {} %s"}}); });
    EXPECT_NE(text.find("\"a\":\"\xEF\xBF\xBD \xEF\xBF\xBD( Jos\xC3\xA9 {} %s\""), std::string::npos) << text;
}

TEST(Log, DropsWhatIsBelowItsLevel) {
    const auto text = logged(log::Level::warning, [] {
        log::debug("quiet");
        log::info("quiet");
        log::warning("heard");
        log::error("heard");
    });
    EXPECT_EQ(text.find("quiet"), std::string::npos);
    EXPECT_EQ(std::ranges::count(text, '\n'), 2);
    EXPECT_NE(logged(log::Level::debug, [] { log::debug("fine"); }).find(R"("level":"debug")"), std::string::npos);
}

}  // namespace
}  // namespace hero
