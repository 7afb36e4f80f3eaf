// Files through the ticket they belong to.
#include "sql/tickets.hpp"
#include "tickets/inside.hpp"
#include "tickets/moves.hpp"

namespace hero {

namespace {

// Of a message that only those who work on the ticket read.
bool is_of_note(Tx& tx, const Attachment& file) {
    const auto message = tx.one(sql::tickets::kind_of_message{.id = file.message.value_or(0)});
    if (!message) throw NotFound();
    return message->text("kind") == tickets::code_of(From::note);
}

}  // namespace

Attachment attachment_for(Tx& tx, const Person& person, std::string_view id) {
    auto file = attachment_to_serve(tx, id, person.id);
    if (!file) throw NotFound();
    if (!file->ticket || !file->message) {  // waiting in a form: its author's alone
        if (file->uploader != person.id) throw NotFound();
        return *file;
    }
    const auto ticket = tx.one(sql::tickets::ticket_by_id{.id = *file->ticket});
    if (!ticket) throw NotFound();
    require(person, is_of_note(tx, *file) ? Verb::read_notes : Verb::read, ticket_from(*ticket));
    return *file;
}

void note_infected(Tx& tx, const Attachment& file) {
    if (!file.ticket) return;
    const auto row = tx.one(sql::tickets::ticket_by_id{.id = *file.ticket});
    if (!row) return;
    note_history(tx, ticket_from(*row), nullptr,
                 {.happened = "berkas_virus", .detail = file.finding, .staff_only = is_of_note(tx, file)});
}

}  // namespace hero
