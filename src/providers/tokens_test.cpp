#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "providers/inside.hpp"
#include "tests/false_provider.hpp"

namespace hero::providers {
namespace {

using test::FalseProvider;

// The provider's keys as they are published, read once for each question.
KeysFor keys_of(const FalseProvider& provider) {
    return [&provider](std::string_view id, std::string_view algorithm) {
        boost::json::array list;
        for (const auto& key : provider.published_keys) list.push_back(key);
        std::vector<Key> found;
        for (auto& key : read_keys(boost::json::serialize(boost::json::object{{"keys", list}})))
            if (key.algorithm == algorithm && (id.empty() || key.id == id)) found.push_back(key);
        return found;
    };
}

// Why a token of the provider's is refused, or "".
std::string refusal(const FalseProvider& provider, const Clock& clock, const std::string& token) {
    const Expected expected{.issuer = provider.issuer(),
                            .client = "hero",
                            .nonce = provider.nonce,
                            .access_token = "kunci",
                            .asked_at = clock.now(),
                            .now = clock.now()};
    try {
        const auto claims = check_token(token, expected, keys_of(provider));
        arrival_of(claims, {.issuer = provider.issuer(), .client_id = "hero", .client_secret = "x"}, Channel::google);
        return "";
    } catch (const Refused& refused) {
        return refused.what();
    }
}

struct Ground {
    FrozenClock clock{test::start_of_test};
    FalseProvider provider;

    Ground() {
        provider.clock = &clock;
        provider.nonce = std::string(64, 'a');
    }
    std::string why() { return refusal(provider, clock, provider.id_token()); }
};

TEST(Signature, WithPaddingIsNone) {
    const Ground ground;
    auto token = ground.provider.id_token();
    EXPECT_EQ(refusal(ground.provider, ground.clock, token), "");
    token[token.size() - 6] = '=';
    EXPECT_NE(refusal(ground.provider, ground.clock, token), "");
}

TEST(Keys, WithPaddingAreNone) {
    EXPECT_TRUE(
        read_keys(R"({"keys":[{"kty":"EC","crv":"P-256","kid":"a","x":"f83OJ3D2xF1Bg8vub9tLe=gHMzV76e8Tus9uPHvRVEU",)"
                  R"("y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]})")
            .empty());
}

TEST(IdToken, IsTakenWhenAllIsRight) {
    Ground ground;
    EXPECT_EQ(ground.why(), "");
    ground.provider.key = &test::ec_key();
    ground.provider.header = {{"alg", "ES256"}, {"kid", "ec"}};
    EXPECT_EQ(ground.why(), "") << "ES256";
    ground.provider.header = {{"alg", "ES256"}};
    EXPECT_EQ(ground.why(), "") << "the only key of that kind needs no name";
}

TEST(IdToken, MayBeAMinuteOff) {
    Ground ground;
    for (const int seconds : {-59, 59}) {
        ground.provider.bend_claims = [&](boost::json::object& claims) {
            claims["iat"] = claims["iat"].as_int64() + seconds;
            claims["exp"] = claims["iat"];
        };
        EXPECT_EQ(ground.why(), "") << seconds;
    }
}

TEST(IdToken, MayBeForSeveralWhenItIsAboutUs) {
    Ground ground;
    ground.provider.bend_claims = [](boost::json::object& claims) {
        claims["aud"] = {"lain", "hero"};
        claims["azp"] = "hero";
        claims["at_hash"] = "xt8zZjB1MyhZc-6MyKyDXA";
    };
    EXPECT_EQ(ground.why(), "at_hash");
    ground.provider.bend_claims = [](boost::json::object& claims) {
        claims["aud"] = {"lain", "hero"};
        claims["azp"] = "hero";
    };
    EXPECT_EQ(ground.why(), "");
}

TEST(IdToken, IsRefusedForEachLie) {
    Ground ground;
    EXPECT_GE(test::lies().size(), 28U);
    for (const auto& lie : test::lies()) {
        ground.provider.reset();
        ground.provider.nonce = std::string(64, 'a');
        ASSERT_EQ(ground.why(), "");
        lie.tell(ground.provider);
        EXPECT_EQ(ground.why(), lie.reason) << lie.name;
    }
}

