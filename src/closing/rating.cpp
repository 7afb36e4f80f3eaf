#include <stdexcept>

#include "base/text.hpp"
#include "closing/steps.hpp"
#include "sql/closing.hpp"

namespace hero {

namespace {

constexpr std::size_t longest_feedback = 1000;

bool is_grade(long long grade) { return grade >= 1 && grade <= 4; }

std::optional<std::string> fault_of_feedback(Lang lang, std::string_view feedback) {
    if (!is_clean_utf8(feedback)) return word(lang, "e.teks.karakter", {{"bidang", word(lang, "bidang.masukan")}});
    const auto length = length_of(clean_text(feedback));
    if (length <= longest_feedback) return std::nullopt;
    return word(lang, "e.masukan.panjang",
                {{"n", number_text(lang, static_cast<long long>(length - longest_feedback))}});
}

bool can_be_rated(const Ticket& ticket, Instant now) {
    if (ticket.status == Status::resolved) return ticket.confirmed_at.has_value();
    return can_be_reopened(ticket, now);
}

void insert_rating(Tx& tx, const Ticket& ticket, int grade, const std::string& feedback) {
    const auto inserted = tx.one(sql::closing::insert_rating{
        .ticket = ticket.id, .agent = ticket.assignee, .grade = grade, .feedback = feedback, .now = tx.now()});
    if (!inserted) throw Conflict("r.sudah");
}

}  // namespace

FieldErrors check_rating(Lang lang, std::string_view grade, std::string_view feedback) {
    FieldErrors errors;
    if (const auto number = whole_number(grade); !number || !is_grade(*number))
        errors.add("nilai", word(lang, "e.nilai.kosong"));
    if (auto fault = fault_of_feedback(lang, feedback)) errors.add("masukan", std::move(*fault));
    return errors;
}

Ticket rate(Tx& tx, const Desk& desk, const Person& requester, const Ticket& seen, int grade,
            std::string_view feedback) {
    if (!is_grade(grade) || fault_of_feedback(requester.language, feedback)) throw std::invalid_argument("rating");
    auto ticket = fresh(tx, seen);
    require(requester, Verb::rate, ticket, seen.version);
    if (!can_be_rated(ticket, tx.now())) throw Conflict();
    insert_rating(tx, ticket, grade, clean_text(feedback));
    note_history(tx, ticket, &requester, {"dinilai", ""});
    if (ticket.status == Status::closed) return ticket;
    return close(tx, desk, ticket, &requester, "dikonfirmasi", {"ditutup", ""});
}

Ticket close_without_rating(Tx& tx, const Desk& desk, const Person& requester, const Ticket& seen) {
    auto ticket = fresh(tx, seen);
    if (!may(requester, Verb::rate, ticket)) throw NotFound();
    if (ticket.status == Status::closed && ticket.confirmed_at) return ticket;  // the button pressed twice
    require(requester, Verb::rate, ticket, seen.version);
    if (ticket.status != Status::resolved || !ticket.confirmed_at) throw Conflict();
    return close(tx, desk, ticket, &requester, "dikonfirmasi", {"ditutup", ""});
}

std::optional<Rating> rating_of(Tx& tx, const Ticket& ticket) {
    const auto row = tx.one(sql::closing::rating_of_ticket{.ticket = ticket.id});
    if (!row) return std::nullopt;
    return Rating{static_cast<int>(row->integer("grade")), row->text("feedback"), row->instant("created_at")};
}

}  // namespace hero
