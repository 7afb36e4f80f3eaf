#include <boost/json.hpp>

#include "base/log.hpp"
#include "mail/mail.hpp"
#include "sql/mail.hpp"

namespace hero {

namespace {

// Between sending and marking, the process may die: the letter is sent again, with the same Message-ID.
void deliver(Database& db, const Mailer& mailer, std::int64_t id) {
    const auto letter = db.read([&](Tx& tx) { return mail_by_id(tx, mailer.settings().base_url, id); });
    if (!letter || letter->sent_at || letter->failed_at) return;
    try {
        mailer.send(*letter);
    } catch (const MailRefused& refusal) {
        log::warning("mail.refused", {{"id", std::to_string(id)}, {"event", letter->event}, {"why", refusal.what()}});
        db.write([&](Tx& tx) { tx.run(sql::mail::mark_failed{.now = tx.now(), .id = id}); });
        return;
    }
    db.write([&](Tx& tx) { tx.run(sql::mail::mark_sent{.now = tx.now(), .id = id}); });
}

}  // namespace

void register_mail_jobs(Workers& workers, Database& db, const Mailer& mailer) {
    workers.on("mail.send", [&db, &mailer](const Job& job) {
        deliver(db, mailer, boost::json::parse(job.payload).at("id").as_int64());
    });
}

}  // namespace hero
