#include "demo/demo.hpp"

#include <cstdio>

#include "app/app.hpp"
#include "base/text.hpp"
#include "commands/commands.hpp"
#include "commands/timers.hpp"

namespace hero {

namespace {

std::int64_t wanted_tickets(const std::vector<std::string>& rest) {
    if (rest.empty()) return 0;
    const auto amount = rest.size() == 2 && rest.front() == "--tickets" ? whole_number(rest.back()) : std::nullopt;
    if (!amount || *amount < 1 || *amount > 10'000'000)
        throw ConfigError("demo: say --tickets and a number from 1 to 10000000");
    return *amount;
}

}  // namespace

int demo_command(const Config& config, const std::vector<std::string>& rest) {
    const auto amount = wanted_tickets(rest);
    const auto now = SystemClock{}.now();
    FrozenClock clock(now);
    App app(config, clock);
    app.db.migrate();
    if (!app.demo && !app.db.read([](Tx& tx) { return all_come_from(tx, "demo"); }))
        throw ConfigError("demo: people who are not of the demo are in this database; another one is wanted");
    register_jobs(app);
    const auto desk = [&app](Tx& tx) { return app.desk(tx); };
    if (amount == 0) {
        const int played = demo::play_stories(app.db, app.workers, clock, now, desk);
        if (played > 0) std::printf("demo: %d tickets of invented people\n", played);
        return 0;
    }
    demo::load_tickets(app.db, amount, desk, [&](std::int64_t done) {
        if (done % 100'000 == 0 || done == amount) std::printf("demo: %lld tickets\n", static_cast<long long>(done));
    });
    return 0;
}

}  // namespace hero
