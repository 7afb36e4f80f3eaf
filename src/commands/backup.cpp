#include "backup/backup.hpp"

#include <chrono>
#include <cstdio>

#include "commands/commands.hpp"
#include "commands/secrets.hpp"
#include "commands/verification.hpp"
#include "credentials/credentials.hpp"

namespace hero {

namespace {

const std::string& folder_in(const std::vector<std::string>& rest, const char* command) {
    if (rest.size() != 1) throw ConfigError(std::string{command} + ": say `" + command + " FOLDER`; see hero --help");
    return rest.front();
}

// Nobody shall learn on the day of need that the key was never kept.
void tell_of_key(const Config& config, Database& db) {
    const auto wanted = db.read([](Tx& tx) { return secrets_sealed_under(tx); });
    if (!wanted) return;
    std::printf("second factors are sealed under the key %s, which is not in a backup: keep it elsewhere\n",
                wanted->c_str());
    if (const auto wrong = wrong_with_keys(config, sealing_keys(config), wanted); !wrong.empty())
        std::printf("secrets-key: %s\n", wrong.c_str());
}

class Stopwatch {
public:
    [[nodiscard]] double seconds() const {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
    }

private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

void print(const char* what, const Manifest& manifest, const Stopwatch& watch) {
    std::printf("%s: a database of %llu bytes (%s), %zu files of %llu bytes, %.1f s\n", what,
                static_cast<unsigned long long>(manifest.database.size), manifest.migration_name.c_str(),
                manifest.files.size(), static_cast<unsigned long long>(manifest.bytes_of_files()), watch.seconds());
}

}  // namespace

int backup_command(const Config& config, const std::vector<std::string>& rest) {
    const auto& folder = folder_in(rest, "backup");
    const Stopwatch watch;
    const SystemClock clock;
    const auto files = file_store(config, nullptr, Scan::unneeded, patient_tries);
    const auto manifest = make_backup(patient(database_options(config)), files, clock, folder);
    print("backed up", manifest, watch);
    Database db(patient(database_options(config)), clock);
    if (db.schema_is_current()) tell_of_key(config, db);
    return 0;
}

int restore_command(const Config& config, const std::vector<std::string>& rest) {
    const auto& folder = folder_in(rest, "restore");
    const Stopwatch watch;
    const SystemClock clock;
    const auto options = patient(database_options(config));
    // Nobody else is at work in an empty place, and there is no database yet to claim anything in.
    const auto files = file_store(config, nullptr, Scan::unneeded, patient_tries);
    const auto manifest = restore_backup(folder, options, files, clock);
    print("restored", manifest, watch);
    Database db(options, clock);
    db.migrate();
    tell_of_key(config, db);
    return verify_everything(db, files) == 0 ? 0 : 1;
}

int verify_backup(const std::string& folder) {
    const Stopwatch watch;
    const SystemClock clock;
    const auto manifest = checked_backup(folder);
    const auto breaches = breaches_of_backup(folder, manifest, clock);
    for (const auto& breach : breaches) std::printf("%s: %s\n", breach.rule.c_str(), breach.what.c_str());
    print("checked", manifest, watch);
    if (manifest.engine == db::Engine::postgres)
        std::puts("hashes only: what is in a dump of PostgreSQL shows when it is restored");
    return breaches.empty() ? 0 : 1;
}

}  // namespace hero
