#include "tests/faults/life.hpp"

#include <filesystem>
#include <fstream>

#include "base/errors.hpp"
#include "closing/closing.hpp"
#include "demo/cast.hpp"
#include "handling/handling.hpp"
#include "integrity/integrity.hpp"
#include "tests/ask.hpp"

namespace hero::test {

namespace {

constexpr std::string_view first_form = "hidup-ajukan", reply_form = "hidup-tanggapi", answer_form = "hidup-jawab";

TicketDraft draft_of(std::string_view form) {
    TicketDraft draft;
    draft.service = "hero";
    draft.kind = "kendala";
    draft.impact = "rendah";
    draft.subject = "Halaman tidak dapat dibuka";
    draft.description = "Sejak pagi halaman ini kosong di dua peramban.";
    draft.consent = true;
    draft.consent_text = "syarat 1.0; privasi 1.0";
    draft.submit_id = form;
    return draft;
}

}  // namespace

Life::Life(const std::string& folder, Durable durable)
    : db({.address = folder + "/hero.db", .readers = 1, .durable = durable == Durable::yes}, clock),
      store(folder + "/files"),
      folder_(folder) {}

Desk Life::desk(Tx& tx) { return {catalogs_.get(tx), calendars_.get(tx), {}}; }

Ticket Life::ticket(Tx& tx, const Person& requester) {
    auto found = ticket_opened_by(tx, requester, first_form);
    if (!found) throw std::logic_error("the ticket is gone");
    return *found;
}

std::vector<StoredFile> Life::stored(std::string_view content) {
    const auto path = folder_ + "/masuk.pdf";
    std::ofstream(path, std::ios::binary) << "%PDF-1.7\n1 0 obj\n<<>>\nendobj\n% " << content << "\n%%EOF\n";
    const std::vector<IncomingFile> files{{"layar.pdf", path, std::filesystem::file_size(path)}};
    FieldErrors errors;
    auto accepted = accept_files(store, Lang::id, files, 0, "berkas", errors);
    // A form with a mistake comes back to be sent again.
    if (!errors.empty()) throw Unavailable(errors.list().front().text);
    return accepted;
}

void Life::submit() {
    auto draft = draft_of(first_form);
    draft.files = {.place = "buat:hero", .form = draft.submit_id, .arrived = stored("pengajuan")};
    db.write([&](Tx& tx) { open_ticket(tx, desk(tx), demo::ensure(tx, "ashari"), Channel::intranet, draft); });
}

void Life::reply_with_file() {
    const FormFiles files{.place = "tanggapan", .form = std::string{reply_form}, .arrived = stored("tanggapan")};
    db.write([&](Tx& tx) {
        const auto ashari = demo::ensure(tx, "ashari");
        reply(tx, desk(tx), ashari, ticket(tx, ashari), "Masih sama.", reply_form, files);
    });
}

void Life::live(std::string_view step, bool again) {
    const auto write = [&](auto&& verb) {
        db.write([&](Tx& tx) { verb(tx, ticket(tx, demo::ensure(tx, "ashari"))); });
    };
    try {
        if (step == "submit") submit();
        if (step == "reply") reply_with_file();
        if (step == "take") write([](Tx& tx, const Ticket& seen) { take(tx, demo::ensure(tx, "budi"), seen); });
        if (step == "resolve")
            write([&](Tx& tx, const Ticket& seen) {
                reply_as_staff(tx, desk(tx), demo::ensure(tx, "budi"), seen,
                               {.body = "Sudah diperbaiki.",
                                .submit_id = std::string{answer_form},
                                .send_anyway = true,
                                .after = After::resolve});
            });
        if (step == "confirm")
            write([](Tx& tx, const Ticket& seen) { confirm(tx, demo::ensure(tx, "ashari"), seen, "", "hidup-ya"); });
        if (step == "rate")
            write([&](Tx& tx, const Ticket& seen) { rate(tx, desk(tx), demo::ensure(tx, "ashari"), seen, 4, ""); });
    } catch (const Conflict&) {
        if (!again) throw;
    }
}

std::map<std::string, int, std::less<>> Life::done() {
    return db.read([](Tx& tx) {
        std::map<std::string, int, std::less<>> done;
        const auto count = [&](std::string_view step, const auto& sql) {
            done[std::string{step}] = static_cast<int>(tx.one(sql)->integer("amount"));
        };
        using History =
            Ask<"SELECT COUNT(*) AS amount FROM history JOIN tickets ON tickets.id = ticket_id WHERE submit_id = "
                "'hidup-ajukan' AND happened = $1",
                1>;
        using Messages =
            Ask<"SELECT COUNT(DISTINCT messages.id) AS amount FROM messages LEFT JOIN attachments ON message_id = "
                "messages.id WHERE submit_id = $1 AND (attachments.id IS NOT NULL) = $2",
                2>;
        count("submit",
              Ask<"SELECT COUNT(*) AS amount FROM tickets WHERE submit_id = 'hidup-ajukan' AND EXISTS (SELECT "
                  "1 FROM attachments WHERE ticket_id = tickets.id)">{});
        count("reply", Messages{{reply_form, 1}});
        count("take", History{{"diambil"}});
        count("resolve", Messages{{answer_form, 0}});
        count("confirm", History{{"dikonfirmasi"}});
        count("rate", History{{"dinilai"}});
        return done;
    });
}

std::string Life::breaches() {
    std::string all;
    const auto add = [&](const std::vector<Breach>& some) {
        for (const auto& breach : some) all += breach.rule + ": " + breach.what + "\n";
    };
    db.read([&](Tx& tx) {
        add(breaches_of_engine(tx));
        add(breaches_of_rows(tx));
    });
    add(verify_files(db, store).breaches);
    return all;
}

void open_others(Life& life, int from, int to) {
    CatalogCache catalogs;
    CalendarCache calendars;
    for (int number = from; number < to; ++number)
        life.db.write([&](Tx& tx) {
            const Desk desk{catalogs.get(tx), calendars.get(tx), {}};
            open_ticket(tx, desk, demo::ensure(tx, number % 2 ? "sari" : "joko"), Channel::google, [&] {
                auto draft = draft_of("lain-" + std::to_string(number));
                draft.service = "e-ska";
                return draft;
            }());
        });
}

}  // namespace hero::test
