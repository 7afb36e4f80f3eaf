// Whatever comes, what remains is on the list, and stays the same when it is sanitized again.
#include <gumbo.h>

#include <set>
#include <string>

#include "base/html/html.hpp"
#include "fuzz/fuzz.hpp"

namespace {

bool is_allowed(const GumboElement& element) {
    static const std::set<std::string_view> names{
        "html", "head", "body",  "a",     "p",       "div",   "br",    "hr",    "b",  "strong",     "i",  "em",
        "u",    "s",    "small", "sub",   "sup",     "code",  "pre",   "ul",    "ol", "blockquote", "li", "dl",
        "dt",   "dd",   "th",    "table", "caption", "thead", "tbody", "tfoot", "tr", "td"};
    return element.tag_namespace == GUMBO_NAMESPACE_HTML && element.tag != GUMBO_TAG_UNKNOWN &&
           names.contains(gumbo_normalized_tagname(element.tag));
}

bool has_safe_scheme(std::string value) {
    for (char& c : value)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 32);
    return value.starts_with("http://") || value.starts_with("https://") || value.starts_with("mailto:");
}

bool is_allowed(const GumboAttribute& attribute) {
    const std::string_view name = attribute.name, value = attribute.value;
    if (name == "href") return has_safe_scheme(attribute.value);
    if (name == "rel") return value == "nofollow noopener noreferrer";
    return name == "colspan" || name == "rowspan";
}

void inspect(const GumboNode& node) {
    if (node.type != GUMBO_NODE_ELEMENT) {
        MUST_HOLD(node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE);
        return;
    }
    const auto& element = node.v.element;
    MUST_HOLD(is_allowed(element));
    for (unsigned i = 0; i < element.attributes.length; ++i)
        MUST_HOLD(is_allowed(*static_cast<const GumboAttribute*>(element.attributes.data[i])));
    for (unsigned i = 0; i < element.children.length; ++i)
        inspect(*static_cast<const GumboNode*>(element.children.data[i]));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto once = hero::html::sanitized(hero::fuzz::text_of(bytes, size));
    if (!once) return 0;
    auto* parsed = gumbo_parse_with_options(&kGumboDefaultOptions, once->text().data(), once->text().size());
    inspect(*parsed->root);
    gumbo_destroy_output(&kGumboDefaultOptions, parsed);
    const auto twice = hero::html::sanitized(once->text());
    MUST_HOLD(twice && twice->text() == once->text());
    return 0;
}
