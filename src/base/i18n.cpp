#include "base/i18n.hpp"

#include <fmt/compile.h>

#include <algorithm>
#include <array>
#include <boost/locale/gnu_gettext.hpp>
#include <limits>
#include <locale>
#include <optional>
#include <unordered_map>

#include "base/words.hpp"

namespace hero {
namespace {

namespace gettext = boost::locale::gnu_gettext;
using Messages = boost::locale::message_format<char>;

// One language: the gettext facet (plural rules), and its messages by key, so that a look-up neither searches the
// file nor allocates.
class Catalogue {
public:
    explicit Catalogue(Lang lang)
        : owner_(std::locale::classic(), read(lang)), messages_(std::use_facet<Messages>(owner_)) {
        for (const auto key : all_word_keys()) {
            const char* text = messages_.get(0, nullptr, key.data());
            if (!text) continue;
            texts_.emplace(key, text);
            if (!key.ends_with('#')) continue;
            auto& forms = forms_of_few_[key];
            for (int n = 0; n < few; ++n) forms[static_cast<std::size_t>(n)] = form(key, n).value_or(text);
        }
    }

    // The key itself when there is no such message.
    [[nodiscard]] std::string_view text(std::string_view key) const {
        const auto found = texts_.find(key);
        return found == texts_.end() ? key : found->second;
    }

    [[nodiscard]] std::string_view text(std::string_view key, long long n) const {
        if (n >= 0 && n < few)
            if (const auto known = forms_of_few_.find(key); known != forms_of_few_.end())
                return known->second[static_cast<std::size_t>(n)];
        const auto found = texts_.find(key);
        if (found == texts_.end()) return key;
        constexpr long long largest = std::numeric_limits<int>::max();
        const auto n_for_rule = static_cast<int>(n < 0 || n > largest ? largest : n);
        return form(found->first, n_for_rule).value_or(found->second);
    }

private:
    static constexpr int few = 64;  // minutes of an hour, hours of a day, most of what is counted on a page

    // As the language's rule has it.
    [[nodiscard]] std::optional<std::string_view> form(std::string_view key, int n) const {
        const char* text = messages_.get(0, nullptr, key.data(), n);
        return text ? std::optional<std::string_view>{text} : std::nullopt;
    }

    static Messages* read(Lang lang) {
        gettext::messages_info info;
        info.language = code_of(lang);
        info.encoding = "UTF-8";
        info.domains.emplace_back("hero");
        info.paths.emplace_back("embedded");
        info.callback = [lang](const std::string&, const std::string&) {
            const auto bytes = words_mo(lang);
            return std::vector<char>(bytes.begin(), bytes.end());
        };
        return gettext::create_messages_facet<char>(info);
    }

