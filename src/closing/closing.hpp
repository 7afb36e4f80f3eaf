#pragma once
// From "Solusi sudah ditanggapi?" to Close and back: confirmation, rating, reminders, automatic closing, reopening.
#include <optional>
#include <string>
#include <string_view>

#include "base/jobs/jobs.hpp"
#include "tickets/tickets.hpp"

namespace hero {

// Called by handling when a ticket becomes Resolve: confirm_by, reminders (working days 2 and 4) and automatic closing
// (working day 5) as jobs. The ticket is stored by the caller.
void await_confirmation(Tx& tx, const Desk& desk, const Ticket& ticket);
Instant confirm_by(const Desk& desk, Instant resolved_at);
// Called by handling when a ticket starts to wait for its requester: reminder (day 3), Resolve with a standard text (day 10).
void await_requester(Tx& tx, const Desk& desk, const Ticket& ticket);

// "Ya, Sudah Jelas": stored at once; the ticket closes with the rating. Saying it twice is no error.
Ticket confirm(Tx& tx, const Person& requester, const Ticket& seen, std::string_view remark, std::string_view submit_id);
// A remark that says the opposite ("masih belum bisa", "still not working"): the page asks again before closing.
bool sounds_unsolved(std::string_view remark);
// "Belum": needs a reason; back to the same agent (to the queue when that agent is no longer active).
Ticket reject(Tx& tx, const Desk& desk, const Person& requester, const Ticket& seen, std::string_view reason, std::string_view submit_id);

struct Rating {
    int grade = 0;              // 1 Tidak puas … 4 Sangat puas
    std::string feedback;       // at most 1000 characters
    Instant created_at{};
};
FieldErrors check_rating(Lang lang, std::string_view grade, std::string_view feedback);
// Rates and closes. One rating for each ticket: a second one throws Conflict. A ticket closed without one can be rated
// while it could still be reopened.
Ticket rate(Tx& tx, const Desk& desk, const Person& requester, const Ticket& seen, int grade, std::string_view feedback);
// "Lewati dan tutup tiket".
Ticket close_without_rating(Tx& tx, const Desk& desk, const Person& requester, const Ticket& seen);
std::optional<Rating> rating_of(Tx& tx, const Ticket& ticket);

// Within seven working days of closing; not for cancelled tickets. Back to its agent, else to the queue.
Ticket reopen(Tx& tx, const Desk& desk, const Person& requester, const Ticket& seen, std::string_view reason, std::string_view submit_id);

// Reminders and timers: kinds "tiket.ingatkan", "tiket.tutup", "tiket.ingatkan_pemohon", "tiket.selesaikan". `desk` gives the desk as of now.
void register_closing_jobs(Workers& workers, Database& db, std::function<Desk(Tx&)> desk);

}  // namespace hero
