#include "sessions/sessions.hpp"

#include <gtest/gtest.h>

#include "tests/database.hpp"

namespace hero {
namespace {

using namespace std::chrono_literals;

struct Ground : test::TestDatabase {
    SessionRules rules;
    Person add(Role role) {
        return db.write([&](Tx& tx) {
            return add_person(tx, {.name = "Seseorang", .email = "a@contoh.id", .role = role, .teams = {}}, "local",
                              code_of(role));
        });
    }
    std::string enter(const Person& person) {
        return db.write([&](Tx& tx) { return sign_in(tx, person, Channel::local, {"127.0.0.1", "peramban"}, rules); });
    }
    std::optional<Session> session(std::string_view token) {
        return db.read([&](Tx& tx) { return session_for(tx, token, rules); });
    }
};

TEST(Sessions, ATokenIsKnownOnlyAsItsDigest) {
    Ground ground;
    const auto token = ground.enter(ground.add(Role::requester));
    const auto session = ground.session(token);
    ASSERT_TRUE(session);
    EXPECT_NE(session->id, token);
    EXPECT_FALSE(ground.session(session->id)) << "who reads the table cannot sign in with what stands there";
    EXPECT_FALSE(ground.session(""));
    EXPECT_FALSE(ground.session(std::string(64, '0')));
    EXPECT_FALSE(ground.session(token.substr(1)));
}

TEST(Sessions, StaffAreSignedOutAfterThirtyIdleMinutes) {
    Ground ground;
    const auto agent = ground.enter(ground.add(Role::agent));
    const auto requester = ground.enter(ground.add(Role::requester));
    ground.clock.advance(31min);
    EXPECT_FALSE(ground.session(agent));
    EXPECT_TRUE(ground.session(requester));
}

TEST(Sessions, UsingItKeepsItAliveForTwelveHoursAtMost) {
    Ground ground;
    const auto token = ground.enter(ground.add(Role::agent));
    for (int i = 0; i < 35; ++i) {
        ground.clock.advance(20min);
        const auto session = ground.session(token);
        ASSERT_TRUE(session) << i;
        ASSERT_TRUE(wants_touch(*session, ground.clock.now()));
        ground.db.write([&](Tx& tx) { touch(tx, *session); });
    }
    ground.clock.advance(21min);
    EXPECT_FALSE(ground.session(token));
    EXPECT_EQ(ground.db.write([](Tx& tx) { return forget_expired_sessions(tx); }), 1);
}

TEST(Sessions, ADisabledPersonHasNone) {
    Ground ground;
    const auto person = ground.add(Role::agent);
    const auto token = ground.enter(person);
    ground.db.write([&](Tx& tx) { set_active(tx, person, false); });
    EXPECT_FALSE(ground.session(token));
}

TEST(Sessions, SigningOutEndsOneOrAll) {
    Ground ground;
    const auto person = ground.add(Role::agent);
    const auto first = ground.enter(person);
    const auto second = ground.enter(person);
    ground.db.write([&](Tx& tx) { sign_out(tx, *session_for(tx, first, ground.rules)); });
    EXPECT_FALSE(ground.session(first));
    EXPECT_TRUE(ground.session(second));
    ground.db.write([&](Tx& tx) { sign_out_everywhere(tx, person.id); });
    EXPECT_FALSE(ground.session(second));
}

TEST(Sessions, ARenewedOneIsTheSameUnderAnotherToken) {
    Ground ground;
    const auto old = ground.enter(ground.add(Role::agent));
    const auto before = *ground.session(old);
    ground.clock.advance(10min);
    const auto fresh = ground.db.write([&](Tx& tx) { return renew(tx, before); });
    EXPECT_FALSE(ground.session(old)) << "dead at once";
    const auto after = ground.session(fresh);
    ASSERT_TRUE(after);
    EXPECT_EQ(after->expires_at, before.expires_at) << "it does not live longer for it";
    EXPECT_NE(after->secret, before.secret) << "old form tokens are void";
    EXPECT_THROW(ground.db.write([&](Tx& tx) { return renew(tx, before); }), NotFound);
}

TEST(Sessions, OthersOfTheSamePersonCanBeEnded) {
    Ground ground;
    const auto person = ground.add(Role::agent);
    const auto first = ground.enter(person);
    ground.clock.advance(1min);
    const auto second = ground.enter(person);
    const auto other = ground.enter(ground.add(Role::supervisor));
    ground.db.write([&](Tx& tx) {
        const auto open = sessions_of(tx, person, ground.rules);
        ASSERT_EQ(open.size(), 2U);
        EXPECT_GT(open[0].seen_at, open[1].seen_at);
        EXPECT_EQ(open[0].device.address, "127.0.0.1");
        sign_out_elsewhere(tx, *session_for(tx, second, ground.rules));
    });
    EXPECT_FALSE(ground.session(first));
    EXPECT_TRUE(ground.session(second));
    EXPECT_TRUE(ground.session(other));
    ground.clock.advance(31min);
    ground.db.read([&](Tx& tx) { EXPECT_TRUE(sessions_of(tx, person, ground.rules).empty()) << "idle too long"; });
}

TEST(Browsers, HaveTheNamesPeopleKnowThemBy) {
    struct {
        std::string_view agent, browser, system;
    } const cases[] = {
        {"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 "
         "Safari/537.36 Edg/130.0.0.0",
         "Edge", "Windows"},
        {"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 "
         "Mobile/15E148 Safari/604.1",
         "Safari", "iPhone"},
        {"Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 "
         "Chrome/121.0.0.0 Mobile Safari/537.36",
         "Samsung Internet", "Android"},
        {"Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox", "macOS"},
        {"curl/8.5.0", "curl", ""},
        {"", "", ""},
    };
    for (const auto& one : cases) {
        EXPECT_EQ(browser_of(one.agent).browser, one.browser) << one.agent;
        EXPECT_EQ(browser_of(one.agent).system, one.system) << one.agent;
    }
}

TEST(FormToken, IsMaskedAndOfItsSessionOnly) {
    Ground ground;
    const auto mine = *ground.session(ground.enter(ground.add(Role::agent)));
    const auto other = *ground.session(ground.enter(ground.add(Role::requester)));
    const auto token = form_token(mine);
    EXPECT_NE(token, form_token(mine)) << "never the same bytes twice";
    EXPECT_EQ(token.find(mine.secret), std::string::npos);
    EXPECT_TRUE(form_token_matches(mine, token));
    EXPECT_FALSE(form_token_matches(other, token));
    for (const std::string bad : {"", "00", "zz", "0123456789abcdef"})
        EXPECT_FALSE(form_token_matches(mine, bad)) << bad;
    EXPECT_FALSE(form_token_matches(mine, token + "00"));
}

}  // namespace
}  // namespace hero
