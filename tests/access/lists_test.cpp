// Lists, counts and look-ups read part of the tickets with the rule in their SQL. Each of them is held against may(),
// which decides, for everybody of the cast over every ticket of the demo and some that staff filed themselves.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <set>

#include "demo/demo.hpp"
#include "queue/queue.hpp"
#include "staffing/staffing.hpp"
#include "tests/cast.hpp"
#include "tracking/tracking.hpp"

namespace hero {
namespace {

using test::Ask;
using Numbers = std::set<std::string>;

class House : public test::Office {
public:
    House() {
        Workers workers(db, clock);
        demo::play_stories(db, workers, clock, clock.now(), [this](Tx& tx) { return desk(tx); });
        for (const auto* who : {"budi", "dewi", "agus"})
            for (const auto* service : {"hero", "jaringan", "aduan-siber"}) open(who, service);
        open("citra", "aduan-siber");
        open("wahyu", "aduan-siber");
        open("ratna", "hero");
        read([&](Tx& tx) {
            for (const auto& row : tx.run(Ask<"SELECT number FROM tickets">{}))
                tickets.push_back(ticket_from(*tx.one(AskNumber{{row.text("number")}})));
        });
    }

    [[nodiscard]] Numbers those(const std::function<bool(const Ticket&)>& wanted) const {
        Numbers numbers;
        for (const auto& ticket : tickets)
            if (wanted(ticket)) numbers.insert(ticket.number);
        return numbers;
    }
    [[nodiscard]] Numbers those_who_may(const Person& person, Verb verb) const {
        return those([&](const Ticket& ticket) { return may(person, verb, ticket); });
    }

