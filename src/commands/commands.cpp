#include "commands/commands.hpp"

#include <cstdio>
#include <map>

#include "app/app.hpp"
#include "base/log.hpp"
#include "ui/routing.hpp"

namespace hero {

namespace {

constexpr const char* usage =
    "HERO (Help and Resolve), the service desk of the Ministry of Trade of the Republic of Indonesia\n"
    "\n"
    "Usage: hero COMMAND [SETTINGS]\n"
    "\n"
    "  serve                     run the server (brings the database up to date first)\n"
    "  migrate                   bring the database up to date and stop\n"
    "  demo [--tickets N]        the demo's people and about sixty tickets, or N more tickets; never beside real "
    "people\n"
    "  user add NAME --role R --email E [--team T]…   add a local staff account; the password is read from\n"
    "                            standard input. R: agent or supervisor, with a team or more; admin, with none\n"
    "  user password NAME        set a new password, read from standard input, and end all sessions\n"
    "  user drop-second-factor NAME   forget a lost authenticator app and its recovery codes, and end all sessions\n"
    "  audit verify [--expect NUMBER:HASH]\n"
    "                            whether the audit log is as it was written; NUMBER:HASH is what this printed earlier\n"
    "  backup FOLDER             a consistent copy of the database and all files, with hashes; `hero serve` may run\n"
    "  restore FOLDER            a backup into an empty place, and verify it there\n"
    "  verify [BACKUP]           whether everything stored fits together: the engine's own check, rules for rows, the\n"
    "                            hash of every file, the audit log; a line for each breach, exit status 1 when any.\n"
    "                            `hero serve` may run. With BACKUP: the same of a backup\n"
    "  files move [--to folder|s3] [--delete]\n"
    "                            copy every attachment to where new ones go (setting files) or to that place, and "
    "read\n"
    "                            it back there; with --delete the originals go. `hero serve` may run; can be repeated\n"
    "  doctor                    whether this installation can work: settings, disk, database, jobs, mail, providers,\n"
    "                            scanner; a line each with what to do, exit status 1 when there is an error\n"
    "  routes [--json]           every URL with its method and guard\n"
    "  settings                  every setting, as docs/configuration.md\n"
    "\n"
    "`hero serve --help` lists the settings. They come from hero.toml, HERO_* variables and flags; later wins.\n";

void start_log(const Config& config) {
    static const std::map<std::string, log::Level, std::less<>> levels{{"debug", log::Level::debug},
                                                                       {"info", log::Level::info},
                                                                       {"warning", log::Level::warning},
                                                                       {"error", log::Level::error}};
    log::start(levels.at(config.text("log-level")));
}

bool asks_for_help(const std::vector<std::string>& words) {
    for (const auto& word : words)
        if (word == "--help" || word == "-h") return true;
    return false;
}

}  // namespace

int run_command(const std::vector<std::string>& words, const std::vector<std::string>& environment) {
    const std::string command = words.empty() ? "help" : words.front();
    if (command == "help" || command == "--help" || command == "-h") {
        std::fputs(usage, stdout);
        return words.empty() ? 2 : 0;
    }
    if (command == "--version" || command == "version") {
        std::puts("hero " HERO_VERSION);
        return 0;
    }
    const std::vector<std::string> flags(words.begin() + 1, words.end());
    if (command == "routes") return routes_command(flags);
    if (asks_for_help(flags)) {
        std::printf("%s\nSettings:\n\n%s", usage, settings_help().c_str());
        return 0;
    }
    if (command == "settings") {
        std::fputs(settings_markdown().c_str(), stdout);
        return 0;
    }
    std::vector<std::string> rest;
    const auto config = Config::load(flags, environment, rest);
    start_log(config);
    if (command == "demo") return demo_command(config, rest);
    if (command == "audit") return audit_command(config, rest);
    if (command == "backup") return backup_command(config, rest);
    if (command == "restore") return restore_command(config, rest);
    if (command == "verify") return verify_command(config, rest);
    if (command == "files") return files_command(config, rest);
    if (command == "user") return user_command(config, rest);
    if (!rest.empty()) throw ConfigError("\"" + rest.front() + "\" is no setting; see hero serve --help");
    if (command == "serve") return serve(config);
    if (command == "migrate") return migrate(config);
    if (command == "doctor") return doctor_command(config);
    throw ConfigError("\"" + command + "\" is no command; see hero --help");
}

int migrate(const Config& config) {
    SystemClock clock;
    Database db(database_options(config), clock);
    std::printf("%d migration(s) applied\n", db.migrate());
    return 0;
}

int routes_command(const std::vector<std::string>& rest) {
    const bool json = !rest.empty() && rest.front() == "--json";
    if (json) std::puts("[");
    std::size_t left = all_routes().size();
    for (const auto& route : all_routes()) {
        --left;
        const auto method = std::string{http::name_of(route.method)};
        const auto pattern = std::string{route.pattern};
        const auto guard = std::string{name_of(route.guard)};
        if (json)
            std::printf("  {\"method\": \"%s\", \"path\": \"%s\", \"guard\": \"%s\"}%s\n", method.c_str(),
                        pattern.c_str(), guard.c_str(), left ? "," : "");
        else
            std::printf("%-5s %-45s %s\n", method.c_str(), pattern.c_str(), guard.c_str());
    }
    if (json) std::puts("]");
    return 0;
}

}  // namespace hero
