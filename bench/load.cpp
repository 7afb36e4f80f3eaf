// bench_load PORT [SECONDS]: signs in to a running demo and measures its pages and the filing of tickets.
// Prints one line for each; ends with 1 when any answer was not the expected one.
#include <charconv>
#include <cstdio>
#include <functional>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "http.hpp"
#include "measure.hpp"

namespace bench {

namespace {

constexpr int connections = 8;

struct Session {
    std::string cookie;
    std::string token;  // of its forms
};

// What stands between `before` and the next quotation mark, from `from` on; "" when `before` is not there.
std::string quoted_after(std::string_view page, std::string_view before, std::size_t from = 0) {
    const auto at = page.find(before, from);
    if (at == std::string_view::npos) return {};
    const auto begin = at + before.size();
    return std::string{page.substr(begin, page.find('"', begin) - begin)};
}

std::string page_at(std::uint16_t port, std::string_view path, std::string_view cookie) {
    const auto answer = ask(port, get_request(path, cookie));
    if (answer.status != 200)
        throw std::runtime_error(std::string{path} + " answered " + std::to_string(answer.status));
    return answer.body;
}

Session sign_in(std::uint16_t port, const std::string& person) {
    const auto answer = ask(port, form_request("/masuk/demo", "", {{"orang", person}}));
    const auto set_cookie = answer.header("Set-Cookie");
    if (answer.status != 303 || set_cookie.empty()) throw std::runtime_error("nobody can sign in as " + person);
    Session session{.cookie = set_cookie.substr(0, set_cookie.find(';')), .token = {}};
    session.token = quoted_after(page_at(port, "/akun", session.cookie), "<meta name=\"csrf\" content=\"");
    if (session.token.empty()) throw std::runtime_error("the page has no token for forms");
    return session;
}

// The numbers of the tickets a page links to as `prefix`NUMBER.
std::vector<std::string> numbers_on(std::string_view page, std::string_view prefix) {
    const auto link = "href=\"" + std::string{prefix};
    std::vector<std::string> numbers;
    for (auto at = page.find(link); at != std::string_view::npos; at = page.find(link, at + 1)) {
        const auto rest = quoted_after(page, link, at);
        const auto number = rest.substr(0, rest.find_first_of("?#/"));
        if (numbers.empty() || numbers.back() != number) numbers.push_back(number);
    }
    return numbers;
}

std::string submission(const Session& session) {
    static std::mt19937_64 random{std::random_device{}()};
    return multipart_request("/tiket", session.cookie,
                             {{"csrf", session.token},
                              {"submit_id", "beban-" + std::to_string(random())},
                              {"layanan", "hero"},
                              {"jenis", "kendala"},
                              {"dampak", "rendah"},
                              {"subjek", "Halaman daftar tiket tidak dapat dibuka"},
                              {"deskripsi",
                               "Sejak pagi halaman daftar tiket kosong di dua peramban yang berbeda. Mohon "
                               "diperiksa, terima kasih."},
                              {"setuju", "1"}});
}

// Files a ticket and gives its number.
std::string file_ticket(std::uint16_t port, const Session& session) {
    constexpr std::string_view place = "/tiket/";
    const auto answer = ask(port, submission(session));
    const auto location = answer.header("Location");
    if (answer.status != 303 || !location.starts_with(place))
        throw std::runtime_error("filing a ticket answered " + std::to_string(answer.status));
    return location.substr(place.size());
}

// GET requests of `prefix`NUMBER, one number after the other.
std::function<std::string()> each_of(std::string prefix, const std::vector<std::string>& numbers, std::string cookie) {
    return [=, at = std::size_t{0}]() mutable { return get_request(prefix + numbers[at++ % numbers.size()], cookie); };
}

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

int number_of(std::string_view word, int lowest, int highest) {
    int number = 0;
    const auto end = word.data() + word.size();
    if (std::from_chars(word.data(), end, number).ptr != end || number < lowest || number > highest)
        throw std::runtime_error("\"" + std::string{word} + "\" is no number from " + std::to_string(lowest) + " to " +
                                 std::to_string(highest));
    return number;
}

int run(const std::vector<std::string_view>& words) {
    if (words.empty() || words.size() > 2) throw std::runtime_error("usage: bench_load PORT [SECONDS]");
    const auto port = static_cast<std::uint16_t>(number_of(words[0], 1, 65535));
    const std::chrono::seconds length{words.size() == 2 ? number_of(words[1], 1, 3600) : 5};
    return Bench(port, length).run() ? 0 : 1;
}

}  // namespace

}  // namespace bench

int main(int count, char** words) {
    try {
        return bench::run({words + 1, words + count});
    } catch (const std::exception& wrong) {
        std::fprintf(stderr, "bench_load: %s\n", wrong.what());
        return 2;
    }
}
