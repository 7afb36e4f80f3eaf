// cmark-gfm reads (what is not ordinary text), this file writes: only the tags named here can come out, whatever the
// reader makes of its input.
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>

#include "base/escape.hpp"
#include "base/html/html.hpp"
#include "base/html/links.hpp"
#include "base/html/markdown_shape.hpp"
#include "base/html/ordinary.hpp"
#include "base/text.hpp"

namespace hero::html {
namespace {

// Marks "]:" so that no line is taken for a link definition, which would vanish ("[ERROR]: timeout"). Left out again
// when text is written.
constexpr char mark = '\x01';

constexpr std::size_t deepest = 40;

std::string marked(std::string_view source) {
    std::string out;
    out.reserve(source.size() + source.size() / 16);
    for (const char letter : source) {
        if (letter == ':' && out.ends_with(']')) out += mark;
        out += letter == mark ? ' ' : letter;
    }
    return out;
}

std::string_view of(const char* text) { return text ? std::string_view{text} : std::string_view{}; }

void append_text(std::string& out, std::string_view text) {
    for (const char letter : text)
        if (letter != mark) append_escaped(out, letter);
}

void append_lines(std::string& out, std::string_view text) {
    while (text.ends_with('\n')) text.remove_suffix(1);
    bool first = true;
    for (const auto line : split(text, '\n')) {
        if (!first) out += "<br>\n";
        append_text(out, line);
        first = false;
    }
}

bool has_safe_scheme(std::string_view address) {
    const auto end = address.find_first_of(":/?#");
    if (end == std::string_view::npos || address[end] != ':') return !address.starts_with("//");
    const auto scheme = folded(address.substr(0, end));
    return scheme == "http" || scheme == "https" || scheme == "mailto";
}

// The value of an href, or nothing when the address may not be linked.
std::optional<std::string> href_of(std::string_view typed) {
    std::string address{typed};
    std::erase(address, mark);
    if (address.empty() || !has_safe_scheme(address)) return std::nullopt;
    std::string out;
    for (const char& letter : address) {
        if (letter == '&') {
            out += "&amp;";
        } else {
            out += is_url_character(letter) ? std::string(1, letter) : percent_encoded({&letter, 1});
        }
    }
    return out;
}

class Writer {
public:
    explicit Writer(Headings headings) : headings_(headings) {}

    std::string write(cmark_node* root) {
        const std::unique_ptr<cmark_iter, decltype(&cmark_iter_free)> steps{cmark_iter_new(root), cmark_iter_free};
        for (auto event = cmark_iter_next(steps.get()); event != CMARK_EVENT_DONE;
             event = cmark_iter_next(steps.get())) {
            if (event == CMARK_EVENT_EXIT) {
                close();
            } else if (auto* node = cmark_iter_get_node(steps.get()); !write_leaf(node) && !open_extension(node)) {
                open_node(node);
            }
        }
        return std::move(out_);
    }

private:
    // Tags deeper than a reader can follow are left out; their text stays.
    void open(std::string_view tag, std::string_view end) {
        if (ends_.size() >= deepest) return open_unmarked();
        out_ += tag;
        ends_.push_back(end);
    }
    void open_unmarked() { ends_.emplace_back(); }

    // li in its list, tr in its table, td in its row: marked when that is.
    void open_part(std::string_view tag, std::string_view end) {
        if (ends_.back().empty()) return open_unmarked();
        out_ += tag;
        ends_.push_back(end);
    }

    void close() {
        if (ends_.back() == link_end) in_link_ = false;
        out_ += ends_.back();
        ends_.pop_back();
    }

    // Whether `node` holds text itself, which is then written.
    bool write_leaf(cmark_node* node) {
        const auto text = of(cmark_node_get_literal(node));
        switch (cmark_node_get_type(node)) {
            case CMARK_NODE_TEXT:
            case CMARK_NODE_HTML_INLINE:
                append_text(out_, text);
                return true;
            case CMARK_NODE_SOFTBREAK:
            case CMARK_NODE_LINEBREAK:
                out_ += "<br>\n";
                return true;
            case CMARK_NODE_CODE:
                write_between("<code>", text, "</code>");
                return true;
            case CMARK_NODE_CODE_BLOCK:
                write_between("<pre><code>", text, "</code></pre>\n");
                return true;
            case CMARK_NODE_THEMATIC_BREAK:
                out_ += "<hr>\n";
                return true;
            case CMARK_NODE_HTML_BLOCK:
                out_ += "<p>";
                append_lines(out_, text);
                out_ += "</p>\n";
                return true;
            default:
                return false;
        }
    }

    void write_between(std::string_view tag, std::string_view text, std::string_view end) {
        out_ += tag;
        append_text(out_, text);
        out_ += end;
    }

    void open_node(cmark_node* node) {
        switch (cmark_node_get_type(node)) {
            case CMARK_NODE_BLOCK_QUOTE:
                return open("<blockquote>\n", "</blockquote>\n");
            case CMARK_NODE_LIST:
                return open_list(node);
            case CMARK_NODE_ITEM:
                return open_part("<li>", "</li>\n");
            case CMARK_NODE_PARAGRAPH:
                return open_paragraph(node);
            case CMARK_NODE_HEADING:
                return open_heading(node);
            case CMARK_NODE_EMPH:
                return open("<em>", "</em>");
            case CMARK_NODE_STRONG:
                return open("<strong>", "</strong>");
            case CMARK_NODE_LINK:
            case CMARK_NODE_IMAGE:
                return open_link(node);
            default:
                return open_unmarked();
        }
    }

