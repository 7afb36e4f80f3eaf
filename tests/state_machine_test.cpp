// Every verb in every state by everybody. What is expected is written down here, cell by cell, and is not computed by
// the rules under test.
#include <gtest/gtest.h>

#include <functional>

#include "closing/closing.hpp"
#include "handling/handling.hpp"
#include "tests/cast.hpp"
#include "tickets/moves.hpp"

namespace hero {
namespace {

using namespace std::chrono_literals;
using test::Ask;
using test::Office;

// Who plays which part in one scenario.
struct Parts {
    Person requester, agent, colleague, supervisor;
    std::vector<Person> strangers;  // who must not even learn that the ticket exists
    std::string service;            // of the ticket
    std::string sibling;            // another service of the same team
};

// ---- states: how a ticket gets into each ----------------------------------------------------------------------------
class Stage {
public:
    Stage(Office& office, const Parts& parts) : office_(office), parts_(parts) {}

    Ticket opened() {
        return office_.write([&](Tx& tx) {
            return open_ticket(tx, desk(tx), parts_.requester, Channel::intranet, office_.draft(parts_.service));
        });
    }
    Ticket taken(const Person& agent) {
        return with(opened(), [&](Tx& tx, const Ticket& t) { return take(tx, agent, t); });
    }
    Ticket given_back() {
        return with(taken(parts_.agent), [&](Tx& tx, const Ticket& t) { return give_back(tx, parts_.agent, t); });
    }
    Ticket waiting() { return answered(taken(parts_.agent), After::wait); }
    Ticket waiting_for_nobody() {
        return with(waiting(), [&](Tx& tx, const Ticket& t) { return give_back(tx, parts_.agent, t); });
    }
    Ticket escalated() {
        return with(taken(parts_.agent),
                    [&](Tx& tx, const Ticket& t) { return escalate(tx, parts_.agent, t, "1", "bantuan", ""); });
    }
    Ticket resolved() { return answered(taken(parts_.agent), After::resolve); }
    Ticket confirmed() {
        return with(resolved(), [&](Tx& tx, const Ticket& t) { return confirm(tx, parts_.requester, t, "", ""); });
    }
    Ticket rated() {
        return with(confirmed(),
                    [&](Tx& tx, const Ticket& t) { return rate(tx, desk(tx), parts_.requester, t, 4, ""); });
    }
    Ticket cancelled() {
        return with(opened(), [&](Tx& tx, const Ticket& t) { return cancel(tx, desk(tx), parts_.requester, t); });
    }
    Ticket waiting_escalated() { return answered(escalated(), After::wait); }
    // As the timer of closing leaves it.
    Ticket closed_unconfirmed() { return closed_until(7 * 24h); }
    Ticket closed_long_ago() { return closed_until(-1min); }
    Ticket closed_until(std::chrono::minutes reopening) {
        return with(resolved(), [&](Tx& tx, const Ticket& t) {
            auto after = t;
            after.status = Status::closed;
            after.closed_at = tx.now();
            after.close_reason = "otomatis";
            after.reopen_by = tx.now() + reopening;
            return store(tx, t, after, nullptr, {.happened = "ditutup_otomatis"});
        });
    }

private:
    Desk desk(Tx& tx) { return office_.desk(tx); }
    template <typename Step>
    Ticket with(const Ticket& ticket, Step&& step) {
        return office_.write([&](Tx& tx) { return step(tx, ticket); });
    }
    Ticket answered(const Ticket& ticket, After after) {
        return with(ticket, [&](Tx& tx, const Ticket& t) {
            StaffReply reply;
            reply.body = "Mohon ditunggu.";
            reply.after = after;
            reply.send_anyway = true;
            return reply_as_staff(tx, desk(tx), parts_.agent, t, reply).value();
        });
    }

