#pragma once
// Words in both languages (locale/*.po, embedded), and how dates, numbers and sizes are written (UX.md §2.8).
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "base/clock.hpp"

namespace hero {

enum class Lang { id, en };

std::string_view code_of(Lang lang);  // "id", "en"
Lang lang_of(std::string_view code);  // anything but "en" is Indonesian

using Placeholders = std::initializer_list<std::pair<std::string_view, std::string_view>>;

// The message under `key`. A missing key is returned as it is (a test proves that none is missing).
std::string word(Lang lang, std::string_view key);
// … with {name} replaced, in one pass: a value is never expanded again.
std::string word(Lang lang, std::string_view key, Placeholders values);
// … by number (keys that end in '#'); {n} is the number, written in that language.
std::string word_n(Lang lang, std::string_view key, long long n, Placeholders values = {});

// Indonesia has three zones; official times are WIB (UTC+7, no summer time).
enum class Zone { wib, wita, wit };

std::string short_date(Lang lang, Instant at, Zone zone = Zone::wib);  // 30 Jun 2022
std::string short_time(Lang lang, Instant at, Zone zone = Zone::wib);  // 30 Jun 2022 14.05
std::string long_date(Lang lang, Instant at, Zone zone = Zone::wib);   // Kamis, 30 Juni 2022
std::string long_time(Lang lang, Instant at, Zone zone = Zone::wib);   // Kamis, 30 Juni 2022 pukul 14.05 WIB
std::string clock_time(Lang lang, Instant at, Zone zone = Zone::wib);  // 14.05
std::string iso_time(Instant at, Zone zone = Zone::wib);               // 2022-06-30T14:05+07:00, for <time datetime>
std::string number_text(Lang lang, long long number);                  // 1.234
// 1,8 MB; below 0,1 MB in kB. Units of 1024. One byte over 2 MB is 2,1 MB: what exceeds a limit never looks equal to
// it.
std::string size_text(Lang lang, std::uint64_t bytes);
int year_in(Instant at, Zone zone = Zone::wib);

// How long from `from` to `to`, whatever their order, in one unit and rounded down: "48 menit", "3 jam", "2 hari";
// "kurang dari 1 menit" below a minute.
std::string span_text(Lang lang, Instant from, Instant to);

}  // namespace hero
