#include <algorithm>
#include <array>
#include <limits>
#include <stdexcept>

#include "base/text.hpp"
#include "sql/tickets.hpp"
#include "tickets/inside.hpp"
#include "tickets/moves.hpp"

namespace hero {

namespace {

constexpr std::size_t longest_body = 5000;
constexpr std::array<std::string_view, 4> kinds{"pemohon", "petugas", "catatan", "sistem"};

Message message_from(const db::Row& row) {
    Message message;
    message.id = row.integer("id");
    message.from = from_of(row.text("kind"));
    message.author = row.maybe_integer("author_id").value_or(0);
    message.author_name = row.text("author_name");
    message.body = row.text("body");
    message.created_at = row.instant("created_at");
    return message;
}

Message checked(Tx& tx, From from, const Person* author, std::string_view body) {
    if (!is_clean_utf8(body) || length_of(body) > longest_body)
        throw std::invalid_argument("a message that was not checked");
    return {.from = from,
            .author = author ? author->id : 0,
            .author_name = author ? author->name : "",
            .body = clean_text(body),
            .created_at = tx.now()};
}

// Of a message that has no id yet; valid for as long as `message` and `submit_id` are.
sql::tickets::insert_message row_of(const Ticket& ticket, const Message& message, std::string_view submit_id) {
    return {.ticket = ticket.id,
            .author = message.author != 0 ? db::Value{message.author} : db::Value{db::Null{}},
            .author_name = message.author_name,
            .kind = tickets::code_of(message.from),
            .body = message.body,
            .submit_id = submit_id,
            .now = message.created_at};
}

// As its author sees it.
Message with_files(Tx& tx, const Ticket& ticket, Message message) {
    std::vector<Message> one{std::move(message)};
    hand_out(files_of(tx, ticket.id, one.front().author), one);
    return std::move(one.front());
}

}  // namespace

From from_of(std::string_view code) {
    for (std::size_t i = 0; i < kinds.size(); ++i)
        if (kinds[i] == code) return static_cast<From>(i);
    throw std::logic_error("a message of an unknown kind");
}

void hand_out(TicketFiles files, std::vector<Message>& messages) {
    for (auto& message : messages)
        if (const auto found = files.awaiting_scan.find(message.id); found != files.awaiting_scan.end())
            message.awaiting_scan = found->second;
    for (auto& file : files.shown) {
        const auto id = file.message.value_or(0);
        const auto owner =
            std::lower_bound(messages.begin(), messages.end(), id,
                             [](const Message& message, std::int64_t wanted) { return message.id < wanted; });
        if (owner != messages.end() && owner->id == id) owner->files.push_back(std::move(file));
    }
}

std::string_view tickets::code_of(From from) { return kinds[static_cast<std::size_t>(from)]; }

std::vector<Message> conversation_of(Tx& tx, const Person& reader, const Ticket& ticket, std::int64_t before,
                                     int limit) {
    const bool inspects = may(reader, Verb::inspect, ticket);
    if (!inspects) require(reader, Verb::read, ticket);
    std::vector<Message> messages;
    for (const auto& row : tx.run(sql::tickets::messages_before{.ticket = ticket.id,
                           .before = before > 0 ? before : std::numeric_limits<std::int64_t>::max(),
                           .notes = inspects || may(reader, Verb::read_notes, ticket),
                           .limit = std::clamp(limit, 1, 500)}))
        messages.push_back(message_from(row));
    std::reverse(messages.begin(), messages.end());
    hand_out(files_of(tx, ticket.id, reader.id), messages);
    return messages;
}

void tickets::begin_conversation(Tx& tx, const Ticket& ticket, const Person& requester, std::string_view description,
                                 std::string_view submit_id) {
    const auto message = checked(tx, From::requester, &requester, description);
    const auto id = tickets::kept_submit_id(submit_id);
    tx.run_later(row_of(ticket, message, id));
}

Message add_message(Tx& tx, const Ticket& ticket, From from, const Person* author, std::string_view body,
                    std::string_view submit_id, const FormFiles& files) {
    auto message = checked(tx, from, author, body);
    const auto id = tickets::kept_submit_id(submit_id);
    const auto row = tx.one(row_of(ticket, message, id));
    if (!row) return already_sent(tx, ticket, *author, id).value();
    message.id = row->integer("id");
    if (!author || files.place.empty()) return message;
    attach_files(tx, author->id, files, ticket.id, message.id);
    return with_files(tx, ticket, std::move(message));
}

std::optional<Message> already_sent(Tx& tx, const Ticket& ticket, const Person& author, std::string_view submit_id) {
    if (submit_id.empty()) return std::nullopt;
    const auto row = tx.one(sql::tickets::message_by_submit_id{
        .ticket = ticket.id, .author = author.id, .submit_id = tickets::kept_submit_id(submit_id)});
    if (!row) return std::nullopt;
    return with_files(tx, ticket, message_from(*row));
}

bool says(const Message& sent, From from, std::string_view body, const FormFiles& files) {
    return sent.from == from && sent.body == clean_text(body) &&
           std::ranges::all_of(files.arrived, [&](const StoredFile& arrived) {
               return std::ranges::any_of(sent.files, [&](const Attachment& file) {
                   return file.sha256 == arrived.sha256 && file.name == arrived.name;
               });
           });
}

std::int64_t newest_message(Tx& tx, const Ticket& ticket) {
    const auto row = tx.one(sql::tickets::newest_message{.ticket = ticket.id});
    return row ? row->integer("id") : 0;
}

FieldErrors check_reply(Tx& tx, Lang lang, const Person& author, std::string_view body, const FormFiles& files) {
    FieldErrors errors;
    if (!is_clean_utf8(body)) {
        errors.add("isi", word(lang, "e.teks.karakter", {{"bidang", word(lang, "bidang.tanggapan")}}));
    } else if (const auto length = length_of(clean_text(body)); length > longest_body) {
        errors.add("isi", word(lang, "e.tanggapan.panjang",
                               {{"n", number_text(lang, static_cast<long long>(length - longest_body))}}));
    } else if (length == 0 && files.arrived.empty() && waiting_for(tx, author.id, files).empty()) {
        errors.add("isi", word(lang, "e.tanggapan.kosong"));
    }
    return errors;
}

std::optional<Message> reply(Tx& tx, const Desk& desk, const Person& requester, const Ticket& seen,
                             std::string_view body, std::string_view submit_id, const FormFiles& files) {
    const auto ticket = fresh(tx, seen);
    if (!may(requester, Verb::reply, ticket)) throw NotFound();
    if (auto sent = already_sent(tx, ticket, requester, submit_id))
        return says(*sent, From::requester, body, files) ? std::move(sent) : std::nullopt;
    require(requester, Verb::reply, ticket);
    auto message = add_message(tx, ticket, From::requester, &requester, body, submit_id, files);
    auto after = ticket;
    std::string happened = "tanggapan";
    if (ticket.status == Status::waiting || ticket.status == Status::resolved) {
        happened = ticket.status == Status::waiting ? "keterangan" : "dibuka_kembali";
        after = back_to_work(tx, desk, std::move(after));
    }
    after.staff_unread = true;
    after.requester_unread = false;
    const auto stored = store(tx, ticket, std::move(after), &requester, {.happened = happened});
    tell_staff(tx, stored, "balasan", {}, {}, true);
    return message;
}

// Only what its assignee has read is read, so that nothing is missed because a colleague had a look.
void mark_read(Tx& tx, const Person& reader, const Ticket& ticket) {
    require(reader, Verb::read, ticket);
    if (reader.id == ticket.requester)
        tx.run(sql::tickets::read_by_requester{.id = ticket.id});
    else if (!ticket.assignee || ticket.assignee == reader.id)
        tx.run(sql::tickets::read_by_staff{.id = ticket.id});
}

void mark_unread_for_staff(Tx& tx, const Ticket& ticket) { tx.run(sql::tickets::unread_by_staff{.id = ticket.id}); }

Ticket cancel(Tx& tx, const Desk& desk, const Person& requester, const Ticket& seen) {
    const auto ticket = fresh(tx, seen);
    require(requester, Verb::cancel, ticket, seen.version);
    auto after = resumed(tx, desk, ticket);
    after.status = Status::closed;
    after.closed_at = tx.now();
    after.close_reason = "dibatalkan";
    after.requester_unread = false;
    auto stored = store(tx, ticket, std::move(after), &requester, {.happened = "dibatalkan"});
    tell_requester(tx, stored, "dibatalkan");
    if (stored.assignee) tell_staff(tx, stored, "batal");
    return stored;
}

}  // namespace hero
