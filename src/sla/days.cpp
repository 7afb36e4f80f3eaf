#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

#include "sla/sla.hpp"
#include "sla/wib.hpp"

namespace hero {

namespace {

constexpr std::array<std::pair<HolidayKind, std::string_view>, 3> holiday_kinds{
    {{HolidayKind::national, "nasional"},
     {HolidayKind::collective_leave, "cuti_bersama"},
     {HolidayKind::special, "khusus"}}};

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

int digits(std::string_view text) {
    int number = 0;
    for (const char digit : text) number = number * 10 + (digit - '0');
    return number;
}

}  // namespace

Day day_of(Instant at) { return Day{std::chrono::floor<std::chrono::days>(at.time_since_epoch() + wib_offset)}; }

std::string iso_day(Day day) {
    const std::chrono::year_month_day date{day};
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return text.data();
}

std::optional<Day> parse_day(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = text.substr(0, 4), month = text.substr(5, 2), day = text.substr(8, 2);
    for (const auto part : {year, month, day})
        if (!std::all_of(part.begin(), part.end(), is_digit)) return std::nullopt;
    const auto date = std::chrono::year{digits(year)} / digits(month) / digits(day);
    if (!date.ok()) return std::nullopt;
    return Day{date};
}

std::string_view code_of(HolidayKind kind) {
    for (const auto& [known, code] : holiday_kinds)
        if (known == kind) return code;
    return {};
}

std::optional<HolidayKind> holiday_kind_of(std::string_view code) {
    for (const auto& [kind, known] : holiday_kinds)
        if (known == code) return kind;
    return std::nullopt;
}

}  // namespace hero
