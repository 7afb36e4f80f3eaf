#include "administration/administration_web.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "ui/audited.hpp"
#include "views/administration.hpp"

namespace hero::web {

namespace {

using CalendarMarks = views::administration::calendar;

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

// The page of its year with the form filled with it: to save that is the undo.
std::string path_to_undo(const Holiday& removed) {
    auto path = path_of_year(year_of(removed.day)) + "&tanggal=" + iso_day(removed.day) +
                "&nama=" + percent_encoded(removed.name) + "&jenis=" + std::string{code_of(removed.kind)} +
                "&sumber=" + percent_encoded(removed.source);
    if (removed.provisional) path += "&sementara=1";
    return path;
}

HolidayForm form_from_address(const Request& request) {
    return {.day = request.query("tanggal"),
            .name = request.query("nama"),
            .kind = request.query("jenis"),
            .source = request.query("sumber"),
            .provisional = !request.query("sementara").empty()};
}

void log_change(std::string_view event, const Request& request, Day day) {
    log::info(event, {{"by", std::to_string(request.person().id)}, {"day", iso_day(day)}});
}

void add_days(Page& page, const std::vector<Holiday>& holidays) {
    const Lang lang = page.request().lang();
    for (const auto& holiday : holidays) {
        auto row = page.add(CalendarMarks::holiday);
        row.set(CalendarMarks::day, iso_day(holiday.day))
            .set(CalendarMarks::day_name, day_text(lang, holiday.day))
            .set(CalendarMarks::name, holiday.name);
        row.set(CalendarMarks::kind, kind_word(lang, holiday.kind))
            .set(CalendarMarks::source, holiday.source)
            .show_if(CalendarMarks::provisional, holiday.provisional);
    }
}

void add_form(Page& page, const HolidayForm& form, const FieldErrors& errors) {
    const Lang lang = page.request().lang();
    page.set(CalendarMarks::typed_day, showable(form.day))
        .set(CalendarMarks::typed_name, showable(form.name))
        .set(CalendarMarks::typed_source, showable(form.source));
    page.show_if(CalendarMarks::typed_provisional, form.provisional);
    for (const auto kind : kinds)
        page.add(CalendarMarks::kind_option)
            .set(CalendarMarks::kind_code, code_of(kind))
            .set(CalendarMarks::kind_name, kind_word(lang, kind))
            .show_if(CalendarMarks::kind_chosen, form.kind == code_of(kind));
    const auto show_error = [&](const char* field, html::Section invalid, html::Section section, html::Var text) {
        const auto error = errors.of(field);
        page.show_if(invalid, error.has_value()).show_with(section, text, error.value_or(""));
    };
    show_error("tanggal", CalendarMarks::day_invalid, CalendarMarks::day_error, CalendarMarks::day_error_text);
    show_error("nama", CalendarMarks::name_invalid, CalendarMarks::name_error, CalendarMarks::name_error_text);
    show_error("jenis", CalendarMarks::kind_invalid, CalendarMarks::kind_error, CalendarMarks::kind_error_text);
    show_error("sumber", CalendarMarks::source_invalid, CalendarMarks::source_error, CalendarMarks::source_error_text);
}

Response calendar_page(Request& request, App& app, int year, const HolidayForm& form, const FieldErrors& errors) {
    const Lang lang = request.lang();
    Page page(request, CalendarMarks::view, word(lang, "ad.kalender"), Frame::staff);
    page.at("admin").crumb(word(lang, "ad.judul"), "/admin").crumb(word(lang, "ad.kalender")).errors(errors);
    const auto holidays = app.db.read([&](Tx& tx) { return holidays_of(tx, year); });
    page.set(CalendarMarks::token, request.form_token())
        .set(CalendarMarks::year, year)
        .set(CalendarMarks::year_before, year - 1)
        .set(CalendarMarks::year_after, year + 1);
    page.set(CalendarMarks::path_before, path_of_year(year - 1)).set(CalendarMarks::path_after, path_of_year(year + 1));
    if (holidays.empty())
        page.add(CalendarMarks::empty).set(CalendarMarks::tahun, year);
    else
        page.show(CalendarMarks::some);
    add_days(page, holidays);
    add_form(page, form, errors);
    return page.respond(errors.empty() ? 200 : 422);
}

}  // namespace

Response holidays::index(Request& request, App& app) {
    return calendar_page(request, app, chosen_year(request), form_from_address(request), {});
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
    const auto removed = app.db.write([&](Tx& tx) {
        auto holiday = remove_holiday(tx, *day);
        if (!holiday) throw NotFound();
        record(tx, audited(request, Act::holiday_removed, "hari " + iso_day(*day)));
        return *holiday;
    });
    log_change("holiday.removed", request, *day);
    return see_other(path_to_undo(removed), "ad.kalender.dihapus", {{"hari", day_text(request.lang(), *day)}});
}

}  // namespace hero::web
