#include "filing/form.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

#include "base/ids.hpp"
#include "base/text.hpp"
#include "pages/pages.hpp"
#include "views/filing.hpp"

namespace hero {

namespace {

using FormMarks = views::filing::form;

constexpr std::size_t longest_subject = 120;
constexpr std::size_t longest_description = 5000;

// "Kendala - ada yang tidak …": the bold word and its sentence.
std::pair<std::string, std::string> split_choice(const std::string& text) {
    const auto at = text.find(" - ");
    if (at == std::string::npos) return {text, {}};
    auto meaning = text.substr(at + 3);
    if (!meaning.empty())
        meaning.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(meaning.front())));
    return {text.substr(0, at), meaning};
}

void add_kinds(Page& page, const Service& service, const FilingForm& form, Lang lang) {
    bool first = true;
    for (const auto kind : service.kinds) {
        const auto code = std::string{code_of(kind)};
        const auto [name, meaning] = split_choice(word(lang, "form.jenis." + code));
        auto choice = page.add(FormMarks::kind);
        choice.set(FormMarks::kind_code, code).set(FormMarks::kind_name, name).set(FormMarks::kind_meaning, meaning);
        choice.show_if(FormMarks::kind_first, first).show_if(FormMarks::kind_chosen, form.draft.kind == code);
        first = false;
    }
}

void add_impacts(Page& page, const FilingForm& form, Lang lang) {
    for (const auto impact : {Impact::low, Impact::medium, Impact::high}) {
        const auto code = std::string{code_of(impact)};
        const auto [name, meaning] = split_choice(word(lang, "form.dampak." + code));
        auto choice = page.add(FormMarks::impact);
        choice.set(FormMarks::impact_code, code)
            .set(FormMarks::impact_name, name)
            .set(FormMarks::impact_meaning, meaning);
        choice.show_if(FormMarks::impact_first, impact == Impact::low)
            .show_if(FormMarks::impact_chosen, form.draft.impact == code);
    }
}

std::string extra_value(const FilingForm& form, std::string_view name) {
    for (const auto& [field, value] : form.draft.extra)
        if (field == name) return value;
    return {};
}

void add_options(html::Data& input, const ExtraField& field, const std::string& value, Lang lang) {
    const auto options = word(lang, field.options);
    const auto codes = word(Lang::id, field.options);
    const auto labels = split(options, '|');
    const auto values = split(codes, '|');
    for (std::size_t i = 0; i < labels.size() && i < values.size(); ++i) {
        const auto code = trimmed(values[i]);
        auto option = input.add(FormMarks::option);
        option.set(FormMarks::option_value, code).set(FormMarks::option_label, trimmed(labels[i]));
        option.show_if(FormMarks::option_chosen, value == code);
    }
}

void add_extra_field(Page& page, const ExtraField& field, const FilingForm& form, Lang lang) {
    const std::string name{field.name};
    const auto value = extra_value(form, name);
    auto row = page.add(FormMarks::extra);
    const auto error = form.errors.of(name);
    row.set(FormMarks::extra_name, name).set(FormMarks::extra_label, word(lang, field.word));
    row.show_if(FormMarks::extra_required, field.required).show_if(FormMarks::extra_invalid, error.has_value());
    if (error)
        row.add(FormMarks::extra_error).set(FormMarks::extra_error_text, *error).set(FormMarks::extra_name, name);
    const auto input = [&](html::Section section) {
        auto data = row.add(section);
        data.set(FormMarks::extra_name, name).set(FormMarks::extra_value, showable(value));
        data.show_if(FormMarks::extra_invalid, error.has_value());
        return data;
    };
    using Input = ExtraField::Input;
    if (field.input == Input::lines)
        input(FormMarks::as_lines);
    else if (field.input == Input::when)
        input(FormMarks::as_time);
    else if (field.input == Input::line)
        input(FormMarks::as_line);
    else if (field.input == Input::choice) {
        auto data = input(FormMarks::as_choice);
        add_options(data, field, value, lang);
    } else {
        auto data = input(FormMarks::as_yes_no);
        data.show_if(FormMarks::said_yes, value == "ya").show_if(FormMarks::said_no, value == "tidak");
    }
}

void add_error(Page& page, const FieldErrors& errors, const std::string& field, html::Section invalid,
               html::Section section, html::Var text) {
    if (const auto error = errors.of(field)) page.show(invalid).add(section).set(text, *error);
}

void add_errors(Page& page, const FieldErrors& errors) {
    add_error(page, errors, "jenis", FormMarks::kind_invalid, FormMarks::kind_error, FormMarks::kind_error_text);
    add_error(page, errors, "dampak", FormMarks::impact_invalid, FormMarks::impact_error, FormMarks::impact_error_text);
    add_error(page, errors, "subjek", FormMarks::subject_invalid, FormMarks::subject_error,
              FormMarks::subject_error_text);
    add_error(page, errors, "deskripsi", FormMarks::description_invalid, FormMarks::description_error,
              FormMarks::description_error_text);
    add_error(page, errors, "setuju", FormMarks::consent_invalid, FormMarks::consent_error,
              FormMarks::consent_error_text);
}

