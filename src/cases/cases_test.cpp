#include "cases/cases.hpp"

#include <gtest/gtest.h>

#include "tests/cast.hpp"

namespace hero {

namespace {

// A ticket with a note, an escalation and something begun by both sides.
struct OneCase : test::Office {
    Ticket ticket = escalated();

    Ticket escalated() {
        const auto opened = open("ashari");
        const auto& budi = person("budi");
        write([&](Tx& tx) {
            add_note(tx, budi, take(tx, budi, opened), "Lihat log server.", "");
            escalate(tx, budi, ticket_for(tx, budi, opened.number, Verb::escalate), "2", "bantuan", "Perlu akses.");
            save_draft(tx, person("ashari").id, "tanggapan:" + opened.number, {{"isi", "Masih sama"}});
        });
        return read([&](Tx& tx) { return ticket_for(tx, budi, opened.number); });
    }
    Case seen_by(std::string_view who) {
        return read([&](Tx& tx) { return case_of(tx, person(who), ticket, "tanggapan:" + ticket.number); });
    }
};

}  // namespace

// Each part by itself has a statement of its own for those who need no other: both must say the same.
TEST(CaseOf, SaysWhatItsPartsSayByThemselves) {
    OneCase desk;
    for (const auto* who : {"ashari", "budi", "dewi"}) {
        SCOPED_TRACE(who);
        const auto& reader = desk.person(who);
        const auto all = desk.seen_by(who);
        desk.read([&](Tx& tx) {
            const auto conversation = conversation_of(tx, reader, desk.ticket);
            ASSERT_EQ(all.conversation.size(), conversation.size());
            for (std::size_t i = 0; i < conversation.size(); ++i) {
                EXPECT_EQ(all.conversation[i].id, conversation[i].id);
                EXPECT_EQ(all.conversation[i].from, conversation[i].from);
                EXPECT_EQ(all.conversation[i].author, conversation[i].author);
                EXPECT_EQ(all.conversation[i].body, conversation[i].body);
            }
            const auto history = history_of(tx, reader, desk.ticket);
            ASSERT_EQ(all.history.size(), history.size());
            for (std::size_t i = 0; i < history.size(); ++i) {
                EXPECT_EQ(all.history[i].happened, history[i].happened);
                EXPECT_EQ(all.history[i].detail, history[i].detail);
                EXPECT_EQ(all.history[i].at, history[i].at);
            }
            EXPECT_EQ(all.mark, news_of(tx, reader, desk.ticket).mark);
        });
        EXPECT_EQ(all.requester_email, desk.person("ashari").email);
        EXPECT_EQ(all.requester_audience, Audience::internal);
    }
}

TEST(CaseOf, NamesNoTicketThatItsReaderMayNotRead) {
    test::Office desk;
    const auto& ashari = desk.person("ashari");
    const auto& budi = desk.person("budi");
    const auto filed = desk.open("ashari");
    const auto first = desk.write([&](Tx& tx) { return cancel(tx, desk.desk(tx), ashari, filed); });
    auto draft = desk.draft();
    draft.follows = first.number;
    const auto second = desk.open("ashari", draft);
    const auto told = [&](const Person& reader) {
        return desk.read([&](Tx& tx) {
            std::string whole;
            for (const auto& entry : case_of(tx, reader, first, "").history)
                whole += entry.happened + ' ' + entry.detail + '\n';
            return whole;
        });
    };
    const auto named = "dilanjutkan " + second.number;
    for (const auto* reader : {&ashari, &budi}) EXPECT_NE(told(*reader).find(named), std::string::npos);
    desk.write([&](Tx& tx) { change_service(tx, desk.desk(tx), budi, second, "aduan-siber", "Surat palsu"); });
    EXPECT_NE(told(ashari).find(named), std::string::npos);
    EXPECT_EQ(told(budi).find(second.number), std::string::npos);
    EXPECT_NE(told(budi).find("dilanjutkan_lain"), std::string::npos);
}

TEST(CaseOf, KeepsFromTheRequesterWhatIsForStaff) {
    OneCase desk;
    const auto theirs = desk.seen_by("ashari");
    EXPECT_EQ(theirs.conversation.size(), 1U);
    EXPECT_FALSE(theirs.escalation);
    ASSERT_TRUE(theirs.begun.draft);
    EXPECT_EQ(theirs.begun.draft->get("isi"), "Masih sama");
    const auto ours = desk.seen_by("budi");
    EXPECT_EQ(ours.conversation.size(), 2U);
    ASSERT_TRUE(ours.escalation);
    EXPECT_EQ(ours.escalation->reason, "2");
    EXPECT_EQ(ours.escalation->note, "Perlu akses.");
    EXPECT_EQ(ours.escalation->agent_name, desk.person("budi").name);
    EXPECT_FALSE(ours.begun.draft) << "somebody else's";
    EXPECT_THROW(desk.seen_by("joko"), NotFound);
}

TEST(CaseOf, KnowsWhetherTheReaderWasNotedLately) {
    OneCase desk;
    const auto& budi = desk.person("budi");
    EXPECT_FALSE(desk.seen_by("budi").looked_at_lately);
    desk.write([&](Tx& tx) {
        record(tx, {.act = Act::ticket_read, .person = budi.id, .object = audit_object_of(desk.ticket)});
    });
    EXPECT_TRUE(desk.seen_by("budi").looked_at_lately);
    EXPECT_FALSE(desk.seen_by("dewi").looked_at_lately);
}

}  // namespace hero
