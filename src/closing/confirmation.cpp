#include <stdexcept>

#include "base/text.hpp"
#include "closing/steps.hpp"

namespace hero {

namespace {

constexpr std::size_t longest_text = 5000;

bool was_confirmed(const Ticket& ticket) {
    return ticket.confirmed_at && (ticket.status == Status::resolved || ticket.status == Status::closed);
}

// Whether that form has become this message before. Throws Conflict when it has become another one.
bool said_before(Tx& tx, const Ticket& ticket, const Person& requester, std::string_view text,
                 std::string_view submit_id) {
    const auto sent = already_sent(tx, ticket, requester, submit_id);
    if (sent && !says(*sent, From::requester, text)) throw Conflict("x.409.terkirim");
    return sent.has_value();
}

// Why the requester wants the work to go on.
struct Objection {
    std::string_view reason;
    std::string_view submit_id;
    std::string happened;  // for the history
    std::string event;     // for the staff's mail
};

Ticket send_back(Tx& tx, const Desk& desk, const Person& requester, const Ticket& ticket, const Objection& objection) {
    add_message(tx, ticket, From::requester, &requester, objection.reason, objection.submit_id);
    forget_confirmation(tx, desk, ticket);
    auto after = ticket;
    if (!after.paused_at) after.paused_at = after.resolved_at;  // time spent before the requester is not the staff's
    after = back_to_work(tx, desk, std::move(after));
    after.staff_unread = true;
    after.requester_unread = false;
    auto stored = store(tx, ticket, after, &requester, {objection.happened, ""});
    tell_staff(tx, stored, objection.event);
    return stored;
}

}  // namespace

FieldErrors check_remark(Lang lang, std::string_view remark) {
    FieldErrors errors;
    if (!is_clean_utf8(remark)) {
        errors.add("alasan", word(lang, "e.teks.karakter", {{"bidang", word(lang, "bidang.alasan")}}));
    } else if (const auto length = length_of(clean_text(remark)); length > longest_text) {
        errors.add("alasan", word(lang, "e.alasan.panjang",
                                  {{"n", number_text(lang, static_cast<long long>(length - longest_text))}}));
    }
    return errors;
}

FieldErrors check_reason(Lang lang, std::string_view reason) {
    auto errors = check_remark(lang, reason);
    if (errors.empty() && clean_text(reason).empty()) errors.add("alasan", word(lang, "e.alasan.kosong"));
    return errors;
}

Ticket confirm(Tx& tx, const Person& requester, const Ticket& seen, std::string_view remark,
               std::string_view submit_id) {
    if (!check_remark(requester.language, remark).empty()) throw std::invalid_argument("remark");
    auto ticket = fresh(tx, seen);
    if (!may(requester, Verb::confirm, ticket)) throw NotFound();
    const bool again = was_confirmed(ticket);
    if (!again) require(requester, Verb::confirm, ticket, seen.version);

    const bool remarked = !clean_text(remark).empty() && ticket.status == Status::resolved;
    if (remarked && !said_before(tx, ticket, requester, remark, submit_id))
        add_message(tx, ticket, From::requester, &requester, remark, submit_id);
    if (again) return ticket;

    auto after = ticket;
    after.confirmed_at = tx.now();
    after.staff_unread = ticket.staff_unread || remarked;
    after.requester_unread = false;
    return store(tx, ticket, after, &requester, {"dikonfirmasi", ""});
}

Ticket reject(Tx& tx, const Desk& desk, const Person& requester, const Ticket& seen, std::string_view reason,
              std::string_view submit_id) {
    if (!check_reason(requester.language, reason).empty()) throw std::invalid_argument("reason");
    auto ticket = fresh(tx, seen);
    if (!may(requester, Verb::confirm, ticket)) throw NotFound();
    if (said_before(tx, ticket, requester, reason, submit_id)) return ticket;
    require(requester, Verb::confirm, ticket, seen.version);
    return send_back(tx, desk, requester, ticket, {reason, submit_id, "belum_jelas", "belum"});
}

bool can_be_reopened(const Ticket& ticket, Instant now) {
    return ticket.status == Status::closed && ticket.close_reason != "dibatalkan" && ticket.reopen_by &&
           now <= *ticket.reopen_by;
}

Ticket reopen(Tx& tx, const Desk& desk, const Person& requester, const Ticket& seen, std::string_view reason,
              std::string_view submit_id) {
    if (!check_reason(requester.language, reason).empty()) throw std::invalid_argument("reason");
    auto ticket = fresh(tx, seen);
    if (!may(requester, Verb::reopen, ticket)) throw NotFound();
    if (said_before(tx, ticket, requester, reason, submit_id)) return ticket;
    if (ticket.status == Status::closed && !can_be_reopened(ticket, tx.now())) throw Conflict("t.buka_lagi.lewat");
    require(requester, Verb::reopen, ticket, seen.version);
    return send_back(tx, desk, requester, ticket, {reason, submit_id, "dibuka_kembali", "buka_lagi"});
}

}  // namespace hero
