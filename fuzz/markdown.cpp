// What people write becomes HTML that can do nothing: only harmless elements, each with harmless attributes.
#include <array>
#include <string>

#include "base/html/html.hpp"
#include "base/html/ordinary.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"
#include "fuzz/fuzz.hpp"

namespace {

constexpr std::array elements{"p",  "br", "strong", "em",    "del",   "code", "pre", "blockquote",
                              "ul", "ol", "li",     "hr",    "a",     "h2",   "h3",  "h4",
                              "h5", "h6", "table",  "thead", "tbody", "tr",   "th",  "td"};
constexpr std::array attributes{"href", "rel", "start", "scope"};

template <typename List>
bool holds(const List& list, std::string_view word) {
    for (const std::string_view entry : list)
        if (entry == word) return true;
    return false;
}

bool is_safe_address(std::string_view typed) {
    const auto address = hero::folded(typed);  // a scheme is the same in capitals (RFC 3986 §3.1)
    return address.starts_with("http:") || address.starts_with("https:") || address.starts_with("mailto:") ||
           address.find(':') == std::string_view::npos || address.find_first_of("/?#") < address.find(':');
}

void check_attributes(std::string_view text) {
    while (true) {
        while (!text.empty() && (text.front() == ' ' || text.front() == '/' || text.front() == '\n'))
            text.remove_prefix(1);
        if (text.empty()) return;
        const auto equals = text.find('=');
        MUST_HOLD(equals != std::string_view::npos);
        const auto name = text.substr(0, equals);
        MUST_HOLD(holds(attributes, name));
        MUST_HOLD(text.size() > equals + 1 && text[equals + 1] == '"');
        const auto end = text.find('"', equals + 2);
        MUST_HOLD(end != std::string_view::npos);
        if (name == "href") MUST_HOLD(is_safe_address(text.substr(equals + 2, end - equals - 2)));
        text.remove_prefix(end + 1);
    }
}

void check(std::string_view html) {
    for (auto at = html.find('<'); at != std::string_view::npos; at = html.find('<', at + 1)) {
        bool quoted = false;
        auto end = at + 1;
        while (end < html.size() && (quoted || html[end] != '>')) {
            if (html[end] == '"') quoted = !quoted;
            ++end;
        }
        MUST_HOLD(end < html.size());
        auto tag = html.substr(at + 1, end - at - 1);
        if (tag.starts_with('/')) tag.remove_prefix(1);
        const auto name = tag.substr(0, std::min(tag.find_first_of(" \n/"), tag.size()));
        MUST_HOLD(holds(elements, name));
        check_attributes(tag.substr(name.size()));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto input = hero::fuzz::text_of(bytes, size);
    for (const auto headings : {hero::html::Headings::bold, hero::html::Headings::real}) {
        const auto html = hero::html::markdown(input, headings);
        MUST_HOLD(hero::utf8::is_valid(html.text()));
        check(html.text());
        // Ordinary text is not read as Markdown, and looks as if it had been.
        if (hero::html::is_ordinary(input) && input.size() < 60'000)
            MUST_HOLD(hero::html::markdown(std::string(input) + "\n\n*x*", headings).text() ==
                      html.text() + "<p><em>x</em></p>\n");
    }
    return 0;
}
