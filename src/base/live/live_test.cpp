#include "base/live/live.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <mutex>
#include <thread>

#include "base/errors.hpp"
#include "tests/database.hpp"

namespace hero {

namespace {

using namespace std::chrono_literals;

// Things that change, each with a number; passes that hold until they are taken away.
struct Gallery : test::TestDatabase {
    explicit Gallery(LiveRules rules = {})
        : live(
              db, "gambar",
              [this](Tx&, const std::vector<std::string>& passes) {
                  asked_passes += static_cast<int>(passes.size());
                  std::set<std::string> hold(passes.begin(), passes.end());
                  for (const auto& one : taken_away) hold.erase(one);
                  return hold;
              },
              rules) {}

    std::shared_ptr<http::EventStream> watch(const std::string& key, const std::string& mark,
                                             const std::string& pass = "sari") {
        return live.subscribe({.pass = pass,
                               .keys = {key},
                               .mark = mark,
                               .look = [this, key](Tx&, std::string_view) -> std::optional<News> {
                                   const std::scoped_lock lock(mutex);
                                   ++looks;
                                   if (away) throw Unavailable("away");
                                   if (broken) throw std::logic_error("broken");
                                   if (!may_look) return std::nullopt;
                                   const auto now = std::to_string(numbers[key]);
                                   return News{.mark = now, .data = now};
                               }});
    }
    void change(const std::string& key) {
        db.write([&](Tx& tx) {
            const std::scoped_lock lock(mutex);
            ++numbers[key];
            tx.broadcast("gambar", key + " lain");
        });
    }
    static std::string told(const std::shared_ptr<http::EventStream>& stream) {
        bool ended = false;
        auto text = stream->take(ended);
        if (text.starts_with("retry: ")) text.erase(0, text.find("\n\n") + 2);
        return ended ? text + "end" : text;
    }

