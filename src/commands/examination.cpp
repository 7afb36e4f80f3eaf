#include "commands/examination.hpp"

#include <fmt/format.h>
#include <boost/url/parse.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>

#include "app/app.hpp"
#include "base/egress/egress.hpp"
#include "base/ids.hpp"
#include "commands/reach.hpp"
#include "commands/secrets.hpp"
#include "commands/verification.hpp"
#include "credentials/credentials.hpp"
#include "integrity/integrity.hpp"

namespace hero {

namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr std::uintmax_t too_little = 64ULL << 20;  // as /healthz/ready has it
constexpr std::uintmax_t little = 1ULL << 30;
constexpr auto patience = 3s;
constexpr auto mail_is_late = 1h;
constexpr auto clocks_may_differ = 5s;

// The list, and the one thing that is done with it.
class Examination {
public:
    Examination(const Config& config, const Clock& clock) : config_(config), clock_(clock) {}

    std::vector<Examined> run() {
        attempt("settings", [&] { settings(); });
        attempt("data folder", [&] { folder(); });
        attempt("database", [&] { database(); });
        attempt("attachments", [&] { attachments(); });
        attempt("mail", [&] { mail(); });
        attempt("sign-in", [&] { providers(); });
        attempt("scanner", [&] { scanner(); });
        return std::move(all_);
    }

private:
    void say(Health health, std::string what, std::string detail) {
        all_.push_back({health, std::move(what), std::move(detail)});
    }
    void ok(std::string what, std::string detail) { say(Health::ok, std::move(what), std::move(detail)); }
    void warn(std::string what, std::string detail) { say(Health::warning, std::move(what), std::move(detail)); }
    void fail(std::string what, std::string detail) { say(Health::error, std::move(what), std::move(detail)); }

    void attempt(const char* what, const std::function<void()>& step) {
        try {
            step();
        } catch (const std::exception& error) {
            fail(what, error.what());
        }
    }

    void settings();
    void folder();
    void database();
    void work(Database& db);
    void attachments();
    void secrets(Database& db);
    void mail();
    void providers();
    void discovery(const char* who, const OidcSettings& provider);
    void scanner();
    void reach(const std::string& what, const std::string& url, std::uint16_t usual_port);