    Office& office_;
    const Parts& parts_;
};

struct State {
    const char* name;
    std::function<Ticket(Stage&, const Parts&)> reach;
};

const std::vector<State> states{
    {"new", [](Stage& s, const Parts&) { return s.opened(); }},
    {"given back", [](Stage& s, const Parts&) { return s.given_back(); }},
    {"waiting, nobody's", [](Stage& s, const Parts&) { return s.waiting_for_nobody(); }},
    {"the agent's", [](Stage& s, const Parts& p) { return s.taken(p.agent); }},
    {"the supervisor's", [](Stage& s, const Parts& p) { return s.taken(p.supervisor); }},
    {"waiting", [](Stage& s, const Parts&) { return s.waiting(); }},
    {"escalated", [](Stage& s, const Parts&) { return s.escalated(); }},
    {"resolved", [](Stage& s, const Parts&) { return s.resolved(); }},
    {"confirmed", [](Stage& s, const Parts&) { return s.confirmed(); }},
    {"closed by confirmation", [](Stage& s, const Parts&) { return s.rated(); }},
    {"closed automatically", [](Stage& s, const Parts&) { return s.closed_unconfirmed(); }},
    {"cancelled", [](Stage& s, const Parts&) { return s.cancelled(); }},
    {"closed, too late to reopen", [](Stage& s, const Parts&) { return s.closed_long_ago(); }},
    {"waiting and escalated", [](Stage& s, const Parts&) { return s.waiting_escalated(); }},
};

// ---- verbs
// -----------------------------------------------------------------------------------------------------------
struct Move {
    Tx& tx;
    Desk desk;
    const Parts& parts;
    const Person& person;
    const Ticket& seen;
};

void staff_reply(const Move& m, After after) {
    StaffReply reply;
    reply.body = "Jawaban petugas";
    reply.after = after;
    reply.send_anyway = true;
    if (!reply_as_staff(m.tx, m.desk, m.person, m.seen, reply)) throw std::logic_error("nothing was sent");
}

void follow_up(const Move& m) {
    TicketDraft draft;
    draft.service = "e-ska";
    draft.kind = "kendala";
    draft.impact = "rendah";
    draft.subject = "Masih terjadi";
    draft.description = "Kendala yang sama masih terjadi sampai hari ini.";
    draft.consent = true;
    draft.follows = m.seen.number;
    open_ticket(m.tx, m.desk, m.person, Channel::intranet, draft);
}

using Verbs = std::vector<std::pair<std::string_view, std::function<void(const Move&)>>>;
const Verbs verbs{
    {"read", [](const Move& m) { conversation_of(m.tx, m.person, m.seen), ticket_for(m.tx, m.person, m.seen.number); }},
    {"read_notes", [](const Move& m) { ticket_for(m.tx, m.person, m.seen.number, Verb::read_notes); }},
    {"reply", [](const Move& m) { reply(m.tx, m.desk, m.person, m.seen, "Tanggapan pemohon", ""); }},
    {"cancel", [](const Move& m) { cancel(m.tx, m.desk, m.person, m.seen); }},
    {"confirm", [](const Move& m) { confirm(m.tx, m.person, m.seen, "", ""); }},
    {"reject", [](const Move& m) { reject(m.tx, m.desk, m.person, m.seen, "Belum bisa masuk", ""); }},
    {"rate", [](const Move& m) { rate(m.tx, m.desk, m.person, m.seen, 3, ""); }},
    {"close_without_rating", [](const Move& m) { close_without_rating(m.tx, m.desk, m.person, m.seen); }},
    {"reopen", [](const Move& m) { reopen(m.tx, m.desk, m.person, m.seen, "Muncul lagi", ""); }},
    {"follow_up", follow_up},
    {"staff_reply", [](const Move& m) { staff_reply(m, After::stay); }},
    {"ask", [](const Move& m) { staff_reply(m, After::wait); }},
    {"resolve", [](const Move& m) { staff_reply(m, After::resolve); }},
    {"note", [](const Move& m) { add_note(m.tx, m.person, m.seen, "Catatan", ""); }},
    {"take", [](const Move& m) { take(m.tx, m.person, m.seen); }},
    {"give_back", [](const Move& m) { give_back(m.tx, m.person, m.seen); }},
    {"escalate", [](const Move& m) { escalate(m.tx, m.person, m.seen, "2", "putuskan", ""); }},
    {"change_service",
     [](const Move& m) { change_service(m.tx, m.desk, m.person, m.seen, m.parts.sibling, "Salah kategori"); }},
    {"change_impact",
     [](const Move& m) { change_impact(m.tx, m.desk, m.person, m.seen, Impact::medium, "Beberapa orang"); }},
    {"assign", [](const Move& m) { assign(m.tx, m.person, m.seen, m.parts.colleague.id); }},
    {"guide", [](const Move& m) { guide(m.tx, m.person, m.seen, "Lanjutkan saja"); }},
    {"answer_by_assigning",
     [](const Move& m) { answer_by_assigning(m.tx, m.person, m.seen, m.parts.colleague.id, ""); }},
    {"answer_by_taking_over", [](const Move& m) { answer_by_taking_over(m.tx, m.person, m.seen, ""); }},
};

// ---- what is expected
// ------------------------------------------------------------------------------------------------ One character for
// each state, in the order of `states`:
//   . NotFound    - Conflict    = answers and changes nothing    o p w r x  the status afterwards: open, in progress,
//   waiting, resolved, closed
using Expected = std::map<std::string_view, std::string_view>;

//                                  new · given back · waiting, nobody's · the agent's · the supervisor's · waiting ·
//                                  escalated · resolved · confirmed · closed by confirmation · automatically ·
//                                  cancelled · closed, too late to reopen · waiting and escalated
const Expected for_requester{
    {"read", "=============="},
    {"read_notes", ".............."},
    {"reply", "ooopppppp----p"},
    {"cancel", "xxxxxxx------x"},
    {"confirm", "-------r==----"},
    {"reject", "-------pp-----"},
    {"rate", "--------x-x---"},
    {"close_without_rating", "--------x=----"},
    {"reopen", "---------pp---"},
    {"follow_up", "---------xxxx-"},
    {"staff_reply", ".............."},
    {"ask", ".............."},
    {"resolve", ".............."},
    {"note", ".............."},
    {"take", ".............."},
    {"give_back", ".............."},
    {"escalate", ".............."},
    {"change_service", ".............."},
    {"change_impact", ".............."},
    {"assign", ".............."},
    {"guide", ".............."},
    {"answer_by_assigning", ".............."},
    {"answer_by_taking_over", ".............."},
};

const Expected for_agent{
    {"read", "=============="},
    {"read_notes", "=============="},
    {"reply", ".............."},
    {"cancel", ".............."},
    {"confirm", ".............."},
    {"reject", ".............."},
    {"rate", ".............."},
    {"close_without_rating", ".............."},
    {"reopen", ".............."},
    {"follow_up", ".............."},
    {"staff_reply", "ppwppwprr----w"},
    {"ask", "ww-w--w-------"},
    {"resolve", "rrrr-rr------r"},
    {"note", "oowppwprrxxxxw"},
    {"take", "ppw-----------"},
    {"give_back", "---o-wo------w"},
    {"escalate", "---p-w--------"},
    {"change_service", "oowp-wp------w"},
    {"change_impact", "oowp-wp------w"},
    {"assign", ".............."},
    {"guide", ".............."},
    {"answer_by_assigning", ".............."},
    {"answer_by_taking_over", ".............."},
};

const Expected for_colleague{
    {"read", "=============="},
    {"read_notes", "=============="},
    {"reply", ".............."},
    {"cancel", ".............."},
    {"confirm", ".............."},
    {"reject", ".............."},
    {"rate", ".............."},
    {"close_without_rating", ".............."},
    {"reopen", ".............."},
    {"follow_up", ".............."},
    {"staff_reply", "ppwppwprr----w"},
    {"ask", "ww------------"},
    {"resolve", "rrr-----------"},
    {"note", "oowppwprrxxxxw"},
    {"take", "ppw-----------"},
    {"give_back", "--------------"},
    {"escalate", "--------------"},
    {"change_service", "oow-----------"},
    {"change_impact", "oow-----------"},
    {"assign", ".............."},
    {"guide", ".............."},
    {"answer_by_assigning", ".............."},
    {"answer_by_taking_over", ".............."},
};

const Expected for_supervisor{
    {"read", "=============="},
    {"read_notes", "=============="},
    {"reply", ".............."},
    {"cancel", ".............."},
    {"confirm", ".............."},
    {"reject", ".............."},
    {"rate", ".............."},
    {"close_without_rating", ".............."},
    {"reopen", ".............."},
    {"follow_up", ".............."},
    {"staff_reply", "ppwppwprr----w"},
    {"ask", "ww-ww-w-------"},
    {"resolve", "rrrrrrr------r"},
    {"note", "oowppwprrxxxxw"},
    {"take", "ppw-----------"},
    {"give_back", "---oowo------w"},
    {"escalate", ".............."},
    {"change_service", "oowppwp------w"},
    {"change_impact", "oowppwp------w"},
    {"assign", "ppwppwp------w"},
    {"guide", "------p------w"},
    {"answer_by_assigning", "------p------w"},
    {"answer_by_taking_over", "------p------w"},
};

// ---- trying
// ----------------------------------------------------------------------------------------------------------
struct Undo {};

// Everything that hangs on the ticket, one line each, and how much there is of what hangs on none.
using Dump = Ask<
    "SELECT 1 AS part, id AS at, CAST(service_id AS TEXT) || '|' || team_id || '|' || kind || '|' || impact || '|' || "
    "status || '|' || "
    "restricted || '|' || COALESCE(assignee_id, 0) || '|' || assignee_name || '|' || escalated || '|' || version || "
    "'|' || updated_at || "
    "'|' || first_response_due || '|' || resolution_due || '|' || COALESCE(started_at, 0) || '|' || "
    "COALESCE(first_responded_at, 0) || "
    "'|' || COALESCE(paused_at, 0) || '|' || COALESCE(resolved_at, 0) || '|' || COALESCE(confirm_by, 0) || '|' || "
    "COALESCE(confirmed_at, 0) || '|' || COALESCE(closed_at, 0) || '|' || close_reason || '|' || COALESCE(reopen_by, "
    "0) || '|' || "
    "requester_unread || '|' || staff_unread || '|' || needs_requester AS line FROM tickets WHERE id = $1 "
    "UNION ALL SELECT 2, id, kind || '|' || body || '|' || submit_id FROM messages WHERE ticket_id = $1 "
    "UNION ALL SELECT 3, id, happened || '|' || detail FROM history WHERE ticket_id = $1 "
    "UNION ALL SELECT 4, id, reason || '|' || decision || '|' || answer FROM escalations WHERE ticket_id = $1 "
    "UNION ALL SELECT 5, ticket_id, feedback FROM ratings WHERE ticket_id = $1 "
    "UNION ALL SELECT 6, COUNT(*), 'tickets' FROM tickets "
    "UNION ALL SELECT 7, COUNT(*), 'mails' FROM mails "
    "UNION ALL SELECT 8, COUNT(*), 'jobs' FROM jobs "
    "UNION ALL SELECT 9, last, prefix FROM numbering "
    "UNION ALL SELECT 10, CAST(SUM(amount) AS BIGINT), scope || '|' || scope_id || '|' || bucket FROM ticket_counts "
    "GROUP BY scope, scope_id, bucket "
    "ORDER BY 1, 2, 3",
    1>;

std::string dump(Tx& tx, const Ticket& ticket) {
    constexpr std::int64_t numbering = 9;
    std::string all;
    for (const auto& row : tx.run(Dump{{ticket.id}})) {
        // On PostgreSQL the number of a filing that was given up is left out (decision 0020).
        if (row.integer("part") == numbering && tx.engine() == db::Engine::postgres) continue;
        all += std::to_string(row.integer("part")) + " " + std::to_string(row.integer("at")) + " " + row.text("line") +
               "\n";
    }
    return all;
}

char outcome(Office& office, const Parts& parts, const Person& person, const Ticket& ticket,
             const std::function<void(const Move&)>& verb, const std::string& before) {
    char result = '?';
    try {
        office.write([&](Tx& tx) {
            bool refused = true;
            try {
                verb({tx, office.desk(tx), parts, person, ticket});
                refused = false;
            } catch (const NotFound&) {
                result = '.';
            } catch (const Conflict&) {
                result = '-';
            }
            const bool changed = dump(tx, ticket) != before;
            if (refused && changed) result = '!';
            if (!refused && !changed) result = '=';
            if (!refused && changed) result = "opwrx"[static_cast<int>(fresh(tx, ticket).status)];
            throw Undo{};
        });
    } catch (const Undo&) {
    }
    return result;
}

struct Play {
    Office& office;
    const Parts& parts;
    std::vector<Ticket> tickets{};
    std::vector<std::string> dumps{};

