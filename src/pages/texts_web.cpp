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

// What the ministry has set (hero.toml); the rest is not shown. Without any, it says where the ministry announces them.
void add_contacts(html::Data& page, Lang lang, const Config& config) {
    using V = views::pages::contact;
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> lines = {
        {{"contact-phone", "kontak.telepon"},
         {"contact-email", "kontak.email"},
         {"contact-address", "kontak.alamat"},
         {"contact-csirt", "kontak.csirt"},
         {"contact-data-protection", "kontak.pdp"},
         {"contact-ppid", "kontak.ppid"}}};
    std::optional<html::Data> contacts;
    for (const auto& [setting, label] : lines) {
        const auto& value = config.text(setting);
        if (value.empty()) continue;
        if (!contacts) contacts = page.add(V::contacts);
        contacts->add(V::line).set(V::label, word(lang, label)).set(V::value, value);
    }
    if (!contacts) page.show(V::announced);
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
    add_contacts(page, lang, app.config);
    add_hours(page, V::hours, lang, app, ContactLink::hidden);
    return page.respond();
}

}  // namespace hero::web
