// Every input of corpus/ against the server of this process: it stays alive, answers in time, with what the file says;
// a 5xx only where the file says so and why. How the files are written: corpus/README.md.
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "base/text.hpp"
#include "tests/security/corpus.hpp"

namespace hero {
namespace {

using namespace std::chrono_literals;
using test::Hostile;
using test::Target;
using Clock = std::chrono::steady_clock;

constexpr auto in_time = 7s;  // on a machine that has much else to do; the client gives up after 8

void expect_answer(Target& target, const Hostile& input) {
    SCOPED_TRACE("corpus/" + input.name + ": " + input.about);
    const auto expected = input.key("expect");
    ASSERT_NE(expected, "") << "the file says not what to expect";
    if (expected.find('5') == 0) EXPECT_NE(input.key("why"), "") << "a 5xx needs a reason";
    const auto request = target.request_of(input);
    const auto begun = Clock::now();
    const auto answer = target.send_bytes(request);
    EXPECT_LT(Clock::now() - begun, in_time) << "hangs";
    EXPECT_TRUE(test::holds(expected, answer.status)) << answer.status << " is not " << expected << "\n"
                                                      << answer.head << answer.body.substr(0, 300);
    for (const auto& words : input.all("says"))
        EXPECT_NE(answer.body.find(words), std::string::npos) << "says nothing of: " << words;
    for (const auto& words : input.all("hides")) {
        EXPECT_EQ(answer.body.find(test::meant(words)), std::string::npos) << "shows " << words;
        EXPECT_EQ(answer.head.find(test::meant(words)), std::string::npos) << "has a header with " << words;
    }
    if (const auto place = input.key("location"); !place.empty()) EXPECT_EQ(answer.header("Location"), place);
    if (const auto words = input.all("then"); !words.empty()) {
        const auto page = target.get(input.key("as"), answer.header("Location"));
        for (const auto& word : words)
            EXPECT_NE(page.body.find(test::meant(word)), std::string::npos) << "the next page has no " << word;
    }
}

// Without those that need a server whose patience is short.
void send_all(std::string_view group) {
    Target target;
    std::string last;
    const auto inputs = test::hostile_inputs(group);
    EXPECT_FALSE(inputs.empty());
    for (const auto& input : inputs) {
        if (input.key("server") == "short") continue;
        // What a file made is for that file alone.
        if (!input.name.ends_with(')')) target.forget_things();
        expect_answer(target, input);
        ASSERT_TRUE(target.is_alive()) << "after corpus/" << input.name;
    }
}

TEST(Corpus, OfHttp) { send_all("http"); }
TEST(Corpus, OfUploads) { send_all("uploads"); }
TEST(Corpus, OfWorkflow) { send_all("workflow"); }
TEST(Corpus, OfPrograms) { send_all("programs"); }

TEST(Corpus, OfSlowClients) {
    Target target(Target::Patience::short_);
    std::vector<std::thread> clients;
    const auto inputs = test::hostile_inputs("http");
    for (const auto& input : inputs)
        if (input.key("server") == "short") clients.emplace_back([&] { expect_answer(target, input); });
    EXPECT_GE(clients.size(), 5U);
    // Meanwhile others are served as ever.
    for (int i = 0; i < 20; ++i) {
        EXPECT_TRUE(target.is_alive());
        std::this_thread::sleep_for(20ms);
    }
    for (auto& client : clients) client.join();
    EXPECT_TRUE(target.is_alive());
}

}  // namespace
}  // namespace hero
