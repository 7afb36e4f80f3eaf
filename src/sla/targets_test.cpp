#include <gtest/gtest.h>

#include <stdexcept>
#include <tuple>

#include "base/errors.hpp"
#include "sla/sla.hpp"
#include "tests/database.hpp"

namespace hero {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

class SlaTargets : public testing::Test {
protected:
    test::TestDatabase ground;
    Database& db = ground.db;
};

using Line = std::tuple<std::string, Impact, SlaClock, double, double>;

TEST_F(SlaTargets, AreWhatTheDeskPromises) {
    std::vector<Line> lines;
    for (const auto& target : db.read([](Tx& tx) { return sla_targets(tx); }))
        lines.emplace_back(target.profile, target.impact, target.clock,
                           static_cast<double>(target.first_response.count()) / 60,
                           static_cast<double>(target.resolution.count()) / 60);
    const auto working = SlaClock::working_hours;
    const auto calendar = SlaClock::calendar_hours;
    EXPECT_EQ(lines, (std::vector<Line>{{"data", Impact::low, working, 7.5, 75},
                                        {"data", Impact::medium, working, 7.5, 75},
                                        {"data", Impact::high, working, 4, 37.5},
                                        {"integrasi", Impact::low, working, 7.5, 75},
                                        {"integrasi", Impact::medium, working, 4, 37.5},
                                        {"integrasi", Impact::high, working, 2, 15},
                                        {"siber", Impact::low, calendar, 4, 72},
                                        {"siber", Impact::medium, calendar, 2, 48},
                                        {"siber", Impact::high, calendar, 1, 24},
                                        {"umum", Impact::low, working, 7.5, 37.5},
                                        {"umum", Impact::medium, working, 4, 22.5},
                                        {"umum", Impact::high, working, 1, 7.5}}));
}

TEST_F(SlaTargets, ExistForEveryServiceAndImpact) {
    db.read([](Tx& tx) {
        const auto catalog = load_catalog(tx);
        for (const auto& service : catalog.services())
            for (const auto impact : {Impact::low, Impact::medium, Impact::high})
                EXPECT_EQ(sla_target(tx, service.sla_profile, impact).impact, impact) << service.slug;
    });
}

TEST_F(SlaTargets, CanBeChanged) {
    db.write([](Tx& tx) {
        put_sla_target(tx, {"umum", Impact::high, SlaClock::calendar_hours, minutes{30}, hours{5}});
    });
    const auto changed = db.read([](Tx& tx) { return sla_target(tx, "umum", Impact::high); });
    EXPECT_EQ(changed.clock, SlaClock::calendar_hours);
    EXPECT_EQ(changed.first_response, minutes{30});
    EXPECT_EQ(changed.resolution, hours{5});
    const auto other = db.read([](Tx& tx) { return sla_target(tx, "umum", Impact::medium); });
    EXPECT_EQ(other.clock, SlaClock::working_hours);
    EXPECT_EQ(other.resolution, minutes{1350});
}

TEST_F(SlaTargets, RefuseWhatCannotBePromised) {
    const auto put = [&](SlaTarget target) { db.write([&](Tx& tx) { put_sla_target(tx, target); }); };
    EXPECT_THROW(put({"umum", Impact::low, SlaClock::working_hours, minutes{0}, hours{5}}), std::invalid_argument);
    EXPECT_THROW(put({"umum", Impact::low, SlaClock::working_hours, hours{6}, hours{5}}), std::invalid_argument);
    EXPECT_THROW(put({"tanpa", Impact::low, SlaClock::working_hours, hours{1}, hours{5}}), NotFound);
    EXPECT_THROW(db.read([](Tx& tx) { return sla_target(tx, "tanpa", Impact::low); }), NotFound);
}

}  // namespace
}  // namespace hero
