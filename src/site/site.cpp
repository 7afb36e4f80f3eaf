#include "site/site.hpp"

#include <prometheus/counter.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <map>
#include <optional>
#include <unordered_map>

#include "base/http/assets.hpp"
#include "base/ids.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "site/answers.hpp"
#include "site/origin.hpp"
#include "site/pace.hpp"

namespace hero {

namespace {

struct Known {
    const Route* route;
    http::Pattern pattern;
    prometheus::Histogram* seconds;
    std::unique_ptr<Pace> pace;
};

// Of one person, pages and downloads together: more than anybody reads, less than it takes to carry the desk away. What
// changes something has limits of its own.
constexpr Limit reading_per_minute{"baca", 300, std::chrono::minutes{1}};
// Of one person's API tokens together.
constexpr Limit programs_per_minute{"api", 600, std::chrono::minutes{1}};

bool is_unsafe(http::Method method) {
    return method != http::Method::get && method != http::Method::head && method != http::Method::options;
}

// What the log is told of a request.
struct Line {
    std::string route = "-";
    std::int64_t person = 0;
    std::string code{};          // of the page, when it is our fault
    std::string_view refused{};  // by what, when the status does not say it
};

// Who is stopped by a guard, a limit or a check of the form leaves a line: attempts show before they succeed.
std::string_view refused_by(const Line& line, int status) {
    if (!line.refused.empty()) return line.refused;
    if (status == 403) return "role";
    if (status == 421) return "host";
    return status == 429 ? "limit" : "";
}

}  // namespace

struct Site::State {
    App& app;
    std::vector<Known> routes;
    std::atomic<bool> draining{false};
    prometheus::Registry registry;
    prometheus::Family<prometheus::Counter>* answers;
    std::unordered_map<int, prometheus::Counter*> by_class;

    State(App& the_app, const std::vector<Route>& list) : app(the_app) {
        auto& seconds = prometheus::BuildHistogram()
                            .Name("hero_request_seconds")
                            .Help("Time a handler took, by route")
                            .Register(registry);
        answers = &prometheus::BuildCounter()
                       .Name("hero_responses_total")
                       .Help("Answers, by status class")
                       .Register(registry);
        for (int hundreds = 1; hundreds <= 5; ++hundreds)
            by_class[hundreds] = &answers->Add({{"class", std::to_string(hundreds) + "xx"}});
        for (const auto& route : list) {
            auto& histogram = seconds.Add(
                {{"method", std::string{http::name_of(route.method)}}, {"route", std::string{route.pattern}}},
                prometheus::Histogram::BucketBoundaries{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1,
                                                        2.5});
            routes.push_back({&route, http::Pattern(route.pattern), &histogram, std::make_unique<Pace>()});
        }
    }

    const Known* find(http::Request& raw) const {
        const auto wanted = raw.method == http::Method::head ? http::Method::get : raw.method;
        for (const auto& known : routes) {
            if (known.route->method != wanted) continue;
            raw.params.clear();
            if (known.pattern.match(raw.path, raw.params)) return &known;
        }
        raw.params.clear();
        return nullptr;
    }

    // "GET, POST"; empty when there is no such path.
    std::string methods_of(const std::string& path) const {
        std::string methods;
        for (const auto& known : routes) {
            std::map<std::string, std::string, std::less<>> params;
            if (!known.pattern.match(path, params)) continue;
            if (!methods.empty()) methods += ", ";
            methods += http::name_of(known.route->method);
        }
        return methods;
    }

    bool is_page(std::string_view path) const {
        return std::ranges::any_of(routes, [path](const Known& known) {
            std::map<std::string, std::string, std::less<>> params;
            return known.route->method == http::Method::get && known.pattern.match(path, params);
        });
    }

    // Where to see what a form would have changed: the page it came from, else the one its address is part of,
    // /tiket/X for /tiket/X/konfirmasi.
    std::string page_of_form(const Request& request) const {
        auto from = request.came_from();
        if (!from.empty() && is_page(std::string_view{from}.substr(0, from.find('?')))) return from;
        for (std::string place = request.raw.path; place.size() > 1; place.resize(place.rfind('/')))
            if (is_page(place)) return place;
        return "/";
    }

