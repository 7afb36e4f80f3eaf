#include "base/text.hpp"
#include "workspace/panes.hpp"
#include "workspace/workspace_web.hpp"

namespace hero::web {

namespace {

// One verb on the ticket of the address, then back to it.
template <typename Action>
Response act(Request& request, App& app, Verb verb, std::string_view flash, Action action) {
    const auto ticket = staff_ticket(request, app, verb);
    app.db.write([&](Tx& tx) { action(tx, ticket); });
    return see_other(beside_queue(request, staff_url_of(ticket)), flash);
}

// What is wrong, with the field `from` under the name it has on this page.
FieldErrors renamed(const FieldErrors& errors, std::string_view from, const std::string& to) {
    FieldErrors result;
    for (const auto& error : errors.list()) result.add(error.field == from ? to : error.field, error.text);
    return result;
}

Response work_page_again(Request& request, App& app, const Ticket& ticket, SentForm sent, const FieldErrors& errors) {
    WorkForms forms;
    forms.errors = errors;
    forms.sent = sent;
    return work_page(request, app, ticket, forms, 422);
}

std::int64_t chosen_agent(const Request& request) { return whole_number(request.raw.form.get("agen")).value_or(0); }

void check_chosen_agent(const Request& request, FieldErrors& errors) {
    if (chosen_agent(request) == 0) errors.add("agen", word(request.lang(), "sv.pilih_agen"));
}

std::string team_name(const Request& request, App& app, std::int64_t id) {
    const auto catalog = app.db.read([&](Tx& tx) { return app.catalogs.get(tx); });
    const auto* team = catalog->team(id);
    return team ? team->name(request.lang()) : "";
}

// Who has the ticket after a supervisor's decision.
std::string_view flash_of(std::string_view decision) {
    if (decision == "tugaskan") return "sv.tugaskan.ok";
    return decision == "selesaikan" ? "sv.diambil_alih" : "sv.arahan.ok";
}

}  // namespace

Response takings::create(Request& request, App& app) {
    return act(request, app, Verb::take, "ag.diambil",
               [&](Tx& tx, const Ticket& ticket) { take(tx, request.person(), ticket); });
}

Response returns::create(Request& request, App& app) {
    return act(request, app, Verb::give_back, "ag.dikembalikan",
               [&](Tx& tx, const Ticket& ticket) { give_back(tx, request.person(), ticket); });
}

Response escalations::create(Request& request, App& app) {
    const auto reason = request.line("alasan");
    const auto wish = request.line("harapan");
    const auto note = request.text("catatan");
    const auto ticket = staff_ticket(request, app, Verb::escalate);
    const auto wrong = check_escalation(request.lang(), reason, wish, note);
    if (!wrong.empty()) return work_page_again(request, app, ticket, SentForm::escalation, wrong);
    app.db.write([&](Tx& tx) { escalate(tx, request.person(), ticket, reason, wish, note); });
    return see_other(beside_queue(request, staff_url_of(ticket)), "ag.dieskalasi");
}

Response service_changes::create(Request& request, App& app) {
    const auto service = request.line("layanan");
    const auto reason = request.text("alasan_layanan");
    const auto ticket = staff_ticket(request, app, Verb::change_service);
    const auto wrong = app.db.read(
        [&](Tx& tx) { return check_service_change(tx, app.desk(tx), request.lang(), ticket, service, reason); });
    if (!wrong.empty())
        return work_page_again(request, app, ticket, SentForm::service, renamed(wrong, "alasan", "alasan_layanan"));
    const auto changed = app.db.write(
        [&](Tx& tx) { return change_service(tx, app.desk(tx), request.person(), ticket, service, reason); });
    // With another service the ticket may now be another team's, and no longer ours to read.
    const auto path =
        beside_queue(request, request.person().works_in(changed.team) ? staff_url_of(ticket) : "/petugas");
    if (changed.team == ticket.team) return see_other(path, "msg.tersimpan");
    return see_other(path, "ag.pindah_tim", {{"nomor", ticket.number}, {"tim", team_name(request, app, changed.team)}});
}

Response impact_changes::create(Request& request, App& app) {
    const auto impact = request.line("dampak");
    const auto reason = request.text("alasan_dampak");
    const auto ticket = staff_ticket(request, app, Verb::change_impact);
    const auto wrong = check_impact_change(request.lang(), ticket, impact, reason);
    if (!wrong.empty())
        return work_page_again(request, app, ticket, SentForm::impact, renamed(wrong, "alasan", "alasan_dampak"));
    app.db.write(
        [&](Tx& tx) { change_impact(tx, app.desk(tx), request.person(), ticket, *impact_of(impact), reason); });
    return see_other(beside_queue(request, staff_url_of(ticket)), "msg.tersimpan");
}

Response assignments::create(Request& request, App& app) {
    const auto ticket = staff_ticket(request, app, Verb::assign);
    FieldErrors wrong;
    check_chosen_agent(request, wrong);
    if (!wrong.empty()) return work_page_again(request, app, ticket, SentForm::assignment, wrong);
    const auto assigned =
        app.db.write([&](Tx& tx) { return assign(tx, request.person(), ticket, chosen_agent(request)); });
    return see_other(beside_queue(request, staff_url_of(ticket)), "sv.tugaskan.ok",
                     {{"nomor", assigned.number}, {"nama", assigned.assignee_name}});
}

Response decisions::create(Request& request, App& app) {
    const auto& supervisor = request.person();
    const auto decision = request.line("putusan");
    const auto answer = request.text("arahan");
    const auto ticket = staff_ticket(request, app, Verb::answer_escalation);
    if (decision != "arahan" && decision != "tugaskan" && decision != "selesaikan") {
        FieldErrors unknown;
        unknown.add("putusan",
                    word(request.lang(), "e.bidang.pilih", {{"bidang", word(request.lang(), "sv.putusan")}}));
        return work_page_again(request, app, ticket, SentForm::decision, unknown);
    }
    const bool guides = decision == "arahan";
    auto wrong = guides ? check_guidance(request.lang(), answer)
                        : renamed(check_answer(request.lang(), answer), "jawaban", "arahan");
    if (decision == "tugaskan") check_chosen_agent(request, wrong);
    if (!wrong.empty()) return work_page_again(request, app, ticket, SentForm::decision, wrong);
    const auto answered = app.db.write([&](Tx& tx) {
        if (guides) return guide(tx, supervisor, ticket, answer);
        if (decision == "tugaskan") return answer_by_assigning(tx, supervisor, ticket, chosen_agent(request), answer);
        return answer_by_taking_over(tx, supervisor, ticket, answer);
    });
    return see_other(beside_queue(request, staff_url_of(ticket)), flash_of(decision),
                     {{"nomor", answered.number}, {"nama", answered.assignee_name}});
}

}  // namespace hero::web
