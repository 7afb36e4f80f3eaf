#include <gtest/gtest.h>

#include <ctime>
#include <random>
#include <set>

#include "base/html/html.hpp"
#include "base/html/ordinary.hpp"
#include "base/text.hpp"

namespace hero::html {
namespace {

using namespace std::string_literals;

std::string rendered(std::string_view source, Headings headings = Headings::bold) {
    return markdown(source, headings).text();
}

std::string repeated(std::string_view piece, std::size_t bytes) {
    std::string out;
    while (out.size() + piece.size() <= bytes) out += piece;
    return out;
}

bool is_allowed_link(std::string_view tag) {
    constexpr std::string_view start = "a href=\"";
    constexpr std::string_view end = "\" rel=\"nofollow noopener\"";
    if (!tag.starts_with(start) || !tag.ends_with(end)) return false;
    const auto href = tag.substr(start.size(), tag.size() - start.size() - end.size());
    if (href.find_first_of("\"'<> \\") != std::string_view::npos || href.starts_with("//")) return false;
    const auto colon = href.find_first_of(":/?#");
    if (colon == std::string_view::npos || href[colon] != ':') return true;
    const auto scheme = folded(href.substr(0, colon));
    return scheme == "http" || scheme == "https" || scheme == "mailto";
}

bool is_allowed_list(std::string_view tag) {
    return tag.starts_with("ol start=\"") && tag.ends_with('"') &&
           whole_number(tag.substr(10, tag.size() - 11)).has_value();
}

// Why `html` is more than a balanced run of the tags that markdown may write; empty when it is not.
std::string fault_in(std::string_view html) {
    static const std::set<std::string_view> plain = {"p",          "br",    "hr",    "ul", "ol",     "li",
                                                     "blockquote", "pre",   "code",  "em", "strong", "del",
                                                     "table",      "thead", "tbody", "tr", "td",     "th scope=\"col\"",
                                                     "h2",         "h3",    "h4",    "h5", "h6"};
    std::vector<std::string_view> open;
    for (auto at = html.find('<'); at != std::string_view::npos; at = html.find('<', at + 1)) {
        const auto tag = html.substr(at + 1, html.find('>', at) - at - 1);
        if (tag.starts_with('/')) {
            if (open.empty() || open.back() != tag.substr(1)) return "closes " + std::string{tag};
            open.pop_back();
        } else if (!plain.contains(tag) && !is_allowed_link(tag) && !is_allowed_list(tag)) {
            return "opens " + std::string{tag};
        } else if (tag != "br" && tag != "hr") {
            open.push_back(tag.substr(0, tag.find(' ')));
        }
    }
    return open.empty() ? "" : "leaves open " + std::string{open.back()};
}

TEST(Markdown, KeepsTheLinesOfPlainText) {
    EXPECT_EQ(rendered("Baris satu\nbaris dua\r\nbaris tiga\n\nAlinea baru"),
              "<p>Baris satu<br>\nbaris dua<br>\nbaris tiga</p>\n<p>Alinea baru</p>\n");
    EXPECT_EQ(rendered(""), "");
}

TEST(Markdown, DoesNotTakeTicketNumbersForHeadings) {
    EXPECT_EQ(rendered("#A-KORS22000343\n#123 juga"), "<p>#A-KORS22000343<br>\n#123 juga</p>\n");
}

TEST(Markdown, TurnsHeadingsOfUsersIntoBoldParagraphs) {
    EXPECT_EQ(rendered("# Judul *x*\n###### Kecil"),
              "<p><strong>Judul <em>x</em></strong></p>\n<p><strong>Kecil</strong></p>\n");
}

TEST(Markdown, GivesOurOwnTextsRealHeadings) {
    EXPECT_EQ(rendered("# a\n## b\n### c\n###### d", Headings::real),
              "<h2>a</h2>\n<h2>b</h2>\n<h3>c</h3>\n<h6>d</h6>\n");
}

TEST(Markdown, DrawsALineUnderALettersEnd) {
    EXPECT_EQ(rendered("Terima kasih\n---\nBudi"), "<p>Terima kasih</p>\n<hr>\n<p>Budi</p>\n");
    EXPECT_EQ(rendered("Salam\n====", Headings::real), "<p>Salam</p>\n<hr>\n");
}

TEST(Markdown, KeepsLinesThatLookLikeLinkDefinitions) {
    EXPECT_EQ(rendered("[ERROR]: timeout\n[a]"), "<p>[ERROR]: timeout<br>\n[a]</p>\n");
    EXPECT_EQ(rendered("`x[1]: y`"), "<p><code>x[1]: y</code></p>\n");
    EXPECT_EQ(rendered("```\n[a]: b\n```"), "<pre><code>[a]: b\n</code></pre>\n");
}

TEST(Markdown, WritesListsQuotesAndCode) {
    EXPECT_EQ(rendered("- a\n- b\n\n5. lima"),
              "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<ol start=\"5\">\n<li>lima</li>\n</ol>\n");
    EXPECT_EQ(rendered("- a\n\n- b"), "<ul>\n<li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ul>\n");
    EXPECT_EQ(rendered("> kutip"), "<blockquote>\n<p>kutip</p>\n</blockquote>\n");
    EXPECT_EQ(rendered("```cpp\na<b> & \"c\"\n```"), "<pre><code>a&lt;b&gt; &amp; &quot;c&quot;\n</code></pre>\n");
    EXPECT_EQ(rendered("**t** *m* ~~h~~ ~5~ `k`"),
              "<p><strong>t</strong> <em>m</em> <del>h</del> ~5~ <code>k</code></p>\n");
}

TEST(Markdown, WritesTables) {
    EXPECT_EQ(rendered("| a | b |\n|---|--:|\n| 1 | 2 |"),
              "<table>\n<thead><tr><th scope=\"col\">a</th><th scope=\"col\">b</th></tr></thead>\n"
              "<tbody>\n<tr><td>1</td><td>2</td></tr>\n</tbody></table>\n");
    EXPECT_EQ(rendered("|a|\n|-|"), "<table>\n<thead><tr><th scope=\"col\">a</th></tr></thead>\n</table>\n");
}

TEST(Markdown, LinksWebMailAndOwnAddresses) {
    const auto link = [](const std::string& href, const std::string& text) {
        return "<p><a href=\"" + href + "\" rel=\"nofollow noopener\">" + text + "</a></p>\n";
    };
    EXPECT_EQ(rendered("[x](https://a.b/?c=1&d=\"2\")"), link("https://a.b/?c=1&amp;d=%222%22", "x"));
    EXPECT_EQ(rendered("[x](/tiket/A-1)"), link("/tiket/A-1", "x"));
    EXPECT_EQ(rendered("[x](#atas)"), link("#atas", "x"));
    EXPECT_EQ(rendered("<mailto:a@b.id>"), link("mailto:a@b.id", "mailto:a@b.id"));
    EXPECT_EQ(rendered("https://hero.kemendag.go.id/a_b_c"),
              link("https://hero.kemendag.go.id/a_b_c", "https://hero.kemendag.go.id/a_b_c"));
    EXPECT_EQ(rendered("www.kemendag.go.id"), link("http://www.kemendag.go.id", "www.kemendag.go.id"));
    EXPECT_EQ(rendered("budi@kemendag.go.id"), link("mailto:budi@kemendag.go.id", "budi@kemendag.go.id"));
    EXPECT_EQ(rendered("[x](/\\evil.com)"), link("/%5Cevil.com", "x"));
    EXPECT_EQ(rendered("[x](<é ü>)"), link("%C3%A9%20%C3%BC", "x"));
}

TEST(Markdown, KeepsTheTextOfAddressesItDoesNotLink) {
    for (const auto* address :
         {"javascript:alert(1)", "JaVaScRiPt:alert(1)", "java&#9;script:alert(1)", "<java\tscript:alert(1)>",
          "javascript&colon;alert(1)", "&#106;avascript:alert(1)", "&#1;javascript:alert(1)", "vbscript:x",
          "data:text/html;base64,PHNjcmlwdD4=", "file:///etc/passwd", "//evil.com", "ftp://a.b", "%6aavascript:x",
          "\x01javascript:alert(1)", "tel:123", ""}) {
        EXPECT_EQ(rendered("[x]("s + address + ")").find("<a"), std::string::npos) << address;
        EXPECT_EQ(rendered("![x]("s + address + ")").find("<a"), std::string::npos) << address;
    }
    EXPECT_EQ(rendered("[klik](javascript:x)"), "<p>klik</p>\n");
}

TEST(Markdown, TurnsImagesIntoLinks) {
    EXPECT_EQ(rendered("![gambar](http://a.b/c.png \"judul\")"),
              "<p><a href=\"http://a.b/c.png\" rel=\"nofollow noopener\">gambar</a></p>\n");
    EXPECT_EQ(rendered("![](http://a.b/c.png)"),
              "<p><a href=\"http://a.b/c.png\" rel=\"nofollow noopener\">http://a.b/c.png</a></p>\n");
    EXPECT_EQ(rendered("[![i](http://a/b)](http://c)"),
              "<p><a href=\"http://c\" rel=\"nofollow noopener\">i</a></p>\n");
}

TEST(Markdown, ShowsHtmlAsItWasTyped) {
    EXPECT_EQ(rendered("<script>alert(1)</script>"), "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n");
    EXPECT_EQ(rendered("a <b onclick=x>c</b>"), "<p>a &lt;b onclick=x&gt;c&lt;/b&gt;</p>\n");
    EXPECT_EQ(rendered("<div>\n isi\n</div>\n"), "<p>&lt;div&gt;<br>\n isi<br>\n&lt;/div&gt;</p>\n");
    EXPECT_EQ(rendered("{{7*7}} ${7}"), "<p>{{7*7}} ${7}</p>\n");
}

TEST(Markdown, LetsNoPayloadThrough) {
    for (const auto* payload : {
             "<script>alert(1)</script>",
             "<img src=x onerror=alert(1)>",
             "<a href=\"java&#9;script:alert(1)\">x</a>",
             "<form action=//evil><button formaction=javascript:alert(1)>",
             "<div hx-get=\"/keluar\" hx-trigger=\"load\">",
             "<div data-hx-on:load=\"alert(1)\">",
             "<iframe srcdoc=\"<script>alert(1)</script>\">",
             "<object data=\"data:text/html,x\"></object>",
             "<xmp><svg/onload=alert(1)></xmp>",
             "<style>@import'//evil'</style>",
             "<p style=\"background:url(//evil)\">",
             "<scr<script>ipt>alert(1)</scr</script>ipt>",
             "<!--><img src=x onerror=alert(1)>-->",
             "<![CDATA[<img src=x onerror=alert(1)>]]>",
             "<?php echo 1 ?>",
             "[x](\"onmouseover=alert(1)\")",
             "[x](http://a\"onmouseover=alert(1))",
             "[x](http://a 'title\" onmouseover=alert(1)')",
             "![\" onerror=alert(1)](http://a)",
             "<http://a\"onclick=alert(1)>",
             "http://a\"onclick=alert(1)//",
             "```\"><script>alert(1)</script>\nx\n```",
             "`</code><script>alert(1)</script>`",
             "|<script>|\n|-|\n|<img src=x onerror=alert(1)>|",
             "&lt;script&gt;alert(1)&lt;/script&gt; &#60;script&#62;",
             "- <svg onload=alert(1)>\n  > <math><mi//xlink:href=\"data:x,<script>alert(1)</script>\">",
             "<a@b.c\"onclick=alert(1)>",
         }) {
        EXPECT_EQ(fault_in(rendered(payload)), "") << payload << "\n" << rendered(payload);
    }
}

TEST(Markdown, WritesAClosedSetOfTagsWhateverComes) {
    const std::string_view pieces[] = {
        "<",           ">",   "\"",   "'",    "&",    "[",       "](",   ")",  "![",     "*",  "**",      "_",
        "~~",          "`",   "```",  "\n",   "\n\n", "- ",      "1. ",  "> ", "    ",   "# ", "|",       "|-|\n",
        "---\n",       "a",   "b c",  "\\",   "//",   "http://", "www.", "@",  "a@b.id", ":",  "&#",      ";",
        "javascript:", "<b>", "</b>", "<!--", "-->",  "\xFF",    "\x01", "é",  "\t",     "]:", "<a href="};
    std::mt19937 random{20260701};
    std::uniform_int_distribution<std::size_t> any{0, std::size(pieces) - 1};
    for (int i = 0; i < 5000; ++i) {
        std::string source;
        for (int n = 0; n < 40; ++n) source += pieces[any(random)];
        ASSERT_EQ(fault_in(rendered(source)), "") << source;
        ASSERT_TRUE(is_clean_utf8(rendered(source))) << testing::PrintToString(source);
    }
}

// A word in emphasis at the end is enough to have all of it read as Markdown.
TEST(Markdown, OrdinaryTextIsWhatItWouldBeAsMarkdown) {
    const auto as_markdown = [](const std::string& text) { return rendered(text + "\n\n*x*"); };
    std::mt19937 random{7};
    const std::vector<std::string> pieces{"Sejak",
                                          " pagi",
                                          "\n",
                                          "\n\n",
                                          " ",
                                          "www",
                                          ".",
                                          ",",
                                          ":",
                                          "//",
                                          "http",
                                          "(",
                                          ")",
                                          "\"",
                                          "'",
                                          "#",
                                          "=",
                                          "-",
                                          "--",
                                          "+",
                                          "1.",
                                          "1)",
                                          "!",
                                          "?",
                                          "e-mail",
                                          "%",
                                          "/",
                                          ";",
                                          "kita",
                                          "é",
                                          "\xe2\x80\x94",
                                          "\xff",
                                          "\xef\xbb\xbf",
                                          "\t",
                                          "*",
                                          "_",
                                          "ftp",
                                          "[",
                                          "]",
                                          "|",
                                          "\\",
                                          "&",
                                          "<b>",
                                          "~~",
                                          "@",
                                          "$",
                                          "`",
                                          "\r",
                                          "a.b"};
    int ordinary = 0;
    for (int i = 0; i < 60'000; ++i) {
        std::string text;
        const auto few = i % 3 == 0 ? pieces.size() : 35;  // often without those that mark something
        for (std::size_t piece = random() % 9; piece > 0; --piece) text += pieces[random() % few];
        if (!is_ordinary(text)) continue;
        ++ordinary;
        ASSERT_EQ(rendered(text) + "<p><em>x</em></p>\n", as_markdown(text)) << text;
    }
    EXPECT_GT(ordinary, 5'000);
}

TEST(Markdown, KnowsOrdinaryText) {
    for (const auto* text :
         {"", "Sejak pagi tidak bisa masuk.", "Baris satu\nBaris dua\n\n\nParagraf, kedua: \"ya\" (100%)!\n",
          "Nomor #A-KORS26000001 / e-SKA", "Pukul 08.30 – 09.00 é", "(catatan)"})
        EXPECT_TRUE(is_ordinary(text)) << text;
    for (const auto* text : {"- butir",
                             "1. butir",
                             "1) butir",
                             " berjarak",
                             "akhir ",
                             "akhir  \nbaris",
                             "kata\n===",
                             "kata\n---",
                             "# judul",
                             "*a*",
                             "_a_",
                             "`a`",
                             "~~a~~",
                             "[a]",
                             "a|b",
                             "a@b.id",
                             "www.contoh.id",
                             "lihat WWW.contoh.id",
                             "https://contoh.id",
                             "a\\",
                             "&amp;",
                             "<b>",
                             "a\tb",
                             "a\r\nb",
                             "\xff",
                             "> kutip",
                             "+ butir",
                             "a\x01"
                             "b"})
        EXPECT_FALSE(is_ordinary(text)) << text;
}

TEST(Markdown, LimitsTheDepthOfTags) {
    for (const auto& source : {repeated("> ", 90) + "isi", repeated("*a **b ", 4000) + repeated("b** a*", 4000)}) {
        const auto html = rendered(source);
        EXPECT_EQ(fault_in(html), "");
        std::size_t depth = 0, most = 0;
        for (std::size_t at = 0; (at = html.find('<', at)) != std::string::npos; ++at) {
            if (html[at + 1] == '/')
                --depth;
            else if (html.compare(at, 4, "<br>") != 0)
                most = std::max(most, ++depth);
        }
        EXPECT_LE(most, 40U);
        EXPECT_GE(most, 30U);
    }
}

TEST(Markdown, ShowsWhatIsTooLongAsPlainLines) {
    const auto html = rendered("**a**\r\n<b>\xFF\n" + repeated("x", 70'000));
    EXPECT_TRUE(html.starts_with("<p>**a**<br>\n&lt;b&gt;\xEF\xBF\xBD<br>\nxxx")) << html.substr(0, 80);
    EXPECT_EQ(fault_in(html), "");
}

// Each of these takes cmark-gfm quadratic time or memory when nothing stops it; the second is 9 s for 10 kB.
TEST(Markdown, IsQuickForInputBuiltToBeSlow) {
    constexpr std::size_t size = 20'000;
    const std::string slow[] = {
        repeated("[", size),
        repeated("|a", size / 4) + "|\n" + repeated("|-", size / 4) + "|\n" + repeated("a\n", size / 2),
        repeated("|a|\n|-|\n\n", size),
        repeated("- ", size / 2) + "a\n" + repeated("a\n", size / 2),
        repeated(">", size / 2) + "a\n" + repeated("a\n", size / 2),
        repeated("1) ", size),
        repeated("![[]()", size),
        repeated("a@", size),
        repeated("a@b.c ", size),
        "www.a.b/" + repeated(")", size),
        repeated("*a_", size),
        repeated("`a``b", size),
        repeated("<a b=\"", size),
        repeated("<!--", size),
        "[a]: " + repeated("b", size / 2) + "\n\n" + repeated("[a]", size / 2),
    };
    for (const auto& source : slow) {
        const auto start = std::clock();
        const auto html = rendered(source);
        EXPECT_LT(std::clock() - start, CLOCKS_PER_SEC / 2) << source.substr(0, 40);
        EXPECT_LT(html.size(), 20 * source.size()) << source.substr(0, 40);
        EXPECT_EQ(fault_in(html), "") << source.substr(0, 40);
    }
}

}  // namespace
}  // namespace hero::html
