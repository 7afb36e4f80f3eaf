#include <array>
#include <utility>

#include "catalog/catalog.hpp"

namespace hero {

namespace {

template <typename Choice, std::size_t count>
using Codes = std::array<std::pair<Choice, std::string_view>, count>;

constexpr Codes<Audience, 2> audiences{{{Audience::internal, "internal"}, {Audience::external, "external"}}};
constexpr Codes<TicketKind, 3> kinds{
    {{TicketKind::question, "pertanyaan"}, {TicketKind::request, "permohonan"}, {TicketKind::problem, "kendala"}}};
constexpr Codes<Impact, 3> impacts{{{Impact::low, "rendah"}, {Impact::medium, "sedang"}, {Impact::high, "tinggi"}}};
constexpr Codes<ServiceForm, 4> forms{{{ServiceForm::plain, ""},
                                       {ServiceForm::data_request, "permintaan-data"},
                                       {ServiceForm::data_centre_permit, "izin-data-center"},
                                       {ServiceForm::cyber_report, "aduan-siber"}}};

template <typename Choice, std::size_t count>
std::string_view find_code(const Codes<Choice, count>& codes, Choice choice) {
    for (const auto& [known, code] : codes)
        if (known == choice) return code;
    return {};
}

template <typename Choice, std::size_t count>
std::optional<Choice> find_choice(const Codes<Choice, count>& codes, std::string_view code) {
    for (const auto& [choice, known] : codes)
        if (known == code) return choice;
    return std::nullopt;
}

}  // namespace

std::string_view code_of(Audience audience) { return find_code(audiences, audience); }
std::string_view code_of(TicketKind kind) { return find_code(kinds, kind); }
std::string_view code_of(Impact impact) { return find_code(impacts, impact); }
std::string_view code_of(ServiceForm form) { return find_code(forms, form); }

std::optional<Audience> audience_of(std::string_view code) { return find_choice(audiences, code); }
std::optional<TicketKind> ticket_kind_of(std::string_view code) { return find_choice(kinds, code); }
std::optional<Impact> impact_of(std::string_view code) { return find_choice(impacts, code); }
std::optional<ServiceForm> service_form_of(std::string_view code) { return find_choice(forms, code); }

}  // namespace hero