    Play(Office& in, const Parts& with) : office(in), parts(with) {
        Stage stage(office, parts);
        for (const auto& state : states) tickets.push_back(state.reach(stage, parts));
        office.read([&](Tx& tx) {
            for (auto& ticket : tickets) ticket = ticket_for(tx, parts.requester, ticket.number);
            for (const auto& ticket : tickets) dumps.push_back(dump(tx, ticket));
        });
    }

    std::string row(const Person& person, const std::function<void(const Move&)>& verb) {
        std::string row;
        for (std::size_t i = 0; i < states.size(); ++i)
            row += outcome(office, parts, person, tickets[i], verb, dumps[i]);
        return row;
    }
    void expect(const Person& person, const Expected& expected) {
        ASSERT_EQ(expected.size(), verbs.size());
        for (const auto& [name, verb] : verbs)
            EXPECT_EQ(row(person, verb), expected.at(name)) << person.name << " tries to " << name;
    }
    // All in one transaction, because nothing may come of it.
    void expect_nothing(const Person& stranger) {
        const auto try_everything = [&](Tx& tx) {
            for (const auto& [name, verb] : verbs)
                for (const auto& ticket : tickets)
                    EXPECT_THROW(verb({tx, office.desk(tx), parts, stranger, ticket}), NotFound)
                        << stranger.name << " tries to " << name;
            for (std::size_t i = 0; i < tickets.size(); ++i)
                EXPECT_EQ(dump(tx, tickets[i]), dumps[i]) << stranger.name << ", " << states[i].name;
            throw Undo{};
        };
        EXPECT_THROW(office.write(try_everything), Undo);
    }
    void expect_all() {
        expect(parts.requester, for_requester);
        expect(parts.agent, for_agent);
        expect(parts.colleague, for_colleague);
        expect(parts.supervisor, for_supervisor);
        for (const auto& stranger : parts.strangers) expect_nothing(stranger);
    }
};

std::vector<Person> people(const Office& office, std::initializer_list<const char*> keys) {
    std::vector<Person> people;
    for (const auto* key : keys) people.push_back(office.person(key));
    return people;
}

Parts ordinary(const Office& office) {
    return {.requester = office.person("ashari"),
            .agent = office.person("budi"),
            .colleague = office.person("rina"),
            .supervisor = office.person("dewi"),
            .strangers = people(office, {"sari", "agus", "citra", "wahyu", "ratna"}),
            .service = "hero",
            .sibling = "intranet"};
}

TEST(StateMachine, LetsEverybodyDoWhatIsTheirsAndNothingElse) {
    Office office;
    const auto parts = ordinary(office);
    Play(office, parts).expect_all();
}

// The colleague would be an agent of the team, but filed the ticket.
TEST(StateMachine, TreatsStaffWhoFiledTheTicketAsItsRequester) {
    Office office;
    auto parts = ordinary(office);
    parts.colleague = parts.supervisor;
    for (const auto* key : {"rina", "dewi"}) {
        parts.requester = office.person(key);
        if (parts.requester.id == parts.supervisor.id) parts.supervisor = parts.colleague = office.person("budi");
        Play play(office, parts);
        play.expect(parts.requester, for_requester);
    }
}

TEST(StateMachine, KeepsARestrictedTicketInItsTeam) {
    Office office;
    auto parts = ordinary(office);
    const auto team = office.team("tim-keamanan-siber");
    parts.agent = office.person("citra");
    parts.supervisor = office.person("wahyu");
    parts.colleague = office.write([&](Tx& tx) {
        return add_person(tx, {.name = "Rekan Citra", .email = "rekan@contoh.id", .role = Role::agent, .teams = {team}},
                          "demo", "rekan");
    });
    parts.strangers = people(office, {"sari", "budi", "agus", "dewi", "ratna"});
    parts.service = "aduan-siber";
    // The team serves no other service: one more for this test.
    office.write([&](Tx& tx) {
        tx.run(Ask<"UPDATE services SET team_id = $1 WHERE slug = 'tnde'", 1>{{team}});
        tx.run(Ask<"UPDATE catalog_version SET version = 'with two services for the team'">{});
    });
    parts.sibling = "tnde";
    Play(office, parts).expect_all();
}

// A page that is out of date does nothing: neither the moves of the requester nor those of staff. Replies and notes fit
// whatever else has happened.
TEST(StateMachine, RefusesWhatWasDecidedOnAnOlderPage) {
    Office office;
    const auto parts = ordinary(office);
    Play play(office, parts);
    const std::map<std::string_view, std::string_view> of_whom{{"cancel", "requester"},
                                                               {"confirm", "requester"},
                                                               {"reject", "requester"},
                                                               {"rate", "requester"},
                                                               {"close_without_rating", "requester"},
                                                               {"reopen", "requester"},
                                                               {"take", "agent"},
                                                               {"give_back", "agent"},
                                                               {"escalate", "agent"},
                                                               {"change_service", "agent"},
                                                               {"change_impact", "agent"},
                                                               {"assign", "supervisor"},
                                                               {"guide", "supervisor"},
                                                               {"answer_by_assigning", "supervisor"},
                                                               {"answer_by_taking_over", "supervisor"}};
    for (auto& ticket : play.tickets) --ticket.version;
    for (const auto& [name, verb] : verbs) {
        const auto who = of_whom.find(name);
        if (who == of_whom.end()) continue;
        const auto& person = who->second == "requester" ? parts.requester
                             : who->second == "agent"   ? parts.agent
                                                        : parts.supervisor;
        for (const char result : play.row(person, verb))
            EXPECT_TRUE(result == '-' || result == '=') << name << ": " << result;
    }
}

}  // namespace
}  // namespace hero
