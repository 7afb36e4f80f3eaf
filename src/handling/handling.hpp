#pragma once
// What agents and supervisors do with a ticket. Each verb throws NotFound when the person may not see it and Conflict
// when it is not possible now or the ticket changed since `seen`. Replies and notes fit whatever else has changed: they
// look at the state alone. Texts must have passed their check (throws std::invalid_argument).
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tickets/tickets.hpp"

namespace hero {

Ticket take(Tx& tx, const Person& agent, const Ticket& seen);  // Conflict("ag.ambil.sudah", name) when taken
// One of several tickets of the queue: false when it is somebody's by now, cannot be taken or is not there.
bool take_from_queue(Tx& tx, const Person& agent, std::string_view number);
// To the queue, nobody's: Open, or still waiting for its requester.
Ticket give_back(Tx& tx, const Person& agent, const Ticket& seen);

enum class After { stay, wait, resolve };  // Kirim · Kirim, Menunggu Pemohon · Kirim dan Resolve
struct StaffReply {
    std::string body;
    std::string submit_id;
    std::int64_t last_seen_message = 0;  // newest message the author had on screen
    bool send_anyway = false;
    After after = After::stay;
    FormFiles files{};
};
// Replies to the requester; an unassigned ticket becomes the author's first. Only its assignee or a supervisor of its
// team may make it wait or resolve it.
// Empty when a newer message arrived since `last_seen_message`, or when that form has become something else before
// (sent_before): nothing is written, show it and ask. The same text sent once more, now to wait or resolve, is one
// message and does that too, as long as no other came after it. The text is checked by check_reply.
std::optional<Ticket> reply_as_staff(Tx& tx, const Desk& desk, const Person& agent, const Ticket& seen,
                                     const StaffReply& reply);
// Whether a message has come of that form.
bool sent_before(Tx& tx, const Person& agent, const Ticket& ticket, const StaffReply& reply);
// A text that looks like it hands over a password ("kata sandi: …"): warned about before it is sent.
bool seems_to_hold_a_password(std::string_view body);

FieldErrors check_note(Lang lang, std::string_view body);  // field isi
// Empty when that form has become another message before: nothing is written.
std::optional<Message> add_note(Tx& tx, const Person& agent, const Ticket& seen, std::string_view body,
                                std::string_view submit_id);

// To another service that takes tickets and that the requester could have chosen, for a reason of 1 to 500 characters
// that they read: fields layanan, alasan.
FieldErrors check_service_change(Tx& tx, const Desk& desk, Lang lang, const Ticket& ticket, std::string_view service,
                                 std::string_view reason);
FieldErrors check_impact_change(Lang lang, const Ticket& ticket, std::string_view impact,
                                std::string_view reason);  // dampak, alasan
// Number, requester and conversation stay; the ticket goes to the team that serves the new service, to its queue when
// that is another one. A kind the new service does not take becomes its default. Due times count anew from receipt.
Ticket change_service(Tx& tx, const Desk& desk, const Person& agent, const Ticket& seen, std::string_view service,
                      std::string_view reason);
Ticket change_impact(Tx& tx, const Desk& desk, const Person& agent, const Ticket& seen, Impact impact,
                     std::string_view reason);

// ---- escalation
// --------------------------------------------------------------------------------------------------------
struct Escalation {
    std::int64_t id = 0;
    std::string agent_name;
    std::string reason;  // word of one of the options of ag.eskalasi.opsi, by position 1…6, as text "1"
    std::string wish;    // bantuan, tugaskan, putuskan: what the agent asks for
    std::string note;
    Instant created_at{};
    std::optional<Instant> answered_at;
    std::string decision, answer;  // arahan, tugaskan, selesaikan
};
inline constexpr std::array wishes{std::string_view{"bantuan"}, std::string_view{"tugaskan"},
                                   std::string_view{"putuskan"}};  // word "ag.harapan." + wish
// Fields alasan ("1" … "6"), harapan, catatan (at most 2000 characters; needed with the last reason, "Lainnya").
FieldErrors check_escalation(Lang lang, std::string_view reason, std::string_view wish, std::string_view note);
Ticket escalate(Tx& tx, const Person& agent, const Ticket& seen, std::string_view reason, std::string_view wish,
                std::string_view note);
// The one a supervisor still has to answer.
std::optional<Escalation> open_escalation(Tx& tx, const TicketLine& ticket);
std::vector<Escalation> escalations_of(Tx& tx, const Ticket& ticket);

// ---- supervisor
// -------------------------------------------------------------------------------------------------------- To an active
// member of the ticket's team who did not file it; Conflict("sv.tugaskan.tidak_dapat") for anybody else.
Ticket assign(Tx& tx, const Person& supervisor, const Ticket& seen, std::int64_t agent);
// One of several tickets of the queue: false when it is somebody's by now, cannot be that agent's or is not there.
bool assign_from_queue(Tx& tx, const Person& supervisor, std::string_view number, std::int64_t agent);
FieldErrors check_guidance(Lang lang, std::string_view guidance);  // field arahan, 1 to 2000 characters
FieldErrors check_answer(Lang lang, std::string_view answer);      // field jawaban, at most 2000
// Kembalikan dengan arahan: the guidance becomes an internal note, the agent goes on.
Ticket guide(Tx& tx, const Person& supervisor, const Ticket& seen, std::string_view guidance);
// Tugaskan: to another agent. Selesaikan sendiri: the supervisor takes it over.
Ticket answer_by_assigning(Tx& tx, const Person& supervisor, const Ticket& seen, std::int64_t agent,
                           std::string_view answer);
Ticket answer_by_taking_over(Tx& tx, const Person& supervisor, const Ticket& seen, std::string_view answer);

// What somebody can carry, and their leave. It stops nobody from being given a ticket: it is shown, and suggested by.
struct Workload {
    std::int64_t capacity = 12;       // active tickets at once, 1 to 99
    std::optional<Day> away_until{};  // the last day of leave; nothing: no leave is known
};
Workload workload_of(Tx& tx, std::int64_t person);
// As typed, the day as "2026-03-17" and not in the past: fields kapasitas, cuti.
FieldErrors check_workload(Lang lang, std::string_view capacity, std::string_view away_until, Day today);
// Throws NotFound unless the supervisor leads a team of that person.
void set_workload(Tx& tx, const Person& supervisor, std::int64_t person, const Workload& workload);

// Active tickets of a member, whatever their team, and those of them due within two working hours; without restricted
// ones of teams that the reader is not in.
struct Load {
    Person agent;
    std::int64_t open = 0;
    std::int64_t due_soon = 0;
    std::int64_t capacity = 12;
    std::optional<Day> away_until{};  // nothing: they are here today
};
std::vector<Load> loads_of(Tx& tx, const Desk& desk, const Person& reader, std::int64_t team);
// Of each team that the reader is in; a team of nobody is left out.
std::map<std::int64_t, std::vector<Load>> loads_of_teams(Tx& tx, const Desk& desk, const Person& reader);
// "3 tiket terbuka, 1 mendekati batas waktu", and until when they are away.
std::string load_text(Lang lang, const Load& load);
std::string leave_text(Lang lang, Day away_until);  // "Sedang cuti sampai 17 Mar 2026"
// Of the agents who are here, the one with the fewest active tickets, with room for more where anybody has; nullptr
// where nobody is here or there are only supervisors.
const Load* least_loaded(const std::vector<Load>& loads);
// The active tickets of `from` in the supervisor's teams go to `to`, or back to the queue where `to` is nobody or may
// not have them. Returns how many. `to` gets one mail, which says how many there are. NotFound when `from` works in
// none of these teams.
int hand_over(Tx& tx, const Person& supervisor, std::int64_t from, std::optional<std::int64_t> to);
// Who may work in which team is decided elsewhere: the active tickets of `from` in teams other than these go back to
// the queue, in the name of `by`. Returns how many.
int release(Tx& tx, const Person& by, std::int64_t from, const std::vector<std::int64_t>& kept_teams);

}  // namespace hero
