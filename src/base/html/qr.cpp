#include <fmt/compile.h>
#include <png.h>
#include <qrencode.h>

#include <iterator>
#include <memory>
#include <stdexcept>
#include <unordered_map>
#include <vector>

#include "base/escape.hpp"
#include "base/html/html.hpp"

namespace hero::html {
namespace {

// Four light modules around the code, as ISO/IEC 18004 asks: readers need them, on dark pages above all.
constexpr int quiet = 4;
constexpr int least_width = 480;

using Code = std::unique_ptr<QRcode, decltype(&QRcode_free)>;

Code encoded(std::string_view content) {
    Code code{QRcode_encodeData(static_cast<int>(content.size()),
                                reinterpret_cast<const unsigned char*>(content.data()), 0, QR_ECLEVEL_M),
              QRcode_free};
    if (!code) throw std::invalid_argument("a QR code cannot hold this content");
    return code;
}

bool is_dark(const QRcode& code, int row, int column) { return (code.data[row * code.width + column] & 1) != 0; }

// One bar for each run of dark modules in a row.
std::string path_of(const QRcode& code) {
    std::string path;
    for (int row = 0; row < code.width; ++row) {
        for (int column = 0; column < code.width;) {
            const int start = column;
            while (column < code.width && is_dark(code, row, column)) ++column;
            if (column > start)
                fmt::format_to(std::back_inserter(path), FMT_COMPILE("M{} {}h{}v1h-{}z"), start + quiet, row + quiet,
                               column - start, column - start);
            else
                ++column;
        }
    }
    return path;
}

// One byte a pixel, `scale` pixels a module.
std::vector<unsigned char> pixels_of(const QRcode& code, int scale) {
    const int width = (code.width + 2 * quiet) * scale;
    std::vector<unsigned char> pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(width), 0xFF);
    for (int y = quiet * scale; y < (quiet + code.width) * scale; ++y)
        for (int x = quiet * scale; x < (quiet + code.width) * scale; ++x)
            if (is_dark(code, y / scale - quiet, x / scale - quiet))
                pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)] = 0;
    return pixels;
}

struct Drawing {
    int width = 0;
    std::string path;
};

// Choosing the mask of a code and drawing it takes longer than all the rest of a ticket's page, and a page that is
// looked at is looked at again: each thread remembers what it drew last.
const Drawing& drawing_of(std::string_view content) {
    constexpr std::size_t most = 64;  // some 3 kB each
    thread_local std::unordered_map<std::string, Drawing> drawn;
    const std::string key{content};
    if (const auto found = drawn.find(key); found != drawn.end()) return found->second;
    const auto code = encoded(content);
    if (drawn.size() >= most) drawn.clear();
    return drawn.emplace(key, Drawing{code->width + 2 * quiet, path_of(*code)}).first->second;
}

}  // namespace

SafeHtml qr_svg(std::string_view content, std::string_view label) {
    const auto& [width, path] = drawing_of(content);
    return SafeHtml{fmt::format(
        R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {0}" role="img" aria-label="{1}" )"
        R"(shape-rendering="crispEdges"><rect width="{0}" height="{0}" fill="#fff"/><path fill="#000" d="{2}"/></svg>)",
        width, escaped(label), path)};
}

std::string qr_png(std::string_view content) {
    const auto code = encoded(content);
    const int modules = code->width + 2 * quiet;
    const int scale = (least_width + modules - 1) / modules;
    const auto pixels = pixels_of(*code, scale);

    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = image.height = static_cast<png_uint_32>(modules * scale);
    image.format = PNG_FORMAT_GRAY;
    std::string png(PNG_IMAGE_PNG_SIZE_MAX(image), '\0');
    png_alloc_size_t size = png.size();
    if (png_image_write_to_memory(&image, png.data(), &size, 0, pixels.data(), 0, nullptr) == 0)
        throw std::runtime_error(std::string{"libpng: "} + image.message);
    png.resize(size);
    return png;
}

}  // namespace hero::html
