#pragma once
// An office with one ticket of Tim Aplikasi, and its staff's verbs with short names.
#include <gtest/gtest.h>

#include "handling/handling.hpp"
#include "tests/cast.hpp"
#include "tickets/moves.hpp"

namespace hero {

struct Handling : testing::Test {
    test::Office office;
    const Person& ashari = office.person("ashari");
    const Person& budi = office.person("budi");
    const Person& rina = office.person("rina");
    const Person& dewi = office.person("dewi");
    Ticket ticket = office.open("ashari");

    Ticket now() { return office.now(ticket); }
    std::vector<Message> conversation() {
        return office.read([&](Tx& tx) { return conversation_of(tx, budi, ticket); });
    }
    // The mails after `known` earlier ones.
    std::vector<std::string> mails_after(std::size_t known) {
        auto mails = office.mails(ticket);
        mails.erase(mails.begin(), mails.begin() + static_cast<std::ptrdiff_t>(std::min(known, mails.size())));
        return mails;
    }

    Ticket take_it(const Person& agent) {
        return office.write([&](Tx& tx) { return take(tx, agent, now_in(tx)); });
    }
    Ticket give_it_back(const Person& agent) {
        return office.write([&](Tx& tx) { return give_back(tx, agent, now_in(tx)); });
    }
    Ticket assign_it(const Person& supervisor, std::int64_t agent) {
        return office.write([&](Tx& tx) { return assign(tx, supervisor, now_in(tx), agent); });
    }
    std::optional<Ticket> answer(const Person& agent, After after = After::stay,
                                 std::string_view body = "Mohon ditunggu.") {
        StaffReply reply;
        reply.body = body;
        reply.after = after;
        reply.send_anyway = true;
        return send(agent, reply);
    }
    std::optional<Ticket> send(const Person& agent, const StaffReply& reply) {
        return office.write([&](Tx& tx) { return reply_as_staff(tx, office.desk(tx), agent, ticket, reply); });
    }
    Message ask_staff(std::string_view body = "Ada kabar?") {
        return office.write([&](Tx& tx) { return reply(tx, office.desk(tx), ashari, ticket, body, "").value(); });
    }
    Ticket escalate_it(const Person& agent, std::string_view reason = "1", std::string_view wish = "bantuan",
                       std::string_view note = "") {
        return office.write([&](Tx& tx) { return escalate(tx, agent, now_in(tx), reason, wish, note); });
    }
    std::optional<Escalation> waiting_escalation() {
        return office.read([&](Tx& tx) { return open_escalation(tx, now_in(tx)); });
    }

protected:
    Ticket now_in(Tx& tx) { return ticket_for(tx, ashari, ticket.number); }
};

}  // namespace hero
