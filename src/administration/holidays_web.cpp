#include "administration/administration_web.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "ui/audited.hpp"
#include "views/administration.hpp"

namespace hero::web {

namespace {

using V = views::administration::calendar;

constexpr HolidayKind kinds[] = {HolidayKind::national, HolidayKind::collective_leave, HolidayKind::special};

std::string kind_word(Lang lang, HolidayKind kind) {
    const auto words = word(lang, "ad.kalender.jenis");
    return std::string{trimmed(split(words, '|').at(static_cast<std::size_t>(kind)))};
}

int year_of(Day day) { return static_cast<int>(std::chrono::year_month_day{day}.year()); }

// Morning in Jakarta: the day's name does not depend on the hour.
std::string day_text(Lang lang, Day day) { return long_date(lang, Instant{day.time_since_epoch()}); }

int chosen_year(const Request& request) {
    const auto year = whole_number(request.query("tahun"));
    return year && *year >= 2000 && *year <= 2100 ? static_cast<int>(*year) : year_in(request.app.clock.now());
}

std::string path_of_year(int year) { return "/admin/kalender?tahun=" + std::to_string(year); }

void log_change(std::string_view event, const Request& request, Day day) {
    log::info(event, {{"by", std::to_string(request.person().id)}, {"day", iso_day(day)}});
}

void add_days(Page& page, const std::vector<Holiday>& holidays) {
    const Lang lang = page.request().lang();
    for (const auto& holiday : holidays) {
        auto row = page.add(V::holiday);
        row.set(V::day, iso_day(holiday.day)).set(V::day_name, day_text(lang, holiday.day)).set(V::name, holiday.name);
        row.set(V::kind, kind_word(lang, holiday.kind))
            .set(V::source, holiday.source)
            .show_if(V::provisional, holiday.provisional);
    }
}

void add_form(Page& page, const HolidayForm& form, const FieldErrors& errors) {
    const Lang lang = page.request().lang();
    page.set(V::typed_day, showable(form.day))
        .set(V::typed_name, showable(form.name))
        .set(V::typed_source, showable(form.source));
    page.show_if(V::typed_provisional, form.provisional);
    for (const auto kind : kinds)
        page.add(V::kind_option)
            .set(V::kind_code, code_of(kind))
            .set(V::kind_name, kind_word(lang, kind))
            .show_if(V::kind_chosen, form.kind == code_of(kind));
    const auto show_error = [&](const char* field, html::Section invalid, html::Section section, html::Var text) {
        const auto error = errors.of(field);
        page.show_if(invalid, error.has_value()).show_with(section, text, error.value_or(""));
    };
    show_error("tanggal", V::day_invalid, V::day_error, V::day_error_text);
    show_error("nama", V::name_invalid, V::name_error, V::name_error_text);
    show_error("jenis", V::kind_invalid, V::kind_error, V::kind_error_text);
    show_error("sumber", V::source_invalid, V::source_error, V::source_error_text);
}

Response calendar_page(Request& request, App& app, int year, const HolidayForm& form, const FieldErrors& errors) {
    const Lang lang = request.lang();
    Page page(request, V::view, word(lang, "ad.kalender"), Frame::staff);
    page.at("admin").crumb(word(lang, "ad.judul"), "/admin").crumb(word(lang, "ad.kalender")).errors(errors);
    const auto holidays = app.db.read([&](Tx& tx) { return holidays_of(tx, year); });
    page.set(V::token, request.form_token())
        .set(V::year, year)
        .set(V::year_before, year - 1)
        .set(V::year_after, year + 1);
    page.set(V::path_before, path_of_year(year - 1)).set(V::path_after, path_of_year(year + 1));
    if (holidays.empty())
        page.add(V::empty).set(V::tahun, year);
    else
        page.show(V::some);
    add_days(page, holidays);
    add_form(page, form, errors);
    return page.respond(errors.empty() ? 200 : 422);
}

}  // namespace

Response holidays::index(Request& request, App& app) {
    return calendar_page(request, app, chosen_year(request), {}, {});
}

Response holidays::create(Request& request, App& app) {
    const HolidayForm form{.day = request.line("tanggal"),
                           .name = request.line("nama"),
                           .kind = request.line("jenis"),
                           .source = request.line("sumber"),
                           .provisional = request.raw.form.has("sementara")};
    const auto errors = check_holiday(request.lang(), form);
    if (!errors.empty()) return calendar_page(request, app, chosen_year(request), form, errors);
    const auto holiday = holiday_from(form);
    app.db.write([&](Tx& tx) {
        put_holiday(tx, holiday);
        record(tx, audited(request, Act::holiday_put, "hari " + iso_day(holiday.day), holiday.name));
    });
    log_change("holiday.put", request, holiday.day);
    return see_other(path_of_year(year_of(holiday.day)), "msg.tersimpan");
}

Response holidays::destroy(Request& request, App& app) {
    const auto day = parse_day(request.param("tanggal"));
    if (!day) throw NotFound();
    app.db.write([&](Tx& tx) {
        if (!remove_holiday(tx, *day)) throw NotFound();
        record(tx, audited(request, Act::holiday_removed, "hari " + iso_day(*day)));
    });
    log_change("holiday.removed", request, *day);
    return see_other(path_of_year(year_of(*day)), "msg.tersimpan");
}

}  // namespace hero::web
