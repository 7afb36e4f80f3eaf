// Whatever mail comes: what is read is valid, within its limits, and the same the second time.
#include <string>

#include "base/text.hpp"
#include "fuzz/fuzz.hpp"
#include "mail/reading.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace hero;
    const auto input = fuzz::text_of(bytes, size);
    const auto mail = read_mail(input);
    MUST_HOLD(mail.headers.size() <= most_headers);
    for (const auto& [name, value] : mail.headers) {
        MUST_HOLD(is_clean_utf8(name) && is_clean_utf8(value));
        MUST_HOLD(!fuzz::has_control(name) && !fuzz::has_control(value));
        MUST_HOLD(length_of(value) <= longest_header);
    }
    for (const auto* text : {&mail.text, &mail.html}) {
        MUST_HOLD(is_clean_utf8(*text) && length_of(*text) <= longest_text);
        MUST_HOLD(text->find('\r') == std::string::npos);
    }
    MUST_HOLD(mail.files.size() <= static_cast<std::size_t>(most_parts));
    for (const auto& file : mail.files) {
        MUST_HOLD(!fuzz::has_control(file.name) && !fuzz::has_control(file.type));
        MUST_HOLD(file.name.find_first_of("/\\") == std::string::npos);
        MUST_HOLD(file.size <= 4 * input.size());
    }
    const auto again = read_mail(input);
    MUST_HOLD(again.headers == mail.headers && again.text == mail.text && again.html == mail.html);
    return 0;
}
