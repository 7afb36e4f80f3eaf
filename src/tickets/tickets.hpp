#pragma once
// Tickets: opening, numbering, reading, the conversation and the history; and the moves other slices make with them.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "attachments/attachments.hpp"
#include "base/db/db.hpp"
#include "base/errors.hpp"
#include "people/people.hpp"
#include "sessions/sessions.hpp"
#include "sla/sla.hpp"
#include "tickets/access.hpp"

namespace hero {

enum class Status { open, in_progress, waiting, resolved, closed };
std::string_view code_of(Status status);  // open, diproses, menunggu_pemohon, resolve, close; word "status." + code
std::optional<Status> status_of(std::string_view code);

// Periods in working days; settings.
struct Periods {
    std::vector<int> confirm_reminders{2, 4};
    int autoclose = 5;
    int reopen = 7;
    int waiting_reminder = 3;
    int waiting_resolve = 10;
};

// What every verb needs to know about the house it works in.
struct Desk {
    std::shared_ptr<const Catalog> catalog;
    std::shared_ptr<const WorkCalendar> calendar;
    Periods periods;
};

// What lists show of a ticket.
struct TicketLine {
    std::int64_t id = 0;
    std::string number;  // "A-KORS22000343", shown with '#'
    std::int64_t service = 0;
    std::int64_t team = 0;
    std::int64_t requester = 0;
    std::string requester_name;
    std::string subject;
    Status status = Status::open;
    bool restricted = false;  // its team only, nothing in mail or tracking
    bool escalated = false;
    std::string assignee_name;
    Instant updated_at{}, resolution_due{};
    std::optional<Instant> confirmed_at;
    bool requester_unread = false, staff_unread = false;
};
TicketLine ticket_line_from(const db::Row& row);

struct Ticket : TicketLine {
    Channel channel = Channel::local;  // how the requester had signed in
    Lang language = Lang::id;
    TicketKind kind = TicketKind::problem;
    Impact impact = Impact::low;
    std::optional<std::int64_t> assignee;
    std::optional<std::int64_t> follows;  // the closed ticket this one continues
    std::int64_t version = 1;
    Instant created_at{}, first_response_due{};
    std::optional<Instant> started_at, first_responded_at, paused_at, resolved_at, confirm_by, closed_at, reopen_by;
    std::string close_reason;  // "", dikonfirmasi, otomatis, dibatalkan; word "close." + reason
    // The additional fields of its service's form, by name; ticket_for alone reads them.
    std::vector<std::pair<std::string, std::string>> extra;
};
Ticket ticket_from(const db::Row& row);  // all columns of `tickets` but extra and submit_id

// ---- opening
struct TicketDraft {
    std::string service;       // slug
    std::string kind, impact;  // codes, as sent
    std::string subject, description;
    std::vector<std::pair<std::string, std::string>> extra;  // additional fields of the service's form, by name
    bool consent = false;
    std::string consent_text;  // version of what was agreed to: "syarat 1.0; privasi 1.0"
    std::string submit_id;     // one per form: sending it twice opens one ticket
    std::string follows;       // number of a closed ticket of the requester, or ""
    FormFiles files{};
};

// An additional field of a form (data requests, Izin Data Center, Aduan Siber).
struct ExtraField {
    std::string_view name;  // "data_periode"
    std::string_view word;  // "form.data.periode"
    enum class Input { line, lines, choice, yes_no, when } input;
    std::string_view options;  // word of the options separated by " | ", for choice
    bool required;
    int longest;              // characters
    std::string_view preset;  // selected at first, and kept when nothing is sent
    bool lies_ahead = false;  // of a when: not over for more than an hour
};
// A choice sends one of its options, yes_no "ya" or "tidak", when a date and a time. What is kept is the option in
// Indonesian, and the time as "2026-12-01T09:00". Beside these, every form takes the optional "lapor".
std::vector<ExtraField> extra_fields(ServiceForm form);
std::vector<std::string> options_of(const ExtraField& field, Lang lang);
// Labels and values in words, for people to read. `extra` is a ticket's.
std::vector<std::pair<std::string, std::string>> shown_extra(
    Lang lang, const std::vector<std::pair<std::string, std::string>>& extra);

// What is wrong with the draft, in the person's language; nothing is written. Field names are those of the form.
FieldErrors check_draft(const Desk& desk, const Person& requester, Lang lang, const TicketDraft& draft, Instant now);

// Opens it: number, first message with its files, consent, history, notice to requester and team.
// The draft must have passed check_draft (throws std::invalid_argument). The same submit_id gives the same ticket.
Ticket open_ticket(Tx& tx, const Desk& desk, const Person& requester, Channel channel, const TicketDraft& draft);
// The ticket that an earlier try with that submit_id has opened, if any.
std::optional<Ticket> ticket_opened_by(Tx& tx, const Person& requester, std::string_view submit_id);

// UX.md §10: what people type for a number → "A-KORS22000343", or nothing when it cannot be one.
std::optional<std::string> normalised_number(std::string_view typed);

// ---- reading: always through the person who asks; throws NotFound
Ticket ticket_for(Tx& tx, const Person& person, std::string_view number, Verb verb = Verb::read);
Attachment attachment_for(Tx& tx, const Person& person, std::string_view id);
// A virus was found in that file: an entry in the history of its ticket, for those who may read its message.
void note_infected(Tx& tx, const Attachment& file);

enum class From { requester, staff, note, system };
From from_of(std::string_view code);  // pemohon, petugas, catatan, sistem
struct Message {
    std::int64_t id = 0;
    From from = From::requester;
    std::int64_t author = 0;  // 0 for the system
    std::string author_name;
    std::string body;
    Instant created_at{};
    std::vector<Attachment> files{};
    int awaiting_scan = 0;  // files of others that are not shown yet
};
// Whether a form says nothing new after that message: its kind, its text, and every file that came with it now.
bool says(const Message& sent, From from, std::string_view body, const FormFiles& files = {});
// Each file to its message; `messages` are sorted by id.
void hand_out(TicketFiles files, std::vector<Message>& messages);
// What every change of a ticket is broadcast under (see Tx::broadcast), and its keys: the ticket's, and those of the
// teams whose queue it is in or was. No words of it.
inline constexpr std::string_view changes_topic = "tiket";
std::string change_key(const Ticket& ticket);
std::string change_key_of_team(std::int64_t team);

// How far somebody has seen a ticket: a mark that changes with what they may see of it, with nothing else; and how many
// messages of others came after the mark `since` (0 for a mark that is none).
struct TicketNews {
    std::string mark;
    std::int64_t messages = 0;
};
std::string mark_of(std::int64_t newest_entry, std::int64_t newest_message);
TicketNews news_of(Tx& tx, const Person& reader, const Ticket& ticket, std::string_view since = {});

// By time, the newest `limit` of those with an id below `before` (0: no bound). Notes only for those who may read them.
std::vector<Message> conversation_of(Tx& tx, const Person& reader, const Ticket& ticket, std::int64_t before = 0,
                                     int limit = 200);

struct HistoryEntry {
    Instant at{};
    std::string actor_name;
    std::string happened;  // word "riwayat." + happened; placeholders {nama} {rincian}
    std::string detail;
    bool staff_only = false;
};
// As `reader` is told of it: where it names `other`, which the ticket follows or is followed by, without its number for
// those who may not read that one, whatever it is. For every other entry `other` may be anything.
HistoryEntry told_to(const Person& reader, HistoryEntry entry, const TicketLine& other);
std::vector<HistoryEntry> history_of(Tx& tx, const Person& reader, const Ticket& ticket);

// Daftar Tiket. Pages by key: `after` is the cursor of the page before, "" for the first.
struct TicketPage {
    std::vector<TicketLine> tickets;
    std::string next;  // "" on the last page
};
TicketPage tickets_of(Tx& tx, const Person& requester, bool closed, std::string_view search, std::string_view after,
                      int limit);
struct TicketTotals {
    std::int64_t open = 0, closed = 0;
};
TicketTotals totals_of(Tx& tx, const Person& requester);

// An open ticket of the same service with a similar subject, to warn before filing twice.
std::optional<Ticket> similar_open_ticket(Tx& tx, const Person& requester, std::int64_t service,
                                          std::string_view subject);

// ---- the conversation

// A requester's reply: waiting and resolved tickets go back to their agent. Empty when that form has become another
// message before: nothing is written.
std::optional<Message> reply(Tx& tx, const Desk& desk, const Person& requester, const Ticket& seen,
                             std::string_view body, std::string_view submit_id, const FormFiles& files = {});
// Without a text there must be files.
FieldErrors check_reply(Tx& tx, Lang lang, const Person& author, std::string_view body, const FormFiles& files);
void mark_read(Tx& tx, const Person& reader, const Ticket& ticket);
Ticket cancel(Tx& tx, const Desk& desk, const Person& requester, const Ticket& seen);

}  // namespace hero
