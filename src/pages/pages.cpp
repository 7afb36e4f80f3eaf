#include "pages/pages.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <stdexcept>
#include <tuple>

#include "base/content.hpp"
#include "base/errors.hpp"
#include "base/text.hpp"

namespace hero {
namespace {

using Fields = std::map<std::string, std::string, std::less<>>;

constexpr std::array<std::string_view, 7> all_topics = {"hero",  "aplikasi", "data",       "integrasi",
                                                        "siber", "jabfung",  "call-center"};

// A mistake in an embedded text is a mistake of the program: the first test that reads one fails.
[[noreturn]] void wrong(std::string_view path, std::string_view what) {
    throw std::logic_error(std::string{path} + ": " + std::string{what});
}

struct Text {
    Fields fields;
    std::string body;
};

Text parse(const ContentFile& file) {
    Text text;
    auto rest = file.bytes;
    for (;;) {
        const auto end = rest.find('\n');
        if (end == std::string_view::npos) wrong(file.path, "no line --- after the front matter");
        const auto line = rest.substr(0, end);
        rest.remove_prefix(end + 1);
        if (line == "---") break;
        const auto colon = line.find(':');
        if (colon == std::string_view::npos) wrong(file.path, "a front matter line without a colon");
        text.fields.emplace(trimmed(line.substr(0, colon)), trimmed(line.substr(colon + 1)));
    }
    text.body = trimmed(rest);
    return text;
}

std::string take(Fields& fields, std::string_view name) {
    const auto found = fields.find(name);
    if (found == fields.end()) return {};
    auto value = std::move(found->second);
    fields.erase(found);
    return value;
}

std::vector<std::string> listed(std::string_view text) {
    std::vector<std::string> items;
    for (const auto piece : split(text, ','))
        if (const auto item = trimmed(piece); !item.empty()) items.emplace_back(item);
    return items;
}

// "2026-11-24" → when that day begins in Jakarta.
Instant start_of_day(std::string_view path, std::string_view date) {
    using namespace std::chrono;
    const auto parts = split(date, '-');
    if (parts.size() != 3) wrong(path, "not a date");
    const auto number = [&](std::size_t at) { return static_cast<int>(whole_number(parts[at]).value_or(0)); };
    const year_month_day day{year{number(0)}, month{static_cast<unsigned>(number(1))},
                             std::chrono::day{static_cast<unsigned>(number(2))}};
    if (!day.ok()) wrong(path, "not a date");
    return sys_days{day} - hours{7};
}

std::string_view stem_of(std::string_view path) {
    path.remove_prefix(path.rfind('/') + 1);
    return path.substr(0, path.rfind('.'));
}

Article article_from(const ContentFile& file, Lang lang) {
    auto [fields, body] = parse(file);
    Article article{.slug = std::string{stem_of(file.path)},
                    .lang = lang,
                    .title = take(fields, "title"),
                    .body = std::move(body),
                    .topic = take(fields, "topic"),
                    .keywords = listed(take(fields, "keywords")),
                    .services = listed(take(fields, "services")),
                    .order = static_cast<int>(whole_number(take(fields, "order")).value_or(0)),
                    .popular = take(fields, "popular") == "yes"};
    if (article.title.empty() || article.body.empty()) wrong(file.path, "no title or no answer");
    if (std::ranges::find(all_topics, article.topic) == all_topics.end()) wrong(file.path, "unknown topic");
    if (!fields.empty()) wrong(file.path, "unknown field " + fields.begin()->first);
    return article;
}

PublicPage page_from(const ContentFile& file) {
    auto [fields, body] = parse(file);
    PublicPage page{.name = std::string{stem_of(file.path)},
                    .title = take(fields, "title"),
                    .version = take(fields, "version"),
                    .published = {},
                    .body = std::move(body)};
    const auto effective = take(fields, "effective");
    page.published = start_of_day(file.path, effective.empty() ? take(fields, "updated") : effective);
    if (!fields.empty()) wrong(file.path, "unknown field " + fields.begin()->first);
    if (page.title.empty() || page.body.empty()) wrong(file.path, "no title or no text");
    return page;
}

std::ptrdiff_t place_of(const std::string& topic) { return std::ranges::find(all_topics, topic) - all_topics.begin(); }

struct Shelf {
    std::vector<Article> articles;
    std::vector<PublicPage> pages;
};

Shelf read_shelf(Lang lang) {
    Shelf shelf;
    const auto folder = std::string{code_of(lang)} + "/";
    const auto questions = folder + "faq/";
    for (const auto& file : all_content()) {
        if (!file.path.ends_with(".md")) continue;
        if (file.path.starts_with(questions))
            shelf.articles.push_back(article_from(file, lang));
        else if (file.path.starts_with(folder))
            shelf.pages.push_back(page_from(file));
    }
    std::ranges::sort(shelf.articles, {}, [](const Article& article) {
        return std::tuple{place_of(article.topic), article.order, std::string_view{article.slug}};
    });
    return shelf;
}

const Shelf& shelf_of(Lang lang) {
    static const std::array shelves = {read_shelf(Lang::id), read_shelf(Lang::en)};
    return shelves[lang == Lang::en];
}

}  // namespace

std::span<const std::string_view> topics() { return all_topics; }

const PublicPage& public_page(Lang lang, std::string_view name) {
    const auto& pages = shelf_of(lang).pages;
    const auto found = std::ranges::find(pages, name, &PublicPage::name);
    if (found == pages.end()) throw NotFound{};
    return *found;
}

std::span<const Article> faq(Lang lang) { return shelf_of(lang).articles; }

std::vector<const Article*> popular_faq(Lang lang) {
    std::vector<const Article*> popular;
    for (const auto& article : faq(lang))
        if (article.popular) popular.push_back(&article);
    std::ranges::stable_sort(popular, {}, &Article::order);
    return popular;
}

const Article& article(Lang lang, std::string_view slug) {
    const auto all = faq(lang);
    const auto found = std::ranges::find(all, slug, &Article::slug);
    if (found == all.end()) throw NotFound{};
    return *found;
}

std::string consent_version() {
    return "syarat " + public_page(Lang::id, "syarat-ketentuan").version + "; privasi " +
           public_page(Lang::id, "privasi").version;
}

}  // namespace hero
