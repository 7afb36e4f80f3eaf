#include <cstdio>

#include "app/app.hpp"
#include "audit/audit.hpp"
#include "base/text.hpp"
#include "commands/commands.hpp"

namespace hero {

namespace {

// "1234:683ebd16…", as this command prints it.
Link link_from(std::string_view text) {
    const auto colon = text.find(':');
    const auto number = whole_number(text.substr(0, colon));
    if (colon == std::string_view::npos || !number || text.size() - colon - 1 != 64)
        throw ConfigError("audit: --expect takes NUMBER:HASH as `hero audit verify` printed it");
    return {*number, std::string{text.substr(colon + 1)}};
}

}  // namespace

int audit_command(const Config& config, const std::vector<std::string>& rest) {
    const bool expects = rest.size() == 3 && rest[1] == "--expect";
    if (rest.empty() || rest[0] != "verify" || (rest.size() != 1 && !expects))
        throw ConfigError("audit: say `audit verify` or `audit verify --expect NUMBER:HASH`; see hero --help");
    SystemClock clock;
    Database db(database_options(config), clock);
    if (!db.schema_is_current()) throw ConfigError("audit: bring the database up to date first: hero migrate");
    const auto verdict = verify_audit_log(db, expects ? std::optional{link_from(rest[2])} : std::optional<Link>{});
    for (const auto& flaw : verdict.flaws)
        std::printf("row %lld: %s\n", static_cast<long long>(flaw.number), flaw.what.c_str());
    std::printf("%lld rows read, the first %lld, the newest %lld:%s\n%s\n", static_cast<long long>(verdict.rows),
                static_cast<long long>(verdict.first), static_cast<long long>(verdict.newest.number),
                verdict.newest.hash.c_str(), verdict.flaws.empty() ? "the chain is whole" : "THE CHAIN IS BROKEN");
    return verdict.flaws.empty() ? 0 : 1;
}

}  // namespace hero
