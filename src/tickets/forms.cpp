// The additional fields of data requests, Izin Data Center and Aduan Siber: what they are, how they are checked and
// kept.
#include <boost/json.hpp>

#include <algorithm>

#include "base/text.hpp"
#include "tickets/inside.hpp"

namespace hero {

namespace {

using Input = ExtraField::Input;

// A report that came from SP4N-LAPOR! carries its number, whatever the service.
constexpr ExtraField referral{"lapor", "form.lapor", Input::line, "", false, 60, ""};

const std::vector<ExtraField> data_request{
    {"data_apa", "form.data.apa", Input::line, "", true, 300, ""},
    {"data_periode", "form.data.periode", Input::line, "", true, 150, ""},
    {"data_rincian", "form.data.rincian", Input::lines, "", false, 1000, ""},
    {"data_format", "form.data.format", Input::line, "", false, 100, ""},
    {"data_tujuan", "form.data.tujuan", Input::lines, "", true, 1000, ""},
};

const std::vector<ExtraField> data_centre_permit{
    {"dc_pengunjung", "form.dc.pengunjung", Input::lines, "", true, 1000, ""},
    {"dc_waktu", "form.dc.waktu", Input::when, "", true, 60, "", true},
    {"dc_keperluan", "form.dc.keperluan", Input::lines, "", true, 1000, ""},
    {"dc_perangkat", "form.dc.perangkat", Input::lines, "", false, 1000, ""},
};

const std::vector<ExtraField> cyber_report{
    {"sb_jenis", "sb.jenis", Input::choice, "sb.jenis.opsi", true, 60, ""},
    {"sb_aset", "sb.aset", Input::line, "", true, 300, ""},
    {"sb_waktu", "sb.waktu", Input::when, "", true, 60, ""},
    {"sb_kronologi", "sb.kronologi", Input::lines, "", true, 5000, ""},
    {"sb_kontak", "sb.kontak", Input::line, "", true, 300, ""},
    {"sb_tlp", "sb.tlp", Input::choice, "sb.tlp.opsi", false, 60, "TLP:AMBER"},
    {"sb_data_pribadi", "sb.data_pribadi", Input::yes_no, "", false, 10, ""},
};

std::vector<ExtraField> with_referral(ServiceForm form) {
    auto fields = extra_fields(form);
    fields.push_back(referral);
    return fields;
}

std::string_view sent_for(const ExtraField& field, const tickets::Extra& sent) {
    for (const auto& [name, value] : sent)
        if (name == field.name) return value;
    return {};
}

std::optional<std::size_t> position_of(const ExtraField& field, Lang lang, std::string_view option) {
    const auto options = options_of(field, lang);
    const auto found = std::ranges::find(options, option);
    if (found == options.end()) return std::nullopt;
    return static_cast<std::size_t>(found - options.begin());
}

// An option in Indonesian, whichever language it was sent in.
std::optional<std::string> kept_option(const ExtraField& field, std::string_view sent) {
    for (const auto lang : {Lang::id, Lang::en})
        if (const auto position = position_of(field, lang, sent)) return options_of(field, Lang::id)[*position];
    return std::nullopt;
}

// Tickets from before a time was asked for have a date alone.
bool has_time(std::string_view moment) { return moment.size() >= 16; }

// Of a moment as it is kept, in Jakarta; of a date alone its beginning.
std::optional<Instant> instant_of(std::string_view moment) {
    const auto day = parse_day(moment.substr(0, 10));
    if (!day) return std::nullopt;
    const Instant midnight{day->time_since_epoch() - std::chrono::hours{7}};
    if (!has_time(moment)) return midnight;
    const auto hours = whole_number(moment.substr(11, 2)).value_or(0);
    const auto minutes = whole_number(moment.substr(14, 2)).value_or(0);
    return midnight + std::chrono::minutes{hours * 60 + minutes};
}

// Who stands at the door may still ask to be let in.
constexpr std::chrono::hours still_ahead{1};

// The value as it is kept, or nothing when it is none this field can have. The text is clean UTF-8.
std::optional<std::string> kept_value(const ExtraField& field, std::string_view sent) {
    const auto line = clean_line(sent);
    switch (field.input) {
        case Input::line:
            return line;
        case Input::lines:
            return clean_text(sent);
        case Input::choice:
            return kept_option(field, line);
        case Input::yes_no:
            return line == "ya" || line == "tidak" ? std::optional{line} : std::nullopt;
        case Input::when: {
            const auto moment = tickets::moment_of(line);
            return moment && has_time(*moment) ? moment : std::nullopt;
        }
    }
    return std::nullopt;
}

std::string_view complaint_about(Input input) { return input == Input::when ? "e.bidang.waktu" : "e.bidang.pilihan"; }

std::optional<std::string> complaint(const ExtraField& field, Lang lang, std::string_view sent, Instant now) {
    const auto name = word(lang, field.word);
    if (!is_clean_utf8(sent)) return word(lang, "e.teks.karakter", {{"bidang", name}});
    if (clean_line(sent).empty()) {
        const bool picked = field.input == Input::choice || field.input == Input::yes_no;
        return field.required
                   ? std::optional{word(lang, picked ? "e.bidang.pilih" : "e.bidang.kosong", {{"bidang", name}})}
                   : std::nullopt;
    }
    const auto length = static_cast<long long>(length_of(clean_text(sent)));
    if (length > field.longest)
        return word(lang, "e.bidang.panjang",
                    {{"bidang", name},
                     {"batas", number_text(lang, field.longest)},
                     {"n", number_text(lang, length - field.longest)}});
    const auto value = kept_value(field, sent);
    if (!value) return word(lang, complaint_about(field.input), {{"bidang", name}});
    if (field.lies_ahead && instant_of(*value).value_or(now) + still_ahead < now)
        return word(lang, "e.bidang.lampau", {{"bidang", name}});
    return std::nullopt;
}

std::string moment_text(Lang lang, std::string_view kept) {
    const auto at = instant_of(kept);
    if (!at) return std::string(kept);
    return has_time(kept) ? long_time(lang, *at) : long_date(lang, *at);
}

std::string shown_value(const ExtraField& field, Lang lang, const std::string& kept) {
    if (field.input == Input::when) return moment_text(lang, kept);
    if (field.input == Input::yes_no) return word(lang, "form.jawab." + kept);
    if (field.input != Input::choice) return kept;
    const auto position = position_of(field, Lang::id, kept);
    return position ? options_of(field, lang)[*position] : kept;
}

// Of any form: a ticket that moved to another service keeps what was filled in for the first.
const ExtraField* field_named(std::string_view name) {
    for (const auto* fields : {&data_request, &data_centre_permit, &cyber_report})
        for (const auto& field : *fields)
            if (field.name == name) return &field;
    return name == referral.name ? &referral : nullptr;
}

}  // namespace

std::vector<ExtraField> extra_fields(ServiceForm form) {
    switch (form) {
        case ServiceForm::plain:
            return {};
        case ServiceForm::data_request:
            return data_request;
        case ServiceForm::data_centre_permit:
            return data_centre_permit;
        case ServiceForm::cyber_report:
            return cyber_report;
    }
    return {};
}

std::vector<std::string> options_of(const ExtraField& field, Lang lang) {
    std::vector<std::string> options;
    if (field.input != Input::choice) return options;
    const auto all = word(lang, field.options);
    for (const auto option : split(all, '|')) options.emplace_back(trimmed(option));
    return options;
}

std::vector<std::pair<std::string, std::string>> shown_extra(
    Lang lang, const std::vector<std::pair<std::string, std::string>>& extra) {
    std::vector<std::pair<std::string, std::string>> shown;
    for (const auto& [name, value] : extra)
        if (const auto* field = field_named(name))
            shown.emplace_back(word(lang, field->word), shown_value(*field, lang, value));
    return shown;
}

namespace tickets {

void check_extra(ServiceForm form, Lang lang, const Extra& sent, Instant now, FieldErrors& errors) {
    for (const auto& field : with_referral(form))
        if (auto text = complaint(field, lang, sent_for(field, sent), now))
            errors.add(std::string(field.name), std::move(*text));
}

Extra kept_extra(ServiceForm form, const Extra& sent) {
    Extra kept;
    for (const auto& field : with_referral(form)) {
        const auto value = sent_for(field, sent);
        const auto given = kept_value(field, clean_line(value).empty() ? field.preset : value);
        if (given && !given->empty()) kept.emplace_back(field.name, *given);
    }
    return kept;
}

std::string packed(const Extra& extra) {
    boost::json::object object;
    for (const auto& [name, value] : extra) object[name] = value;
    return boost::json::serialize(object);
}

Extra unpacked(std::string_view json) {
    Extra extra;
    const auto parsed = boost::json::parse(json);
    for (const auto& [name, value] : parsed.as_object()) extra.emplace_back(name, std::string(value.as_string()));
    return extra;
}

}  // namespace tickets

}  // namespace hero
