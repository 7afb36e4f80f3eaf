#include "base/json.hpp"

#include <gtest/gtest.h>

#include <string>

namespace hero {
namespace {

TEST(Json, ReadsWhatIsStrict) {
    const auto value = parse_json(R"({"a": {"a": 1}, "b": [{"a": 1}, {"a": "dua\u0041"}], "nama": "Sari"})");
    ASSERT_TRUE(value);
    EXPECT_EQ(text_member(*value, "nama"), "Sari");
    EXPECT_EQ(text_member(*value, "a"), "") << "no text";
    EXPECT_EQ(member(*value, "c"), nullptr);
    EXPECT_EQ(member(*member(*value, "b"), "a"), nullptr) << "an array has no members";
}

TEST(Json, RefusesEverythingElse) {
    for (const std::string& text :
         {std::string{}, std::string{"{"}, std::string{R"({"a":1,"a":1})"}, std::string{R"({"a":1,"\u0061":2})"},
          std::string{R"([{"x":{"b":1,"c":2,"b":3}}])"}, std::string{"{} {}"}, std::string{"{}x"},
          std::string{"\xef\xbb\xbf{}"}, std::string{"{'a':1}"}, std::string{"{\"a\":1,}"}, std::string{"// a\n{}"},
          std::string{"{\"a\":\"\xff\"}"}, std::string{"{\"a\":NaN}"}, std::string("{}\0", 3),
          std::string(40, '[') + std::string(40, ']'), std::string(100'000, '[')})
        EXPECT_FALSE(parse_json(text)) << text.substr(0, 60);
}

}  // namespace
}  // namespace hero
