#include <gtest/gtest.h>

#include <algorithm>
#include <latch>
#include <thread>

#include "tests/cast.hpp"
#include "tickets/moves.hpp"

namespace hero {
namespace {

using namespace std::chrono_literals;
using test::Ask;

std::int64_t amount_of_tickets(test::Office& office) {
    return office.read(
        [](Tx& tx) { return tx.one(Ask<"SELECT COUNT(*) AS amount FROM tickets">{})->integer("amount"); });
}

TEST(OpenTicket, KeepsWhatWasFiled) {
    test::Office office;
    auto draft = office.draft();
    draft.subject = "  Kendala tidak\tdapat login hero ";
    const auto opened = office.open("ashari", draft);
    const auto ticket = office.now(opened);
    EXPECT_EQ(ticket.number, opened.number);
    EXPECT_EQ(ticket.id, opened.id);
    EXPECT_EQ(ticket.version, 1);
    EXPECT_EQ(ticket.subject, "Kendala tidak dapat login hero");
    EXPECT_EQ(ticket.status, Status::open);
    EXPECT_EQ(ticket.requester_name, "Muhammad Ashari");
    EXPECT_EQ(ticket.channel, Channel::intranet);
    EXPECT_EQ(ticket.kind, TicketKind::problem);
    EXPECT_EQ(ticket.impact, Impact::low);
    EXPECT_EQ(ticket.team, office.team("tim-aplikasi"));
    EXPECT_FALSE(ticket.restricted);
    EXPECT_FALSE(ticket.assignee);
    EXPECT_TRUE(ticket.staff_unread);
    EXPECT_FALSE(ticket.requester_unread);
    EXPECT_EQ(ticket.created_at, test::start_of_test);
    EXPECT_EQ(ticket.first_response_due, test::start_of_test + 24h);  // 7,5 working hours from Tuesday 09.00
    EXPECT_EQ(ticket.resolution_due, test::start_of_test + 7 * 24h);
}

TEST(OpenTicket, BeginsTheConversationWithTheDescription) {
    test::Office office;
    auto draft = office.draft();
    draft.description = "Baris satu\r\nBaris dua yang cukup panjang\r\n\r\n";
    const auto ticket = office.open("ashari", draft);
    const auto messages = office.read([&](Tx& tx) { return conversation_of(tx, office.person("ashari"), ticket); });
    ASSERT_EQ(messages.size(), 1U);
    EXPECT_EQ(messages[0].from, From::requester);
    EXPECT_EQ(messages[0].author, office.person("ashari").id);
    EXPECT_EQ(messages[0].body, "Baris satu\nBaris dua yang cukup panjang");
    EXPECT_EQ(office.happenings(ticket), std::vector<std::string>{"diajukan"});
}

TEST(OpenTicket, StoresTheConsentWithTheVersionOfTheText) {
    test::Office office;
    const auto ticket = office.open("sari", "e-ska");
    const auto consent = office.read([&](Tx& tx) {
        return tx
            .one(Ask<"SELECT person_id, text, channel, given_at FROM consents WHERE ticket_id = $1", 1>{{ticket.id}})
            .value();
    });
    EXPECT_EQ(consent.integer("person_id"), office.person("sari").id);
    EXPECT_EQ(consent.text("text"), "syarat 1.0; privasi 1.0");
    EXPECT_EQ(consent.text("channel"), "google");
    EXPECT_EQ(consent.instant("given_at"), test::start_of_test);
}

TEST(OpenTicket, TellsTheRequesterAndTheTeam) {
    test::Office office;
    const auto ticket = office.open("ashari");
    EXPECT_EQ(office.mails(ticket), (std::vector<std::string>{"dibuat > Muhammad Ashari", "baru > Budi Santoso",
                                                              "baru > Dewi Anggraini", "baru > Rina Wulandari"}));
}

// Each is a way to the database; letters are counted by the members of the team, all else is fixed.
TEST(OpenTicket, TakesFewStatements) {
    test::Office office;
    office.open("ashari");
    const auto& requester = office.person("ashari");
    const auto draft = office.draft("hero");
    const auto names = office.write([&](Tx& tx) {
        const auto desk = office.desk(tx);
        const db::StatementLog log;
        open_ticket(tx, desk, requester, Channel::google, draft);
        return log.names();
    });
    std::string list;
    for (const auto& name : names) list += name + "\n";
    EXPECT_EQ(std::ranges::count(names, "mail/insert_bundled_mail"), 4) << list;
    EXPECT_EQ(std::ranges::count(names, "jobs/insert_job"), 1) << list;
    EXPECT_LE(names.size(), 16U) << list;
}

TEST(OpenTicket, TellsNoTeamMemberOfTheirOwnTicketTwice) {
    test::Office office;
    const auto ticket = office.open("rina");
    EXPECT_EQ(office.mails(ticket),
              (std::vector<std::string>{"dibuat > Rina Wulandari", "baru > Budi Santoso", "baru > Dewi Anggraini"}));
}

TEST(OpenTicket, RestrictsWhatARestrictedServiceServes) {
    test::Office office;
    const auto ticket = office.open("ashari", "aduan-siber");
    EXPECT_TRUE(ticket.restricted);
    EXPECT_EQ(office.mails(ticket),
              (std::vector<std::string>{"dibuat > Muhammad Ashari", "baru > Citra Maharani", "baru > Wahyu Nugroho"}));
    EXPECT_EQ(ticket.resolution_due, test::start_of_test + 72h);
}

TEST(OpenTicket, KeepsOnlyTheFieldsOfTheForm) {
    test::Office office;
    auto draft = office.draft("aduan-siber");
    draft.extra.emplace_back("sb_data_pribadi", "ya");
    draft.extra.emplace_back("role", "admin");
    draft.extra.emplace_back("lapor", " 12345 ");
    const auto ticket = office.open("ashari", draft);
    const auto extra =
        office.read([&](Tx& tx) { return ticket_for(tx, office.person("ashari"), ticket.number).extra; });
    EXPECT_EQ(extra,
              (std::vector<std::pair<std::string, std::string>>{{"sb_jenis", "Phishing"},
                                                                {"sb_aset", "Portal Satu Data"},
                                                                {"sb_waktu", "2026-11-24T08:15"},
                                                                {"sb_kronologi", "Email palsu meminta kata sandi."},
                                                                {"sb_kontak", "08120000000"},
                                                                {"sb_tlp", "TLP:AMBER"},
                                                                {"sb_data_pribadi", "ya"},
                                                                {"lapor", "12345"}}));
    const auto shown = shown_extra(Lang::en, extra);
    EXPECT_EQ(shown[0], (std::pair<std::string, std::string>{"Incident type", "Phishing"}));
    EXPECT_EQ(shown[2].second, "Tuesday, 24 November 2026 at 08:15 WIB");
    EXPECT_EQ(shown[6], (std::pair<std::string, std::string>{"Is personal data affected?", "Yes"}));
}

TEST(OpenTicket, TranslatesAChoiceThatWasSentInEnglish) {
    test::Office office;
    auto draft = office.draft("aduan-siber");
    draft.extra[0].second = "Illegal access";
    const auto extra = office.read([&, ticket = office.open("ashari", draft)](Tx& tx) {
        return ticket_for(tx, office.person("ashari"), ticket.number).extra;
    });
    EXPECT_EQ(extra[0].second, "Akses ilegal");
    EXPECT_EQ(shown_extra(Lang::en, extra)[0].second, "Illegal access");
}

TEST(OpenTicket, OpensOneTicketForOneForm) {
    test::Office office;
    const auto draft = office.draft();
    const auto first = office.open("ashari", draft);
    const auto again = office.open("ashari", draft);
    EXPECT_EQ(again.id, first.id);
    EXPECT_EQ(again.number, first.number);
    EXPECT_EQ(amount_of_tickets(office), 1);
    EXPECT_EQ(office.happenings(first).size(), 1U);
    EXPECT_EQ(office.mails(first).size(), 4U);
    EXPECT_EQ(office.open("ashari").number, "A-KORS26000002");
}

TEST(OpenTicket, KnowsFormsByTheirPersonToo) {
    test::Office office;
    auto draft = office.draft("e-ska");
    draft.submit_id = "1";
    EXPECT_NE(office.open("sari", draft).id, office.open("joko", draft).id);
}

TEST(OpenTicket, SurvivesAHostileSubmitId) {
    test::Office office;
    for (const auto& id : {std::string(1 << 20, 'x'), std::string("\xFF\0'", 3), std::string("../../etc")}) {
        auto draft = office.draft();
        draft.submit_id = id;
        EXPECT_EQ(office.open("ashari", draft).id, office.open("ashari", draft).id);
    }
    auto draft = office.draft();
    draft.submit_id = "";
    EXPECT_NE(office.open("ashari", draft).id, office.open("ashari", draft).id);
}

TEST(OpenTicket, OpensOneTicketWhenTheSameFormIsSentTwentyTimesAtOnce) {
    test::Office office(DatabaseOptions{.readers = 16, .durable = false});
    const auto& ashari = office.person("ashari");
    const auto draft = office.draft();
    std::vector<std::string> numbers(20);
    std::latch start{20};
    std::vector<std::jthread> clicks;
    for (auto& number : numbers)
        clicks.emplace_back([&] {
            start.arrive_and_wait();
            number =
                office.write([&](Tx& tx) { return open_ticket(tx, office.desk(tx), ashari, Channel::intranet, draft); })
                    .number;
        });
    clicks.clear();
    for (const auto& number : numbers) EXPECT_EQ(number, numbers.front());
    EXPECT_EQ(amount_of_tickets(office), 1);
    const auto ticket = office.read([&](Tx& tx) { return ticket_for(tx, ashari, numbers.front()); });
    EXPECT_EQ(office.happenings(ticket).size(), 1U);
}

TEST(OpenTicket, RefusesADraftThatWasNotChecked) {
    test::Office office;
    auto draft = office.draft();
    draft.consent = false;
    EXPECT_THROW(office.open("ashari", draft), std::invalid_argument);
    EXPECT_THROW(office.open("sari", office.draft("hero")), std::invalid_argument);
    EXPECT_EQ(amount_of_tickets(office), 0);
}

TEST(OpenTicket, TakesTheFilesThatWaitedInTheForm) {
    test::Office office;
    const auto& ashari = office.person("ashari");
    office.write([&](Tx& tx) {
        const std::vector<StoredFile> files{
            {.name = "layar.png", .type = "image/png", .size = 7, .sha256 = std::string(64, 'a')}};
        keep_waiting(tx, ashari.id, {.place = "buat:hero", .form = "kirim-1", .arrived = files});
        keep_waiting(tx, ashari.id, {.place = "buat:hero", .form = "kirim-2", .arrived = files});
        keep_waiting(tx, ashari.id, {.place = "buat:intranet", .form = "kirim-1", .arrived = files});
    });
    auto draft = office.draft();
    draft.files = {.place = "buat:hero", .form = "kirim-1"};
    const auto ticket = office.open("ashari", draft);
    const auto messages = office.read([&](Tx& tx) { return conversation_of(tx, ashari, ticket); });
    ASSERT_EQ(messages.at(0).files.size(), 1U);
    EXPECT_EQ(messages[0].files[0].name, "layar.png");
    office.read([&](Tx& tx) {
        EXPECT_EQ(waiting_at(tx, ashari.id, "buat:hero").size(), 1U);
        EXPECT_EQ(waiting_at(tx, ashari.id, "buat:intranet").size(), 1U);
    });
}

Ticket cancelled(test::Office& office, const Ticket& ticket) {
    return office.write([&](Tx& tx) { return cancel(tx, office.desk(tx), office.person("ashari"), ticket); });
}

TEST(FollowUp, ContinuesAClosedTicketOfOnesOwn) {
    test::Office office;
    const auto first = cancelled(office, office.open("ashari"));
    auto draft = office.draft();
    draft.follows = "#" + first.number;
    const auto second = office.open("ashari", draft);
    EXPECT_EQ(second.follows, first.id);
    EXPECT_EQ(office.happenings(first).back(), "dilanjutkan");
    EXPECT_EQ(office.happenings(second), (std::vector<std::string>{"diajukan", "lanjutan"}));
}

TEST(FollowUp, SaysNothingOfARestrictedTicketToOthers) {
    test::Office office;
    const auto report = cancelled(office, office.open("ashari", "aduan-siber"));
    auto draft = office.draft();
    draft.follows = report.number;
    EXPECT_EQ(office.happenings(office.open("ashari", draft)), (std::vector<std::string>{"diajukan"}));
    auto again = office.draft("aduan-siber");
    again.follows = report.number;
    EXPECT_EQ(office.happenings(office.open("ashari", again)), (std::vector<std::string>{"diajukan", "lanjutan"}));
}

TEST(FollowUp, ThatIsRestrictedIsNotNamedWhereOthersRead) {
    test::Office office;
    const auto first = cancelled(office, office.open("ashari"));
    auto draft = office.draft("aduan-siber");
    draft.follows = first.number;
    const auto report = office.open("ashari", draft);
    EXPECT_EQ(office.happenings(first), (std::vector<std::string>{"diajukan", "dibatalkan"}));
    EXPECT_EQ(office.happenings(report), (std::vector<std::string>{"diajukan", "lanjutan"}));
}

TEST(FollowUp, IsNamedToThoseWhoMayReadBoth) {
    test::Office office;
    const auto first = cancelled(office, office.open("ashari"));  // Tim Aplikasi
    auto draft = office.draft("data-ska");                        // Tim Data
    draft.kind = "permohonan";
    draft.follows = first.number;
    draft.extra = {{"data_apa", "Harga beras"}, {"data_periode", "2020-2025"}, {"data_tujuan", "Penelitian"}};
    const auto second = office.open("ashari", draft);
    const auto last = [&](const Ticket& ticket, std::string_view happened, std::string_view reader) {
        const auto history = office.read([&](Tx& tx) { return history_of(tx, office.person(reader), ticket); });
        const auto entry =
            std::ranges::find_if(history, [&](const HistoryEntry& one) { return one.happened.starts_with(happened); });
        return entry == history.end() ? "" : entry->happened + " " + entry->detail;
    };
    for (const auto* both : {"ashari", "dewi"}) {
        EXPECT_EQ(last(first, "dilanjutkan", both), "dilanjutkan " + second.number) << both;
        EXPECT_EQ(last(second, "lanjutan", both), "lanjutan " + first.number) << both;
    }
    EXPECT_EQ(last(first, "dilanjutkan", "budi"), "dilanjutkan_lain ");
    EXPECT_EQ(last(second, "lanjutan", "nurul"), "lanjutan_lain ");
}

TEST(FollowUp, NeedsATicketThatIsClosedAndOnesOwn) {
    test::Office office;
    auto draft = office.draft();
    draft.follows = office.open("ashari").number;
    EXPECT_EQ(test::refusal_of([&] { office.open("ashari", draft); }), "x.409.keadaan");
    draft.follows = cancelled(office, office.open("ashari")).number;
    draft.service = "e-ska";
    EXPECT_EQ(test::refusal_of([&] { office.open("sari", draft); }), "NotFound");
    draft.follows = "A-KORS26999999";
    EXPECT_EQ(test::refusal_of([&] { office.open("ashari", draft); }), "NotFound");
}

}  // namespace
}  // namespace hero
