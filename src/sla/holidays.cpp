// Days off as the admin types them.
#include <stdexcept>

#include "base/text.hpp"
#include "sla/sla.hpp"

namespace hero {

namespace {

constexpr std::size_t longest_name = 120;
constexpr std::size_t longest_source = 200;

void check_text(Lang lang, const std::string& field, std::string_view label, std::string_view text, std::size_t longest,
                FieldErrors& errors) {
    const auto name = word(lang, label);
    const auto length = length_of(text);
    if (!is_clean_utf8(text))
        errors.add(field, word(lang, "e.teks.karakter", {{"bidang", name}}));
    else if (length > longest)
        errors.add(field, word(lang, "e.bidang.panjang",
                               {{"bidang", name},
                                {"batas", number_text(lang, static_cast<long long>(longest))},
                                {"n", number_text(lang, static_cast<long long>(length - longest))}}));
}

bool can_be_entered(std::optional<Day> day) {
    if (!day) return false;
    const auto year = std::chrono::year_month_day{*day}.year();
    return year >= std::chrono::year{2000} && year <= std::chrono::year{2100};
}

}  // namespace

FieldErrors check_holiday(Lang lang, const HolidayForm& form) {
    FieldErrors errors;
    const auto missing = [&](const std::string& field, std::string_view message, std::string_view label) {
        errors.add(field, word(lang, message, {{"bidang", word(lang, label)}}));
    };
    if (!can_be_entered(parse_day(form.day))) missing("tanggal", "e.bidang.kosong", "ad.kalender.tanggal");
    if (form.name.empty())
        missing("nama", "e.bidang.kosong", "ad.kalender.nama");
    else
        check_text(lang, "nama", "ad.kalender.nama", form.name, longest_name, errors);
    if (!holiday_kind_of(form.kind)) missing("jenis", "e.bidang.pilih", "ad.kalender.jenis.label");
    if (form.source.empty() && !form.provisional)
        missing("sumber", "e.bidang.kosong", "ad.kalender.sumber");
    else
        check_text(lang, "sumber", "ad.kalender.sumber", form.source, longest_source, errors);
    return errors;
}

Holiday holiday_from(const HolidayForm& form) {
    if (!check_holiday(Lang::id, form).empty()) throw std::invalid_argument("no holiday");
    return {.day = *parse_day(form.day),
            .name = form.name,
            .kind = *holiday_kind_of(form.kind),
            .source = form.source,
            .provisional = form.provisional};
}

}  // namespace hero
