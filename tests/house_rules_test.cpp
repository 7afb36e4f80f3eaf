// The rules of docs/style.md and the architecture that a machine can check, so that nobody has to remember them.
#include <fnmatch.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "base/words.hpp"
#include "tests/checkout.hpp"
#include "ui/routing.hpp"

namespace hero {
namespace {

namespace fs = std::filesystem;

const fs::path source = test::checkout() / "src";

struct File {
    fs::path path;
    std::string name;  // relative to src
    std::string room;  // first folder
    std::string text;
    std::vector<std::string> lines;
};

bool ends_with_any(const std::string& name, const std::vector<std::string>& endings) {
    return std::any_of(endings.begin(), endings.end(),
                       [&](const std::string& ending) { return name.ends_with(ending); });
}

std::vector<File> files(const std::vector<std::string>& endings) {
    std::vector<File> found;
    for (const auto& entry : fs::recursive_directory_iterator(source)) {
        const auto name = fs::relative(entry.path(), source).generic_string();
        if (!entry.is_regular_file() || !ends_with_any(name, endings)) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        std::stringstream text;
        text << in.rdbuf();
        File file{entry.path(), name, name.substr(0, name.find('/')), text.str(), {}};
        std::istringstream lines(file.text);
        for (std::string line; std::getline(lines, line);) file.lines.push_back(line);
        found.push_back(std::move(file));
    }
    return found;
}

bool is_test(const File& file) { return ends_with_any(file.name, {"_test.cpp", "_for_tests.hpp", "_for_tests.cpp"}); }
bool is_web(const File& file) { return ends_with_any(file.name, {"_web.cpp", "_web.hpp"}); }

// "tickets/tickets.hpp" of `#include "tickets/tickets.hpp"`.
std::vector<std::string> includes(const File& file) {
    std::vector<std::string> found;
    for (const auto& line : file.lines) {
        if (!line.starts_with("#include \"")) continue;
        const auto end = line.find('"', 10);
        if (end != std::string::npos) found.push_back(line.substr(10, end - 10));
    }
    return found;
}

// Public headers beside <slice>/<slice>.hpp, and who they are for ("" for everybody).
const std::map<std::string, std::set<std::string>>& further_public_headers() {
    static const std::map<std::string, std::set<std::string>> headers{
        {"tickets/access.hpp", {}},     {"tickets/moves.hpp", {"closing", "handling"}},
        {"tickets/bulk.hpp", {"demo"}}, {"closing/bulk.hpp", {"demo"}},
        {"demo/cast.hpp", {}},          {"ui/routing.hpp", {}},
    };
    return headers;
}

// Frames and wiring are rooms, not slices: their headers are for everybody.
bool is_room(const std::string& name) {
    static const std::set<std::string> rooms{"base", "ui", "app", "site", "commands", "sql", "views", "tests"};
    return rooms.contains(name);
}

TEST(HouseRules, OnlyTheFaceOfASliceIsIncludedFromOutside) {
    for (const auto& file : files({".cpp", ".hpp"})) {
        if (is_test(file)) continue;
        for (const auto& include : includes(file)) {
            const auto room = include.substr(0, include.find('/'));
            if (room == file.room || is_room(room) || include.find('/') == std::string::npos) continue;
            if (include == room + "/" + room + ".hpp") continue;
            if (file.name == "routes.cpp" && include == room + "/" + room + "_web.hpp") continue;
            const auto further = further_public_headers().find(include);
            const bool allowed = further != further_public_headers().end() &&
                                 (further->second.empty() || further->second.contains(file.room));
            EXPECT_TRUE(allowed) << file.name << " includes " << include;
        }
    }
}

TEST(HouseRules, RulesKnowNeitherHttpNorHtml) {
    static const std::set<std::string> frames{"base", "ui", "app", "site", "commands", "health"};
    for (const auto& file : files({".cpp", ".hpp"})) {
        if (is_web(file) || is_test(file) || frames.contains(file.room) || file.name == "routes.cpp") continue;
        for (const auto& include : includes(file)) {
            const bool knows = include.starts_with("base/http/") || include.starts_with("base/html/") ||
                               include.starts_with("ui/") || include.starts_with("views/");
            // Headers that handlers of one slice share are part of its web side.
            const bool shared_by_handlers =
                file.name.ends_with(".hpp") &&
                (file.room == "filing" || file.room == "requests" || file.room == "workspace" ||
                 file.room == "supervision" || file.room == "administration");
            EXPECT_FALSE(knows && !shared_by_handlers) << file.name << " includes " << include;
        }
    }
}

TEST(HouseRules, SqlLivesInSqlFiles) {
    for (const auto& file : files({".cpp", ".hpp"})) {
        if (is_test(file) || file.name.starts_with("base/db/")) continue;
        for (const auto* word : {"\"SELECT ", "\"INSERT INTO ", "\"UPDATE ", "\"DELETE FROM "})
            EXPECT_EQ(file.text.find(word), std::string::npos) << file.name << " holds SQL: " << word;
    }
}

TEST(HouseRules, OnlyItsSliceWritesATable) {
    std::map<std::string, std::set<std::string>> writers;
    for (const auto& file : files({".sql"})) {
        std::istringstream words(file.text);
        std::string before;
        for (std::string word; words >> word; before = word) {
            const bool writes =
                before == "INTO" || before == "UPDATE" || (before == "FROM" && file.text.starts_with("DELETE"));
            if (writes && word != "SET")
                writers[word.substr(0, word.find('('))].insert(file.name.substr(0, file.name.find("/sql/")));
        }
    }
    EXPECT_GT(writers.size(), 15U);
    for (const auto& [table, slices] : writers)
        EXPECT_EQ(slices.size(), 1U) << table << " is written by " << slices.size() << " slices";
}

TEST(HouseRules, NobodyUsesARecursiveRegularExpression) {
    const std::string banned = std::string{"std::"} + "regex";
    for (const auto& file : files({".cpp", ".hpp"})) EXPECT_EQ(file.text.find(banned), std::string::npos) << file.name;
}

TEST(HouseRules, FilesAndHeadersStaySmall) {
    std::map<std::string, int> sources;
    for (const auto& file : files({".cpp", ".hpp"})) {
        EXPECT_LE(file.lines.size(), 500U) << file.name;
        if (file.name == file.room + "/" + file.room + ".hpp") EXPECT_LE(file.lines.size(), 210U) << file.name;
        if (file.room != "base" && !is_test(file) && file.name.ends_with(".cpp")) ++sources[file.room];
    }
    for (const auto& [room, amount] : sources) EXPECT_LE(amount, 25) << room << " is two slices";
}

TEST(HouseRules, TypesHaveNamesThatSayWhatTheyAre) {
    static constexpr std::array<std::string_view, 9> vague{"Manager", "Service", "Helper", "Util", "Impl",
                                                           "Base",    "Data",    "Info",   "DTO"};
    for (const auto& file : files({".hpp"}))
        for (const auto& line : file.lines) {
            const auto at = line.starts_with("class ") ? 6U : line.starts_with("struct ") ? 7U : 0U;
            if (at == 0) continue;
            const auto name = line.substr(at, line.find_first_of(" :{;", at) - at);
            // The thing people ask for is a service, and template data is data: the words of the field.
            if (name == "Service" || name == "Data" || name == "Database") continue;
            for (const auto word : vague) EXPECT_FALSE(name.ends_with(word)) << file.name << ": " << name;
        }
}

// ` name={{variable}}`: inside quotes the '=' of a query string is preceded by '?' or '&', never by a blank.
bool has_unquoted_attribute(const std::string& text) {
    for (auto at = text.find("={{"); at != std::string::npos; at = text.find("={{", at + 1)) {
        auto start = at;
        while (start > 0 && (std::isalnum(static_cast<unsigned char>(text[start - 1])) || text[start - 1] == '-'))
            --start;
        if (start > 0 && text[start - 1] == ' ') return true;
    }
    return false;
}

TEST(HouseRules, TemplatesHoldNoScriptAndQuoteTheirAttributes) {
    for (const auto& file : files({".tpl"})) {
        EXPECT_EQ(file.text.find("hx-on"), std::string::npos) << file.name;
        EXPECT_EQ(file.text.find("js:"), std::string::npos) << file.name;
        EXPECT_FALSE(has_unquoted_attribute(file.text)) << file.name;
        EXPECT_EQ(file.text.find(" style=\""), std::string::npos) << file.name;
    }
}

// What the escaper does to plain values turns line ends into blanks.
TEST(HouseRules, TextsOfSeveralLinesKeepThem) {
    for (const auto& file : files({".tpl"})) {
        for (const std::string_view mark : {"<textarea", "class=\"kept-lines\""}) {
            for (auto at = file.text.find(mark); at != std::string::npos; at = file.text.find(mark, at + 1)) {
                const auto end = file.text.find("</", at);
                EXPECT_EQ(file.text.substr(end - 13, 13), ":pre_escape}}")
                    << file.name << ": " << file.text.substr(at, end - at);
            }
        }
    }
}

TEST(HouseRules, EveryFormThatChangesSomethingCarriesItsToken) {
    for (const auto& file : files({".tpl"})) {
        std::size_t at = 0;
        while ((at = file.text.find("method=\"post\"", at)) != std::string::npos) {
            const auto start = file.text.rfind("<form", at);
            const auto end = file.text.find("</form>", at);
            const auto form = file.text.substr(start, end - start);
            // Visitors have no session to carry a token of: these are protected by their origin.
            const bool visitor = form.find("/masuk") != std::string::npos || form.find("/suara") != std::string::npos;
            EXPECT_TRUE(visitor || form.find("name=\"csrf\"") != std::string::npos)
                << file.name << ": " << form.substr(0, 90);
            at = end;
        }
    }
}

TEST(HouseRules, EveryRouteHasAGuardAndStandsOnce) {
    std::set<std::string> seen;
    for (const auto& route : all_routes()) {
        EXPECT_FALSE(name_of(route.guard).empty()) << route.pattern;
        EXPECT_TRUE(seen.insert(std::string{http::name_of(route.method)} + " " + std::string{route.pattern}).second)
            << route.pattern;
        const bool staff_path = route.pattern.starts_with("/petugas") || route.pattern.starts_with("/supervisor");
        if (staff_path) EXPECT_TRUE(route.guard == Guard::staff || route.guard == Guard::supervisor) << route.pattern;
        if (route.pattern.starts_with("/admin")) EXPECT_EQ(route.guard, Guard::admin) << route.pattern;
        if (route.pattern.starts_with("/demo")) EXPECT_EQ(route.guard, Guard::demo) << route.pattern;
    }
    EXPECT_GT(seen.size(), 40U);
}

TEST(HouseRules, EveryWordUsedInTheProgramExists) {
    std::set<std::string> known;
    for (const auto key : all_word_keys()) known.emplace(key);
    for (const auto& file : files({".cpp"})) {
        if (is_test(file)) continue;
        for (const std::string call : {"word(lang, \"", "word_n(lang, \""}) {
            std::size_t at = 0;
            while ((at = file.text.find(call, at)) != std::string::npos) {
                at += call.size();
                const auto end = file.text.find('"', at);
                const auto key = file.text.substr(at, end - at);
                // Keys that are put together at run time are proven by the tests that show them.
                if (file.text[end + 1] != ')' && file.text[end + 1] != ',') continue;
                EXPECT_TRUE(known.contains(key)) << file.name << " uses " << key;
            }
        }
    }
}

TEST(HouseRules, NothingIsLeftUnfinished) {
    for (const auto& file : files({".cpp", ".hpp", ".tpl", ".sql"}))
        for (const std::string& mark : {std::string{"TO"} + "DO", std::string{"FIX"} + "ME",
                                        std::string{"GTEST"} + "_SKIP", std::string{"DISAB"} + "LED_"})
            EXPECT_EQ(file.text.find(mark), std::string::npos) << file.name << ": " << mark;
}

// A pattern that names no test any more would let a slow test in among the fast ones unseen.
TEST(HouseRules, EachSlowTestThatIsNamedExists) {
    std::set<std::string> tests;
    const auto& all = *testing::UnitTest::GetInstance();
    for (int i = 0; i < all.total_test_suite_count(); ++i) {
        const auto& suite = *all.GetTestSuite(i);
        for (int j = 0; j < suite.total_test_count(); ++j)
            tests.insert(std::string(suite.name()) + "." + suite.GetTestInfo(j)->name());
    }
    std::ifstream in(test::checkout() / "tests/slow.txt");
    int patterns = 0;
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line.front() == '#') continue;
        ++patterns;
        EXPECT_TRUE(std::ranges::any_of(tests, [&](const std::string& name) {
            return fnmatch(line.c_str(), name.c_str(), 0) == 0;
        })) << line;
    }
    EXPECT_GT(patterns, 0);
}

}  // namespace
}  // namespace hero
