#include <array>
#include <stdexcept>
#include <utility>

#include "base/ids.hpp"
#include "base/log.hpp"
#include "mail/details.hpp"
#include "mail/jobs.hpp"
#include "mail/mail.hpp"
#include "mail/mailbox.hpp"
#include "sql/mail.hpp"

namespace hero {

namespace {

using namespace std::chrono_literals;

constexpr auto group_window = 5min;
// Eight letters that take as long as they may are sent before the job's lease ends.
constexpr int most_of_a_bundle = 8;

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

template <class Insert>
Insert row_of(const Recipient& recipient, const Notice& notice, std::string_view details, std::string_view token,
              Instant now, Instant due) {
    return {.person = recipient.person == 0 ? db::Value{db::Null{}} : db::Value{recipient.person},
            .name = recipient.name,
            .address = recipient.address,
            .language = code_of(recipient.language),
            .event = notice.event,
            .ticket = notice.ticket,
            .path = notice.path,
            .details = details,
            .token = token,
            .now = now,
            .due = due};
}

// With a job of its own.
void add(Tx& tx, const Recipient& recipient, const Notice& notice, Instant due) {
    const auto details = details_of(notice), token = random_hex(16);
    const auto row = tx.one(row_of<sql::mail::insert_mail>(recipient, notice, details, token, tx.now(), due));
    schedule(tx, send_job, payload_of(row->integer("id")), due);
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

bool goes_alone(const Told& told) {
    return told.notice->ticket.empty() || (told.notice->grouped && told.recipient.person != 0);
}

void add_alone(Tx& tx, const Recipient& recipient, const Notice& notice) {
    if (notice.grouped && recipient.person != 0)
        add_to_group(tx, recipient, notice);
    else
        add(tx, recipient, notice, tx.now());
}

// Letters about one ticket that one job sends. No answer of the database is waited for: the job finds them by the
// beginning of their tokens.
class Bundle {
public:
    Bundle(Tx& tx, const std::string& ticket) : tx_(tx), ticket_(ticket), key_(random_hex(bundle_bytes)) {}

    [[nodiscard]] bool takes(const Notice& notice) const {
        return letters_ < most_of_a_bundle && notice.ticket == ticket_;
    }
    void add(const Told& told) {
        if (described_ != told.notice) details_ = details_of(*(described_ = told.notice));
        const auto token = key_ + random_hex(16);
        tx_.run_later(row_of<sql::mail::insert_bundled_mail>(told.recipient, *told.notice, details_, token, tx_.now(),
                                                             tx_.now()));
        ++letters_;
    }
    void schedule_it() const { schedule(tx_, send_job, payload_of({ticket_, tx_.now(), key_}), tx_.now()); }

private:
    Tx& tx_;
    std::string ticket_;
    std::string key_;
    const Notice* described_ = nullptr;
    std::string details_;
    int letters_ = 0;
};

}  // namespace

void queue_notice(Tx& tx, const Recipient& recipient, const Notice& notice) {
    const std::array one{Told{recipient, &notice}};
    queue_notices(tx, one);
}

void queue_notices(Tx& tx, std::span<const Told> everybody) {
    std::optional<Bundle> bundle;
    const Notice* worded = nullptr;
    for (const auto& told : everybody) {
        if (worded != told.notice) require_words(*(worded = told.notice));
        if (!can_be_told(told.recipient, *told.notice)) continue;
        if (goes_alone(told)) {
            add_alone(tx, told.recipient, *told.notice);
            continue;
        }
        if (bundle && !bundle->takes(*told.notice)) std::exchange(bundle, std::nullopt)->schedule_it();
        if (!bundle) bundle.emplace(tx, told.notice->ticket);
        bundle->add(told);
    }
    if (bundle) bundle->schedule_it();
}

}  // namespace hero
