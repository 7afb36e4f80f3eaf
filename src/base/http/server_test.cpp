// A server on a free port and clients that send raw bytes.
#include "base/http/server.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <future>
#include <latch>
#include <thread>

#include "base/http/assets.hpp"
#include "base/http/test_client.hpp"

namespace hero::http {
namespace {

using namespace std::chrono_literals;

constexpr const char* state_names[] = {"ok", "malformed", "too_many_parts", "too_large"};

// Tells what it was asked.
Response echo(Request& request) {
    std::string text = std::string(name_of(request.method)) + " " + request.path + "\n";
    for (const auto& [name, value] : request.query.fields()) text += "?" + name + "=" + value + "\n";
    for (const auto& [name, value] : request.form.fields()) text += name + "=" + value + "\n";
    for (const auto& upload : request.form.uploads)
        text += "file " + upload.field + " " + upload.name + " " + std::to_string(upload.size) + " " +
                (upload.path.empty() ? "lost" : std::to_string(std::filesystem::file_size(upload.path))) + "\n";
    text += state_names[static_cast<int>(request.body_state)];
    text += " body=" + request.body + " host=" + std::string(request.header("host")) + " remote=" + request.remote;
    return text_response(200, text);
}

std::string get(const std::string& path, const std::string& headers = "") {
    return "GET " + path + " HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n";
}

std::string post(const std::string& type, const std::string& body) {
    return "POST /kirim HTTP/1.1\r\nHost: a\r\nContent-Type: " + type +
           "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string upload_body(std::size_t size) {
    return "--b\r\nContent-Disposition: form-data; name=\"subjek\"\r\n\r\nPrinter\r\n"
           "--b\r\nContent-Disposition: form-data; name=\"berkas\"; filename=\"a.pdf\"\r\n\r\n" +
           std::string(size, 'x') + "\r\n--b--\r\n";
}

std::string chunked(const std::string& body, std::size_t piece) {
    std::string result;
    for (std::size_t at = 0; at < body.size(); at += piece) {
        const auto bytes = body.substr(at, piece);
        char size[20];
        std::snprintf(size, sizeof size, "%zx\r\n", bytes.size());
        result += size + bytes + "\r\n";
    }
    return result + "0\r\n\r\n";
}

class ServerTest : public testing::Test {
protected:
    ServerTest() {
        options.port = 0;
        options.worker_threads = 2;
        options.temp_folder = folder.path();
    }

    std::uint16_t start(Handle handle = echo, IsQuick is_quick = nullptr) {
        server.emplace(options, std::move(handle), std::move(is_quick));
        server->start();
        return server->port();
    }

