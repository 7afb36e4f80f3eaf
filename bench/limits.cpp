#include <algorithm>
#include <cstdio>
#include <fstream>
#include <functional>
#include <stdexcept>

#include "commits.hpp"
#include "desk.hpp"
#include "http.hpp"
#include "measure.hpp"
#include "runs.hpp"

namespace bench {

namespace {

constexpr int connections = 8;  // of pages
constexpr std::string_view queue_path = "/petugas?tampilan=semua";

double median(std::vector<double> values) {
    std::ranges::sort(values);
    const auto middle = values.size() / 2;
    return values.size() % 2 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

// HERO and what it is held against; each gives so many per second.
struct Pair {
    std::string name;
    std::string limit;
    double goal;  // HERO's share of the limit
    std::function<double()> hero;
    std::function<double()> bare;
};

class Comparison {
public:
    explicit Comparison(const Limits& limits) : limits_(limits) {
        requester_ = sign_in(limits.hero, "ashari");
        agent_ = sign_in(limits.hero, "budi");
        while (own_.size() < 20) own_.push_back(file_ticket(limits.hero, requester_));
    }

    bool run() {
        auto pairs = page_pairs();
        add_filing(pairs);
        std::printf("%-26s %-34s %9s %9s %7s %7s\n", "per second (median of rounds)", "beside", "HERO", "limit",
                    "share", "goal");
        for (const auto& pair : pairs) compare(pair);
        return all_well_;
    }

private:
    // The two take turns, so that whatever else the machine does meets both; the share is the median of the rounds'.
    void compare(const Pair& pair) {
        std::vector<double> hero, bare, shares;
        for (int round = 0; round < limits_.rounds; ++round) {
            bare.push_back(pair.bare());
            hero.push_back(pair.hero());
            shares.push_back(bare.back() > 0 ? hero.back() / bare.back() : 0);
        }
        std::printf("%-29s %-34s %9.0f %9.0f %7.2f %7.2f\n", pair.name.c_str(), pair.limit.c_str(), median(hero),
                    median(bare), median(shares), pair.goal);
        std::fflush(stdout);
    }

    double per_second(std::uint16_t port, int clients, int expected_status, std::function<std::string()> next_request) {
        const auto figures = measure({.port = port,
                                      .connections = clients,
                                      .length = limits_.length,
                                      .expected_status = expected_status,
                                      .next_request = std::move(next_request)});
        for (const auto& [what, often] : figures.errors) std::printf("    %s: %zu\n", what.c_str(), often);
        if (figures.error_count() > 0 || figures.milliseconds.empty()) all_well_ = false;
        return figures.per_second();
    }

    // Gives nginx the very page to serve.
    Pair page_pair(std::string name, const std::string& file, const std::string& path, const Session& session,
                   double goal) {
        const auto page = page_at(limits_.hero, path, session.cookie);
        std::ofstream{limits_.nginx_root + "/" + file, std::ios::binary} << page;
        if (page_at(limits_.nginx, "/" + file, "") != page) throw std::runtime_error("nginx serves another page");
        const auto size = std::to_string((page.size() + 512) / 1024) + " kB";
        return {std::move(name), "nginx, a static page of " + size, goal,
                [this, path, session] {
                    return per_second(limits_.hero, connections, 200,
                                      [&] { return get_request(path, session.cookie); });
                },
                [this, file] {
                    return per_second(limits_.nginx, connections, 200, [&] { return get_request("/" + file, ""); });
                }};
    }

    std::vector<Pair> page_pairs() {
        std::vector<Pair> pairs;
        pairs.push_back(
            page_pair("ticket page, requester", "ticket.html", "/tiket/" + own_.front(), requester_, 1.0 / 3));
        const auto queued = numbers_on(page_at(limits_.hero, queue_path, agent_.cookie), "/petugas/tiket/");
        if (queued.size() < 50) throw std::runtime_error("the queue has less than 50 rows");
        pairs.push_back(page_pair("queue of 50 rows", "queue.html", std::string{queue_path}, agent_, 1.0 / 6));
        return pairs;
    }

    void add_filing(std::vector<Pair>& pairs) {
        for (const auto& [clients, goal] : {std::pair{1, 1.0 / 3}, std::pair{16, 1.0 / 2}}) {
            const bool postgres = !limits_.pgbench_address.empty();
            pairs.push_back({"submission, " + std::to_string(clients) + " at once",
                             postgres ? "pgbench, one insert, " + std::to_string(clients) + " clients"
                                      : "SQLite, one insert, one writer",
                             goal,
                             [this, count = clients] {
                                 return per_second(limits_.hero, count, 303, [&] { return submission(requester_); });
                             },
                             [this, count = clients, postgres] {
                                 return postgres ? postgres_commits(limits_.pgbench_address, limits_.commits_folder,
                                                                    count, limits_.length)
                                                 : sqlite_commits(limits_.commits_folder, limits_.length);
                             }});
        }
    }

    const Limits& limits_;
    Session requester_;
    Session agent_;
    std::vector<std::string> own_;
    bool all_well_ = true;
};

}  // namespace

bool run_limits(const Limits& limits) { return Comparison(limits).run(); }

}  // namespace bench
