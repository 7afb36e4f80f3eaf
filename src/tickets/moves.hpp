#pragma once
// The moves the verbs of closing and handling are made of: each writes `tickets`, its counters and its history, in the
// caller's transaction. Part of the public face of the slice for those two alone (tests/house_rules_test.cpp).
#include <map>
#include <string>
#include <string_view>

#include "mail/mail.hpp"
#include "tickets/tickets.hpp"

namespace hero {

// What happened, for the history; `detail` fills {rincian}.
struct Happening {
    std::string happened;
    std::string detail{};
    bool staff_only = false;
};

// The ticket as it is now, read inside the writing transaction, which others who want to move it wait for.
// `NotFound` when it is gone.
Ticket fresh(Tx& tx, const TicketLine& ticket);

// Writes every changeable column of `after` where the version is still that of `before`; counters follow; version + 1.
// An escalation ends with the work: a ticket that is resolved, closed or given to another team is not escalated.
// Throws Conflict when somebody was faster. Returns the ticket as stored.
Ticket store(Tx& tx, const Ticket& before, Ticket after, const Person* actor, const Happening& what);

// A message, with the files of its form. The same submit_id of the same author returns the message that is there, and
// keeps no file. `body` must have passed check_reply (throws std::invalid_argument).
Message add_message(Tx& tx, const Ticket& ticket, From from, const Person* author, std::string_view body,
                    std::string_view submit_id, const FormFiles& files = {});
// The message an earlier try has sent under that submit_id: a verb asks before it looks at state and version, answers
// the same again and changes nothing, unless the form says something else by now (see `says`).
std::optional<Message> already_sent(Tx& tx, const Ticket& ticket, const Person& author, std::string_view submit_id);
std::int64_t newest_message(Tx& tx, const Ticket& ticket);  // its id; 0 when there is none

// Stops and resumes the clock: `paused` sets paused_at; `resumed` moves the due times by the time that passed. A clock
// that stands (or runs) already stays as it is.
Ticket paused(Tx& tx, Ticket ticket);
Ticket resumed(Tx& tx, const Desk& desk, Ticket ticket);

// To the assignee for the first time or anew: an open ticket becomes in progress.
Ticket given_to(Tx& tx, Ticket ticket, const Person& assignee);
// From resolved or closed to its agent, in progress; to the queue, open, when it is nobody's or that agent no longer
// works in the team. Forgets when it was resolved, confirmed and closed. A waiting ticket goes the same way.
Ticket back_to_work(Tx& tx, const Desk& desk, Ticket ticket);

// Due times anew for another service or impact, keeping what pauses had added.
Ticket promised_anew(Tx& tx, const Desk& desk, const Ticket& before, Ticket after);

void note_history(Tx& tx, const Ticket& ticket, const Person* actor, const Happening& what);
void mark_unread_for_staff(Tx& tx, const Ticket& ticket);

// Notices to the requester, to the assignee, or to all members of the team when there is no assignee. {subjek} and
// {nomor} are filled in. `grouped`: those of one event within five minutes become one mail.
void tell_requester(Tx& tx, const Ticket& ticket, std::string event,
                    std::vector<std::pair<std::string, std::string>> values = {},
                    std::vector<std::pair<std::string, Instant>> dates = {}, bool grouped = false);
void tell_staff(Tx& tx, const Ticket& ticket, std::string event,
                std::vector<std::pair<std::string, std::string>> values = {},
                std::vector<std::pair<std::string, Instant>> dates = {}, bool grouped = false);
// To the requester that it is there, and to the others of its team (members_to_tell) that it is new.
void tell_of_opening(Tx& tx, const Ticket& ticket, const Person& requester, const std::vector<Recipient>& members);
// The members of its team, without its requester.
std::vector<Recipient> members_to_tell(Tx& tx, const Ticket& ticket);
// To the members of its team other than `actor`, who knows it.
void tell_team(Tx& tx, const Ticket& ticket, std::string event, std::int64_t actor);
// To the supervisors of its team.
void tell_supervisors(Tx& tx, const Ticket& ticket, std::string event,
                      std::vector<std::pair<std::string, std::string>> values = {});
// One notice about `n` tickets at once, to one person; `path` leads to their list.
void tell_of_many(Tx& tx, std::int64_t person, std::string event, std::int64_t n, std::string path);

// Counters that every write keeps: amounts by bucket of one requester, team or assignee; no row counts as 0.
// Requester: open (all but closed), closed. Team: active (open, in progress or waiting), resolved, closed; and of the
// active ones unassigned, waiting and escalated. Assignee: active.
namespace scopes {
inline constexpr std::string_view requester = "pemohon", team = "tim", assignee = "petugas";
}
namespace buckets {
inline constexpr std::string_view open = "open", closed = "close", active = "aktif", resolved = "resolve",
                                  unassigned = "belum", waiting = "menunggu", escalated = "eskalasi";
}
std::map<std::string, std::int64_t, std::less<>> counts_of(Tx& tx, std::string_view scope, std::int64_t id);

}  // namespace hero
