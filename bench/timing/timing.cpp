// timing PORT SAMPLES FILE: asks a running HERO for things that are there and things that are not, in random order on
// one connection, and tells by how much the times of the answers differ. FILE has lines "KIND METHOD PATH NAME": KIND
// groups what must look alike with what it is compared to ("tracking/known"), NAME is what a form's user name is.
//
// For each pair of kinds of a group: the medians, and Mann and Whitney's test. A p well above 0.01 says that nobody
// tells them apart by time from so many samples; the last line of each group is known things against other known
// things, which is what noise alone looks like.
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>
#include <random>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "../http.hpp"

namespace bench {

namespace {

struct Question {
    std::string kind;
    std::string request;
};

// Times of answers, by kind, in microseconds.
using Times = std::map<std::string, std::vector<double>>;

class Connection {
public:
    explicit Connection(std::uint16_t port) : socket_(connect_to(port)) {}
    ~Connection() { ::close(socket_); }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    std::pair<int, double> ask(const std::string& request) {
        const auto start = std::chrono::steady_clock::now();
        if (::send(socket_, request.data(), request.size(), MSG_NOSIGNAL) != static_cast<::ssize_t>(request.size()))
            throw std::runtime_error("the server takes no request");
        AnswerReader reader;
        char piece[65536];
        for (;;) {
            const auto received = ::recv(socket_, piece, sizeof piece, 0);
            if (received <= 0) throw std::runtime_error("the server gives no answer");
            if (reader.feed({piece, static_cast<std::size_t>(received)})) break;
        }
        const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - start;
        return {reader.take().status, took.count()};
    }

private:
    int socket_;
};

std::map<std::string, std::vector<Question>> questions_in(const char* path) {
    std::map<std::string, std::vector<Question>> groups;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        std::istringstream words(line);
        std::string kind, method, target, name;
        words >> kind >> method >> target >> name;
        auto request = method == "GET"
                           ? get_request(target, "")
                           : form_request(target, "", {{"pengguna", name}, {"sandi", "bukan kata sandinya"}});
        groups[kind.substr(0, kind.find('/'))].push_back({kind, std::move(request)});
    }
    if (groups.empty()) throw std::runtime_error(std::string{path} + " holds no questions");
    return groups;
}

double median(std::vector<double> values) {
    std::ranges::sort(values);
    const auto half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

// Two-sided p of Mann and Whitney's U by its normal approximation, with the correction for ties.
double mann_whitney(const std::vector<double>& left, const std::vector<double>& right) {
    std::vector<std::pair<double, bool>> all;
    for (const auto value : left) all.emplace_back(value, true);
    for (const auto value : right) all.emplace_back(value, false);
    std::ranges::sort(all);
    const auto n = static_cast<double>(left.size()), m = static_cast<double>(right.size()), both = n + m;
    double ranks = 0, ties = 0;
    for (std::size_t i = 0; i < all.size();) {
        auto end = i;
        while (end < all.size() && all[end].first == all[i].first) ++end;
        const auto tied = static_cast<double>(end - i);
        const double rank = (static_cast<double>(i + end) + 1) / 2;
        for (; i < end; ++i) ranks += all[i].second ? rank : 0;
        ties += tied * tied * tied - tied;
    }
    const double u = ranks - n * (n + 1) / 2;
    const double deviation = std::sqrt(n * m / 12 * (both + 1 - ties / (both * (both - 1))));
    return std::erfc(std::abs(u - n * m / 2) / deviation / std::sqrt(2.0));
}

void compare(const std::string& left, const std::string& right, const std::vector<double>& one,
             const std::vector<double>& other) {
    const auto a = median(one), b = median(other);
    std::printf("%-22s %-22s %7zu %10.1f %10.1f %+8.2f %% %9.4f\n", left.c_str(), right.c_str(), one.size(), a, b,
                100 * (b - a) / a, mann_whitney(one, other));
}

void print(const Times& times) {
    for (auto left = times.begin(); left != times.end(); ++left)
        for (auto right = std::next(left); right != times.end(); ++right)
            compare(left->first, right->first, left->second, right->second);
    const auto& [kind, values] = *times.begin();
    std::vector<double> odd, even;
    for (std::size_t i = 0; i < values.size(); ++i) (i % 2 == 0 ? even : odd).push_back(values[i]);
    compare(kind + " (even)", kind + " (odd)", even, odd);
    std::fflush(stdout);
}

// In each round each kind once, in random order, each time with another one of its questions.
Times times_of(std::uint16_t port, const std::vector<Question>& questions, int samples) {
    std::map<std::string, std::vector<const Question*>> by_kind;
    for (const auto& question : questions) by_kind[question.kind].push_back(&question);
    std::mt19937_64 random{std::random_device{}()};
    Connection connection(port);
    std::map<std::string, int> statuses;
    Times times;
    const int warm_up = std::max(10, samples / 20);
    for (int round = -warm_up; round < samples; ++round) {
        std::vector<const Question*> turn;
        for (const auto& [kind, all] : by_kind) turn.push_back(all[random() % all.size()]);
        std::ranges::shuffle(turn, random);
        for (const auto* question : turn) {
            const auto [status, took] = connection.ask(question->request);
            const auto known = statuses.emplace(question->kind, status).first->second;
            if (status != known || status >= 429) throw std::runtime_error(question->kind + " is not answered alike");
            if (round >= 0) times[question->kind].push_back(took);
        }
    }
    for (const auto& [kind, status] : statuses)
        if (status != statuses.begin()->second) throw std::runtime_error(kind + " has another status");
    return times;
}

int run(const std::vector<std::string>& words) {
    if (words.size() != 3) throw std::runtime_error("usage: timing PORT SAMPLES FILE");
    const auto port = static_cast<std::uint16_t>(std::stoi(words[0]));
    std::printf("%-22s %-22s %7s %10s %10s %10s %9s\n", "", "", "samples", "median us", "median us", "apart", "p");
    for (const auto& [group, questions] : questions_in(words[2].c_str()))
        print(times_of(port, questions, std::stoi(words[1])));
    return 0;
}

}  // namespace

}  // namespace bench

int main(int count, char** words) {
    try {
        return bench::run({words + 1, words + count});
    } catch (const std::exception& wrong) {
        std::fprintf(stderr, "timing: %s\n", wrong.what());
        return 2;
    }
}
