// What the server refuses by itself: hostile bytes on a raw socket, and those who take their time.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <memory>
#include <thread>

#include "base/http/server.hpp"
#include "base/http/test_client.hpp"

namespace hero::http {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

class ServerLimits : public testing::Test {
protected:
    ServerLimits() {
        options.port = 0;
        options.worker_threads = 1;
        options.temp_folder = folder.path();
    }

    std::uint16_t start() {
        server.emplace(options, [](Request& request) { return text_response(200, request.path); });
        server->start();
        return server->port();
    }

    TestFolder folder;
    ServerOptions options;
    std::optional<Server> server;
};

std::string many_headers(int count) {
    std::string headers;
    for (int i = 0; i < count; ++i) headers += "X-" + std::to_string(i) + ": 12345\r\n";
    return headers;
}

TEST_F(ServerLimits, RefusesWithAStatusAndCloses) {
    const auto port = start();
    const std::string nul(1, '\0');
    const std::string post = "POST / HTTP/1.1\r\nHost: a\r\n";
    const std::string chunked = post + "Transfer-Encoding: chunked\r\n\r\n";
    struct Case {
        int status;
        std::string request;
    };
    const std::vector<Case> cases = {
        {400, post + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\nabcd"},
        {400, post + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n"},
        {400, post + "Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcd"},
        {400, post + "Content-Length: 4\r\nContent-Length: 4\r\n\r\nabcd"},
        {400, post + "Content-Length: 4, 4\r\n\r\nabcd"},
        {400, post + "Content-Length: 0abc\r\n\r\n"},
        {400, post + "Content-Length: +4\r\n\r\nabcd"},
        {400, post + "Content-Length: -1\r\n\r\n"},
        {400, post + "Content-Length: 0x4\r\n\r\nabcd"},
        {400, post + "Content-Length: \r\n\r\n"},
        {400, post + "Content-Length: 99999999999999999999999\r\n\r\n"},
        {400, post + "Content-Length : 4\r\n\r\nabcd"},
        {413, post + "Content-Length: 18446744073709551615\r\n\r\n"},
        {400, post + "Content-Length: 18446744073709551616\r\n\r\n"},
        {413, post + "Content-Length: 33554433\r\n\r\n"},
        {400, post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"},
        {400, post + "Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n"},
        {400, post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"},
        {400, post + "Transfer-Encoding: identity\r\n\r\n"},
        {400, post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
        {400, post + "Transfer-Encoding:\x0b"
                     "chunked\r\n\r\n0\r\n\r\n"},
        {400, post + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n"},
        {400, "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
        {400, chunked + "zz\r\nabc\r\n"},
        {400, chunked + "0x3\r\nabc\r\n0\r\n\r\n"},
        {413, chunked + "FFFFFFFFFFFFFFFF\r\nabc\r\n"},
        {400, chunked + "FFFFFFFFFFFFFFFFF\r\nabc\r\n"},
        {400, chunked + "-1\r\nabc\r\n"},
        {400, chunked + "3\r\nabcdef\r\n0\r\n\r\n"},
        {400, chunked + "3\nabc\n0\n\n"},
        {400, chunked + "3;" + std::string(100'000, 'x')},
        {400, chunked + "0\r\nX: " + std::string(100'000, 'x')},
        {431, chunked + "0\r\n" + many_headers(200) + "\r\n"},
        {413, chunked + "2000001\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: a\r\n: empty\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: a\r\nX:\r\n\tb\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n \r\n\r\n"},
        {400, "GET / HTTP/1.1\r\n Host: a\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: a\r\nX: a" + nul + "b\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: a\r\nX\x80: b\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost:\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: a/b@c\r\n\r\n"},
        {400, "GET http://a@evil/ HTTP/1.1\r\nHost: a\r\n\r\n"},
        {400, "GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n"},
        {400, "GET /config.ini%00.html HTTP/1.1\r\nHost: a\r\n\r\n"},
        {400, "GET /..%2f..%2fetc/passwd HTTP/1.1\r\nHost: a\r\n\r\n"},
        {400, "GET /a/../b HTTP/1.1\r\nHost: a\r\n\r\n"},
        {400, "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n"},
        {400, "GET x HTTP/1.1\r\nHost: a\r\n\r\n"},
        {400, "GET * HTTP/1.1\r\nHost: a\r\n\r\n"},
        {400, "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n"},
        {400, "GET  / HTTP/1.1\r\nHost: a\r\n\r\n"},
        {400, "GET / HTTP/1.1\nHost: a\n\n"},
        {400, "GET / HTTP/2.0\r\nHost: a\r\n\r\n"},
        {400, "GET / HTTP/1.9\r\nHost: a\r\n\r\n"},
        {400, "GET / http/1.1\r\nHost: a\r\n\r\n"},
        {400, "GET /\r\n\r\n"},
        {400, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"},
        {400, "\x16\x03\x01\x02\x00\x01\xfc\x03\x03"},
        {400, "{\"json\": 1}\r\n\r\n"},
        {414, "GET /" + std::string(8 * 1024, 'x') + " HTTP/1.1\r\nHost: a\r\n\r\n"},
        {414, "GET /" + std::string(100'000, 'x')},
        {415, post + "Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd"},
        {417, post + "Expect: the unexpected\r\nContent-Length: 4\r\n\r\nabcd"},
        {431, "GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(40'000, 'x') + "\r\n\r\n"},
        {431, "GET / HTTP/1.1\r\nHost: a\r\n" + many_headers(5000) + "\r\n"},
        {431, "GET / HTTP/1.1\r\nHost: a\r\n" + many_headers(100) + "\r\n"},
        {501, "PROPFIND / HTTP/1.1\r\nHost: a\r\n\r\n"},
        {501, "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n"},
        {501, "CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n"},
        {501, "AAAAAAAAAAAA / HTTP/1.1\r\nHost: a\r\n\r\n"},
        {501, "get / HTTP/1.1\r\nHost: a\r\n\r\n"},
    };
    for (const auto& c : cases) {
        SCOPED_TRACE(c.request.substr(0, 120));
        RawClient client(port);
        // What follows is no second request, however it may look.
        client.send(c.request + "GET /kedua HTTP/1.1\r\nHost: a\r\n\r\n");
        const auto answer = client.receive();
        EXPECT_EQ(answer.status, c.status);
        EXPECT_EQ(answer.header("Connection"), "close");
        EXPECT_EQ(answer.header("Content-Type"), "text/plain; charset=utf-8");
        EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff");
        EXPECT_EQ(answer.header("Strict-Transport-Security"), "") << "browsers would never come back by HTTP";
        EXPECT_NE(answer.header("Content-Security-Policy"), "");
        EXPECT_FALSE(answer.body.empty());
        EXPECT_TRUE(client.is_ended());
    }
    EXPECT_EQ(server->figures().refused, cases.size());
    EXPECT_EQ(server->figures().requests, 0u);
    EXPECT_EQ(RawClient(port).ask("GET /hidup HTTP/1.1\r\nHost: a\r\n\r\n").body, "/hidup");
}

TEST_F(ServerLimits, SaysHttpsInEveryRefusalWherePeopleComeByIt) {
    options.https = true;
    options.header_seconds = 1;
    options.max_memory_bytes = 64ULL * 1024;
    const auto port = start();
    const std::string get = "GET / HTTP/1.1\r\nHost: a\r\n";
    const std::string post = "POST / HTTP/1.1\r\nHost: a\r\n";
    const std::pair<int, std::string> cases[] = {
        {400, get + "no colon\r\n\r\n"},
        {408, "GET / HTTP/1.1\r\nHo"},
        {413, post + "Content-Length: 33554433\r\n\r\n"},
        {414, "GET /" + std::string(9'000, 'x') + " HTTP/1.1\r\nHost: a\r\n\r\n"},
        {415, post + "Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd"},
        {431, get + many_headers(200) + "\r\n"},
        {501, "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n"},
        {503, post + "Content-Length: 200000\r\n\r\n" + std::string(200'000, 'x')},
    };
    for (const auto& [status, request] : cases) {
        RawClient client(port);
        client.send(request);
        const auto answer = client.receive();
        EXPECT_EQ(answer.status, status);
        EXPECT_EQ(answer.header("Strict-Transport-Security"), strict_transport) << status;
    }
}

TEST_F(ServerLimits, AcceptsWhatIsUnusualButClear) {
    const auto port = start();
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"\r\n\r\nGET /a HTTP/1.1\r\nHost: a\r\n\r\n", "/a"},
        {"GET /a HTTP/1.1\r\nhOST:\ta:80 \r\n\r\n", "/a"},
        {"GET http://evil/ping HTTP/1.1\r\nHost: a\r\n\r\n", "/ping"},
        {"GET //evil.com/ HTTP/1.1\r\nHost: a\r\n\r\n", "//evil.com/"},
        {"GET /a HTTP/1.1\r\nHost: [::1]:8080\r\nX:\r\n\r\n", "/a"},
        {"POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 000\r\n\r\n", "/a"},
        {"GET /" + std::string(8 * 1024 - 1, 'x') + " HTTP/1.1\r\nHost: a\r\n\r\n",
         "/" + std::string(8 * 1024 - 1, 'x')},
        {"GET /a HTTP/1.1\r\nHost: a\r\n" + many_headers(99) + "\r\n", "/a"},
        {"GET /a HTTP/1.1\r\nHost: a\r\nX: " + std::string(32'000, 'x') + "\r\n\r\n", "/a"},
    };
    for (const auto& [request, path] : cases) {
        RawClient client(port);
        EXPECT_EQ(client.ask(request).body, path) << request.substr(0, 60);
    }
}

TEST_F(ServerLimits, LetsAClientReadTheRefusalWhileItStillSends) {
    const auto port = start();
    for (const auto* head : {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 40000000\r\n\r\n",
                             "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2625A00\r\n"}) {
        RawClient client(port);
        EXPECT_TRUE(client.send(head + std::string(40'000'000, 'x')));
        EXPECT_EQ(client.receive().status, 413);
        EXPECT_TRUE(client.is_ended());
    }
}

TEST_F(ServerLimits, SetsDeadlinesToSlowClients) {
    options.header_seconds = 1;
    options.body_seconds = 1;
    const auto port = start();
    RawClient header(port);
    RawClient trickle(port);
    RawClient body(port);
    RawClient upload(port);
    RawClient short_body(port);
    RawClient cut(port);
    header.send("GET / HTTP/1.1\r\nHo");
    trickle.send("GET / HTTP/1.1\r\n");
    body.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
    upload.send(
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 999\r\n"
        "\r\n--b\r\nContent-Disposition: form-data; name=f; filename=x\r\n\r\nxxxx\r\n--b\r\n");
    // One second more for every KiB that came.
    short_body.send("POST /cepat HTTP/1.1\r\nHost: a\r\nContent-Length: 4096\r\n\r\n" + std::string(4095, 'x'));
    cut.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
    cut.end_sending();
    EXPECT_EQ(cut.receive().status, 400);

    const auto begun = Clock::now();
    while (Clock::now() - begun < 1300ms && trickle.send("x")) std::this_thread::sleep_for(100ms);
    for (auto* client : {&header, &trickle, &body, &upload}) {
        EXPECT_EQ(client->receive().status, 408);
        EXPECT_TRUE(client->is_ended());
    }
    EXPECT_LT(Clock::now() - begun, 3s);
    short_body.send("x");
    EXPECT_EQ(short_body.receive().body, "/cepat");
    EXPECT_EQ(folder.files(), 0u);
}

TEST_F(ServerLimits, LimitsWhatAllRequestsHoldTogether) {
    options.max_memory_bytes = 1'000'000;
    options.max_temp_bytes = 1'000'000;
    const auto port = start();
    const std::string json =
        "POST /j HTTP/1.1\r\nHost: a\r\nContent-Length: 700001\r\n\r\n" + std::string(700'000, 'x');
    const std::string head = "--b\r\nContent-Disposition: form-data; name=f; filename=x\r\n\r\n";
    const std::string form =
        "POST /f HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=b\r\n"
        "Content-Length: " +
        std::to_string(head.size() + 700'000 + 7) + "\r\n\r\n" + head + std::string(700'000, 'x');
    for (const auto& [request, end] : {std::pair{json, "x"}, std::pair{form, "\r\n--b--"}}) {
        RawClient first(port);
        first.send(request);
        const auto begun = Clock::now();
        while (server->figures().held_bytes < 700'000 && Clock::now() - begun < 5s) std::this_thread::sleep_for(5ms);
        RawClient second(port);
        second.send(request);
        const auto refused = second.receive();
        EXPECT_EQ(refused.status, 503);
        EXPECT_EQ(refused.header("Retry-After"), "5");
        first.send(end);
        EXPECT_EQ(first.receive().status, 200);
        // What was held is free again.
        while (server->figures().held_bytes > 0 && Clock::now() - begun < 10s) std::this_thread::sleep_for(5ms);
        EXPECT_EQ(RawClient(port).ask(request + end).status, 200);
    }
    EXPECT_EQ(server->figures().busy, 2u);
}

TEST_F(ServerLimits, DropsClientsThatNeverRead) {
    options.write_seconds = 1;
    server.emplace(options, [](Request&) { return text_response(200, std::string(12'000'000, 'x')); });
    server->start();
    RawClient client(server->port(), 4096);
    client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    const auto begun = Clock::now();
    while (server->figures().connections == 0 && Clock::now() - begun < 1s) std::this_thread::sleep_for(10ms);
    while (server->figures().connections > 0 && Clock::now() - begun < 20s) std::this_thread::sleep_for(50ms);
    EXPECT_EQ(server->figures().connections, 0);
    // What it left behind is what the kernel kept for it meanwhile.
    EXPECT_LT(client.receive().body.size(), 1'000'000u);
}

// The process may open so many descriptors and no more, until this ends.
class FewDescriptors {
public:
    explicit FewDescriptors(::rlim_t count) {
        ::getrlimit(RLIMIT_NOFILE, &before_);
        auto few = before_;
        few.rlim_cur = count;
        ::setrlimit(RLIMIT_NOFILE, &few);
    }
    ~FewDescriptors() { ::setrlimit(RLIMIT_NOFILE, &before_); }
    FewDescriptors(const FewDescriptors&) = delete;
    FewDescriptors& operator=(const FewDescriptors&) = delete;

private:
    ::rlimit before_{};
};

TEST_F(ServerLimits, ServesWhoIsThereWhenDescriptorsRunOutAndNewcomersLater) {
    const auto port = start();
    RawClient old(port);
    EXPECT_EQ(old.ask("GET /lama HTTP/1.1\r\nHost: a\r\n\r\n").body, "/lama");
    const int next = ::dup(STDIN_FILENO);
    ::close(next);
    std::optional<FewDescriptors> few(std::in_place, next + 1);
    RawClient newcomer(port);  // has the last descriptor; there is none for the server's end
    newcomer.send("GET /baru HTTP/1.1\r\nHost: a\r\n\r\n");
    for (int i = 0; i < 50; ++i) {
        EXPECT_EQ(old.ask("GET /lama HTTP/1.1\r\nHost: a\r\n\r\n").body, "/lama");
        std::this_thread::sleep_for(5ms);
    }
    EXPECT_EQ(server->figures().connections, 1);
    few.reset();
    EXPECT_EQ(newcomer.receive().body, "/baru");
}

TEST_F(ServerLimits, TakesHundredsThatComeAtOnce) {
    const auto port = start();
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 400; ++i) clients.push_back(std::make_unique<RawClient>(port));
    for (const auto& client : clients) client->send("GET /semua HTTP/1.1\r\nHost: a\r\n\r\n");
    for (const auto& client : clients) EXPECT_EQ(client->receive().body, "/semua");
    EXPECT_EQ(server->figures().busy, 0u);
}

TEST_F(ServerLimits, ClosesIdleConnectionsSilently) {
    options.header_seconds = 0;
    const auto port = start();
    RawClient client(port);
    EXPECT_TRUE(client.is_ended());
    EXPECT_EQ(server->figures().refused, 0u);
}

}  // namespace
}  // namespace hero::http
