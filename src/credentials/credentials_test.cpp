#include "credentials/credentials.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>

#include "tests/ask.hpp"
#include "tests/database.hpp"

namespace hero {
namespace {

using namespace std::chrono_literals;

const SealingKeys keys(std::string(64, '1'));
const SealingKeys others(std::string(64, '2'));

std::string stored(Tx& tx, const Person& person) {
    return tx.one(test::Ask<"SELECT secret FROM second_factors WHERE person_id = $1", 1>{{person.id}})->text("secret");
}

struct Ground : test::TestDatabase {
    SessionRules rules;
    Person ratna = add("ratna", Role::admin);

    Person add(const std::string& name, Role role) {
        return db.write([&](Tx& tx) {
            return add_person(tx, {.name = name, .email = name + "@contoh.id", .role = role, .teams = {}}, "local",
                              name);
        });
    }
    std::string secret() {
        return db.write([&](Tx& tx) {
            begin_second_factor(tx, keys, ratna);
            return *secret_on_trial(tx, keys, ratna);
        });
    }
    // The codes of an app that has been set up a minute ago.
    std::string set_up(std::vector<std::string>* recovery = nullptr) {
        auto shared = secret();
        const auto codes = db.write(
            [&](Tx& tx) { return confirm_second_factor(tx, keys, ratna, authenticator_code(shared, clock.now())); });
        if (recovery) *recovery = codes;
        clock.advance(1min);
        return shared;
    }
    bool matches(std::string_view code) {
        return db.write([&](Tx& tx) { return second_factor_matches(tx, keys, ratna, code); });
    }
    bool good(Purpose purpose, std::string_view token) {
        return db.read([&](Tx& tx) { return token_for(tx, purpose, token).has_value(); });
    }
    std::optional<Session> session(std::string_view token) {
        return db.read([&](Tx& tx) { return session_for(tx, token, rules); });
    }
    std::string enter(const Person& person) {
        return db.write([&](Tx& tx) { return sign_in(tx, person, Channel::local, {"127.0.0.1", "test"}, rules); });
    }
};

Instant at(std::int64_t seconds) { return Instant{std::chrono::seconds{seconds}}; }

TEST(Authenticator, GivesTheCodesOfRfc6238) {
    const std::string secret = "3132333435363738393031323334353637383930";
    const std::pair<std::int64_t, std::string> vectors[] = {{59, "287082"},         {1111111109, "081804"},
                                                            {1111111111, "050471"}, {1234567890, "005924"},
                                                            {2000000000, "279037"}, {20000000000, "353130"}};
    for (const auto& [seconds, code] : vectors) EXPECT_EQ(authenticator_code(secret, at(seconds)), code) << seconds;
}

TEST(Authenticator, TypesSecretsInTheBase32OfRfc4648) {
    EXPECT_EQ(typed_secret("66"), "MY");
    EXPECT_EQ(typed_secret("666f6f6261"), "MZXW6YTB");
    EXPECT_EQ(typed_secret("666f6f626172"), "MZXW6YTBOI");
    EXPECT_EQ(authenticator_link("budi s", "666f6f6261"),
              "otpauth://totp/HERO:budi%20s?secret=MZXW6YTB&issuer=HERO&algorithm=SHA1&digits=6&period=30");
}

TEST(SecondFactor, CountsOnlyWhenACodeHasConfirmedIt) {
    Ground ground;
    const auto secret = ground.secret();
    EXPECT_EQ(secret.size(), 40U) << "160 bits";
    ground.db.write([&](Tx& tx) {
        EXPECT_FALSE(has_second_factor(tx, ground.ratna));
        EXPECT_TRUE(confirm_second_factor(tx, keys, ground.ratna, "000000").empty());
        EXPECT_FALSE(second_factor_matches(tx, keys, ground.ratna, authenticator_code(secret, tx.now())));
        EXPECT_EQ(confirm_second_factor(tx, keys, ground.ratna, authenticator_code(secret, tx.now())).size(), 10U);
        EXPECT_TRUE(has_second_factor(tx, ground.ratna));
        EXPECT_FALSE(secret_on_trial(tx, keys, ground.ratna)) << "it is never shown again";
        EXPECT_THROW(begin_second_factor(tx, keys, ground.ratna), Conflict) << "nobody replaces it in passing";
    });
}

TEST(SecondFactor, TakesACodeOfOneStepAroundNowAndEachStepOnce) {
    Ground ground;
    const auto secret = ground.set_up();
    const auto code = [&](std::chrono::seconds away) { return authenticator_code(secret, ground.clock.now() + away); };
    EXPECT_FALSE(ground.matches(code(-60s)));
    EXPECT_FALSE(ground.matches(code(60s)));
    EXPECT_TRUE(ground.matches(code(-30s))) << "the clock of the phone is a little late";
    EXPECT_FALSE(ground.matches(code(-30s))) << "somebody has looked over the shoulder";
    const auto now = code(0s);
    EXPECT_TRUE(ground.matches(now.substr(0, 3) + " " + now.substr(3)));
    EXPECT_FALSE(ground.matches(now));
    EXPECT_TRUE(ground.matches(code(30s)));
    EXPECT_FALSE(ground.matches(now)) << "an earlier step is used too";
    for (const std::string bad : {"", " ", "12345", "1234567", "abcdef", "１２３４５６"})
        EXPECT_FALSE(ground.matches(bad)) << bad;
}

TEST(SecondFactor, RecoveryCodesWorkOnceEach) {
    Ground ground;
    std::vector<std::string> codes;
    ground.set_up(&codes);
    ASSERT_EQ(codes.size(), 10U);
    EXPECT_EQ(codes.front().size(), 34U) << "140 random bits in groups of four";
    EXPECT_TRUE(ground.matches(codes[0]));
    EXPECT_FALSE(ground.matches(codes[0]));
    auto typed = codes[1];
    std::ranges::transform(typed, typed.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    std::ranges::replace(typed, '-', ' ');
    EXPECT_TRUE(ground.matches(typed)) << "as people type";
    ground.db.write([&](Tx& tx) {
        EXPECT_EQ(recovery_codes_left(tx, ground.ratna), 8);
        const auto fresh = renew_recovery_codes(tx, ground.ratna);
        EXPECT_FALSE(second_factor_matches(tx, keys, ground.ratna, codes[2])) << "the old ones are void";
        EXPECT_TRUE(second_factor_matches(tx, keys, ground.ratna, fresh[2]));
        drop_second_factor(tx, ground.ratna);
        EXPECT_FALSE(second_factor_matches(tx, keys, ground.ratna, fresh[3]));
        EXPECT_EQ(recovery_codes_left(tx, ground.ratna), 0);
    });
}

// T-TOK-1. FreeScout's invitation matched an empty token (GHSA-jqj5-r72v-v29g) and never expired (CVE-2026-41902).
TEST(SingleUseTokens, NothingButTheRightOneIsTaken) {
    Ground ground;
    const auto budi = ground.add("budi", Role::agent);
    const auto gone = ground.add("gone", Role::agent);
    const auto late = ground.add("late", Role::agent);
    const auto give = [&](const Person& person, Purpose purpose) {
        return ground.db.write([&](Tx& tx) { return give_token(tx, person, purpose, "", 60min); });
    };
    const auto expired = give(late, Purpose::new_password);
    ground.clock.advance(60min);
    const auto replaced = give(budi, Purpose::new_password);
    const auto right = give(budi, Purpose::new_password);
    const auto used = give(ground.ratna, Purpose::new_password);
    ground.db.write([&](Tx& tx) { set_password_by_link(tx, used, "$x"); });
    const auto of_gone = give(gone, Purpose::new_password);
    ground.db.write([&](Tx& tx) { set_active(tx, gone, false); });
    auto upper = right;
    std::ranges::transform(upper, upper.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    ASSERT_NE(upper, right);

    const std::pair<std::string_view, std::string> refused[] = {
        {"empty", ""},
        {"space", " "},
        {"blanks as long as one", std::string(32, ' ')},
        {"NUL", std::string(32, '\0')},
        {"for another purpose", give(budi, Purpose::second_step)},
        {"used", used},
        {"replaced", replaced},
        {"expired", expired},
        {"of somebody who may not come in", of_gone},
        {"truncated", right.substr(0, 31)},
        {"longer", right + "0"},
        {"with a blank", right + " "},
        {"upper-cased", upper},
        {"another", std::string(32, '0')},
        {"no UTF-8", std::string(32, '\xff')},
    };
    for (const auto& [why, token] : refused) EXPECT_FALSE(ground.good(Purpose::new_password, token)) << why;
    EXPECT_TRUE(ground.good(Purpose::new_password, right));
    EXPECT_EQ(right.size(), 32U) << "128 bits";
    EXPECT_EQ(ground.db.write([](Tx& tx) { return forget_expired_tokens(tx); }), 1);
}

TEST(PasswordLink, EndsSessionsAndTheSecondFactorAsItSays) {
    Ground ground;
    ground.set_up();
    const auto link = [&](Factor factor) {
        return ground.db.write([&](Tx& tx) { return give_password_link(tx, ground.ratna, factor); });
    };
    const auto use = [&](std::string_view key, std::string_view hash) {
        return ground.db.write([&](Tx& tx) { return set_password_by_link(tx, key, hash).has_value(); });
    };
    const auto has_factor = [&] { return ground.db.read([&](Tx& tx) { return has_second_factor(tx, ground.ratna); }); };
    const auto session = ground.enter(ground.ratna);
    auto key = link(Factor::kept);
    EXPECT_TRUE(ground.session(session)) << "making the link changes nothing";
    EXPECT_TRUE(use(key, "$first"));
    EXPECT_FALSE(use(key, "$again"));
    EXPECT_FALSE(ground.session(session));
    EXPECT_TRUE(has_factor());
    ground.db.read([](Tx& tx) { EXPECT_EQ(local_account(tx, "ratna").password_hash, "$first"); });
    key = link(Factor::dropped);
    EXPECT_TRUE(use(key, "$second"));
    EXPECT_FALSE(has_factor());
    key = link(Factor::kept);
    ground.clock.advance(24h);
    EXPECT_FALSE(use(key, "$late"));
    ground.db.write([&](Tx& tx) {
        const auto other =
            add_person(tx, {.name = "x", .email = "x@contoh.id", .role = Role::agent, .teams = {}}, "intranet", "x");
        EXPECT_THROW(give_password_link(tx, other, Factor::kept), NotFound) << "their provider keeps their password";
    });
}

TEST(SecondFactor, IsSealedInTheDatabase) {
    Ground ground;
    std::vector<std::string> codes;
    const auto secret = ground.set_up(&codes);
    const auto rina = ground.add("rina", Role::agent);
    const auto code = [&] { return authenticator_code(secret, ground.clock.now()); };
    ground.db.write([&](Tx& tx) {
        const auto sealed = stored(tx, ground.ratna);
        EXPECT_TRUE(SealingKeys::is_sealed(sealed));
        EXPECT_EQ(sealed.find(secret), std::string::npos);
        EXPECT_EQ(secrets_sealed_under(tx), keys.fingerprint());
        EXPECT_FALSE(second_factor_matches(tx, others, ground.ratna, code())) << "the database alone is not enough";
        EXPECT_FALSE(second_factor_matches(tx, {}, ground.ratna, code()));
        EXPECT_TRUE(second_factor_matches(tx, {}, ground.ratna, codes[0])) << "recovery codes need no key";
        EXPECT_TRUE(second_factor_matches(tx, keys, ground.ratna, code()));
    });
    ground.clock.advance(1min);
    // Whoever may write to the database puts the sealed secret, whose codes they know, into somebody else's row.
    ground.db.write([&](Tx& tx) {
        begin_second_factor(tx, keys, rina);
        tx.run(test::Ask<"UPDATE second_factors SET confirmed_at = 1, secret = $1 WHERE person_id = $2", 2>{
            {stored(tx, ground.ratna), rina.id}});
        EXPECT_FALSE(second_factor_matches(tx, keys, rina, code()));
    });
    const auto dewi = ground.add("dewi", Role::agent);
    EXPECT_THROW(ground.db.write([&](Tx& tx) { begin_second_factor(tx, others, dewi); }), Unavailable)
        << "one key for all";
}

TEST(SealSecondFactors, SealsWhatStoodOpenAndExchangesTheKey) {
    Ground ground;
    const auto secret = ground.set_up();
    const auto seal = [&](const SealingKeys& with) {
        return ground.db.write([&](Tx& tx) { return seal_second_factors(tx, with); });
    };
    const auto good = [&](const SealingKeys& with) {
        ground.clock.advance(1min);
        return ground.db.write([&](Tx& tx) {
            return second_factor_matches(tx, with, ground.ratna, authenticator_code(secret, tx.now()));
        });
    };
    // As it was before secrets were sealed.
    ground.db.write([&](Tx& tx) {
        tx.run(test::Ask<"UPDATE second_factors SET secret = $1", 1>{{secret}});
        tx.run(test::Ask<"DELETE FROM sealing_key", 0>{});
        EXPECT_FALSE(secrets_sealed_under(tx));
    });
    EXPECT_FALSE(good(keys)) << "what is not sealed counts for nothing";
    EXPECT_EQ(seal(keys), 1);
    EXPECT_EQ(seal(keys), 0) << "again is harmless";
    EXPECT_TRUE(good(keys));
    const SealingKeys both(std::string(64, '2') + "," + std::string(64, '1'));
    EXPECT_EQ(seal(both), 1);
    EXPECT_EQ(ground.db.read([](Tx& tx) { return secrets_sealed_under(tx); }), others.fingerprint());
    EXPECT_TRUE(good(others)) << "the old key is not needed any more";
    EXPECT_FALSE(good(keys));
    EXPECT_EQ(seal(keys), 0) << "what it cannot open stays as it is";
}

TEST(SealSecondFactors, LeavesADatabaseWithoutSecretsAlone) {
    Ground ground;
    ground.db.write([&](Tx& tx) {
        EXPECT_EQ(seal_second_factors(tx, keys), 0);
        EXPECT_FALSE(secrets_sealed_under(tx)) << "any key will do until the first secret";
    });
}

TEST(SecondStep, IsGoodForFiveMinutesAndFiveTries) {
    Ground ground;
    const auto begin = [&] {
        return ground.db.write([&](Tx& tx) { return begin_second_step(tx, ground.ratna, "/admin"); });
    };
    const auto take = [&](std::string_view token, std::string_view code) {
        return ground.db.write([&](Tx& tx) { return take_second_step(tx, keys, token, code); });
    };
    EXPECT_FALSE(begin()) << "without a second factor there is no second step";
    const auto secret = ground.set_up();
    const auto code = [&] { return authenticator_code(secret, ground.clock.now()); };

    auto token = begin().value();
    EXPECT_FALSE(take(token, "000000"));
    const auto passed = take(token, code());
    ASSERT_TRUE(passed);
    EXPECT_EQ(passed->person.id, ground.ratna.id);
    EXPECT_EQ(passed->details, "/admin");
    ground.clock.advance(1min);
    EXPECT_FALSE(take(token, code())) << "used";

    token = begin().value();
    for (int i = 0; i < 5; ++i) EXPECT_FALSE(take(token, "abc"));
    EXPECT_FALSE(take(token, code())) << "five guesses, then the password again";

    token = begin().value();
    ground.clock.advance(5min);
    EXPECT_FALSE(take(token, code()));
}

TEST(AdminSession, NeedsASecondFactorBeforeAnythingElse) {
    Ground ground;
    const auto budi = ground.enter(ground.add("budi", Role::agent));
    const auto ratna = ground.enter(ground.ratna);
    EXPECT_TRUE(ground.session(ratna)->needs_second_factor);
    EXPECT_FALSE(ground.session(budi)->needs_second_factor);
    const auto elsewhere = ground.db.write([&](Tx& tx) {
        return sign_in(tx, ground.ratna, Channel::intranet, {"127.0.0.1", "test"}, ground.rules);
    });
    EXPECT_FALSE(ground.session(elsewhere)->needs_second_factor) << "the provider's to ask";
    ground.secret();
    EXPECT_TRUE(ground.session(ratna)->needs_second_factor) << "a secret on trial is none";
    ground.set_up();
    EXPECT_FALSE(ground.session(ratna)->needs_second_factor);
}

}  // namespace
}  // namespace hero
