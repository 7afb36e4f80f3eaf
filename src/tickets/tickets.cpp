#include "tickets/tickets.hpp"

#include <array>
#include <stdexcept>

#include "base/ids.hpp"
#include "base/text.hpp"
#include "sql/tickets.hpp"
#include "tickets/inside.hpp"

namespace hero {

namespace {

constexpr std::array<std::string_view, 5> statuses{"open", "diproses", "menunggu_pemohon", "resolve", "close"};

}  // namespace

std::string_view code_of(Status status) { return statuses[static_cast<std::size_t>(status)]; }

std::optional<Status> status_of(std::string_view code) {
    for (std::size_t i = 0; i < statuses.size(); ++i)
        if (statuses[i] == code) return static_cast<Status>(i);
    return std::nullopt;
}

TicketLine ticket_line_from(const db::Row& row) {
    TicketLine line;
    line.id = row.integer("id");
    line.number = row.text("number");
    line.service = row.integer("service_id");
    line.team = row.integer("team_id");
    line.requester = row.integer("requester_id");
    line.requester_name = row.text("requester_name");
    line.subject = row.text("subject");
    line.status = status_of(row.text("status")).value();
    line.restricted = row.flag("restricted");
    line.escalated = row.flag("escalated");
    line.assignee_name = row.text("assignee_name");
    line.updated_at = row.instant("updated_at");
    line.resolution_due = row.instant("resolution_due");
    line.confirmed_at = row.maybe_instant("confirmed_at");
    line.requester_unread = row.flag("requester_unread");
    line.staff_unread = row.flag("staff_unread");
    return line;
}

Ticket ticket_from(const db::Row& row) {
    Ticket ticket;
    static_cast<TicketLine&>(ticket) = ticket_line_from(row);
    ticket.channel = parse_channel(row.text("channel")).value();
    ticket.language = lang_of(row.text("language"));
    ticket.kind = ticket_kind_of(row.text("kind")).value();
    ticket.impact = impact_of(row.text("impact")).value();
    ticket.assignee = row.maybe_integer("assignee_id");
    ticket.follows = row.maybe_integer("follows_id");
    ticket.version = row.integer("version");
    ticket.created_at = row.instant("created_at");
    ticket.first_response_due = row.instant("first_response_due");
    ticket.started_at = row.maybe_instant("started_at");
    ticket.first_responded_at = row.maybe_instant("first_responded_at");
    ticket.paused_at = row.maybe_instant("paused_at");
    ticket.resolved_at = row.maybe_instant("resolved_at");
    ticket.confirm_by = row.maybe_instant("confirm_by");
    ticket.closed_at = row.maybe_instant("closed_at");
    ticket.close_reason = row.text("close_reason");
    ticket.reopen_by = row.maybe_instant("reopen_by");
    return ticket;
}

Ticket ticket_for(Tx& tx, const Person& person, std::string_view number, Verb verb) {
    const auto normalised = normalised_number(number);
    if (!normalised) throw NotFound();
    const auto row = tx.one(sql::tickets::ticket_by_number{.number = *normalised});
    if (!row) throw NotFound();
    auto ticket = ticket_from(*row);
    require(person, verb, ticket);
    ticket.extra = tickets::unpacked(row->text("extra"));
    return ticket;
}

namespace tickets {

bool is_active(Status status) { return status != Status::resolved && status != Status::closed; }

std::string kept_submit_id(std::string_view sent) {
    constexpr std::string_view ours = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";
    if (sent.empty()) return random_hex(16);
    if (sent.size() <= 64 && sent.find_first_not_of(ours) == std::string_view::npos) return std::string(sent);
    return sha256_hex(sent);
}

const Service& service_of(const Desk& desk, const Ticket& ticket) {
    const auto* service = desk.catalog->service(ticket.service);
    if (!service) throw std::logic_error("the catalogue does not have the service of a ticket");
    return *service;
}

}  // namespace tickets

}  // namespace hero
