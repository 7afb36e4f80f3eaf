#include <stdexcept>

#include "base/ids.hpp"
#include "base/log.hpp"
#include "mail/details.hpp"
#include "mail/mail.hpp"
#include "mail/mailbox.hpp"
#include "sql/mail.hpp"

namespace hero {

namespace {

using namespace std::chrono_literals;

constexpr auto group_window = 5min;

// A mail that says "m.dibuat.b" is worse than a test that fails.
void require_words(const Notice& notice) {
    for (const auto* part : {".s", ".b"}) {
        const auto key = "m." + notice.event + part;
        if (word(Lang::id, key) == key) throw std::logic_error("no word " + key);
    }
}

bool can_be_told(const Recipient& recipient, const Notice& notice) {
    if (!recipient.wants_mail || recipient.address.empty()) return false;
    if (is_mailbox(recipient.address)) return true;
    log::warning("mail.unusable_address", {{"person", std::to_string(recipient.person)}, {"event", notice.event}});
    return false;
}

std::string details_of(const Notice& notice) {
    return to_json(notice.confidential ? NoticeDetails{true, {}, {}}
                                       : NoticeDetails{false, notice.values, notice.dates});
}

void add(Tx& tx, const Recipient& recipient, const Notice& notice, Instant due) {
    const auto person = recipient.person == 0 ? std::nullopt : std::optional{recipient.person};
    const auto row = tx.one(sql::mail::insert_mail{.person = person,
                                                   .name = recipient.name,
                                                   .address = recipient.address,
                                                   .language = code_of(recipient.language),
                                                   .event = notice.event,
                                                   .ticket = notice.ticket,
                                                   .path = notice.path,
                                                   .details = details_of(notice),
                                                   .token = random_hex(16),
                                                   .now = tx.now(),
                                                   .due = due});
    schedule(tx, "mail.send", "{\"id\":" + std::to_string(row->integer("id")) + "}", due);
}

// One mail now; then one at the end of each five minutes in which there was news, with the values of the last.
void add_to_group(Tx& tx, const Recipient& recipient, const Notice& notice) {
    const auto last =
        tx.one(sql::mail::last_of_group{.ticket = notice.ticket, .event = notice.event, .person = recipient.person});
    if (!last || last->instant("due_at") + group_window <= tx.now()) return add(tx, recipient, notice, tx.now());
    if (last->instant("due_at") > tx.now()) {
        tx.run(sql::mail::update_details{.details = details_of(notice), .id = last->integer("id")});
        return;
    }
    add(tx, recipient, notice, last->instant("due_at") + group_window);
}

}  // namespace

void queue_notice(Tx& tx, const Recipient& recipient, const Notice& notice) {
    require_words(notice);
    if (!can_be_told(recipient, notice)) return;
    if (notice.grouped && recipient.person != 0)
        add_to_group(tx, recipient, notice);
    else
        add(tx, recipient, notice, tx.now());
}

}  // namespace hero
