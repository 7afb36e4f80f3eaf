#include "app/app.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include "base/text.hpp"

namespace hero {

namespace {

// "hero.example", "127.0.0.1:8080", "[::1]:8080"
bool is_host_with_port(std::string_view text) {
    const auto bracket = text.starts_with('[') ? text.find(']') : 0;
    if (bracket == std::string_view::npos) return false;
    const auto colon = text.find(':', bracket);
    const auto host = text.substr(0, colon);
    constexpr std::string_view in_names = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_";
    constexpr std::string_view in_addresses = "[0123456789abcdefABCDEF:.]";
    if (host.empty() || host.find_first_not_of(bracket > 0 ? in_addresses : in_names) != std::string_view::npos)
        return false;
    if (colon == std::string_view::npos) return true;
    const auto port = whole_number(text.substr(colon + 1));
    return port && *port >= 1 && *port <= 65535;
}

std::string base_url_of(const Config& config, const std::string& port) {
    auto url = config.text("base-url");
    while (url.ends_with('/')) url.pop_back();
    if (url.empty()) return "http://" + config.text("address") + ":" + port;
    if (!url.starts_with("http://") && !url.starts_with("https://"))
        throw ConfigError("base-url: \"" + url + "\" must start with http:// or https://");
    if (!is_host_with_port(std::string_view{url}.substr(url.find("//") + 2)))
        throw ConfigError("base-url: \"" + url + "\" must be a host with at most a port, such as https://hero.example");
    return url;
}

bool secure_cookies_of(const Config& config, std::string_view base_url) {
    const auto& choice = config.text("secure-cookies");
    return choice == "on" || (choice == "auto" && base_url.starts_with("https://"));
}

bool is_loopback(std::string_view address) {
    return address == "127.0.0.1" || address == "::1" || address == "localhost";
}

// Without the port and without the brackets of an IPv6 address.
std::string host_of(std::string_view base_url) {
    auto host = base_url.substr(base_url.find("//") + 2);
    if (host.starts_with('[')) return std::string{host.substr(1, host.find(']') - 1)};
    return std::string{host.substr(0, host.find(':'))};
}

bool demo_of(const Config& config, std::string_view base_url) {
    if (!config.flag("demo")) return false;
    if (!is_loopback(config.text("address")))
        throw ConfigError("demo: only on a loopback address, not on \"" + config.text("address") + "\"");
    if (const auto host = host_of(base_url); !is_loopback(host))
        throw ConfigError("demo: only for a loopback address, but base-url leads to \"" + host + "\"");
    return true;
}

std::vector<int> days_of(const Config& config, std::string_view name) {
    std::vector<int> days;
    if (trimmed(config.text(name)).empty()) return days;
    for (const auto part : split(config.text(name), ',')) {
        const auto day = whole_number(trimmed(part));
        if (!day || *day < 1 || *day > 60)
            throw ConfigError(std::string{name} + ": \"" + config.text(name) +
                              "\" must be working days such as \"2,4\"");
        days.push_back(static_cast<int>(*day));
    }
    return days;
}

Periods periods_of(const Config& config) {
    const auto days = [&](std::string_view name) { return static_cast<int>(config.integer(name)); };
    Periods periods{.confirm_reminders = days_of(config, "confirm-reminder-days"),
                    .autoclose = days("autoclose-days"),
                    .reopen = days("reopen-days"),
                    .waiting_reminder = days("waiting-reminder-days"),
                    .waiting_resolve = days("waiting-resolve-days")};
    // A reminder that could never go out is a mistake.
    for (const int day : periods.confirm_reminders)
        if (day >= periods.autoclose)
            throw ConfigError("confirm-reminder-days: day " + std::to_string(day) +
                              " is not before autoclose-days, which is " + std::to_string(periods.autoclose));
    if (periods.waiting_reminder >= periods.waiting_resolve)
        throw ConfigError("waiting-reminder-days: day " + std::to_string(periods.waiting_reminder) +
                          " is not before waiting-resolve-days, which is " + std::to_string(periods.waiting_resolve));
    return periods;
}

// In the demo, letters lie in a folder unless they are sent somewhere.
MailSettings mail_of(const Config& config, const std::string& base_url, bool demo) {
    auto mail = config.text("mail");
    if (demo && mail == "none") mail = "file:" + data_folder(config) + "/surat";
    try {
        return mail_settings(mail, {.user = config.text("mail-user"),
                                    .password = config.text("mail-password"),
                                    .from = config.text("mail-from"),
                                    .name = config.text("mail-name"),
                                    .base_url = base_url});
    } catch (const std::invalid_argument& error) {
        throw ConfigError(error.what());
    }
}

// Nobody notices a wrong contact but those who need it.
void check_contacts(const Config& config) {
    const auto& email = config.text("contact-email");
    if (!email.empty() && check_person(Lang::en, "HERO", email).of("email"))
        throw ConfigError("contact-email: \"" + email + "\" must be one address such as meja.layanan@example.go.id");
    const auto& phone = config.text("contact-phone");
    if (!phone.empty() && phone.find_first_of("0123456789") == std::string::npos)
        throw ConfigError("contact-phone: \"" + phone + "\" holds no digit");
}

enum class Readers { as_they_are, owner_alone };

void make_folder(std::string_view setting, const std::filesystem::path& folder, Readers readers) {
    try {
        std::filesystem::create_directories(folder);
        if (readers == Readers::owner_alone) std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
    } catch (const std::filesystem::filesystem_error& fault) {
        throw ConfigError(std::string{setting} + ": \"" + folder.string() +
                          "\" cannot be used: " + fault.code().message());
    }
}

// The rest of what must fit before anything is opened.
Config fitting(Config config) {
    check_contacts(config);
    if (config.text("mail-user").empty() != config.text("mail-password").empty())
        throw ConfigError("mail-user and mail-password: set both, or neither to send without signing in");
    if (trimmed(config.text("mail-name")).empty()) throw ConfigError("mail-name: must not be empty");
    constexpr std::string_view file = "file:";
    if (const auto& mail = config.text("mail"); mail.starts_with(file))
        make_folder("mail", mail.substr(file.size()), Readers::as_they_are);
    return config;
}

ScannerSettings scanner_of(const Config& config) {
    try {
        return scanner_settings(config.text("scanner"));
    } catch (const std::invalid_argument& error) {
        throw ConfigError(error.what());
    }
}

}  // namespace

std::string data_folder(const Config& config) {
    const auto& folder = config.text("data");
    make_folder("data", folder, Readers::owner_alone);
    return folder;
}

int io_threads(const Config& config) {
    const auto set = static_cast<int>(config.integer("io-threads"));
    return set > 0 ? set : 2 * static_cast<int>(std::max(std::thread::hardware_concurrency(), 1U));
}

std::string sealing_key_file(const Config& config) { return data_folder(config) + "/secrets.key"; }

SealingKeys sealing_keys(const Config& config) {
    const bool set = !config.text("secrets-key").empty();
    const auto path = set ? std::string{} : sealing_key_file(config);
    if (!set && !std::filesystem::exists(path)) return {};
    try {
        if (set) return SealingKeys(config.text("secrets-key"));
        std::ifstream file(path);
        SealingKeys keys(std::string{std::istreambuf_iterator<char>(file), {}});
        if (!file || keys.empty()) throw std::invalid_argument("cannot be read, or is empty");
        return keys;
    } catch (const std::invalid_argument& error) {
        throw ConfigError((set ? std::string{"secrets-key"} : path) + ": " + error.what());
    }
}

DatabaseOptions database_options(const Config& config) {
    DatabaseOptions options;
    options.address = config.text("database");
    // On PostgreSQL whoever commits waits on a connection, and those who wait together are written together.
    if (!options.address.empty()) options.readers = static_cast<int>(config.integer("worker-threads"));
    if (options.address.empty()) options.address = data_folder(config) + "/hero.db";
    if (const auto set = config.integer("database-readers"); set > 0) options.readers = static_cast<int>(set);
    options.readers_at_once = io_threads(config);
    return options;
}

int quarter_of_workers(const Config& config) {
    return std::max(1, static_cast<int>(config.integer("worker-threads")) / 4);
}

std::optional<BucketSettings> bucket_settings(const Config& config) {
    const bool needed = config.text("files") == "s3";
    if (!needed && config.text("s3-bucket").empty()) return std::nullopt;
    BucketSettings bucket{.endpoint = config.text("s3-endpoint"),
                          .bucket = config.text("s3-bucket"),
                          .region = config.text("s3-region"),
                          .access_key = config.text("s3-access-key"),
                          .secret_key = config.text("s3-secret-key"),
                          .path_style = config.flag("s3-path-style"),
                          .patience = std::chrono::seconds{config.integer("s3-timeout-seconds")},
                          // Half of the workers at most are ever with the store or waiting for it.
                          .at_once = quarter_of_workers(config)};
    try {
        require_usable(bucket);
    } catch (const std::invalid_argument& error) {
        throw ConfigError(error.what());
    }
    return bucket;
}

FileStore file_store(const Config& config, Database* claims, Scan scan, int tries) {
    const auto folder = data_folder(config) + "/files";
    auto bucket = bucket_settings(config);
    if (!bucket) return FileStore(folder, scan);
    bucket->tries = tries;
    const auto keep = config.text("files") == "s3" ? Keep::in_bucket : Keep::in_folder;
    return {folder, scan, std::move(*bucket), keep, claims};
}

App::App(const Config& settings, const Clock& the_clock) : App(settings, the_clock, database_options(settings)) {}

App::App(Config settings, const Clock& the_clock, const DatabaseOptions& database)
    : config(fitting(std::move(settings))),
      clock(the_clock),
      base_url(base_url_of(config, config.text("port"))),
      secure_cookies(secure_cookies_of(config, base_url)),
      demo(demo_of(config, base_url)),
      session_rules{.staff_idle = std::chrono::minutes{config.integer("session-idle-minutes")},
                    .longest = std::chrono::hours{config.integer("session-hours")}},
      periods(periods_of(config)),
      sealing(sealing_keys(config)),
      mailer(mail_of(config, base_url, demo)),
      scanner(scanner_of(config)),
      providers(provider_settings(config), clock, {.at_once = quarter_of_workers(config)}),
      db(database, clock),
      files(file_store(config, &db, scanner.configured() ? Scan::awaiting : Scan::unneeded, 1)),
      workers(db, clock),
      limits(clock, config.flag("limits")),
      live(db, std::string{changes_topic}, [this](Tx& tx, const std::vector<std::string>& passes) {
          return passes_that_hold(tx, passes, session_rules);
      }) {
    let_hash(quarter_of_workers(config));
}

Desk App::desk(Tx& tx) { return {catalogs.get(tx), calendars.get(tx), periods}; }

Desk App::desk(Tx& tx, const Session& session) {
    return {catalogs.get(tx, session.catalog_version), calendars.get(tx, session.calendar_version), periods};
}

void App::listening_at(std::uint16_t port) {
    base_url = base_url_of(config, std::to_string(port));
    mailer = Mailer(mail_of(config, base_url, demo));
}

}  // namespace hero
