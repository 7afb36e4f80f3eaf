#pragma once
// From "Solusi sudah ditanggapi?" to Close and back: confirmation, rating, reminders, automatic closing, reopening.
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/jobs/jobs.hpp"
#include "tickets/tickets.hpp"

namespace hero {

// Called by handling when a ticket becomes Resolve: confirm_by, reminders (working days 2 and 4) and automatic closing
// (working day 5) as jobs. The ticket is stored by the caller, resolved_at and confirm_by set and its clock paused.
void await_confirmation(Tx& tx, const Desk& desk, const Ticket& ticket);
Instant confirm_by(const Desk& desk, Instant resolved_at);

// Called by handling when a ticket starts to wait for its requester, and each time it asks again: reminder (day 3),
// Resolve with a standard text (day 10, at answer_by). The ticket's clock must be paused.
Instant answer_by(const Desk& desk, Instant asked_at);
void await_requester(Tx& tx, const Desk& desk, const Ticket& ticket);

// What may accompany "Ya" (field "alasan"): at most 5000 characters, "" for nothing.
FieldErrors check_remark(Lang lang, std::string_view remark);
// "Ya, Sudah Jelas": stored at once; the ticket closes with the rating. Saying it twice is no error. A remark that
// passes check_remark (throws std::invalid_argument) becomes a message and reopens nothing.
Ticket confirm(Tx& tx, const Person& requester, const Ticket& seen, std::string_view remark,
               std::string_view submit_id);
// A remark beside "Ya" that tells of trouble ("masih belum bisa", "tak kunjung bisa", "still not working"), takes back
// what it began with ("sudah, tetapi …"), only asks ("???") or shows no sign of being content ("kok gitu lagi"): the
// page asks again before closing. Nothing said is content.
bool sounds_unsolved(std::string_view remark);
// A text that tells of trouble. Other than a remark, it need not say that all is well ("lama sekali" may be feedback).
bool tells_of_trouble(std::string_view text);
// The reason of "Belum" and of reopening (field "alasan"): 1 to 5000 characters.
FieldErrors check_reason(Lang lang, std::string_view reason);
// "Belum": needs a reason that passes check_reason (throws std::invalid_argument); back to the same agent (to the queue
// when that agent is no longer active).
Ticket reject(Tx& tx, const Desk& desk, const Person& requester, const Ticket& seen, std::string_view reason,
              std::string_view submit_id);

struct Rating {
    int grade = 0;         // 1 Tidak puas … 4 Sangat puas
    std::string feedback;  // at most 1000 characters
    Instant created_at{};
};
FieldErrors check_rating(Lang lang, std::string_view grade, std::string_view feedback);
// Rates and closes. One rating for each ticket, the first: a second one throws Conflict, also after reopening. A ticket
// closed without one can be rated while it could still be reopened. What check_rating refuses throws
// std::invalid_argument.
Ticket rate(Tx& tx, const Desk& desk, const Person& requester, const Ticket& seen, int grade,
            std::string_view feedback);
// "Lewati dan tutup tiket".
Ticket close_without_rating(Tx& tx, const Desk& desk, const Person& requester, const Ticket& seen);
std::optional<Rating> rating_of(Tx& tx, const Ticket& ticket);

// Within seven working days of closing; not for cancelled tickets: Conflict("t.buka_lagi.lewat"). Back to its agent,
// else to the queue.
Ticket reopen(Tx& tx, const Desk& desk, const Person& requester, const Ticket& seen, std::string_view reason,
              std::string_view submit_id);

// Reminders and timers: kinds "tiket.ingatkan", "tiket.tutup", "tiket.ingatkan_pemohon", "tiket.selesaikan". `desk`
// gives the desk as of now. `db` must outlive the workers.
void register_closing_jobs(Workers& workers, Database& db, std::function<Desk(Tx&)> desk);

}  // namespace hero
