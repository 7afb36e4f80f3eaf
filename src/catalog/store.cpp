#include <stdexcept>

#include "base/errors.hpp"
#include "base/ids.hpp"
#include "base/text.hpp"
#include "catalog/catalog.hpp"
#include "sql/catalog.hpp"

namespace hero {

namespace {

std::vector<Team> load_teams(Tx& tx) {
    std::vector<Team> teams;
    for (const auto& row : tx.run(sql::catalog::teams{}))
        teams.push_back(
            {row.integer("id"), row.text("code"), row.text("name_id"), row.text("name_en"), row.flag("restricted")});
    return teams;
}

std::vector<Category> load_categories(Tx& tx) {
    std::vector<Category> categories;
    for (const auto& row : tx.run(sql::catalog::categories{}))
        categories.push_back({row.integer("id"), row.text("slug"), row.text("letter"), row.text("name_id"),
                              row.text("name_en"), static_cast<int>(row.integer("position"))});
    return categories;
}

std::vector<TicketKind> read_kinds(const std::string& codes) {
    std::vector<TicketKind> read;
    for (const auto code : split(codes, ',')) read.push_back(ticket_kind_of(code).value());
    return read;
}

template <typename Thing>
const Thing& with_id(const std::vector<Thing>& things, std::int64_t id) {
    for (const auto& thing : things)
        if (thing.id == id) return thing;
    throw std::logic_error("the catalogue refers to a row it does not have");
}

Service read_service(const db::Row& row, const std::vector<Team>& teams, const std::vector<Category>& categories) {
    return {.id = row.integer("id"),
            .slug = row.text("slug"),
            .code = row.text("code"),
            .category = with_id(categories, row.integer("category_id")),
            .name_id = row.text("name_id"),
            .name_en = row.text("name_en"),
            .description_id = row.text("description_id"),
            .description_en = row.text("description_en"),
            .description_confirmed = row.flag("description_confirmed"),
            .position = static_cast<int>(row.integer("position")),
            .kinds = read_kinds(row.text("kinds")),
            .default_kind = ticket_kind_of(row.text("default_kind")).value(),
            .default_impact = impact_of(row.text("default_impact")).value(),
            .for_internal = row.flag("for_internal"),
            .for_external = row.flag("for_external"),
            .external_position = static_cast<int>(row.integer("external_position")),
            .external_name_id = row.text("external_name_id"),
            .sla_profile = row.text("sla_profile"),
            .team = with_id(teams, row.integer("team_id")),
            .restricted = row.flag("restricted"),
            .form = service_form_of(row.text("form")).value(),
            .keywords = row.text("keywords"),
            .active = row.flag("active")};
}

}  // namespace

Catalog load_catalog(Tx& tx) {
    auto teams = load_teams(tx);
    auto categories = load_categories(tx);
    std::vector<Service> services;
    for (const auto& row : tx.run(sql::catalog::services{})) services.push_back(read_service(row, teams, categories));
    return {std::move(teams), std::move(categories), std::move(services)};
}

std::shared_ptr<const Catalog> CatalogCache::get(Tx& tx) {
    const auto version = tx.one(sql::catalog::version{}).value().text("version");
    const std::scoped_lock lock(mutex_);
    if (!catalog_ || version_ != version) {
        catalog_ = std::make_shared<const Catalog>(load_catalog(tx));
        version_ = version;
    }
    return catalog_;
}

std::shared_ptr<const Catalog> CatalogCache::get(Tx& tx, std::string_view version) {
    {
        const std::scoped_lock lock(mutex_);
        if (catalog_ && version_ == version) return catalog_;
    }
    return get(tx);
}

void set_team_of_service(Tx& tx, std::int64_t service_id, std::int64_t team_id) {
    const auto catalog = load_catalog(tx);
    const auto* service = catalog.service(service_id);
    const auto* team = catalog.team(team_id);
    if (!service || !team) throw NotFound();
    if (!may_serve(*team, *service)) throw Conflict();
    tx.run(sql::catalog::set_team_of_service{.team_id = team_id, .service_id = service_id});
    // Random, not counted: a version that was rolled back after somebody read it must never come again.
    tx.run(sql::catalog::set_version{.version = random_hex(16)});
}

}  // namespace hero