    std::mutex mutex;  // where Live works on a thread of its own
    std::map<std::string, int> numbers{{"a", 1}, {"b", 1}};
    std::set<std::string> taken_away;
    int looks = 0;
    int asked_passes = 0;
    bool may_look = true;
    bool away = false;
    bool broken = false;
    Live live;
};

}  // namespace

TEST(Live, TellsWhoWaitsForWhatChanged) {
    Gallery gallery;
    const auto a = gallery.watch("a", "1"), b = gallery.watch("b", "1");
    gallery.live.look();
    EXPECT_EQ(gallery.told(a), "") << "that is what the page shows already";
    gallery.change("a");
    EXPECT_EQ(gallery.told(a), "") << "not by the thread that wrote";
    gallery.live.look();
    EXPECT_EQ(gallery.told(a), "event: baru\ndata: 2\n\n");
    EXPECT_EQ(gallery.told(b), "");
    const int looks = gallery.looks;
    gallery.live.look();
    EXPECT_EQ(gallery.looks, looks) << "nothing has happened";
}

TEST(Live, TellsOnceOfWhatChangedTwice) {
    Gallery gallery;
    const auto a = gallery.watch("a", "1");
    gallery.change("a");
    gallery.change("a");
    gallery.live.look();
    EXPECT_EQ(gallery.told(a), "event: baru\ndata: 3\n\n");
}

TEST(Live, TellsNothingOfWhatWasRolledBack) {
    Gallery gallery;
    const auto a = gallery.watch("a", "1");
    gallery.live.look();
    const int looks = gallery.looks;
    EXPECT_THROW(gallery.db.write([&](Tx& tx) {
        tx.broadcast("gambar", "a");
        throw Conflict();
    }),
                 Conflict);
    gallery.live.look();
    EXPECT_EQ(gallery.looks, looks);
}

TEST(Live, TellsAtOnceWhatChangedSinceThePageWasMade) {
    Gallery gallery;
    gallery.change("a");
    const auto late = gallery.watch("a", "1"), without_mark = gallery.watch("a", "");
    gallery.live.look();
    EXPECT_EQ(gallery.told(late), "event: baru\ndata: 2\n\n");
    EXPECT_EQ(gallery.told(without_mark), "");
    gallery.change("a");
    gallery.live.look();
    EXPECT_EQ(gallery.told(without_mark), "event: baru\ndata: 3\n\n");
}

TEST(Live, EndsTheStreamOfWhoMayNoLongerLook) {
    Gallery gallery;
    const auto a = gallery.watch("a", "1");
    gallery.live.look();
    gallery.may_look = false;
    gallery.change("a");
    gallery.live.look();
    EXPECT_EQ(gallery.told(a), "end");
    EXPECT_EQ(gallery.live.streams(), 0U);
}

TEST(Live, EndsStreamsWhosePassNoLongerHolds) {
    Gallery gallery;
    const auto sari = gallery.watch("a", "1"), budi = gallery.watch("a", "1", "budi");
    gallery.live.check();
    EXPECT_TRUE(sari->is_open());
    gallery.taken_away = {"sari"};
    gallery.live.check();
    EXPECT_EQ(gallery.told(sari), "end");
    EXPECT_TRUE(budi->is_open());
}

TEST(Live, AsksOnceForAPassOfSeveralStreams) {
    Gallery gallery;
    std::vector<std::shared_ptr<http::EventStream>> streams;
    for (int i = 0; i < 10; ++i) streams.push_back(gallery.watch("a", "1"));
    gallery.live.check();
    EXPECT_EQ(gallery.asked_passes, 1);
}

TEST(Live, WaitsWhileTheDatabaseIsAwayAndTellsThen) {
    Gallery gallery;
    const auto a = gallery.watch("a", "1");
    gallery.away = true;
    gallery.change("a");
    EXPECT_THROW(gallery.live.look(), Unavailable);
    EXPECT_TRUE(a->is_open());
    gallery.away = false;
    gallery.live.look();
    EXPECT_EQ(gallery.told(a), "event: baru\ndata: 2\n\n");
}

TEST(Live, EndsAStreamRatherThanMissSomething) {
    Gallery gallery;
    const auto a = gallery.watch("a", "1");
    gallery.broken = true;
    gallery.live.look();
    EXPECT_EQ(gallery.told(a), "end");
}

TEST(Live, HasRoomForSoManyAndForgetsWhoHasGone) {
    Gallery gallery(LiveRules{.most = 3, .most_of_one = 2});
    const auto one = gallery.watch("a", "1");
    auto two = gallery.watch("a", "1");
    EXPECT_THROW(gallery.watch("a", "1"), TooManyRequests);
    const auto three = gallery.watch("a", "1", "budi");
    EXPECT_THROW(gallery.watch("a", "1", "rina"), Unavailable);
    two.reset();
    EXPECT_NO_THROW(gallery.watch("a", "1", "rina"));
}

TEST(Live, WorksOnAThreadOfItsOwnUntilItStops) {
    Gallery gallery(LiveRules{.gather = 1ms, .check_every = 5ms});
    gallery.live.start();
    const auto a = gallery.watch("a", "1"), b = gallery.watch("b", "1", "budi");
    gallery.change("a");
    std::string told;
    for (int i = 0; i < 1000 && told.empty(); ++i) {
        std::this_thread::sleep_for(10ms);
        told = gallery.told(a);
    }
    EXPECT_EQ(told, "event: baru\ndata: 2\n\n");
    gallery.live.stop();
    EXPECT_FALSE(a->is_open());
    EXPECT_FALSE(b->is_open());
    EXPECT_THROW(gallery.watch("a", "1"), Unavailable);
}

TEST(Live, HoldsTenThousandStreamsAndLooksOnlyWhereSomethingHappened) {
    Gallery gallery;
    std::vector<std::shared_ptr<http::EventStream>> streams;
    for (int i = 0; i < 10'000; ++i)
        streams.push_back(gallery.watch("k" + std::to_string(i), "0", "orang" + std::to_string(i)));
    gallery.live.look();
    gallery.looks = 0;
    gallery.change("k77");
    gallery.live.look();
    EXPECT_EQ(gallery.looks, 1);
    EXPECT_EQ(gallery.told(streams[77]), "event: baru\ndata: 1\n\n");
    gallery.live.check();
    EXPECT_EQ(gallery.asked_passes, 10'000);
    EXPECT_EQ(gallery.live.streams(), 10'000U);
}

}  // namespace hero
