#include <algorithm>

#include "base/log.hpp"
#include "base/text.hpp"
#include "staffing/staffing.hpp"
#include "supervision/parts.hpp"
#include "supervision/supervision_web.hpp"
#include "ui/audited.hpp"
#include "views/supervision.hpp"

namespace hero::web {

namespace {

// Members and what the active ones carry.
void add_members(html::Data& group, Tx& tx, const Desk& desk, const Request& request, std::int64_t team) {
    using V = views::supervision::agents;
    const Lang lang = request.lang();
    const auto loads = loads_of(tx, desk, request.person(), team);
    const auto members = members_of(tx, team);
    group.show(members.empty() ? V::nobody : V::some);
    for (const auto& member : members) {
        const auto load = std::ranges::find(loads, member.id, [](const Load& one) { return one.agent.id; });
        auto row = group.add(V::member);
        row.set(V::name, member.name).set(V::role, word(lang, word_key(member.role)));
        row.set(V::load, load == loads.end() ? "" : load_text(lang, *load));
        row.set(V::state, word(lang, member.active ? "sv.agen.aktif" : "sv.agen.tidak_aktif"));
        if (member.id == request.person().id)
            row.show(V::yourself);
        else
            row.add(V::link)
                .set(V::path, "/supervisor/agen/" + std::to_string(member.id))
                .set(V::link_name, member.name);
    }
}

Response new_agent_page(Request& request, App& app, const NewAgent& agent, const FieldErrors& errors) {
    using V = views::supervision::new_agent;
    const Lang lang = request.lang();
    Page page(request, V::view, word(lang, "sv.agen.tambah"), Frame::staff);
    page.at("supervisor")
        .crumb(word(lang, "sv.agen"), "/supervisor/agen")
        .crumb(word(lang, "sv.agen.tambah"))
        .errors(errors);
    page.set(V::token, request.form_token()).set(V::name, showable(agent.name)).set(V::email, showable(agent.email));
    add_tabs(page, V::tabs, lang, SupervisorPage::agents);
    page.show_if(V::email_invalid, errors.of("email").has_value())
        .show_with(V::email_error, V::email_error_text, errors.of("email").value_or(""));
    page.show_if(V::name_invalid, errors.of("nama").has_value())
        .show_with(V::name_error, V::name_error_text, errors.of("nama").value_or(""));
    page.show_if(V::teams_invalid, errors.of("tim").has_value())
        .show_with(V::teams_error, V::teams_error_text, errors.of("tim").value_or(""));
    const auto catalog = app.db.read([&](Tx& tx) { return app.catalogs.get(tx); });
    for (const auto* team : teams_in(*catalog, request.person())) {
        auto row = page.add(V::team);
        row.set(V::team_id, team->id).set(V::team_name, team->name(lang));
        row.show_if(V::team_chosen, std::ranges::find(agent.teams, team->id) != agent.teams.end());
    }
    return page.respond(errors.empty() ? 200 : 422);
}

Response services_page(Request& request, App& app, const FieldErrors& errors) {
    using V = views::supervision::services;
    const Lang lang = request.lang();
    Page page(request, V::view, word(lang, "sv.nav.tim"), Frame::staff);
    page.at("supervisor").errors(errors);
    page.set(V::token, request.form_token());
    add_tabs(page, V::tabs, lang, SupervisorPage::services);
    const auto catalog = app.db.read([&](Tx& tx) { return app.catalogs.get(tx); });
    for (const auto* own : teams_in(*catalog, request.person()))
        for (const auto* service : catalog->served_by(*own)) {
            const auto error = errors.of("tim-" + std::to_string(service->id));
            auto row = page.add(V::service);
            row.set(V::service_id, service->id)
                .set(V::service_name, service->name(lang))
                .set(V::category, service->category.name(lang));
            row.set(V::from, own->id)
                .show_if(V::invalid, error.has_value())
                .show_with(V::error, V::error_text, error.value_or(""));
            for (const auto& team : catalog->teams())
                row.add(V::team)
                    .set(V::team_id, team.id)
                    .set(V::team_name, team.name(lang))
                    .show_if(V::team_here, team.id == own->id);
        }
    return page.respond(errors.empty() ? 200 : 422);
}

}  // namespace

Response agents::index(Request& request, App& app) {
    using V = views::supervision::agents;
    const Lang lang = request.lang();
    record_look(app.db, audited(request, Act::people_listed, "daftar agen"));
    Page page(request, V::view, word(lang, "sv.agen"), Frame::staff);
    page.at("supervisor");
    add_tabs(page, V::tabs, lang, SupervisorPage::agents);
    app.db.read([&](Tx& tx) {
        const auto desk = app.desk(tx);
        for (const auto* team : teams_in(*desk.catalog, request.person())) {
            auto group = page.add(V::team);
            group.set(V::team_id, team->id).set(V::team_name, team->name(lang));
            add_members(group, tx, desk, request, team->id);
        }
    });
    return page.respond();
}

Response agents::new_form(Request& request, App& app) { return new_agent_page(request, app, {}, {}); }

Response agents::create(Request& request, App& app) {
    const NewAgent agent{.name = request.line("nama"), .email = request.line("email"), .teams = request.numbers("tim")};
    const auto& supervisor = request.person();
    const auto errors = app.db.read([&](Tx& tx) { return check_new_agent(tx, request.lang(), supervisor, agent); });
    if (!errors.empty()) return new_agent_page(request, app, agent, errors);
    const auto added = app.db.write([&](Tx& tx) {
        auto person = add_agent(tx, supervisor, agent);
        record(tx, audited(request, Act::person_added, object_of(person), std::string{code_of(person.role)}));
        return person;
    });
    log::info("agent.added", {{"by", std::to_string(supervisor.id)}, {"person", std::to_string(added.id)}});
    return see_other("/supervisor/agen/" + std::to_string(added.id), "sv.agen.tambah.ok", {{"nama", added.name}});
}

Response serving_teams::index(Request& request, App& app) { return services_page(request, app, {}); }

Response serving_teams::update(Request& request, App& app) {
    const auto number = [&](std::string_view field) -> std::int64_t {
        return whole_number(request.raw.form.get(field)).value_or(0);
    };
    const auto service = number("layanan");
    const auto from = number("dari");
    const auto to = number("tim");
    const auto errors =
        app.db.read([&](Tx& tx) { return check_serving_team(request.lang(), *app.catalogs.get(tx), service, to); });
    if (!errors.empty()) return services_page(request, app, errors);
    app.db.write([&](Tx& tx) {
        move_service(tx, request.person(), service, from, to);
        record(tx, audited(request, Act::service_moved, "layanan " + std::to_string(service),
                           "tim " + std::to_string(from) + " > " + std::to_string(to)));
    });
    log::info("service.moved", {{"by", std::to_string(request.person().id)},
                                {"service", std::to_string(service)},
                                {"team", std::to_string(to)}});
    const auto catalog = app.db.read([&](Tx& tx) { return app.catalogs.get(tx); });
    return see_other("/supervisor/tim", "sv.tim.ok",
                     {{"layanan", catalog->service(service)->name(request.lang())},
                      {"tim", catalog->team(to)->name(request.lang())}});
}

}  // namespace hero::web