void add_aside(Page& page, const Desk& desk, const Service& service, const FilingForm& form, Instant now) {
    const Lang lang = page.request().lang();
    auto saran = page.include(FormMarks::suggestions, views::filing::suggestions::view);
    using S = views::filing::suggestions;
    const auto answers = suggest(lang, service.slug, form.draft.subject, 4);
    if (!answers.empty()) saran.show(S::some);
    for (const auto* answer : answers) saran.add(S::answer).set(S::slug, answer->slug).set(S::title, answer->title);
    if (form.similar)
        saran.add(S::similar)
            .set(S::similar_text, word(lang, "form.serupa", {{"nomor", "#" + form.similar->number}}))
            .set(S::similar_path, url_of(*form.similar));
    if (service.sla_profile != "siber" && !desk.calendar->is_open(now)) {
        const auto opening = desk.calendar->next_opening(now);
        page.add(FormMarks::closed_now)
            .set(FormMarks::closed_text, word(lang, "form.dampak.luar_jam", {{"tanggal", long_time(lang, opening)}}));
    }
}

}  // namespace

std::string filing_place(const Service& service) { return "buat:" + service.slug; }

// The form sends "1"; what a program sends to say no is no.
bool agrees(std::string_view said) {
    static constexpr std::array<std::string_view, 6> no{"", "0", "off", "false", "no", "tidak"};
    return std::ranges::find(no, said) == no.end();
}

FilingForm FilingForm::read(const Request& request) {
    const auto& raw = request.raw.form;
    FilingForm form;
    auto& draft = form.draft;
    draft.service = clean_line(raw.get("layanan"));
    draft.kind = clean_line(raw.get("jenis"));
    draft.impact = clean_line(raw.get("dampak"));
    draft.subject = clean_line(raw.get("subjek"));
    draft.description = clean_text(raw.get("deskripsi"));
    draft.consent = agrees(raw.get("setuju"));
    draft.consent_text = consent_version();
    draft.submit_id = clean_line(raw.get("submit_id"));
    draft.follows = clean_line(raw.get("lanjutan"));
    static const std::vector<std::string_view> own{"layanan",   "jenis",        "dampak",    "subjek",
                                                   "deskripsi", "setuju",       "submit_id", "lanjutan",
                                                   "csrf",      "hapus_berkas", "terlampir", "kembali"};
    for (const auto& [name, value] : raw.fields())
        if (std::find(own.begin(), own.end(), name) == own.end()) draft.extra.emplace_back(name, clean_text(value));
    return form;
}

void FilingForm::complain_about_files(const FieldErrors& uploads, const Request& request) {
    auto typed = std::exchange(errors, uploads);
    // Of a form that did not arrive as a whole nobody knows what was missing.
    if (request.raw.body_state != http::BodyState::ok) return;
    complain_about_cut(request, typed);
    errors = {};
    for (const auto& error : typed.list())
        if (error.field != "setuju") errors.add(error.field, error.text);
    for (const auto& error : uploads.list()) errors.add(error.field, error.text);
    if (const auto consent = typed.of("setuju")) errors.add("setuju", *consent);
}

FilingForm FilingForm::start(const Service& service, const std::optional<Draft>& saved) {
    FilingForm form;
    form.draft.service = service.slug;
    form.draft.submit_id = random_hex(16);
    if (!saved) return form;
    form.from_draft = saved->saved_at;
    form.draft.kind = saved->get("jenis");
    form.draft.impact = saved->get("dampak");
    form.draft.subject = saved->get("subjek");
    form.draft.description = saved->get("deskripsi");
    for (const auto& field : extra_fields(service.form))
        form.draft.extra.emplace_back(field.name, saved->get(field.name));
    return form;
}

std::vector<std::pair<std::string, std::string>> FilingForm::fields() const {
    std::vector<std::pair<std::string, std::string>> fields{
        {"jenis", draft.kind}, {"dampak", draft.impact}, {"subjek", draft.subject}, {"deskripsi", draft.description}};
    fields.insert(fields.end(), draft.extra.begin(), draft.extra.end());
    return fields;
}

Page filing_page(Request& request, const Desk& desk, const Service& service, const FilingForm& form) {
    const Lang lang = request.lang();
    const auto& person = request.person();
    Page page(request, FormMarks::view, word(lang, "form.title"), Frame::form);
    page.at("buat")
        .crumb(word(lang, "nav.tiket"), "/tiket")
        .crumb(word(lang, "nav.kategori"), "/tiket/kategori")
        .crumb(word(lang, "nav.formulir"));
    page.errors(form.errors);
    page.set(FormMarks::token, request.form_token()).set(FormMarks::submit_id, form.draft.submit_id);
    page.set(FormMarks::service_slug, service.slug)
        .set(FormMarks::service_name, service.name(lang))
        .set(FormMarks::category_name, service.category.name(lang));
    page.set(FormMarks::person_name, person.name).set(FormMarks::person_email, person.email);
    page.set(FormMarks::subject, showable(form.draft.subject))
        .set(FormMarks::description, showable(form.draft.description));
    add_counter(page, FormMarks::subject_left, lang, "subjek", form.draft.subject, longest_subject);
    add_counter(page, FormMarks::description_left, lang, "deskripsi", form.draft.description, longest_description);
    page.show_if(FormMarks::consented, form.draft.consent);
    page.show_if(FormMarks::cyber, service.form == ServiceForm::cyber_report);
    page.show_with(FormMarks::follow_up, FormMarks::follows, form.draft.follows);
    if (form.from_draft)
        page.add(FormMarks::draft_found)
            .set(FormMarks::draft_text, word(lang, "form.draf.ada", {{"tanggal", long_time(lang, *form.from_draft)}}))
            .set(FormMarks::service_slug, service.slug)
            .set(FormMarks::token, request.form_token());
    add_kinds(page, service, form, lang);
    add_impacts(page, form, lang);
    for (const auto& field : extra_fields(service.form)) add_extra_field(page, field, form, lang);
    add_errors(page, form.errors);
    add_upload(page, FormMarks::upload, lang, form.errors, form.files);
    add_aside(page, desk, service, form, request.app.clock.now());
    return page;
}

}  // namespace hero
