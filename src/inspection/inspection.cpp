#include "inspection/inspection.hpp"

#include <stdexcept>

#include "base/text.hpp"
#include "sql/inspection.hpp"

namespace hero {

namespace {

constexpr std::size_t shortest_reason = 10;
constexpr std::size_t longest_reason = 500;

std::optional<db::Row> running(Tx& tx, const Person& admin, std::int64_t ticket) {
    return tx.one(sql::inspection::newest{.person = admin.id, .ticket = ticket, .since = tx.now() - inspection_lasts});
}

}  // namespace

FieldErrors check_inspection(Lang lang, std::string_view number, std::string_view reason) {
    FieldErrors errors;
    const auto text = clean_text(reason);
    const auto label = word(lang, "ad.periksa.alasan");
    const auto complain = [&](std::string sentence) { errors.add("alasan", std::move(sentence)); };
    if (!normalised_number(number)) errors.add("nomor", word(lang, "e.periksa.nomor"));
    if (!is_clean_utf8(reason))
        complain(word(lang, "e.teks.karakter", {{"bidang", label}}));
    else if (length_of(text) < shortest_reason)
        complain(word(lang, "e.periksa.alasan"));
    else if (const auto length = length_of(text); length > longest_reason)
        complain(word(lang, "e.bidang.panjang",
                      {{"bidang", label},
                       {"batas", number_text(lang, static_cast<long long>(longest_reason))},
                       {"n", number_text(lang, static_cast<long long>(length - longest_reason))}}));
    return errors;
}

Ticket inspect(Tx& tx, const Person& admin, std::string_view number, std::string_view reason,
               std::string_view address) {
    if (!check_inspection(admin.language, number, reason).empty())
        throw std::invalid_argument("an inspection that was not checked");
    auto ticket = ticket_for(tx, admin, number, Verb::inspect);
    const auto why = clean_text(reason);
    tx.run(sql::inspection::insert{.person = admin.id, .ticket = ticket.id, .reason = why, .now = tx.now()});
    record(tx, {.act = Act::ticket_inspected,
                .person = admin.id,
                .object = "tiket " + ticket.number,
                .detail = why,
                .address = std::string{address}});
    return ticket;
}

std::optional<Inspected> inspected(Tx& tx, const Person& admin, std::string_view number) {
    auto ticket = ticket_for(tx, admin, number, Verb::inspect);
    const auto row = running(tx, admin, ticket.id);
    if (!row) return std::nullopt;
    Inspected shown{.ticket = std::move(ticket),
                    .reason = row->text("reason"),
                    .until = row->instant("created_at") + inspection_lasts,
                    .conversation = {},
                    .history = {},
                    .extra = {}};
    shown.conversation = conversation_of(tx, admin, shown.ticket);
    shown.history = history_of(tx, admin, shown.ticket);
    shown.extra = shown.ticket.extra;
    return shown;
}

Attachment inspected_attachment(Tx& tx, const Person& admin, std::string_view id) {
    const auto file = attachment_to_serve(tx, id, admin.id);
    const auto ticket = file && file->ticket && file->message
                            ? tx.one(sql::inspection::number_of_ticket{.ticket = *file->ticket})
                            : std::nullopt;
    if (!ticket) throw NotFound();
    if (!running(tx, admin, ticket_for(tx, admin, ticket->text("number"), Verb::inspect).id)) throw NotFound();
    return *file;
}

}  // namespace hero
