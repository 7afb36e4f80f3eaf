#include "base/text.hpp"

#include <gtest/gtest.h>

#include "base/utf8.hpp"

namespace hero {
namespace {

using namespace std::string_literals;

TEST(CleanUtf8, AcceptsEveryScript) {
    EXPECT_TRUE(is_clean_utf8(""));
    EXPECT_TRUE(is_clean_utf8("Permohonan\tizin\r\nbaru"));
    EXPECT_TRUE(is_clean_utf8("résumé 合同 📎 ꦲꦤ עברית 👨‍👩‍👧 \xF4\x8F\xBF\xBF"));
}

TEST(CleanUtf8, RefusesControlsAndBrokenBytes) {
    const std::string bad[] = {"a\0b"s,        "\x01",         "\x1B[31m",         "\x7F",
                               "\xC2\x9B",  // controls
                               "\x80",         "\xC3",         "\xE2\x82",         "\xF0\x9F",
                               "\xC3(",                                                                 // stray, cut
                               "\xC0\xAF",     "\xC1\xBF",     "\xE0\x80\xAF",     "\xF0\x80\x80\xAF",  // overlong
                               "\xED\xA0\x80", "\xED\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80",
                               "\xFF",         "\xFE"};  // surrogates, beyond
    for (const auto& text : bad) EXPECT_FALSE(is_clean_utf8(text)) << testing::PrintToString(text);
}

// What is plain is passed over in larger pieces: nothing is missed at their edges.
TEST(Text, IsLookedAtWhereverItStands) {
    for (std::size_t before = 0; before < 20; ++before)
        for (std::size_t after = 0; after < 10; ++after) {
            const auto around = [&](const std::string& middle) {
                return std::string(before, 'a') + middle + std::string(after, 'b');
            };
            SCOPED_TRACE(before * 100 + after);
            EXPECT_TRUE(utf8::is_valid(around("é\x01")));
            EXPECT_FALSE(utf8::is_valid(around("\xC3")));
            EXPECT_TRUE(is_clean_utf8(around("é\n")));
            EXPECT_FALSE(is_clean_utf8(around("\x7F")));
            EXPECT_FALSE(is_clean_utf8(around("\xFF")));
            EXPECT_EQ(showable(around("\x1F\tü")), around("\xEF\xBF\xBD\tü"));
            EXPECT_EQ(clean_line(around("c \u00A0 d")), around("c d"));
            EXPECT_EQ(clean_line(around("c  d")), around("c d"));
        }
}

TEST(LengthOf, CountsCodePoints) {
    EXPECT_EQ(length_of(""), 0U);
    EXPECT_EQ(length_of("abc"), 3U);
    EXPECT_EQ(length_of("é合📎"), 3U);
    EXPECT_EQ(length_of("\xFF\xFE"
                        "a"),
              3U);
}

TEST(FirstCharacters, NeverCutsInsideOne) {
    EXPECT_EQ(first_characters("é合📎x", 3), "é合📎");
    EXPECT_EQ(first_characters("abc", 0), "");
    EXPECT_EQ(first_characters("abc", 9), "abc");
}

TEST(CleanLine, IsEmptyWhenNothingCanBeSeen) {
    for (const auto* text : {"", "   ", "\t\r\n", "\u200B\u3164\uFEFF", " \u00A0\u2028\u202E\u00AD ", "\u2800\u2066"})
        EXPECT_EQ(clean_line(text), "") << testing::PrintToString(text);
}

TEST(CleanLine, FoldsWhiteSpaceAndBreaks) {
    EXPECT_EQ(clean_line("\uFEFF Lupa \t kata\r\n\r\nsandi\u00A0 saya \u200B"), "Lupa kata sandi saya");
}

TEST(CleanLine, KeepsWhatJoinsInside) {
    EXPECT_EQ(clean_line(" 👨‍👩‍👧 ❤\uFE0F"), "👨‍👩‍👧 ❤\uFE0F");
}

TEST(CleanLine, KeepsBytesItDoesNotUnderstand) { EXPECT_EQ(clean_line(" \xFF a \x80 "), "\xFF a \x80"); }

TEST(CleanText, KeepsLinesInOneForm) {
    EXPECT_EQ(clean_text("\r\n a\r\nb\rc\n\n  d \r\r\ne\t\u200B\r\n"), "a\nb\nc\n\n  d \n\ne");
    EXPECT_EQ(clean_text(" \u3164\r\n"), "");
}

TEST(Showable, ReplacesOnlyWhatCannotBeShown) {
    EXPECT_EQ(showable("a\0b\x07\xFF c\né\t\r"s), "a\uFFFDb\uFFFD\uFFFD c\né\t\r");
    EXPECT_TRUE(is_clean_utf8(showable("\xED\xA0\x80\xC2\x80\x1B")));
}

TEST(Folded, LowersAsciiAndLatin1) {
    EXPECT_EQ(folded("ÀÉÎÕÜÞ × ABC ß÷ÿ Ж"), "àéîõüþ × abc ß÷ÿ Ж");
    EXPECT_EQ(folded("A\xFFZ"), "a\xFFz");
}

TEST(Trimmed, DropsAsciiSpaceAtTheEnds) {
    EXPECT_EQ(trimmed(" \t a b\r\n"), "a b");
    EXPECT_EQ(trimmed(" \n "), "");
    EXPECT_EQ(trimmed(""), "");
}

TEST(Split, KeepsEmptyPieces) {
    EXPECT_EQ(split("a,,b,", ','), (std::vector<std::string_view>{"a", "", "b", ""}));
    EXPECT_EQ(split("", ','), (std::vector<std::string_view>{""}));
}

TEST(WholeNumber, TakesDigitsOnly) {
    EXPECT_EQ(whole_number("42"), 42);
    EXPECT_EQ(whole_number("-7"), -7);
    EXPECT_EQ(whole_number("9223372036854775807"), 9223372036854775807LL);
    for (const auto* text : {"", "+1", " 1", "1 ", "1.5", "0x1", "1e3", "9223372036854775808", "nan"})
        EXPECT_EQ(whole_number(text), std::nullopt) << text;
}

TEST(Initials, AreTheFirstLettersOfTwoWords) {
    EXPECT_EQ(initials("Muhammad Ashari"), "MA");
    EXPECT_EQ(initials("suharto"), "S");
    EXPECT_EQ(initials("  Sri   Mulyani Indrawati"), "SM");
    EXPECT_EQ(initials("éva (pdsi) 合同"), "ÉP");
    EXPECT_EQ(initials(""), "?");
    EXPECT_EQ(initials(" - \u200B"), "?");
}

TEST(PercentEncoded, KeepsOnlyUnreservedCharacters) {
    EXPECT_EQ(percent_encoded("a-b._~9"), "a-b._~9");
    EXPECT_EQ(percent_encoded("kata sandi/é&?#%"), "kata%20sandi%2F%C3%A9%26%3F%23%25");
}

}  // namespace
}  // namespace hero
