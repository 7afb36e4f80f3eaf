#include <gtest/gtest.h>

#include "handling/handling.hpp"
#include "tests/cast.hpp"

namespace hero {

namespace {

struct Leaving : test::Office {
    Ticket queued(std::string_view service) {
        auto question = draft(service);
        question.kind = "pertanyaan";
        return open("ashari", question);
    }
    Ticket taken_by(std::string_view agent, std::string_view service) {
        const auto ticket = queued(service);
        return write([&](Tx& tx) { return take(tx, person(agent), ticket); });
    }
};

}  // namespace

TEST(Release, ReturnsTicketsOfOtherTeamsToTheQueue) {
    Leaving office;
    const auto kept = office.taken_by("nurul", "cc-e-ska");
    const auto left = office.taken_by("nurul", "pranata-komputer-statistisi");
    const auto of_budi = office.taken_by("budi", "hero");
    const auto released = office.write([&](Tx& tx) {
        return release(tx, office.person("ratna"), office.person("nurul").id, {office.team("call-center")});
    });
    EXPECT_EQ(released, 1);
    EXPECT_EQ(office.now(kept).assignee, office.person("nurul").id);
    EXPECT_FALSE(office.now(left).assignee);
    EXPECT_EQ(office.now(left).status, Status::open);
    EXPECT_EQ(office.now(of_budi).assignee, office.person("budi").id);
    EXPECT_EQ(office.happenings(left).back(), "dikembalikan");
}

TEST(AssignFromQueue, PassesOverWhatIsNoLongerThere) {
    Leaving office;
    const auto& dewi = office.person("dewi");
    const auto budi = office.person("budi").id;
    const auto assigned = [&](const Person& supervisor, std::string_view number, std::int64_t agent) {
        return office.write([&](Tx& tx) { return assign_from_queue(tx, supervisor, number, agent); });
    };
    const auto free = office.queued("hero");
    const auto taken = office.taken_by("rina", "hero");
    EXPECT_FALSE(assigned(dewi, taken.number, budi));
    EXPECT_FALSE(assigned(dewi, "A-KORS26999999", budi));
    EXPECT_FALSE(assigned(office.person("wahyu"), free.number, budi)) << "a ticket of another supervisor's team";
    EXPECT_FALSE(assigned(dewi, free.number, office.person("agus").id)) << "an agent of another team";
    EXPECT_EQ(office.now(taken).assignee, office.person("rina").id);
    EXPECT_TRUE(assigned(dewi, free.number, budi));
    EXPECT_EQ(office.now(free).assignee, budi);
}

}  // namespace hero
