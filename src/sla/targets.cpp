#include <stdexcept>

#include "base/errors.hpp"
#include "sla/sla.hpp"
#include "sql/sla.hpp"

namespace hero {

namespace {

constexpr std::string_view working_hours_code = "jam_kerja";
constexpr std::string_view calendar_hours_code = "jam_kalender";

SlaTarget read_target(const db::Row& row) {
    return {.profile = row.text("profile"),
            .impact = impact_of(row.text("impact")).value(),
            .clock = row.text("clock") == calendar_hours_code ? SlaClock::calendar_hours : SlaClock::working_hours,
            .first_response = std::chrono::minutes{row.integer("first_response_minutes")},
            .resolution = std::chrono::minutes{row.integer("resolution_minutes")}};
}

}  // namespace

std::vector<SlaTarget> sla_targets(Tx& tx) {
    std::vector<SlaTarget> targets;
    for (const auto& row : tx.run(sql::sla::targets{})) targets.push_back(read_target(row));
    return targets;
}

SlaTarget sla_target(Tx& tx, std::string_view profile, Impact impact) {
    const auto row = tx.one(sql::sla::target{.profile = profile, .impact = code_of(impact)});
    if (!row) throw NotFound();
    return read_target(*row);
}

void put_sla_target(Tx& tx, const SlaTarget& target) {
    if (target.first_response <= std::chrono::minutes{0} || target.resolution < target.first_response)
        throw std::invalid_argument("a promise needs a first response, and a resolution not before it");
    const auto changed = tx.change(sql::sla::set_target{
        .clock = target.clock == SlaClock::calendar_hours ? calendar_hours_code : working_hours_code,
        .first_response = target.first_response.count(),
        .resolution = target.resolution.count(),
        .profile = target.profile,
        .impact = code_of(target.impact)});
    if (changed == 0) throw NotFound();
}

}  // namespace hero
