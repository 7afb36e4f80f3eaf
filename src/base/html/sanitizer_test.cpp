#include <gtest/gtest.h>

#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/html/html.hpp"
#include "tests/checkout.hpp"

namespace hero::html {
namespace {

namespace fs = std::filesystem;

std::string content_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

// "(nothing)" when it is refused.
std::string clean(std::string_view foreign) {
    const auto safe = sanitized(foreign);
    return safe ? safe->text() : "(nothing)";
}

std::string repeated(std::string_view text, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += text;
    return out;
}

// corpus/html: NAME.html becomes NAME.expected, which was read by a person.
TEST(Sanitized, HoldsNothingThatRunsLoadsOrStyles) {
    int files = 0;
    for (const auto& entry : fs::directory_iterator(test::checkout() / "corpus/html")) {
        if (entry.path().extension() != ".html") continue;
        ++files;
        const auto safe = clean(content_of(entry.path()));
        auto expected = entry.path();
        EXPECT_EQ(safe, content_of(expected.replace_extension(".expected"))) << entry.path().filename();
        EXPECT_EQ(clean(safe), safe) << entry.path().filename();
        for (const auto* part : {"<script", "<svg", "<img", "<style", "javascript:", " on", " style=", " id=", " hx-"})
            EXPECT_EQ(safe.find(part), std::string::npos) << entry.path().filename() << ": " << part;
    }
    EXPECT_GT(files, 30);
}

TEST(Sanitized, KeepsWhatALetterNeeds) {
    const std::string letter =
        "<p>Yth. <strong>Sari</strong>,<br>tiket <a href=\"https://hero.example/tiket/A-1?a=1&amp;b=2\" "
        "rel=\"nofollow noopener noreferrer\">A-1</a> selesai.</p>\n<ul><li>satu</li><li>dua</li></ul><hr>";
    EXPECT_EQ(clean(letter), letter);
    EXPECT_EQ(clean(""), "");
}

TEST(Sanitized, TakesAnyBytes) {
    std::string all;
    for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
    EXPECT_EQ(clean(all + "<b>x</b>").find('\0'), std::string::npos);
    clean("<p>\xff\xfe</p>");
    clean("<a href=\"https://contoh.id/\xff\">x</a>");
}

TEST(Sanitized, RefusesWhatIsBuiltToBeSlow) {
    const auto start = std::clock();
    EXPECT_EQ(clean(std::string(200'000, 'x')), "(nothing)");
    EXPECT_EQ(clean(repeated("<div>", 6000)), "(nothing)");
    std::string formats;
    for (int i = 0; i < 1000; ++i) formats += "<b a" + std::to_string(i) + "><p>";
    EXPECT_EQ(clean(formats), "(nothing)");
    EXPECT_NE(clean(repeated("<div>", 4900)), "");
    std::string attributes = "<p";
    for (int i = 0; i < 15'000; ++i) attributes += " a" + std::to_string(i);
    EXPECT_EQ(clean(attributes + ">x"), "<p>x</p>");
    EXPECT_LT(std::clock() - start, 10 * CLOCKS_PER_SEC) << "of the processor's time";
}

TEST(Sanitized, LeavesOutWhatLiesDeeperThanBrowsersNest) {
    const auto deep = clean("<p>atas</p>" + repeated("<div>", 4000) + "bawah");
    EXPECT_NE(deep.find("atas"), std::string::npos);
    EXPECT_EQ(deep.find("bawah"), std::string::npos);
    EXPECT_NE(clean(repeated("<div>", 500) + "bawah").find("bawah"), std::string::npos);
}

}  // namespace
}  // namespace hero::html
