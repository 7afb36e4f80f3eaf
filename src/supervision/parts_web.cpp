#include "supervision/parts.hpp"

#include "views/supervision.hpp"

namespace hero {

void add_tabs(html::Data& page, html::Include name, Lang lang, SupervisorPage here) {
    using V = views::supervision::tabs;
    static constexpr struct {
        SupervisorPage page;
        std::string_view word;
        std::string_view path;
    } entries[] = {{SupervisorPage::dashboard, "sv.nav.dasbor", "/supervisor"},
                   {SupervisorPage::assignments, "sv.nav.penugasan", "/supervisor/penugasan"},
                   {SupervisorPage::escalations, "ag.v.eskalasi", "/supervisor/eskalasi"},
                   {SupervisorPage::agents, "sv.agen", "/supervisor/agen"},
                   {SupervisorPage::services, "sv.nav.tim", "/supervisor/tim"}};
    auto tabs = page.include(name, V::view);
    for (const auto& entry : entries)
        tabs.add(V::tab)
            .set(V::tab_path, entry.path)
            .set(V::tab_name, word(lang, entry.word))
            .show_if(V::tab_here, entry.page == here);
}

std::vector<const Team*> teams_in(const Catalog& catalog, const Person& supervisor) {
    std::vector<const Team*> teams;
    for (const auto& team : catalog.teams())
        if (may(supervisor, TeamVerb::lead, team.id)) teams.push_back(&team);
    return teams;
}

}  // namespace hero
