#pragma once
// One ticket with everything that its page shows.
#include "audit/audit.hpp"
#include "drafts/drafts.hpp"
#include "handling/handling.hpp"
#include "tickets/tickets.hpp"

namespace hero {

struct Case {
    std::vector<Message> conversation;  // as conversation_of
    std::vector<HistoryEntry> history;  // as history_of
    std::string mark;                   // as news_of
    Begun begun{};                      // as begun_at
    std::string requester_email;
    Audience requester_audience = Audience::external;
    std::optional<Escalation> escalation{};  // as open_escalation; for those who may read notes
    bool looked_at_lately = false;           // the audit log knows that the reader did: as recorded_lately
};
// The object of Act::ticket_read.
std::string audit_object_of(const Ticket& ticket);

// In one statement, whatever the ticket has gone through: a page of it costs as much as a page of a new one. `place`
// names the reader's form for a reply. Throws NotFound when the ticket is not theirs to read.
Case case_of(Tx& tx, const Person& reader, const Ticket& ticket, std::string_view place);

}  // namespace hero
