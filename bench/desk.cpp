#include "desk.hpp"

#include <charconv>
#include <cstdio>
#include <random>
#include <stdexcept>

#include "http.hpp"

namespace bench {

std::string quoted_after(std::string_view page, std::string_view before, std::size_t from) {
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

std::function<std::string()> each_of(std::string prefix, const std::vector<std::string>& numbers, std::string cookie,
                                     std::string query) {
    return [=, at = std::size_t{0}]() mutable {
        return get_request(prefix + numbers[at++ % numbers.size()] + query, cookie);
    };
}

std::string file_ticket(std::uint16_t port, const Session& session) {
    constexpr std::string_view place = "/tiket/";
    const auto answer = ask(port, submission(session));
    const auto location = answer.header("Location");
    if (answer.status != 303 || !location.starts_with(place))
        throw std::runtime_error("filing a ticket answered " + std::to_string(answer.status));
    return location.substr(place.size());
}

int number_of(std::string_view word, int lowest, int highest) {
    int number = 0;
    const auto end = word.data() + word.size();
    if (std::from_chars(word.data(), end, number).ptr != end || number < lowest || number > highest)
        throw std::runtime_error("\"" + std::string{word} + "\" is no number from " + std::to_string(lowest) + " to " +
                                 std::to_string(highest));
    return number;
}

int run_program(const char* name, int count, char** words, int (*run)(const std::vector<std::string_view>&)) {
    try {
        return run({words + 1, words + count});
    } catch (const std::exception& wrong) {
        std::fprintf(stderr, "%s: %s\n", name, wrong.what());
        return 2;
    }
}

}  // namespace bench
