#include "base/db/other_nodes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

#include "base/errors.hpp"
#include "tests/ask.hpp"
#include "tests/database.hpp"

namespace hero {

namespace {

using namespace std::chrono_literals;
using test::Ask;

// Two nodes on one database; what each of them heard.
struct NodePair {
    struct Node {
        explicit Node(const DatabaseOptions& options) : db(options, clock) {
            db.listen("tiket", [this](std::string_view payload) {
                const std::scoped_lock lock(mutex);
                heard.emplace_back(payload);
            });
            db.hear_others([this] { ++gaps; });
        }
        std::vector<std::string> all() {
            const std::scoped_lock lock(mutex);
            return heard;
        }
        SystemClock clock;
        std::mutex mutex;
        std::vector<std::string> heard;
        std::atomic<int> gaps = 0;
        Database db;
    };

    template <typename Condition>
    static bool becomes_true(Condition&& condition) {
        for (int i = 0; i < 1500; ++i) {
            if (condition()) return true;
            std::this_thread::sleep_for(10ms);
        }
        return false;
    }
    bool both_hear() {
        return becomes_true([&] { return one.gaps > 0 && other.gaps > 0; });
    }

    test::Place place{test::Schema::migrated};
    Node one{place.options()};
    Node other{place.options()};
};

using Texts = std::vector<std::string>;

}  // namespace

TEST(PostgresOtherNodes, HearWhatWasCommittedAndNothingElse) {
    NodePair nodes;
    ASSERT_TRUE(nodes.both_hear());
    EXPECT_THROW(nodes.one.db.write([](Tx& tx) {
        tx.broadcast("tiket", "t1");
        throw Conflict();
    }),
                 Conflict);
    nodes.one.db.write([](Tx& tx) {
        tx.announce("jobs");
        tx.broadcast("tiket", "t2 g1");
        tx.broadcast("tiket", "t2 g1");
    });
    EXPECT_EQ(nodes.one.all(), Texts{"t2 g1"}) << "itself at once";
    ASSERT_TRUE(nodes.becomes_true([&] { return !nodes.other.all().empty(); }));
    nodes.other.db.write([](Tx& tx) { tx.broadcast("tiket", "t3"); });
    ASSERT_TRUE(nodes.becomes_true([&] { return nodes.one.all().size() > 1; }));
    EXPECT_EQ(nodes.one.all(), (Texts{"t2 g1", "t3"})) << "its own does not come back";
    EXPECT_EQ(nodes.other.all(), (Texts{"t2 g1", "t3"}));
}

TEST(PostgresOtherNodes, HearAgainAfterTheConnectionWasLostAndAreToldOfTheGap) {
    NodePair nodes;
    ASSERT_TRUE(nodes.both_hear());
    nodes.one.db.read([](Tx& tx) {
        tx.run(Ask<"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
                   "WHERE datname = current_database() AND application_name = 'hero nodes'">{});
    });
    nodes.one.db.write([](Tx& tx) { tx.broadcast("tiket", "t9"); });
    EXPECT_TRUE(nodes.becomes_true([&] { return nodes.one.gaps > 1 && nodes.other.gaps > 1; }));
    nodes.one.db.write([](Tx& tx) { tx.broadcast("tiket", "t10"); });
    EXPECT_TRUE(nodes.becomes_true([&] {
        const auto heard = nodes.other.all();
        return std::ranges::find(heard, "t10") != heard.end();
    }));
}

TEST(PostgresOtherNodes, AreToldOfAThousandChangesInFewNotifications) {
    NodePair nodes;
    ASSERT_TRUE(nodes.both_hear());
    for (int round = 0; round < 10; ++round)
        nodes.one.db.write([&](Tx& tx) {
            for (int i = 0; i < 100; ++i) tx.broadcast("tiket", "t" + std::to_string(round * 100 + i));
        });
    EXPECT_TRUE(nodes.becomes_true([&] { return nodes.other.all().size() == 1000; }));
}

TEST(PostgresOtherNodes, AreNotToldWhatPeopleWrote) {
    NodePair nodes;
    EXPECT_THROW(nodes.one.db.write([](Tx& tx) { tx.broadcast("tiket", std::string(101, 'x')); }), std::logic_error);
}

}  // namespace hero
