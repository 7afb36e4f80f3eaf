#include <array>
#include <optional>
#include <utility>

#include "pages/fragments_web.hpp"
#include "pages/pages_web.hpp"
#include "views/pages.hpp"

namespace hero::web {

Response texts::show(Request& request, App&) {
    using V = views::pages::text;
    const auto& text = public_page(request.lang(), request.raw.path.substr(1));
    Page page(request, V::view, text.title);
    page.crumb(text.title);
    page.set(V::title, text.title).set(V::edition, edition_of(request.lang(), text));
    page.set(V::body, html::markdown(text.body, html::Headings::real));
    return page.respond();
}

namespace {

// What the ministry has filled in; the rest is not shown.
void add_contacts(html::Data& page, Lang lang, const PublicPage& text) {
    using V = views::pages::contact;
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> lines = {
        {{"phone", "kontak.telepon"},
         {"email", "kontak.email"},
         {"address", "kontak.alamat"},
         {"csirt", "kontak.csirt"},
         {"data_protection", "kontak.pdp"},
         {"ppid", "kontak.ppid"}}};
    std::optional<html::Data> contacts;
    for (const auto& [field, label] : lines) {
        if (text.field(field).empty()) continue;
        if (!contacts) contacts = page.add(V::contacts);
        contacts->add(V::line).set(V::label, word(lang, label)).set(V::value, text.field(field));
    }
}

}  // namespace

Response contact::show(Request& request, App& app) {
    using V = views::pages::contact;
    const auto lang = request.lang();
    const auto& text = public_page(lang, "kontak");
    Page page(request, V::view, text.title);
    page.crumb(text.title);
    page.set(V::title, text.title)
        .set(V::edition, edition_of(lang, text))
        .set(V::body, html::markdown(text.body, html::Headings::real));
    add_contacts(page, lang, text);
    add_hours(page, V::hours, lang, app, ContactLink::hidden);
    return page.respond();
}

}  // namespace hero::web
