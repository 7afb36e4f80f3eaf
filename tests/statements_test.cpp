// Every statement is valid on the engine under test, and none walks through a table that grows.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "tests/database.hpp"

namespace hero::test {

namespace {

constexpr std::array growing{"audit_log",      "inspections",       "tickets",       "messages",   "attachments",
                             "uploads",        "history",           "escalations",   "jobs",       "mails",
                             "sessions",       "identities",        "people",        "ratings",    "drafts",
                             "consents",       "sign_in_attempts",  "granted_roles", "api_tokens", "recovery_codes",
                             "second_factors", "single_use_tokens", "content_claims"};

// These sort, but never more than a screenful: what they sort is few by nature.
const std::map<std::string_view, std::string_view> sorts_few{
    {"people/list_staff", "the agents and supervisors of the desk"},
    {"people/members_of", "the members of one team"},
    {"sessions/sessions_of", "the sessions of one person, none older than half a day"},
};

// These look at everything by their purpose; `hero verify` and backups alone run them, never a page.
bool reads_everything(const db::Statement& statement) {
    return std::string_view(statement.name).starts_with("integrity/");
}

bool grows(std::string_view table) { return std::ranges::find(growing, table) != growing.end(); }

std::vector<std::string> words_of(std::string_view sql) {
    std::vector<std::string> words{""};
    for (const char c : sql) {
        if (std::isalnum(static_cast<unsigned char>(c)) || c == '_')
            words.back() += c;
        else if (!words.back().empty())
            words.emplace_back();
    }
    return words;
}

std::string upper(std::string text) {
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return text;
}

// What the plan may call a table that grows: its name, or the alias after `FROM tickets [AS]`.
std::set<std::string> growing_names(std::string_view sql) {
    static const std::set<std::string> no_alias{"WHERE", "ON",    "SET",   "JOIN",  "LEFT",  "INNER",  "CROSS",
                                                "ORDER", "GROUP", "USING", "LIMIT", "UNION", "VALUES", "INDEXED"};
    std::set<std::string> names;
    const auto words = words_of(sql);
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (!grows(words[i])) continue;
        names.insert(words[i]);
        const std::size_t next = i + 1 < words.size() && upper(words[i + 1]) == "AS" ? i + 2 : i + 1;
        if (next < words.size() && !no_alias.contains(upper(words[next]))) names.insert(words[next]);
    }
    return names;
}

constexpr std::string_view sort = "USE TEMP B-TREE FOR ORDER BY";

// Why this line of a SQLite plan is too slow, or "".
std::string fault(const std::string& line, const std::set<std::string>& names) {
    const auto words = words_of(line);
    if (words.size() > 1 && words[0] == "SCAN" && names.contains(words[1])) return "walks through the table: " + line;
    if (!names.empty() && line == sort) return "sorts: " + line;
    return "";
}

// An INSERT of one row can only scan in search of rows that referred to it before it was there, and SQLite leaves that
// out as long as no reference is broken.
bool only_inserts(const db::Statement& statement) {
    const auto words = words_of(statement.sqlite);
    return words.front() == "INSERT" && std::ranges::find(words, "SELECT") == words.end();
}

bool can_be_explained(const db::Statement& statement) {
    return !std::string_view(statement.postgres).starts_with("CREATE");
}

}  // namespace

TEST(Plan, KnowsAnAliasOfAGrowingTable) {
    const auto names =
        growing_names("SELECT t.id FROM tickets AS t JOIN people p ON p.id = t.requester WHERE t.id = ?1");
    EXPECT_TRUE(names.contains("t"));
    EXPECT_TRUE(names.contains("p"));
    EXPECT_FALSE(fault("SCAN t", names).empty());
    EXPECT_FALSE(fault("SCAN p USING COVERING INDEX people_name", names).empty());
    EXPECT_TRUE(fault("SEARCH t USING INTEGER PRIMARY KEY (rowid=?)", names).empty());
    EXPECT_TRUE(fault("SCAN services", names).empty());
}

TEST(Plan, RefusesToSortAGrowingTable) {
    EXPECT_FALSE(fault("USE TEMP B-TREE FOR ORDER BY", growing_names("SELECT id FROM tickets ORDER BY id")).empty());
    EXPECT_TRUE(fault("USE TEMP B-TREE FOR ORDER BY", growing_names("SELECT id FROM services ORDER BY name")).empty());
}

TEST(EveryStatement, IsValidAndNeverWalksThroughATableThatGrows) {
    TestDatabase ground;
    for (const auto* statement : all_statements()) {
        if (!can_be_explained(*statement)) continue;
        SCOPED_TRACE(std::string(statement->name) + ".sql");
        std::vector<std::string> plan;
        EXPECT_NO_THROW(plan = ground.db.explain(*statement));
        EXPECT_FALSE(plan.empty() && !statement->writes);
        if (engine() != db::Engine::sqlite || only_inserts(*statement) || reads_everything(*statement)) continue;
        const auto names = growing_names(statement->sqlite);
        for (const auto& line : plan) {
            if (line == sort && sorts_few.contains(statement->name)) continue;
            EXPECT_EQ(fault(line, names), "");
        }
    }
}

}  // namespace hero::test
