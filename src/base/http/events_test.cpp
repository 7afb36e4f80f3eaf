#include "base/http/events.hpp"

#include <gtest/gtest.h>

#include <mutex>
#include <thread>

#include "base/http/server.hpp"
#include "base/http/test_client.hpp"

namespace hero::http {

namespace {

using namespace std::chrono_literals;

// A server on which every request opens a stream; the streams it has handed out.
struct Station {
    Station() {
        options.port = 0;
        options.worker_threads = 2;
        options.temp_folder = folder.path();
        server.emplace(options, [this](Request&) {
            auto stream = std::make_shared<EventStream>();
            const std::scoped_lock lock(mutex);
            streams.push_back(stream);
            return event_response(std::move(stream));
        });
        server->start();
    }
    std::shared_ptr<EventStream> stream(std::size_t which = 0) {
        const std::scoped_lock lock(mutex);
        return streams.at(which).lock();
    }

    TestFolder folder;
    ServerOptions options;
    std::mutex mutex;
    std::vector<std::weak_ptr<EventStream>> streams;
    std::optional<Server> server;
};

template <typename Condition>
bool becomes_true(Condition&& condition) {
    for (int i = 0; i < 1000; ++i) {
        if (condition()) return true;
        std::this_thread::sleep_for(10ms);
    }
    return false;
}

// Reads until `text` has come, or the connection has ended.
bool hears(RawClient& client, std::string_view text) { return client.receive_until(text); }

constexpr std::string_view get = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

}  // namespace

TEST(EventStream, KeepsWhatItsReaderHasNotTakenYet) {
    EventStream stream;
    int woken = 0;
    EXPECT_TRUE(stream.send("baru", R"({"n":1})"));
    stream.wake_with([&] { ++woken; });
    EXPECT_EQ(woken, 1) << "something waits already";
    EXPECT_TRUE(stream.send("baru", "{}"));
    EXPECT_EQ(woken, 2);
    bool ended = true;
    EXPECT_EQ(stream.take(ended), "event: baru\ndata: {\"n\":1}\n\nevent: baru\ndata: {}\n\n");
    EXPECT_FALSE(ended);
    EXPECT_EQ(stream.take(ended), "");
}

TEST(EventStream, RefusesAnEventThatWouldForgeAnother) {
    EventStream stream;
    EXPECT_THROW(stream.send("baru", "a\n\nevent: lain"), std::invalid_argument);
    EXPECT_THROW(stream.send("baru\rdata: x", ""), std::invalid_argument);
    bool ended = false;
    EXPECT_EQ(stream.take(ended), "");
}

TEST(EventStream, EndsWhenItsReaderIsTooSlow) {
    EventStream stream;
    const std::string data(1000, 'x');
    int sent = 0;
    while (stream.send("baru", data)) ++sent;
    EXPECT_EQ(sent, 16);
    EXPECT_FALSE(stream.is_open());
    bool ended = false;
    EXPECT_LE(stream.take(ended).size(), EventStream::most_unread);
    EXPECT_TRUE(ended);
}

TEST(EventStream, TellsNobodyOnceItsReaderIsGone) {
    EventStream stream;
    stream.wake_with([] { FAIL() << "nobody is there to wake"; });
    stream.close();
    EXPECT_FALSE(stream.send("baru", "{}"));
    EXPECT_FALSE(stream.is_open());
    stream.end();
}

TEST(Server, CarriesEventsAsTheyCome) {
    Station station;
    RawClient client(station.server->port());
    client.send(get);
    ASSERT_TRUE(hears(client, "\r\n\r\n"));
    EXPECT_TRUE(client.heard().starts_with("HTTP/1.1 200 OK\r\n"));
    EXPECT_NE(client.heard().find("Content-Type: text/event-stream"), std::string::npos);
    EXPECT_EQ(client.heard().find("Content-Length"), std::string::npos);
    EXPECT_EQ(station.server->figures().streams, 1);
    for (int n = 1; n <= 3; ++n) {
        const auto data = "{\"n\":" + std::to_string(n) + "}";
        EXPECT_TRUE(station.stream()->send("baru", data));
        EXPECT_TRUE(hears(client, "event: baru\ndata: " + data + "\n\n"));
    }
    station.stream()->send("baru", "akhir");
    station.stream()->end();
    EXPECT_TRUE(hears(client, "akhir\n\n"));
    EXPECT_TRUE(client.is_ended()) << "what was sent before the end arrives, then the end";
}

TEST(Server, NoticesThatAReaderHasGone) {
    Station station;
    {
        RawClient client(station.server->port());
        client.send(get);
        ASSERT_TRUE(hears(client, "\r\n\r\n"));
        ASSERT_TRUE(station.stream());
    }
    EXPECT_TRUE(becomes_true([&] { return !station.stream(); })) << "nobody holds it any more";
    EXPECT_TRUE(becomes_true([&] { return station.server->figures().streams == 0; }));
}

TEST(Server, AnswersHeadWithoutAStream) {
    Station station;
    RawClient client(station.server->port());
    client.send("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(client.receive(true).header("Content-Type"), "text/event-stream; charset=utf-8");
    EXPECT_TRUE(client.is_ended());
    EXPECT_FALSE(station.stream());
}

TEST(Server, EndsStreamsWhenItDrains) {
    Station station;
    std::vector<std::unique_ptr<RawClient>> clients;
    for (std::size_t i = 0; i < 20; ++i) {
        clients.push_back(std::make_unique<RawClient>(station.server->port()));
        clients.back()->send(get);
        ASSERT_TRUE(hears(*clients.back(), "\r\n\r\n"));
    }
    station.stream(7)->send("baru", "{}");
    std::jthread draining([&] { station.server->drain(20); });
    EXPECT_TRUE(hears(*clients[7], "data: {}\n\n"));
    for (auto& client : clients) EXPECT_TRUE(client->is_ended());
    clients.clear();
    draining.join();
    EXPECT_EQ(station.server->figures().connections, 0);
}

// More workers than none are needed to write: two of them hand out hundreds of streams, and all are told.
TEST(Server, NeedsNoThreadForAStream) {
    Station station;
    constexpr std::size_t many = 400;
    std::vector<std::unique_ptr<RawClient>> clients;
    for (std::size_t i = 0; i < many; ++i) {
        clients.push_back(std::make_unique<RawClient>(station.server->port()));
        clients.back()->send(get);
        ASSERT_TRUE(hears(*clients.back(), "\r\n\r\n"));
    }
    for (std::size_t i = 0; i < many; ++i) station.stream(i)->send("baru", std::to_string(i));
    for (std::size_t i = 0; i < many; ++i) EXPECT_TRUE(hears(*clients[i], "data: " + std::to_string(i) + "\n\n"));
    EXPECT_EQ(station.server->figures().streams, static_cast<std::int64_t>(many));
}

}  // namespace hero::http
