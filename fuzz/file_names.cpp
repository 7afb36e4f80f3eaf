// File names into the Content-Disposition header and onto pages.
#include "attachments/names.hpp"
#include "base/http/header_params.hpp"
#include "base/http/http.hpp"
#include "base/utf8.hpp"
#include "fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto input = hero::fuzz::text_of(bytes, size);
    const auto name = hero::clean_file_name(input);
    MUST_HOLD(hero::utf8::is_valid(name) && !hero::fuzz::has_control(name));
    MUST_HOLD(name.find('/') == std::string::npos && name.find('\\') == std::string::npos);
    MUST_HOLD(hero::clean_file_name(name) == name);

    hero::http::Response response;
    response.set("Content-Disposition", hero::http::attachment_disposition(name));  // throws for a control character
    const auto params = hero::http::parse_header_params(response.header("Content-Disposition"));
    MUST_HOLD(params && params->value == "attachment");
    const auto* extended = params->find("filename*");
    const auto* plain = params->find("filename");
    MUST_HOLD(extended || plain);
    if (extended) {
        const auto shown = hero::http::extended_value_decoded(*extended);
        MUST_HOLD(shown && hero::utf8::is_valid(*shown) && !hero::fuzz::has_control(*shown));
        MUST_HOLD(name.empty() || name.find('"') != std::string::npos || *shown == name);
    }

    if (const auto hostile = hero::http::parse_header_params(input))
        for (const auto& [key, value] : hostile->params) MUST_HOLD(!key.empty() && hostile->find(key) != nullptr);
    (void)hero::http::extended_value_decoded(input);
    return 0;
}
