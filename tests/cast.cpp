#include "tests/cast.hpp"

#include <algorithm>
#include <stdexcept>

namespace hero::test {

void Office::hire() {
    db.write([&](Tx& tx) {
        for (const auto& team : catalogs_.get(tx)->teams()) teams_.insert_or_assign(team.code, team.id);
        for (const auto& member : demo::cast())
            people_.insert_or_assign(std::string(member.key), demo::ensure(tx, member.key));
    });
}

const Person& Office::person(std::string_view key) const {
    const auto known = people_.find(key);
    if (known == people_.end()) throw std::logic_error("nobody of the cast");
    return known->second;
}

std::int64_t Office::team(std::string_view code) const {
    const auto known = teams_.find(code);
    if (known == teams_.end()) throw std::logic_error("no such team");
    return known->second;
}

TicketDraft Office::draft(std::string_view service) {
    TicketDraft draft;
    draft.service = service;
    draft.kind = "kendala";
    draft.impact = "rendah";
    draft.subject = "Kendala tidak dapat login hero";
    draft.description = "Mohon bantuannya untuk reset password hero (intranet) saya karena saya lupa password.";
    draft.consent = true;
    draft.consent_text = "syarat 1.0; privasi 1.0";
    draft.submit_id = "formulir-" + std::to_string(++forms_);
    if (service == "aduan-siber")
        draft.extra = {{"sb_jenis", "Phishing"},
                       {"sb_aset", "Portal Satu Data"},
                       {"sb_waktu", "2026-11-24T08:15"},
                       {"sb_kronologi", "Email palsu meminta kata sandi."},
                       {"sb_kontak", "08120000000"}};
    return draft;
}

Channel Office::channel(std::string_view key) {
    for (const auto& member : demo::cast())
        if (member.key == key) return member.channel;
    throw std::logic_error("nobody of the cast");
}

Ticket Office::open(std::string_view requester, std::string_view service) { return open(requester, draft(service)); }

Ticket Office::open(std::string_view requester, const TicketDraft& draft) {
    const auto& who = person(requester);
    return db.write([&](Tx& tx) { return open_ticket(tx, desk(tx), who, channel(requester), draft); });
}

Ticket Office::now(const Ticket& ticket) {
    return db.read([&](Tx& tx) {
        const auto requester = person_by_id(tx, ticket.requester).value();
        return ticket_for(tx, requester, ticket.number);
    });
}

std::vector<std::string> Office::happenings(const Ticket& ticket) {
    return db.read([&](Tx& tx) {
        std::vector<std::string> happenings;
        for (const auto& row :
             tx.run(Ask<"SELECT happened FROM history WHERE ticket_id = $1 ORDER BY id", 1>{{ticket.id}}))
            happenings.push_back(row.text("happened"));
        return happenings;
    });
}

std::vector<std::string> Office::mails(const Ticket& ticket) {
    return db.read([&](Tx& tx) {
        std::vector<std::string> mails;
        std::string last;
        std::ptrdiff_t event_begins = 0;
        for (const auto& row :
             tx.run(Ask<"SELECT event, to_name FROM mails WHERE ticket = $1 ORDER BY id", 1>{{ticket.number}})) {
            if (std::exchange(last, row.text("event")) != row.text("event")) event_begins = std::ssize(mails);
            mails.push_back(last + " > " + row.text("to_name"));
            std::sort(mails.begin() + event_begins, mails.end());
        }
        return mails;
    });
}

}  // namespace hero::test
