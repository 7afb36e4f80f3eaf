#include <gtest/gtest.h>

#include "tests/cast.hpp"
#include "tickets/moves.hpp"

namespace hero {
namespace {

using namespace std::chrono_literals;

struct Lists : testing::Test {
    test::Office office;
    const Person& sari = office.person("sari");

    Ticket open(std::string_view subject, std::string_view service = "e-ska") {
        office.clock.advance(1min);
        auto draft = office.draft(service);
        draft.subject = subject;
        return office.open("sari", draft);
    }
    Ticket put(const TicketLine& ticket, Status status) {
        office.clock.advance(1min);
        return office.write([&](Tx& tx) {
            const auto before = fresh(tx, ticket);
            auto after = before;
            after.status = status;
            return store(tx, before, after, nullptr, {.happened = "uji"});
        });
    }
    std::vector<std::string> subjects(const TicketPage& page) {
        std::vector<std::string> result;
        for (const auto& ticket : page.tickets) result.push_back(ticket.subject);
        return result;
    }
    TicketPage page(bool closed, std::string_view search = "", std::string_view after = "", int limit = 50) {
        return office.read([&](Tx& tx) { return tickets_of(tx, sari, closed, search, after, limit); });
    }
};

using Subjects = std::vector<std::string>;

TEST_F(Lists, ShowWhatNeedsTheRequesterFirstAndThenTheNewest) {
    const auto first = open("Satu");
    open("Dua");
    const auto third = open("Tiga");
    put(open("Empat"), Status::closed);
    put(third, Status::waiting);
    put(first, Status::resolved);
    office.open("joko", "e-ska");
    EXPECT_EQ(subjects(page(false)), (Subjects{"Satu", "Tiga", "Dua"}));
    EXPECT_EQ(subjects(page(true)), (Subjects{"Empat"}));
}

TEST_F(Lists, PageByKeyWithoutLossOrRepetition) {
    Subjects expected;
    for (int i = 0; i < 7; ++i) {
        open("Tiket " + std::to_string(i));
        expected.insert(expected.begin(), "Tiket " + std::to_string(i));
    }
    for (const bool closed : {false, true}) {
        Subjects seen;
        std::string after;
        for (int pages = 0; pages < 4; ++pages) {
            const auto one = page(closed, "", after, 2);
            const auto more = subjects(one);
            seen.insert(seen.end(), more.begin(), more.end());
            after = one.next;
            EXPECT_EQ(after.empty(), pages == 3);
        }
        EXPECT_EQ(seen, expected);
        if (!closed)
            for (auto i = expected.rbegin(); i != expected.rend(); ++i)
                put(page(false, *i).tickets.at(0), Status::closed);
    }
}

TEST_F(Lists, FindBySubjectAndByNumberAsTyped) {
    const auto wanted = open("SKA ditolak: 100% gagal");
    open("Formulir lain_nya");
    EXPECT_EQ(subjects(page(false, "ska DITOLAK")), (Subjects{wanted.subject}));
    EXPECT_EQ(subjects(page(false, " #a-eska26 1 ")), (Subjects{wanted.subject}));
    EXPECT_EQ(subjects(page(false, wanted.number)), (Subjects{wanted.subject}));
    EXPECT_EQ(subjects(page(false, "%")).size(), 2U);
    EXPECT_EQ(subjects(page(false, "tidak ada")), Subjects{});
    EXPECT_EQ(subjects(page(false, "\xFF\x01")), Subjects{});
    EXPECT_EQ(subjects(page(false, std::string(1 << 20, 'x'))), Subjects{});
}

TEST_F(Lists, StartAtTheFirstPageWhenTheCursorWasTamperedWith) {
    open("Satu");
    for (const auto* cursor : {"x", "1.2", "1.2.x", "1.2.3.4", "99999999999999999999.1.1"})
        EXPECT_EQ(page(false, "", cursor).tickets.size(), 1U);
    EXPECT_EQ(page(false, "", "", -5).tickets.size(), 1U);
}

TEST_F(Lists, CountWhatIsOpenAndClosed) {
    put(open("Satu"), Status::closed);
    put(open("Dua"), Status::resolved);
    open("Tiga");
    const auto totals = office.read([&](Tx& tx) { return totals_of(tx, sari); });
    EXPECT_EQ(totals.open, 2);
    EXPECT_EQ(totals.closed, 1);
    EXPECT_EQ(office.read([&](Tx& tx) { return totals_of(tx, office.person("joko")); }).open, 0);
}

TEST_F(Lists, WarnOfASimilarOpenTicketOfTheSameService) {
    const auto first = open("Sertifikat SKA ditolak oleh sistem");
    put(open("Tidak dapat masuk"), Status::closed);
    const auto similar = [&](std::string_view subject, std::int64_t service) {
        const auto found = office.read([&](Tx& tx) { return similar_open_ticket(tx, sari, service, subject); });
        return found ? found->number : "";
    };
    EXPECT_EQ(similar("sertifikat ska ditolak sistem", first.service), first.number);
    EXPECT_EQ(similar("sertifikat ska ditolak sistem", first.service + 1), "");
    EXPECT_EQ(similar("Tidak dapat masuk", first.service), "");
    EXPECT_EQ(similar("Perubahan nama perusahaan", first.service), "");
    EXPECT_EQ(similar("", first.service), "");
}

TEST_F(Lists, FindATicketThroughThePersonWhoAsks) {
    const auto ticket = open("Satu");
    const auto found = [&](std::string_view key, std::string_view number) {
        return test::refusal_of([&] { office.read([&](Tx& tx) { ticket_for(tx, office.person(key), number); }); });
    };
    EXPECT_EQ(found("sari", ticket.number), "");
    EXPECT_EQ(found("sari", "#a-eska26 000001"), "");
    EXPECT_EQ(found("budi", ticket.number), "");
    EXPECT_EQ(found("dewi", ticket.number), "");
    for (const auto* stranger : {"joko", "agus", "wahyu", "ratna"})
        EXPECT_EQ(found(stranger, ticket.number), "NotFound");
    for (const auto* number : {"A-ESKA26000002", "", "x", "' OR 1=1 --"}) EXPECT_EQ(found("sari", number), "NotFound");
}

}  // namespace
}  // namespace hero
