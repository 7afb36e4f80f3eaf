// A disk that fails at the first, second, third … call while a ticket lives its life, until a life is not hit any more.
// After each: nothing acknowledged is lost, nothing is there twice, the database is whole, and life goes on.
//
// Here every so many calls; `bin/torture faults` tries each (HERO_FAULTS=all).
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <map>

#include "base/errors.hpp"
#include "demo/cast.hpp"
#include "tests/ask.hpp"
#include "tests/faults/calls.hpp"
#include "tests/faults/child.hpp"
#include "tests/faults/disk.hpp"
#include "tests/faults/life.hpp"

namespace hero {

namespace {

namespace fs = std::filesystem;
using namespace test;

bool tries_each_call() {
    const auto* value = std::getenv("HERO_FAULTS");
    return value && std::string_view{value} == "all";
}

// How a database was left behind: closed, or by a process that died with a log that is about to be worked in.
enum class Left { closed, in_the_middle };

constexpr std::uintmax_t long_log = 940UL * 4120;  // the life itself brings it over the mark

class Grounds {
public:
    Grounds() {
        for (const auto left : {Left::closed, Left::in_the_middle}) {
            const auto folder = template_of(left);
            fs::create_directory(folder);
            const auto ending = run_in_child([&](const Tell&) { prepare(folder, left); });
            if (ending.status != 0) throw std::runtime_error(ending.log);
        }
    }
    // A copy to live on.
    std::string fresh(Left left) {
        const auto place = folder_.path() / "place";
        fs::remove_all(place);
        fs::copy(template_of(left), place, fs::copy_options::recursive);
        return place.string();
    }

private:
    [[nodiscard]] fs::path template_of(Left left) const {
        return folder_.path() / (left == Left::closed ? "closed" : "in-the-middle");
    }
    static void prepare(const fs::path& folder, Left left) {
        {
            Life life(folder, Durable::no);
            life.db.migrate();
            life.db.write([](Tx& tx) {
                for (const auto& member : demo::cast()) demo::ensure(tx, member.key);
            });
        }
        if (left == Left::closed) return;
        Life life(folder, Durable::no);
        for (int number = 0; fs::file_size(folder / "hero.db-wal") < long_log; ++number)
            open_others(life, number, number + 1);
        ::_exit(0);
    }
    TemporaryFolder folder_;
};

struct Try {
    Fault fault;
    Left left;
    Survives survives = Survives::nothing;
};

// Until a step is done. The second try comes while the disk is as it is, the third after its repair.
void do_step(Life& life, std::string_view step, Disk& disk, const Tell& tell) {
    for (int tries = 0; tries < 4; ++tries) {
        try {
            life.live(step, tries > 0);
            return tell(step);
        } catch (const Unavailable&) {
            tell("refused");
            if (tries > 0) disk.repair();
        }
    }
    throw std::logic_error("refused although the disk is sound again: " + std::string{step});
}

// What a process does; a database that does not open ends it, and the next one starts.
void live_on(const std::string& place, Disk& disk, const Tell& tell) {
    for (int starts = 0; starts < 3; ++starts) {
        try {
            Life life(place, Durable::yes);
            for (const auto step : steps) do_step(life, step, disk, tell);
            if (disk.was_hit()) tell("hit");
            tell("closing");
            return;
        } catch (const Unavailable& away) {
            tell("does not open");
            disk.repair();
        }
    }
    throw std::logic_error("does not open although the disk is sound again");
}

Ending live_with(const std::string& place, const Try& what, int call) {
    return run_in_child([&](const Tell& tell) {
        Disk disk(what.fault, call, what.survives);
        live_on(place, disk, tell);
        tell("closed");
        if (disk.was_hit()) tell("hit");
    });
}

// After the failure, on a sound disk.
void expect_all_well(const std::string& place, const Ending& ending) {
    Life life(place, Durable::no);
    ASSERT_EQ(life.breaches(), "");
    for (const auto& [step, times] : life.done())
        ASSERT_TRUE(times == 1 || (times == 0 && !ending.has_told(step))) << step << " is there " << times << " times";
    for (const auto step : steps) life.live(step, true);
    for (const auto& [step, times] : life.done()) ASSERT_EQ(times, 1) << step;
    ASSERT_EQ(life.breaches(), "");
}

void expect_fitting_end(const Ending& ending, Fault fault) {
    if (fault == Fault::crash && !ending.has_told("closed")) {
        ASSERT_EQ(ending.status, exit_of_crash) << ending.log;
    } else if (fault == Fault::failed_sync && !ending.has_told("closing")) {
        ASSERT_EQ(ending.status, EXIT_FAILURE) << ending.log;
        ASSERT_NE(ending.log.find("fsync failed, ending the process"), std::string::npos) << ending.log;
    } else {
        ASSERT_EQ(ending.status, 0) << ending.log;
        ASSERT_FALSE(fault == Fault::failed_sync && ending.has_told("hit") && !ending.has_told("closed"));
    }
}

// In the test's report: "lives_of_6_left_1_survives_0".
std::string name_of(const Try& what) {
    const auto number = [](auto choice) { return std::to_string(static_cast<int>(choice)); };
    return "lives_of_" + number(what.fault) + "_left_" + number(what.left) + "_survives_" + number(what.survives);
}

int lives_hit(const Try& what, int stride) {
    static Grounds grounds;
    const PretendedSyncs quick;
    if (tries_each_call()) stride = 1;
    int hit = 0;
    for (int call = 1;; call += stride) {
        const auto place = grounds.fresh(what.left);
        const auto ending = live_with(place, what, call);
        SCOPED_TRACE("call " + std::to_string(call));
        expect_fitting_end(ending, what.fault);
        expect_all_well(place, ending);
        if (testing::Test::HasFatalFailure()) return hit;
        if (ending.status == 0 && !ending.has_told("hit")) break;
        ++hit;
    }
    testing::Test::RecordProperty(name_of(what), hit);
    return hit;
}

}  // namespace

TEST(FaultLoop, OfCallsThatFailOnceLosesNothing) {
    EXPECT_GE(lives_hit({Fault::io_error, Left::closed}, 37), 8);
    EXPECT_GE(lives_hit({Fault::io_error, Left::in_the_middle}, 331), 4);
}

TEST(FaultLoop, OfADiskThatFailsUntilItIsRepairedLosesNothing) {
    EXPECT_GE(lives_hit({Fault::broken, Left::closed}, 41), 8);
    EXPECT_GE(lives_hit({Fault::broken, Left::in_the_middle}, 337), 4);
}

TEST(FaultLoop, OfAFullDiskLosesNothingAndGoesOnWithoutARestart) {
    EXPECT_GE(lives_hit({Fault::full, Left::closed}, 29), 5);
    EXPECT_GE(lives_hit({Fault::full, Left::in_the_middle}, 67), 5);
}

TEST(FaultLoop, OfShortReadsDamagesNothing) {
    EXPECT_GE(lives_hit({Fault::short_read, Left::closed}, 11), 8);
    EXPECT_GE(lives_hit({Fault::short_read, Left::in_the_middle}, 293), 3);
}

TEST(FaultLoop, OfFailedSyncsEndsTheProcessEachTime) {
    EXPECT_GE(lives_hit({Fault::failed_sync, Left::closed}, 1), 6);
    EXPECT_GE(lives_hit({Fault::failed_sync, Left::in_the_middle}, 1), 8);
}

TEST(FaultLoop, OfPowerFailuresLosesNothingThatWasAcknowledged) {
    for (const auto survives : {Survives::nothing, Survives::some_sectors, Survives::everything}) {
        EXPECT_GE(lives_hit({Fault::crash, Left::closed, survives}, 41), 4);
        EXPECT_GE(lives_hit({Fault::crash, Left::in_the_middle, survives}, 101), 4);
    }
}

// The first start of an installation, at the same faults: what is left is nothing or whole migrations, and the next
// start goes on.
TEST(FaultLoop, OfTheFirstStartLeavesADatabaseThatTheNextStartFinishes) {
    const PretendedSyncs quick;
    const std::map<Fault, int> strides{{Fault::io_error, 307},
                                       {Fault::full, 101},
                                       {Fault::short_read, 37},
                                       {Fault::failed_sync, 7},
                                       {Fault::crash, 101}};
    for (const auto& entry : strides) {
        const auto fault = entry.first;
        int hit = 0;
        for (int call = 1;; call += tries_each_call() ? 1 : entry.second) {
            const TemporaryFolder folder;
            const auto ending = run_in_child([&](const Tell& tell) {
                Disk disk(fault, call, Survives::some_sectors);
                { Life(folder.path().string(), Durable::yes).db.migrate(); }
                tell(disk.was_hit() ? "hit" : "whole");
            });
            if (ending.has_told("whole")) break;
            ++hit;
            if (fault != Fault::crash) EXPECT_NE(ending.status, exit_of_crash);
            Life next(folder.path().string(), Durable::no);
            next.db.migrate();
            ASSERT_TRUE(next.db.schema_is_current());
            ASSERT_EQ(next.breaches(), "") << "call " << call;
        }
        EXPECT_GE(hit, 2) << static_cast<int>(fault);
        RecordProperty("starts_of_" + std::to_string(static_cast<int>(fault)), hit);
    }
}

}  // namespace hero
