#include "commands/timers.hpp"

#include <fstream>
#include <sstream>

#include "attachments/attachments.hpp"
#include "audit/audit.hpp"
#include "base/log.hpp"
#include "closing/closing.hpp"
#include "credentials/credentials.hpp"
#include "drafts/drafts.hpp"
#include "mail/mail.hpp"
#include "site/origin.hpp"

namespace hero {

namespace {

constexpr std::chrono::hours sweep_interval{1};

void schedule_sweep(Tx& tx, Instant due) { schedule(tx, "rumah.sapu", "{}", due, "rumah.sapu"); }

// Rows of the audit log that have served their time go; the newest hash goes to the log, which lives elsewhere.
void keep_audit_log(App& app) {
    const auto days = app.config.integer("audit-retention-days");
    const auto prune = [&](Tx& tx) { return prune_audit_log(tx, tx.now() - std::chrono::days{days}); };
    while (days > 0 && app.db.write_in_background(prune) > 0) {
    }
    const auto newest = app.db.read([](Tx& tx) { return newest_link(tx); });
    log::info("audit.newest", {{"row", std::to_string(newest.number)}, {"hash", newest.hash}});
}

// Deletes what has served its time: sessions, sign-ins that were given up, drafts, files that wait for no message any
// more.
void sweep(App& app) {
    app.db.write_in_background([&](Tx& tx) {
        forget_expired_sessions(tx);
        forget_expired_tokens(tx);
        forget_old_drafts(tx);
        forget_attempts(tx);
        schedule_sweep(tx, tx.now() + sweep_interval);
    });
    keep_audit_log(app);
    try {
        const auto files = sweep_attachments(app.db, app.files);
        if (files > 0) log::info("files.swept", {{"rows", std::to_string(files)}});
    } catch (const StorageAway& away) {
        log::warning("files.not_swept", {{"why", away.what()}});  // tomorrow, at the same hour
    }
}

std::uint64_t resident_bytes() {
    std::ifstream statm("/proc/self/statm");
    std::uint64_t size = 0;
    std::uint64_t resident = 0;
    statm >> size >> resident;
    return resident * 4096;
}

}  // namespace

void register_jobs(App& app) {
    register_mail_jobs(app.workers, app.db, app.mailer);
    register_scan_jobs(app.workers, app.db, app.files, app.scanner);
    register_closing_jobs(app.workers, app.db, [&app](Tx& tx) { return app.desk(tx); });
    app.workers.on("rumah.sapu", [&app](const Job&) { sweep(app); });
    app.db.write([](Tx& tx) { schedule_sweep(tx, tx.now() + sweep_interval); });
}

http::Response metrics_response(const http::Request& request, const Site& site, const http::Server& server, App& app) {
    if (request.remote != "127.0.0.1" && request.remote != "::1") return http::text_response(404, "not found\n");
    // A page whose name leads to this machine (DNS rebinding) asks from here too.
    if (!is_our_host(request, app.base_url)) return http::text_response(421, word(Lang::id, "x.421") + "\n");
    if (request.method != http::Method::get && request.method != http::Method::head) {
        auto response = http::text_response(405, "method not allowed\n");
        response.set("Allow", "GET, HEAD");
        return response;
    }
    const auto figures = server.figures();
    std::ostringstream text;
    const auto gauge = [&](std::string_view name, std::string_view kind, std::string_view help, std::uint64_t value) {
        text << "# HELP " << name << ' ' << help << "\n# TYPE " << name << ' ' << kind << '\n'
             << name << ' ' << value << '\n';
    };
    gauge("hero_http_requests_total", "counter", "Requests read", figures.requests);
    gauge("hero_http_refused_total", "counter", "Requests refused by the server itself", figures.refused);
    gauge("hero_http_busy_total", "counter", "Requests answered 503 because the queue was full", figures.busy);
    gauge("hero_http_connections", "gauge", "Open connections", static_cast<std::uint64_t>(figures.connections));
    gauge("hero_http_streams", "gauge", "Open event streams", static_cast<std::uint64_t>(figures.streams));
    gauge("hero_http_held_bytes", "gauge", "Held by bodies being read and requests in hand", figures.held_bytes);
    gauge("hero_process_resident_bytes", "gauge", "Resident memory", resident_bytes());
    const auto parked = app.db.read([](Tx& tx) { return parked_jobs(tx, 100).size(); });
    gauge("hero_jobs_parked", "gauge", "Jobs that failed for good (at most 100 counted)", parked);
    return http::text_response(200, site.metrics() + text.str());
}

}  // namespace hero
