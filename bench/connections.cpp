// bench_connections PORT PROCESS many|slow|flood [OPTION VALUE]…: what ten thousand connections, slow clients or more
// connections than the server may have do to the others. PROCESS is the server's, for its memory.
//   many   --idle 9500 --active 500 --seconds 15 [--streams PATH]   PATH: the idle ones are event streams there
//   slow   --slow 5000 --active 50 --seconds 25   a third each sends its header, its body, reads, a byte a second
//   flood  --attempts 3000 --active 20 --seconds 5
// Prints what happened; ends with 1 when any answer was not the expected one.
#include <chrono>
#include <cstdio>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "crowd.hpp"
#include "desk.hpp"
#include "http.hpp"
#include "measure.hpp"

namespace bench {

namespace {

using namespace std::chrono_literals;

constexpr int patience = 60;  // seconds for a crowd to assemble

struct Options {
    std::uint16_t port = 0;
    int process = 0;
    std::string_view scenario{};
    int idle = 9500;
    int slow = 5000;
    int attempts = 3000;
    int active = 0;   // 0: as the scenario has it
    int seconds = 0;  // likewise
    std::string streams{};
};

double resident_megabytes(int process, std::string_view what) {
    std::ifstream status("/proc/" + std::to_string(process) + "/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(what)) return std::stod(line.substr(what.size())) / 1024;
    throw std::runtime_error("the server's process has ended");
}

// The pages of one person's tickets, one after the other.
class TicketPages {
public:
    explicit TicketPages(std::uint16_t port) : session_(sign_in(port, "ashari")) {
        while (numbers_.size() < 20) numbers_.push_back(file_ticket(port, session_));
    }
    std::string next() { return get_request("/tiket/" + numbers_[at_++ % numbers_.size()], session_.cookie); }
    [[nodiscard]] const std::string& cookie() const { return session_.cookie; }

private:
    Session session_;
    std::vector<std::string> numbers_;
    std::size_t at_ = 0;
};

class Scenario {
public:
    explicit Scenario(const Options& options) : options_(options), pages_(options.port) {}

    // True when nothing went wrong.
    bool run() {
        std::printf("%-44s %10.1f MB\n", "memory before", memory("VmRSS:"));
        if (options_.scenario == "many")
            many();
        else if (options_.scenario == "slow")
            slow();
        else
            flood();
        std::printf("%-44s %10.1f MB, at most %.1f MB\n", "memory after", memory("VmRSS:"), memory("VmHWM:"));
        return all_well_;
    }

private:
    [[nodiscard]] double memory(std::string_view what) const { return resident_megabytes(options_.process, what); }

    void many() {
        const bool streams = !options_.streams.empty();
        const auto request = streams ? get_request(options_.streams, pages_.cookie()) : pages_.next();
        Crowd crowd(options_.port, {{.manner = streams ? Manner::stream : Manner::idle,
                                     .size = static_cast<std::size_t>(options_.idle),
                                     .request = request}});
        assemble(crowd);
        measure_active(500, 15);
        tell(streams ? "event streams, still open" : "idle connections, still open", crowd);
        if (streams) return;
        crowd.ask_again();
        assemble(crowd);
        tell("of these, answered again", crowd);
    }

    void slow() {
        const auto third = static_cast<std::size_t>(options_.slow) / 3;
        std::string pages;
        for (int i = 0; i < 60; ++i) pages += pages_.next();
        const std::string body =
            "POST /lacak HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            "Content-Length: 60000\r\n\r\nnomor=";
        Crowd crowd(options_.port,
                    {{.manner = Manner::slow_header, .size = third},
                     {.manner = Manner::slow_body, .size = third, .request = body},
                     {.manner = Manner::slow_reader, .size = options_.slow - 2 * third, .request = pages}});
        assemble(crowd);
        measure_active(50, 25);
        tell("slow connections", crowd);
        std::printf("%-44s %10zu\n", "slow connections sent away meanwhile", crowd.figures().sent_away);
    }

    // More connections than the server has descriptors for, while others work; then newcomers.
    void flood() {
        std::thread attempts([this] {
            std::this_thread::sleep_for(1s);
            const Crowd crowd(options_.port,
                              {{.manner = Manner::slow_header, .size = static_cast<std::size_t>(options_.attempts)}});
            std::this_thread::sleep_for(std::chrono::seconds(length(5)) - 2s);
            std::printf("%-44s %10zu\n", "attempts the server ended at once", crowd.figures().sent_away);
        });
        measure_active(20, 5);
        attempts.join();
        const auto begun = std::chrono::steady_clock::now();
        for (int i = 0; i < 50; ++i) page_at(options_.port, "/healthz/live", "");
        const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begun;
        std::printf("%-44s %10.0f ms\n", "50 newcomers after the flood, together", took.count());
    }

    [[nodiscard]] int length(int usual) const { return options_.seconds > 0 ? options_.seconds : usual; }

    void assemble(Crowd& crowd) {
        if (crowd.wait_until_settled(patience)) return;
        all_well_ = false;
        std::printf("the crowd is not complete\n");
    }

    void tell(const char* what, const Crowd& crowd) {
        const auto figures = crowd.figures();
        std::printf("%-44s %10zu, %zu errors\n", what, figures.open, figures.error_count());
        list(figures.errors);
    }

    void measure_active(int usual_connections, int usual_length) {
        const auto figures = measure({.port = options_.port,
                                      .connections = options_.active > 0 ? options_.active : usual_connections,
                                      .length = std::chrono::seconds(length(usual_length)),
                                      .next_request = [this] { return pages_.next(); }});
        std::printf("%-44s %10.0f /s, p50 %.1f ms, p99 %.1f ms, %zu errors\n",
                    (std::to_string(options_.active > 0 ? options_.active : usual_connections) +
                     " connections asking for ticket pages")
                        .c_str(),
                    figures.per_second(), figures.percentile(0.5), figures.percentile(0.99), figures.error_count());
        if (figures.milliseconds.empty()) all_well_ = false;
        list(figures.errors);
    }

    void list(const std::map<std::string, std::size_t>& errors) {
        for (const auto& [what, often] : errors) std::printf("    %s: %zu\n", what.c_str(), often);
        if (!errors.empty()) all_well_ = false;
    }

    Options options_;
    TicketPages pages_;
    bool all_well_ = true;
};

constexpr const char* usage =
    "usage: bench_connections PORT PROCESS many|slow|flood [--idle N] [--active N] [--slow N] [--attempts N] "
    "[--seconds N] [--streams PATH]";

Options options_in(const std::vector<std::string_view>& words) {
    if (words.size() < 3 || words.size() % 2 == 0) throw std::runtime_error(usage);
    Options options{.port = static_cast<std::uint16_t>(number_of(words[0], 1, 65535)),
                    .process = number_of(words[1], 1, 1 << 30),
                    .scenario = words[2]};
    if (options.scenario != "many" && options.scenario != "slow" && options.scenario != "flood")
        throw std::runtime_error(usage);
    for (std::size_t i = 3; i < words.size(); i += 2) {
        const auto value = words[i + 1];
        if (words[i] == "--idle")
            options.idle = number_of(value, 0, 100'000);
        else if (words[i] == "--slow")
            options.slow = number_of(value, 3, 100'000);
        else if (words[i] == "--attempts")
            options.attempts = number_of(value, 1, 100'000);
        else if (words[i] == "--active")
            options.active = number_of(value, 1, 10'000);
        else if (words[i] == "--seconds")
            options.seconds = number_of(value, 3, 3600);
        else if (words[i] == "--streams")
            options.streams = value;
        else
            throw std::runtime_error(usage);
    }
    return options;
}

int run(const std::vector<std::string_view>& words) {
    const auto options = options_in(words);
    const int crowd = options.scenario == "many"   ? options.idle
                      : options.scenario == "slow" ? options.slow
                                                   : options.attempts;
    const auto wanted = static_cast<std::size_t>(crowd + 1000);
    if (const auto limit = raise_descriptor_limit(); limit < wanted)
        throw std::runtime_error("this needs " + std::to_string(wanted) + " descriptors and may have " +
                                 std::to_string(limit) + ": raise the hard limit (ulimit -Hn) or ask for fewer");
    return Scenario(options).run() ? 0 : 1;
}

}  // namespace

}  // namespace bench

int main(int count, char** words) { return bench::run_program("bench_connections", count, words, bench::run); }
