#include "site/pace.hpp"

#include <gtest/gtest.h>

namespace hero {
namespace {

using namespace std::chrono_literals;

TEST(Pace, IsDoubtedAfterOneSlowAnswerAndBelievedAfterManyQuickOnes) {
    Pace pace;
    EXPECT_TRUE(pace.is_quick());
    pace.took(Pace::slow_after);
    EXPECT_TRUE(pace.is_quick());
    pace.took(Pace::slow_after + 1us);
    for (int i = 0; i < Pace::doubts_of_one; ++i) {
        EXPECT_FALSE(pace.is_quick()) << i;
        pace.took(1ms);
    }
    EXPECT_TRUE(pace.is_quick());
    pace.took(1ms);
    EXPECT_TRUE(pace.is_quick());
}

TEST(Pace, IsDoubtedAnewByEachSlowAnswer) {
    Pace pace;
    pace.took(1s);
    for (int i = 0; i < Pace::doubts_of_one - 1; ++i) pace.took(1ms);
    pace.took(6ms);
    for (int i = 0; i < Pace::doubts_of_one - 1; ++i) pace.took(1ms);
    EXPECT_FALSE(pace.is_quick());
}

}  // namespace
}  // namespace hero
