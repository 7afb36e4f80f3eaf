// What is wrong with a ticket before it is one.
#include "base/text.hpp"
#include "tickets/inside.hpp"

namespace hero {

namespace {

constexpr std::size_t longest_subject = 120;
constexpr std::size_t shortest_description = 20;
constexpr std::size_t longest_description = 5000;

std::string too_long(Lang lang, std::string_view key, std::size_t length, std::size_t longest) {
    return word(lang, key, {{"n", number_text(lang, static_cast<long long>(length - longest))}});
}

std::string unreadable(Lang lang, std::string_view label) {
    return word(lang, "e.teks.karakter", {{"bidang", word(lang, label)}});
}

void check_service(const Service* service, const Person& requester, Lang lang, FieldErrors& errors) {
    if (!service || !service->active)
        errors.add("layanan", word(lang, "e.layanan.kosong"));
    else if (!may_file(requester.audience, *service))
        errors.add("layanan", word(lang, "e.layanan.akses"));
}

void check_kind(const Service* service, Lang lang, std::string_view code, FieldErrors& errors) {
    const auto kind = ticket_kind_of(code);
    if (!kind) return errors.add("jenis", word(lang, "e.jenis.kosong"));
    if (!service || allows(*service, *kind)) return;
    errors.add("jenis", word(lang, "e.jenis.tidak_boleh",
                             {{"jenis", word(lang, "jenis." + std::string(code))}, {"layanan", service->name(lang)}}));
}

void check_subject(Lang lang, std::string_view subject, FieldErrors& errors) {
    if (!is_clean_utf8(subject)) return errors.add("subjek", unreadable(lang, "form.subjek"));
    const auto length = length_of(clean_line(subject));
    if (length == 0)
        errors.add("subjek", word(lang, "e.subjek.kosong"));
    else if (length > longest_subject)
        errors.add("subjek", too_long(lang, "e.subjek.panjang", length, longest_subject));
}

void check_description(Lang lang, std::string_view description, FieldErrors& errors) {
    if (!is_clean_utf8(description)) return errors.add("deskripsi", unreadable(lang, "form.deskripsi"));
    const auto length = length_of(clean_text(description));
    if (length == 0)
        errors.add("deskripsi", word(lang, "e.deskripsi.kosong"));
    else if (length < shortest_description)
        errors.add("deskripsi", word(lang, "e.deskripsi.pendek"));
    else if (length > longest_description)
        errors.add("deskripsi", too_long(lang, "e.deskripsi.panjang", length, longest_description));
}

}  // namespace

FieldErrors check_draft(const Desk& desk, const Person& requester, Lang lang, const TicketDraft& draft, Instant now) {
    FieldErrors errors;
    const auto* service = desk.catalog->service(draft.service);
    check_service(service, requester, lang, errors);
    if (!errors.empty()) service = nullptr;
    check_kind(service, lang, draft.kind, errors);
    if (!impact_of(draft.impact)) errors.add("dampak", word(lang, "e.dampak.kosong"));
    check_subject(lang, draft.subject, errors);
    check_description(lang, draft.description, errors);
    if (service) tickets::check_extra(service->form, lang, draft.extra, now, errors);
    if (!draft.consent) errors.add("setuju", word(lang, "e.setuju"));
    return errors;
}

}  // namespace hero
