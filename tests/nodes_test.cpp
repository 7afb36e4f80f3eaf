// Several programs on one PostgreSQL, as behind a load balancer: what one does, the other knows.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <latch>
#include <set>
#include <thread>

#include "base/http/server.hpp"
#include "base/http/test_client.hpp"
#include "base/jobs/jobs.hpp"
#include "commands/timers.hpp"
#include "demo/cast.hpp"
#include "site/site.hpp"
#include "sla/sla.hpp"
#include "tests/ask.hpp"
#include "tests/database.hpp"
#include "ui/routing.hpp"

namespace hero {
namespace {

using namespace std::chrono_literals;

// One `hero serve`: everything but the command line.
class Node {
public:
    explicit Node(const DatabaseOptions& database) : app(settings(data_), clock_, database), site_(app, all_routes()) {
        app.workers.on("uji", [this](const Job& job) {
            const std::scoped_lock lock(mutex_);
            ran_.push_back(job.payload);
        });
        http::ServerOptions options;
        options.port = 0;
        options.temp_folder = temporary_.path();
        server_.emplace(options, [this](http::Request& request) { return site_.handle(request); });
        server_->start();
        app.live.start();
        app.workers.start(2);
    }
    ~Node() {
        server_.reset();
        app.live.stop();
        app.workers.stop();
    }
    Node(const Node&) = delete;
    Node& operator=(const Node&) = delete;

    [[nodiscard]] http::RawClient connect() const { return http::RawClient(server_->port()); }
    http::Answer get(const std::string& target, const std::string& cookie) const {
        return connect().ask(head("GET", target, cookie) + "Connection: close\r\n\r\n");
    }
    // With the token of that session.
    http::Answer post(const std::string& target, const std::string& cookie, std::string fields) {
        fields += "&csrf=" +
                  app.db.read([&](Tx& tx) { return form_token(session_for(tx, cookie, app.session_rules).value()); });
        return connect().ask(head("POST", target, cookie) +
                             "Connection: close\r\nSec-Fetch-Site: same-origin\r\n"
                             "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " +
                             std::to_string(fields.size()) + "\r\n\r\n" + fields);
    }
    // A stream from now on; its client has heard nothing yet.
    http::RawClient listen(const std::string& target, const std::string& cookie) const {
        auto client = connect();
        client.send(head("GET", target, cookie) + "Accept: text/event-stream\r\n\r\n");
        EXPECT_TRUE(client.receive_until("retry: "));
        EXPECT_TRUE(client.heard().starts_with("HTTP/1.1 200")) << client.heard();
        return client;
    }
    std::vector<std::string> ran() {
        const std::scoped_lock lock(mutex_);
        return ran_;
    }

private:
    static std::string head(const std::string& method, const std::string& target, const std::string& cookie) {
        return method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nCookie: hero=" + cookie + "\r\n";
    }
    static Config settings(const test::TemporaryFolder& data) {
        Config config;
        config.set("data", data.path().string(), "test");
        config.set("demo", "on", "test");
        config.set("limits", "off", "test");
        return config;
    }

    SystemClock clock_;
    test::TemporaryFolder data_;
    http::TestFolder temporary_;
    std::mutex mutex_;
    std::vector<std::string> ran_;

public:
    App app;

private:
    Site site_;
    std::optional<http::Server> server_;
};

struct Pair {
    // A session of one of the cast, made by one node.
    static std::string signed_in(Node& node, std::string_view key) {
        return node.app.db.write([&](Tx& tx) {
            return sign_in(tx, demo::ensure(tx, key), Channel::demo, {"127.0.0.1", "test"}, node.app.session_rules);
        });
    }
    static std::string form(const std::string& submit_id) {
        return "layanan=e-ska&jenis=kendala&dampak=rendah&subjek=Lupa+kata+sandi&deskripsi=Mohon+bantuan+reset."
               "&setuju=1&submit_id=" +
               submit_id;
    }

