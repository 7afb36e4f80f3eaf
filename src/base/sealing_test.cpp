#include "base/sealing.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace hero {
namespace {

const std::string first(64, '1');
const std::string second(64, 'a');

TEST(Sealing, OpensWhatItSealed) {
    const SealingKeys keys(first);
    const auto sealed = keys.seal("rahasia", "orang 7");
    EXPECT_TRUE(SealingKeys::is_sealed(sealed));
    EXPECT_EQ(sealed.find("rahasia"), std::string::npos);
    EXPECT_EQ(keys.open(sealed, "orang 7"), "rahasia");
    EXPECT_NE(keys.seal("rahasia", "orang 7"), sealed) << "never twice the same";
    EXPECT_EQ(keys.open(keys.seal("", "x"), "x"), "");
}

TEST(Sealing, OpensNothingElse) {
    const SealingKeys keys(first);
    const auto sealed = keys.seal("rahasia", "orang 7");
    EXPECT_FALSE(keys.open(sealed, "orang 8")) << "moved to somebody else's row";
    EXPECT_FALSE(SealingKeys(second).open(sealed, "orang 7"));
    EXPECT_FALSE(SealingKeys().open(sealed, "orang 7"));
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        auto changed = sealed;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(keys.open(changed, "orang 7")) << i;
        EXPECT_FALSE(keys.open(sealed.substr(0, i), "orang 7")) << i;
    }
    for (const auto* text : {"", "rahasia", "sealed1:", "sealed1::", "sealed1:x:y"}) EXPECT_FALSE(keys.open(text, ""));
}

TEST(Sealing, SealsUnderTheFirstKeyAndOpensUnderAll) {
    const SealingKeys old(first);
    const SealingKeys both("\n" + second + " ,\n" + first + "\n");
    EXPECT_EQ(both.fingerprint(), SealingKeys(second).fingerprint());
    EXPECT_EQ(both.fingerprint().size(), 16U);
    EXPECT_TRUE(both.knows(old.fingerprint()));
    EXPECT_FALSE(old.knows(both.fingerprint()));
    EXPECT_EQ(both.open(old.seal("a", "x"), "x"), "a");
    EXPECT_TRUE(both.is_current(both.seal("a", "x")));
    EXPECT_FALSE(both.is_current(old.seal("a", "x")));
    EXPECT_FALSE(both.is_current("a"));
    EXPECT_EQ(SealingKeys(second).open(both.seal("a", "x"), "x"), "a");
}

TEST(Sealing, TakesKeysOf256BitsOnly) {
    EXPECT_TRUE(SealingKeys("").empty());
    EXPECT_TRUE(SealingKeys(" \n").empty());
    EXPECT_THROW(static_cast<void>(SealingKeys().seal("a", "x")), std::logic_error);
    for (const auto& bad : {first.substr(1), first + "0", first.substr(1) + "g", first + ";" + second})
        EXPECT_THROW(SealingKeys{bad}, std::invalid_argument);
    EXPECT_NE(SealingKeys::fresh_key(), SealingKeys::fresh_key());
    EXPECT_FALSE(SealingKeys(SealingKeys::fresh_key()).empty());
}

}  // namespace
}  // namespace hero
