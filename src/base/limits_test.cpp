#include "base/limits.hpp"

#include <gtest/gtest.h>

#include "base/errors.hpp"

namespace hero {
namespace {

constexpr Limit ten_a_minute{"lacak", 10, std::chrono::seconds{60}};

int allowed(RateLimits& limits, std::string_view key, int tries) {
    int passed = 0;
    for (int i = 0; i < tries; ++i) {
        try {
            limits.count(ten_a_minute, key);
            ++passed;
        } catch (const TooManyRequests&) {
        }
    }
    return passed;
}

TEST(RateLimits, LetsTenAMinuteThroughForEachKey) {
    FrozenClock clock(from_millis(1'764'000'000'000));
    RateLimits limits(clock, true);
    EXPECT_EQ(allowed(limits, "192.0.2.1", 12), 10);
    EXPECT_EQ(allowed(limits, "192.0.2.2", 12), 10);
    clock.advance(std::chrono::minutes{2});
    EXPECT_EQ(allowed(limits, "192.0.2.1", 12), 10);
}

TEST(RateLimits, DoesNotForgetTheLastWindowAtItsEdge) {
    FrozenClock clock(from_millis(1'764'000'000'000 - 1'764'000'000'000 % 60'000 + 59'000));
    RateLimits limits(clock, true);
    EXPECT_EQ(allowed(limits, "a", 12), 10);
    clock.advance(std::chrono::seconds{2});
    EXPECT_LE(allowed(limits, "a", 12), 1);
}

TEST(RateLimits, CountsNothingThatWasGivenBack) {
    FrozenClock clock(from_millis(1'764'000'000'000));
    RateLimits limits(clock, true);
    limits.give_back(ten_a_minute, "192.0.2.1");
    EXPECT_EQ(allowed(limits, "192.0.2.1", 12), 10);
    for (int i = 0; i < 3; ++i) limits.give_back(ten_a_minute, "192.0.2.1");
    EXPECT_EQ(allowed(limits, "192.0.2.1", 12), 3);
    EXPECT_EQ(allowed(limits, "192.0.2.2", 12), 10);
}

TEST(RateLimits, SaysHowLongToWait) {
    FrozenClock clock(from_millis(1'764'000'000'000 - 1'764'000'000'000 % 60'000 + 18'000));
    RateLimits limits(clock, true);
    allowed(limits, "a", 10);
    try {
        limits.count(ten_a_minute, "a");
        FAIL() << "the eleventh passed";
    } catch (const TooManyRequests& refused) {
        EXPECT_EQ(refused.retry_after_seconds, 42);
    }
}

TEST(NetworkOf, IsWhatOneCustomerHolds) {
    EXPECT_EQ(network_of("192.0.2.1"), "192.0.2.1");
    EXPECT_EQ(network_of("::ffff:192.0.2.1"), "::ffff:192.0.2.1");
    EXPECT_EQ(network_of("2001:db8:1:2:3:4:5:6"), network_of("2001:db8:1:2:ffff::1"));
    EXPECT_NE(network_of("2001:db8:1:2::1"), network_of("2001:db8:1:3::1"));
    EXPECT_EQ(network_of(""), "");
    EXPECT_EQ(network_of("unix:"), "unix:");
}

TEST(RateLimits, RemembersOnlySoManyKeys) {
    FrozenClock clock(from_millis(1'764'000'000'000));
    RateLimits limits(clock, true, 2);
    EXPECT_EQ(allowed(limits, "a", 12), 10);
    EXPECT_EQ(allowed(limits, "b", 1), 1);
    EXPECT_EQ(allowed(limits, "c", 1), 1);
    EXPECT_EQ(allowed(limits, "a", 12), 10) << "the oldest key was forgotten";
}

// Whoever asks for something cheap from a thousand addresses must not make a server forget who guesses passwords.
TEST(RateLimits, RemembersTheKeysOfEachLimitApart) {
    constexpr Limit another{"suara", 20, std::chrono::hours{1}};
    FrozenClock clock(from_millis(1'764'000'000'000));
    RateLimits limits(clock, true, 2);
    EXPECT_EQ(allowed(limits, "a", 12), 10);
    for (int i = 0; i < 100; ++i) limits.count(another, "192.0.2." + std::to_string(i));
    EXPECT_EQ(allowed(limits, "a", 12), 0);
    EXPECT_NO_THROW(limits.count(another, "a")) << "the same key of another limit";
}

TEST(RateLimits, TellsLongKeysApart) {
    FrozenClock clock(from_millis(1'764'000'000'000));
    RateLimits limits(clock, true);
    const std::string name(800, 'a');
    EXPECT_EQ(allowed(limits, name, 12), 10);
    EXPECT_EQ(allowed(limits, name, 12), 0);
    EXPECT_EQ(allowed(limits, name + "b", 12), 10);
}

TEST(SurroundingsOf, AreWhatManyAddressesShare) {
    EXPECT_EQ(surroundings_of("192.0.2.1"), "192.0.2.0/24");
    EXPECT_EQ(surroundings_of("192.0.2.255"), "192.0.2.0/24");
    EXPECT_NE(surroundings_of("192.0.3.1"), surroundings_of("192.0.2.1"));
    EXPECT_EQ(surroundings_of("::ffff:192.0.2.1"), "192.0.2.0/24");
    EXPECT_EQ(surroundings_of("2001:db8:1:2:3:4:5:6"), "2001:db8:1::/48");
    EXPECT_EQ(surroundings_of("2001:db8:1:ffff::"), "2001:db8:1::/48");
    EXPECT_NE(surroundings_of("2001:db8:2::1"), surroundings_of("2001:db8:1::1"));
    EXPECT_EQ(surroundings_of(""), "");
    EXPECT_EQ(surroundings_of("unix:"), "unix:");
    EXPECT_EQ(surroundings_of("1.2.3"), "1.2.3");
}

TEST(RateLimits, CanBeSwitchedOff) {
    FrozenClock clock(from_millis(1'764'000'000'000));
    RateLimits limits(clock, false);
    EXPECT_EQ(allowed(limits, "a", 50), 50);
}

}  // namespace
}  // namespace hero
