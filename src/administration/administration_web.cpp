#include "administration/administration_web.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "ui/audited.hpp"
#include "views/administration.hpp"

namespace hero::web {

namespace {

constexpr int jobs_on_the_page = 100;

// The calendar of the coming year is decreed in the last months of this one.
bool next_year_is_due(Instant now) { return std::chrono::year_month_day{day_of(now)}.month() >= std::chrono::November; }

void warn_of_empty_years(Page& page, Tx& tx, const WorkCalendar& calendar) {
    const int year = year_in(tx.now());
    for (const int one : {year, year + 1}) {
        if (calendar.year_is_known(one) || (one != year && !next_year_is_due(tx.now()))) continue;
        page.notice("warning", word(page.request().lang(), "ad.kalender.kosong", {{"tahun", std::to_string(one)}}));
    }
}

}  // namespace

Response administration::index(Request& request, App& app) {
    using V = views::administration::index;
    const Lang lang = request.lang();
    Page page(request, V::view, word(lang, "ad.judul"), Frame::staff);
    page.at("admin");
    app.db.read([&](Tx& tx) {
        warn_of_empty_years(page, tx, *app.calendars.get(tx));
        if (!hero::parked_jobs(tx, 1).empty()) page.notice("warning", word(lang, "ad.sistem.ada_tertahan"));
    });
    return page.respond();
}

Response system_health::index(Request& request, App& app) {
    using V = views::administration::system;
    const Lang lang = request.lang();
    Page page(request, V::view, word(lang, "ad.sistem"), Frame::staff);
    page.at("admin").crumb(word(lang, "ad.judul"), "/admin").crumb(word(lang, "ad.sistem"));
    page.set(V::version, HERO_VERSION)
        .set(V::database, app.db.engine() == db::Engine::sqlite ? "SQLite" : "PostgreSQL");
    page.set(V::token, request.form_token());
    const auto jobs = app.db.read([&](Tx& tx) { return hero::parked_jobs(tx, jobs_on_the_page); });
    page.show(jobs.empty() ? V::nothing : V::some);
    for (const auto& job : jobs) {
        auto row = page.add(V::job);
        row.set(V::id, job.id).set(V::kind, job.kind).set(V::error, showable(job.error));
        set_time(row, V::at, V::at_iso, short_time(lang, job.parked_at), job.parked_at);
    }
    return page.respond();
}

Response parked_jobs::update(Request& request, App& app) {
    const auto id = whole_number(request.param("id"));
    if (!id) throw NotFound();
    app.db.write([&](Tx& tx) {
        const auto parked = hero::parked_jobs(tx, jobs_on_the_page);
        if (std::ranges::find(parked, *id, &ParkedJob::id) == parked.end()) throw NotFound();
        retry_parked(tx, *id);
        record(tx, audited(request, Act::job_retried, "pekerjaan " + std::to_string(*id)));
    });
    return see_other("/admin/sistem", "ad.sistem.diulang");
}

}  // namespace hero::web
