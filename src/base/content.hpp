#pragma once
// Texts and documents for readers, embedded as they are (src/pages/content).
#include <span>
#include <string_view>

namespace hero {

struct ContentFile {
    std::string_view path;  // "id/faq/lupa-kata-sandi.md"
    std::string_view bytes;
};

std::span<const ContentFile> all_content();

}  // namespace hero
