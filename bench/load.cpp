// Pages, filing and what is asked most, one after the other at full speed: what bin/bench prints.
#include <cstdio>
#include <stdexcept>

#include "desk.hpp"
#include "http.hpp"
#include "measure.hpp"
#include "runs.hpp"

namespace bench {

namespace {

constexpr int connections = 8;

class Bench {
public:
    Bench(std::uint16_t port, std::chrono::seconds length) : port_(port), length_(length) {}

    // True when every answer was the expected one.
    bool run() {
        const auto requester = sign_in(port_, "ashari");
        const auto agent = sign_in(port_, "budi");
        std::vector<std::string> own;
        while (own.size() < 20) own.push_back(file_ticket(port_, requester));
        constexpr std::string_view queue = "/petugas?tampilan=semua";
        const auto queued = numbers_on(page_at(port_, queue, agent.cookie), "/petugas/tiket/");
        if (queued.empty()) throw std::runtime_error("the queue of the agent is empty");

        std::printf("%-34s %10s %10s %10s %8s\n", "", "requests/s", "p50 ms", "p99 ms", "errors");
        measure_one("ticket page, requester", 200, each_of("/tiket/", own, requester.cookie));
        measure_one("ticket page, agent", 200, each_of("/petugas/tiket/", queued, agent.cookie));
        measure_one("queue", 200, [&] { return get_request(queue, agent.cookie); });
        measure_one("tracking", 200, each_of("/lacak/", queued, ""));
        measure_one("submission", 303, [&] { return submission(requester); });
        return all_well_;
    }

private:
    void measure_one(const char* name, int expected_status, std::function<std::string()> next_request) {
        const auto figures = measure({.port = port_,
                                      .connections = connections,
                                      .length = length_,
                                      .expected_status = expected_status,
                                      .next_request = std::move(next_request)});
        std::printf("%-34s %10.0f %10.2f %10.2f %8zu\n", name, figures.per_second(), figures.percentile(0.5),
                    figures.percentile(0.99), figures.error_count());
        for (const auto& [what, often] : figures.errors) std::printf("    %s: %zu\n", what.c_str(), often);
        std::fflush(stdout);
        if (figures.error_count() > 0 || figures.milliseconds.empty()) all_well_ = false;
    }

    std::uint16_t port_;
    std::chrono::seconds length_;
    bool all_well_ = true;
};

}  // namespace

bool run_load(std::uint16_t port, std::chrono::seconds length) { return Bench(port, length).run(); }

}  // namespace bench
