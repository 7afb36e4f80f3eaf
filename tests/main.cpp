#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <string>

#include "base/html/html.hpp"
#include "base/html/view_texts.hpp"
#include "base/log.hpp"
#include "tests/database.hpp"

namespace {

// A statement that no test ran may not even be valid SQL.
int count_statements_never_executed() {
    const auto executed = hero::db::executed_statements();
    int never = 0;
    for (const auto* statement : hero::all_statements()) {
        if (std::ranges::find(executed, statement->name) != executed.end()) continue;
        std::cerr << "never executed by a test: " << statement->name << ".sql\n";
        ++never;
    }
    return never;
}

// A view that no test rendered may lack what it shows.
int count_views_never_rendered() {
    const auto rendered = hero::html::rendered_views();
    int never = 0;
    for (const auto& view : hero::html::all_view_texts()) {
        if (view.lang != hero::Lang::id || std::ranges::find(rendered, view.name) != rendered.end()) continue;
        std::cerr << "never rendered by a test: " << view.name << ".tpl\n";
        ++never;
    }
    return never;
}

bool runs_everything() { return GTEST_FLAG_GET(filter) == "*" && !std::getenv("GTEST_TOTAL_SHARDS"); }

// Tests named Postgres… are about that engine alone and need its server.
void leave_out_what_needs_a_server() {
    if (hero::test::engine() != hero::db::Engine::sqlite) return;
    const std::string filter = GTEST_FLAG_GET(filter);
    GTEST_FLAG_SET(filter, filter + (filter.find('-') == std::string::npos ? "-" : ":") + "Postgres*");
}

}  // namespace

int main(int count, char** arguments) {
    testing::InitGoogleTest(&count, arguments);
    hero::log::start(hero::log::Level::error);
    std::signal(SIGPIPE, SIG_IGN);  // as `hero serve` does
    GTEST_FLAG_SET(death_test_style, "threadsafe");
    const bool everything = runs_everything() && !GTEST_FLAG_GET(list_tests);
    leave_out_what_needs_a_server();
    const int failed = RUN_ALL_TESTS();
    if (failed != 0 || !everything) return failed;
    return count_statements_never_executed() + count_views_never_rendered() == 0 ? 0 : 1;
}