    std::vector<Ticket> tickets;

private:
    using AskNumber = Ask<"SELECT * FROM tickets WHERE number = $1", 1>;
};

// All pages of a list, a few tickets each; no ticket stands on two of them.
Numbers all_pages(const std::function<TicketPage(const std::string& after)>& page_after) {
    Numbers numbers;
    std::string after;
    do {
        auto page = page_after(after);
        for (const auto& ticket : page.tickets) EXPECT_TRUE(numbers.insert(ticket.number).second) << ticket.number;
        after = page.next;
    } while (!after.empty());
    return numbers;
}

bool is_part_of(const Numbers& some, const Numbers& all) { return std::ranges::includes(all, some); }

TEST(Access, AQueueShowsWhatItsReaderWorksOn) {
    House house;
    ASSERT_GT(house.tickets.size(), 60U);
    house.read([&](Tx& tx) {
        const auto desk = house.desk(tx);
        for (const auto& member : demo::cast()) {
            SCOPED_TRACE(member.key);
            const auto& person = house.person(member.key);
            const auto theirs = house.those_who_may(person, Verb::read_notes);
            for (const auto view : queue_views) {
                const auto shown = all_pages(
                    [&](const std::string& after) { return queue_page(tx, desk, person, view, {}, after, 7); });
                EXPECT_TRUE(is_part_of(shown, theirs)) << code_of(view);
                if (view == QueueView::all) EXPECT_EQ(shown, theirs);
            }
            for (const auto& service : desk.catalog->services()) {
                const auto shown = all_pages([&](const std::string& after) {
                    return queue_page(tx, desk, person, QueueView::all, {.service = service.id}, after, 7);
                });
                EXPECT_EQ(shown, house.those([&](const Ticket& ticket) {
                    return ticket.service == service.id && may(person, Verb::read_notes, ticket);
                })) << service.slug;
            }
            for (const auto& urgent : most_urgent(tx, desk, person))
                EXPECT_TRUE(theirs.contains(urgent.ticket.number)) << urgent.ticket.number;
        }
    });
}

TEST(Access, CountsCountWhatTheirListShows) {
    House house;
    house.read([&](Tx& tx) {
        const auto desk = house.desk(tx);
        for (const auto& member : demo::cast()) {
            SCOPED_TRACE(member.key);
            const auto& person = house.person(member.key);
            for (const auto& count : queue_counts(tx, desk, person)) {
                const auto shown = all_pages(
                    [&](const std::string& after) { return queue_page(tx, desk, person, count.view, {}, after, 7); });
                EXPECT_EQ(static_cast<std::size_t>(count.amount), shown.size()) << code_of(count.view);
            }
            const auto totals = totals_of(tx, person);
            EXPECT_EQ(static_cast<std::size_t>(totals.open + totals.closed),
                      house.those_who_may(person, Verb::reply).size());
        }
    });
}

TEST(Access, DaftarTiketIsWhatSomebodyFiled) {
    House house;
    house.read([&](Tx& tx) {
        for (const auto& member : demo::cast()) {
            SCOPED_TRACE(member.key);
            const auto& person = house.person(member.key);
            Numbers shown;
            for (const bool closed : {false, true})
                shown.merge(
                    all_pages([&](const std::string& after) { return tickets_of(tx, person, closed, "", after, 5); }));
            EXPECT_EQ(shown, house.those_who_may(person, Verb::reply));
            for (const auto& ticket : house.tickets) {
                const auto similar = similar_open_ticket(tx, person, ticket.service, ticket.subject);
                if (similar) EXPECT_TRUE(may(person, Verb::reply, *similar)) << similar->number;
            }
        }
    });
}

// Not theirs, and not there: the same answer.
TEST(Access, ANumberOpensWhatMayBeReadAndNothingElse) {
    House house;
    house.read([&](Tx& tx) {
        for (const auto& member : demo::cast()) {
            const auto& person = house.person(member.key);
            for (const auto& ticket : house.tickets)
                for (const auto verb : {Verb::read, Verb::read_notes})
                    EXPECT_EQ(test::refusal_of([&] { ticket_for(tx, person, ticket.number, verb); }),
                              may(person, verb, ticket) ? "" : "NotFound")
                        << member.key << " " << ticket.number;
            EXPECT_EQ(test::refusal_of([&] { ticket_for(tx, person, "A-KORS26999999"); }), "NotFound");
        }
    });
}

TEST(Access, ANumberAloneTellsNothingOfARestrictedTicket) {
    House house;
    house.read([&](Tx& tx) {
        for (const auto& ticket : house.tickets)
            EXPECT_EQ(track(tx, ticket.number).has_value(), !ticket.restricted) << ticket.number;
    });
}

// Written down, not computed: nobody outside the team sees an Aduan Siber, and nobody works on what they filed.
TEST(Access, AduanSiberIsForItsTeamAlone) {
    House house;
    int checked = 0;
    for (const auto& ticket : house.tickets) {
        if (!ticket.restricted) continue;
        ++checked;
        for (const auto* key : {"sari", "joko", "ashari", "budi", "rina", "agus", "nurul", "dewi", "ratna"}) {
            const auto& person = house.person(key);
            EXPECT_EQ(may(person, Verb::read, ticket), person.id == ticket.requester) << key << ticket.number;
            EXPECT_FALSE(may(person, Verb::read_notes, ticket)) << key << ticket.number;
        }
        for (const auto* key : {"citra", "wahyu"}) {
            const auto& person = house.person(key);
            EXPECT_EQ(may(person, Verb::read_notes, ticket), person.id != ticket.requester) << key << ticket.number;
        }
    }
    EXPECT_GE(checked, 5);
}

TEST(Access, AnAdminInspectsWhatIsNeitherRestrictedNorTheirOwn) {
    House house;
    for (const auto& member : demo::cast()) {
        const auto& person = house.person(member.key);
        for (const auto& ticket : house.tickets)
            EXPECT_EQ(may(person, Verb::inspect, ticket),
                      member.key == "ratna" && !ticket.restricted && ticket.requester != person.id)
                << member.key << ticket.number;
    }
}

TEST(Access, NobodyIsGivenATicketTheyFiled) {
    House house;
    for (const auto& ticket : house.tickets)
        for (const auto& member : demo::cast()) {
            const auto& person = house.person(member.key);
            if (person.id == ticket.requester) EXPECT_FALSE(may_be_given(person, ticket)) << ticket.number;
            if (may_be_given(person, ticket)) EXPECT_TRUE(person.works_in(ticket.team)) << ticket.number;
            auto away = person;
            away.active = false;
            EXPECT_FALSE(may_be_given(away, ticket)) << ticket.number;
        }
}

TEST(Access, OnlyASupervisorOfTheTeamHasASayInIt) {
    House house;
    house.read([&](Tx& tx) {
        for (const auto& leader : demo::cast())
            for (const auto& member : demo::cast()) {
                const auto& one = house.person(leader.key);
                const auto& other = house.person(member.key);
                const bool share = std::ranges::any_of(
                    one.teams, [&](std::int64_t team) { return other.is_staff() && other.works_in(team); });
                const bool expected = one.role == Role::supervisor && share && leader.key != member.key;
                EXPECT_EQ(may(one, ColleagueVerb::manage, other), expected) << leader.key << " " << member.key;
                EXPECT_EQ(test::refusal_of([&] { colleague_for(tx, one, other.id); }), expected ? "" : "NotFound");
            }
    });
}

}  // namespace
}  // namespace hero
