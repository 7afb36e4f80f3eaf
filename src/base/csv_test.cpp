#include "base/csv.hpp"

#include <gtest/gtest.h>

#include <random>

#include "tests/csv.hpp"

namespace hero {
namespace {

TEST(Csv, QuotesAndKeepsFormulasFromRunning) {
    struct {
        std::string_view cell, written;
    } const table[] = {
        {"", "\"\""},
        {"Sari", "\"Sari\""},
        {"a,b;c", "\"a,b;c\""},
        {"say \"hi\"", "\"say \"\"hi\"\"\""},
        {"one\r\ntwo", "\"one\r\ntwo\""},
        {"=1+1", "\"'=1+1\""},
        {"=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""},
        {"+62", "\"'+62\""},
        {"-1", "\"'-1\""},
        {"@SUM(A1)", "\"'@SUM(A1)\""},
        {"\t=1", "\"'\t=1\""},
        {"\r=1", "\"'\r=1\""},
        {"\n=1", "\"'\n=1\""},
        {"＝1", "\"'＝1\""},
        {"＋1", "\"'＋1\""},
        {"－1", "\"'－1\""},
        {"＠1", "\"'＠1\""},
        {"1=1", "\"1=1\""},
        {"'=1", "\"'=1\""},
        {"\xEF\xBC", "\"\xEF\xBC\""},
    };
    for (const auto& line : table) {
        std::string out;
        append_csv_cell(out, line.cell);
        EXPECT_EQ(out, line.written);
    }
    EXPECT_EQ(csv_line({"a", "", "=b"}), "\"a\",\"\",\"'=b\"\r\n");
    EXPECT_EQ(csv_line({"", "a"}), "\"\",\"a\"\r\n");
}

// Whatever the cells are, a reader finds those cells and nothing that a spreadsheet runs.
TEST(Csv, TenThousandRandomCellsComeBackAndNoneIsAFormula) {
    const std::string_view pieces[] = {"=",  "+", "-", "@", "\t",   "\r", "\n", "＝", "＋", "－",   "＠",
                                       "\"", ",", "'", ";", "\r\n", "a",  " ",  "é",  "1",  "\xEF", "\""};
    const std::string_view starts[] = {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"};
    std::mt19937 random(20261124);
    const auto cell = [&] {
        std::string text;
        for (auto left = random() % 7; left > 0; --left) text += pieces[random() % std::size(pieces)];
        return text;
    };
    int formulas = 0;
    for (int i = 0; i < 5'000; ++i) {
        const std::string sent[] = {cell(), cell()};
        const auto read = test::read_csv(csv_line({sent[0], sent[1]}));
        ASSERT_TRUE(read && read->size() == 1 && read->at(0).size() == 2) << testing::PrintToString(sent);
        for (std::size_t n = 0; n < 2; ++n) {
            const auto& got = read->at(0)[n];
            const bool kept = got == sent[n];
            ASSERT_TRUE(kept || got == "'" + sent[n]) << testing::PrintToString(sent[n]);
            for (const auto start : starts) ASSERT_FALSE(got.starts_with(start)) << testing::PrintToString(got);
            formulas += !kept;
        }
    }
    EXPECT_GT(formulas, 1'000);
}

}  // namespace
}  // namespace hero
