#include <gtest/gtest.h>

#include "tickets/inside.hpp"

namespace hero {
namespace {

struct Written {
    const char* text;
    const char* moment;  // nullptr: it is none
};

class Moments : public testing::TestWithParam<Written> {};

TEST_P(Moments, AreReadAsPeopleWriteThem) {
    const auto [text, moment] = GetParam();
    EXPECT_EQ(tickets::moment_of(text), moment ? std::optional<std::string>{moment} : std::nullopt) << text;
}

INSTANTIATE_TEST_SUITE_P(
    Written, Moments,
    testing::Values(Written{"2026-12-01T09:00", "2026-12-01T09:00"}, Written{"2026-12-01 09:00", "2026-12-01T09:00"},
                    Written{"2026-12-01T09:00:30", "2026-12-01T09:00"}, Written{"30/6/2022", "2022-06-30"},
                    Written{"30-06-2022", "2022-06-30"}, Written{"30 Juni 2022", "2022-06-30"},
                    Written{"30 Jun 2022 14.05", "2022-06-30T14:05"},
                    Written{"1 Desember 2026 pukul 09.00 WIB", "2026-12-01T09:00"},
                    Written{"1 December 2026 at 9:05", "2026-12-01T09:05"},
                    Written{"17 Agu 2026, 10.00", "2026-08-17T10:00"}, Written{"29 Februari 2028", "2028-02-29"},
                    Written{"2026-02-30", nullptr}, Written{"29/2/2026", nullptr}, Written{"0000-00-00", nullptr},
                    Written{"2026-13-01", nullptr}, Written{"2026-12-01T24:00", nullptr},
                    Written{"2026-12-01T09:60", nullptr}, Written{"besok pagi", nullptr}, Written{"30 Juni", nullptr},
                    Written{"30 Juno 2022", nullptr}, Written{"", nullptr}, Written{"99999999999", nullptr},
                    Written{"30/6/22", nullptr}, Written{"2026-12-01 09", nullptr}));

}  // namespace
}  // namespace hero