    std::optional<Session> session_of(const http::Request& raw) {
        const auto token = raw.cookie(http::cookie_name("hero", app.secure_cookies));
        if (token.empty()) return std::nullopt;
        auto session = app.db.read([&](Tx& tx) { return session_for(tx, token, app.session_rules); });
        // A stream that comes back by itself is nobody at work: it must not keep an idle session alive.
        if (session && raw.header("accept") != "text/event-stream") touch_when_due(*session);
        return session;
    }

    // Where nothing can be written, on a full disk, whoever is signed in stays so and reads on.
    void touch_when_due(Session& session) {
        if (!wants_touch(session, app.clock.now())) return;
        try {
            app.db.write([&](Tx& tx) { touch(tx, session); });
            session.seen_at = app.clock.now();
        } catch (const Unavailable& away) {
            log::warning("session.not_touched", {{"why", away.what()}});
        }
    }

    // A program: its API token says who asks, whatever cookies came along. Nothing sends such a header unasked, so no
    // form token is needed.
    http::Response answer_program(http::Request& raw, const Route& route) {
        auto session = app.db.read([&](Tx& tx) { return session_of_token(tx, raw.header("authorization")); });
        const auto refuse = [&](std::string_view why, std::optional<Scope> missing) {
            note_refused_token(app.db, raw.header("authorization"), why, raw.remote);
            return refused_token(missing);
        };
        if (!session) return refuse("tidak berlaku", {});
        app.limits.count(programs_per_minute, std::to_string(session->person.id));
        touch_when_due(*session);
        if (route.scope && std::ranges::find(session->scopes, *route.scope) == session->scopes.end())
            return refuse("lingkup", route.scope);
        Request request(raw, app, std::move(session));
        return route.handler(request, app);
    }

    // Not to somebody behind a proxy either.
    bool offers_demo_to(const http::Request& raw) const {
        return app.demo && (raw.remote.starts_with("127.") || raw.remote == "::1");
    }

    http::Response answer(Request& request, const Known& known, Line& line) {
        const auto& route = *known.route;
        if (route.guard == Guard::token) {
            auto response = answer_program(request.raw, route);
            if (response.status == 401 || response.status == 403) line.refused = "api-token";
            return response;
        }
        if (!lets_in(route.guard, request.who()) || (route.guard == Guard::demo && !offers_demo_to(request.raw)))
            return refused_by_guard(request, route.guard);
        if (request.who() && request.session().needs_second_factor && route.guard != Guard::anyone &&
            route.guard != Guard::enrolling)
            return see_other("/akun/dua-langkah");
        if (is_unsafe(route.method)) {
            if (!is_from_us(request.raw, app.base_url)) {
                line.refused = "cross-site";
                return error_page(request, 403, word(request.lang(), "x.403"), word(request.lang(), "x.lintas"));
            }
            if (request.who() && !form_token_matches(request.session(), request.raw.form.get("csrf")) &&
                !form_token_matches(request.session(), request.raw.header("x-csrf"))) {
                line.refused = "form-token";
                request.set_token_ok(false);
            }
            if (!request.token_ok() && route.token == Token::checked) return expired_form(request);
        }
        if (is_unsafe(route.method) || !request.who()) return route.handler(request, app);
        const auto reader = std::to_string(request.who()->id);
        app.limits.count(reading_per_minute, reader);
        try {
            return route.handler(request, app);
        } catch (const MustWait&) {
            // It is counted when it is begun anew.
            app.limits.give_back(reading_per_minute, reader);
            throw;
        }
    }

