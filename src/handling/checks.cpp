#include <algorithm>
#include <stdexcept>

#include "base/text.hpp"
#include "handling/inside.hpp"

namespace hero {

namespace handling {

void check_text(Lang lang, const Field& field, std::string_view text, FieldErrors& errors) {
    const auto label = word(lang, field.word);
    const auto complain = [&](std::string sentence) { errors.add(std::string(field.name), std::move(sentence)); };
    if (!is_clean_utf8(text)) return complain(word(lang, "e.teks.karakter", {{"bidang", label}}));
    const auto length = length_of(clean_text(text));
    if (length == 0 && !field.optional) return complain(word(lang, "e.bidang.kosong", {{"bidang", label}}));
    if (length <= field.longest) return;
    complain(word(lang, "e.bidang.panjang",
                  {{"bidang", label},
                   {"batas", number_text(lang, static_cast<long long>(field.longest))},
                   {"n", number_text(lang, static_cast<long long>(length - field.longest))}}));
}

void require_checked(const FieldErrors& errors) {
    if (!errors.empty()) throw std::invalid_argument("a text that was not checked: " + errors.list().front().field);
}

}  // namespace handling

namespace {

using handling::check_text;
using handling::Field;

constexpr Field note_body{.name = "isi", .word = "bidang.isi", .longest = 5000};
constexpr Field change_reason{.name = "alasan", .word = "bidang.alasan_perubahan", .longest = 500};
constexpr Field escalation_note{.name = "catatan", .word = "bidang.catatan", .longest = 2000};
constexpr Field guidance_text{.name = "arahan", .word = "bidang.arahan", .longest = 2000};
constexpr Field answer_text{.name = "jawaban", .word = "bidang.jawaban", .longest = 2000, .optional = true};
constexpr long long escalation_reasons = 6;
constexpr long long most_capacity = 99;

}  // namespace

FieldErrors check_note(Lang lang, std::string_view body) {
    FieldErrors errors;
    check_text(lang, note_body, body, errors);
    return errors;
}

FieldErrors check_service_change(Tx& tx, const Desk& desk, Lang lang, const Ticket& ticket, std::string_view service,
                                 std::string_view reason) {
    FieldErrors errors;
    const auto* wanted = desk.catalog->service(service);
    if (!wanted || !wanted->active)
        errors.add("layanan", word(lang, "e.layanan.kosong"));
    else if (wanted->id == ticket.service)
        errors.add("layanan", word(lang, "e.layanan.sama"));
    else if (const auto requester = person_by_id(tx, ticket.requester); !may_file(requester.value().audience, *wanted))
        errors.add("layanan", word(lang, "e.layanan.pemohon", {{"layanan", wanted->name(lang)}}));
    check_text(lang, change_reason, reason, errors);
    return errors;
}

FieldErrors check_impact_change(Lang lang, const Ticket& ticket, std::string_view impact, std::string_view reason) {
    FieldErrors errors;
    const auto wanted = impact_of(impact);
    if (!wanted)
        errors.add("dampak", word(lang, "e.dampak.kosong"));
    else if (*wanted == ticket.impact)
        errors.add("dampak", word(lang, "e.dampak.sama"));
    check_text(lang, change_reason, reason, errors);
    return errors;
}

FieldErrors check_escalation(Lang lang, std::string_view reason, std::string_view wish, std::string_view note) {
    FieldErrors errors;
    const auto position = whole_number(reason);
    if (!position || *position < 1 || *position > escalation_reasons)
        errors.add("alasan", word(lang, "e.eskalasi.alasan"));
    if (std::find(wishes.begin(), wishes.end(), wish) == wishes.end())
        errors.add("harapan", word(lang, "e.eskalasi.harapan"));
    auto field = escalation_note;
    field.optional = position != escalation_reasons;
    check_text(lang, field, note, errors);
    return errors;
}

FieldErrors check_guidance(Lang lang, std::string_view guidance) {
    FieldErrors errors;
    check_text(lang, guidance_text, guidance, errors);
    return errors;
}

FieldErrors check_workload(Lang lang, std::string_view capacity, std::string_view away_until, Day today) {
    FieldErrors errors;
    const auto amount = whole_number(capacity);
    if (!amount || *amount < 1 || *amount > most_capacity) errors.add("kapasitas", word(lang, "e.kapasitas"));
    const auto day = parse_day(away_until);
    if (!away_until.empty() && (!day || *day < today)) errors.add("cuti", word(lang, "e.cuti"));
    return errors;
}

FieldErrors check_answer(Lang lang, std::string_view answer) {
    FieldErrors errors;
    check_text(lang, answer_text, answer, errors);
    return errors;
}

}  // namespace hero
