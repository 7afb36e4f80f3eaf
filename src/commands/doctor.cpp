#include <algorithm>
#include <cstdio>

#include "commands/commands.hpp"
#include "commands/examination.hpp"

namespace hero {

int doctor_command(const Config& config) {
    const SystemClock clock;
    const auto all = examine(config, clock);
    for (const auto& one : all) {
        const char* health = one.health == Health::ok ? "ok" : one.health == Health::warning ? "warning" : "error";
        std::printf("%-8s %-15s %s\n", health, one.what.c_str(), one.detail.c_str());
    }
    return std::ranges::any_of(all, [](const Examined& one) { return one.health == Health::error; }) ? 1 : 0;
}

}  // namespace hero
