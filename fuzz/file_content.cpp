// Uploaded files of every format of the guide, ZIP and RAR looked into.
#include "attachments/content.hpp"
#include "fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static constexpr std::string_view extensions[] = {"zip", "docx", "xlsx", "rar", "jpg", "png",
                                                      "pdf", "doc",  "xls",  "ppt", "jpeg"};
    auto input = hero::fuzz::text_of(bytes, size);
    const auto* format = hero::format_of(extensions[hero::fuzz::choice(input, std::size(extensions))]);
    MUST_HOLD(format != nullptr);
    const auto verdict = hero::check_content(*format, input);
    MUST_HOLD(verdict == hero::check_content(*format, input));
    if (input.size() < 4) MUST_HOLD(verdict != hero::Verdict::agrees);
    return 0;
}
