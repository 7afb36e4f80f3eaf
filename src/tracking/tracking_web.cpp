#include "tracking/tracking_web.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "tracking/tracking.hpp"
#include "views/tracking.hpp"

namespace hero::web::tracking {

namespace {

using ProgressMarks = views::tracking::progress;

constexpr Limit per_minute{"lacak", 10, std::chrono::minutes{1}};
constexpr Limit per_hour{"lacak-jam", 60, std::chrono::hours{1}};
// Of all who share an IPv4 /24 or an IPv6 /48 together: somebody who holds one has no more guesses than that.
constexpr Limit of_surroundings{"lacak-sekitar", 60, std::chrono::minutes{1}};

constexpr std::array<std::string_view, 4> step_codes{"diajukan", "diproses", "resolve", "close"};

std::size_t step_of(Status status) {
    switch (status) {
        case Status::open:
            return 0;
        case Status::in_progress:
        case Status::waiting:
            return 1;
        case Status::resolved:
            return 2;
        case Status::closed:
            return 3;
    }
    return 0;
}

Page page_for(const Request& request, std::string_view title, std::string_view typed) {
    Page page(request, ProgressMarks::view, title);
    page.at("lacak").crumb(word(request.lang(), "lacak.judul"));
    page.set(ProgressMarks::typed, typed);
    return page;
}

Response refused(const Request& request, std::string_view typed, std::string_view key) {
    const Lang lang = request.lang();
    FieldErrors errors;
    errors.add("nomor", word(lang, key));
    auto page = page_for(request, word(lang, "lacak.judul"), showable(first_characters(typed, 100)));
    page.errors(errors)
        .show(ProgressMarks::invalid)
        .show_with(ProgressMarks::error, ProgressMarks::error_text, errors.list().front().text);
    return page.respond(422);
}

void set_day(html::Data& data, Lang lang, Instant at, html::Var iso, html::Var date, html::Var clock) {
    set_time(data, date, iso, short_date(lang, at), at);
    data.set(clock, word(lang, "lacak.pukul", {{"jam", clock_time(lang, at)}}));
}

void add_steps(html::Data& result, Lang lang, const Progress& progress) {
    const auto current = step_of(progress.status);
    const std::array<std::optional<Instant>, 4> reached{progress.submitted_at, progress.started_at,
                                                        progress.resolved_at, progress.closed_at};
    for (std::size_t i = 0; i < step_codes.size(); ++i) {
        auto step = result.add(ProgressMarks::step);
        step.set(ProgressMarks::step_name, word(lang, "lacak.langkah." + std::string(step_codes[i])));
        // A ticket cancelled early has left steps out, one that was reopened has some of them before it again.
        const bool was_there = i == current || (i < current && reached[i]);
        step.show_if(ProgressMarks::reached, was_there)
            .show_if(ProgressMarks::current, i == current)
            .show_if(ProgressMarks::done, was_there && i < current);
        if (was_there && reached[i]) {
            auto dated = step.add(ProgressMarks::dated);
            set_time(dated, ProgressMarks::step_time, ProgressMarks::step_iso, short_time(lang, *reached[i]),
                     *reached[i]);
        }
        if (i == step_of(Status::closed) && progress.closes_by) {
            auto expected = step.add(ProgressMarks::expected);
            set_time(expected, ProgressMarks::expected_date, ProgressMarks::expected_iso,
                     short_date(lang, *progress.closes_by), *progress.closes_by);
        }
    }
}

void add_target(html::Data& result, Lang lang, const Progress& progress) {
    if (progress.status == Status::waiting) result.show(ProgressMarks::paused);
    if (progress.status == Status::waiting || progress.status == Status::closed) return;
    auto due = result.add(ProgressMarks::due);
    set_day(due, lang, progress.resolution_due, ProgressMarks::due_iso, ProgressMarks::due_date,
            ProgressMarks::due_clock);
}

void add_result(Page& page, Lang lang, const Progress& progress, const Service* service) {
    auto result = page.add(ProgressMarks::result);
    const auto heading = word(lang, "lacak.hasil", {{"nomor", "\n"}});
    const auto number_at = heading.find('\n');
    result.set(ProgressMarks::heading_before, heading.substr(0, number_at))
        .set(ProgressMarks::heading_after, heading.substr(number_at + 1));
    result.set(ProgressMarks::number, progress.number);
    add_status(result, ProgressMarks::status, lang, progress.status, StatusSize::large);
    result.set(ProgressMarks::meaning, word(lang, "lacak.ket." + std::string(code_of(progress.status))));
    add_steps(result, lang, progress);
    result.set(ProgressMarks::service_path, service ? path_of(*service, lang) : "");
    add_target(result, lang, progress);
    set_day(result, lang, progress.updated_at, ProgressMarks::updated_iso, ProgressMarks::updated_date,
            ProgressMarks::updated_clock);
}

// Where somebody signed in reads this ticket; "" when it is not for them.
std::string path_for(Tx& tx, const Person* person, const std::string& number) {
    if (!person) return {};
    try {
        const auto ticket = ticket_for(tx, *person, number);
        return ticket.requester == person->id ? url_of(ticket) : staff_url_of(ticket);
    } catch (const NotFound&) {
        return {};
    }
}

struct Found {
    std::optional<Progress> progress;
    std::shared_ptr<const Catalog> catalog;
    std::string path;
};

Response looked_up(Request& request, App& app, const std::string& number) {
    const Lang lang = request.lang();
    const auto found = app.db.read([&](Tx& tx) {
        return Found{track(tx, number), app.catalogs.get(tx), path_for(tx, request.who(), number)};
    });
    if (!found.progress) {
        // What is restricted is shown to those who may read it where they may read it.
        if (!found.path.empty()) return see_other(found.path);
        auto page = page_for(request, word(lang, "lacak.judul"), number);
        page.show(ProgressMarks::unknown);
        return page.respond();
    }
    auto page = page_for(request, word(lang, "lacak.hasil", {{"nomor", number}}), number);
    add_result(page, lang, *found.progress, found.catalog->service(found.progress->service));
    page.show_with(ProgressMarks::open, ProgressMarks::open_path, found.path);
    if (!request.who())
        page.add(ProgressMarks::sign_in)
            .set(ProgressMarks::sign_in_path, "/masuk?tujuan=" + percent_encoded("/tiket/" + number));
    return page.respond();
}

void count_try(const Request& request, App& app) {
    const auto network = network_of(request.raw.remote);
    app.limits.count(per_minute, network);
    app.limits.count(per_hour, network);
    // Last: tries that are refused already take nothing from the neighbours.
    app.limits.count(of_surroundings, surroundings_of(request.raw.remote));
}

}  // namespace

Response index(Request& request, App& app) {
    if (!request.raw.query.has("nomor")) return page_for(request, word(request.lang(), "lacak.judul"), "").respond();
    const auto& typed = request.query("nomor");
    if (clean_line(typed).empty()) return refused(request, "", "e.nomor.kosong");
    count_try(request, app);
    const auto number = normalised_number(typed);
    return number ? looked_up(request, app, *number) : refused(request, typed, "e.nomor.format");
}

Response show(Request& request, App& app) {
    const auto& typed = request.param("nomor");
    const auto number = normalised_number(typed);
    if (number && *number != typed) return http::redirect_response(301, "/lacak/" + *number);
    count_try(request, app);
    return number ? looked_up(request, app, *number) : refused(request, typed, "e.nomor.format");
}

}  // namespace hero::web::tracking
