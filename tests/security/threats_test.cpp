// docs/threats.md names a test for every case: rows are complete, and every test it names is there.
#include <gtest/gtest.h>

#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "tests/checkout.hpp"

namespace hero {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// "Suite.Name" of every TEST and TEST_F in that text.
void add_tests(const std::string& text, std::set<std::string>& all) {
    for (const std::string start : {"\nTEST(", "\nTEST_F("})
        for (auto at = text.find(start); at != std::string::npos; at = text.find(start, at + 1)) {
            const auto from = at + start.size();
            const auto comma = text.find(',', from), end = text.find(')', from);
            const auto name = text.find_first_not_of(" \n", comma + 1);
            all.insert(text.substr(from, comma - from) + "." + text.substr(name, end - name));
        }
}

std::set<std::string> all_tests() {
    std::set<std::string> all;
    for (const auto* folder : {"src", "tests"})
        for (const auto& entry : fs::recursive_directory_iterator(test::checkout() / folder))
            if (entry.path().extension() == ".cpp") add_tests("\n" + text_of(entry.path()), all);
    return all;
}

// Rows of the table, by cell: number, case, requirement, test, more tests.
std::vector<std::vector<std::string>> rows() {
    std::vector<std::vector<std::string>> found;
    const auto text = text_of(test::checkout() / "docs/threats.md");
    for (const auto line : split(text, '\n')) {
        if (line.size() < 3 || !line.starts_with("| ") || std::isdigit(static_cast<unsigned char>(line[2])) == 0)
            continue;
        std::vector<std::string> cells;
        for (const auto cell : split(line.substr(1, line.rfind('|') - 1), '|'))
            cells.emplace_back(cell.substr(1, cell.size() - 2));
        found.push_back(std::move(cells));
    }
    return found;
}

std::vector<std::string> names_in(const std::string& cell) {
    std::vector<std::string> names;
    for (auto at = cell.find('`'); at != std::string::npos; at = cell.find('`', at)) {
        const auto end = cell.find('`', at + 1);
        names.push_back(cell.substr(at + 1, end - at - 1));
        at = end + 1;
    }
    return names;
}

TEST(Threats, EveryRowNamesTestsThatExist) {
    const auto tests = all_tests();
    std::set<std::string> own;
    int number = 0;
    for (const auto& row : rows()) {
        ASSERT_EQ(row.size(), 5U) << row.front();
        EXPECT_EQ(row[0], std::to_string(++number));
        const auto learned = names_in(row[3]);
        ASSERT_EQ(learned.size(), 1U) << number;
        EXPECT_TRUE(learned[0].starts_with("Learned.")) << learned[0];
        EXPECT_TRUE(own.insert(learned[0]).second) << learned[0] << " stands for two rows";
        for (const auto& cell : {row[3], row[4]})
            for (const auto& name : names_in(cell)) EXPECT_TRUE(tests.contains(name)) << number << ": " << name;
    }
    EXPECT_EQ(number, 44);
    for (const auto& test : tests)
        if (test.starts_with("Learned.")) EXPECT_TRUE(own.contains(test)) << test << " is in no row";
}

}  // namespace
}  // namespace hero
