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