    std::locale owner_;
    const Messages& messages_;
    std::unordered_map<std::string_view, std::string_view> texts_;
    std::unordered_map<std::string_view, std::array<std::string_view, few>> forms_of_few_;
};

const Catalogue& catalogue(Lang lang) {
    static const Catalogue indonesian{Lang::id};
    static const Catalogue english{Lang::en};
    return lang == Lang::id ? indonesian : english;
}

const std::string_view* value_of(std::string_view name, Placeholders values) {
    for (const auto& [known, value] : values)
        if (known == name) return &value;
    return nullptr;
}

std::string filled(std::string_view text, Placeholders values) {
    std::string out;
    out.reserve(text.size() + 32);
    while (!text.empty()) {
        const auto open = text.find('{');
        out += text.substr(0, open);
        if (open == std::string_view::npos) break;
        text.remove_prefix(open);
        const auto close = text.find('}');
        const auto* value = close == std::string_view::npos ? nullptr : value_of(text.substr(1, close - 1), values);
        const auto used = value ? close + 1 : 1;
        out += value ? *value : text.substr(0, used);
        text.remove_prefix(used);
    }
    return out;
}

struct ZoneFacts {
    std::chrono::hours ahead;
    std::string_view name;
};

ZoneFacts facts_of(Zone zone) {
    switch (zone) {
        case Zone::wita:
            return {std::chrono::hours{8}, "WITA"};
        case Zone::wit:
            return {std::chrono::hours{9}, "WIT"};
        case Zone::wib:
            break;
    }
    return {std::chrono::hours{7}, "WIB"};
}

// What a calendar and a clock on the wall of that zone show.
struct WallTime {
    int year;
    unsigned month, day, weekday, hour, minute;
};

WallTime wall_time(Instant at, Zone zone) {
    const auto there = at + facts_of(zone).ahead;
    const auto day = std::chrono::floor<std::chrono::days>(there);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss time{there - day};
    return {static_cast<int>(date.year()),
            static_cast<unsigned>(date.month()),
            static_cast<unsigned>(date.day()),
            std::chrono::weekday{day}.c_encoding(),
            static_cast<unsigned>(time.hours().count()),
            static_cast<unsigned>(time.minutes().count())};
}

struct CalendarNames {
    std::array<std::string_view, 12> short_months, months;
    std::array<std::string_view, 7> weekdays;
};

constexpr CalendarNames indonesian_names{
    {"Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"},
    {"Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
     "Desember"},
    {"Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"}};

constexpr CalendarNames english_names{
    {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
    {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
     "December"},
    {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}};

const CalendarNames& names_in(Lang lang) { return lang == Lang::id ? indonesian_names : english_names; }

char grouping_mark(Lang lang) { return lang == Lang::id ? '.' : ','; }
char decimal_mark(Lang lang) { return lang == Lang::id ? ',' : '.'; }

}  // namespace

std::string_view code_of(Lang lang) { return lang == Lang::id ? "id" : "en"; }

Lang lang_of(std::string_view code) { return code == "en" ? Lang::en : Lang::id; }

std::string word(Lang lang, std::string_view key) { return std::string{catalogue(lang).text(key)}; }

std::string word(Lang lang, std::string_view key, Placeholders values) {
    return filled(catalogue(lang).text(key), values);
}

std::string word_n(Lang lang, std::string_view key, long long n, Placeholders values) {
    // A number holds no braces, so filling it in first expands no value twice.
    const auto number = number_text(lang, n);
    return filled(filled(catalogue(lang).text(key, n), {{"n", number}}), values);
}

std::string short_date(Lang lang, Instant at, Zone zone) {
    const auto wall = wall_time(at, zone);
    return fmt::format(FMT_COMPILE("{} {} {}"), wall.day, names_in(lang).short_months.at(wall.month - 1), wall.year);
}

std::string short_time(Lang lang, Instant at, Zone zone) {
    return short_date(lang, at, zone) + " " + clock_time(lang, at, zone);
}

std::string long_date(Lang lang, Instant at, Zone zone) {
    const auto wall = wall_time(at, zone);
    const auto& names = names_in(lang);
    return fmt::format(FMT_COMPILE("{}, {} {} {}"), names.weekdays.at(wall.weekday), wall.day,
                       names.months.at(wall.month - 1), wall.year);
}

std::string long_time(Lang lang, Instant at, Zone zone) {
    return fmt::format(FMT_COMPILE("{} {} {} {}"), long_date(lang, at, zone), lang == Lang::id ? "pukul" : "at",
                       clock_time(lang, at, zone), facts_of(zone).name);
}

std::string clock_time(Lang lang, Instant at, Zone zone) {
    const auto wall = wall_time(at, zone);
    return fmt::format(FMT_COMPILE("{:02}{}{:02}"), wall.hour, lang == Lang::id ? '.' : ':', wall.minute);
}

std::string iso_time(Instant at, Zone zone) {
    const auto wall = wall_time(at, zone);
    return fmt::format(FMT_COMPILE("{:04}-{:02}-{:02}T{:02}:{:02}+{:02}:00"), wall.year, wall.month, wall.day,
                       wall.hour, wall.minute, facts_of(zone).ahead.count());
}

std::string number_text(Lang lang, long long number) {
    auto digits = std::to_string(number);
    const std::size_t first = number < 0 ? 1 : 0;
    for (auto at = digits.size(); at > first + 3;) digits.insert(at -= 3, 1, grouping_mark(lang));
    return digits;
}

std::string size_text(Lang lang, std::uint64_t bytes) {
    constexpr std::uint64_t kilobyte = 1024;
    constexpr std::uint64_t megabyte = kilobyte * kilobyte;
    const auto whole = [lang](std::uint64_t number) { return number_text(lang, static_cast<long long>(number)); };
    if (bytes * 10 < megabyte) return whole((bytes + kilobyte - 1) / kilobyte) + " kB";

    const auto over = bytes % megabyte;
    if (over == 0) return whole(bytes / megabyte) + " MB";
    const auto tenths = bytes / megabyte * 10 + std::max<std::uint64_t>((over * 10 + megabyte / 2) / megabyte, 1);
    return fmt::format("{}{}{} MB", whole(tenths / 10), decimal_mark(lang), tenths % 10);
}

int year_in(Instant at, Zone zone) { return wall_time(at, zone).year; }

std::string span_text(Lang lang, Instant from, Instant to) {
    const auto span = std::chrono::abs(to - from);
    if (span < std::chrono::minutes{1}) return word(lang, "waktu.span.sebentar");
    if (span < std::chrono::hours{1})
        return word_n(lang, "waktu.span.menit#", std::chrono::floor<std::chrono::minutes>(span).count());
    if (span < std::chrono::days{1})
        return word_n(lang, "waktu.span.jam#", std::chrono::floor<std::chrono::hours>(span).count());
    return word_n(lang, "waktu.span.hari#", std::chrono::floor<std::chrono::days>(span).count());
}

}  // namespace hero
