#include "base/ids.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>

namespace hero {
namespace {

TEST(RandomHex, GivesTwoDigitsForEachByte) {
    const auto id = random_hex(16);
    EXPECT_EQ(id.size(), 32U);
    EXPECT_EQ(id.find_first_not_of("0123456789abcdef"), std::string::npos);
    EXPECT_EQ(random_hex(0), "");
}

TEST(RandomHex, NeverRepeats) {
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) seen.insert(random_hex(8));
    EXPECT_EQ(seen.size(), 1000U);
}

TEST(Sha256, AgreesWithThePublishedVectors) {
    EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Sha256, OfAFileEqualsThatOfItsContent) {
    std::string folder = (std::filesystem::temp_directory_path() / "hero-ids-XXXXXX").string();
    ASSERT_NE(mkdtemp(folder.data()), nullptr);
    const auto path = folder + "/content";
    const std::string content(200'001, 'x');
    std::ofstream(path, std::ios::binary) << content;
    EXPECT_EQ(sha256_hex_of_file(path), sha256_hex(content));
    EXPECT_THROW(sha256_hex_of_file(folder + "/missing"), std::runtime_error);
    std::filesystem::remove_all(folder);
}

// RFC 4231, test cases 1, 2 and 6 (a key longer than a block).
TEST(Hmac, AgreesWithThePublishedVectors) {
    EXPECT_EQ(hmac_hex(std::string(20, '\x0b'), "Hi There"),
              "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    EXPECT_EQ(hmac_hex("Jefe", "what do ya want for nothing?"),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    EXPECT_EQ(hmac_hex(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First"),
              "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(SameSecret, ComparesContentAndLength) {
    EXPECT_TRUE(same_secret("rahasia", "rahasia"));
    EXPECT_TRUE(same_secret("", ""));
    EXPECT_FALSE(same_secret("rahasia", "rahasiA"));
    EXPECT_FALSE(same_secret("rahasia", "rahasi"));
    EXPECT_FALSE(same_secret("", "r"));
}

}  // namespace
}  // namespace hero
