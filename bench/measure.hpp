#pragma once
// Keeps a number of connections busy for a while and writes down how long each answer took.
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace bench {

struct Plan {
    std::uint16_t port = 0;
    int connections = 8;             // each sends its next request when it has its answer
    std::chrono::seconds length{5};  // no request begins after that
    int expected_status = 200;       // any other answer is an error
    std::function<std::string()> next_request{};
};

struct Figures {
    std::vector<double>
        milliseconds{};  // of each expected answer, from the first byte sent to the last received; sorted
    std::map<std::string, std::size_t> errors{};  // what went wrong → how often
    double seconds = 0;

    [[nodiscard]] double per_second() const;
    // The answer time below which `share` of the answers stay, 0 without answers.
    [[nodiscard]] double percentile(double share) const;
    [[nodiscard]] std::size_t error_count() const;
};

// Throws std::system_error when the server takes no connection.
Figures measure(const Plan& plan);

}  // namespace bench
