#pragma once
// Notices by e-mail (UX.md §13): what happened and a link, never what somebody wrote. Rows in the outbox, written in
// the transaction of what they tell, sent by a worker, each once.
#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/db/db.hpp"
#include "base/i18n.hpp"
#include "base/jobs/jobs.hpp"

namespace hero {

// ---- telling --------------------------------------------------------------------------------------------------------

struct Recipient {
    std::int64_t person = 0;
    std::string name;
    std::string address;
    Lang language = Lang::id;
    bool wants_mail = true;  // false: nothing is queued
};

struct Notice {
    std::string event;          // "dibuat": subject word m.dibuat.s, body word m.dibuat.b
    std::string ticket;         // number without '#': starts the subject, threads the mails; {nomor}
    std::string path;           // "/tiket/A-KORS22000343"; becomes {tautan} with the configured base URL
    bool confidential = false;  // restricted tickets: only "there is news", no event and no values
    bool grouped = false;       // more of this event, ticket and person within 5 minutes become one mail
    std::vector<std::pair<std::string, std::string>> values;  // {subjek}, {nama} …
    std::vector<std::pair<std::string, Instant>> dates;       // {tanggal}: written in the recipient's language
};

// Queues one mail in the caller's transaction. A recipient without a usable address or who wants none gets none.
// Throws std::logic_error for an event without words.
void queue_notice(Tx& tx, const Recipient& recipient, const Notice& notice);

// Somebody who is told something. The notice must outlive it.
struct Told {
    Recipient recipient;
    const Notice* notice = nullptr;
};

// The same for many at once: up to eight letters about one ticket share a job, and each is still sent, tried again and
// given up by itself.
void queue_notices(Tx& tx, std::span<const Told> everybody);

// ---- letters: notices as people read them --------------------------------------------------------------------------

struct Letter {
    std::int64_t id = 0;
    std::string event;
    std::string ticket;
    std::string to_name;
    std::string to_address;
    Lang language = Lang::id;
    std::string subject;
    std::string text;        // plain text, lines end in LF
    std::string html;        // the same as a small HTML page
    std::string link;        // the URL in both
    std::string message_id;  // "hero.12.9f86d0…@hero.example.go.id", the same at every try
    Instant date{};          // when it was due
    std::optional<Instant> sent_at;
    std::optional<Instant> failed_at;
};

// Letters that were sent, newest first, with an id below `before` (0: no bound).
std::vector<Letter> recent_mails(Tx& tx, std::string_view base_url, std::int64_t before, int limit);
std::optional<Letter> mail_by_id(Tx& tx, std::string_view base_url, std::int64_t id);

// ---- sending
// ----------------------------------------------------------------------------------------------------------

struct MailSettings {
    enum class Kind { none, smtp, file } kind = Kind::none;
    std::string url{};   // "smtps://host:465"
    std::string user{};  // of the account at the server; empty: no sign-in
    std::string password{};
    std::string folder{};    // for file
    std::string from{};      // the sender's address
    std::string name{};      // the sender's name
    std::string base_url{};  // of links and of Message-IDs, without trailing slash
};

// Adds to `settings` what `mail` says: none, smtp://HOST[:PORT], smtps://HOST[:PORT] or file:FOLDER. Throws
// std::invalid_argument with one clear line.
MailSettings mail_settings(std::string_view mail, MailSettings settings);

// The receiving server will never take this letter (5xx). what() tells the code, never the address.
struct MailRefused : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Thread-safe. Blocks until the letter is handed over, 20 seconds at most.
class Mailer {
public:
    explicit Mailer(MailSettings settings);
    // Throws MailRefused, or std::runtime_error when trying again may help.
    void send(const Letter& letter) const;
    // Sending a letter again leaves what the first time left: a file of that name, or nothing.
    [[nodiscard]] bool may_repeat() const { return settings_.kind != MailSettings::Kind::smtp; }
    // The message as it lies in the folder of letters; nothing when there is none, or no such folder.
    [[nodiscard]] std::optional<std::string> stored(const Letter& letter) const;
    [[nodiscard]] const MailSettings& settings() const { return settings_; }

private:
    MailSettings settings_;
};

// Handles the jobs queue_notice makes. All three must outlive the workers.
void register_mail_jobs(Workers& workers, Database& db, const Mailer& mailer);

}  // namespace hero
