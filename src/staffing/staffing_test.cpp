#include "staffing/staffing.hpp"

#include <gtest/gtest.h>

#include "tests/cast.hpp"

namespace hero {

namespace {

struct StaffRoom : test::Office {
    Person now(const Person& person) {
        return read([&](Tx& tx) { return person_by_id(tx, person.id).value(); });
    }
    using test::Office::now;
    std::vector<std::int64_t> teams(std::initializer_list<std::string_view> codes) {
        std::vector<std::int64_t> ids;
        for (const auto code : codes) ids.push_back(team(code));
        return ids;
    }
    Ticket taken(std::string_view agent, std::string_view service = "hero") {
        auto question = draft(service);
        question.kind = "pertanyaan";
        const auto ticket = open("ashari", question);
        return write([&](Tx& tx) { return take(tx, person(agent), ticket); });
    }
    bool is_signed_in(std::string_view token) {
        return read([&](Tx& tx) { return session_for(tx, token, {}).has_value(); });
    }
};

std::vector<std::string> fields_of(const FieldErrors& errors) {
    std::vector<std::string> fields;
    for (const auto& error : errors.list()) fields.push_back(error.field);
    return fields;
}

using Fields = std::vector<std::string>;

}  // namespace

TEST(Colleagues, AreThoseOfTheSupervisorsTeamsAlone) {
    StaffRoom room;
    const auto& dewi = room.person("dewi");
    const auto seen = [&](std::string_view key) {
        return test::refusal_of([&] { room.read([&](Tx& tx) { colleague_for(tx, dewi, room.person(key).id); }); });
    };
    EXPECT_EQ(seen("budi"), "");
    EXPECT_EQ(seen("agus"), "");
    EXPECT_EQ(seen("citra"), "NotFound") << "of a team of somebody else";
    EXPECT_EQ(seen("ratna"), "NotFound") << "an admin";
    EXPECT_EQ(seen("sari"), "NotFound") << "a requester";
    EXPECT_EQ(seen("dewi"), "NotFound") << "herself";
}

TEST(Colleagues, CarryATeamWhenTheyAreItsOnlyActiveAgent) {
    StaffRoom room;
    const auto& dewi = room.person("dewi");
    const auto depending = [&](std::string_view key) {
        const auto colleague = room.now(room.person(key));
        return room.read([&](Tx& tx) { return teams_depending_on(tx, dewi, colleague); });
    };
    EXPECT_EQ(depending("agus"), room.teams({"tim-infrastruktur"}));
    EXPECT_TRUE(depending("budi").empty()) << "Rina is there too";
    room.write([&](Tx& tx) { set_active(tx, room.person("rina"), false); });
    EXPECT_EQ(depending("budi"), room.teams({"tim-aplikasi"}));
}

TEST(AddAgent, MakesAKnownEmployeeAnAgent) {
    StaffRoom room;
    const auto& ashari = room.person("ashari");
    const auto added = room.write([&](Tx& tx) {
        return add_agent(tx, room.person("dewi"),
                         {.name = "Nama Lain", .email = "ASHARI@contoh.id", .teams = room.teams({"tim-data"})});
    });
    EXPECT_EQ(added.id, ashari.id);
    EXPECT_EQ(added.name, ashari.name);
    EXPECT_EQ(added.role, Role::agent);
    EXPECT_EQ(added.teams, room.teams({"tim-data"}));
}

TEST(AddAgent, LetsAnAgentOfAnotherTeamJoin) {
    StaffRoom room;
    const auto budi = room.write([&](Tx& tx) {
        return add_agent(
            tx, room.person("wahyu"),
            {.name = "Budi", .email = "budi.santoso@contoh.id", .teams = room.teams({"tim-keamanan-siber"})});
    });
    EXPECT_TRUE(budi.works_in(room.team("tim-aplikasi")));
    EXPECT_TRUE(budi.works_in(room.team("tim-keamanan-siber")));
}

TEST(AddAgent, LeavesPeopleOfARestrictedTeamToThoseWhoLeadIt) {
    StaffRoom room;
    const auto& citra = room.person("citra");
    const NewAgent wanted{.name = "Citra", .email = "citra.maharani@contoh.id", .teams = room.teams({"tim-aplikasi"})};
    const auto check = [&](std::string_view supervisor) {
        return room.read([&](Tx& tx) { return check_new_agent(tx, Lang::id, room.person(supervisor), wanted); });
    };
    EXPECT_EQ(check("dewi").of("email"), word(Lang::id, "e.agen.terbatas"));
    EXPECT_EQ(test::refusal_of([&] { room.write([&](Tx& tx) { add_agent(tx, room.person("dewi"), wanted); }); }),
              "x.409");
    EXPECT_EQ(room.now(citra).teams, room.teams({"tim-keamanan-siber"}));

    // Wahyu leads both.
    room.write([&](Tx& tx) {
        set_teams(tx, room.person("wahyu"), room.teams({"tim-aplikasi", "tim-keamanan-siber"}));
    });
    const auto wahyu = room.now(room.person("wahyu"));
    room.write([&](Tx& tx) { add_agent(tx, wahyu, wanted); });
    EXPECT_EQ(room.now(citra).teams, room.teams({"tim-aplikasi", "tim-keamanan-siber"}));
}

TEST(AddAgent, InvitesSomebodyUnknown) {
    StaffRoom room;
    const auto added = room.write([&](Tx& tx) {
        return add_agent(
            tx, room.person("dewi"),
            {.name = "Putri Ayu", .email = "Putri.Ayu@contoh.id", .teams = room.teams({"tim-data", "tim-aplikasi"})});
    });
    EXPECT_EQ(added.role, Role::agent);
    EXPECT_EQ(added.audience, Audience::internal);
    const auto invited = room.read([&](Tx& tx) { return person_by_identity(tx, "undangan", "putri.ayu@contoh.id"); });
    ASSERT_TRUE(invited);
    EXPECT_EQ(invited->id, added.id);
    const auto mail = room.read([&](Tx& tx) {
        return tx.one(test::Ask<"SELECT event, to_name FROM mails WHERE person_id = $1", 1>{{added.id}});
    });
    ASSERT_TRUE(mail);
    EXPECT_EQ(mail->text("event") + " > " + mail->text("to_name"), "undang > Putri Ayu");
}

TEST(CheckNewAgent, NamesWhatIsWrong) {
    StaffRoom room;
    const auto wrong = [&](std::string_view supervisor, const NewAgent& agent) {
        return fields_of(
            room.read([&](Tx& tx) { return check_new_agent(tx, Lang::id, room.person(supervisor), agent); }));
    };
    const auto own = room.teams({"tim-aplikasi"});
    EXPECT_EQ(wrong("dewi", {.name = "Putri", .email = "putri@contoh.id", .teams = own}), Fields{});
    EXPECT_EQ(wrong("dewi", {.name = "", .email = "putri", .teams = {}}), (Fields{"nama", "email", "tim"}));
    EXPECT_EQ(wrong("dewi", {.name = "Putri\xff", .email = "putri@contoh.id", .teams = own}), Fields{"nama"});
    EXPECT_EQ(wrong("dewi", {.name = "Putri",
                             .email = "putri@contoh.id",
                             .teams = room.teams({"tim-aplikasi", "tim-keamanan-siber"})}),
              Fields{"tim"})
        << "a team of somebody else";
    EXPECT_EQ(wrong("dewi", {.name = "Budi", .email = "budi.santoso@contoh.id", .teams = own}), Fields{"email"})
        << "there already";
    EXPECT_EQ(wrong("dewi", {.name = "Ratna", .email = "ratna.kusuma@contoh.id", .teams = own}), Fields{"email"})
        << "an admin";
    EXPECT_EQ(wrong("dewi", {.name = "Sari", .email = "sari.lestari@contoh.id", .teams = own}), Fields{})
        << "an external namesake is not who is meant";
    room.write([&](Tx& tx) { set_active(tx, room.person("ashari"), false); });
    EXPECT_EQ(wrong("dewi", {.name = "Ashari", .email = "ashari@contoh.id", .teams = own}), Fields{"email"})
        << "inactive";
    room.write([&](Tx& tx) {
        for (const auto* subject : {"a", "b"})
            add_person(tx, {.name = "Kembar", .email = "kembar@contoh.id", .teams = {}}, "local", subject);
    });
    EXPECT_EQ(wrong("dewi", {.name = "Kembar", .email = "kembar@contoh.id", .teams = own}), Fields{"email"})
        << "nobody knows which";
}

TEST(ChangeTeams, ReturnsTicketsOfTheTeamThatIsLeft) {
    StaffRoom room;
    const auto& nurul = room.person("nurul");
    const auto kept = room.taken("nurul", "pranata-komputer-statistisi");
    const auto left = room.taken("nurul", "cc-e-ska");
    const auto changed =
        room.write([&](Tx& tx) { return change_teams(tx, room.person("dewi"), nurul, room.teams({"tim-jabfung"})); });
    EXPECT_EQ(changed.teams, room.teams({"tim-jabfung"}));
    EXPECT_EQ(room.now(kept).assignee, nurul.id);
    EXPECT_FALSE(room.now(left).assignee);
    EXPECT_EQ(room.now(left).status, Status::open);
}

TEST(ChangeTeams, LeavesTheTeamsOfOtherSupervisorsAlone) {
    StaffRoom room;
    const auto& citra = room.person("citra");
    room.write([&](Tx& tx) { set_teams(tx, citra, room.teams({"tim-aplikasi", "tim-keamanan-siber"})); });
    const auto seen = room.now(citra);
    const auto changed = room.write([&](Tx& tx) { return change_teams(tx, room.person("dewi"), seen, {}); });
    EXPECT_EQ(changed.teams, room.teams({"tim-keamanan-siber"}));
}

TEST(ChangeTeams, RefusesWhatIsNotTheSupervisors) {
    StaffRoom room;
    const auto& dewi = room.person("dewi");
    const auto& budi = room.person("budi");
    const auto wrong = [&](const Person& colleague, const std::vector<std::int64_t>& chosen) {
        return room.read(
            [&](Tx& tx) { return check_teams(Lang::id, *room.desk(tx).catalog, dewi, colleague, chosen); });
    };
    EXPECT_EQ(fields_of(wrong(budi, {})), Fields{"tim"});
    EXPECT_EQ(fields_of(wrong(budi, room.teams({"tim-keamanan-siber"}))), Fields{"tim"});
    EXPECT_TRUE(wrong(budi, room.teams({"tim-data"})).empty());
}

TEST(ChangeTeams, PutsNobodyOfARestrictedTeamIntoFurtherOnes) {
    StaffRoom room;
    const auto& dewi = room.person("dewi");
    room.write([&](Tx& tx) {
        set_teams(tx, room.person("citra"), room.teams({"tim-aplikasi", "tim-keamanan-siber"}));
    });
    const auto citra = room.now(room.person("citra"));
    const auto wrong = [&](const std::vector<std::int64_t>& chosen) {
        return room.read([&](Tx& tx) { return check_teams(Lang::id, *room.desk(tx).catalog, dewi, citra, chosen); })
            .of("tim");
    };
    const auto more = room.teams({"tim-aplikasi", "tim-data"});
    EXPECT_EQ(wrong(more), word(Lang::id, "e.agen.terbatas"));
    EXPECT_ANY_THROW(room.write([&](Tx& tx) { change_teams(tx, dewi, citra, more); }));
    EXPECT_EQ(room.now(citra).teams, citra.teams);
    EXPECT_FALSE(wrong(room.teams({"tim-aplikasi"}))) << "to stay where she is";
    EXPECT_FALSE(wrong({})) << "to leave";
}

TEST(ChangeTeams, RefusesAnOldForm) {
    StaffRoom room;
    auto old = room.person("budi");
    --old.version;
    EXPECT_EQ(test::refusal_of([&] {
                  room.write([&](Tx& tx) { change_teams(tx, room.person("dewi"), old, room.teams({"tim-data"})); });
              }),
              "x.409");
    EXPECT_EQ(room.now(room.person("budi")).teams, room.teams({"tim-aplikasi"}));
}

TEST(Deactivate, HandsOpenTicketsOnAndEndsSessions) {
    StaffRoom room;
    const auto& budi = room.person("budi");
    const auto ticket = room.taken("budi");
    const auto token = room.write([&](Tx& tx) { return sign_in(tx, budi, Channel::demo, {}, {}); });
    ASSERT_TRUE(room.is_signed_in(token));
    const auto moved =
        room.write([&](Tx& tx) { return deactivate(tx, room.person("dewi"), budi, room.person("rina").id); });
    EXPECT_EQ(moved, 1);
    EXPECT_EQ(room.now(ticket).assignee, room.person("rina").id);
    EXPECT_FALSE(room.now(budi).active);
    EXPECT_FALSE(room.is_signed_in(token));
}

TEST(Deactivate, ReturnsTicketsToTheQueueWhenNobodyIsChosen) {
    StaffRoom room;
    const auto ticket = room.taken("budi");
    room.write([&](Tx& tx) { deactivate(tx, room.person("dewi"), room.person("budi"), std::nullopt); });
    EXPECT_FALSE(room.now(ticket).assignee);
    EXPECT_EQ(room.now(ticket).status, Status::open);
}

TEST(Deactivate, IsNotForPeopleWhoAlsoWorkElsewhere) {
    StaffRoom room;
    const auto& citra = room.person("citra");
    room.write([&](Tx& tx) { set_teams(tx, citra, room.teams({"tim-aplikasi", "tim-keamanan-siber"})); });
    const auto seen = room.now(citra);
    EXPECT_EQ(
        test::refusal_of([&] { room.write([&](Tx& tx) { deactivate(tx, room.person("dewi"), seen, std::nullopt); }); }),
        "sv.agen.tim_lain");
    EXPECT_TRUE(room.now(citra).active);
}

TEST(Deactivate, ChangesNothingForAnHeirOfAnotherTeam) {
    StaffRoom room;
    const auto ticket = room.taken("budi");
    EXPECT_EQ(test::refusal_of([&] {
                  room.write([&](Tx& tx) {
                      deactivate(tx, room.person("dewi"), room.person("budi"), room.person("citra").id);
                  });
              }),
              "sv.tugaskan.tidak_dapat");
    EXPECT_TRUE(room.now(room.person("budi")).active);
    EXPECT_EQ(room.now(ticket).assignee, room.person("budi").id);
}

TEST(Reactivate, LetsAnAgentComeBack) {
    StaffRoom room;
    const auto& budi = room.person("budi");
    room.write([&](Tx& tx) { deactivate(tx, room.person("dewi"), budi, std::nullopt); });
    const auto gone = room.now(budi);
    room.write([&](Tx& tx) { reactivate(tx, room.person("dewi"), gone); });
    const auto back = room.now(budi);
    EXPECT_TRUE(back.active);
    EXPECT_EQ(test::refusal_of([&] { room.write([&](Tx& tx) { reactivate(tx, room.person("wahyu"), back); }); }),
              "NotFound");
}

TEST(Reactivate, IsNotForPeopleWhoAlsoWorkElsewhere) {
    StaffRoom room;
    const auto& citra = room.person("citra");
    room.write([&](Tx& tx) { deactivate(tx, room.person("wahyu"), citra, std::nullopt); });
    const auto left = room.now(citra);
    room.write([&](Tx& tx) { set_teams(tx, left, room.teams({"tim-aplikasi", "tim-keamanan-siber"})); });
    const auto gone = room.now(citra);
    for (const auto* supervisor : {"dewi", "wahyu"})
        EXPECT_EQ(test::refusal_of([&] { room.write([&](Tx& tx) { reactivate(tx, room.person(supervisor), gone); }); }),
                  "sv.agen.aktifkan.tim_lain")
            << supervisor;
    EXPECT_FALSE(room.now(citra).active);
}

TEST(Reactivate, LeavesToTheAdminWhatTheAdminDecided) {
    StaffRoom room;
    const auto& budi = room.person("budi");
    const auto& dewi = room.person("dewi");
    const auto come_back = [&] {
        const auto seen = room.now(budi);
        return test::refusal_of([&] { room.write([&](Tx& tx) { reactivate(tx, dewi, seen); }); });
    };
    const auto decide = [&](bool active) {
        const auto seen = room.now(budi);
        room.write([&](Tx& tx) {
            change_position(tx, room.person("ratna"), seen, {.role = seen.role, .teams = seen.teams, .active = active});
        });
    };
    decide(false);
    EXPECT_EQ(come_back(), "sv.agen.aktifkan.admin");
    const auto gone = room.now(budi);
    room.write([&](Tx& tx) { deactivate(tx, dewi, gone, std::nullopt); });
    EXPECT_EQ(come_back(), "sv.agen.aktifkan.admin") << "a second time by herself does not make it her decision";
    EXPECT_FALSE(room.now(budi).active);
    decide(true);
    const auto here = room.now(budi);
    EXPECT_TRUE(here.active);
    room.write([&](Tx& tx) { deactivate(tx, dewi, here, std::nullopt); });
    EXPECT_EQ(come_back(), "") << "her own decision";
    EXPECT_TRUE(room.now(budi).active);
}

TEST(MoveService, GivesNewTicketsToAnotherTeam) {
    StaffRoom room;
    const auto service = room.open("ashari", "email").service;
    const auto move = [&](std::string_view supervisor, std::string_view from, std::string_view to) {
        const auto seen = room.team(from), wanted = room.team(to);
        return test::refusal_of(
            [&] { room.write([&](Tx& tx) { move_service(tx, room.person(supervisor), service, seen, wanted); }); });
    };
    EXPECT_EQ(move("wahyu", "tim-infrastruktur", "tim-keamanan-siber"), "NotFound") << "not his to give";
    EXPECT_EQ(move("dewi", "tim-infrastruktur", "tim-aplikasi"), "");
    EXPECT_EQ(room.open("ashari", "email").team, room.team("tim-aplikasi"));
    EXPECT_EQ(move("dewi", "tim-infrastruktur", "tim-data"), "x.409") << "an old form";
}

TEST(MoveService, KeepsARestrictedServiceInRestrictedTeams) {
    StaffRoom room;
    const auto cyber = room.open("ashari", "aduan-siber").service;
    room.read([&](Tx& tx) {
        const auto catalog = room.desk(tx).catalog;
        const auto field = "tim-" + std::to_string(cyber);
        for (const auto& team : catalog->teams())
            EXPECT_EQ(check_serving_team(Lang::id, *catalog, cyber, team.id).empty(), team.restricted) << team.code;
        EXPECT_EQ(fields_of(check_serving_team(Lang::id, *catalog, cyber, 0)), Fields{field});
    });
    EXPECT_NE(test::refusal_of([&] {
                  room.write([&](Tx& tx) {
                      const auto catalog = load_catalog(tx);
                      const auto own = catalog.service(cyber)->team.id;
                      for (const auto& team : catalog.teams())
                          if (!team.restricted) return move_service(tx, room.person("wahyu"), cyber, own, team.id);
                  });
              }),
              "");
}

TEST(CheckPosition, NamesWhatIsWrong) {
    StaffRoom room;
    const auto team = room.teams({"tim-aplikasi"});
    const auto wrong = [&](std::string_view key, const Position& position) {
        return fields_of(room.read(
            [&](Tx& tx) { return check_position(Lang::id, *room.desk(tx).catalog, room.person(key), position); }));
    };
    EXPECT_EQ(wrong("ashari", {.role = Role::agent, .teams = team}), Fields{});
    EXPECT_EQ(wrong("ashari", {.role = Role::admin}), Fields{});
    EXPECT_EQ(wrong("ashari", {.role = std::nullopt}), Fields{"peran"});
    EXPECT_EQ(wrong("ashari", {.role = Role::supervisor}), Fields{"tim"});
    EXPECT_EQ(wrong("ashari", {.role = Role::agent, .teams = {9999}}), Fields{"tim"});
    EXPECT_EQ(wrong("sari", {.role = Role::agent, .teams = team}), Fields{"peran"}) << "external";
    EXPECT_EQ(wrong("sari", {.role = Role::requester, .active = false}), Fields{});
}

TEST(ChangePosition, MakesARequesterASupervisor) {
    StaffRoom room;
    const auto changed = room.write([&](Tx& tx) {
        return change_position(tx, room.person("ratna"), room.person("ashari"),
                               {.role = Role::supervisor, .teams = room.teams({"tim-data", "tim-aplikasi"})});
    });
    EXPECT_EQ(changed.role, Role::supervisor);
    EXPECT_TRUE(changed.works_in(room.team("tim-data")));
    EXPECT_TRUE(changed.works_in(room.team("tim-aplikasi")));
}

TEST(ChangePosition, ReturnsTicketsOfWhoeverIsStaffNoLonger) {
    StaffRoom room;
    const auto& budi = room.person("budi");
    const auto ticket = room.taken("budi");
    const auto changed =
        room.write([&](Tx& tx) { return change_position(tx, room.person("ratna"), budi, {.role = Role::requester}); });
    EXPECT_EQ(changed.role, Role::requester);
    EXPECT_TRUE(room.read([&](Tx& tx) { return teams_of(tx, budi.id); }).empty());
    EXPECT_FALSE(room.now(ticket).assignee);
}

TEST(ChangePosition, EndsTheSessionsOfWhoeverIsDeactivated) {
    StaffRoom room;
    const auto& budi = room.person("budi");
    const auto ticket = room.taken("budi");
    const auto token = room.write([&](Tx& tx) { return sign_in(tx, budi, Channel::demo, {}, {}); });
    room.write([&](Tx& tx) {
        change_position(tx, room.person("ratna"), budi, {.role = budi.role, .teams = budi.teams, .active = false});
    });
    EXPECT_FALSE(room.is_signed_in(token));
    EXPECT_FALSE(room.now(ticket).assignee);
    EXPECT_EQ(room.now(budi).teams, budi.teams) << "they are there when the agent comes back";
}

TEST(ChangePosition, KeepsTheLastAdmin) {
    StaffRoom room;
    const auto& ratna = room.person("ratna");
    const auto refused = [&](const Position& position) {
        return test::refusal_of([&] { room.write([&](Tx& tx) { change_position(tx, ratna, ratna, position); }); });
    };
    EXPECT_EQ(refused({.role = Role::requester}), "ad.pengguna.terakhir");
    EXPECT_EQ(refused({.role = Role::admin, .active = false}), "ad.pengguna.terakhir");
    EXPECT_EQ(room.now(ratna).role, Role::admin);
    EXPECT_TRUE(room.now(ratna).active);
}

TEST(ChangePosition, RefusesAnOldForm) {
    StaffRoom room;
    auto old = room.person("budi");
    --old.version;
    EXPECT_EQ(
        test::refusal_of([&] {
            room.write([&](Tx& tx) { change_position(tx, room.person("ratna"), old, {.role = Role::requester}); });
        }),
        "x.409");
    EXPECT_EQ(room.now(room.person("budi")).role, Role::agent);
}

}  // namespace hero
