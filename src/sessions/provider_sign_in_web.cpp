// /masuk/google and /masuk/intranet: to a provider and back, or the form for its directory.
#include "base/log.hpp"
#include "base/same_name.hpp"
#include "base/text.hpp"
#include "sessions/sessions_web.hpp"
#include "ui/audited.hpp"

namespace hero::web {

namespace {

// A whole office may have one address, and everybody comes in the morning.
constexpr Limit departures_per_address{"masuk-penyedia", 600, std::chrono::seconds{60}};
constexpr Limit returns_per_address{"masuk-kembali", 600, std::chrono::seconds{60}};
constexpr Limit directory_per_address{"masuk-direktori", 120, std::chrono::seconds{60}};
constexpr Limit directory_per_account{"masuk-direktori-akun", 10, std::chrono::seconds{600}};
// A directory finds one entry by several names (uid and mail) and by spellings that nobody can list: they have their
// tries together. Only names of somebody can, so nobody must see it: a password too many is a wrong one.
constexpr Limit directory_per_entry{"masuk-direktori-entri", directory_per_account.amount,
                                    directory_per_account.window};

// What the browser remembers between departure and return.
constexpr std::string_view memory = "masuk";

Response refused(std::string_view result, std::string_view destination) {
    std::string path = "/masuk?hasil=" + std::string{result};
    if (!destination.empty()) path += "&tujuan=" + percent_encoded(destination);
    return see_other(path);
}

std::string_view result_of(Refusal refusal) {
    if (refusal == Refusal::cancelled) return "batal";
    if (refusal == Refusal::weak) return "lemah";
    return refusal == Refusal::unavailable ? "layanan" : "gagal";
}

// A new person may come with two browsers at once: the second one finds the first one's row.
Person welcomed(App& app, const Arrival& arrival, Lang lang) {
    const auto once = [&](Tx& tx) { return welcome(tx, arrival, app.providers.roles(), lang); };
    try {
        return app.db.write(once);
    } catch (const db::ConstraintViolation&) {
        return app.db.write(once);
    }
}

bool entry_may_be_tried(App& app, std::string_view entry) {
    try {
        app.limits.count(directory_per_entry, same_name(entry));
    } catch (const TooManyRequests&) {
        return false;
    }
    return true;
}

Response let_in(Request& request, App& app, const Arrival& arrival, const std::string& destination) {
    const auto person = welcomed(app, arrival, request.lang());
    if (!person.active) {
        record_refusal(request, app, arrival.channel, person.id, "nonaktif");
        return refused("nonaktif", destination);
    }
    return start_session(request, app, person, arrival.channel, destination);
}

// Own path to come back to: ours, or the one a portal asks for (OpenID Connect Core 4, target_link_uri).
std::string wanted_page(const Request& request, const App& app) {
    const std::string_view target = request.query("target_link_uri");
    if (!request.query("tujuan").empty() || !target.starts_with(app.base_url + "/"))
        return own_path(request.query("tujuan"), "");
    return own_path(target.substr(app.base_url.size()), "");
}

Response leave(Request& request, App& app, Channel channel) {
    if (!app.providers.offers(channel)) throw NotFound();
    count_sign_in(request, app, departures_per_address, network_of(request.raw.remote));
    const auto destination = wanted_page(request, app);
    const auto left = app.providers.depart(app.db, channel,
                                           {.base_url = app.base_url,
                                            .address = request.raw.remote,
                                            .browser = request.cookie(memory),
                                            .destination = destination,
                                            .again = request.raw.query.has("ulang")});
    if (const auto* refusal = std::get_if<Refusal>(&left)) {
        // Who is in already does not need a provider that is away.
        if (request.who() && request.session().channel == channel)
            return see_other(own_path(destination, home_of(request.person())));
        return refused(result_of(*refusal), destination);
    }
    const auto& departure = std::get<Departure>(left);
    auto response = http::redirect_response(303, departure.url);
    const auto lasts = std::chrono::duration_cast<std::chrono::seconds>(attempt_lasts);
    http::set_cookie(response, memory, departure.browser, {.max_age_seconds = static_cast<int>(lasts.count())});
    return response;
}

// A link on any page makes browsers come back who never left: not a row each, but one a minute for each network.
void record_stray_return(const Request& request, App& app, Channel channel) {
    auto what = audited(request, Act::sign_in_refused, "kembali, jaringan " + network_of(request.raw.remote),
                        std::string{code_of(channel)} + ", gagal");
    what.person.reset();
    record_look(app.db, what, std::chrono::minutes{1});
}

Response come_back(Request& request, App& app, Channel channel) {
    if (!app.providers.offers(channel)) throw NotFound();
    count_sign_in(request, app, returns_per_address, network_of(request.raw.remote));
    const auto& query = request.raw.query;
    const Return back{.base_url = app.base_url,
                      .browser = request.cookie(memory),
                      .state = query.get("state"),
                      .code = query.get("code"),
                      .error = query.get("error"),
                      .issuer = query.has("iss") ? std::optional{query.get("iss")} : std::nullopt};
    const auto outcome = app.providers.arrive(app.db, channel, back);
    if (const auto* refusal = std::get_if<Refusal>(&outcome.result)) {
        if (outcome.expected)
            record_refusal(request, app, channel, std::nullopt, result_of(*refusal));
        else
            record_stray_return(request, app, channel);
        return refused(result_of(*refusal), outcome.destination);
    }
    return let_in(request, app, std::get<Arrival>(outcome.result), outcome.destination);
}

}  // namespace

Response google_sign_in::new_form(Request& request, App& app) { return leave(request, app, Channel::google); }
Response google_sign_in::create(Request& request, App& app) { return come_back(request, app, Channel::google); }

Response intranet_sign_in::new_form(Request& request, App& app) {
    const auto destination = own_path(request.query("tujuan"), "");
    if (app.providers.has_directory())
        return see_other("/masuk" + (destination.empty() ? "" : "?tujuan=" + percent_encoded(destination)));
    return leave(request, app, Channel::intranet);
}
Response intranet_sign_in::create(Request& request, App& app) { return come_back(request, app, Channel::intranet); }

Response directory_sign_in::create(Request& request, App& app) {
    if (!app.providers.has_directory()) throw NotFound();
    const auto user_name = request.line("pengguna");
    count_sign_in(request, app, directory_per_address, network_of(request.raw.remote));
    count_sign_in(request, app, directory_per_account, same_name(first_characters(user_name, 200)));
    const auto destination = own_path(request.raw.form.get("tujuan"), "");
    const auto answer =
        app.providers.ask_directory(user_name, request.raw.form.get("sandi"),
                                    [&](std::string_view entry) { return entry_may_be_tried(app, entry); });
    if (const auto* arrival = std::get_if<Arrival>(&answer)) return let_in(request, app, *arrival, destination);
    const auto refusal = std::get<Refusal>(answer);
    record_refusal(request, app, Channel::intranet, std::nullopt, result_of(refusal));
    if (refusal != Refusal::wrong) return refused(result_of(refusal), destination);
    SignInTry tried{.panel = Panel::directory, .errors = {}, .user_name = showable(user_name)};
    tried.errors.add("pengguna-intranet", word(request.lang(), "login.salah"));
    return sign_in_page(request, app, tried).respond(422);
}

}  // namespace hero::web
