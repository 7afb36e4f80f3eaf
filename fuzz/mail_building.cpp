// A letter from hostile words: whatever they hold, it has our headers once, one recipient, and no more parts.
#include <gmime/gmime.h>

#include <map>

#include "base/text.hpp"
#include "fuzz/fuzz.hpp"
#include "mail/mime.hpp"

namespace {

std::string next(std::string_view& input) {
    const auto end = std::min(input.find('\x1f'), input.size());
    const std::string piece{input.substr(0, end)};
    input.remove_prefix(std::min(end + 1, input.size()));
    return piece;
}

int recipients_in(const std::string& mime) {
    auto* stream = g_mime_stream_mem_new_with_buffer(mime.data(), mime.size());
    auto* parser = g_mime_parser_new_with_stream(stream);
    auto* message = g_mime_parser_construct_message(parser, nullptr);
    MUST_HOLD(message != nullptr);
    const int count = internet_address_list_length(g_mime_message_get_all_recipients(message));
    g_object_unref(message);
    g_object_unref(parser);
    g_object_unref(stream);
    return count;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    auto input = hero::fuzz::text_of(bytes, size);
    hero::Letter letter;
    letter.ticket = "A-KORS22000343";
    letter.to_name = next(input);
    letter.to_address = next(input);
    letter.subject = next(input);
    letter.text = next(input);
    letter.html = next(input);
    letter.message_id = "hero.1.aa@hero.example.go.id";
    hero::MailSettings settings;
    settings.from = "hero@example.go.id";
    settings.name = "HERO";
    settings.base_url = "https://hero.example.go.id";
    std::string mime;
    try {
        mime = hero::mime_of(letter, settings);
    } catch (const std::invalid_argument&) {
        return 0;
    }
    MUST_HOLD(mime == hero::mime_of(letter, settings));
    std::map<std::string, int> seen;
    for (const auto line : hero::split(std::string_view{mime}.substr(0, mime.find("\r\n\r\n")), '\n'))
        if (!line.starts_with(' ') && !line.starts_with('\t')) ++seen[std::string{line.substr(0, line.find(':'))}];
    for (const auto& [name, times] : seen) MUST_HOLD(times == 1);
    MUST_HOLD(!seen.contains("Bcc") && !seen.contains("Cc"));
    MUST_HOLD(seen.size() <= 12);
    for (std::size_t at = mime.find('\n'); at != std::string::npos; at = mime.find('\n', at + 1))
        MUST_HOLD(at > 0 && mime[at - 1] == '\r');
    static const bool started = [] { return g_mime_init(), true; }();
    MUST_HOLD(started && recipients_in(mime) == 1);
    return 0;
}
