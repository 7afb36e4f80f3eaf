#include "pages/fragments_web.hpp"

#include "views/pages.hpp"

namespace hero {

std::string url_of(const Article& article) { return "/faq/" + article.slug; }

void add_answer(html::Data& data, html::Include name, const Article& article, Unfold unfold) {
    using V = views::pages::answer;
    auto answer = data.include(name, V::view);
    answer.set(V::slug, article.slug).set(V::question, article.title).set(V::path, url_of(article));
    answer.set(V::text, html::markdown(article.body)).show_if(V::open, unfold == Unfold::open);
}

void add_hours(html::Data& data, html::Include name, Lang lang, App& app, ContactLink link) {
    using V = views::pages::hours;
    const auto calendar = app.db.read([&](Tx& tx) { return app.calendars.get(tx); });
    const auto now = app.clock.now();
    auto hours = data.include(name, V::view);
    hours.show_if(V::elsewhere, link == ContactLink::shown);
    if (calendar->is_open(now))
        hours.show(V::is_open);
    else
        hours.show_with(V::is_closed, V::tanggal, long_time(lang, calendar->next_opening(now)));
}

std::string edition_of(Lang lang, const PublicPage& text) {
    const auto date = short_date(lang, text.published);
    if (text.version.empty()) return word(lang, "halaman.diperbarui", {{"tanggal", date}});
    return word(lang, "halaman.berlaku", {{"versi", text.version}, {"tanggal", date}});
}

}  // namespace hero
