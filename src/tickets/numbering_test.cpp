#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <set>
#include <thread>

#include "base/errors.hpp"
#include "tests/cast.hpp"
#include "tickets/inside.hpp"

namespace hero {
namespace {

using namespace std::chrono_literals;
using test::Ask;

constexpr Instant june_2022 = std::chrono::sys_days{std::chrono::year{2022} / 6 / 30} + 2h;

void set_counter(test::Office& office, std::string_view prefix, int year, std::int64_t last) {
    office.write([&](Tx& tx) {
        tx.run(Ask<"INSERT INTO numbering (prefix, year, last) VALUES ($1, $2, $3)", 3>{{prefix, year, last}});
    });
}

TEST(Numbering, GivesTheGuidesNumber) {
    test::Office office;
    office.clock.set(june_2022);
    set_counter(office, "A-KORS", 2022, 342);
    EXPECT_EQ(office.open("ashari").number, "A-KORS22000343");
    EXPECT_EQ(office.open("ashari").number, "A-KORS22000344");
}

TEST(Numbering, CountsEachServiceAndYearForItself) {
    test::Office office;
    set_counter(office, "A-ESKA", 2026, 11);
    EXPECT_EQ(office.open("sari", "e-ska").number, "A-ESKA26000012");
    EXPECT_EQ(office.open("ashari", "aduan-siber").number, "D-SIBR26000001");
    EXPECT_EQ(office.open("ashari").number, "A-KORS26000001");
    office.clock.advance(24h * 60);
    EXPECT_EQ(office.open("ashari").number, "A-KORS27000001");
}

TEST(Numbering, StartsAYearAtMidnightInJakarta) {
    test::Office office;
    office.clock.set(std::chrono::sys_days{std::chrono::year{2022} / 12 / 31} + 17h - 1ms);
    EXPECT_EQ(office.open("ashari").number, "A-KORS22000001");
    office.clock.advance(1ms);
    EXPECT_EQ(office.open("ashari").number, "A-KORS23000001");
}

TEST(Numbering, GrowsToSevenDigits) {
    test::Office office;
    set_counter(office, "A-KORS", 2026, 999'998);
    EXPECT_EQ(office.open("ashari").number, "A-KORS26999999");
    EXPECT_EQ(office.open("ashari").number, "A-KORS261000000");
    EXPECT_EQ(normalised_number("#a-kors26 1000000"), "A-KORS261000000");
}

TEST(Numbering, IsUniqueUnder64ConcurrentSubmitters) {
    test::Office office(DatabaseOptions{.readers = 16, .durable = false});
    const auto& sari = office.person("sari");
    std::vector<TicketDraft> drafts;
    for (int i = 0; i < 64; ++i) drafts.push_back(office.draft("e-ska"));
    std::vector<std::string> numbers(drafts.size());
    std::latch start{64};
    std::vector<std::jthread> submitters;
    for (std::size_t i = 0; i < drafts.size(); ++i)
        submitters.emplace_back([&, i] {
            start.arrive_and_wait();
            numbers[i] =
                office.write([&](Tx& tx) { return open_ticket(tx, office.desk(tx), sari, Channel::google, drafts[i]); })
                    .number;
        });
    submitters.clear();
    const std::set<std::string> unique(numbers.begin(), numbers.end());
    EXPECT_EQ(unique.size(), 64U);
    EXPECT_EQ(*unique.begin(), "A-ESKA26000001");
    EXPECT_EQ(*unique.rbegin(), "A-ESKA26000064");
}

void lose_the_counter(test::Office& office, std::int64_t last) {
    office.write([&](Tx& tx) { tx.run(Ask<"UPDATE numbering SET last = $1", 1>{{last}}); });
}

// As after a failover to a server that has the tickets and not what counted them.
TEST(Numbering, GoesPastNumbersThatWereGiven) {
    test::Office office;
    for (int i = 1; i <= 5; ++i) office.open("ashari");
    lose_the_counter(office, 2);
    EXPECT_EQ(office.open("ashari").number, "A-KORS26000009") << "3 and 5 are taken";
    EXPECT_EQ(office.open("ashari").number, "A-KORS26000010");
    lose_the_counter(office, 9);
    EXPECT_EQ(office.open("ashari").number, "A-KORS26000012");
}

TEST(Numbering, GoesFarWhenNothingIsLeftOfTheCounter) {
    test::Office office;
    set_counter(office, "A-KORS", 2026, 999'990);
    for (int i = 0; i < 20; ++i) office.open("ashari");
    lose_the_counter(office, 999'990);
    const auto number = office.open("ashari").number;
    EXPECT_EQ(number, "A-KORS261000021");
    EXPECT_EQ(office.read([&](Tx& tx) { return ticket_for(tx, office.person("ashari"), number); }).number, number);
}

TEST(Numbering, KnowsAFormAgainWhoseCounterWasLost) {
    test::Office office;
    const auto draft = office.draft();
    const auto first = office.open("ashari", draft);
    lose_the_counter(office, 0);
    EXPECT_EQ(office.open("ashari", draft).number, first.number);
}

struct Abandoned {};

// PostgreSQL's numbers are taken beside the transaction.
TEST(PostgresNumbering, LeavesOutWhatAnAbandonedFilingTook) {
    test::Office office;
    const auto& ashari = office.person("ashari");
    const auto draft = office.draft();
    std::string taken;
    EXPECT_THROW(office.write([&](Tx& tx) {
        taken = open_ticket(tx, office.desk(tx), ashari, Channel::intranet, draft).number;
        throw Abandoned{};
    }),
                 Abandoned);
    EXPECT_EQ(taken, "A-KORS26000001");
    EXPECT_EQ(office.open("ashari", draft).number, "A-KORS26000002");
}

// With a connection for each of them alone, so that none is left for the numbers.
TEST(PostgresNumbering, WaitsForNobodyWhoFilesWithTheSameService) {
    constexpr int many = 4;
    test::Office office(DatabaseOptions{.readers = many, .durable = false});
    const auto& sari = office.person("sari");
    std::vector<TicketDraft> drafts;
    for (int i = 0; i < many; ++i) drafts.push_back(office.draft("e-ska"));
    std::latch all_have_theirs{many};
    std::atomic<int> filed = 0;
    std::vector<std::jthread> submitters;
    for (const auto& draft : drafts)
        submitters.emplace_back([&] {
            try {
                office.write([&](Tx& tx) {
                    open_ticket(tx, office.desk(tx), sari, Channel::google, draft);
                    all_have_theirs.arrive_and_wait();
                });
                ++filed;
            } catch (const Unavailable&) {
                all_have_theirs.count_down();
            }
        });
    submitters.clear();
    EXPECT_EQ(filed, many);
}

TEST(PostgresNumbering, IsUniqueHoweverOftenTheCounterIsLost) {
    constexpr int many = 64;
    test::Office office(DatabaseOptions{.readers = 8, .durable = false});
    const auto& sari = office.person("sari");
    std::vector<TicketDraft> drafts;
    for (int i = 0; i < many; ++i) drafts.push_back(office.draft("e-ska"));
    std::vector<std::string> numbers(drafts.size());
    office.open("sari", "e-ska");
    {
        std::vector<std::jthread> submitters;
        for (int first = 0; first < many; first += many / 8)
            submitters.emplace_back([&, first] {
                for (auto i = static_cast<std::size_t>(first); i < static_cast<std::size_t>(first + many / 8); ++i)
                    numbers[i] = office
                                     .write([&](Tx& tx) {
                                         return open_ticket(tx, office.desk(tx), sari, Channel::google, drafts[i]);
                                     })
                                     .number;
            });
        for (int i = 0; i < 20; ++i) lose_the_counter(office, i % 5);
    }
    const std::set<std::string> unique(numbers.begin(), numbers.end());
    EXPECT_EQ(unique.size(), std::size_t{many});
    EXPECT_FALSE(unique.contains("")) << "each was filed";
    EXPECT_FALSE(unique.contains("A-ESKA26000001")) << "the first was given before";
}

struct Typed {
    const char* typed;
    const char* number;  // nullptr: it cannot be one
};

class Normalisation : public testing::TestWithParam<Typed> {};

TEST_P(Normalisation, FindsTheNumberPeopleMean) {
    const auto [typed, number] = GetParam();
    EXPECT_EQ(normalised_number(typed), number ? std::optional<std::string>{number} : std::nullopt) << typed;
}

constexpr const char* sample = "A-KORS22000343";
INSTANTIATE_TEST_SUITE_P(
    Typed, Normalisation,
    testing::Values(Typed{"A-KORS22000343", sample}, Typed{"#A-KORS22000343", sample},
                    Typed{" a-kors22000343 ", sample}, Typed{"AKORS22000343", sample}, Typed{"A–KORS22000343", sample},
                    Typed{"A−KORS22000343", sample}, Typed{"A-K0RS22OOO343", sample}, Typed{"A-KORS22 000343", sample},
                    Typed{"A-KORS22343", sample}, Typed{"A-KORS.22.000343", sample},
                    Typed{"A-KORS\xC2\xA0"
                          "22000343",
                          sample},
                    Typed{"A-KORS220000343", sample}, Typed{"A-KORS22ooo343", sample},
                    Typed{"A-KORS22000I43", "A-KORS22000143"}, Typed{"A-KORS22000l43", "A-KORS22000143"},
                    Typed{"D-S1BR26000001", "D-SIBR26000001"}, Typed{"A-KORS221000000", "A-KORS221000000"},
                    Typed{"A-KOR22000343", nullptr}, Typed{"12345", nullptr}, Typed{"", nullptr}, Typed{"   ", nullptr},
                    Typed{"#", nullptr}, Typed{"A-KORS22", nullptr}, Typed{"A-KORS22000000", nullptr},
                    Typed{"A-KORS22000343; DROP TABLE tickets", nullptr}, Typed{"A-KORS22%", nullptr},
                    Typed{"А-KORS22000343", nullptr}, Typed{"A-KORS22\xFF", nullptr},
                    Typed{"A-KORS221234567890123", nullptr}));

TEST(Normalisation, IsQuickWithAMegabyte) {
    EXPECT_EQ(normalised_number(std::string(1 << 20, '9')), std::nullopt);
    EXPECT_EQ(normalised_number(std::string(1 << 20, ' ') + sample), sample);
}

}  // namespace
}  // namespace hero