    const Config& config_;
    const Clock& clock_;
    std::vector<Examined> all_;
};

bool is_loopback(std::string_view host) { return host == "localhost" || host == "[::1]" || host.starts_with("127."); }

void Examination::settings() {
    const auto& url = config_.text("base-url");
    if (url.empty())
        return warn("base-url", "is not set: links in mail and QR codes name this machine; set it to what people type");
    const auto parsed = boost::urls::parse_uri(url);
    if (!parsed) return fail("base-url", "\"" + url + "\" is no URL; say https://NAME");
    const std::string host{parsed->encoded_host()};
    const bool secure = parsed->scheme() == "https";
    if (!secure && !is_loopback(host))
        fail("base-url", "\"" + url + "\" is not https: passwords and sessions would cross the network in the clear");
    else
        ok("base-url", url);
    if (secure && config_.text("secure-cookies") == "off")
        fail("secure-cookies", "is off although base-url is https; leave it at auto");
    if (config_.flag("demo") && !is_loopback(host)) fail("demo", "is on: anybody signs in as anybody; set it to off");
    if (!config_.flag("limits")) warn("limits", "are off: nothing slows down who tries passwords; set it to on");
}

void Examination::folder() {
    const auto folder = data_folder(config_);
    const auto probe = folder + "/doctor-" + random_hex(8);
    {
        std::ofstream file(probe);
        file << "?";
        file.close();
        if (!file) return fail("data folder", "\"" + folder + "\" cannot be written to by this user");
    }
    fs::remove(probe);
    const auto free = fs::space(folder).available;
    const auto said = fmt::format("\"{}\", {} MB free", folder, free >> 20);
    if (free < too_little) return fail("data folder", said + ": nothing can be filed any more; make room");
    if (free < little) return warn("data folder", said + ": make room soon");
    ok("data folder", said);
}

void Examination::database() {
    const auto options = patient(database_options(config_));
    if (options.address.find("://") == std::string::npos && !fs::exists(options.address))
        return fail("database", "\"" + options.address + "\" does not exist yet: hero migrate");
    Database db(options, clock_);
    if (!db.schema_is_current())
        return fail("database", "its schema is not that of this program: hero migrate, or a newer program");
    ok("database", db.engine() == db::Engine::sqlite ? "SQLite, schema current" : "PostgreSQL, schema current");
    const auto apart = std::chrono::abs(db.read([](Tx& tx) { return engine_clock(tx); }) - clock_.now());
    if (apart > clocks_may_differ)
        warn("clock", fmt::format("the database's differs by {} s; let both machines keep time (NTP)",
                                  std::chrono::duration_cast<std::chrono::seconds>(apart).count()));
    else
        ok("clock", "that of the database agrees");
    work(db);
    attempt("secrets-key", [&] { secrets(db); });
}

void Examination::secrets(Database& db) {
    const auto keys = sealing_keys(config_);
    const auto wanted = db.read([](Tx& tx) { return secrets_sealed_under(tx); });
    if (const auto wrong = wrong_with_keys(config_, keys, wanted); !wrong.empty()) return fail("secrets-key", wrong);
    if (keys.empty()) return ok("secrets-key", "none yet: the first start makes one");
    const auto file = sealing_key_file(config_);
    constexpr auto others = fs::perms::group_all | fs::perms::others_all;
    if (config_.text("secrets-key").empty() && (fs::status(file).permissions() & others) != fs::perms::none)
        return warn("secrets-key", file + " can be read by others: chmod 600");
    ok("secrets-key", keys.fingerprint() + "; keep a copy of it apart from backups");
}

void Examination::work(Database& db) {
    const auto parked = db.read([](Tx& tx) { return parked_jobs(tx, 100).size(); });
    if (parked > 0)
        warn("jobs",
             fmt::format("{}{} gave up after their last try: see /admin/sistem", parked, parked == 100 ? "+" : ""));
    else
        ok("jobs", "none gave up");
    const auto due = db.read([](Tx& tx) { return oldest_waiting_mail(tx); });
    const auto late = due ? clock_.now() - *due : 0ms;
    if (late > mail_is_late)
        warn("outbox",
             fmt::format("a mail has waited for {} minutes: does `hero serve` run, does the mail server answer?",
                         std::chrono::duration_cast<std::chrono::minutes>(late).count()));
    else
        ok("outbox", "no mail is late");
}

// A TCP connection to the host of a URL.
void Examination::reach(const std::string& what, const std::string& url, std::uint16_t usual_port) {
    const auto parsed = boost::urls::parse_uri(url);
    if (!parsed) return fail(what, "\"" + url + "\" is no URL");
    const auto host = parsed->host_address();
    const auto port = parsed->has_port() ? parsed->port_number() : usual_port;
    const auto why = why_unreachable(host, port, patience);
    if (why.empty()) return ok(what, fmt::format("{}:{} answers", host, port));
    fail(what, fmt::format("{}:{} does not answer: {}; check the address and the firewall", host, port, why));
}

// An object of its own, there and back: listing, writing, reading and removing are what HERO needs.
void Examination::attachments() {
    const auto settings = bucket_settings(config_);
    if (!settings) return ok("attachments", "lie in the data folder");
    const auto where = settings->endpoint + ", bucket " + settings->bucket;
    const auto text = random_hex(32);
    const auto key = "hero-doctor-" + random_hex(8);
    const auto folder = fs::path(data_folder(config_)) / key;
    struct Away {
        fs::path path;
        ~Away() {
            std::error_code ignored;
            fs::remove_all(path, ignored);
        }
    } const away{folder};
    fs::create_directory(folder);
    std::ofstream(folder / "sent") << text;
    try {
        Bucket bucket(*settings);
        bucket.put(key, folder / "sent", sha256_hex(text));
        if (!bucket.get(key, folder / "read") || sha256_hex_of_file(folder / "read") != sha256_hex(text))
            return fail("attachments",
                        where + ": what was written does not come back; is the bucket shared or cached?");
        if (const auto keys = bucket.keys_after("hero-doctor-", ""); std::ranges::find(keys, key) == keys.end())
            return fail("attachments", where + ": what was written is not listed");
        bucket.remove(key);
    } catch (const StorageAway& why) {
        return fail("attachments", where + ": " + why.what() +
                                       "; check s3-endpoint, s3-bucket, s3-region, both keys and this machine's clock");
    }
    const bool used = config_.text("files") == "s3";
    ok("attachments",
       where + (used ? " takes, lists, gives and removes objects" : " works; new files go into the data folder"));
}

void Examination::mail() {
    const auto settings = mail_settings(config_.text("mail"), {.from = config_.text("mail-from")});
    if (settings.kind == MailSettings::Kind::none)
        return warn("mail", "is none: nobody is told anything; set mail to smtp://… or smtps://…");
    if (settings.kind == MailSettings::Kind::file)
        return warn("mail", "goes into a folder only: nobody is told anything");
    reach("mail", settings.url, settings.url.starts_with("smtps") ? 465 : 25);
}

void Examination::discovery(const char* who, const OidcSettings& provider) {
    auto url = provider.issuer;
    while (url.ends_with('/')) url.pop_back();
    url += "/.well-known/openid-configuration";
    try {
        const auto reply = Egress{}.send({.url = url});
        if (reply.status == 200) return ok(who, url + " answers");
        fail(who, fmt::format("{} answers {}; is the issuer right?", url, reply.status));
    } catch (const std::exception& error) {
        fail(who, url + ": " + error.what());
    }
}

void Examination::providers() {
    const auto settings = provider_settings(config_);
    if (settings.google) discovery("google", *settings.google);
    if (settings.intranet) discovery("intranet", *settings.intranet);
    if (settings.directory)
        reach("directory", settings.directory->url, settings.directory->url.starts_with("ldaps") ? 636 : 389);
    if (!settings.google && !settings.intranet && !settings.directory)
        warn("sign-in", "no provider is set: only local accounts of staff can come in; see docs/sign-in.md");
}

void Examination::scanner() {
    const auto settings = scanner_settings(config_.text("scanner"));
    if (settings.kind == ScannerSettings::Kind::none)
        return warn("scanner", "is none: attachments are not looked through for viruses");
    const auto why = settings.kind == ScannerSettings::Kind::local
                         ? why_unreachable(settings.path)
                         : why_unreachable(settings.address, settings.port, patience);
    if (why.empty()) return ok("scanner", config_.text("scanner") + " answers");
    fail("scanner", config_.text("scanner") + " does not answer: " + why + "; files wait until it does");
}

}  // namespace

std::vector<Examined> examine(const Config& config, const Clock& clock) { return Examination(config, clock).run(); }

}  // namespace hero
