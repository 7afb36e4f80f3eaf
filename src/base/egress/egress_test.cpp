#include "base/egress/egress.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <thread>
#include <vector>

#include "base/http/server.hpp"

namespace hero {
namespace {

using std::chrono::milliseconds;

TEST(Egress, KnowsWhomItMayAsk) {
    for (const auto* url :
         {"https://contoh.id", "https://contoh.id/a?b=c", "http://127.0.0.1:8080/a", "http://127.9.9.9/",
          "http://[::1]:80/", "http://localhost/", "http://berkas.localhost:8080/"})
        EXPECT_TRUE(may_be_asked(url)) << url;
    for (const auto* url : {"",
                            "contoh.id",
                            "//contoh.id",
                            "https:",
                            "https:///a",
                            "http://contoh.id/",
                            "http://localhost.contoh.id/",
                            "http://127.0.0.1.contoh.id/",
                            "http://0.0.0.0/",
                            "http://2130706433/",
                            "http://10.0.0.1/",
                            "http://[::]/",
                            "http://[::ffff:10.0.0.1]/",
                            "https://a@contoh.id/",
                            "https://a:b@contoh.id/",
                            "https://contoh.id/#a",
                            "file:///etc/passwd",
                            "gopher://127.0.0.1/",
                            "dict://127.0.0.1/",
                            "ftp://127.0.0.1/",
                            "javascript:alert(1)",
                            "https://contoh.id/\r\nX: y",
                            "https://contoh.id/ a",
                            "https://contoh .id/",
                            "HTTPS",
                            "https://[::1"})
        EXPECT_FALSE(may_be_asked(url)) << url;
    Egress egress;
    EXPECT_THROW(egress.send({.url = "file:///etc/passwd"}), std::logic_error);
}

// A server that answers with what its path asks for.
class Ground {
public:
    explicit Ground(EgressLimits limits = {}) : egress(limits) { server_.start(); }
    [[nodiscard]] std::string url(std::string_view path) const {
        return "http://127.0.0.1:" + std::to_string(server_.port()) + std::string{path};
    }
    Reply ask(std::string_view path) { return egress.send({.url = url(path)}); }

    Egress egress;
    std::atomic<int> at_once{0};
    std::atomic<int> most{0};
    std::atomic<int> held{0};  // those that ask for /lama, until release()
    void release() { released_.count_down(); }

private:
    std::latch released_{1};

    http::Response answer(const http::Request& request) {
        if (request.path == "/jauh") return http::redirect_response(302, "http://127.0.0.1:1/");
        if (request.path == "/besar") return http::text_response(200, std::string(3'000'000, 'x'));
        if (request.path == "/lambat") {
            const int now = ++at_once;
            for (int seen = most; now > seen && !most.compare_exchange_weak(seen, now);) {
            }
            std::this_thread::sleep_for(milliseconds{400});
            --at_once;
        }
        if (request.path == "/lama") {
            ++held;
            released_.wait();
            --held;
        }
        return http::text_response(200, std::string{request.header("authorization")} + "|" + request.form.get("a"));
    }

    static http::ServerOptions options() {
        http::ServerOptions options;
        options.port = 0;
        return options;
    }
    http::Server server_{options(), [this](http::Request& request) { return answer(request); }};
};

TEST(Egress, SendsWhatItIsGiven) {
    Ground ground;
    EXPECT_EQ(ground.ask("/").body, "|");
    EXPECT_EQ(ground.egress.send({.url = ground.url("/"), .form = "a=b+c", .user = "u", .password = "p"}).body,
              "Basic dTpw|b c");
    EXPECT_EQ(ground.egress.send({.url = ground.url("/"), .bearer = "kunci"}).body, "Bearer kunci|");
}

TEST(Egress, FollowsNobody) { EXPECT_EQ(Ground{}.ask("/jauh").status, 302); }

TEST(Egress, TakesNoMoreThanItCanHold) {
    Ground ground;
    EXPECT_THROW(ground.ask("/besar"), Unreachable);
    EXPECT_EQ(ground.ask("/").status, 200);
}

TEST(Egress, WaitsForNobodyWithoutEnd) {
    Ground ground({.whole = milliseconds{100}});
    EXPECT_THROW(ground.ask("/lama"), Unreachable);
    EXPECT_EQ(ground.held, 1) << "its answer is not given yet";
    EXPECT_THROW(ground.egress.send({.url = "http://127.0.0.1:1/"}), Unreachable);
    ground.release();
}

TEST(Egress, LetsFewAskAtOnce) {
    Ground ground({.turn = milliseconds{100}, .at_once = 2});
    std::atomic<int> refused{0};
    std::vector<std::thread> threads;
    threads.reserve(6);
    for (int i = 0; i < 6; ++i)
        threads.emplace_back([&] {
            try {
                ground.ask("/lambat");
            } catch (const Unreachable&) {
                ++refused;
            }
        });
    for (auto& thread : threads) thread.join();
    EXPECT_LE(ground.most, 2);
    EXPECT_EQ(refused, 4);
    EXPECT_EQ(ground.ask("/").status, 200) << "places are given back";
}

}  // namespace
}  // namespace hero
