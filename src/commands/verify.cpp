#include <cstdio>

#include "audit/audit.hpp"
#include "commands/commands.hpp"
#include "commands/verification.hpp"
#include "integrity/integrity.hpp"

namespace hero {

namespace {

void print(const std::vector<Breach>& breaches) {
    for (const auto& breach : breaches) std::printf("%s: %s\n", breach.rule.c_str(), breach.what.c_str());
}

std::vector<Breach> breaches_of_audit(const ChainVerdict& verdict) {
    std::vector<Breach> breaches;
    for (const auto& flaw : verdict.flaws)
        breaches.push_back({"audit", "row " + std::to_string(flaw.number) + ": " + flaw.what});
    return breaches;
}

}  // namespace

DatabaseOptions patient(DatabaseOptions options) {
    options.time_limit = std::chrono::hours{1};
    return options;
}

std::size_t verify_everything(Database& db, const FileStore& files) {
    const auto engine = db.read([](Tx& tx) { return breaches_of_engine(tx); });
    print(engine);
    const auto rows = db.read([](Tx& tx) { return breaches_of_rows(tx); });
    print(rows);
    const auto contents = verify_files(db, files);
    print(contents.breaches);
    const auto log = verify_audit_log(db);
    const auto audit = breaches_of_audit(log);
    print(audit);
    const auto amount = engine.size() + rows.size() + contents.breaches.size() + audit.size();
    std::printf("%zu rules, %lld files of %llu bytes, %lld rows of the audit log: %s\n", integrity_rules().size(),
                static_cast<long long>(contents.contents), static_cast<unsigned long long>(contents.bytes),
                static_cast<long long>(log.rows),
                amount == 0 ? "all as it should be" : (std::to_string(amount) + " BREACH(ES)").c_str());
    return amount;
}

int verify_command(const Config& config, const std::vector<std::string>& rest) {
    if (rest.size() > 1) throw ConfigError("verify: say `verify` or `verify BACKUP`; see hero --help");
    if (rest.size() == 1) return verify_backup(rest.front());
    SystemClock clock;
    Database db(patient(database_options(config)), clock);
    if (!db.schema_is_current()) throw ConfigError("verify: bring the database up to date first: hero migrate");
    return verify_everything(db, file_store(config, &db, Scan::unneeded, patient_tries)) == 0 ? 0 : 1;
}

}  // namespace hero
