#include "base/text.hpp"
#include "handling/inside.hpp"
#include "sql/handling.hpp"

namespace hero {

namespace {

Escalation escalation_from(const db::Row& row) {
    Escalation escalation;
    escalation.id = row.integer("id");
    escalation.agent_name = row.text("agent_name");
    escalation.reason = row.text("reason");
    escalation.wish = row.text("wish");
    escalation.note = row.text("note");
    escalation.created_at = row.instant("created_at");
    escalation.answered_at = row.maybe_instant("answered_at");
    escalation.decision = row.text("decision");
    escalation.answer = row.text("answer");
    return escalation;
}

struct Decision {
    std::string_view code;
    std::string_view answer;
};

// What the supervisor says to whoever goes on with the ticket, where they read it.
void note_answer(Tx& tx, const Ticket& ticket, const Person& supervisor, std::string_view answer) {
    if (const auto text = clean_text(answer); !text.empty()) add_message(tx, ticket, From::note, &supervisor, text, "");
}

// The ticket as it is after the answer; the caller stores it.
Ticket answered(Tx& tx, const Person& supervisor, Ticket ticket, const Decision& decision) {
    if (const auto escalation = open_escalation(tx, ticket))
        tx.run(sql::handling::answer_escalation{.now = tx.now(),
                                                .supervisor = supervisor.id,
                                                .decision = decision.code,
                                                .answer = clean_text(decision.answer),
                                                .id = escalation->id});
    ticket.escalated = false;
    return ticket;
}

}  // namespace

Ticket escalate(Tx& tx, const Person& agent, const Ticket& seen, std::string_view reason, std::string_view wish,
                std::string_view note) {
    handling::require_checked(check_escalation(agent.language, reason, wish, note));
    const auto ticket = fresh(tx, seen);
    require(agent, Verb::escalate, ticket, seen.version);
    tx.run(sql::handling::insert_escalation{.ticket = ticket.id,
                                            .agent = agent.id,
                                            .agent_name = agent.name,
                                            .reason = reason,
                                            .wish = wish,
                                            .note = clean_text(note),
                                            .now = tx.now()});
    auto after = ticket;
    after.escalated = true;
    auto stored = store(tx, ticket, std::move(after), &agent,
                        {.happened = "eskalasi", .detail = clean_text(note), .staff_only = true});
    tell_supervisors(tx, stored, "eskalasi", {{"nama", agent.name}});
    return stored;
}

std::optional<Escalation> open_escalation(Tx& tx, const TicketLine& ticket) {
    if (!ticket.escalated) return std::nullopt;
    const auto row = tx.one(sql::handling::newest_escalation{.ticket = ticket.id});
    if (!row || !row->is_null("answered_at")) return std::nullopt;
    return escalation_from(*row);
}

std::vector<Escalation> escalations_of(Tx& tx, const Ticket& ticket) {
    std::vector<Escalation> escalations;
    for (const auto& row : tx.run(sql::handling::escalations_of{.ticket = ticket.id}))
        escalations.push_back(escalation_from(row));
    return escalations;
}

Ticket guide(Tx& tx, const Person& supervisor, const Ticket& seen, std::string_view guidance) {
    handling::require_checked(check_guidance(supervisor.language, guidance));
    const auto ticket = fresh(tx, seen);
    require(supervisor, Verb::answer_escalation, ticket, seen.version);
    add_message(tx, ticket, From::note, &supervisor, guidance, "");
    auto after = answered(tx, supervisor, ticket, {"arahan", guidance});
    after.staff_unread = true;
    auto stored = store(tx, ticket, std::move(after), &supervisor, {.happened = "arahan", .staff_only = true});
    tell_staff(tx, stored, "arahan", {{"nama", supervisor.name}});
    return stored;
}

Ticket answer_by_assigning(Tx& tx, const Person& supervisor, const Ticket& seen, std::int64_t agent,
                           std::string_view answer) {
    handling::require_checked(check_answer(supervisor.language, answer));
    const auto ticket = fresh(tx, seen);
    require(supervisor, Verb::answer_escalation, ticket, seen.version);
    const auto assignee = handling::assignable(tx, ticket, agent);
    note_answer(tx, ticket, supervisor, answer);
    auto after = given_to(tx, answered(tx, supervisor, ticket, {"tugaskan", answer}), assignee);
    auto stored = store(tx, ticket, std::move(after), &supervisor, {.happened = "ditugaskan", .detail = assignee.name});
    if (assignee.id != supervisor.id) tell_staff(tx, stored, "tugas");
    handling::tell_former(tx, ticket, stored, supervisor);
    return stored;
}

Ticket answer_by_taking_over(Tx& tx, const Person& supervisor, const Ticket& seen, std::string_view answer) {
    handling::require_checked(check_answer(supervisor.language, answer));
    const auto ticket = fresh(tx, seen);
    require(supervisor, Verb::answer_escalation, ticket, seen.version);
    note_answer(tx, ticket, supervisor, answer);
    auto after = given_to(tx, answered(tx, supervisor, ticket, {"selesaikan", answer}), supervisor);
    auto stored = store(tx, ticket, std::move(after), &supervisor, {.happened = "diambil_alih"});
    handling::tell_former(tx, ticket, stored, supervisor);
    return stored;
}

}  // namespace hero