TEST(Strength, IsWhatTheSettingsDemand) {
    const auto now = test::start_of_test;
    const auto seconds = to_millis(now) / 1000;
    const auto why = [&](const char* claims, const Strength& demanded) {
        try {
            check_strength(boost::json::parse(claims), demanded, now);
            return std::string{};
        } catch (const Refused& refused) {
            EXPECT_EQ(refused.reason, Refusal::weak);
            return std::string{refused.what()};
        }
    };
    EXPECT_EQ(why("{}", {}), "") << "nothing is demanded";
    const Strength acr{.acr = {"silver", "gold"}};
    EXPECT_EQ(why(R"({"acr":"gold"})", acr), "");
    for (const auto* claims : {"{}", R"({"acr":"bronze"})", R"({"acr":["gold"]})", R"({"acr":"goldsilver"})",
                               R"({"acr":null})", R"({"acr":""})", R"({"amr":["gold"]})"})
        EXPECT_EQ(why(claims, acr), "acr") << claims;
    const Strength amr{.amr = {"mfa", "otp"}};
    EXPECT_EQ(why(R"({"amr":["pwd","otp"]})", amr), "");
    for (const auto* claims : {"{}", R"({"amr":["pwd"]})", R"({"amr":"otp"})", R"({"amr":[]})", R"({"amr":[["otp"]]})",
                               R"({"amr":{"otp":1}})", R"({"acr":"otp"})"})
        EXPECT_EQ(why(claims, amr), "amr") << claims;
    const Strength lately{.max_age = std::chrono::minutes{10}};
    const auto proven = [&](std::int64_t ago) { return R"({"auth_time":)" + std::to_string(seconds - ago) + "}"; };
    for (const auto ago : {0, 599, 660, -60}) EXPECT_EQ(why(proven(ago).c_str(), lately), "") << ago;
    for (const auto ago : {661, 86400, -61}) EXPECT_EQ(why(proven(ago).c_str(), lately), "auth_time") << ago;
    for (const auto* claims : {"{}", R"({"auth_time":"1"})", R"({"auth_time":-1})", R"({"auth_time":1e300})"})
        EXPECT_EQ(why(claims, lately), "auth_time") << claims;
}

TEST(Claims, TellNameAndGroups) {
    const auto claims = boost::json::parse(
        R"({"sub":"1","name":"  Rina \u0007 W ","email":"r@contoh.id","email_verified":true,
            "groups":["a",7,"b"],"realm_access":{"roles":["c"]},"grup":"d"})");
    const auto groups = [&](const char* claim) {
        return arrival_of(claims,
                          {.issuer = "https://a", .client_id = "hero", .client_secret = "x", .groups_claim = claim},
                          Channel::intranet)
            .groups;
    };
    EXPECT_EQ(groups("groups"), (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(groups("realm_access.roles"), (std::vector<std::string>{"c"}));
    EXPECT_EQ(groups("grup"), (std::vector<std::string>{"d"}));
    EXPECT_TRUE(groups("").empty());
    EXPECT_TRUE(groups("tidak.ada").empty());
    EXPECT_EQ(clean_name("", "rina@contoh.id"), "rina");
    EXPECT_EQ(clean_name("  Rina\n W ", "r@contoh.id"), "Rina W");
}

TEST(Filter, HoldsWhateverIsTypedLiterally) {
    EXPECT_EQ(escaped_for_filter("rina"), "rina");
    EXPECT_EQ(escaped_for_filter("*"), "\\2a");
    EXPECT_EQ(escaped_for_filter("admin)(|(uid=*"), "admin\\29\\28|\\28uid=\\2a");
    EXPECT_EQ(escaped_for_filter("a\\2a"), "a\\5c2a");
    EXPECT_EQ(escaped_for_filter(std::string_view("a\0b", 3)), "a\\00b");
    EXPECT_EQ(escaped_for_filter("é"), "\\c3\\a9");
}

}  // namespace
}  // namespace hero::providers
