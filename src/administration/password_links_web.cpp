// /admin/pengguna/{id}/tautan-sandi: a link for somebody with a local account whose password is lost.
#include "administration/administration_web.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "credentials/credentials.hpp"
#include "ui/audited.hpp"
#include "views/administration.hpp"

namespace hero::web {

Response password_links::create(Request& request, App& app) {
    using V = views::administration::password_link;
    const Lang lang = request.lang();
    const auto id = whole_number(request.param("id"));
    const auto factor = request.raw.form.has("langkah") ? Factor::dropped : Factor::kept;
    const auto person = id ? app.db.read([&](Tx& tx) { return person_by_id(tx, *id); }) : std::nullopt;
    if (!person) throw NotFound();
    const auto key = app.db.write([&](Tx& tx) {
        auto link = give_password_link(tx, *person, factor);
        record(tx, audited(request, Act::password_link_given, object_of(*person),
                           factor == Factor::dropped ? "tanpa dua langkah" : ""));
        return link;
    });
    log::info("password.link", {{"by", std::to_string(request.person().id)}, {"person", std::to_string(person->id)}});
    Page page(request, V::view, word(lang, "ad.sandi.judul"), Frame::staff);
    page.at("admin").crumb(word(lang, "ad.judul"), "/admin").crumb(word(lang, "ad.pengguna"), "/admin/pengguna");
    page.crumb(person->name, "/admin/pengguna/" + std::to_string(person->id));
    page.set(V::name, person->name).set(V::link, app.base_url + "/masuk/sandi-baru/" + key);
    page.set(V::path, "/admin/pengguna/" + std::to_string(person->id));
    return page.respond();
}

}  // namespace hero::web
