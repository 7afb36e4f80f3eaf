#pragma once
// Notices by e-mail (UX.md §13): what happened and a link, never what somebody wrote. Rows in the outbox, written in
// the transaction of what they tell, sent by a worker, each once.
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/db/db.hpp"
#include "base/i18n.hpp"

namespace hero {

struct Recipient {
    std::int64_t person = 0;
    std::string name;
    std::string address;
    Lang language = Lang::id;
    bool wants_mail = true;      // false: nothing is queued
};

struct Notice {
    std::string event;           // "dibuat": subject word m.dibuat.s, body word m.dibuat.b
    std::string ticket;          // number without '#': starts the subject, threads the mails
    std::string path;            // "/tiket/A-KORS22000343"; becomes {tautan} with the configured base URL
    bool confidential = false;   // restricted tickets: only "there is news", no subject and no values
    bool grouped = false;        // more of this event, ticket and person within 5 minutes become one mail
    std::vector<std::pair<std::string, std::string>> values;   // {subjek}, {nama} …
    std::vector<std::pair<std::string, Instant>> dates;        // {tanggal}: written in the recipient's language
};

// Queues one mail in the caller's transaction. A recipient without address or who wants none gets none.
void queue_notice(Tx& tx, const Recipient& recipient, const Notice& notice);

}  // namespace hero
