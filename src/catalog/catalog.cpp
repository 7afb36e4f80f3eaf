#include "catalog/catalog.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace hero {

bool may_file(Audience audience, const Service& service) {
    return service.active && (audience == Audience::internal ? service.for_internal : service.for_external);
}

bool allows(const Service& service, TicketKind kind) {
    return std::find(service.kinds.begin(), service.kinds.end(), kind) != service.kinds.end();
}

bool may_serve(const Team& team, const Service& service) { return team.restricted || !service.restricted; }

std::string path_of(const Service& service, Lang lang) {
    return service.category.name(lang) + " » " + service.name(lang);
}

std::string number_prefix(const Service& service) { return service.category.letter + "-" + service.code; }

bool matches(const Service& service, std::string_view words) {
    const auto text =
        folded(service.name_id + '\n' + service.name_en + '\n' + service.external_name_id + '\n' + service.keywords);
    const auto wanted = clean_line(folded(words));
    const auto parts = split(wanted, ' ');
    return std::all_of(parts.begin(), parts.end(),
                       [&](std::string_view part) { return text.find(part) != std::string::npos; });
}

Catalog::Catalog(std::vector<Team> teams, std::vector<Category> categories, std::vector<Service> services)
    : teams_(std::move(teams)), categories_(std::move(categories)), services_(std::move(services)) {
    for (std::size_t i = 0; i < services_.size(); ++i) {
        by_id_.emplace(services_[i].id, i);
        by_slug_.emplace(services_[i].slug, i);
    }
}

const Team* Catalog::team(std::int64_t id) const {
    const auto found = std::find_if(teams_.begin(), teams_.end(), [&](const Team& team) { return team.id == id; });
    return found == teams_.end() ? nullptr : &*found;
}

const Service* Catalog::service(std::int64_t id) const {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : &services_[found->second];
}

const Service* Catalog::service(std::string_view slug) const {
    const auto found = by_slug_.find(slug);
    return found == by_slug_.end() ? nullptr : &services_[found->second];
}

std::vector<const Service*> Catalog::services_for(Audience audience) const {
    std::vector<const Service*> found;
    for (const auto& service : services_)
        if (may_file(audience, service)) found.push_back(&service);
    if (audience == Audience::external)
        std::stable_sort(found.begin(), found.end(), [](const Service* left, const Service* right) {
            return left->external_position < right->external_position;
        });
    return found;
}

std::vector<const Service*> Catalog::services_for(Audience audience, const Category& category) const {
    auto found = services_for(audience);
    std::erase_if(found, [&](const Service* service) { return service->category.id != category.id; });
    return found;
}

std::vector<const Service*> Catalog::services_for(Audience audience, std::string_view words) const {
    auto found = services_for(audience);
    std::erase_if(found, [&](const Service* service) { return !matches(*service, words); });
    return found;
}

std::vector<const Service*> Catalog::served_by(const Team& team) const {
    std::vector<const Service*> found;
    for (const auto& service : services_)
        if (service.active && service.team.id == team.id) found.push_back(&service);
    return found;
}

}  // namespace hero
