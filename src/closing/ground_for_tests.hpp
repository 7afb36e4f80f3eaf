#pragma once
// A desk with people and tickets on it, for the tests of this slice.
#include <gtest/gtest.h>

#include "closing/closing.hpp"
#include "demo/cast.hpp"
#include "tests/ask.hpp"
#include "tests/database.hpp"
#include "tickets/moves.hpp"

namespace hero {

// An instant from the clock in Jakarta.
inline Instant wib(std::string_view date, int hour, int minute = 0) {
    return Instant{parse_day(date).value().time_since_epoch() + std::chrono::hours{hour - 7} +
                   std::chrono::minutes{minute}};
}

struct ClosingGround : test::TestDatabase {
    CatalogCache catalogs;
    CalendarCache calendars;
    Periods periods;
    Workers workers{db, clock};
    Person sari = person("sari");
    Person joko = person("joko");
    Person budi = person("budi");
    Person rina = person("rina");
    int forms = 0;

    ClosingGround() {
        register_closing_jobs(workers, db, [this](Tx& tx) { return desk(tx); });
    }

    Desk desk(Tx& tx) { return {catalogs.get(tx), calendars.get(tx), periods}; }
    Person person(std::string_view key) {
        return db.write([&](Tx& tx) { return demo::ensure(tx, key); });
    }
    // One for each form, like the pages give.
    std::string submit_id() { return "form-" + std::to_string(++forms); }

    Ticket open() {
        return db.write([&](Tx& tx) {
            return open_ticket(tx, desk(tx), sari, Channel::demo,
                               {.service = "e-ska",
                                .kind = "kendala",
                                .impact = "rendah",
                                .subject = "Sertifikat tidak terbit",
                                .description = "Dokumen sudah lengkap tetapi sertifikat tidak terbit.",
                                .extra = {},
                                .consent = true,
                                .consent_text = "syarat 1.0; privasi 1.0",
                                .submit_id = submit_id(),
                                .follows = ""});
        });
    }
    void new_holiday(std::string_view date) {
        db.write([&](Tx& tx) {
            put_holiday(tx, {parse_day(date).value(), "Libur baru", HolidayKind::special, "Pengumuman", false});
        });
    }
    // As handling does it, by Budi.
    Ticket resolve(const Ticket& ticket) {
        return db.write([&](Tx& tx) {
            const auto before = fresh(tx, ticket);
            auto after = paused(tx, given_to(tx, before, budi));
            after.status = Status::resolved;
            after.resolved_at = tx.now();
            after.confirm_by = confirm_by(desk(tx), tx.now());
            const auto stored = store(tx, before, after, &budi, {"resolve", ""});
            await_confirmation(tx, desk(tx), stored);
            return stored;
        });
    }
    Ticket ask(const Ticket& ticket) {
        return db.write([&](Tx& tx) {
            const auto before = fresh(tx, ticket);
            auto after = paused(tx, given_to(tx, before, budi));
            after.status = Status::waiting;
            const auto stored = store(tx, before, after, &budi, {"menunggu", ""});
            await_requester(tx, desk(tx), stored);
            return stored;
        });
    }
    Ticket resolved() { return resolve(open()); }
    Ticket confirmed() { return confirm_it(resolved()); }
    Ticket closed() { return skip(confirmed()); }

    Ticket confirm_it(const Ticket& seen, std::string_view remark = "") {
        return db.write([&](Tx& tx) { return confirm(tx, sari, seen, remark, submit_id()); });
    }
    Ticket reject_it(const Ticket& seen, std::string_view reason = "Masih kosong", std::string form = "") {
        if (form.empty()) form = submit_id();
        return db.write([&](Tx& tx) { return reject(tx, desk(tx), sari, seen, reason, form); });
    }
    Ticket rate_it(const Ticket& seen, int grade, std::string_view feedback = "") {
        return db.write([&](Tx& tx) { return rate(tx, desk(tx), sari, seen, grade, feedback); });
    }
    Ticket skip(const Ticket& seen) {
        return db.write([&](Tx& tx) { return close_without_rating(tx, desk(tx), sari, seen); });
    }
    Ticket reopen_it(const Ticket& seen, std::string_view reason = "Muncul lagi", std::string form = "") {
        if (form.empty()) form = submit_id();
        return db.write([&](Tx& tx) { return reopen(tx, desk(tx), sari, seen, reason, form); });
    }

    Ticket now(const Ticket& ticket) {
        return db.read([&](Tx& tx) { return ticket_for(tx, sari, ticket.number); });
    }
    std::vector<Message> conversation(const Ticket& ticket) {
        return db.read([&](Tx& tx) { return conversation_of(tx, sari, ticket); });
    }
    std::vector<std::string> happenings(const Ticket& ticket) {
        std::vector<std::string> result;
        const auto entries = db.read([&](Tx& tx) { return history_of(tx, sari, ticket); });
        for (const auto& entry : entries) result.push_back(entry.happened);
        return result;
    }
    // Mails of that event about the ticket: to whom.
    std::vector<std::string> mails(const Ticket& ticket, std::string_view event) {
        return db.read([&](Tx& tx) {
            std::vector<std::string> result;
            for (const auto& row :
                 tx.run(test::Ask<"SELECT to_name FROM mails WHERE ticket = $1 AND event = $2 ORDER BY id", 2>{
                     {ticket.number, event}}))
                result.push_back(row.text("to_name"));
            return result;
        });
    }
    std::int64_t timers() {
        return db.read([](Tx& tx) {
            return tx
                .one(test::Ask<"SELECT COUNT(*) AS amount FROM jobs WHERE kind LIKE 'tiket.%' AND tries = 0 AND due IS "
                               "NOT NULL">{})
                ->integer("amount");
        });
    }
};

template <typename Closure>
std::string conflict_of(Closure&& closure) {
    try {
        closure();
    } catch (const Conflict& conflict) {
        return conflict.message;
    }
    return "";
}

}  // namespace hero
