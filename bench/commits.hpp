#pragma once
// What an engine can do at most: one small row in one transaction, again and again.
#include <chrono>
#include <string>

namespace bench {

// Commits per second of one SQLite connection (WAL, synchronous=FULL) on a database of its own in `folder`. Throws
// std::runtime_error.
double sqlite_commits(const std::string& folder, std::chrono::seconds length);

// Commits per second of `clients` connections by pgbench; makes the table `bench_commits` when it is not there. Throws
// std::runtime_error.
double postgres_commits(const std::string& address, const std::string& folder, int clients,
                        std::chrono::seconds length);

}  // namespace bench
