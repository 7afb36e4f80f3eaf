// Every route that changes something refuses what did not come from one of our own pages, whoever's browser sends it,
// and changes nothing. (RT CVE-2012-4732 and CVE-2017-5943, UVdesk #193, FreeScout's disconnect.)
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/access/contents.hpp"
#include "tests/access/scene.hpp"
#include "ui/routing.hpp"

namespace hero {
namespace {

using test::Line;
using test::Scene;
using test::Visitor;

struct Forgery {
    std::string_view name;
    std::string_view header, value;
    enum class Token { own, none, another, nonsense } token = Token::own;
};

constexpr Forgery forgeries[] = {
    {"from another site", "sec-fetch-site", "cross-site"},
    {"from a sibling domain", "sec-fetch-site", "same-site"},
    {"from an unknown place", "sec-fetch-site", "elsewhere"},
    {"without an origin", "origin", "null"},
    {"of another origin", "origin", "https://jahat.contoh"},
    {"of an origin that begins like ours", "origin", "http://127.0.0.1:8080.jahat.contoh"},
    {"without a token", "", "", Forgery::Token::none},
    {"with somebody else's token", "", "", Forgery::Token::another},
    {"with a token that is none", "", "", Forgery::Token::nonsense},
};

std::string token_for(Scene& scene, const Visitor& visitor, Forgery::Token which) {
    switch (which) {
        case Forgery::Token::own:
            return visitor.token;
        case Forgery::Token::none:
            return "";
        case Forgery::Token::another:
            return std::ranges::find_if(
                       scene.visitors,
                       [&](const Visitor& other) { return !other.token.empty() && other.key != visitor.key; })
                ->token;
        case Forgery::Token::nonsense:
            return std::string(visitor.token.size(), 'a');
    }
    return "";
}

bool goes_through(const http::Response& response) {
    return response.status < 400 && test::kind_of(response) != "login";
}

// A line of the route and somebody for whom the honest request does something, with a session if possible; where it
// never does, somebody whom the guard lets in.
struct Trial {
    const Line* line = nullptr;
    Visitor* visitor = nullptr;
};

Trial trial_of(Scene& scene, const std::vector<Line>& lines) {
    Trial second_best;
    for (const bool signed_in : {true, false})
        for (const auto& line : lines)
            for (auto& visitor : scene.visitors) {
                if (visitor.token.empty() == signed_in || visitor.key == "disabled" || !visitor.bearer.empty())
                    continue;
                const auto response = scene.ask(visitor, line);
                if (goes_through(response)) return {&line, &visitor};
                const bool refused = response.status == 403 || test::kind_of(response) == "login";
                if (!refused && !second_best.line) second_best = {&line, &visitor};
            }
    return second_best;
}

void expect_refusals(Scene& scene, const Line& line, Visitor& visitor) {
    for (const auto& forgery : forgeries) {
        // A visitor has no session that somebody could ride on: their forms are known by where they come from.
        if (visitor.key.empty() && forgery.token != Forgery::Token::own) continue;
        SCOPED_TRACE(line.path + ", " + std::string{visitor.name} + ", " + std::string{forgery.name});
        auto request = scene.request(visitor, line);
        if (const auto token = token_for(scene, visitor, forgery.token); !token.empty())
            request.form.add("csrf", token);
        if (!forgery.header.empty()) request.headers.emplace_back(forgery.header, forgery.value);
        const auto before = test::contents_of(scene.app.db);
        EXPECT_EQ(scene.send(visitor, request, line).status, 403);
        EXPECT_EQ(test::contents_of(scene.app.db), before);
    }
}

TEST(CrossSite, NoUnsafeRouteTakesAForgedRequest) {
    Scene scene;
    std::map<const Route*, std::vector<Line>> routes;
    for (auto& line : Scene::lines())
        if (test::is_unsafe(*line.route) && line.route->guard != Guard::token) routes[line.route].push_back(line);
    EXPECT_GT(routes.size(), 30U);
    for (const auto& [route, lines] : routes) {
        const auto trial = trial_of(scene, lines);
        ASSERT_TRUE(trial.visitor) << route->pattern << ": nobody may ask for it";
        expect_refusals(scene, *trial.line, *trial.visitor);
    }
}

TEST(CrossSite, SignInFormsAreTakenFromOurPagesOnly) {
    Scene scene;
    for (const auto& line : Scene::lines()) {
        if (!line.route->pattern.starts_with("/masuk") || !test::is_unsafe(*line.route)) continue;
        for (const auto& forgery : forgeries) {
            if (forgery.header.empty()) continue;
            auto request = scene.request(scene.visitors[0], line);
            request.headers.emplace_back(forgery.header, forgery.value);
            EXPECT_EQ(scene.send(scene.visitors[0], request, line).status, 403) << forgery.name;
        }
    }
}

TEST(CrossSite, WhatOurOwnPagesSendIsTaken) {
    Scene scene;
    const auto lines = Scene::lines();
    const auto account = std::ranges::find_if(
        lines, [](const Line& line) { return line.route->pattern == "/akun" && test::is_unsafe(*line.route); });
    auto& visitor = scene.visitors[1];
    for (const auto& [header, value] : {std::pair{"sec-fetch-site", "same-origin"},
                                        {"sec-fetch-site", "none"},
                                        {"origin", "http://127.0.0.1:8080"}}) {
        auto request = scene.request(visitor, *account);
        request.form.add("csrf", visitor.token);
        request.headers.emplace_back(header, value);
        EXPECT_EQ(scene.send(visitor, request, *account).status, 303) << header << " " << value;
    }
}

}  // namespace
}  // namespace hero
