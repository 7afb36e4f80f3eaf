#pragma once
// What bench_load can do, one function for each; they print their figures on standard output. All throw
// std::runtime_error when a server is not as it must be, and return false when an answer was not the expected one.
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace bench {

bool run_load(std::uint16_t port, std::chrono::seconds length);

// The same demo in several sizes, smallest first.
struct Sized {
    std::string name;  // "10000"
    std::uint16_t port = 0;
};
// Answer times of each page at each size, and how they grow from the first to the last. The sizes take turns, each for
// `length` in each of `rounds`, so that whatever else the machine does meets all of them.
bool run_scale(const std::vector<Sized>& sizes, int rounds, std::chrono::seconds length);

struct Limits {
    std::uint16_t hero = 0;
    std::uint16_t nginx = 0;
    std::string nginx_root;       // the folder it serves; pages are written there
    std::string commits_folder;   // on the file system of HERO's database
    std::string pgbench_address;  // "postgresql://…" of the server that HERO uses; "" when HERO uses SQLite
    int rounds = 5;
    std::chrono::seconds length{2};  // of each measurement in each round
};
// HERO beside what it is built on, in turns: pages beside nginx, filing beside bare commits.
bool run_limits(const Limits& limits);

}  // namespace bench
