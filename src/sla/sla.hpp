#pragma once
// Working time and promises. Days and hours are those of WIB (UTC+7); instants are UTC like everywhere.
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/errors.hpp"
#include "catalog/catalog.hpp"

namespace hero {

class Tx;

// A day of the calendar on the wall in Jakarta.
using Day = std::chrono::local_days;

Day day_of(Instant at);
std::string iso_day(Day day);                         // "2026-03-17"
std::optional<Day> parse_day(std::string_view text);  // only that form, only days that exist

enum class HolidayKind { national, collective_leave, special };
std::string_view code_of(HolidayKind kind);  // "nasional", "cuti_bersama", "khusus"
std::optional<HolidayKind> holiday_kind_of(std::string_view code);

struct Holiday {
    Day day;
    std::string name;
    HolidayKind kind = HolidayKind::national;
    std::string source;        // the decree
    bool provisional = false;  // announced, not yet decreed
};

// Office hours without a break in them, in minutes since midnight: [opens, closes).
struct WorkWindow {
    std::chrono::weekday weekday;
    std::chrono::minutes opens;
    std::chrono::minutes closes;
};

// Both days included.
struct DayRange {
    Day first;
    Day last;
};

// When the office works. Immutable; threads may share it.
class WorkCalendar {
public:
    struct Plan {
        std::vector<Holiday> holidays;
        std::vector<WorkWindow> normal;
        std::vector<WorkWindow> ramadan;
        std::vector<DayRange> ramadan_ranges;
    };
    // Throws std::invalid_argument when normal weeks have no working hour, or windows are empty, overlap or leave the
    // day.
    explicit WorkCalendar(const Plan& plan);

    [[nodiscard]] bool is_working_day(Day day) const;
    [[nodiscard]] bool is_open(Instant at) const;
    // The instant itself when open.
    [[nodiscard]] Instant next_opening(Instant at) const;
    // The earliest instant at which `amount` of working time has passed since `from`; `from` itself for nothing.
    // At the end of a working day that is its closing time, not the next opening.
    [[nodiscard]] Instant after_working_time(Instant from, std::chrono::milliseconds amount) const;
    // Working time in [from, to); zero when `to` is not later.
    [[nodiscard]] std::chrono::milliseconds working_time_between(Instant from, Instant to) const;
    // "N hari kerja": the day of receipt is day 0 (the next working day, when received after closing or on a day
    // off), and the answer is the closing time of the n-th working day after it.
    [[nodiscard]] Instant close_of_working_day_after(Instant received, int n) const;
    // Holidays of that year have been entered. Otherwise its working days are only a guess from the weekdays.
    [[nodiscard]] bool year_is_known(int year) const;

private:
    struct Span {
        std::chrono::milliseconds opens;
        std::chrono::milliseconds closes;
    };
    using Week = std::vector<std::vector<Span>>;  // by weekday, Sunday first
    static Week week_of(const std::vector<WorkWindow>& windows);
    [[nodiscard]] const std::vector<Span>& spans_of(Day day) const;
    [[nodiscard]] Day next_working_day(Day day) const;

    std::set<Day> holidays_;
    std::set<int> known_years_;
    Week normal_;
    Week ramadan_;
    std::vector<DayRange> ramadan_ranges_;
};

WorkCalendar load_calendar(Tx& tx);

// The calendar as `tx` sees it, read again only when it has changed. Thread-safe; one for the program.
class CalendarCache {
public:
    std::shared_ptr<const WorkCalendar> get(Tx& tx);
    // When the database had this version a moment ago ("" for unknown): asks nothing unless it is another than the
    // last.
    std::shared_ptr<const WorkCalendar> get(Tx& tx, std::string_view version);

private:
    std::mutex mutex_;
    std::string version_;
    std::shared_ptr<const WorkCalendar> calendar_;
};

// The calendar is data.
std::vector<Holiday> holidays_of(Tx& tx, int year);      // by day
void put_holiday(Tx& tx, const Holiday& holiday);        // replaces what that day was
std::optional<Holiday> remove_holiday(Tx& tx, Day day);  // what it was; empty when it was none
// A day off as typed.
struct HolidayForm {
    std::string day, name, kind, source;
    bool provisional = false;
};
// Fields tanggal (2000 to 2100), nama, jenis, and sumber, which is not needed while it is provisional.
FieldErrors check_holiday(Lang lang, const HolidayForm& form);
Holiday holiday_from(const HolidayForm& form);  // throws std::invalid_argument for what the check refuses
enum class Season { normal, ramadan };
std::vector<WorkWindow> work_windows(Tx& tx, Season season);
// Replaces the week of that season. Throws std::invalid_argument like the calendar's constructor.
void put_work_windows(Tx& tx, Season season, const std::vector<WorkWindow>& windows);
std::vector<DayRange> ramadan_ranges(Tx& tx);
void put_ramadan(Tx& tx, const DayRange& range, std::string_view source);  // replaces the one with that first day
bool remove_ramadan(Tx& tx, Day first);

enum class SlaClock { working_hours, calendar_hours };

// What a profile promises for one impact.
struct SlaTarget {
    std::string profile;  // "umum", "data", "integrasi", "siber"
    Impact impact = Impact::low;
    SlaClock clock = SlaClock::working_hours;
    std::chrono::minutes first_response{};
    std::chrono::minutes resolution{};
};

std::vector<SlaTarget> sla_targets(Tx& tx);                             // by profile, low impact first
SlaTarget sla_target(Tx& tx, std::string_view profile, Impact impact);  // throws NotFound
// Throws NotFound for an unknown profile, std::invalid_argument unless 0 < first response <= resolution.
void put_sla_target(Tx& tx, const SlaTarget& target);

struct Promise {
    Instant first_response_due;
    Instant resolution_due;
};

Promise promise_for(const WorkCalendar& calendar, const SlaTarget& target, Instant received);

// A due time moves by as much of the target's time as passed while its clock was paused.
Instant shifted_by_pause(const WorkCalendar& calendar, const SlaTarget& target, Instant due, Instant paused_from,
                         Instant resumed);

}  // namespace hero
