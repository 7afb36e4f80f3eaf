#include <boost/json.hpp>

#include "base/i18n.hpp"
#include "closing/steps.hpp"
#include "sql/closing.hpp"

namespace hero {

namespace {

using namespace std::chrono_literals;

constexpr std::string_view remind_job = "tiket.ingatkan";
constexpr std::string_view close_job = "tiket.tutup";
constexpr std::string_view remind_requester_job = "tiket.ingatkan_pemohon";
constexpr std::string_view resolve_job = "tiket.selesaikan";

// What a timer waits for: an answer to what the requester was asked, as long as the ticket is in the state it came to
// then. An agent may ask again in the same state.
struct Wait {
    std::int64_t ticket = 0;
    Instant since{};  // of the state
    Instant asked{};
    std::int64_t day = 0;  // working day of a reminder
};

std::string written(const Wait& wait) {
    return boost::json::serialize(boost::json::object{{"ticket", wait.ticket},
                                                      {"since", to_millis(wait.since)},
                                                      {"asked", to_millis(wait.asked)},
                                                      {"day", wait.day}});
}

Wait read_wait(const std::string& payload) {
    const auto value = boost::json::parse(payload);
    const auto& object = value.as_object();
    const auto number = [&](std::string_view name) { return object.at(name).as_int64(); };
    return {number("ticket"), from_millis(number("since")), from_millis(number("asked")), number("day")};
}

std::string key_of(std::string_view what, const Ticket& ticket) {
    return std::string(what) + ":" + std::to_string(ticket.id);
}

std::string reminder_key(const Ticket& ticket, int day) { return key_of("ingat", ticket) + ":" + std::to_string(day); }

// A timer of an earlier round may still stand under the key, and would keep the new one out.
void set_timer(Tx& tx, std::string_view kind, const std::string& key, const Wait& wait, Instant due) {
    unschedule(tx, key);
    schedule(tx, kind, written(wait), due, key);
}

// For a timer that goes off too early: it stands under its own key until it has run. One too many does no harm.
void set_later_timer(Tx& tx, std::string_view kind, const std::string& key, const Wait& wait, Instant due) {
    schedule(tx, kind, written(wait), due, key + ":" + std::to_string(to_millis(due)));
}

Instant opening_of_working_day_after(const WorkCalendar& calendar, Instant at, int n) {
    const auto day = day_of(calendar.close_of_working_day_after(at, n));
    constexpr auto wib = 7h;
    return calendar.next_opening(Instant{day.time_since_epoch() - wib});
}

}  // namespace

Instant confirm_by(const Desk& desk, Instant resolved_at) {
    return desk.calendar->close_of_working_day_after(resolved_at, desk.periods.autoclose);
}

void await_confirmation(Tx& tx, const Desk& desk, const Ticket& ticket) {
    const Instant since = ticket.resolved_at.value();
    for (const int day : desk.periods.confirm_reminders)
        set_timer(tx, remind_job, reminder_key(ticket, day), {ticket.id, since, since, day},
                  opening_of_working_day_after(*desk.calendar, since, day));
    set_timer(tx, close_job, key_of("tutup", ticket), {ticket.id, since, since}, confirm_by(desk, since));
}

void forget_confirmation(Tx& tx, const Desk& desk, const Ticket& ticket) {
    for (const int day : desk.periods.confirm_reminders) unschedule(tx, reminder_key(ticket, day));
    unschedule(tx, key_of("tutup", ticket));
}

Instant answer_by(const Desk& desk, Instant asked_at) {
    return desk.calendar->close_of_working_day_after(asked_at, desk.periods.waiting_resolve);
}

void await_requester(Tx& tx, const Desk& desk, const Ticket& ticket) {
    const Wait wait{ticket.id, ticket.paused_at.value(), tx.now(), desk.periods.waiting_reminder};
    set_timer(tx, remind_requester_job, key_of("ingat_info", ticket), wait,
              opening_of_working_day_after(*desk.calendar, wait.asked, desk.periods.waiting_reminder));
    set_timer(tx, resolve_job, key_of("selesai", ticket), wait, answer_by(desk, wait.asked));
}

namespace {

Ticket ticket_of(Tx& tx, const Wait& wait) {
    Ticket wanted;
    wanted.id = wait.ticket;
    return fresh(tx, wanted);
}

bool still_unconfirmed(const Ticket& ticket, const Wait& wait) {
    return ticket.status == Status::resolved && ticket.resolved_at == wait.since;
}

bool still_waiting(const Ticket& ticket, const Wait& wait) {
    return ticket.status == Status::waiting && ticket.paused_at == wait.since;
}

// A job may run twice, its reminder goes out once: the history tells.
bool notes_reminder(Tx& tx, const Ticket& ticket, const Wait& wait, const std::string& happened) {
    const auto day = std::to_string(wait.day);
    if (tx.one(sql::closing::reminded{.ticket = ticket.id, .happened = happened, .detail = day, .since = wait.asked}))
        return false;
    note_history(tx, ticket, nullptr, {happened, day});
    return true;
}

// The ticket with its last moment to confirm by the calendar of today: a day that became a holiday since is given to
// the requester, and nothing ends earlier than it was promised.
Ticket with_last_moment(Tx& tx, const Desk& desk, const Ticket& ticket, const Wait& wait) {
    const auto promised = ticket.confirm_by.value_or(wait.since);
    const auto last_moment = std::max(promised, confirm_by(desk, wait.since));
    if (last_moment == promised) return ticket;
    set_later_timer(tx, close_job, key_of("tutup", ticket), wait, last_moment);
    auto after = ticket;
    after.confirm_by = last_moment;
    return store(tx, ticket, after, nullptr, {"batas_konfirmasi", long_date(ticket.language, last_moment)});
}

void remind_to_confirm(Tx& tx, const Desk& desk, const Wait& wait) {
    auto ticket = ticket_of(tx, wait);
    if (!still_unconfirmed(ticket, wait) || ticket.confirmed_at) return;
    ticket = with_last_moment(tx, desk, ticket, wait);
    if (tx.now() >= *ticket.confirm_by) return;
    if (notes_reminder(tx, ticket, wait, "diingatkan"))
        tell_requester(tx, ticket, "ingat", {}, {{"tanggal", *ticket.confirm_by}});
}

void close_unattended(Tx& tx, const Desk& desk, const Wait& wait) {
    auto ticket = ticket_of(tx, wait);
    if (!still_unconfirmed(ticket, wait)) return;
    ticket = with_last_moment(tx, desk, ticket, wait);
    if (tx.now() < *ticket.confirm_by) return;
    if (ticket.confirmed_at)
        close(tx, desk, ticket, nullptr, "dikonfirmasi", {"ditutup", ""});
    else
        close(tx, desk, ticket, nullptr, "otomatis", {"ditutup_otomatis", ""});
}

void remind_of_question(Tx& tx, const Desk& desk, const Wait& wait) {
    const auto ticket = ticket_of(tx, wait);
    if (!still_waiting(ticket, wait)) return;
    const auto last_moment = answer_by(desk, wait.asked);
    if (tx.now() >= last_moment) return;
    if (notes_reminder(tx, ticket, wait, "diingatkan_info"))
        tell_requester(tx, ticket, "ingat_info", {}, {{"tanggal", last_moment}});
}

void resolve_unanswered(Tx& tx, const Desk& desk, const Wait& wait) {
    const auto ticket = ticket_of(tx, wait);
    if (!still_waiting(ticket, wait)) return;
    if (const auto last_moment = answer_by(desk, wait.asked); tx.now() < last_moment)
        return set_later_timer(tx, resolve_job, key_of("selesai", ticket), wait, last_moment);
    const auto days = number_text(ticket.language, desk.periods.waiting_resolve);
    add_message(tx, ticket, From::system, nullptr, word(ticket.language, "tunggu.selesai", {{"n", days}}),
                "tunggu:" + std::to_string(to_millis(wait.asked)));
    auto after = paused(tx, resumed(tx, desk, ticket));
    after.status = Status::resolved;
    after.resolved_at = tx.now();
    after.confirm_by = confirm_by(desk, tx.now());
    after.requester_unread = true;
    const auto stored = store(tx, ticket, after, nullptr, {"selesai_otomatis", days});
    tell_requester(tx, stored, "tunggu_selesai", {}, {{"tanggal", *stored.confirm_by}});
    await_confirmation(tx, desk, stored);
}

}  // namespace

Ticket close(Tx& tx, const Desk& desk, const Ticket& ticket, const Person* actor, std::string_view reason,
             const Happening& what) {
    auto after = ticket;
    after.status = Status::closed;
    after.closed_at = tx.now();
    after.close_reason = reason;
    after.requester_unread = actor == nullptr;
    after.reopen_by = desk.calendar->close_of_working_day_after(tx.now(), desk.periods.reopen);
    forget_confirmation(tx, desk, ticket);
    auto stored = store(tx, ticket, after, actor, what);
    tell_requester(tx, stored, "tutup", {}, {{"tanggal", *stored.reopen_by}});
    return stored;
}

void register_closing_jobs(Workers& workers, Database& db, std::function<Desk(Tx&)> desk) {
    const auto on = [&](std::string_view kind, void (*step)(Tx&, const Desk&, const Wait&)) {
        workers.on(std::string(kind), [&db, desk, step](const Job& job) {
            db.write_in_background([&](Tx& tx) { step(tx, desk(tx), read_wait(job.payload)); });
        });
    };
    on(remind_job, remind_to_confirm);
    on(close_job, close_unattended);
    on(remind_requester_job, remind_of_question);
    on(resolve_job, resolve_unanswered);
}

}  // namespace hero