    http::Response respond(http::Request& raw, Line& line) {
        if (!is_our_host(raw, app.base_url)) return http::text_response(421, word(Lang::id, "x.421") + "\n");
        if (raw.path.starts_with("/static/")) return http::serve_asset(raw);
        const auto* known = find(raw);
        const Pacing pacing(known ? known->pace.get() : nullptr);
        std::optional<Database::Snapshot> snapshot;
        std::optional<Session> session;
        bool nobody_knows = false;
        try {
            if (known && known->route->made_of == MadeOf::database)
                snapshot.emplace(app.db, raw.at_once ? Patience::none : Patience::some);
            session = session_of(raw);
        } catch (const std::exception& away) {
            // Without a database public pages still answer, as to a visitor.
            nobody_knows = true;
            log::warning("session.unavailable", {{"why", away.what()}});
        }
        Request request(raw, app, std::move(session));
        if (request.who()) line.person = request.who()->id;
        try {
            if (raw.path.size() > 1 && raw.path.ends_with('/'))
                return http::redirect_response(301,
                                               own_path(raw.path.substr(0, raw.path.find_last_not_of('/') + 1), "/"));
            if (!known) {
                const auto methods = methods_of(raw.path);
                if (methods.empty()) throw NotFound{};
                // The address of a form that came back with a mistake, opened again: the page that it stands on.
                if (raw.method == http::Method::get && raw.header("sec-fetch-mode") == "navigate")
                    return http::redirect_response(303, page_of_form(request));
                auto response = error_page(request, 405, word(request.lang(), "x.405"), {});
                response.set("Allow", methods);
                return response;
            }
            line.route = known->route->pattern;
            // Not "sign in": this person is, as far as they know, and will be again.
            if (nobody_knows && !lets_in(known->route->guard, nullptr))
                throw Unavailable("who asks cannot be looked up");
            const auto start = std::chrono::steady_clock::now();
            auto response = answer(request, *known, line);
            known->seconds->Observe(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
            if (const auto& asked = raw.query.get("lang"); asked == "id" || asked == "en")
                http::set_cookie(response, "bahasa", asked, {.max_age_seconds = 365 * 24 * 3600});
            return response;
        } catch (const Conflict& conflict) {
            return conflict_page(request, conflict, page_of_form(request));
        } catch (const MustWait&) {
            throw;
        } catch (...) {
            return answer_to_exception(request, line.code);
        }
    }
};

Site::Site(App& app, const std::vector<Route>& routes) : state_(std::make_unique<State>(app, routes)) {}
Site::~Site() = default;

void Site::drain() { state_->draining = true; }

bool Site::is_quick(http::Request& raw) const {
    if (is_unsafe(raw.method) || state_->app.db.engine() != db::Engine::sqlite) return false;
    const auto* const known = state_->find(raw);
    return known && known->route->made_of == MadeOf::database && known->pace->is_quick();
}

http::Response Site::handle(http::Request& raw) {
    const auto start = std::chrono::steady_clock::now();
    Line line;
    http::Response response;
    try {
        if (raw.path == "/healthz/ready" && state_->draining)
            response = http::text_response(503, "draining\n");
        else
            response = state_->respond(raw, line);
    } catch (const std::exception& broken) {
        line.code = random_hex(4);
        log::error("request.broken", {{"code", line.code}, {"why", broken.what()}});
        response = http::text_response(500, word(Lang::id, "x.500") + " (" + line.code + ")\n");
    }
    set_security_headers(response, state_->app.secure_cookies);
    if (state_->app.secure_cookies) http::secure_cookies(response);
    state_->by_class.at(std::clamp(response.status / 100, 1, 5))->Increment();
    if (const auto why = refused_by(line, response.status); !why.empty())
        log::warning("request.refused", {{"why", std::string{why}},
                                         {"status", std::to_string(response.status)},
                                         {"method", std::string{http::name_of(raw.method)}},
                                         {"route", line.route},
                                         {"person", std::to_string(line.person)},
                                         {"network", network_of(raw.remote)}});
    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start);
    log::debug("request", {{"method", std::string{http::name_of(raw.method)}},
                           {"route", line.route},
                           {"status", std::to_string(response.status)},
                           {"us", std::to_string(took.count())},
                           {"person", std::to_string(line.person)}});
    return response;
}

std::string Site::metrics() const { return prometheus::TextSerializer{}.Serialize(state_->registry.Collect()); }

}  // namespace hero
