#include "base/http/assets.hpp"

#include <gtest/gtest.h>

#include <span>
#include <stdexcept>

namespace hero::http {

std::span<const Asset> all_assets();

namespace {

const Asset& stylesheet() {
    for (const auto& asset : all_assets())
        if (asset.name == "hero.css") return asset;
    throw std::logic_error("no stylesheet");
}

Response ask(std::string_view path, std::vector<std::pair<std::string, std::string>> headers = {}) {
    Request request;
    request.path = path;
    request.headers = std::move(headers);
    return serve_asset(request);
}

TEST(ServeAsset, SendsEmbeddedBytesForAYear) {
    const auto response = ask(asset_path("hero.css"));
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.fixed, stylesheet().bytes);
    EXPECT_EQ(response.header("Content-Type"), "text/css; charset=utf-8");
    EXPECT_EQ(response.header("Cache-Control"), "public, max-age=31536000, immutable");
    EXPECT_EQ(response.header("Vary"), "Accept-Encoding");
    EXPECT_EQ(response.header("Content-Encoding"), "");
}

TEST(ServeAsset, PacksForThoseWhoAcceptIt) {
    const std::vector<std::pair<std::string, bool>> cases = {
        {"gzip", true},
        {"gzip, deflate, br", true},
        {"br;q=1.0, GZIP;q=0.5", true},
        {"*", true},
        {"gzip;q=0", false},
        {"gzip; q=0.000", false},
        {"*, gzip;q=0", false},
        {"*;q=0", false},
        {"br", false},
        {"gzipped", false},
        {"", false},
    };
    for (const auto& [accepted, packed] : cases) {
        const auto response = ask(asset_path("hero.css"), {{"accept-encoding", accepted}});
        EXPECT_EQ(response.fixed, packed ? stylesheet().gzip : stylesheet().bytes) << accepted;
        EXPECT_EQ(response.header("Content-Encoding"), packed ? "gzip" : "") << accepted;
    }
}

TEST(ServeAsset, SendsNothingThatIsKnown) {
    const std::string tag(stylesheet().etag);
    const auto packed = std::string(ask(asset_path("hero.css"), {{"accept-encoding", "gzip"}}).header("ETag"));
    EXPECT_NE(packed, tag);
    for (const auto& known : {tag, packed, "W/" + tag, "\"x\", " + tag, std::string("*")}) {
        const auto response = ask(asset_path("hero.css"), {{"if-none-match", known}});
        EXPECT_EQ(response.status, 304) << known;
        EXPECT_TRUE(response.fixed.empty());
        EXPECT_EQ(response.header("ETag"), tag);
        EXPECT_EQ(response.header("Vary"), "Accept-Encoding");
    }
    EXPECT_EQ(ask(asset_path("hero.css"), {{"if-none-match", "\"x\""}}).status, 200);
}

TEST(ServeAsset, KnowsOnlyItsOwnPaths) {
    EXPECT_EQ(ask("/static/none.css").status, 404);
    EXPECT_EQ(ask("/static/hero.css").status, 404);
    EXPECT_THROW(asset_path("none.css"), std::logic_error);
}

}  // namespace
}  // namespace hero::http
