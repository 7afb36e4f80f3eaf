// What the documents name is there: links between them, and the files of the tour.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/checkout.hpp"

namespace hero {
namespace {

namespace fs = std::filesystem;

const fs::path root = test::checkout();

std::vector<fs::path> documents() {
    std::vector<fs::path> found{root / "README.md", root / "CONTRIBUTING.md", root / "CHANGELOG.md"};
    for (const auto& entry : fs::recursive_directory_iterator(root / "docs"))
        if (entry.path().extension() == ".md") found.push_back(entry.path());
    return found;
}

std::string text_of(const fs::path& path) {
    std::ifstream in(path);
    return {std::istreambuf_iterator<char>(in), {}};
}

// What stands between `before` and `after`, each time, within a line.
std::vector<std::string> all_between(const std::string& text, const std::string& before, const std::string& after) {
    std::vector<std::string> found;
    for (auto at = text.find(before); at != std::string::npos;) {
        const auto begin = at + before.size();
        const auto end = text.find(after, begin);
        if (end == std::string::npos) break;
        auto piece = text.substr(begin, end - begin);
        if (piece.find('\n') == std::string::npos) found.push_back(std::move(piece));
        at = text.find(before, end + after.size());
    }
    return found;
}

bool starts_like_a_path(const std::string& text) {
    for (const auto* folder : {"src/", "tests/", "docs/", "tools/", "deploy/", "bench/", "migrations/"})
        if (text.starts_with(folder)) return true;
    return false;
}

}  // namespace

TEST(Documents, LinkToWhatIsThere) {
    std::size_t links = 0;
    for (const auto& document : documents())
        for (const auto& link : all_between(text_of(document), "](", ")")) {
            // "[&](Tx& tx)" is code.
            if (link.starts_with("http") || link.find(' ') != std::string::npos) continue;
            ++links;
            EXPECT_TRUE(fs::exists(document.parent_path() / link)) << document << " links to " << link;
        }
    EXPECT_GT(links, 10U);
}

TEST(Documents, NameFilesThatExist) {
    std::size_t names = 0;
    for (const auto& document : documents())
        for (const auto& name : all_between(text_of(document), "`", "`")) {
            if (!starts_like_a_path(name) || name.find_first_of(" <*{") != std::string::npos) continue;
            ++names;
            EXPECT_TRUE(fs::exists(root / name)) << document << " names " << name;
        }
    EXPECT_GT(names, 30U);
}

}  // namespace hero
