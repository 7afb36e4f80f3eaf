#include "tests/security/marks.hpp"

#include <algorithm>
#include <cctype>
#include <set>
#include <vector>

namespace hero::test {

namespace {

struct Attribute {
    std::string name;
    std::string value;
};

bool is_blank(char c) { return std::isspace(static_cast<unsigned char>(c)) || c == '/'; }

std::string lower(std::string_view text) {
    std::string out{text};
    std::ranges::transform(out, out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

// Reads one tag of which '<' is gone already; `rest` stands behind it afterwards.
class Tag {
public:
    explicit Tag(std::string_view& rest) : rest_(rest) {
        name = lower(word());
        while (!rest_.empty() && rest_.front() != '>') {
            skip_blank();
            if (rest_.empty() || rest_.front() == '>') break;
            Attribute attribute{lower(word()), {}};
            if (attribute.name.empty()) rest_.remove_prefix(1);
            if (!rest_.empty() && rest_.front() == '=') attribute.value = value();
            if (!attribute.name.empty()) attributes.push_back(std::move(attribute));
        }
        if (!rest_.empty()) rest_.remove_prefix(1);
    }

    std::string name;
    std::vector<Attribute> attributes;

private:
    void skip_blank() {
        while (!rest_.empty() && is_blank(rest_.front())) rest_.remove_prefix(1);
    }
    std::string_view word() {
        std::size_t end = 0;
        while (end < rest_.size() && !is_blank(rest_[end]) && rest_[end] != '=' && rest_[end] != '>') ++end;
        const auto found = rest_.substr(0, end);
        rest_.remove_prefix(end);
        return found;
    }
    std::string value() {
        rest_.remove_prefix(1);
        while (!rest_.empty() && std::isspace(static_cast<unsigned char>(rest_.front()))) rest_.remove_prefix(1);
        if (rest_.empty()) return {};
        const char quote = rest_.front();
        const bool quoted = quote == '"' || quote == '\'';
        if (quoted) rest_.remove_prefix(1);
        const auto end = std::min(quoted ? rest_.find(quote) : rest_.find_first_of(" \t\n>"), rest_.size());
        std::string found{rest_.substr(0, end)};
        rest_.remove_prefix(std::min(end + (quoted ? 1 : 0), rest_.size()));
        return found;
    }

    std::string_view& rest_;
};

bool is_known_element(const std::string& name) {
    static const std::set<std::string> known{
        "a",        "article",  "aside",  "b",       "blockquote", "body",   "br",       "button",  "caption",
        "code",     "col",      "dd",     "del",     "details",    "dialog", "div",      "dl",      "dt",
        "em",       "fieldset", "footer", "form",    "g",          "h1",     "h2",       "h3",      "h4",
        "h5",       "h6",       "head",   "header",  "hr",         "html",   "input",    "kbd",     "label",
        "legend",   "li",       "link",   "main",    "meta",       "nav",    "noscript", "ol",      "optgroup",
        "option",   "p",        "path",   "pre",     "progress",   "rect",   "script",   "section", "select",
        "small",    "span",     "strong", "summary", "svg",        "table",  "tbody",    "td",      "template",
        "textarea", "tfoot",    "th",     "thead",   "time",       "title",  "tr",       "ul",      "use"};
    return known.contains(name);
}

bool is_known_attribute(const std::string& name) {
    static const std::set<std::string> known{"accept",
                                             "action",
                                             "align",
                                             "as",
                                             "autocapitalize",
                                             "autocomplete",
                                             "autofocus",
                                             "charset",
                                             "checked",
                                             "class",
                                             "colspan",
                                             "content",
                                             "crossorigin",
                                             "d",
                                             "datetime",
                                             "defer",
                                             "disabled",
                                             "download",
                                             "enctype",
                                             "fill",
                                             "for",
                                             "form",
                                             "formaction",
                                             "formnovalidate",
                                             "height",
                                             "hidden",
                                             "href",
                                             "hreflang",
                                             "hx-get",
                                             "hx-ignore",
                                             "hx-include",
                                             "hx-post",
                                             "hx-select",
                                             "hx-swap",
                                             "hx-target",
                                             "hx-trigger",
                                             "id",
                                             "inputmode",
                                             "label",
                                             "lang",
                                             "max",
                                             "maxlength",
                                             "method",
                                             "min",
                                             "minlength",
                                             "multiple",
                                             "name",
                                             "novalidate",
                                             "open",
                                             "pattern",
                                             "placeholder",
                                             "popover",
                                             "popovertarget",
                                             "readonly",
                                             "rel",
                                             "required",
                                             "role",
                                             "rows",
                                             "scope",
                                             "selected",
                                             "shape-rendering",
                                             "spellcheck",
                                             "src",
                                             "start",
                                             "step",
                                             "tabindex",
                                             "target",
                                             "title",
                                             "type",
                                             "value",
                                             "viewbox",
                                             "width",
                                             "xmlns"};
    if (name.starts_with("aria-")) return true;
    return name.starts_with("data-") ? !name.starts_with("data-hx") : known.contains(name);
}

bool leads_somewhere(const std::string& name) {
    return name == "href" || name == "src" || name == "action" || name == "formaction" || name == "hx-get" ||
           name == "hx-post";
}

bool is_own(std::string_view address) { return address.starts_with('/') && !address.starts_with("//"); }

// Texts lead to the web and to mailboxes, and nothing is loaded from there.
bool is_harmless(const std::string& element, const std::string& attribute, std::string_view address) {
    if (is_own(address) || address.empty()) return true;
    if (element != "a" || attribute != "href") return false;
    return address.starts_with('#') || address.starts_with('?') || address.starts_with("https://") ||
           address.starts_with("http://") || address.starts_with("mailto:") || address.starts_with("tel:");
}

std::string fault_in(const Tag& tag) {
    if (!is_known_element(tag.name)) return "<" + tag.name + ">";
    bool loads_own = false;
    for (const auto& [name, value] : tag.attributes) {
        if (!is_known_attribute(name)) return tag.name + " " + name;
        if (leads_somewhere(name) && !is_harmless(tag.name, name, value)) return tag.name + " " + name + "=" + value;
        loads_own = loads_own || (name == "src" && is_own(value));
    }
    return tag.name == "script" && !loads_own ? "<script> of the page's own" : "";
}

}  // namespace

std::string foreign_marks(std::string_view page) {
    while (true) {
        const auto start = page.find('<');
        if (start == std::string_view::npos || start + 1 == page.size()) return "";
        page.remove_prefix(start + 1);
        if (page.starts_with("!doctype") || page.starts_with("!DOCTYPE")) continue;
        if (page.starts_with('/')) continue;  // an end tag
        if (page.starts_with('!') || page.starts_with('?')) return "a comment";
        if (!std::isalpha(static_cast<unsigned char>(page.front()))) continue;
        const Tag tag(page);
        if (auto fault = fault_in(tag); !fault.empty()) return fault;
    }
}

}  // namespace hero::test
