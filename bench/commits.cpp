#include "commits.hpp"

#include <sqlite3.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <memory>
#include <stdexcept>

namespace bench {

namespace {

struct Close {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    void operator()(std::FILE* pipe) const { ::pclose(pipe); }
};

void run(sqlite3* database, const char* sql) {
    if (sqlite3_exec(database, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        throw std::runtime_error(std::string{"SQLite: "} + sqlite3_errmsg(database));
}

// Of a command whose words are ours; throws when it fails.
std::string output_of(const std::string& command) {
    const std::unique_ptr<std::FILE, Close> pipe{::popen(command.c_str(), "r")};
    if (!pipe) throw std::runtime_error("cannot run: " + command);
    std::string output;
    std::array<char, 4096> bytes{};
    while (const auto got = std::fread(bytes.data(), 1, bytes.size(), pipe.get())) output.append(bytes.data(), got);
    return output;
}

}  // namespace

double sqlite_commits(const std::string& folder, std::chrono::seconds length) {
    sqlite3* opened = nullptr;
    const int code = sqlite3_open((folder + "/commits.db").c_str(), &opened);
    const std::unique_ptr<sqlite3, Close> database{opened};
    if (code != SQLITE_OK) throw std::runtime_error("cannot open " + folder + "/commits.db");
    run(opened,
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
        "CREATE TABLE IF NOT EXISTS commits (id INTEGER PRIMARY KEY, word TEXT NOT NULL) STRICT");
    sqlite3_stmt* prepared = nullptr;
    sqlite3_prepare_v2(opened, "INSERT INTO commits (word) VALUES ('Halaman daftar tiket tidak dapat dibuka')", -1,
                       &prepared, nullptr);
    const std::unique_ptr<sqlite3_stmt, Close> insert{prepared};
    const auto start = std::chrono::steady_clock::now();
    int commits = 0;
    std::chrono::duration<double> passed{};
    for (; passed < length; ++commits) {
        if (sqlite3_step(prepared) != SQLITE_DONE)
            throw std::runtime_error(std::string{"SQLite: "} + sqlite3_errmsg(opened));
        sqlite3_reset(prepared);
        passed = std::chrono::steady_clock::now() - start;
    }
    return commits / passed.count();
}

double postgres_commits(const std::string& address, const std::string& folder, int clients,
                        std::chrono::seconds length) {
    const auto script = folder + "/insert.sql";
    std::ofstream{script} << "INSERT INTO bench_commits (word) VALUES ('Halaman daftar tiket tidak dapat dibuka');\n";
    output_of("psql -qX '" + address +
              "' -c 'CREATE TABLE IF NOT EXISTS bench_commits (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "
              "word TEXT NOT NULL)' 2>/dev/null");
    const auto n = std::to_string(clients);
    const auto told =
        output_of("pgbench -n -M prepared -f '" + script + "' -c " + n + " -j " + (clients > 1 ? "2" : "1") + " -T " +
                  std::to_string(length.count()) + " '" + address + "' 2>&1");
    const auto at = told.find("tps = ");
    if (at == std::string::npos) throw std::runtime_error("pgbench: " + told);
    return std::stod(told.substr(at + 6));
}

}  // namespace bench
