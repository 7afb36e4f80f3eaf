#include "base/text.hpp"
#include "filing/filing_web.hpp"
#include "views/filing.hpp"

namespace hero::web {

namespace {

using CategoriesMarks = views::filing::categories;

int add_group(Page& page, const Category& category, const std::vector<const Service*>& services, Lang lang) {
    std::vector<const Service*> own;
    for (const auto* service : services)
        if (service->category.id == category.id) own.push_back(service);
    if (own.empty()) return 0;
    auto group = page.add(CategoriesMarks::group);
    group.set(CategoriesMarks::group_slug, category.slug)
        .set(CategoriesMarks::group_name, category.name(lang))
        .set(CategoriesMarks::group_count, static_cast<int>(own.size()));
    group.set(CategoriesMarks::group_size, own.size() > 8 ? "group long" : "group");
    for (const auto* service : own) {
        auto link = group.add(CategoriesMarks::service);
        link.set(CategoriesMarks::service_slug, service->slug).set(CategoriesMarks::service_name, service->name(lang));
        link.show_with(CategoriesMarks::described, CategoriesMarks::service_description, service->description(lang));
    }
    return static_cast<int>(own.size());
}

}  // namespace

Response categories::index(Request& request, App& app) {
    const Lang lang = request.lang();
    const auto words = clean_line(request.query("cari"));
    const auto catalog = app.db.read([&](Tx& tx) { return app.catalogs.get(tx); });
    const auto services = catalog->services_for(request.person().audience, std::string_view{words});

    Page page(request, CategoriesMarks::view, word(lang, "kategori.judul_halaman"));
    page.at("buat").crumb(word(lang, "nav.tiket"), "/tiket").crumb(word(lang, "nav.kategori"));
    int shown = 0;
    // External people have few services and know them by name: the guide lists them in its own order, as one group.
    for (const auto& category : catalog->categories()) shown += add_group(page, category, services, lang);
    page.set(CategoriesMarks::search, showable(words)).set(CategoriesMarks::found, word_n(lang, "cat.hasil#", shown));
    page.show_if(CategoriesMarks::nothing, shown == 0);
    page.show_if(CategoriesMarks::about_names, request.person().audience == Audience::internal);
    page.show_if(CategoriesMarks::from_google, request.person().audience == Audience::external);
    return page.respond();
}

}  // namespace hero::web
