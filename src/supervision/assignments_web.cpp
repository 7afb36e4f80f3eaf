#include <algorithm>

#include "base/text.hpp"
#include "queue/queue.hpp"
#include "supervision/parts.hpp"
#include "supervision/supervision_web.hpp"
#include "views/supervision.hpp"

namespace hero::web {

namespace {

using AssignmentsMarks = views::supervision::assignments;

constexpr int tickets_of_a_team = 25;

// Tickets of one team, and who gets them.
struct Choice {
    std::int64_t team = 0;
    std::int64_t agent = 0;
    std::vector<std::string> numbers{};

    static Choice read(const http::Form& fields) {
        Choice choice{.team = whole_number(fields.get("tim")).value_or(0),
                      .agent = whole_number(fields.get("agen")).value_or(0),
                      .numbers = fields.all("tiket")};
        if (choice.numbers.size() > tickets_of_a_team) choice.numbers.resize(tickets_of_a_team);
        return choice;
    }
    [[nodiscard]] FieldErrors check(Lang lang) const {
        FieldErrors errors;
        if (numbers.empty()) errors.add("tiket-" + std::to_string(team), word(lang, "e.penugasan.tiket"));
        if (agent == 0) errors.add("agen-" + std::to_string(team), word(lang, "sv.pilih_agen"));
        return errors;
    }
    // As an address, to come back to it.
    [[nodiscard]] std::string query() const {
        auto text = "tim=" + std::to_string(team) + "&agen=" + std::to_string(agent);
        for (const auto& number : numbers) text += "&tiket=" + percent_encoded(number);
        return text;
    }
    [[nodiscard]] bool has(const TicketLine& ticket) const {
        return std::ranges::find(numbers, ticket.number) != numbers.end();
    }
};

void add_tickets(html::Data& group, const Request& request, const Desk& desk, const std::vector<TicketLine>& tickets,
                 const Choice& choice) {
    const Lang lang = request.lang();
    const auto now = request.app.clock.now();
    const DueClock clock{now, due_soon_until(desk, now)};
    for (const auto& ticket : tickets) {
        const auto* service = desk.catalog->service(ticket.service);
        auto row = group.add(AssignmentsMarks::ticket);
        row.set(AssignmentsMarks::number, ticket.number)
            .set(AssignmentsMarks::subject, ticket.subject)
            .set(AssignmentsMarks::path, staff_url_of(ticket) + "?tampilan=belum");
        row.set(AssignmentsMarks::service, service ? service->name(lang) : "")
            .show_if(AssignmentsMarks::checked, choice.has(ticket));
        add_deadline(row, AssignmentsMarks::deadline, lang, ticket, clock);
    }
}

void add_agents(html::Data& group, Tx& tx, const Desk& desk, const Request& request, const Choice& choice,
                std::int64_t team) {
    const Lang lang = request.lang();
    const auto loads = loads_of(tx, desk, request.person(), team);
    if (const auto* least = least_loaded(loads))
        group.show_with(AssignmentsMarks::suggestion, AssignmentsMarks::suggestion_text,
                        word(lang, "sv.saran", {{"nama", least->agent.name}, {"beban", load_text(lang, *least)}}));
    for (const auto& load : loads) {
        auto option = group.add(AssignmentsMarks::agent);
        option.set(AssignmentsMarks::agent_id, load.agent.id)
            .set(AssignmentsMarks::agent_name, load.agent.name + " (" + load_text(lang, load) + ")");
        option.show_if(AssignmentsMarks::agent_chosen, choice.team == team && choice.agent == load.agent.id);
    }
}

void add_errors(html::Data& group, const FieldErrors& errors, std::int64_t team) {
    const auto tickets = errors.of("tiket-" + std::to_string(team));
    const auto agent = errors.of("agen-" + std::to_string(team));
    group.show_if(AssignmentsMarks::tickets_invalid, tickets.has_value())
        .show_with(AssignmentsMarks::tickets_error, AssignmentsMarks::tickets_error_text, tickets.value_or(""));
    group.show_if(AssignmentsMarks::agent_invalid, agent.has_value())
        .show_with(AssignmentsMarks::agent_error, AssignmentsMarks::agent_error_text, agent.value_or(""));
}

// The queue of one team; false when it is empty.
bool add_team(Page& page, Tx& tx, const Desk& desk, const Team& team, const Choice& choice, const FieldErrors& errors) {
    const Lang lang = page.request().lang();
    const auto found =
        queue_page(tx, desk, page.request().person(), QueueView::unassigned, {.team = team.id}, "", tickets_of_a_team);
    if (found.tickets.empty()) return false;
    auto group = page.add(AssignmentsMarks::team);
    group.set(AssignmentsMarks::team_id, team.id).set(AssignmentsMarks::team_name, team.name(lang));
    if (!found.next.empty()) group.add(AssignmentsMarks::more).set(AssignmentsMarks::n, tickets_of_a_team);
    add_errors(group, errors, team.id);
    add_tickets(group, page.request(), desk, found.tickets, choice);
    add_agents(group, tx, desk, page.request(), choice, team.id);
    return true;
}

Response assignment_page(Request& request, App& app, const Choice& choice, const FieldErrors& errors) {
    const Lang lang = request.lang();
    Page page(request, AssignmentsMarks::view, word(lang, "sv.nav.penugasan"), Frame::staff);
    page.at("supervisor").errors(errors);
    add_tabs(page, AssignmentsMarks::tabs, lang, SupervisorPage::assignments);
    app.db.read([&](Tx& tx) {
        const auto desk = app.desk(tx, request.session());
        bool some = false;
        for (const auto* team : teams_in(*desk.catalog, request.person()))
            some |= add_team(page, tx, desk, *team, choice, errors);
        page.show_if(AssignmentsMarks::nothing, !some);
    });
    return page.respond(errors.empty() ? 200 : 422);
}

// A member of one of the supervisor's teams.
Person member_of(Tx& tx, const Person& supervisor, std::int64_t team, std::int64_t id) {
    if (!may(supervisor, TeamVerb::lead, team)) throw NotFound();
    for (const auto& member : members_of(tx, team))
        if (member.id == id) return member;
    throw NotFound();
}

// The chosen tickets that nobody has by now.
std::vector<Ticket> still_free(Tx& tx, const Person& supervisor, const Choice& choice) {
    std::vector<Ticket> tickets;
    for (const auto& typed : choice.numbers) {
        const auto number = normalised_number(typed);
        if (!number) continue;
        try {
            auto ticket = ticket_for(tx, supervisor, *number, Verb::assign);
            if (ticket.team == choice.team && !ticket.assignee) tickets.push_back(std::move(ticket));
        } catch (const NotFound&) {
            // Not theirs: not shown, and not assigned either.
        }
    }
    return tickets;
}

// What would be assigned to whom; nothing has happened yet.
Response check_page(Request& request, App& app, const Choice& choice) {
    using C = views::supervision::assignment_check;
    const Lang lang = request.lang();
    Page page(request, C::view, word(lang, "sv.periksa"), Frame::staff);
    page.at("supervisor")
        .crumb(word(lang, "sv.nav.penugasan"), "/supervisor/penugasan")
        .crumb(word(lang, "sv.periksa"));
    add_tabs(page, C::tabs, lang, SupervisorPage::assignments);
    page.set(C::change_path, "/supervisor/penugasan?" + choice.query());
    app.db.read([&](Tx& tx) {
        const auto desk = app.desk(tx, request.session());
        const auto agent = member_of(tx, request.person(), choice.team, choice.agent);
        const auto tickets = still_free(tx, request.person(), choice);
        const auto loads = loads_of(tx, desk, request.person(), choice.team);
        const auto load = std::ranges::find(loads, agent.id, [](const Load& one) { return one.agent.id; });
        page.set(C::agent_name, agent.name).set(C::load, load == loads.end() ? "" : load_text(lang, *load));
        const auto skipped = std::ssize(choice.numbers) - std::ssize(tickets);
        if (skipped > 0)
            page.show_with(C::skipped, C::skipped_text,
                           word(lang, "sv.periksa.dilewati", {{"n", number_text(lang, skipped)}}));
        const DueClock clock{tx.now(), due_soon_until(desk, tx.now())};
        for (const auto& ticket : tickets) {
            const auto* service = desk.catalog->service(ticket.service);
            auto row = page.add(C::ticket);
            row.set(C::subject, ticket.subject).set(C::number, ticket.number);
            row.set(C::service, service ? service->name(lang) : "");
            add_deadline(row, C::deadline, lang, ticket, clock);
        }
        if (tickets.empty()) return;
        auto form = page.add(C::form);
        form.set(C::token, request.form_token()).set(C::team_id, choice.team).set(C::agent_id, agent.id);
        form.set(C::button, word_n(lang, "sv.tugaskan.massal#", std::ssize(tickets),
                                   {{"n", number_text(lang, std::ssize(tickets))}}));
        for (const auto& ticket : tickets) form.add(C::chosen).set(C::chosen_number, ticket.number);
    });
    return page.respond();
}

}  // namespace

Response batch_assignments::index(Request& request, App& app) {
    return assignment_page(request, app, Choice::read(request.raw.query), {});
}

Response assignment_checks::show(Request& request, App& app) {
    const auto choice = Choice::read(request.raw.query);
    const auto errors = choice.check(request.lang());
    if (!errors.empty()) return assignment_page(request, app, choice, errors);
    return check_page(request, app, choice);
}

Response batch_assignments::create(Request& request, App& app) {
    const auto choice = Choice::read(request.raw.form);
    const auto errors = choice.check(request.lang());
    if (!errors.empty()) return assignment_page(request, app, choice, errors);
    const auto& supervisor = request.person();
    const auto agent = app.db.read([&](Tx& tx) { return member_of(tx, supervisor, choice.team, choice.agent); });
    const auto assigned = std::ranges::count_if(choice.numbers, [&](const std::string& number) {
        return app.db.write([&](Tx& tx) { return assign_from_queue(tx, supervisor, number, agent.id); });
    });
    const auto skipped = static_cast<std::ptrdiff_t>(choice.numbers.size()) - assigned;
    return see_other("/supervisor/penugasan", skipped == 0 ? "sv.penugasan.ok" : "sv.penugasan.dilewati",
                     {{"n", std::to_string(assigned)}, {"m", std::to_string(skipped)}, {"nama", agent.name}});
}

}  // namespace hero::web
