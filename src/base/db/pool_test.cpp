#include "base/db/pool.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace hero::db {

namespace {

using namespace std::chrono_literals;

struct Counted {
    explicit Counted(int& living) : count(living) { ++count; }
    Counted(const Counted&) = delete;
    Counted& operator=(const Counted&) = delete;
    ~Counted() { --count; }
    int& count;
};

struct Ground {
    int opened = 0;
    int living = 0;
    bool away = false;
    Pool<Counted> pool{2, 1,
                       [this] {
                           if (away) throw Unavailable("away");
                           ++opened;
                           return std::make_unique<Counted>(living);
                       },
                       20ms};
};

}  // namespace

TEST(Pool, OpensNoMoreThanAreNeededAtOnce) {
    Ground ground;
    for (int i = 0; i < 3; ++i) const auto lease = ground.pool.borrow();
    EXPECT_EQ(ground.opened, 1);
    {
        const auto one = ground.pool.borrow();
        const auto two = ground.pool.borrow();
        EXPECT_EQ(ground.opened, 2);
    }
    EXPECT_EQ(ground.living, 2);
}

TEST(Pool, RefusesAfterItsPatience) {
    Ground ground;
    const auto one = ground.pool.borrow();
    const auto two = ground.pool.borrow();
    EXPECT_THROW((void)ground.pool.borrow(), Unavailable);
    EXPECT_EQ(ground.pool.waiting(), 0);
}

TEST(Pool, KeepsAPlaceForWhoMustNotWait) {
    Ground ground;
    const auto one = ground.pool.borrow(Patience::none);
    EXPECT_THROW((void)ground.pool.borrow(Patience::none), MustWait);
    const auto two = ground.pool.borrow(Patience::some);
    const auto three = ground.pool.borrow(Patience::some);
    EXPECT_EQ(ground.living, 3) << "neither takes the others' places";
    EXPECT_THROW((void)ground.pool.borrow(Patience::some), Unavailable);
    EXPECT_THROW((void)ground.pool.borrow(Patience::none), MustWait);
}

TEST(Pool, ClosesABrokenConnectionAndThoseThatIdle) {
    Ground ground;
    {
        auto one = ground.pool.borrow();
        { const auto two = ground.pool.borrow(); }
        one.drop();
        EXPECT_EQ(ground.living, 0);
    }
    const auto fresh = ground.pool.borrow();
    EXPECT_EQ(ground.opened, 3);
}

TEST(Pool, KeepsItsPlacesWhenOpeningFails) {
    Ground ground;
    ground.away = true;
    for (int i = 0; i < 5; ++i) EXPECT_THROW((void)ground.pool.borrow(), Unavailable);
    ground.away = false;
    const auto one = ground.pool.borrow();
    const auto two = ground.pool.borrow();
    EXPECT_EQ(ground.living, 2);
}

}  // namespace hero::db