    test::Place place{test::Schema::migrated};
    Node one{place.options()};
    Node other{place.options()};
};

template <typename Condition>
bool becomes_true(Condition&& condition) {
    for (int i = 0; i < 3000; ++i) {
        if (condition()) return true;
        std::this_thread::sleep_for(10ms);
    }
    return false;
}

}  // namespace

TEST(PostgresNodes, WorkAsOne) {
    Pair nodes;
    const auto sari = Pair::signed_in(nodes.one, "sari"), budi = Pair::signed_in(nodes.other, "budi");

    // Signed in on one, a ticket filed on the other; the form sent again to the first gives the same one.
    const auto filed = nodes.other.post("/tiket", sari, Pair::form("a"));
    ASSERT_EQ(filed.status, 303);
    const auto path = filed.header("Location");
    EXPECT_EQ(nodes.one.post("/tiket", sari, Pair::form("a")).header("Location"), path);
    EXPECT_EQ(nodes.one.get(path, sari).status, 200);

    auto requester = nodes.one.listen(path + "/aliran", sari);
    auto agent = nodes.one.listen("/petugas/aliran", budi);
    // What is there when they are first looked at is taken as seen.
    nodes.one.app.live.look();
    ASSERT_EQ(nodes.other.post("/petugas" + path + "/balasan", budi, "isi=Kami+periksa&tetap=1").status, 303);
    EXPECT_TRUE(requester.receive_until("event: baru\ndata: {\"n\":1}\n\n"));
    EXPECT_EQ(requester.heard().find("periksa"), std::string::npos);
    EXPECT_TRUE(agent.receive_until("event: baru\ndata: {}\n\n"));
    // Signed out on the other: the stream of the first ends.
    ASSERT_EQ(nodes.other.post("/keluar", budi, "").status, 303);
    EXPECT_TRUE(agent.is_ended());
    EXPECT_NE(nodes.one.get(path, sari).body.find("Kami periksa"), std::string::npos);
    EXPECT_EQ(nodes.one.get("/petugas", budi).status, 303) << "signed out everywhere";
}

TEST(PostgresNodes, GiveOutEachNumberOnce) {
    Pair nodes;
    constexpr int many = 64;
    const std::array sessions{Pair::signed_in(nodes.one, "sari"), Pair::signed_in(nodes.other, "joko")};
    std::mutex mutex;
    std::set<std::string> numbers;
    {
        std::latch together{many};
        std::vector<std::jthread> clients;
        for (int i = 0; i < many; ++i)
            clients.emplace_back([&, i] {
                together.arrive_and_wait();
                auto& node = i % 4 < 2 ? nodes.one : nodes.other;
                const auto filed = node.post("/tiket", sessions.at(static_cast<std::size_t>(i % 2)),
                                             Pair::form("s" + std::to_string(i)));
                EXPECT_EQ(filed.status, 303);
                const std::scoped_lock lock(mutex);
                numbers.insert(filed.header("Location"));
            });
    }
    ASSERT_EQ(numbers.size(), static_cast<std::size_t>(many));
    const auto of = [](const std::string& path) { return std::stoi(path.substr(path.size() - 6)); };
    EXPECT_EQ(of(*numbers.rbegin()) - of(*numbers.begin()), many - 1) << "none is left out";
}

TEST(PostgresNodes, RunAJobOnce) {
    Pair nodes;
    constexpr int jobs = 60;
    for (int i = 0; i < jobs; ++i) {
        auto& node = i % 2 == 0 ? nodes.one : nodes.other;
        node.app.db.write([&](Tx& tx) { schedule(tx, "uji", std::to_string(i), tx.now()); });
    }
    ASSERT_TRUE(becomes_true([&] { return nodes.one.ran().size() + nodes.other.ran().size() >= jobs; }));
    std::this_thread::sleep_for(1500ms);  // long enough for a second turn
    auto all = nodes.one.ran();
    std::ranges::copy(nodes.other.ran(), std::back_inserter(all));
    const std::set<std::string> different(all.begin(), all.end());
    EXPECT_EQ(all.size(), static_cast<std::size_t>(jobs));
    EXPECT_EQ(different.size(), static_cast<std::size_t>(jobs));
}

// Catalogue and calendar are kept in memory, with their version; the version is read in each transaction.
TEST(PostgresNodes, SeeAtOnceWhatAnAdministratorChanged) {
    Pair nodes;
    const auto desk_of = [](Node& node) { return node.app.db.read([&](Tx& tx) { return node.app.desk(tx); }); };
    const auto before = desk_of(nodes.other);
    const auto* service = before.catalog->service("e-ska");
    ASSERT_TRUE(service);
    const auto team = std::ranges::find_if(before.catalog->teams(), [&](const Team& one) {
        return one.id != service->team.id && may_serve(one, *service);
    });
    ASSERT_NE(team, before.catalog->teams().end());
    nodes.one.app.db.write([&](Tx& tx) {
        set_team_of_service(tx, service->id, team->id);
        put_holiday(tx, {*parse_day("2027-03-04"), "Libur uji", HolidayKind::special, "SKB", false});
    });
    const auto after = desk_of(nodes.other);
    EXPECT_EQ(after.catalog->service("e-ska")->team.id, team->id);
    EXPECT_FALSE(after.calendar->is_working_day(*parse_day("2027-03-04")));
}

}  // namespace hero
