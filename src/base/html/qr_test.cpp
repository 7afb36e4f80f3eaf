#include <gtest/gtest.h>
#include <stdlib.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <vector>

#include "base/html/html.hpp"

namespace hero::html {
namespace {

const std::string address = "https://hero.kemendag.go.id/lacak/A-KORS22000343";

class QrTest : public testing::Test {
protected:
    QrTest() {
        auto pattern = (std::filesystem::temp_directory_path() / "hero-qr-XXXXXX").string();
        folder = ::mkdtemp(pattern.data());
    }
    ~QrTest() override { std::filesystem::remove_all(folder); }

    // What a reader sees in this picture.
    [[nodiscard]] std::string decoded(const std::string& picture, const std::string& name) const {
        const auto path = folder / name;
        std::ofstream(path, std::ios::binary) << picture;
        const auto command =
            "zbarimg --quiet --raw --oneshot -Sdisable -Sqrcode.enable '" + path.string() + "' 2>/dev/null";
        const std::unique_ptr<FILE, int (*)(FILE*)> output{::popen(command.c_str(), "r"), ::pclose};
        std::array<char, 4096> piece{};
        std::string seen;
        while (const auto size = std::fread(piece.data(), 1, piece.size(), output.get()))
            seen.append(piece.data(), size);
        if (seen.ends_with('\n')) seen.pop_back();
        return seen;
    }

    std::filesystem::path folder;
};

unsigned width_in(const std::string& png) {
    unsigned width = 0;
    for (std::size_t at = 16; at < 20; ++at) width = width << 8 | static_cast<unsigned char>(png.at(at));
    return width;
}

// Draws an SVG of ours as a PGM picture, four pixels a module: its path holds only "Mx yhNv1h-Nz".
std::string drawn(const std::string& svg) {
    int width = 0;
    std::sscanf(svg.c_str() + svg.find("viewBox"), "viewBox=\"0 0 %d", &width);
    std::vector<std::string> rows(static_cast<std::size_t>(width),
                                  std::string(static_cast<std::size_t>(width), '\xFF'));
    for (auto at = svg.find(" d=\"") + 4; svg.at(at) == 'M'; at = svg.find('z', at) + 1) {
        unsigned x = 0, y = 0, run = 0;
        std::sscanf(svg.c_str() + at, "M%u %uh%u", &x, &y, &run);
        rows.at(y).replace(x, run, run, '\0');
    }
    std::string picture = "P5 " + std::to_string(width * 4) + " " + std::to_string(width * 4) + " 255\n";
    for (const auto& row : rows)
        for (int line = 0; line < 4; ++line)
            for (const char pixel : row) picture.append(4, pixel);
    return picture;
}

TEST_F(QrTest, PngIsReadBack) {
    EXPECT_EQ(decoded(qr_png(address), "qr.png"), address);
    const auto longer = address + "?kode=" + std::string(300, 'x');
    EXPECT_EQ(decoded(qr_png(longer), "long.png"), longer);
}

TEST_F(QrTest, PngIsLargeEnoughToPrint) {
    for (const std::size_t length : {1U, 48U, 300U, 2000U}) {
        const auto width = width_in(qr_png(std::string(length, 'a')));
        EXPECT_GE(width, 480U);
        EXPECT_LE(width, 480U + 480U / 2);
    }
    EXPECT_LT(qr_png(address).size(), 10'000U);
}

TEST_F(QrTest, SvgIsReadBack) { EXPECT_EQ(decoded(drawn(qr_svg(address, "x").text()), "qr.pgm"), address); }

TEST_F(QrTest, SvgCarriesItsNameAndItsQuietZone) {
    const auto svg = qr_svg(address, "Kode QR tiket <\"A\"> & b").text();
    EXPECT_NE(svg.find("role=\"img\" aria-label=\"Kode QR tiket &lt;&quot;A&quot;&gt; &amp; b\""), std::string::npos)
        << svg;
    EXPECT_NE(svg.find("viewBox=\"0 0 41 41\""), std::string::npos) << svg;
    EXPECT_NE(svg.find("<rect width=\"41\" height=\"41\" fill=\"#fff\"/>"), std::string::npos);
    EXPECT_NE(svg.find(" d=\"M4 4h7v1h-7z"), std::string::npos);
    EXPECT_EQ(svg.find("style"), std::string::npos);
    EXPECT_EQ(svg.find("class"), std::string::npos);
}

TEST_F(QrTest, RefusesWhatACodeCannotHold) {
    EXPECT_THROW(qr_png(std::string(2400, 'x')), std::invalid_argument);
    EXPECT_THROW(qr_svg("", "kosong"), std::invalid_argument);
}

}  // namespace
}  // namespace hero::html
