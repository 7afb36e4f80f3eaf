#include <algorithm>

#include "administration/administration_web.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "staffing/staffing.hpp"
#include "ui/audited.hpp"
#include "views/administration.hpp"

namespace hero::web {

namespace {

constexpr int people_on_a_page = 50;

std::string path_of(const Person& person) { return "/admin/pengguna/" + std::to_string(person.id); }

std::string_view state_word(const Person& person) {
    return person.active ? "ad.pengguna.aktif" : "ad.pengguna.nonaktif";
}

// The person in the address, in the version the form was made for.
Person person_in(const Request& request, App& app) {
    const auto id = whole_number(request.param("id"));
    auto person = id ? app.db.read([&](Tx& tx) { return person_by_id(tx, *id); }) : std::nullopt;
    if (!person) throw NotFound();
    person->version = whole_number(request.raw.form.get("versi")).value_or(person->version);
    return *person;
}

std::string team_names(const Catalog& catalog, const Person& person, Lang lang) {
    std::string names;
    for (const auto id : person.teams)
        if (const auto* team = catalog.team(id)) names += (names.empty() ? "" : ", ") + team->name(lang);
    return names;
}

void add_row(Page& page, const Person& person, const Catalog& catalog) {
    using V = views::administration::people;
    const Lang lang = page.request().lang();
    auto row = page.add(V::person);
    row.set(V::path, path_of(person)).set(V::name, person.name).set(V::email, person.email);
    row.set(V::role, word(lang, word_key(person.role)))
        .set(V::teams, team_names(catalog, person, lang))
        .set(V::state, word(lang, state_word(person)));
}

void add_choices(Page& page, const Catalog& catalog, const Position& position) {
    using V = views::administration::person;
    const Lang lang = page.request().lang();
    for (const auto role : {Role::requester, Role::agent, Role::supervisor, Role::admin})
        page.add(V::role)
            .set(V::role_code, code_of(role))
            .set(V::role_name, word(lang, word_key(role)))
            .show_if(V::role_chosen, position.role == role);
    for (const auto& team : catalog.teams()) {
        auto row = page.add(V::team);
        row.set(V::team_id, team.id).set(V::team_name, team.name(lang)).show_if(V::restricted, team.restricted);
        row.show_if(V::team_chosen, std::ranges::find(position.teams, team.id) != position.teams.end());
    }
    page.show_if(V::active, position.active);
}

Response person_page(Request& request, App& app, const Person& person, const Position& position,
                     const FieldErrors& errors) {
    using V = views::administration::person;
    const Lang lang = request.lang();
    Page page(request, V::view, person.name, Frame::staff);
    page.at("admin")
        .crumb(word(lang, "ad.judul"), "/admin")
        .crumb(word(lang, "ad.pengguna"), "/admin/pengguna")
        .crumb(person.name)
        .errors(errors);
    page.set(V::token, request.form_token()).set(V::id, person.id).set(V::version, person.version);
    page.set(V::name, person.name).set(V::email, person.email);
    page.set(V::audience, word(lang, "login.demo." + std::string{code_of(person.audience)}));
    page.show_if(V::local, app.db.read([&](Tx& tx) { return local_name_of(tx, person.id).has_value(); }));
    page.show_if(V::role_invalid, errors.of("peran").has_value())
        .show_with(V::role_error, V::role_error_text, errors.of("peran").value_or(""));
    page.show_if(V::teams_invalid, errors.of("tim").has_value())
        .show_with(V::teams_error, V::teams_error_text, errors.of("tim").value_or(""));
    add_choices(page, *app.db.read([&](Tx& tx) { return app.catalogs.get(tx); }), position);
    return page.respond(errors.empty() ? 200 : 422);
}

// "peran agent > admin; tim 1,3 > -; aktif > nonaktif": what was, and what is.
std::string position_text(const Person& was, const Person& is) {
    const auto state = [](const Person& one) { return one.active ? "aktif" : "nonaktif"; };
    const auto teams = [](const Person& one) {
        std::string list;
        for (const auto team : one.teams) list += (list.empty() ? "" : ",") + std::to_string(team);
        return list.empty() ? "-" : list;
    };
    std::string text;
    const auto add = [&](std::string_view what, std::string_view before, std::string_view after) {
        if (before == after) return;
        text += (text.empty() ? "" : "; ") + std::string{what} + " " + std::string{before} + " > " + std::string{after};
    };
    add("peran", code_of(was.role), code_of(is.role));
    add("tim", teams(was), teams(is));
    add("akses", state(was), state(is));
    return text;
}

}  // namespace

Response people::index(Request& request, App& app) {
    using V = views::administration::people;
    const Lang lang = request.lang();
    const auto search = showable(clean_line(first_characters(request.query("cari"), 200)));
    const auto after = whole_number(request.query("sesudah")).value_or(0);
    record_look(app.db,
                audited(request, Act::people_listed, "daftar pengguna" + (search.empty() ? search : ": " + search)));
    Page page(request, V::view, word(lang, "ad.pengguna"), Frame::staff);
    page.at("admin").crumb(word(lang, "ad.judul"), "/admin").crumb(word(lang, "ad.pengguna"));
    page.set(V::search, search);
    app.db.read([&](Tx& tx) {
        auto found = list_people(tx, search, after, people_on_a_page + 1);
        const bool more = found.size() > people_on_a_page;
        if (more) found.pop_back();
        page.show(found.empty() ? V::nothing : V::some);
        const auto catalog = app.catalogs.get(tx);
        for (const auto& person : found) add_row(page, person, *catalog);
        const auto here = "/admin/pengguna?cari=" + percent_encoded(search);
        add_pager(page, V::pager, after == 0 ? "" : here,
                  more ? here + "&sesudah=" + std::to_string(found.back().id) : "");
    });
    return page.respond();
}

Response people::edit_form(Request& request, App& app) {
    const auto person = person_in(request, app);
    if (person.id != request.person().id) record_look(app.db, audited(request, Act::person_read, object_of(person)));
    return person_page(request, app, person, {.role = person.role, .teams = person.teams, .active = person.active}, {});
}

Response people::update(Request& request, App& app) {
    const auto person = person_in(request, app);
    const Position position{.role = parse_role(request.line("peran")),
                            .teams = request.numbers("tim"),
                            .active = request.raw.form.has("aktif")};
    const auto errors =
        app.db.read([&](Tx& tx) { return check_position(request.lang(), *app.catalogs.get(tx), person, position); });
    if (!errors.empty()) return person_page(request, app, person, position, errors);
    const auto changed = app.db.write([&](Tx& tx) {
        auto now = change_position(tx, request.person(), person, position);
        record(tx, audited(request, Act::position_changed, object_of(now), position_text(person, now)));
        return now;
    });
    log::info("person.changed", {{"by", std::to_string(request.person().id)},
                                 {"person", std::to_string(changed.id)},
                                 {"role", std::string{code_of(changed.role)}},
                                 {"active", changed.active ? "1" : "0"}});
    return see_other(path_of(changed), "msg.tersimpan");
}

}  // namespace hero::web
