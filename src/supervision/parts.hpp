#pragma once
// What the supervisor's pages share.
#include <string>
#include <vector>

#include "handling/handling.hpp"
#include "ui/ui.hpp"

namespace hero {

enum class SupervisorPage { dashboard, assignments, escalations, agents, services };
// The tabs above each of them.
void add_tabs(html::Data& page, html::Include name, Lang lang, SupervisorPage here);

// The teams of a supervisor, in the order of the catalogue.
std::vector<const Team*> teams_in(const Catalog& catalog, const Person& supervisor);

}  // namespace hero
