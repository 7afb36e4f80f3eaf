// Query strings, form bodies, escapes and request targets.
#include "base/http/forms.hpp"

#include <fmt/format.h>

#include "base/http/target.hpp"
#include "base/utf8.hpp"
#include "fuzz/fuzz.hpp"

namespace {

std::string encoded(std::string_view text) {
    std::string all;
    for (const char c : text) all += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace hero::http;
    const auto input = hero::fuzz::text_of(bytes, size);
    MUST_HOLD(form_decoded(encoded(input)) == input);
    MUST_HOLD(percent_decoded(encoded(input)) == std::string{input});
    MUST_HOLD(form_decoded(input).size() <= input.size());

    const auto form = parse_urlencoded(input);
    std::string again;
    for (const auto& [name, value] : form.fields())
        again += (again.empty() ? "" : "&") + encoded(name) + "=" + encoded(value);
    MUST_HOLD(parse_urlencoded(again).fields() == form.fields());

    UrlencodedReader reader(100'000, 100'000, 1000);
    bool going = true;
    for (std::size_t at = 0; going && at < input.size(); at += 3) going = reader.feed(input.substr(at, 3));
    if (going && reader.finish()) MUST_HOLD(reader.take().fields() == form.fields());

    if (const auto target = read_target(input)) {
        MUST_HOLD(target->path.starts_with('/') && !hero::fuzz::has_control(target->path));
        MUST_HOLD(target->path.find("/../") == std::string::npos && !target->path.ends_with("/.."));
    }
    return 0;
}
