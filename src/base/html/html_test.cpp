#include "base/html/html.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "base/html/templates.hpp"

namespace hero::html {
namespace {

#define PAGE(text) "{{%AUTOESCAPE context=\"HTML\"}}" text

constexpr ViewText texts[] = {
    {Lang::id, "t/line", PAGE("Halo {{name}}!")},
    {Lang::en, "t/line", PAGE("Hello {{name}}!")},
    {Lang::id, "t/places", PAGE("<a href=\"{{url}}\" title=\"{{text}}\">{{text}}</a>{{safe:none}}")},
    {Lang::id, "t/list", PAGE("{{#rows}}[{{text}} {{outer}}{{#late}} late{{/late}}]{{/rows}}{{#more}}(more){{/more}}")},
    {Lang::id, "t/outer", PAGE("{{>part}}{{>part_two}}")},
    {Lang::id, "t/part", PAGE("<b>{{text}}{{outer}}</b>\n")},
    {Lang::id, "t/lines", PAGE("one\n{{#a}}\ntwo {{b}}\nthree\n{{/a}}\nfour\n{{c}}\nfive\n")},
};

constexpr Var name{"name"}, text{"text"}, url{"url"}, outer{"outer"}, b{"b"}, c{"c"};
constexpr Raw safe{"safe"};
constexpr Section rows{"rows"}, late{"late"}, more{"more"}, a{"a"};
constexpr Include part{"part"}, part_two{"part_two"};

class Views : public testing::Test {
protected:
    [[nodiscard]] Document document(const char* view, Lang lang = Lang::id) const {
        return {View{view}, lang, templates};
    }
    Templates templates{texts};
};

using DocumentTest = Views;
using TemplatesTest = Views;

TEST_F(DocumentTest, SpeaksItsLanguage) {
    auto indonesian = document("t/line");
    auto english = document("t/line", Lang::en);
    indonesian.set(name, "Sari");
    english.set(name, std::string{"Sari"});
    EXPECT_EQ(indonesian.render(), "Halo Sari!");
    EXPECT_EQ(english.render(), "Hello Sari!");
    EXPECT_EQ(english.lang(), Lang::en);
}

TEST_F(DocumentTest, EscapesByPlace) {
    auto page = document("t/places");
    page.set(text, "<script>\"'&").set(url, "javascript:alert(1)");
    const auto html = page.render();
    EXPECT_EQ(html.find("<script>"), std::string::npos);
    EXPECT_EQ(html.find("javascript:"), std::string::npos);
    EXPECT_NE(html.find("title=\"&lt;script&gt;&quot;&#39;&amp;\""), std::string::npos) << html;
    EXPECT_NE(html.find(">&lt;script&gt;&quot;&#39;&amp;</a>"), std::string::npos) << html;
}

TEST_F(DocumentTest, NeverExpandsAValueAgain) {
    auto page = document("t/line");
    page.set(name, "{{name}} {{7*7}} ${7} <%= 7 %> [[btn.simpan]]");
    EXPECT_EQ(page.render(), "Halo {{name}} {{7*7}} ${7} &lt;%= 7 %&gt; [[btn.simpan]]!");
}

TEST_F(DocumentTest, InsertsSafeHtmlAsItIs) {
    auto page = document("t/places");
    page.set(safe, markdown("**tebal** <i>"));
    EXPECT_NE(page.render().find("<p><strong>tebal</strong> &lt;i&gt;</p>"), std::string::npos) << page.render();
}

TEST_F(DocumentTest, RepeatsSectionsThatSeeTheirSurroundings) {
    auto page = document("t/list");
    page.set(outer, "o");
    page.add(rows).set(text, 1).show(late);
    page.add(rows).set(text, std::int64_t{-9'000'000'000}).show_if(late, false);
    EXPECT_EQ(page.render(), "[1 o late][-9000000000 o]");
    page.show(more).show(more);
    EXPECT_EQ(page.render(), "[1 o late][-9000000000 o](more)");
}

TEST_F(DocumentTest, TakesTheLastValueAndTheNearest) {
    auto page = document("t/list");
    page.set(outer, "first").set(outer, "second").set(text, "of the page");
    page.add(rows);
    page.add(rows).set(text, "own").set(outer, "");
    EXPECT_EQ(page.render(), "[of the page second][own ]");
}

TEST_F(DocumentTest, ShowsNothingMoreWhereSomethingWasAdded) {
    auto page = document("t/list");
    page.add(rows).set(text, 1);
    page.show(rows);
    EXPECT_EQ(page.render(), "[1 ]");
}

TEST_F(DocumentTest, HoldsMoreThanItsFirstRoom) {
    auto page = document("t/list");
    std::string expected;
    for (int i = 0; i < 2000; ++i) {
        page.add(rows).set(text, std::string(40, 'x')).show_if(late, i % 2 == 0);
        expected += "[" + std::string(40, 'x') + (i % 2 == 0 ? "  late]" : " ]");
    }
    EXPECT_EQ(page.render(), expected);
}

TEST_F(DocumentTest, ShowsWithAValueUnlessEmpty) {
    auto page = document("t/list");
    page.show_with(rows, text, "");
    EXPECT_EQ(page.render(), "");
    page.show_with(rows, text, "x<");
    EXPECT_EQ(page.render(), "[x&lt; ]");
}

TEST_F(DocumentTest, IncludesSeeOnlyTheirOwnValues) {
    auto page = document("t/outer");
    page.set(outer, "hidden");
    page.include(part, View{"t/part"}).set(text, "1<");
    page.include(part, View{"t/part"}).set(text, "2");
    page.include(part_two, View{"t/line"}).set(name, "Sari");
    EXPECT_EQ(page.render(), "<b>1&lt;</b>\n<b>2</b>\nHalo Sari!");
}

TEST_F(DocumentTest, CopiesValuesAndCanBeMoved) {
    auto page = [this] {
        auto made = document("t/line");
        std::string value = "Sari";
        made.set(name, value);
        value = "Budi";
        return made;
    }();
    EXPECT_EQ(Document(std::move(page)).render(), "Halo Sari!");
}

TEST_F(TemplatesTest, NeverJoinWordsOfTwoLines) {
    auto page = document("t/lines");
    page.set(c, "c");
    page.add(a).set(b, "b");
    EXPECT_EQ(page.render(), "one\ntwo b\nthree\nfour\nc\nfive\n");
}

TEST_F(TemplatesTest, NameTheViewThatIsMissing) {
    try {
        static_cast<void>(document("t/nothing").render());
        FAIL();
    } catch (const std::logic_error& error) {
        EXPECT_STREQ(error.what(), "no template id/t/nothing");
    }
    EXPECT_THROW(static_cast<void>(document("t/part", Lang::en).render()), std::logic_error);
    EXPECT_THROW(document("t/outer").include(part, View{"t/nothing"}), std::logic_error);
}

TEST(Templates, NameTheTextThatDoesNotParse) {
    const char* broken[] = {PAGE("{{#open}}never closed"), PAGE("{{two words}}"), PAGE("{{x:no_such_modifier}}")};
    testing::internal::CaptureStderr();
    for (const char* template_text : broken) {
        const ViewText view[] = {{Lang::en, "t/broken", template_text}};
        try {
            const Templates wrong{view};
            ADD_FAILURE() << template_text;
        } catch (const std::logic_error& error) {
            EXPECT_NE(std::string{error.what()}.find("en/t/broken"), std::string::npos);
        }
    }
    const ViewText twice[] = {texts[0], texts[0]};
    EXPECT_THROW(Templates{twice}, std::logic_error);
    testing::internal::GetCapturedStderr();
}

TEST_F(TemplatesTest, RememberWhatWasRendered) {
    EXPECT_TRUE(templates.used().empty());
    static_cast<void>(document("t/line", Lang::en).render());
    auto page = document("t/outer");
    page.include(part, View{"t/part"});
    static_cast<void>(page.render());
    EXPECT_EQ(templates.used(), (std::vector<std::string>{"t/line", "t/outer", "t/part"}));
}

TEST(Templates, OfThisBinaryAllParse) {
    for (const auto& view : all_view_texts()) EXPECT_NE(embedded_templates().file_of(view.name, view.lang).name, "");
}

TEST_F(DocumentTest, RendersFromManyThreads) {
    std::atomic<int> right = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 16; ++i)
        threads.emplace_back([&, i] {
            for (int n = 0; n < 200; ++n) {
                auto page = document("t/outer");
                page.include(part, View{"t/part"}).set(text, i * 1000 + n);
                right += page.render() == "<b>" + std::to_string(i * 1000 + n) + "</b>\n";
            }
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(right, 16 * 200);
}

}  // namespace
}  // namespace hero::html
