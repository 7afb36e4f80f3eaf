#include <array>

#include "integrity/integrity.hpp"
#include "sql/integrity.hpp"

namespace hero {

namespace {

namespace rules = sql::integrity;

struct Rule {
    std::string_view name;
    db::Rows (*breaches)(Tx&);
};

template <typename Sql>
constexpr Rule rule() {
    const std::string_view statement{Sql::statement.name};
    return {statement.substr(statement.find('/') + 1), [](Tx& tx) { return tx.run(Sql{}); }};
}

constexpr std::array all_rules{
    rule<rules::assignees_without_name>(),   rule<rules::confirmations_without_timer>(),
    rule<rules::consents_of_others>(),       rule<rules::counters_out_of_step>(),
    rule<rules::escalations_out_of_step>(),  rule<rules::files_of_two_tickets>(),
    rule<rules::files_out_of_range>(),       rule<rules::flags_out_of_range>(),
    rule<rules::follow_ups_of_others>(),     rule<rules::mails_nobody_sends>(),
    rule<rules::messages_of_strangers>(),    rule<rules::messages_with_too_many_files>(),
    rule<rules::messages_without_author>(),  rule<rules::numbers_beyond_the_counter>(),
    rule<rules::own_tickets_in_hand>(),      rule<rules::people_without_identity>(),
    rule<rules::questions_without_timer>(),  rule<rules::ratings_out_of_step>(),
    rule<rules::ratings_told_and_missing>(), rule<rules::requesters_in_teams>(),
    rule<rules::restricted_out_of_step>(),   rule<rules::tickets_in_wrong_order>(),
    rule<rules::tickets_out_of_step>(),      rule<rules::tickets_without_beginning>(),
    rule<rules::tickets_without_end>(),      rule<rules::tickets_without_text>(),
};

}  // namespace

std::vector<std::string> integrity_rules() {
    std::vector<std::string> names;
    names.reserve(all_rules.size());
    for (const auto& rule : all_rules) names.emplace_back(rule.name);
    return names;
}

std::vector<Breach> breaches_of_rows(Tx& tx) {
    std::vector<Breach> breaches;
    for (const auto& rule : all_rules)
        for (const auto& row : rule.breaches(tx)) breaches.push_back({std::string{rule.name}, row.text("what")});
    return breaches;
}

std::vector<Breach> breaches_of_engine(Tx& tx) {
    std::vector<Breach> breaches;
    for (const auto& row : tx.run(rules::engine_faults{})) breaches.push_back({"engine", row.text("what")});
    return breaches;
}

}  // namespace hero
