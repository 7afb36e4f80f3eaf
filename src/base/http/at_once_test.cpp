// Requests that are answered where they come in, and those of them that must wait after all.
#include <gtest/gtest.h>

#include <latch>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include "base/errors.hpp"
#include "base/http/server.hpp"
#include "base/http/test_client.hpp"

namespace hero::http {
namespace {

using namespace std::chrono_literals;

class AtOnce : public testing::Test {
protected:
    AtOnce() {
        options.port = 0;
        options.worker_threads = 2;
        options.temp_folder = folder.path();
    }

    std::uint16_t start(Handle handle, IsQuick is_quick) {
        server.emplace(options, std::move(handle), std::move(is_quick));
        server->start();
        return server->port();
    }
    static std::string get(const std::string& path) { return "GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n"; }

    TestFolder folder;
    ServerOptions options;
    std::optional<Server> server;
};

TEST_F(AtOnce, AnswersWhatIsQuickWhereItCameIn) {
    std::mutex mutex;
    std::map<std::string, std::set<std::thread::id>> threads;  // by path
    const auto note = [&](Request& request) {
        {
            const std::scoped_lock lock(mutex);
            threads[request.path].insert(std::this_thread::get_id());
        }
        if (request.path == "/cepat/gagal") throw std::runtime_error("failed");
        return text_response(200, request.path + (request.at_once ? " at once" : " later"));
    };
    const auto port = start(note, [](Request& request) { return request.path.starts_with("/cepat"); });
    RawClient client(port);
    std::string requests;
    for (int i = 0; i < 300; ++i) requests += get(i % 3 ? "/cepat" : "/lambat");
    std::thread sender([&] { client.send(requests); });
    for (int i = 0; i < 300; ++i)
        EXPECT_EQ(client.receive().body, i % 3 ? "/cepat at once" : "/lambat later") << "in order, " << i;
    sender.join();
    EXPECT_EQ(client.ask(get("/cepat/gagal")).status, 500);
    EXPECT_EQ(client.ask(get("/cepat")).status, 200) << "the connection goes on";
    EXPECT_EQ(threads["/cepat"].size(), 1u);
    EXPECT_FALSE(threads["/lambat"].contains(*threads["/cepat"].begin()));
    EXPECT_EQ(server->figures().requests, 302u);
}

TEST_F(AtOnce, HandsWhatMustWaitToAWorkerAfterAll) {
    std::atomic<int> begun = 0;
    const auto hesitate = [&](Request& request) {
        ++begun;
        if (request.at_once) throw MustWait{};
        return text_response(200, "done");
    };
    RawClient client(start(hesitate, [](Request&) { return true; }));
    for (int i = 0; i < 3; ++i) EXPECT_EQ(client.ask(get("/")).body, "done");
    EXPECT_EQ(begun, 6);
    EXPECT_EQ(server->figures().requests, 3u);
}

TEST_F(AtOnce, KeepsTheOrderOfRequestsOfWhichSomeMustWait) {
    const auto hesitate = [](Request& request) {
        if (request.at_once && request.path.ends_with("lambat")) throw MustWait{};
        return text_response(200, request.path);
    };
    RawClient client(start(hesitate, [](Request&) { return true; }));
    std::string requests;
    for (int i = 0; i < 60; ++i)
        requests += (i % 3 ? "GET /" : "HEAD /") + std::to_string(i) + (i % 2 ? "cepat" : "lambat") +
                    " HTTP/1.1\r\nHost: a\r\n\r\n";
    std::thread sender([&] { client.send(requests); });
    for (int i = 0; i < 60; ++i) {
        const auto path = "/" + std::to_string(i) + (i % 2 ? "cepat" : "lambat");
        const auto answer = client.receive(i % 3 == 0);
        EXPECT_EQ(answer.body, i % 3 ? path : "") << i;
        EXPECT_EQ(answer.header("Content-Length"), std::to_string(path.size())) << i;
    }
    sender.join();
}

TEST_F(AtOnce, GoesOnWhenAClientLeavesBetweenTheTwoBeginnings) {
    std::latch begun{1}, gone{1}, handled{1};
    const auto port = start(
        [&](Request& request) {
            if (request.path == "/") return text_response(200, "");
            if (request.at_once) {
                begun.count_down();
                gone.wait();
                throw MustWait{};
            }
            handled.count_down();
            return text_response(200, std::string(1'000'000, 'x'));
        },
        [](Request& request) { return request.path != "/"; });
    {
        RawClient client(port);
        client.send(get("/pergi"));
        begun.wait();
    }
    gone.count_down();
    handled.wait();
    EXPECT_EQ(RawClient(port).ask(get("/")).status, 200);
    for (int i = 0; i < 30'000 && server->figures().connections > 0; ++i) std::this_thread::sleep_for(1ms);
    EXPECT_EQ(server->figures().connections, 0);
}

TEST_F(AtOnce, RefusesWhatMustWaitWhenTheQueueIsFull) {
    options.worker_threads = 1;
    options.queue_limit = 1;
    std::latch begun{1}, release{1};
    const auto port = start(
        [&](Request& request) {
            if (request.at_once) throw MustWait{};
            if (request.path == "/lama") begun.count_down();
            release.wait();
            return text_response(200, "");
        },
        [](Request&) { return true; });
    RawClient working(port), waiting(port), refused(port);
    working.send(get("/lama"));
    begun.wait();
    waiting.send(get("/"));
    while (server->figures().requests < 2) std::this_thread::sleep_for(1ms);
    EXPECT_EQ(refused.ask(get("/")).status, 503);
    release.count_down();
    EXPECT_EQ(working.receive().status, 200);
    EXPECT_EQ(waiting.receive().status, 200);
    EXPECT_EQ(refused.ask(get("/")).status, 200) << "the connection goes on";
}

}  // namespace
}  // namespace hero::http