    // Strikethrough and tables, which have names instead of numbers.
    bool open_extension(cmark_node* node) {
        const auto type = of(cmark_node_get_type_string(node));
        if (type == "strikethrough") {
            open("<del>", "</del>");
        } else if (type == "table") {
            const bool has_body = cmark_node_first_child(node) != cmark_node_last_child(node);
            open("<table>\n", has_body ? "</tbody></table>\n" : "</table>\n");
        } else if (type == "table_header") {
            open_part("<thead><tr>", cmark_node_next(node) ? "</tr></thead>\n<tbody>\n" : "</tr></thead>\n");
        } else if (type == "table_row") {
            open_part("<tr>", "</tr>\n");
        } else if (type == "table_cell") {
            const bool heads = of(cmark_node_get_type_string(cmark_node_parent(node))) == "table_header";
            open_part(heads ? "<th scope=\"col\">" : "<td>", heads ? "</th>" : "</td>");
        } else {
            return false;
        }
        return true;
    }

    void open_list(cmark_node* list) {
        if (cmark_node_get_list_type(list) != CMARK_ORDERED_LIST) return open("<ul>\n", "</ul>\n");
        const int start = cmark_node_get_list_start(list);
        open(start == 1 ? "<ol>\n" : "<ol start=\"" + std::to_string(start) + "\">\n", "</ol>\n");
    }

    // In a list without blank lines an item's text stands without <p>.
    void open_paragraph(cmark_node* paragraph) {
        auto* parent = cmark_node_parent(paragraph);
        const bool in_item = cmark_node_get_type(parent) == CMARK_NODE_ITEM && !ends_.back().empty();
        if (in_item && cmark_node_get_list_tight(cmark_node_parent(parent)) != 0) return open_unmarked();
        open("<p>", "</p>\n");
    }

    void open_heading(cmark_node* heading) {
        // Text over a line of dashes is how people end a letter, not a heading.
        if (cmark_node_get_end_line(heading) > cmark_node_get_start_line(heading)) return open("<p>", "</p>\n<hr>\n");
        if (headings_ == Headings::bold) return open("<p><strong>", "</strong></p>\n");
        constexpr std::array<std::array<std::string_view, 2>, 5> tags{
            {{"<h2>", "</h2>\n"}, {"<h3>", "</h3>\n"}, {"<h4>", "</h4>\n"}, {"<h5>", "</h5>\n"}, {"<h6>", "</h6>\n"}}};
        const auto level = std::clamp(cmark_node_get_heading_level(heading), 2, 6);
        const auto& [tag, end] = tags.at(static_cast<std::size_t>(level - 2));
        open(tag, end);
    }

    void open_link(cmark_node* link) {
        const auto address = of(cmark_node_get_url(link));
        const auto href = in_link_ || ends_.size() >= deepest ? std::nullopt : href_of(address);
        if (!href) return open_unmarked();
        in_link_ = true;
        open("<a href=\"" + *href + "\" rel=\"nofollow noopener\">", link_end);
        if (!cmark_node_first_child(link)) append_text(out_, address);
    }

    static constexpr std::string_view link_end = "</a>";

    Headings headings_;
    std::string out_;
    std::vector<std::string_view> ends_;  // of every open node; empty for one without a tag
    bool in_link_ = false;
};

using Parser = std::unique_ptr<cmark_parser, decltype(&cmark_parser_free)>;

Parser parser_for(const MarkdownShape& shape) {
    static const bool registered = (cmark_gfm_core_extensions_ensure_registered(), true);
    static_cast<void>(registered);
    Parser parser{cmark_parser_new(CMARK_OPT_VALIDATE_UTF8 | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE), cmark_parser_free};
    const auto attach = [&parser](const char* name) {
        cmark_parser_attach_syntax_extension(parser.get(), cmark_find_syntax_extension(name));
    };
    attach("strikethrough");
    if (shape.tables_are_cheap()) attach("table");
    if (shape.links_are_cheap()) attach("autolink");
    return parser;
}

std::string plain(std::string_view source) {
    std::string out = "<p>";
    append_lines(out, clean_text(showable(source)));
    return out + "</p>\n";
}

// Of ordinary text: what stands between empty lines.
std::string paragraphs(std::string_view source) {
    std::string out;
    out.reserve(source.size() + source.size() / 8 + 16);
    bool in_paragraph = false;
    for (const auto line : split(source, '\n')) {
        if (line.empty()) {
            if (in_paragraph) out += "</p>\n";
            in_paragraph = false;
        } else {
            out += in_paragraph ? "<br>\n" : "<p>";
            append_text(out, line);
            in_paragraph = true;
        }
    }
    if (in_paragraph) out += "</p>\n";
    return out;
}

}  // namespace

SafeHtml markdown(std::string_view source, Headings headings) {
    const auto shape = MarkdownShape::of(source);
    if (!shape.is_cheap()) return SafeHtml{plain(source)};
    if (is_ordinary(source)) return SafeHtml{paragraphs(source)};
    const auto parser = parser_for(shape);
    const auto text = marked(source);
    cmark_parser_feed(parser.get(), text.data(), text.size());
    const std::unique_ptr<cmark_node, decltype(&cmark_node_free)> root{cmark_parser_finish(parser.get()),
                                                                       cmark_node_free};
    return SafeHtml{Writer{headings}.write(root.get())};
}

}  // namespace hero::html
