#include <algorithm>

#include "base/ids.hpp"
#include "base/text.hpp"
#include "cases/cases.hpp"
#include "ui/audited.hpp"
#include "views/workspace.hpp"
#include "workspace/panes.hpp"

namespace hero {

namespace {

using TicketMarks = views::workspace::ticket;

// Everything the page says about one ticket, read in the transaction of the page.
struct Work {
    const Person& reader;
    const Ticket& ticket;
    const Desk& desk;
    Case all;
};

bool asks_for_an_internal_account(const Work& work) {
    if (work.ticket.channel != Channel::google && work.all.requester_audience != Audience::external) return false;
    static constexpr std::string_view marks[] = {"kata sandi", "password",     "sandi",
                                                 "intranet",   "nomor ponsel", "reset"};
    auto text = folded(work.ticket.subject);
    if (!work.all.conversation.empty()) text += " " + folded(work.all.conversation.front().body);
    return std::any_of(std::begin(marks), std::end(marks),
                       [&](std::string_view mark) { return text.find(mark) != std::string::npos; });
}

void add_head(Page& page, const Work& work, const QueueAddress& address, Lang lang, DueClock clock) {
    const auto& ticket = work.ticket;
    page.set(TicketMarks::number, ticket.number)
        .set(TicketMarks::subject, ticket.subject)
        .set(TicketMarks::token, page.request().form_token());
    page.set(TicketMarks::version, ticket.version)
        .set(TicketMarks::queue_query, address.query(*work.desk.catalog))
        .set(TicketMarks::back_path, "/petugas?" + address.query(*work.desk.catalog));
    add_status(page, TicketMarks::status, lang, ticket.status);
    add_read_mark(page, TicketMarks::read_mark, page.request(), ticket);
    add_deadline(page, TicketMarks::deadline, lang, ticket, clock, DeadlineText::full);
    page.show_if(TicketMarks::escalated, ticket.escalated)
        .show_if(TicketMarks::restricted, ticket.restricted)
        .show_if(TicketMarks::verify, asks_for_an_internal_account(work));
}

// The ticket's forms: where they lead, and the one that was refused as it was typed.
class Forms {
public:
    Forms(Page& page, const Work& work, const WorkForms& sent) : page_(page), work_(work), sent_(sent) {}

