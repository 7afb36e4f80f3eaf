// Headers that every answer carries, whatever it is; hosts that are not ours; links that name a host. (ZITADEL
// CVE-2023-49097 and its two returns: links built from a header somebody sent.)
#include <gtest/gtest.h>

#include <set>

#include "base/http/assets.hpp"
#include "tests/access/scene.hpp"

namespace hero {
namespace {

using test::Scene;

constexpr std::string_view policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "object-src 'none'; manifest-src 'self'";

void expect_headers(const http::Response& response, bool https) {
    const bool download = !response.file.empty();
    EXPECT_EQ(response.header("Content-Security-Policy"),
              download ? "sandbox; default-src 'none'; frame-ancestors 'none'" : policy);
    EXPECT_EQ(response.header("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(response.header("Referrer-Policy"), "same-origin");
    EXPECT_EQ(response.header("Cross-Origin-Opener-Policy"), "same-origin");
    EXPECT_EQ(response.header("Cross-Origin-Resource-Policy"), "same-origin");
    EXPECT_EQ(response.header("Permissions-Policy"), "camera=(self), microphone=(), geolocation=()");
    EXPECT_EQ(response.header("Strict-Transport-Security"), https ? "max-age=63072000; includeSubDomains" : "");
    EXPECT_EQ(response.header("Server"), "");
    EXPECT_NE(response.header("Cache-Control"), "");
    if (download) EXPECT_TRUE(response.header("Content-Disposition").starts_with("attachment;"));
}

TEST(Headers, AreOnEveryAnswerOfEveryRouteToEverybody) {
    Scene scene;
    std::set<int> statuses;
    for (const auto& line : Scene::lines()) {
        for (auto& visitor : scene.visitors) {
            SCOPED_TRACE(line.path + " " + line.object + ", " + std::string{visitor.name});
            const auto response = scene.ask(visitor, line);
            statuses.insert(response.status);
            expect_headers(response, false);
            // What is somebody's own is never kept by anything between us and them.
            if (!visitor.key.empty()) EXPECT_NE(response.header("Cache-Control").find("no-store"), std::string::npos);
        }
    }
    for (const int status : {200, 303, 403, 404, 409, 422}) EXPECT_TRUE(statuses.contains(status)) << status;
}

http::Request get(std::string path, std::string host = "127.0.0.1:8080") {
    http::Request request;
    request.target = path;
    request.path = std::move(path);
    request.remote = "127.0.0.1";
    request.headers.emplace_back("host", std::move(host));
    return request;
}

TEST(Headers, AreOnErrorsAndAssetsToo) {
    for (const auto* secure : {"off", "on"}) {
        test::TestApp ground({{"secure-cookies", secure}});
        const auto expect = [&](http::Request request, int status) {
            SCOPED_TRACE(request.path);
            const auto response = ground.site.handle(request);
            EXPECT_EQ(response.status, status);
            expect_headers(response, std::string_view{secure} == "on");
        };
        expect(get("/tidak-ada"), 404);
        expect(get("/tiket/"), 301);
        expect(get("/static/tidak-ada.css"), 404);
        expect(get(std::string{http::asset_path("hero.css")}), 200);
        expect(get("/", "jahat.contoh"), 421);
        auto wrong = get("/faq");
        wrong.method = http::Method::del;
        expect(std::move(wrong), 405);
    }
}

// The language and notices as well as the session. All cookies pass the same place.
TEST(Cookies, AreOfThisHostAndHttpsOnlyWherePeopleComeByIt) {
    test::TestApp ground({{"base-url", "https://localhost"}});
    std::set<std::string> names;
    const auto look = [&](const http::Response& response) {
        for (const auto& [name, value] : response.headers) {
            if (name != "Set-Cookie") continue;
            EXPECT_TRUE(value.starts_with("__Host-")) << value;
            for (const auto* part : {"; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax"})
                EXPECT_NE(value.find(part), std::string::npos) << value;
            EXPECT_EQ(value.find("Domain="), std::string::npos) << value;
            names.insert(value.substr(0, value.find('=')));
        }
        return response;
    };
    auto sari = ground.visitor();
    look(sari.get("/masuk?lang=en"));
    EXPECT_NE(sari.get("/masuk").body.find("<html lang=\"en\">"), std::string::npos) << "it is read again";
    look(sari.post("/masuk/demo", {{"orang", "sari"}}));
    const auto token = test::between(look(sari.get("/akun")).body, "name=\"csrf\" value=\"", "\"");
    EXPECT_EQ(look(sari.post("/akun", {{"csrf", token}, {"bahasa", "en"}})).status, 303);
    EXPECT_NE(look(sari.get("/akun")).body.find("Changes saved."), std::string::npos) << "the notice is read again";
    EXPECT_FALSE(sari.cookies.contains("__Host-kabar")) << "once";
    look(sari.post("/keluar", {{"csrf", token}}));
    EXPECT_EQ(names, (std::set<std::string>{"__Host-bahasa", "__Host-hero", "__Host-kabar"}));
}

TEST(Host, OnlyOursIsAnswered) {
    Scene scene;
    for (const auto& line : Scene::lines()) {
        for (const auto* host :
             {"jahat.contoh", "127.0.0.1.jahat.contoh", "jahat.contoh:8080", "", "localhost@jahat.contoh",
              "[::1].jahat.contoh", "[::1]jahat", "[::1].jahat.contoh:80", "[::1]:80.jahat.contoh", "[::1", "::1",
              "localhost:80:80", "localhost:80.jahat.contoh", "localhost:jahat", "[::2]"}) {
            auto request = scene.request(scene.visitors[1], line);
            for (auto& [name, value] : request.headers)
                if (name == "host") value = host;
            EXPECT_EQ(scene.site.handle(request).status, 421) << line.path << " " << host;
        }
    }
    auto asset = get(std::string{http::asset_path("hero.css")}, "jahat.contoh");
    EXPECT_EQ(scene.site.handle(asset).status, 421);
    for (const auto* host : {"localhost", "LOCALHOST:8080", "127.0.0.1:1", "[::1]", "[::1]:8080"}) {
        auto ours = get(std::string{http::asset_path("hero.css")}, host);
        EXPECT_EQ(scene.site.handle(ours).status, 200) << host;
    }
}

// Every page as everybody, asked by another of our names and with all headers that could name a host: a page names the
// one of the base URL, or none.
TEST(Host, LinksNameOnlyTheBaseUrl) {
    Scene scene("https://hero.contoh.id");
    for (const auto& line : Scene::lines()) {
        if (test::is_unsafe(*line.route)) continue;
        for (auto& visitor : scene.visitors) {
            auto request = scene.request(visitor, line);
            for (const auto* name : {"x-forwarded-host", "x-host", "x-original-host", "x-forwarded-server"})
                request.headers.emplace_back(name, "jahat.contoh");
            request.headers.emplace_back("forwarded", "host=jahat.contoh;proto=https");
            request.headers.emplace_back("x-forwarded-proto", "gopher");
            const auto response = scene.site.handle(request);
            EXPECT_EQ(response.body.find("jahat.contoh"), std::string::npos) << line.path;
            EXPECT_EQ(response.body.find("gopher"), std::string::npos) << line.path;
            EXPECT_EQ(response.body.find("127.0.0.1:8080"), std::string::npos) << line.path;
            const auto location = response.header("Location");
            EXPECT_TRUE(location.empty() || (location.starts_with('/') && !location.starts_with("//"))) << location;
        }
    }
}

}  // namespace
}  // namespace hero
