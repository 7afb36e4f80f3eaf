#include <malloc.h>
#include <pthread.h>

#include <csignal>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <sstream>

#include "app/app.hpp"
#include "audit/audit.hpp"
#include "base/http/proxies.hpp"
#include "base/http/server.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "commands/commands.hpp"
#include "commands/secrets.hpp"
#include "commands/timers.hpp"
#include "site/site.hpp"

namespace hero {

namespace {

constexpr int longest_request_seconds = 25;

// Waits for SIGTERM or SIGINT without a handler: they are blocked in every thread started after this.
class StopSignal {
public:
    StopSignal() {
        sigemptyset(&set_);
        sigaddset(&set_, SIGTERM);
        sigaddset(&set_, SIGINT);
        pthread_sigmask(SIG_BLOCK, &set_, nullptr);
        std::signal(SIGPIPE, SIG_IGN);
    }
    void wait() {
        int signal = 0;
        sigwait(&set_, &signal);
    }
    // For so long at most: somebody who asks a second time does not want to wait.
    void wait_for(std::time_t seconds) {
        const timespec limit{.tv_sec = seconds, .tv_nsec = 0};
        sigtimedwait(&set_, nullptr, &limit);
    }

private:
    sigset_t set_{};
};

std::string address_in(std::string_view setting, std::string_view text) {
    if (http::canonical_address(text).empty())
        throw ConfigError(std::string{setting} + ": \"" + std::string{text} + "\" is no IP address");
    return std::string{text};
}

std::vector<std::string> networks_in(std::string_view setting, std::string_view list) {
    std::vector<std::string> networks;
    for (const auto entry : split(list, ',')) {
        const auto text = trimmed(entry);
        if (text.empty()) continue;
        if (!http::network_from(text))
            throw ConfigError(std::string{setting} + ": \"" + std::string{text} +
                              "\" is neither an IP address nor a network such as 10.0.0.0/8");
        networks.emplace_back(text);
    }
    return networks;
}

http::ServerOptions server_options(const Config& config) {
    http::ServerOptions options;
    options.address = address_in("address", config.text("address"));
    options.port = static_cast<std::uint16_t>(config.integer("port"));
    options.io_threads = io_threads(config);
    options.worker_threads = static_cast<int>(config.integer("worker-threads"));
    options.temp_folder = data_folder(config) + "/tmp";
    options.trusted_proxies = networks_in("trusted-proxies", config.text("trusted-proxies"));
    // Left over from a process that was killed: temporary files belong to requests that no longer exist.
    std::filesystem::remove_all(options.temp_folder);
    std::filesystem::create_directories(options.temp_folder);
    return options;
}

}  // namespace

int serve(const Config& config) {
    auto options = server_options(config);
    // One arena for each pair of threads is enough and keeps the process small.
    mallopt(M_ARENA_MAX, 4);
    // What a page needed the next one needs: giving it back to the system in between costs a tenth of the processor's
    // time.
    mallopt(M_TRIM_THRESHOLD, 8 * 1024 * 1024);
    mallopt(M_TOP_PAD, 1024 * 1024);
    mallopt(M_MMAP_THRESHOLD, 512 * 1024);
    StopSignal stop;
    SystemClock clock;
    App app(config, clock);
    options.https = app.secure_cookies;
    const int applied = app.db.migrate();
    if (applied > 0) log::info("database.migrated", {{"migrations", std::to_string(applied)}});
    app.db.read([&](Tx& tx) { check_teams_of(app.providers.roles(), load_catalog(tx)); });
    unlock_secrets(app);
    app.db.write([&](Tx& tx) { record_settings(tx, config); });
    register_jobs(app);
    Site site(app, all_routes());
    http::Server server(
        options,
        [&](http::Request& request) {
            if (request.path == "/metrics") {
                auto figures = metrics_response(request, site, server, app);
                set_security_headers(figures, app.secure_cookies);
                return figures;
            }
            return site.handle(request);
        },
        [&](http::Request& request) { return site.is_quick(request); });
    server.listen();
    app.listening_at(server.port());
    app.live.start();
    server.start();
    app.workers.start(2);
    log::info("server.started", {{"url", app.base_url}, {"port", std::to_string(server.port())}});
    stop.wait();
    log::info("server.draining");
    site.drain();
    server.wind_down();
    stop.wait_for(config.integer("drain-seconds"));
    server.drain(longest_request_seconds);
    app.live.stop();
    app.workers.stop();
    log::info("server.stopped");
    return 0;
}

}  // namespace hero