    [[nodiscard]] bool can(Verb verb) const {
        const auto& person = page_.request().person();
        return may(person, verb, work_.ticket) && possible(person, verb, work_.ticket);
    }
    html::Data add(html::Section section) {
        auto form = page_.add(section);
        form.set(TicketMarks::number, work_.ticket.number)
            .set(TicketMarks::token, page_.request().form_token())
            .set(TicketMarks::version, work_.ticket.version);
        return form;
    }
    // With what was wrong in its list and its text, and what was typed.
    html::Data add(html::Section section, SentForm which, const std::string& choice, const std::string& text) {
        using P = views::workspace::problem;
        auto form = add(section);
        if (sent_.sent != which) return form;
        form.show(TicketMarks::reopened).set(TicketMarks::typed, showable(page_.request().raw.form.get(text)));
        const auto complain = [&](const std::string& field, html::Section invalid, html::Include problem) {
            const auto error = sent_.errors.of(field);
            if (!error) return;
            form.show(invalid);
            form.include(problem, P::view).set(P::field, field).set(P::error_text, *error);
        };
        complain(choice, TicketMarks::choice_invalid, TicketMarks::choice_problem);
        complain(text, TicketMarks::text_invalid, TicketMarks::text_problem);
        return form;
    }
    // What is chosen in a list: what was sent, or what the ticket says.
    [[nodiscard]] std::string chosen(SentForm which, std::string_view field, std::string_view now) const {
        return sent_.sent == which ? page_.request().line(field) : std::string{now};
    }

private:
    Page& page_;
    const Work& work_;
    const WorkForms& sent_;
};

void add_escalation_form(Forms& forms, Lang lang) {
    auto form = forms.add(TicketMarks::escalate, SentForm::escalation, "alasan", "catatan");
    const auto options = word(lang, "ag.eskalasi.opsi");
    const auto chosen = forms.chosen(SentForm::escalation, "alasan", "1");
    int position = 0;
    for (const auto option : split(options, '|')) {
        auto reason = form.add(TicketMarks::reason);
        reason.set(TicketMarks::reason_value, ++position).set(TicketMarks::reason_label, trimmed(option));
        reason.show_if(TicketMarks::reason_here, chosen == std::to_string(position));
    }
    const auto wanted = forms.chosen(SentForm::escalation, "harapan", wishes.front());
    for (const auto wish : wishes)
        form.add(TicketMarks::wish_option)
            .set(TicketMarks::wish_value, wish)
            .set(TicketMarks::wish_label, word(lang, "ag.harapan." + std::string{wish}))
            .show_if(TicketMarks::wish_here, wanted == wish);
}

void add_service_form(Forms& forms, const Work& work, Lang lang) {
    auto form = forms.add(TicketMarks::change_service, SentForm::service, "layanan", "alasan_layanan");
    const auto* now = work.desk.catalog->service(work.ticket.service);
    const auto chosen = forms.chosen(SentForm::service, "layanan", now ? now->slug : "");
    const auto audience = work.all.requester_audience;
    for (const auto& category : work.desk.catalog->categories()) {
        const auto services = work.desk.catalog->services_for(audience, category);
        if (services.empty()) continue;
        auto group = form.add(TicketMarks::category);
        group.set(TicketMarks::category_name, category.name(lang));
        for (const auto* service : services)
            group.add(TicketMarks::option)
                .set(TicketMarks::option_value, service->slug)
                .set(TicketMarks::option_label, service->name(lang))
                .show_if(TicketMarks::option_here, service->slug == chosen);
    }
}

void add_impact_form(Forms& forms, const Work& work, Lang lang) {
    auto form = forms.add(TicketMarks::change_impact, SentForm::impact, "dampak", "alasan_dampak");
    const auto chosen = forms.chosen(SentForm::impact, "dampak", code_of(work.ticket.impact));
    for (const auto impact : {Impact::low, Impact::medium, Impact::high}) {
        const std::string code{code_of(impact)};
        form.add(TicketMarks::impact_option)
            .set(TicketMarks::impact_value, code)
            .set(TicketMarks::impact_label, word(lang, "dampak." + code))
            .show_if(TicketMarks::impact_here, code == chosen);
    }
}

// The buttons and forms that are possible now: what is not possible is not shown.
void add_actions(Forms& forms, const Work& work, Lang lang) {
    if (forms.can(Verb::take)) forms.add(TicketMarks::take);
    if (forms.can(Verb::give_back)) forms.add(TicketMarks::give_back);
    if (forms.can(Verb::escalate)) add_escalation_form(forms, lang);
    if (forms.can(Verb::change_service)) add_service_form(forms, work, lang);
    if (forms.can(Verb::change_impact)) add_impact_form(forms, work, lang);
}

// Who may have the ticket, with what they carry; nobody is chosen beforehand.
void add_agents(html::Data& form, html::Section section, Tx& tx, const Work& work, Lang lang,
                const std::string& chosen) {
    for (const auto& load : loads_of(tx, work.desk, work.reader, work.ticket.team)) {
        if (load.agent.id == work.ticket.requester || load.agent.id == work.ticket.assignee) continue;
        form.add(section)
            .set(TicketMarks::agent_value, load.agent.id)
            .set(TicketMarks::agent_label, load.agent.name + " (" + load_text(lang, load) + ")")
            .show_if(TicketMarks::agent_here, chosen == std::to_string(load.agent.id));
    }
}

void add_escalation(Page& page, const Escalation& escalation, Lang lang) {
    auto told = page.add(TicketMarks::escalation);
    const auto options = word(lang, "ag.eskalasi.opsi");
    const auto reasons = split(options, '|');
    const auto index = whole_number(escalation.reason).value_or(0);
    told.set(TicketMarks::escalated_by, escalation.agent_name)
        .set(TicketMarks::wish, word(lang, "ag.harapan." + escalation.wish))
        .set(TicketMarks::note, escalation.note);
    told.set(TicketMarks::escalation_reason, index >= 1 && index <= static_cast<long long>(reasons.size())
                                                 ? trimmed(reasons[static_cast<std::size_t>(index - 1)])
                                                 : "");
    set_time(told, TicketMarks::at, TicketMarks::at_iso, short_time(lang, escalation.created_at),
             escalation.created_at);
}

void add_supervisor(Page& page, Forms& forms, Tx& tx, const Work& work, Lang lang) {
    if (work.all.escalation) add_escalation(page, *work.all.escalation, lang);
    if (forms.can(Verb::answer_escalation)) {
        auto form = forms.add(TicketMarks::answer, SentForm::decision, "agen", "arahan");
        add_agents(form, TicketMarks::answer_agent, tx, work, lang, forms.chosen(SentForm::decision, "agen", ""));
    } else if (forms.can(Verb::assign)) {
        auto form = forms.add(TicketMarks::assign, SentForm::assignment, "agen", "");
        add_agents(form, TicketMarks::assign_agent, tx, work, lang, forms.chosen(SentForm::assignment, "agen", ""));
    }
}

void add_composer(Page& page, Tx& tx, const Work& work, const WorkForms& forms, Lang lang) {
    const auto& request = page.request();
    const auto& person = request.person();
    const auto& ticket = work.ticket;
    const bool note = forms.note || request.query("mode") == "catatan";
    const auto verb = note ? Verb::note : Verb::staff_reply;
    if (!may(person, verb, ticket) || !possible(person, verb, ticket)) return;
    auto form = page.add(note ? TicketMarks::note_form : TicketMarks::reply_form);
    const auto place = balasan_place(ticket);
    const auto begun = note ? Begun{} : work.all.begun;
    const auto typed = forms.body.empty() && begun.draft ? begun.draft->get("isi") : forms.body;
    form.set(TicketMarks::number, ticket.number)
        .set(TicketMarks::token, request.form_token())
        .set(TicketMarks::version, ticket.version)
        .set(TicketMarks::submit_id, random_hex(16));
    form.set(TicketMarks::body, showable(typed))
        .set(TicketMarks::last_seen, work.all.conversation.empty() ? 0 : work.all.conversation.back().id);
    form.set(TicketMarks::queue_query, QueueAddress::read(request, *work.desk.catalog).query(*work.desk.catalog));
    const auto error = forms.errors.of("isi");
    form.show_if(TicketMarks::body_invalid, error.has_value())
        .show_with(TicketMarks::body_error, TicketMarks::body_error_text, error.value_or(""));
    form.show_if(TicketMarks::newer, forms.newer_messages).show_if(TicketMarks::password, forms.holds_password);
    if (note) return;
    const auto resolves = possible(person, Verb::resolve, ticket) && may(person, Verb::resolve, ticket);
    form.show_if(TicketMarks::may_wait, may(person, Verb::ask, ticket) && possible(person, Verb::ask, ticket))
        .show_if(TicketMarks::may_resolve, resolves);
    const auto waiting = forms.files ? waiting_for(tx, person.id, *forms.files) : begun.files;
    form.show_if(TicketMarks::with_files, !waiting.empty() || forms.errors.of("berkas").has_value());
    add_upload(form, TicketMarks::upload, lang, forms.errors, waiting);
}

void add_facts(Page& page, const Work& work, Lang lang) {
    const auto& ticket = work.ticket;
    const auto* service = work.desk.catalog->service(ticket.service);
    page.set(TicketMarks::requester_name, ticket.requester_name)
        .set(TicketMarks::requester_initials, initials(ticket.requester_name));
    page.set(TicketMarks::requester_email, work.all.requester_email);
    page.set(TicketMarks::channel, word(lang, "kanal." + std::string{code_of(ticket.channel)}));
    page.set(
        TicketMarks::audience,
        word(lang, work.all.requester_audience == Audience::internal ? "login.demo.internal" : "login.demo.external"));
    page.set(TicketMarks::category_here, service ? service->category.name(lang) : "")
        .set(TicketMarks::service_here, service ? service->name(lang) : "");
    page.set(TicketMarks::kind, word(lang, "jenis." + std::string{code_of(ticket.kind)}))
        .set(TicketMarks::impact, word(lang, "dampak." + std::string{code_of(ticket.impact)}));
    page.set(TicketMarks::assignee,
             ticket.assignee_name.empty() ? word(lang, "t.petugas.kosong") : ticket.assignee_name);
    set_time(page, TicketMarks::created, TicketMarks::created_iso, short_time(lang, ticket.created_at),
             ticket.created_at);
    set_time(page, TicketMarks::response_due, TicketMarks::response_due_iso,
             short_time(lang, ticket.first_response_due), ticket.first_response_due);
    set_time(page, TicketMarks::resolution_due, TicketMarks::resolution_due_iso,
             short_time(lang, ticket.resolution_due), ticket.resolution_due);
    page.show_if(TicketMarks::responded, ticket.first_responded_at.has_value())
        .show_if(TicketMarks::not_responded, !ticket.first_responded_at);
    for (const auto& [label, value] : shown_extra(lang, ticket.extra))
        page.add(TicketMarks::extra).set(TicketMarks::extra_label, label).set(TicketMarks::extra_value, value);
}

}  // namespace

std::string balasan_place(const Ticket& ticket) { return "balasan:" + ticket.number; }

Ticket staff_ticket(Request& request, App& app, Verb verb) {
    const auto number = normalised_number(request.param("nomor"));
    if (!number) throw NotFound();
    return app.db.read([&](Tx& tx) {
        auto ticket = ticket_for(tx, request.person(), *number, verb);
        // The form was made for a version: whatever happened since then is a conflict.
        if (const auto seen = whole_number(request.raw.form.get("versi"))) ticket.version = *seen;
        return ticket;
    });
}

Response work_page(Request& request, App& app, const Ticket& ticket, const WorkForms& forms, int status) {
    const Lang lang = request.lang();
    const auto& person = request.person();
    if (forms.files) keep_files(request, app, *forms.files);
    bool noted = true;
    auto response = app.db.read([&](Tx& tx) {
        const auto desk = app.desk(tx, request.session());
        const auto address = QueueAddress::read(request, *desk.catalog);
        const Work work{person, ticket, desk, case_of(tx, person, ticket, balasan_place(ticket))};
        noted = ticket.requester == person.id || work.all.looked_at_lately;
        Page page(request, TicketMarks::view, ticket.number + " " + ticket.subject, Frame::workspace);
        page.at("antrean").errors(forms.errors);
        page.live(stream_of(ticket, work.all.mark), word(lang, "t.berubah"));
        add_panes(page, TicketMarks::views, TicketMarks::list, request, tx, desk, address, ticket.id);
        add_head(page, work, address, lang, {tx.now(), due_soon_until(desk, tx.now())});
        Forms actions(page, work, forms);
        add_actions(actions, work, lang);
        add_supervisor(page, actions, tx, work, lang);
        add_thread(page, TicketMarks::thread, request, work.all.conversation, work.all.history);
        add_composer(page, tx, work, forms, lang);
        add_facts(page, work, lang);
        add_history(page, TicketMarks::history, request, work.all.history);
        return page.respond(status);
    });
    // Before anybody is shown it.
    if (!noted) app.db.write([&](Tx& tx) { record(tx, audited(request, Act::ticket_read, audit_object_of(ticket))); });
    return response;
}

}  // namespace hero
