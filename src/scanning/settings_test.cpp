#include <gtest/gtest.h>

#include "scanning/scanning.hpp"
#include "tests/app.hpp"

namespace hero {
namespace {

using Kind = ScannerSettings::Kind;

TEST(ScannerSettings, NameASocketOrNone) {
    EXPECT_EQ(scanner_settings("none").kind, Kind::none);
    const auto local = scanner_settings("unix:/run/clamav/clamd.ctl");
    EXPECT_EQ(local.kind, Kind::local);
    EXPECT_EQ(local.path, "/run/clamav/clamd.ctl");
    for (const auto* tcp : {"tcp:127.0.0.1:3310", "tcp:[::1]:3310"}) {
        const auto settings = scanner_settings(tcp);
        EXPECT_EQ(settings.kind, Kind::tcp);
        EXPECT_EQ(settings.port, 3310);
    }
    EXPECT_EQ(scanner_settings("tcp:[::1]:3310").address, "::1");
}

TEST(ScannerSettings, EndTheStartWhenWrong) {
    for (const std::string wrong :
         {"unix:", "unix:clamd.ctl", "tcp:", "tcp:127.0.0.1", "tcp:127.0.0.1:", "tcp:127.0.0.1:0",
          "tcp:127.0.0.1:70000", "tcp:clamav:3310", "tcp::3310", "clamd", "", "UNIX:/x", "none "})
        EXPECT_THROW(scanner_settings(wrong), std::invalid_argument) << wrong;
    EXPECT_THROW(scanner_settings("unix:/" + std::string(108, 'a')), std::invalid_argument);
    try {
        const test::TestApp app({{"scanner", "tcp:clamav:3310"}});
        ADD_FAILURE() << "it started";
    } catch (const ConfigError& error) {
        EXPECT_STREQ(error.what(),
                     "scanner: \"tcp:clamav:3310\" must be none, unix:/PATH or tcp:ADDRESS:PORT with an IP address");
    }
}

}  // namespace
}  // namespace hero
