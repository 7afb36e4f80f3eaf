// Who is told by mail. What is told never holds what somebody wrote (UX.md §13).
#include "mail/mail.hpp"
#include "sql/tickets.hpp"
#include "tickets/moves.hpp"

namespace hero {

namespace {

using Values = std::vector<std::pair<std::string, std::string>>;
using Dates = std::vector<std::pair<std::string, Instant>>;
enum class Side { requester, staff };

Recipient recipient_from(const db::Row& row) {
    return {.person = row.integer("id"),
            .name = row.text("name"),
            .address = row.text("email"),
            .language = lang_of(row.text("language")),
            .wants_mail = row.flag("mail_notices")};
}

Notice notice_of(const Ticket& ticket, Side side, std::string event, Values values, Dates dates, bool grouped) {
    values.emplace_back("nomor", ticket.number);
    values.emplace_back("subjek", ticket.subject);
    return {.event = std::move(event),
            .ticket = ticket.number,
            .path = (side == Side::staff ? "/petugas/tiket/" : "/tiket/") + ticket.number,
            .confidential = ticket.restricted,
            .grouped = grouped,
            .values = std::move(values),
            .dates = std::move(dates)};
}

std::vector<Recipient> recipients_from(const db::Rows& rows) {
    std::vector<Recipient> recipients;
    for (const auto& row : rows) recipients.push_back(recipient_from(row));
    return recipients;
}

void tell(Tx& tx, const std::vector<Recipient>& recipients, const Notice& notice) {
    std::vector<Told> everybody;
    everybody.reserve(recipients.size());
    for (const auto& recipient : recipients) everybody.push_back({recipient, &notice});
    queue_notices(tx, everybody);
}

// Without its requester and without `actor`.
std::vector<Recipient> members(Tx& tx, const Ticket& ticket, std::int64_t actor) {
    return recipients_from(
        tx.run(sql::tickets::team_to_tell{.team = ticket.team, .requester = ticket.requester, .actor = actor}));
}

void tell_person(Tx& tx, std::int64_t id, const Notice& notice) {
    if (const auto row = tx.one(sql::tickets::person_to_tell{.id = id})) queue_notice(tx, recipient_from(*row), notice);
}

void tell_members(Tx& tx, const Ticket& ticket, std::int64_t actor, const Notice& notice) {
    tell(tx, members(tx, ticket, actor), notice);
}

}  // namespace

void tell_requester(Tx& tx, const Ticket& ticket, std::string event, Values values, Dates dates, bool grouped) {
    const auto row = tx.one(sql::tickets::person_to_tell{.id = ticket.requester});
    if (!row) return;
    auto requester = recipient_from(*row);
    requester.language = ticket.language;  // somebody who reads HERO in English need not have said so in the account
    queue_notice(tx, requester,
                 notice_of(ticket, Side::requester, std::move(event), std::move(values), std::move(dates), grouped));
}

void tell_staff(Tx& tx, const Ticket& ticket, std::string event, Values values, Dates dates, bool grouped) {
    const auto notice = notice_of(ticket, Side::staff, std::move(event), std::move(values), std::move(dates), grouped);
    if (ticket.assignee) return tell_person(tx, *ticket.assignee, notice);
    tell_members(tx, ticket, 0, notice);
}

std::vector<Recipient> members_to_tell(Tx& tx, const Ticket& ticket) { return members(tx, ticket, 0); }

void tell_of_opening(Tx& tx, const Ticket& ticket, const Person& requester, const std::vector<Recipient>& team) {
    const auto opened =
        notice_of(ticket, Side::requester, "dibuat", {}, {{"tanggal", ticket.first_response_due}}, false);
    const auto news = notice_of(ticket, Side::staff, "baru", {}, {}, false);
    std::vector<Told> everybody{{{.person = requester.id,
                                  .name = requester.name,
                                  .address = requester.email,
                                  .language = ticket.language,
                                  .wants_mail = requester.mail_notices},
                                 &opened}};
    for (const auto& member : team) everybody.push_back({member, &news});
    queue_notices(tx, everybody);
}

void tell_team(Tx& tx, const Ticket& ticket, std::string event, std::int64_t actor) {
    tell_members(tx, ticket, actor, notice_of(ticket, Side::staff, std::move(event), {}, {}, false));
}

void tell_supervisors(Tx& tx, const Ticket& ticket, std::string event, Values values) {
    const auto notice = notice_of(ticket, Side::staff, std::move(event), std::move(values), {}, false);
    const auto supervisors =
        tx.run(sql::tickets::supervisors_to_tell{.team = ticket.team, .requester = ticket.requester});
    tell(tx, recipients_from(supervisors), notice);
}

void tell_of_many(Tx& tx, std::int64_t person, std::string event, std::int64_t n, std::string path) {
    Notice notice;
    notice.event = std::move(event);
    notice.path = std::move(path);
    notice.values = {{"n", std::to_string(n)}};
    tell_person(tx, person, notice);
}

}  // namespace hero
