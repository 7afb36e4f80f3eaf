#include "commands/timers.hpp"

#include <gtest/gtest.h>

#include "tests/app.hpp"

namespace hero {
namespace {

TEST(Metrics, AreForAPeerOnThisMachineThatKnowsItsName) {
    test::TestApp app;
    const http::Server server({}, [](http::Request&) { return http::Response{}; });
    const auto ask = [&](http::Method method, std::string remote, std::string host) {
        http::Request request;
        request.method = method;
        request.target = request.path = "/metrics";
        request.remote = std::move(remote);
        if (!host.empty()) request.headers.emplace_back("host", std::move(host));
        return metrics_response(request, app.site, server, app.app);
    };
    using enum http::Method;
    for (const auto method : {get, head})
        for (const auto* host : {"127.0.0.1:8080", "localhost:9090", "[::1]:8080"}) {
            const auto figures = ask(method, "127.0.0.1", host);
            EXPECT_EQ(figures.status, 200) << host;
            EXPECT_NE(figures.body.find("hero_http_requests_total"), std::string::npos);
        }
    EXPECT_EQ(ask(get, "::1", "127.0.0.1:8080").status, 200);
    for (const auto* host : {"", "jahat.contoh", "127.0.0.1.jahat.contoh", "jahat.contoh:8080"}) {
        const auto refused = ask(get, "127.0.0.1", host);
        EXPECT_EQ(refused.status, 421) << host;
        EXPECT_EQ(refused.body.find("hero_"), std::string::npos);
    }
    for (const auto method : {post, put, patch, del, options, other}) {
        const auto refused = ask(method, "127.0.0.1", "127.0.0.1:8080");
        EXPECT_EQ(refused.status, 405);
        EXPECT_EQ(refused.header("Allow"), "GET, HEAD");
        EXPECT_EQ(refused.body.find("hero_"), std::string::npos);
    }
    for (const auto* remote : {"192.0.2.1", "127.0.0.2", ""})
        EXPECT_EQ(ask(get, remote, "127.0.0.1:8080").status, 404) << remote;
}

}  // namespace
}  // namespace hero
