// Dates as people write them in a form (UX.md §2.8).
#include <array>
#include <chrono>
#include <cstdio>

#include "base/text.hpp"
#include "tickets/inside.hpp"

namespace hero::tickets {

namespace {

constexpr std::array<std::array<std::string_view, 4>, 12> months{{{"januari", "jan", "january", ""},
                                                                  {"februari", "feb", "february", ""},
                                                                  {"maret", "mar", "march", ""},
                                                                  {"april", "apr", "", ""},
                                                                  {"mei", "may", "", ""},
                                                                  {"juni", "jun", "june", ""},
                                                                  {"juli", "jul", "july", ""},
                                                                  {"agustus", "agu", "august", "aug"},
                                                                  {"september", "sep", "sept", ""},
                                                                  {"oktober", "okt", "october", "oct"},
                                                                  {"november", "nov", "", ""},
                                                                  {"desember", "des", "december", "dec"}}};

std::optional<unsigned> month_named(std::string_view name) {
    for (std::size_t i = 0; i < months.size(); ++i)
        for (const auto known : months[i])
            if (!known.empty() && known == name) return static_cast<unsigned>(i + 1);
    return std::nullopt;
}

// Numbers and words in the order they were written; everything else separates them.
std::vector<std::string> pieces_of(std::string_view text) {
    std::vector<std::string> pieces;
    char last = ' ';
    const auto kind = [](char c) { return c >= '0' && c <= '9' ? '0' : c >= 'a' && c <= 'z' ? 'a' : ' '; };
    for (const char c : folded(text)) {
        if (kind(c) != ' ' && kind(c) != last) pieces.emplace_back();
        if (kind(c) != ' ') pieces.back() += c;
        last = kind(c);
    }
    std::erase_if(pieces, [](const std::string& piece) {
        return piece == "t" || piece == "pukul" || piece == "jam" || piece == "at" || piece == "wib";
    });
    return pieces;
}

std::optional<unsigned> number_of(const std::string& piece) {
    const auto number = piece.size() > 4 ? std::nullopt : whole_number(piece);
    if (!number || *number < 0) return std::nullopt;
    return static_cast<unsigned>(*number);
}

std::optional<std::chrono::year_month_day> date_of(const std::vector<std::string>& pieces) {
    const bool year_first = pieces[0].size() == 4;
    const auto year = number_of(pieces[year_first ? 0 : 2]);
    const auto day = number_of(pieces[year_first ? 2 : 0]);
    const auto named = month_named(pieces[1]);
    const auto month = named ? named : number_of(pieces[1]);
    if (!year || !month || !day || *year < 1900 || *year > 2200) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(*year)}, std::chrono::month{*month},
                                           std::chrono::day{*day}};
    return date.ok() ? std::optional{date} : std::nullopt;
}

}  // namespace

std::optional<std::string> moment_of(std::string_view text) {
    if (text.size() > 60) return std::nullopt;
    const auto pieces = pieces_of(text);
    if (pieces.size() != 3 && pieces.size() != 5 && pieces.size() != 6) return std::nullopt;
    const auto date = date_of(pieces);
    if (!date) return std::nullopt;
    std::array<char, 32> out{};
    std::snprintf(out.data(), out.size(), "%04d-%02u-%02u", static_cast<int>(date->year()),
                  static_cast<unsigned>(date->month()), static_cast<unsigned>(date->day()));
    if (pieces.size() == 3) return std::string(out.data());
    const auto hour = number_of(pieces[3]);
    const auto minute = number_of(pieces[4]);
    if (!hour || !minute || *hour > 23 || *minute > 59) return std::nullopt;
    std::array<char, 16> time{};
    std::snprintf(time.data(), time.size(), "T%02u:%02u", *hour, *minute);
    return std::string(out.data()) + time.data();
}

}  // namespace hero::tickets
