#pragma once
// What is wired together: one of each, made in main (or by a test), handed to every handler. No globals.
#include <optional>
#include <string>

#include "attachments/attachments.hpp"
#include "base/clock.hpp"
#include "base/config.hpp"
#include "base/db/db.hpp"
#include "base/jobs/jobs.hpp"
#include "base/limits.hpp"
#include "base/live/live.hpp"
#include "base/sealing.hpp"
#include "catalog/catalog.hpp"
#include "mail/mail.hpp"
#include "providers/providers.hpp"
#include "scanning/scanning.hpp"
#include "sessions/sessions.hpp"
#include "sla/sla.hpp"
#include "tickets/tickets.hpp"

namespace hero {

struct App {
    // Opens the database (not migrated) and creates the data folder. Throws ConfigError for settings that do not fit
    // together.
    App(const Config& config, const Clock& clock);
    App(Config config, const Clock& clock, const DatabaseOptions& database);  // with a database of the caller's choice

    Config config;
    const Clock& clock;
    std::string base_url;  // without trailing slash: the only source of absolute links
    bool secure_cookies;   // __Host- and Secure
    bool demo;             // demo sign-in and demo pages
    SessionRules session_rules;
    Periods periods;
    SealingKeys sealing;  // none until the first start has made one (commands/secrets.hpp)
    Mailer mailer;        // outlives the workers, as the scanner does
    Scanner scanner;
    Providers providers;
    Database db;
    FileStore files;
    Workers workers;
    CatalogCache catalogs;
    CalendarCache calendars;
    RateLimits limits;
    Live live;

    // Catalogue, calendar and periods as this transaction sees them.
    Desk desk(Tx& tx);
    // The same for a page of somebody signed in: the look-up of the session has brought the versions, nothing is asked.
    Desk desk(Tx& tx, const Session& session);
    // Before requests and workers: links name the port that was taken when the setting leaves the choice (0).
    void listening_at(std::uint16_t port);
};

// The keys of the setting, else those of the file; none when there is no file either. Throws ConfigError for what is
// no key, and for a file that cannot be read.
SealingKeys sealing_keys(const Config& config);
std::string sealing_key_file(const Config& config);  // in the data folder
// data/ and the database address that follow from the settings.
std::string data_folder(const Config& config);

// How many threads read and write HTTP: what `io-threads` says, or two for each core.
int io_threads(const Config& config);
DatabaseOptions database_options(const Config& config);

// The bucket the settings name; nothing when they name none. Throws ConfigError.
std::optional<BucketSettings> bucket_settings(const Config& config);
// Where files lie by the settings: the folder files/ of the data folder, and the bucket. `claims` and `scan` as
// FileStore has them. `tries` of one request to the bucket: one for pages, which do not wait, more for commands, which
// do.
FileStore file_store(const Config& config, Database* claims, Scan scan, int tries);

}  // namespace hero
