#include <algorithm>
#include <array>
#include <cstdio>
#include <functional>
#include <stdexcept>

#include "desk.hpp"
#include "http.hpp"
#include "measure.hpp"
#include "runs.hpp"

namespace bench {

namespace {

// Few, so that answer times tell of the work and not of the queue before it.
constexpr int connections = 2;

struct Task {
    std::string name;
    int expected_status = 200;
    std::function<std::string()> next_request;
};

// One demo with everybody signed in, and what is asked of it.
std::vector<Task> tasks_at(std::uint16_t port) {
    const auto requester = sign_in(port, "ashari");
    const auto agent = sign_in(port, "budi");
    const auto supervisor = sign_in(port, "dewi");
    // Filed over three years: pages of the oldest are as far from the newest as can be.
    auto own = numbers_on(page_at(port, "/tiket?tab=close", requester.cookie), "/tiket/");
    std::erase_if(
        own, [](const auto& number) { return number.find('-') == std::string::npos; });  // other pages below /tiket
    const std::string queue = "/petugas?tampilan=semua";
    const auto queued = numbers_on(page_at(port, queue, agent.cookie), "/petugas/tiket/");
    if (own.size() < 5 || queued.size() < 50) throw std::runtime_error("too few tickets to measure");
    const auto page = [](std::string path, std::string cookie) { return [=] { return get_request(path, cookie); }; };
    return {
        {"ticket page, requester", 200, each_of("/tiket/", own, requester.cookie)},
        // Beside a queue that is full at every size.
        {"ticket page, agent", 200, each_of("/petugas/tiket/", queued, agent.cookie, "?tampilan=semua")},
        {"queue, all", 200, page(queue, agent.cookie)},
        {"queue, unassigned", 200, page("/petugas?tampilan=belum", agent.cookie)},
        // A page of a few at the smallest size, and a full one at the largest.
        {"queue, overdue", 200, page("/petugas?tampilan=lewat", agent.cookie)},
        {"counters (dashboard)", 200, page("/supervisor", supervisor.cookie)},
        {"requester list", 200, page("/tiket?tab=close", requester.cookie)},
        {"requester list, search", 200, page("/tiket?tab=close&cari=kata+sandi", requester.cookie)},
        {"requester list, nothing found", 200, page("/tiket?tab=close&cari=tidak+ada+yang+begini", requester.cookie)},
        {"tracking", 200, each_of("/lacak/", own, "")},
        {"submission", 303, [=] { return submission(requester); }}};
}

void add(Figures& all, const Figures& more) {
    all.milliseconds.insert(all.milliseconds.end(), more.milliseconds.begin(), more.milliseconds.end());
    for (const auto& [what, often] : more.errors) all.errors[what] += often;
    all.seconds += more.seconds;
}

class Scale {
public:
    Scale(const std::vector<Sized>& sizes, int rounds, std::chrono::seconds length)
        : sizes_(sizes), rounds_(rounds), length_(length) {
        for (const auto& size : sizes) tasks_.push_back(tasks_at(size.port));
    }

    bool run() {
        print_head();
        for (std::size_t task = 0; task < tasks_.front().size(); ++task) measure_task(task);
        return all_well_;
    }

private:
    void print_head() const {
        std::printf("%-30s", "p50 / p95 in ms; tickets:");
        for (const auto& size : sizes_) std::printf(" %17s", size.name.c_str());
        std::printf(" %11s\n", "p95 growth");
    }

    void measure_task(std::size_t place) {
        std::vector<Figures> figures(sizes_.size());
        for (int round = 0; round < rounds_; ++round)
            for (std::size_t size = 0; size < sizes_.size(); ++size) {
                auto& task = tasks_[size][place];
                add(figures[size], measure({.port = sizes_[size].port,
                                            .connections = connections,
                                            .length = length_,
                                            .expected_status = task.expected_status,
                                            .next_request = task.next_request}));
            }
        std::printf("%-30s", tasks_.front()[place].name.c_str());
        for (auto& one : figures) {
            std::ranges::sort(one.milliseconds);
            std::printf(" %8.2f /%7.2f", one.percentile(0.5), one.percentile(0.95));
        }
        const auto least = figures.front().percentile(0.95);
        std::printf(" %10.2fx\n", least > 0 ? figures.back().percentile(0.95) / least : 0);
        for (const auto& one : figures) note(one);
        std::fflush(stdout);
    }

    void note(const Figures& figures) {
        for (const auto& [what, often] : figures.errors) std::printf("    %s: %zu\n", what.c_str(), often);
        if (figures.error_count() > 0 || figures.milliseconds.empty()) all_well_ = false;
    }

    const std::vector<Sized>& sizes_;
    int rounds_;
    std::chrono::seconds length_;
    std::vector<std::vector<Task>> tasks_;  // by size
    bool all_well_ = true;
};

}  // namespace

bool run_scale(const std::vector<Sized>& sizes, int rounds, std::chrono::seconds length) {
    return Scale(sizes, rounds, length).run();
}

}  // namespace bench
