#include <algorithm>

#include "base/text.hpp"
#include "pages/fragments_web.hpp"
#include "pages/pages_web.hpp"
#include "views/pages.hpp"

namespace hero::web::questions {
namespace {

using FaqMarks = views::pages::faq;

constexpr std::size_t most_hits = 10;
constexpr std::size_t most_services = 8;
constexpr std::size_t longest_query = 200;

std::string url_of_form(const Service& service) { return "/tiket/buat?layanan=" + service.slug; }

// What the one who asks may file; a visitor sees everything, with a note on what is for staff only.
bool concerns(const Person* person, const Service& service) {
    return service.active && (!person || may_file(person->audience, service));
}

std::vector<const Service*> matching_services(const Catalog& catalog, const Person* person, std::string_view query) {
    std::vector<const Service*> found;
    for (const auto& service : catalog.services())
        if (found.size() < most_services && concerns(person, service) && matches(service, query))
            found.push_back(&service);
    return found;
}

// Where to turn when the answer is not enough. Answers about HERO itself, or about applications at large, offer
// nothing.
void offer_services(html::Data& page, Lang lang, const Catalog& catalog, const Person* person, const Article& article) {
    constexpr std::size_t most = 4;
    if (article.topic == "hero" || article.services.size() > most) return;
    for (const auto& slug : article.services) {
        const auto* service = catalog.service(slug);
        if (!service || !concerns(person, *service)) continue;
        auto offer = page.add(views::pages::article::service);
        offer.set(views::pages::article::service_path, url_of_form(*service));
        offer.set(views::pages::article::layanan, path_of(*service, lang));
    }
}

void show_topics(html::Data& page, Lang lang) {
    auto topics_section = page.add(FaqMarks::topics);
    for (const auto topic : topics()) {
        const auto name = word(lang, "faq.topik." + std::string{topic});
        const auto id = "topik-" + std::string{topic};
        topics_section.add(FaqMarks::topic_link).set(FaqMarks::topic_anchor, "#" + id).set(FaqMarks::topic_name, name);
        auto section = topics_section.add(FaqMarks::topic);
        section.set(FaqMarks::topic_id, id).set(FaqMarks::topic_name, name);
        for (const auto& article : faq(lang))
            if (article.topic == topic) add_answer(section, FaqMarks::answers, article, Unfold::closed);
    }
}

void show_hits(html::Data& page, Lang lang, const std::string& query, const std::vector<const Article*>& hits) {
    if (hits.empty()) return;
    auto results = page.add(FaqMarks::results);
    results.set(FaqMarks::found, word_n(lang, "faq.hasil#", static_cast<long long>(hits.size()), {{"kata", query}}));
    for (const auto* hit : hits)
        add_answer(results, FaqMarks::hits, *hit, hit == hits.front() ? Unfold::open : Unfold::closed);
}

void show_services(html::Data& page, Lang lang, const std::vector<const Service*>& services) {
    if (services.empty()) return;
    auto section = page.add(FaqMarks::services);
    for (const auto* service : services) {
        auto line = section.add(FaqMarks::service);
        line.set(FaqMarks::service_path, url_of_form(*service)).set(FaqMarks::service_name, path_of(*service, lang));
        line.show_if(FaqMarks::staff_only, !service->for_external);
    }
}

}  // namespace

Response index(Request& request, App& app) {
    const auto lang = request.lang();
    const auto query = clean_line(showable(first_characters(request.query("cari"), longest_query)));
    Page page(request, FaqMarks::view, word(lang, "nav.faq"));
    page.at("faq").crumb(word(lang, "nav.faq"));
    page.set(FaqMarks::query, query);
    if (query.empty()) {
        show_topics(page, lang);
        return page.respond();
    }
    const auto hits = search_faq(lang, query, most_hits);
    const auto catalog = app.db.read([&](Tx& tx) { return app.catalogs.get(tx); });
    const auto services = matching_services(*catalog, request.who(), query);
    page.show(FaqMarks::searched);
    show_hits(page, lang, query, hits);
    show_services(page, lang, services);
    if (hits.empty() && services.empty()) page.show_with(FaqMarks::nothing, FaqMarks::kata, query);
    return page.respond();
}

Response show(Request& request, App& app) {
    using A = views::pages::article;
    const auto lang = request.lang();
    const auto& asked = article(lang, request.param("slug"));
    const auto catalog = app.db.read([&](Tx& tx) { return app.catalogs.get(tx); });
    Page page(request, A::view, asked.title);
    page.at("faq").crumb(word(lang, "nav.faq"), "/faq").crumb(asked.title);
    page.set(A::question, asked.title).set(A::answer, html::markdown(asked.body));
    page.set(A::vote_path, url_of(asked) + "/suara").set(A::form_token, request.form_token());
    offer_services(page, lang, *catalog, request.who(), asked);

    auto others = page.add(A::others);
    for (const auto& other : faq(lang))
        if (other.topic == asked.topic && other.slug != asked.slug)
            others.add(A::other).set(A::other_path, url_of(other)).set(A::other_question, other.title);
    return page.respond();
}

}  // namespace hero::web::questions
