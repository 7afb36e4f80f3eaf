#include <gumbo.h>

#include <algorithm>
#include <array>
#include <memory>

#include "base/html/html.hpp"
#include "base/html/links.hpp"
#include "base/text.hpp"

namespace hero::html {

namespace {

constexpr std::size_t longest_input = std::size_t{96} * 1024;
constexpr std::size_t most_tags = 5000;
// An open formatting element is opened anew in every block that follows (HTML5, 13.2.4.3): nodes are their product.
constexpr std::size_t most_reopened = 300'000;
constexpr int most_passes = 5;

constexpr std::array<std::string_view, 14> formatting{"a",    "b", "big",   "code",   "em",     "font", "i",
                                                      "nobr", "s", "small", "strike", "strong", "tt",   "u"};

bool is_cheap(std::string_view source) {
    if (source.size() > longest_input) return false;
    std::size_t tags = 0, formats = 0;
    for (auto at = source.find('<'); at != std::string_view::npos; at = source.find('<', at + 1)) {
        const auto rest = source.substr(at + 1, 10);
        std::size_t length = 0;
        while (length < rest.size() && ((rest[length] | 32) >= 'a' && (rest[length] | 32) <= 'z')) ++length;
        formats += std::ranges::count(formatting, folded(rest.substr(0, length)));
        ++tags;
    }
    return tags <= most_tags && (formats + 1) * (tags + 1) <= most_reopened;
}

// ---- what may stay --------------------------------------------------------------------------------------------------

enum class Fate { keep, rename, unwrap, drop };
struct Rule {
    Fate fate;
    std::string_view name;  // as it is written
};

Rule rule_of(const GumboElement& element) {
    if (element.tag_namespace != GUMBO_NAMESPACE_HTML) return {Fate::drop, {}};
    switch (element.tag) {
        case GUMBO_TAG_A:
        case GUMBO_TAG_P:
        case GUMBO_TAG_DIV:
        case GUMBO_TAG_BR:
        case GUMBO_TAG_HR:
        case GUMBO_TAG_B:
        case GUMBO_TAG_STRONG:
        case GUMBO_TAG_I:
        case GUMBO_TAG_EM:
        case GUMBO_TAG_U:
        case GUMBO_TAG_S:
        case GUMBO_TAG_SMALL:
        case GUMBO_TAG_SUB:
        case GUMBO_TAG_SUP:
        case GUMBO_TAG_CODE:
        case GUMBO_TAG_PRE:
        case GUMBO_TAG_BLOCKQUOTE:
        case GUMBO_TAG_UL:
        case GUMBO_TAG_OL:
        case GUMBO_TAG_LI:
        case GUMBO_TAG_DL:
        case GUMBO_TAG_DT:
        case GUMBO_TAG_DD:
        case GUMBO_TAG_TABLE:
        case GUMBO_TAG_CAPTION:
        case GUMBO_TAG_THEAD:
        case GUMBO_TAG_TBODY:
        case GUMBO_TAG_TFOOT:
        case GUMBO_TAG_TR:
        case GUMBO_TAG_TD:
        case GUMBO_TAG_TH:
            return {Fate::keep, gumbo_normalized_tagname(element.tag)};
        // The page has its own outline.
        case GUMBO_TAG_H1:
        case GUMBO_TAG_H2:
        case GUMBO_TAG_H3:
        case GUMBO_TAG_H4:
        case GUMBO_TAG_H5:
        case GUMBO_TAG_H6:
            return {Fate::rename, "p"};
        case GUMBO_TAG_HEAD:
        case GUMBO_TAG_TITLE:
        case GUMBO_TAG_SCRIPT:
        case GUMBO_TAG_STYLE:
        case GUMBO_TAG_TEMPLATE:
        case GUMBO_TAG_NOSCRIPT:
        case GUMBO_TAG_NOEMBED:
        case GUMBO_TAG_NOFRAMES:
        case GUMBO_TAG_IFRAME:
        case GUMBO_TAG_FRAMESET:
        case GUMBO_TAG_OBJECT:
        case GUMBO_TAG_EMBED:
        case GUMBO_TAG_APPLET:
        case GUMBO_TAG_XMP:
        case GUMBO_TAG_PLAINTEXT:
        case GUMBO_TAG_TEXTAREA:
        case GUMBO_TAG_SELECT:
        case GUMBO_TAG_SVG:
        case GUMBO_TAG_MATH:
        case GUMBO_TAG_AUDIO:
        case GUMBO_TAG_VIDEO:
        case GUMBO_TAG_CANVAS:
            return {Fate::drop, {}};
        default:
            return {Fate::unwrap, {}};
    }
}

bool is_void(std::string_view name) { return name == "br" || name == "hr"; }

// Where the link leads, written for an attribute, or "" when it may not lead there. Browsers skip blanks before an
// address and line ends and tabs within it: so does this before it looks.
std::string safe_href(std::string_view typed) {
    std::string address;
    for (const char c : typed)
        if (static_cast<unsigned char>(c) > 0x20) address += c;
    const auto lower = folded(address);
    if (!lower.starts_with("http://") && !lower.starts_with("https://") && !lower.starts_with("mailto:")) return {};
    std::string out;
    for (const char& c : address) {
        if (c == '&')
            out += "&amp;";
        else
            out += is_url_character(c) ? std::string(1, c) : percent_encoded({&c, 1});
    }
    return out;
}

bool is_span(std::string_view value) {
    return !value.empty() && value.size() <= 2 && value.front() != '0' &&
           value.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string_view value_of(const GumboElement& element, const char* name) {
    const auto* attribute = gumbo_get_attribute(&element.attributes, name);
    return attribute ? std::string_view{attribute->value} : std::string_view{};
}

// ---- writing it anew
// ----------------------------------------------------------------------------------------------------

void write_text(std::string& out, std::string_view text) {
    for (const char c : text) {
        const auto code = static_cast<unsigned char>(c);
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if ((code >= 0x20 && code != 0x7f) || c == '\n' || c == '\t')
            out += c;
    }
}

bool starts_with_line_end(const GumboVector& children) {
    if (children.length == 0) return false;
    const auto* first = static_cast<const GumboNode*>(children.data[0]);
    return (first->type == GUMBO_NODE_TEXT || first->type == GUMBO_NODE_WHITESPACE) &&
           std::string_view{first->v.text.text}.starts_with('\n');
}

// The opening tag; false when the element is not worth one.
bool write_opening(std::string& out, const GumboElement& element, std::string_view name) {
    std::string attributes;
    if (name == "a") {
        const auto href = safe_href(value_of(element, "href"));
        if (href.empty()) return false;
        attributes = " href=\"" + href + "\" rel=\"nofollow noopener noreferrer\"";
    }
    if (name == "td" || name == "th")
        for (const auto* span : {"colspan", "rowspan"})
            if (const auto value = value_of(element, span); is_span(value))
                attributes += std::string{" "} + span + "=\"" + std::string{value} + "\"";
    out += "<" + std::string{name} + attributes + ">";
    // The parser takes the first line end after <pre> for a matter of layout.
    if (name == "pre" && starts_with_line_end(element.children)) out += '\n';
    return true;
}

// Browsers nest no deeper than 512 elements; what lies below is left out, so that the depth of a foreign text is not
// the depth of our stack.
constexpr int most_nested = 512;

void write_node(std::string& out, const GumboNode& node, int depth);

void write_children(std::string& out, const GumboVector& children, int depth) {
    if (depth >= most_nested) return;
    for (unsigned i = 0; i < children.length; ++i)
        write_node(out, *static_cast<const GumboNode*>(children.data[i]), depth + 1);
}

void write_element(std::string& out, const GumboElement& element, int depth) {
    const auto rule = rule_of(element);
    if (rule.fate == Fate::drop) return;
    if (element.tag == GUMBO_TAG_IMG) return write_text(out, value_of(element, "alt"));
    const bool shown = rule.fate != Fate::unwrap && write_opening(out, element, rule.name);
    if (shown && is_void(rule.name)) return;
    write_children(out, element.children, depth);
    if (shown) out += "</" + std::string{rule.name} + ">";
}

void write_node(std::string& out, const GumboNode& node, int depth) {
    switch (node.type) {
        case GUMBO_NODE_ELEMENT:
            return write_element(out, node.v.element, depth);
        case GUMBO_NODE_TEXT:
        case GUMBO_NODE_WHITESPACE:
        case GUMBO_NODE_CDATA:
            return write_text(out, node.v.text.text);
        default:
            return;  // comments, templates
    }
}

std::string rewritten(std::string_view source) {
    const auto close = [](GumboOutput* output) { gumbo_destroy_output(&kGumboDefaultOptions, output); };
    const std::unique_ptr<GumboOutput, decltype(close)> parsed(
        gumbo_parse_with_options(&kGumboDefaultOptions, source.data(), source.size()), close);
    std::string out;
    write_node(out, *parsed->root, 0);
    return out;
}

}  // namespace

std::optional<SafeHtml> sanitized(std::string_view foreign) {
    std::string before{foreign};
    for (int pass = 0; pass < most_passes; ++pass) {
        if (!is_cheap(before)) return std::nullopt;
        auto after = rewritten(before);
        if (!is_clean_utf8(after)) return std::nullopt;
        // What reads the same again cannot hold anything that only a second reading would bring out.
        if (pass > 0 && after == before) return SafeHtml(std::move(after));
        before = std::move(after);
    }
    return std::nullopt;
}

}  // namespace hero::html
