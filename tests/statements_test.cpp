// Every statement is valid on the engine under test, and none walks through a table that grows.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <string_view>

#include "tests/ask.hpp"
#include "tests/database.hpp"

namespace hero::test {

namespace {

constexpr std::array growing{"audit_log",      "inspections",       "tickets",       "messages",   "attachments",
                             "uploads",        "history",           "escalations",   "jobs",       "mails",
                             "sessions",       "identities",        "people",        "ratings",    "drafts",
                             "consents",       "sign_in_attempts",  "granted_roles", "api_tokens", "recovery_codes",
                             "second_factors", "single_use_tokens", "content_claims"};

// These sort, but never more than a screenful: what they sort is few by nature.
constexpr std::string_view a_page_of_each_team = "a page of each team of one person";
const std::map<std::string_view, std::string_view> sorts_few{
    {"queue/escalated_by_due", a_page_of_each_team},
    {"queue/running_by_due", a_page_of_each_team},
    {"queue/service_by_due", a_page_of_each_team},
    {"queue/service_by_update", a_page_of_each_team},
    {"queue/team_by_update", a_page_of_each_team},
    {"queue/unassigned_by_due", a_page_of_each_team},
    {"queue/waiting_by_due", a_page_of_each_team},
    {"queue/urgent", "a dozen of each team of one person, for four reasons"},
    {"handling/loads", "the members of the teams of one person"},
    {"attachments/list_waiting", "the files that one person has sent with one form and not filed yet"},
    {"people/list_staff", "the agents and supervisors of the desk"},
    {"people/members_of", "the members of one team"},
    {"sessions/sessions_of", "the sessions of one person, none older than half a day"},
};

// Indexes over a small part of a table that grows: walking through one of them is no walk through the table.
const std::map<std::string_view, std::string_view> holds_few{
    {"attachments_stale", "files that no message has taken yet, a week at most"},
    {"jobs_parked", "jobs that have failed, until an administrator looks after them"},
};

// PostgreSQL has these walk through an index when it must not sort, or has nothing to look up in it.
const std::map<std::string_view, std::string_view> walks_on_postgres{
    {"people/internal_by_email", "found by the index of addresses and sorted, two at most, where sorting is allowed"},
    {"people/stranger_to", "asked once by `hero demo`, which ends at the first real person"},
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

// Why these lines of EXPLAIN QUERY PLAN are too slow; empty when they are not.
std::vector<std::string> faults_on_sqlite(const std::vector<std::string>& plan, const std::set<std::string>& names) {
    std::vector<std::string> faults;
    for (const auto& line : plan) {
        const auto words = words_of(line);
        if (words.size() > 1 && words[0] == "SCAN" && names.contains(words[1])) faults.push_back("walks: " + line);
        // Also "… FOR RIGHT PART OF ORDER BY": what has to be sorted within the order of an index.
        if (line.starts_with("USE TEMP B-TREE FOR") && line.ends_with("ORDER BY")) faults.push_back("sorts: " + line);
    }
    return faults;
}

// "->  Index Scan Backward using tickets_of_team on tickets t": the table, or "".
std::string table_of(std::string_view line) {
    const auto on = line.find(" on ");
    if (on == std::string_view::npos) return "";
    return words_of(line.substr(on + 4)).front();
}

bool of_few(std::string_view node) {
    return std::ranges::any_of(holds_few, [node](const auto& index) {
        return node.find(" using " + std::string(index.first) + " on ") != std::string_view::npos;
    });
}

// The same of PostgreSQL's EXPLAIN. An index that nothing is looked up in is walked through as a whole.
std::vector<std::string> faults_on_postgres(const std::vector<std::string>& plan) {
    std::vector<std::string> faults;
    std::string heap;  // the table that the bitmap below is of
    for (std::size_t i = 0; i < plan.size(); ++i) {
        const auto& line = plan[i];
        const auto node = line.substr(std::min(line.find_first_not_of(" ->"), line.size()));
        if (node == "Sort" || node == "Incremental Sort")
            faults.push_back("sorts:" + (i + 1 < plan.size() ? plan[i + 1] : line));
        if (node.starts_with("Bitmap Heap Scan")) heap = table_of(node);
        if (node.starts_with("Bitmap Index Scan") && grows(heap) &&
            (i + 1 == plan.size() || plan[i + 1].find("Index Cond:") == std::string::npos))
            faults.push_back("walks: " + line);
        if (!grows(table_of(node))) continue;
        if (node.starts_with("Seq Scan")) faults.push_back("walks: " + line);
        const bool index = (node.starts_with("Index Scan") || node.starts_with("Index Only Scan")) && !of_few(node);
        if (index && (i + 1 == plan.size() || plan[i + 1].find("Index Cond:") == std::string::npos))
            faults.push_back("walks: " + line);
    }
    return faults;
}

std::vector<std::string> faults_of(const std::vector<std::string>& plan, std::string_view sql) {
    const auto names = growing_names(sql);
    if (names.empty()) return {};
    return engine() == db::Engine::sqlite ? faults_on_sqlite(plan, names) : faults_on_postgres(plan);
}

// What the dashboard lists and counts, PostgreSQL reads in these indexes and not in the table beside them.
const std::vector<std::pair<std::string_view, std::string_view>> within_indexes{
    {"queue/counts", "tickets_running"},       {"queue/today", "tickets_came_in"},
    {"queue/today", "tickets_resolved"},       {"queue/urgent", "tickets_escalated"},
    {"queue/urgent", "tickets_running"},       {"queue/urgent", "tickets_unassigned"},
    {"handling/loads", "tickets_of_assignee"},
};

const db::Statement& statement_named(std::string_view name) {
    const auto all = all_statements();
    return **std::ranges::find_if(all, [name](const auto* one) { return one->name == name; });
}

bool reads_within(const std::vector<std::string>& plan, std::string_view index) {
    return std::ranges::any_of(plan, [using_it = " using " + std::string(index) + " on "](const std::string& line) {
        return line.find("Index Only Scan") != std::string::npos && line.find(using_it) != std::string::npos;
    });
}

bool is_sort(std::string_view fault) { return fault.starts_with("sorts"); }

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
    EXPECT_FALSE(faults_on_sqlite({"SCAN t"}, names).empty());
    EXPECT_FALSE(faults_on_sqlite({"SCAN p USING COVERING INDEX people_name"}, names).empty());
    EXPECT_TRUE(faults_on_sqlite({"SEARCH t USING INTEGER PRIMARY KEY (rowid=?)"}, names).empty());
    EXPECT_TRUE(faults_on_sqlite({"SCAN services"}, names).empty());
}

TEST(Plan, RefusesToSortOnSqlite) {
    const auto names = growing_names("SELECT id FROM tickets ORDER BY id");
    EXPECT_EQ(faults_on_sqlite({"USE TEMP B-TREE FOR ORDER BY"}, names).size(), 1U);
    EXPECT_EQ(faults_on_sqlite({"USE TEMP B-TREE FOR RIGHT PART OF ORDER BY"}, names).size(), 1U);
    EXPECT_TRUE(faults_on_sqlite({"USE TEMP B-TREE FOR GROUP BY"}, names).empty());
}

TEST(Plan, RefusesToSortAndToWalkOnPostgres) {
    EXPECT_EQ(faults_on_postgres({"Sort", "  Sort Key: subject", "  ->  Index Scan using tickets_pkey on tickets",
                                  "        Index Cond: (id = $1)"}),
              std::vector<std::string>{"sorts:  Sort Key: subject"});
    EXPECT_EQ(faults_on_postgres({"Limit", "  ->  Incremental Sort", "        Sort Key: due, id"}).size(), 1U);
    EXPECT_EQ(faults_on_postgres({"Limit", "  ->  Seq Scan on tickets t", "        Filter: (id = $1)"}).size(), 1U);
    EXPECT_EQ(faults_on_postgres({"Limit", "  ->  Index Scan Backward using tickets_pkey on tickets"}).size(), 1U);
    EXPECT_EQ(faults_on_postgres({"Index Only Scan using jobs_due on jobs", "  Filter: (x = $1)"}).size(), 1U);
    EXPECT_EQ(faults_on_postgres({"Bitmap Heap Scan on jobs", "  ->  Bitmap Index Scan on jobs_due"}).size(), 1U);
    EXPECT_TRUE(faults_on_postgres({"Index Scan using jobs_due on jobs", "  Index Cond: (due <= $1)"}).empty());
    EXPECT_TRUE(faults_on_postgres({"Seq Scan on services"}).empty());
}

// The engine itself, asked for what is too slow: a check that never finds anything would pass as well.
TEST(Plan, FindsWhatIsTooSlowOnThisEngine) {
    TestDatabase ground;
    const auto faults = [&](const db::Statement& statement) {
        return faults_of(ground.db.explain(statement), statement.sqlite);
    };
    const auto walk = faults(Ask<"SELECT COUNT(*) AS n FROM messages">::statement);
    ASSERT_EQ(walk.size(), 1U);
    EXPECT_FALSE(is_sort(walk.front())) << walk.front();
    const auto sorted = faults(Ask<"SELECT id FROM tickets WHERE requester_id = $1 ORDER BY subject", 1>::statement);
    ASSERT_EQ(sorted.size(), 1U);
    EXPECT_TRUE(is_sort(sorted.front())) << sorted.front();
    EXPECT_TRUE(faults(Ask<"SELECT id FROM messages WHERE ticket_id = $1 ORDER BY id", 1>::statement).empty());
}

TEST(PostgresPlan, ReadsTheDashboardWithinItsIndexes) {
    TestDatabase ground;
    for (const auto& [name, index] : within_indexes)
        EXPECT_TRUE(reads_within(ground.db.explain(statement_named(name)), index)) << name << ", " << index;
    // Who looks for what nobody has looks in no list of somebody's, however well it would serve.
    const auto plan = ground.db.explain(statement_named("queue/urgent"));
    EXPECT_TRUE(std::ranges::none_of(
        plan, [](const auto& line) { return line.find("tickets_of_assignee") != std::string::npos; }));
}

TEST(EveryStatement, IsValidAndNeverWalksThroughOrSortsATableThatGrows) {
    TestDatabase ground;
    std::set<std::string_view> needed;
    for (const auto* statement : all_statements()) {
        if (!can_be_explained(*statement)) continue;
        SCOPED_TRACE(std::string(statement->name) + ".sql");
        std::vector<std::string> plan;
        EXPECT_NO_THROW(plan = ground.db.explain(*statement));
        EXPECT_FALSE(plan.empty() && !statement->writes);
        if (only_inserts(*statement) || reads_everything(*statement)) continue;
        for (const auto& fault : faults_of(plan, statement->sqlite)) {
            const bool walks = engine() == db::Engine::postgres && walks_on_postgres.contains(statement->name);
            if (is_sort(fault) ? sorts_few.contains(statement->name) : walks)
                needed.insert(statement->name);
            else
                ADD_FAILURE() << fault;
        }
    }
    for (const auto& [name, why] : sorts_few)
        EXPECT_TRUE(engine() != db::Engine::sqlite || needed.contains(name)) << name << " need not be an exception";
}

// For a list of three SQLite builds a table, each time a row is written, for each index that asks for it.
TEST(EveryIndex, AsksForNoListOfMoreThanTwo) {
    TestDatabase ground;
    const auto rows = ground.db.read([](Tx& tx) {
        if (engine() == db::Engine::postgres)
            return tx.run(Ask<"SELECT indexdef AS line FROM pg_indexes WHERE schemaname = CURRENT_SCHEMA()">{});
        return tx.run(Ask<"SELECT sql AS line FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL">{});
    });
    const std::regex list(R"((IN \(|ARRAY\[)[^)\]]*,[^)\]]*,)");
    EXPECT_TRUE(std::regex_search("WHERE status IN ('a', 'b', 'c')", list));
    EXPECT_GT(rows.size(), 20U);
    for (const auto& row : rows) EXPECT_FALSE(std::regex_search(row.text("line"), list)) << row.text("line");
}

}  // namespace hero::test
