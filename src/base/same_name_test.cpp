#include "base/same_name.hpp"

#include <gtest/gtest.h>

namespace hero {
namespace {

TEST(SameName, IsOneForAllSpellings) {
    for (const auto* name : {"rina", "RINA", "\uff52\uff49\uff4e\uff41", "\uff32\uff29NA", "r\u2071na"})
        EXPECT_EQ(same_name(name), "rina") << name;
    EXPECT_EQ(same_name("\ufb01tri"), "fitri");
    EXPECT_EQ(same_name("STRASSE"), same_name("straße"));
    EXPECT_EQ(same_name("РИНА"), same_name("рина"));
    EXPECT_EQ(same_name("e\u0301"), same_name("É"));
    EXPECT_NE(same_name("rina"), same_name("zuna"));
    EXPECT_EQ(same_name("a\xFF"), "a\uFFFD");
    EXPECT_EQ(same_name(""), "");
}

}  // namespace
}  // namespace hero
