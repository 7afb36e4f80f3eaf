// Another service or impact: the requester reads why, and the promise is made anew.
#include "base/text.hpp"
#include "handling/inside.hpp"

namespace hero {

namespace {

// "Rendah → Tinggi. Alasan", in the requester's language: they read it.
std::string change_text(std::string_view from, std::string_view to, std::string_view reason) {
    return std::string(from) + " → " + std::string(to) + ". " + clean_line(reason);
}

// To the queue of another team, which starts with it.
Ticket moved_to_team(Tx& tx, const Desk& desk, Ticket ticket, const Team& team) {
    ticket = handling::nobodys(resumed(tx, desk, std::move(ticket)));
    ticket.team = team.id;
    ticket.status = Status::open;
    ticket.staff_unread = true;
    return ticket;
}

Ticket stored_change(Tx& tx, const Person& agent, const Ticket& ticket, Ticket after, const Happening& what) {
    after.requester_unread = true;
    auto stored = store(tx, ticket, std::move(after), &agent, what);
    tell_requester(tx, stored, "ubah", {}, {}, true);
    return stored;
}

}  // namespace

Ticket change_service(Tx& tx, const Desk& desk, const Person& agent, const Ticket& seen, std::string_view service,
                      std::string_view reason) {
    const auto ticket = fresh(tx, seen);
    require(agent, Verb::change_service, ticket, seen.version);
    handling::require_checked(check_service_change(tx, desk, agent.language, ticket, service, reason));
    const auto& before = *desk.catalog->service(ticket.service);
    const auto& wanted = *desk.catalog->service(service);

    auto after = ticket;
    const bool other_team = wanted.team.id != ticket.team;
    if (other_team) after = moved_to_team(tx, desk, std::move(after), wanted.team);
    const auto settled = after;
    after.service = wanted.id;
    after.restricted = wanted.restricted;
    if (!allows(wanted, after.kind)) after.kind = wanted.default_kind;
    after = promised_anew(tx, desk, settled, std::move(after));

    const auto detail = change_text(before.name(ticket.language), wanted.name(ticket.language), reason);
    auto stored = stored_change(tx, agent, ticket, std::move(after), {.happened = "layanan", .detail = detail});
    if (other_team) tell_staff(tx, stored, "baru");
    return stored;
}

Ticket change_impact(Tx& tx, const Desk& desk, const Person& agent, const Ticket& seen, Impact impact,
                     std::string_view reason) {
    const auto ticket = fresh(tx, seen);
    require(agent, Verb::change_impact, ticket, seen.version);
    handling::require_checked(check_impact_change(agent.language, ticket, code_of(impact), reason));
    auto after = ticket;
    after.impact = impact;
    after = promised_anew(tx, desk, ticket, std::move(after));
    const auto name = [&](Impact one) { return word(ticket.language, "dampak." + std::string(code_of(one))); };
    const auto detail = change_text(name(ticket.impact), name(impact), reason);
    return stored_change(tx, agent, ticket, std::move(after), {.happened = "dampak", .detail = detail});
}

}  // namespace hero
