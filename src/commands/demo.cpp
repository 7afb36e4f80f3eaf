#include <cstdio>

#include "app/app.hpp"
#include "commands/commands.hpp"
#include "demo/demo.hpp"

namespace hero {

int demo_command(const Config& config, const std::vector<std::string>&) {
    SystemClock clock;
    App app(config, clock);
    app.db.migrate();
    app.db.write([](Tx& tx) {
        for (const auto& member : demo::cast()) demo::ensure(tx, member.key);
    });
    return 0;
}

}  // namespace hero