    TestFolder folder;
    ServerOptions options;
    std::optional<Server> server;
};

TEST_F(ServerTest, AnswersAndKeepsTheConnection) {
    RawClient client(start());
    for (int i = 0; i < 3; ++i) {
        const auto answer = client.ask(get("/a%20b?x=1&y=%26"));
        EXPECT_EQ(answer.status, 200);
        EXPECT_EQ(answer.body, "GET /a b\n?x=1\n?y=&\nok body= host=a remote=127.0.0.1");
        EXPECT_EQ(answer.header("Connection"), "");
        EXPECT_EQ(answer.header("Server"), "");
        EXPECT_EQ(answer.header("Date").size(), 29u);
    }
    EXPECT_EQ(server->figures().requests, 3u);
    EXPECT_EQ(server->figures().connections, 1);
}

TEST_F(ServerTest, AnswersPipelinedRequestsInOrder) {
    RawClient client(start());
    std::string requests;
    for (int i = 0; i < 500; ++i)
        requests += i % 3 == 0 ? post("text/plain", std::to_string(i)) : get("/" + std::to_string(i));
    std::thread sender([&] { client.send(requests); });
    for (int i = 0; i < 500; ++i) {
        const auto body = client.receive().body;
        EXPECT_EQ(body.find(i % 3 == 0 ? "body=" + std::to_string(i) + " " : "GET /" + std::to_string(i) + "\n") !=
                      std::string::npos,
                  true)
            << i << body;
    }
    sender.join();
}

TEST_F(ServerTest, ReadsOneByteAtATime) {
    RawClient client(start());
    const auto request = post("application/x-www-form-urlencoded", "subjek=a+b&isi=%26") + "\r\n" + get("/lagi") +
                         "POST /kosong HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: y\r\n\r\n";
    for (const char c : request) ASSERT_TRUE(client.send({&c, 1}));
    EXPECT_EQ(client.receive().body, "POST /kirim\nsubjek=a b\nisi=&\nok body= host=a remote=127.0.0.1");
    EXPECT_EQ(client.receive().body, "GET /lagi\nok body= host=a remote=127.0.0.1");
    EXPECT_EQ(client.receive().body, "POST /kosong\nok body= host=a remote=127.0.0.1");
}

TEST_F(ServerTest, SendsToHeadWhatGetWouldBeWithoutBody) {
    RawClient client(start());
    client.send("HEAD /x HTTP/1.1\r\nHost: a\r\n\r\n" + get("/y"));
    const auto head = client.receive(true);
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.header("Content-Length"),
              std::to_string(std::string("HEAD /x\nok body= host=a remote=127.0.0.1").size()));
    EXPECT_EQ(client.receive().body, "GET /y\nok body= host=a remote=127.0.0.1");
}

TEST_F(ServerTest, ClosesWhenTheClientWantsIt) {
    const auto port = start();
    for (const auto* request : {"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "GET / HTTP/1.0\r\n\r\n"}) {
        RawClient client(port);
        const auto answer = client.ask(request);
        EXPECT_EQ(answer.status, 200);
        EXPECT_EQ(answer.header("Connection"), "close");
        EXPECT_TRUE(client.is_ended());
    }
    RawClient old(port);
    EXPECT_EQ(old.ask("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").header("Connection"), "keep-alive");
    EXPECT_EQ(old.ask(get("/")).status, 200);
}

TEST_F(ServerTest, SaysContinueOnlyWhenItWantsTheBody) {
    RawClient client(start());
    client.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
    EXPECT_EQ(client.receive().status, 100);
    client.send("halo");
    EXPECT_NE(client.receive().body.find("body=halo"), std::string::npos);

    client.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 99999999\r\n\r\n");
    EXPECT_EQ(client.receive().status, 413);
    EXPECT_TRUE(client.is_ended());
}

TEST_F(ServerTest, ReadsChunkedBodies) {
    RawClient client(start());
    const std::string head =
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        "Transfer-Encoding: chunked\r\n\r\n";
    EXPECT_NE(client.ask(head + "5;x=\"y\"\r\na=1&b\r\n3\r\n=22\r\n0\r\nX-Trailer: 1\r\nHost: b\r\n\r\n")
                  .body.find("a=1\nb=22\nok body= host=a"),
              std::string::npos);
    EXPECT_NE(client.ask(head + chunked("a=" + std::string(60'000, 'z'), 1)).body.find(std::string(60'000, 'z')),
              std::string::npos);
}

TEST_F(ServerTest, IgnoresTheBodyOfAGet) {
    RawClient client(start());
    client.send("GET /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\na=1" + get("/2"));
    EXPECT_EQ(client.receive().body, "GET /1\nok body= host=a remote=127.0.0.1");
    EXPECT_EQ(client.receive().body, "GET /2\nok body= host=a remote=127.0.0.1");
}

TEST_F(ServerTest, StreamsUploadsOfEverySize) {
    RawClient client(start());
    const std::vector<std::pair<std::size_t, std::size_t>> sizes = {
        {0, 0}, {1, 1}, {2'097'152, 2'097'152}, {2'097'153, 2'097'153}, {20'000'000, 2'097'153}};
    for (const auto& [sent, kept] : sizes) {
        const auto answer = client.ask(post("multipart/form-data; boundary=b", upload_body(sent)));
        EXPECT_NE(answer.body.find("subjek=Printer\nfile berkas a.pdf " + std::to_string(sent) + " " +
                                   std::to_string(kept) + "\nok"),
                  std::string::npos)
            << answer.head << answer.body;
    }
    EXPECT_EQ(client
                  .ask("POST / HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=b\r\n"
                       "Transfer-Encoding: chunked\r\n\r\n" +
                       chunked(upload_body(3'000'000), 10'000))
                  .status,
              200);
    EXPECT_EQ(folder.files(), 0u);
}

TEST_F(ServerTest, HandsFaultyFormsToTheHandler) {
    options.max_text_bytes = 1000;
    RawClient client(start());
    const std::string form = "multipart/form-data; boundary=b";
    const std::vector<std::pair<std::string, std::string>> cases = {
        {post(form, "--b\r\nrusak"), "malformed"},
        {post("multipart/form-data", "--b--"), "malformed"},
        {post(form, upload_body(5).substr(0, 140)), "malformed"},
        {post(form, "--b\r\nContent-Disposition: form-data; name=x\r\n\r\n" + std::string(100'000, 'x')), "too_large"},
        {post("application/x-www-form-urlencoded", "a=" + std::string(1'000'000, 'x')), "too_large"},
        {post("application/json", std::string(1001, 'x')), "too_large"},
        {post(
             "application/x-www-form-urlencoded", "a&a&a&a&a" + std::string(400, '&') +
                                                      [] {
                                                          std::string many;
                                                          for (int i = 0; i < 200; ++i) many += "&a";
                                                          return many;
                                                      }()),
         "too_many_parts"},
    };
    for (const auto& [request, state] : cases) {
        const auto answer = client.ask(request);
        EXPECT_EQ(answer.status, 200);
        EXPECT_NE(answer.body.find("\n" + state + " body="), std::string::npos) << answer.body.substr(0, 200);
    }
}

TEST_F(ServerTest, HandsOverTheFormOfAnUploadThatCannotBeKept) {
    options.temp_folder = folder.path() + "/missing";
    RawClient client(start());
    const auto answer = client.ask(post("multipart/form-data; boundary=b", upload_body(1'000'000)));
    EXPECT_EQ(answer.status, 200);
    EXPECT_NE(answer.body.find(" 1000000 lost\nok body="), std::string::npos) << answer.body.substr(0, 200);
}

TEST_F(ServerTest, SendsFilesAndEmbeddedBytes) {
    const auto path = folder.path() + "/besar.bin";
    const std::string content(3'000'000, 'f');
    std::ofstream(path) << content;
    RawClient client(start([&](Request& request) {
        if (request.path.starts_with("/static/")) return serve_asset(request);
        Response response;
        response.set("Content-Type", "application/pdf");
        response.file = request.path == "/berkas" ? path : path + ".hilang";
        return response;
    }));
    for (int i = 0; i < 2; ++i) EXPECT_TRUE(client.ask(get("/berkas")).body == content);
    client.send("HEAD /berkas HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(client.receive(true).header("Content-Length"), "3000000");
    EXPECT_EQ(client.ask(get("/hilang")).status, 500);
    const std::string style(asset_path("hero.css"));
    const auto packed = client.ask(get(style, "Accept-Encoding: gzip\r\n"));
    EXPECT_TRUE(packed.body.starts_with("\x1f\x8b"));
    const auto known = client.ask(get(style, "If-None-Match: " + packed.header("ETag") + "\r\n"));
    EXPECT_EQ(known.status, 304);
    EXPECT_EQ(known.header("Content-Length"), "");
    EXPECT_EQ(client.ask(get(style)).status, 200);
}

TEST_F(ServerTest, AnswersForAHandlerThatFails) {
    RawClient client(start([](Request& request) -> Response {
        if (request.path == "/lempar") throw std::runtime_error("failed");
        Response response;
        if (request.path == "/pecah") response.headers.emplace_back("X", "a\r\nSet-Cookie: x=1");
        if (request.path == "/status") response.status = 99;
        response.headers.emplace_back("Content-Length", "12345");
        response.headers.emplace_back("Transfer-Encoding", "chunked");
        return response;
    }));
    for (const auto* path : {"/lempar", "/pecah", "/status"}) {
        const auto answer = client.ask(get(path));
        EXPECT_EQ(answer.status, 500) << path;
        EXPECT_EQ(answer.header("Set-Cookie"), "");
    }
    EXPECT_EQ(client.ask(get("/")).header("Content-Length"), "0");
}

TEST_F(ServerTest, AnswersAllThatCameBeforeTheClientsEnd) {
    for (const bool quick : {false, true}) {
        const auto port = start(echo, [quick](Request&) { return quick; });
        for (int round = 0; round < 20; ++round) {
            RawClient client(port);
            std::string requests;
            for (int i = 0; i < 5; ++i) requests += get("/" + std::to_string(i));
            client.send(requests);
            client.end_sending();
            for (int i = 0; i < 5; ++i) EXPECT_EQ(client.receive().status, 200) << quick << i;
        }
    }
}

TEST_F(ServerTest, BelievesTrustedProxiesOnly) {
    const auto forwarded = get("/", "X-Forwarded-For: 10.0.0.9, 203.0.113.7\r\n");
    EXPECT_NE(RawClient(start()).ask(forwarded).body.find("remote=127.0.0.1"), std::string::npos);
    options.trusted_proxies = {"::ffff:127.0.0.1"};
    EXPECT_NE(RawClient(start()).ask(forwarded).body.find("remote=203.0.113.7"), std::string::npos);
    options.trusted_proxies = {"127.0.0.0/8", "203.0.113.0/24"};
    EXPECT_NE(RawClient(start()).ask(forwarded).body.find("remote=10.0.0.9"), std::string::npos);
}

TEST_F(ServerTest, IsBusyWhenTheQueueIsFull) {
    options.worker_threads = 1;
    options.queue_limit = 1;
    std::promise<void> release;
    auto released = release.get_future().share();
    std::latch begun(1);
    const auto port = start([&](Request& request) {
        if (request.path == "/lama") begun.count_down();
        released.wait();
        return text_response(200, "");
    });
    RawClient working(port);
    working.send(get("/lama"));
    begun.wait();
    RawClient waiting(port);
    waiting.send(get("/"));
    while (server->figures().requests < 2) std::this_thread::sleep_for(1ms);
    RawClient refused(port);
    const auto answer = refused.ask(get("/"));
    EXPECT_EQ(answer.status, 503);
    EXPECT_EQ(answer.header("Retry-After"), "5");
    release.set_value();
    EXPECT_EQ(working.receive().status, 200);
    EXPECT_EQ(waiting.receive().status, 200);
    EXPECT_EQ(refused.ask(get("/")).status, 200);
    EXPECT_EQ(server->figures().busy, 1u);
}

TEST_F(ServerTest, DrainsWhatIsInFlight) {
    std::latch begun(1);
    std::promise<void> release;
    const auto port = start([&](Request&) {
        begun.count_down();
        release.get_future().wait();
        return text_response(200, "selesai");
    });
    RawClient idle(port);
    RawClient busy(port);
    busy.send(get("/"));
    begun.wait();
    auto drained = std::async(std::launch::async, [&] { server->drain(5); });
    EXPECT_TRUE(idle.is_ended());
    EXPECT_THROW(RawClient{port}, std::runtime_error);
    release.set_value();
    const auto answer = busy.receive();
    EXPECT_EQ(answer.body, "selesai");
    EXPECT_EQ(answer.header("Connection"), "close");
    EXPECT_TRUE(busy.is_ended());
    drained.get();
    server->drain(5);
}

TEST_F(ServerTest, AnswersWhileItWindsDownAndEndsEachConnectionWithItsNextAnswer) {
    const auto port = start();
    RawClient idle(port);
    EXPECT_EQ(idle.ask(get("/")).header("Connection"), "");
    server->wind_down();
    const auto last = idle.ask(get("/"));
    EXPECT_EQ(last.status, 200);
    EXPECT_EQ(last.header("Connection"), "close");
    EXPECT_TRUE(idle.is_ended());
    RawClient late(port);
    EXPECT_EQ(late.ask(get("/")).header("Connection"), "close") << "a new connection is taken";
    RawClient unused(port);
    server->drain(5);
    EXPECT_TRUE(unused.is_ended());
}

TEST_F(ServerTest, DrainsInTimeWhateverClientsDo) {
    const auto port = start();
    RawClient halfway(port);
    halfway.send("GET / HT");
    const auto begun = std::chrono::steady_clock::now();
    server->drain(1);
    EXPECT_LT(std::chrono::steady_clock::now() - begun, 3s);
}

TEST_F(ServerTest, SaysWhenItsAddressIsTaken) {
    options.port = start();
    EXPECT_THROW(Server(options, echo).start(), std::runtime_error);
    options.address = "not-an-address";
    EXPECT_THROW(Server(options, echo).start(), std::runtime_error);
}

TEST_F(ServerTest, ServesManyClientsOnSeveralThreads) {
    options.io_threads = 2;
    options.worker_threads = 4;
    const auto port = start();
    std::vector<std::thread> clients;
    std::atomic<int> right = 0;
    for (int c = 0; c < 8; ++c)
        clients.emplace_back([&, c] {
            for (int round = 0; round < 10; ++round) {
                RawClient client(port);
                for (int i = 0; i < 10; ++i) {
                    const auto path = "/" + std::to_string(c) + "/" + std::to_string(i);
                    right += client.ask(get(path)).body.starts_with("GET " + path + "\n");
                }
            }
        });
    for (auto& client : clients) client.join();
    EXPECT_EQ(right, 800);
}

}  // namespace
}  // namespace hero::http
