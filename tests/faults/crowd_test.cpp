// Sixty people at once where something hangs: a quarter of the workers may be with it, the others serve everybody else.
#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <thread>

#include "people/hash_gate.hpp"
#include "tests/faults/running.hpp"

namespace hero {

namespace {

using namespace std::chrono_literals;
using test::Running;
using test::SilentPeer;
using test::TestApp;

constexpr int crowd = 60;
constexpr int quarter = 4;  // of sixteen workers

// All of them do the same at once; their answers are counted as they come.
class Crowd {
public:
    explicit Crowd(const std::function<bool(int)>& as_expected) {
        people_.reserve(crowd);
        for (int i = 0; i < crowd; ++i)
            people_.emplace_back([this, i, as_expected] {
                EXPECT_TRUE(as_expected(i)) << i;
                ++answered_;
            });
    }
    [[nodiscard]] int answered() const { return answered_; }
    void wait_for_answers(int many) const {
        for (const auto end = std::chrono::steady_clock::now() + 30s;
             answered_ < many && std::chrono::steady_clock::now() < end;)
            std::this_thread::sleep_for(5ms);
    }

private:
    std::atomic<int> answered_{0};
    std::vector<std::jthread> people_;
};

void expect_others_served(const Running& server, const Crowd& people) {
    people.wait_for_answers(crowd - quarter);
    for (const auto* page : {"/faq", "/masuk", "/kontak"}) EXPECT_EQ(server.get(page).status, 200) << page;
    EXPECT_GE(people.answered(), crowd - quarter) << "all who found no place are told at once";
    EXPECT_LT(people.answered(), crowd) << "meanwhile somebody waits for what hangs";
}

bool is_told_of_it(const http::Answer& answer) {
    return answer.status == 303 && answer.header("Location") == "/masuk?hasil=layanan";
}

}  // namespace

TEST(Crowd, AtAProviderThatHangsLeavesWorkersToEverybodyElse) {
    const SilentPeer silent;
    const auto issuer = "http://127.0.0.1:" + std::to_string(silent.port());
    TestApp app{{"google-issuer", issuer}, {"google-client-id", "hero"}, {"google-client-secret", "rahasia"}};
    const Running server(app);
    const Crowd people([&](int) { return is_told_of_it(server.get("/masuk/google")); });
    EXPECT_TRUE(silent.is_called());
    expect_others_served(server, people);
}

TEST(Crowd, AtADirectoryThatHangsLeavesWorkersToEverybodyElse) {
    const SilentPeer silent;
    const auto url = "ldaps://127.0.0.1:" + std::to_string(silent.port());
    TestApp app{{"ldap-url", url}, {"ldap-base", "dc=contoh,dc=id"}};
    const Running server(app);
    const Crowd people([&](int i) {
        return is_told_of_it(
            server.post("/masuk/intranet", "pengguna=orang" + std::to_string(i) + "&sandi=kuda+laut+biru"));
    });
    EXPECT_TRUE(silent.is_called());
    expect_others_served(server, people);
}

TEST(Crowd, OfPasswordsLeavesWorkersToEverybodyElse) {
    TestApp app{{"limits", "off"}};
    const Running server(app);
    for (int i = 0; i < quarter; ++i) hash_gate().enter();
    {
        const Crowd people([&](int i) {
            const auto answer = server.post("/masuk", "pengguna=orang" + std::to_string(i) + "&sandi=kuda+laut+biru");
            return answer.status == 503 && answer.header("Retry-After") == "5";
        });
        people.wait_for_answers(crowd);
        EXPECT_EQ(people.answered(), crowd) << "there is a quarter of the workers for it, and they are taken";
        EXPECT_EQ(server.get("/faq").status, 200);
        for (int i = 0; i < quarter; ++i) hash_gate().leave();
    }
    EXPECT_EQ(server.post("/masuk", "pengguna=orang&sandi=kuda+laut+biru").status, 422) << "as ever";
}

}  // namespace hero
