// Settings come from files and the environment, not through a page: what changed is seen when the server starts.
#include "audit/audit.hpp"
#include "base/text.hpp"

namespace hero {

namespace {

std::string shown(const Setting& setting, std::string_view value) {
    if (setting.secret) return value.empty() ? "" : "(set)";
    return showable(first_characters(value, longest_detail));
}

}  // namespace

void record_settings(Tx& tx, const Config& config) {
    for (const auto& setting : all_settings()) {
        const Audited what{.act = Act::setting_changed,
                           .object = "pengaturan " + std::string{setting.name},
                           .detail = shown(setting, config.text(setting.name))};
        const auto last =
            audit_rows(tx, {.act = std::string{code_of(Act::setting_changed)}, .object = what.object}, 0, 1);
        if (what.detail != (last.empty() ? shown(setting, setting.fallback) : last[0].detail)) record(tx, what);
    }
}

}  // namespace hero
