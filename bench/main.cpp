// bench_load PORT [SECONDS]
// bench_load scale ROUNDS SECONDS TICKETS:PORT…
// bench_load limits ROUNDS SECONDS HERO_PORT NGINX_PORT NGINX_FOLDER COMMITS_FOLDER [POSTGRESQL]
// Signs in to running demos and measures them. Ends with 1 when any answer was not the expected one, with 2 when it
// could not measure at all.
#include <cstdio>
#include <stdexcept>
#include <string_view>

#include "desk.hpp"
#include "runs.hpp"

namespace bench {

namespace {

using Words = std::vector<std::string_view>;

std::uint16_t port_of(std::string_view word) { return static_cast<std::uint16_t>(number_of(word, 1, 65535)); }
std::chrono::seconds seconds_of(std::string_view word) { return std::chrono::seconds{number_of(word, 1, 3600)}; }

bool scale(const Words& words) {
    if (words.size() < 4) throw std::runtime_error("usage: bench_load scale ROUNDS SECONDS TICKETS:PORT…");
    std::vector<Sized> sizes;
    for (std::size_t i = 3; i < words.size(); ++i) {
        const auto colon = words[i].find(':');
        if (colon == std::string_view::npos) throw std::runtime_error("say TICKETS:PORT");
        sizes.push_back({std::string{words[i].substr(0, colon)}, port_of(words[i].substr(colon + 1))});
    }
    return run_scale(sizes, number_of(words[1], 1, 1000), seconds_of(words[2]));
}

bool limits(const Words& words) {
    if (words.size() != 7 && words.size() != 8)
        throw std::runtime_error(
            "usage: bench_load limits ROUNDS SECONDS HERO_PORT NGINX_PORT NGINX_FOLDER COMMITS_FOLDER [POSTGRESQL]");
    return run_limits({.hero = port_of(words[3]),
                       .nginx = port_of(words[4]),
                       .nginx_root = std::string{words[5]},
                       .commits_folder = std::string{words[6]},
                       .pgbench_address = words.size() == 8 ? std::string{words[7]} : "",
                       .rounds = number_of(words[1], 1, 1000),
                       .length = seconds_of(words[2])});
}

bool run(const Words& words) {
    if (!words.empty() && words[0] == "scale") return scale(words);
    if (!words.empty() && words[0] == "limits") return limits(words);
    if (words.empty() || words.size() > 2) throw std::runtime_error("usage: bench_load PORT [SECONDS]");
    return run_load(port_of(words[0]), words.size() == 2 ? seconds_of(words[1]) : std::chrono::seconds{5});
}

}  // namespace

}  // namespace bench

int main(int count, char** words) {
    try {
        return bench::run({words + 1, words + count}) ? 0 : 1;
    } catch (const std::exception& wrong) {
        std::fprintf(stderr, "bench_load: %s\n", wrong.what());
        return 2;
    }
}
