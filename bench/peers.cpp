// bench_peers hero|rt PORT [SECONDS]: measures the same three things of HERO's demo or of Request Tracker: a ticket's
// page, a queue of fifty tickets, the filing of a ticket by its form; eight connections. Prints a line for each, with
// tabs between: what, requests a second, p50 and p99 in ms, errors. Ends with 1 when any answer was not the expected
// one.
#include <chrono>
#include <cstdio>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "desk.hpp"
#include "http.hpp"
#include "measure.hpp"

namespace bench {

namespace {

constexpr int connections = 8;
constexpr std::chrono::seconds warm_up{3};  // Request Tracker compiles each page at its first request, in each process

using NextRequest = std::function<std::string()>;

// GET requests of `prefix`NUMBER, one number after the other.
NextRequest each_of(std::string prefix, std::vector<std::string> numbers, std::string cookie) {
    if (numbers.empty()) throw std::runtime_error("the queue is empty");
    return [=, at = std::size_t{0}]() mutable { return get_request(prefix + numbers[at++ % numbers.size()], cookie); };
}

NextRequest always(std::string request) {
    return [=] { return request; };
}

// What a helpdesk is asked for by somebody who is signed in.
struct Desk {
    std::uint16_t port = 0;
    NextRequest ticket_page{};
    NextRequest queue{};
    NextRequest submission{};
    int filed_status = 303;
};

Desk hero_at(std::uint16_t port) {
    const auto requester = sign_in(port, "ashari");
    const auto agent = sign_in(port, "budi");
    const std::string queue = "/petugas?tampilan=semua";
    return {.port = port,
            .ticket_page = each_of("/petugas/tiket/", numbers_on(page_at(port, queue, agent.cookie), "/petugas/tiket/"),
                                   agent.cookie),
            .queue = always(get_request(queue, agent.cookie)),
            .submission = [requester] { return submission(requester); }};
}

std::string rt_cookie(std::uint16_t port) {
    const auto answer =
        ask(port, form_request("/NoAuth/Login.html", "", {{"user", "root"}, {"pass", "password"}, {"next", ""}}));
    // A wrong password is a page with status 200 too: then the queue is no queue.
    const auto cookie = answer.header("Set-Cookie");
    if (answer.status >= 400 || cookie.empty()) throw std::runtime_error("nobody can sign in to Request Tracker");
    return cookie.substr(0, cookie.find(';'));
}

Desk request_tracker_at(std::uint16_t port) {
    const auto cookie = rt_cookie(port);
    const std::string queue =
        "/Search/Results.html?Query=Queue%20%3D%20%27General%27%20AND%20Status%20%3D%20%27__Active__%27"
        "&Rows=50&OrderBy=id&Order=DESC";
    const std::string page = "/Ticket/Display.html?id=";
    const auto form = multipart_request("/Ticket/Create.html", cookie,
                                        {{"id", "new"},
                                         {"Queue", "1"},
                                         {"Status", "new"},
                                         {"Owner", "6"},  // nobody
                                         {"Requestors", "pemohon7@contoh.id"},
                                         {"Subject", "Halaman daftar tiket tidak dapat dibuka"},
                                         {"ContentType", "text/plain"},
                                         {"Content",
                                          "Sejak pagi halaman daftar tiket kosong di dua peramban yang berbeda. Mohon "
                                          "diperiksa, terima kasih."},
                                         {"SubmitTicket", "Create"}});
    return {.port = port,
            .ticket_page = each_of(page, numbers_on(page_at(port, queue, cookie), page), cookie),
            .queue = always(get_request(queue, cookie)),
            .submission = always(form),
            .filed_status = 302};
}

Figures measured(const Desk& desk, const NextRequest& next_request, int expected_status, std::chrono::seconds length) {
    return measure({.port = desk.port,
                    .connections = connections,
                    .length = length,
                    .expected_status = expected_status,
                    .next_request = next_request});
}

// True when every answer was the expected one.
bool tell(const Desk& desk, const char* what, const NextRequest& next_request, int expected_status,
          std::chrono::seconds length) {
    measured(desk, next_request, expected_status, warm_up);
    const auto figures = measured(desk, next_request, expected_status, length);
    std::printf("%s\t%.2f\t%.1f\t%.1f\t%zu\n", what, figures.per_second(), figures.percentile(0.5),
                figures.percentile(0.99), figures.error_count());
    std::fflush(stdout);
    for (const auto& [error, often] : figures.errors) std::fprintf(stderr, "%s: %s: %zu\n", what, error.c_str(), often);
    return figures.error_count() == 0 && !figures.milliseconds.empty();
}

int run(const std::vector<std::string_view>& words) {
    if (words.size() < 2 || words.size() > 3 || (words[0] != "hero" && words[0] != "rt"))
        throw std::runtime_error("usage: bench_peers hero|rt PORT [SECONDS]");
    const auto port = static_cast<std::uint16_t>(number_of(words[1], 1, 65535));
    const std::chrono::seconds length{words.size() == 3 ? number_of(words[2], 1, 3600) : 10};
    const auto desk = words[0] == "hero" ? hero_at(port) : request_tracker_at(port);
    const bool page = tell(desk, "ticket page", desk.ticket_page, 200, length);
    const bool queue = tell(desk, "queue of 50", desk.queue, 200, length);
    const bool filing = tell(desk, "submission", desk.submission, desk.filed_status, length);
    return page && queue && filing ? 0 : 1;
}

}  // namespace

}  // namespace bench

int main(int count, char** words) { return bench::run_program("bench_peers", count, words, bench::run); }
