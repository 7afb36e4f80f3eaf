#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "base/html/html.hpp"
#include "base/html/view_texts.hpp"
#include "base/log.hpp"
#include "tests/database.hpp"

namespace {

// Statements ("<name>.sql") and views ("<name>.tpl") that a test has used in this process.
std::set<std::string> used_here() {
    std::set<std::string> names;
    for (const auto& name : hero::db::executed_statements()) names.insert(std::string(name) + ".sql");
    for (const auto& name : hero::html::rendered_views()) names.insert(std::string(name) + ".tpl");
    return names;
}

// A statement that no test ran may not even be valid SQL, and a view that no test rendered may lack what it shows.
int count_never_used(const std::set<std::string>& used) {
    std::set<std::string> all;
    for (const auto* statement : hero::all_statements()) all.insert(std::string(statement->name) + ".sql");
    for (const auto& view : hero::html::all_view_texts()) all.insert(std::string(view.name) + ".tpl");
    int never = 0;
    for (const auto& name : all) {
        if (used.contains(name)) continue;
        std::cerr << "never used by a test: " << name << "\n";
        ++never;
    }
    return never;
}

// Several processes share the tests (tests/shards.sh): each leaves what it used in a file of its own.
void keep_in(const char* path, const std::set<std::string>& used) {
    std::ofstream out(path);
    for (const auto& name : used) out << name << "\n";
}

std::set<std::string> kept_in(std::span<char*> paths) {
    std::set<std::string> used;
    for (const char* path : paths) {
        std::ifstream in(path);
        for (std::string name; std::getline(in, name);) used.insert(name);
    }
    return used;
}

bool runs_everything() { return GTEST_FLAG_GET(filter) == "*" && !std::getenv("GTEST_TOTAL_SHARDS"); }

// Tests named Postgres… are about that engine alone and need its server.
void leave_out_what_needs_a_server() {
    if (hero::test::engine() != hero::db::Engine::sqlite) return;
    const std::string filter = GTEST_FLAG_GET(filter);
    GTEST_FLAG_SET(filter, filter + (filter.find('-') == std::string::npos ? "-" : ":") + "Postgres*");
}

}  // namespace

// hero_tests --never-used FILE…: fails when the files (HERO_TEST_SEEN of earlier runs) do not name every statement and
// view.
int main(int count, char** arguments) {
    const std::span<char*> words(arguments, static_cast<std::size_t>(count));
    if (count > 2 && std::string_view(words[1]) == "--never-used")
        return count_never_used(kept_in(words.subspan(2))) == 0 ? 0 : 1;
    testing::InitGoogleTest(&count, arguments);
    hero::log::start(hero::log::Level::error);
    std::signal(SIGPIPE, SIG_IGN);  // as `hero serve` does
    GTEST_FLAG_SET(death_test_style, "threadsafe");
    const bool everything = runs_everything() && !GTEST_FLAG_GET(list_tests);
    leave_out_what_needs_a_server();
    const int failed = RUN_ALL_TESTS();
    const char* seen = std::getenv("HERO_TEST_SEEN");
    if (seen) keep_in(seen, used_here());
    if (failed != 0 || !everything) return failed;
    return count_never_used(used_here()) == 0 ? 0 : 1;
}
