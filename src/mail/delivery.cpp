#include <atomic>
#include <chrono>
#include <exception>
#include <memory>
#include <utility>
#include <variant>

#include "base/jobs/postponed.hpp"
#include "base/log.hpp"
#include "mail/jobs.hpp"
#include "mail/letters.hpp"
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

// What became of letters, until it is written.
struct Delivered {
    std::vector<std::int64_t> sent;
    std::vector<std::int64_t> refused;

    void write(Tx& tx) const {
        for (const auto id : sent) tx.run_later(sql::mail::mark_sent{.now = tx.now(), .id = id});
        for (const auto id : refused) tx.run_later(sql::mail::mark_failed{.now = tx.now(), .id = id});
    }
    // Now, instead of with the end of the turn.
    void keep(Database& db) {
        if (sent.empty() && refused.empty()) return;
        db.write_in_background([this](Tx& tx) { write(tx); });
        *this = {};
    }
};

// The letters of a job that nobody has sent, and when that was.
std::pair<std::vector<Letter>, Instant> letters_for(Post& post, const Job& job) {
    const auto named = named_in(job.payload);
    const auto& base_url = post.mailer.settings().base_url;
    return post.db.read([&](Tx& tx) {
        if (const auto* bundle = std::get_if<BundleName>(&named))
            return std::pair{unsent_of(tx, base_url, *bundle), tx.now()};
        std::vector<Letter> letters;
        auto letter = mail_by_id(tx, base_url, std::get<std::int64_t>(named));
        if (letter && !letter->sent_at && !letter->failed_at) letters.push_back(std::move(*letter));
        return std::pair{std::move(letters), tx.now()};
    });
}

void hand_over(const Post& post, const Letter& letter, Delivered& delivered) {
    try {
        post.mailer.send(letter);
        delivered.sent.push_back(letter.id);
    } catch (const MailRefused& refusal) {
        log::warning("mail.refused",
                     {{"id", std::to_string(letter.id)}, {"event", letter.event}, {"why", refusal.what()}});
        delivered.refused.push_back(letter.id);
    }
}

// Between sending and marking, the process may die: the letter is sent again, with the same Message-ID. So one that
// was handed to a server is marked before the next one goes; when it cannot be, the next ones wait, and it is marked
// with the end of the turn.
void deliver(Post& post, const Job& job, JobEnd& end) {
    const auto [letters, now] = letters_for(post, job);
    if (letters.empty()) return;
    if (to_millis(now) < post.away_until) throw Postponed("the mail server is away", pause_of_the_server);
    const auto delivered = std::make_shared<Delivered>();
    end = [delivered](Tx& tx) { delivered->write(tx); };
    std::exception_ptr trouble;  // of one letter: the others have their turn
    for (const auto& letter : letters) {
        // Each may take twenty seconds, and a service manager does not wait for eight of them.
        if (job.is_cut()) throw Postponed("the program stops", 0ms);
        if (!post.mailer.may_repeat()) delivered->keep(post.db);
        try {
            hand_over(post, letter, *delivered);
        } catch (const MailServerAway& away) {
            post.away_until = to_millis(now + pause_of_the_server);
            throw Postponed(away.what(), pause_of_the_server);
        } catch (const std::exception&) {
            trouble = std::current_exception();
        }
    }
    if (trouble) std::rethrow_exception(trouble);
}

}  // namespace

void register_mail_jobs(Workers& workers, Database& db, const Mailer& mailer) {
    workers.on_ending(std::string(send_job), [post = std::make_shared<Post>(db, mailer)](const Job& job, JobEnd& end) {
        deliver(*post, job, end);
    });
}

}  // namespace hero
