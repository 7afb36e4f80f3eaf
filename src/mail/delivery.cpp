#include <atomic>
#include <boost/json.hpp>
#include <chrono>
#include <memory>

#include "base/jobs/postponed.hpp"
#include "base/log.hpp"
#include "mail/mail.hpp"
#include "mail/smtp.hpp"
#include "sql/mail.hpp"

namespace hero {

namespace {

using namespace std::chrono_literals;

// While the server is away, letters wait for as long as it takes; it is asked once a minute, so that one that hangs
// does not keep the workers from other jobs.
constexpr std::chrono::milliseconds pause_of_the_server = 1min;

struct Post {
    Post(Database& database, const Mailer& by) : db(database), mailer(by) {}
    Database& db;
    const Mailer& mailer;
    std::atomic<std::int64_t> away_until = 0;  // milliseconds since 1970
};

// Between sending and marking, the process may die: the letter is sent again, with the same Message-ID.
void deliver(Post& post, std::int64_t id) {
    auto& db = post.db;
    Instant now{};
    const auto letter = db.read([&](Tx& tx) {
        now = tx.now();
        return mail_by_id(tx, post.mailer.settings().base_url, id);
    });
    if (!letter || letter->sent_at || letter->failed_at) return;
    if (to_millis(now) < post.away_until) throw Postponed("the mail server is away", pause_of_the_server);
    try {
        post.mailer.send(*letter);
    } catch (const MailServerAway& away) {
        post.away_until = to_millis(now + pause_of_the_server);
        throw Postponed(away.what(), pause_of_the_server);
    } catch (const MailRefused& refusal) {
        log::warning("mail.refused", {{"id", std::to_string(id)}, {"event", letter->event}, {"why", refusal.what()}});
        db.write_in_background([&](Tx& tx) { tx.run(sql::mail::mark_failed{.now = tx.now(), .id = id}); });
        return;
    }
    db.write_in_background([&](Tx& tx) { tx.run(sql::mail::mark_sent{.now = tx.now(), .id = id}); });
}

}  // namespace

void register_mail_jobs(Workers& workers, Database& db, const Mailer& mailer) {
    workers.on("mail.send", [post = std::make_shared<Post>(db, mailer)](const Job& job) {
        deliver(*post, boost::json::parse(job.payload).at("id").as_int64());
    });
}

}  // namespace hero
