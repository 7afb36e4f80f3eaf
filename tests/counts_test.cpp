// After a long walk of random verbs the counters are what counting the tickets gives.
#include <gtest/gtest.h>

#include <map>
#include <random>

#include "closing/closing.hpp"
#include "handling/handling.hpp"
#include "tests/cast.hpp"
#include "tickets/moves.hpp"

namespace hero {
namespace {

using test::Ask;
using test::Office;
using Counts = std::map<std::string, std::int64_t>;

Counts counted(Tx& tx) {
    Counts counts;
    const auto add = [&](std::string_view scope, std::int64_t id, std::string_view bucket) {
        ++counts[std::string(scope) + "/" + std::to_string(id) + "/" + std::string(bucket)];
    };
    for (const auto& row : tx.run(Ask<"SELECT requester_id, team_id, assignee_id, status, escalated FROM tickets">{})) {
        const auto& status = row.text("status");
        const auto team = row.integer("team_id");
        const bool active = status == "open" || status == "diproses" || status == "menunggu_pemohon";
        add("pemohon", row.integer("requester_id"), status == "close" ? "close" : "open");
        add("tim", team, active ? "aktif" : status);
        if (status == "menunggu_pemohon") add("tim", team, "menunggu");
        if (row.flag("escalated")) add("tim", team, "eskalasi");
        if (!active) continue;
        if (row.is_null("assignee_id"))
            add("tim", team, "belum");
        else
            add("petugas", row.integer("assignee_id"), "aktif");
    }
    return counts;
}

Counts kept(Tx& tx) {
    Counts counts;
    for (const auto& row :
         tx.run(Ask<"SELECT scope, scope_id, bucket, CAST(SUM(amount) AS BIGINT) AS amount FROM ticket_counts "
                    "GROUP BY scope, scope_id, bucket">{}))
        if (row.integer("amount") != 0)
            counts[row.text("scope") + "/" + std::to_string(row.integer("scope_id")) + "/" + row.text("bucket")] =
                row.integer("amount");
    return counts;
}

class Walk {
public:
    explicit Walk(Office& office) : office_(office) {
        for (int i = 0; i < 12; ++i)
            tickets_.push_back(office_.open(i % 3 == 0 ? "rina" : "ashari", i % 4 == 0 ? "jaringan" : "hero"));
    }

    void step() {
        office_.clock.advance(std::chrono::minutes{7});
        auto& ticket = tickets_[roll(tickets_.size())];
        try {
            ticket = office_.write([&](Tx& tx) { return stepped(tx, ticket); });
            ++moves;
        } catch (const NotFound&) {
        } catch (const Conflict&) {
        } catch (const std::invalid_argument&) {
        }
    }

    int moves = 0;

private:
    std::size_t roll(std::size_t sides) { return random_() % sides; }

    const Person& somebody() {
        static constexpr std::array keys{"ashari", "rina", "budi", "agus", "dewi", "dewi", "budi", "ashari"};
        return office_.person(keys[roll(keys.size())]);
    }

    Ticket stepped(Tx& tx, const Ticket& seen) {
        const auto desk = office_.desk(tx);
        const auto& who = somebody();
        const auto& requester =
            seen.requester == office_.person("rina").id ? office_.person("rina") : office_.person("ashari");
        static constexpr std::array services{"hero", "intranet", "jaringan", "data-ska"};
        switch (roll(14)) {
            case 0:
                return take(tx, who, seen);
            case 1:
                return give_back(tx, who, seen);
            case 2:
                return assign(tx, office_.person("dewi"), seen, who.id);
            case 3:
                return escalate(tx, who, seen, "1", "bantuan", "");
            case 4:
                return guide(tx, office_.person("dewi"), seen, "Lanjutkan");
            case 5:
                return answer_by_taking_over(tx, office_.person("dewi"), seen, "");
            case 6:
                return change_service(tx, desk, who, seen, services[roll(services.size())], "Salah kategori");
            case 7:
                reply(tx, desk, requester, seen, "Tanggapan", "");
                break;
            case 8:
                return roll(8) == 0 ? cancel(tx, desk, requester, seen) : seen;
            case 9:
                return confirm(tx, requester, seen, "", "");
            case 10:
                return rate(tx, desk, requester, seen, 4, "");
            case 11:
                return reopen(tx, desk, requester, seen, "Muncul lagi", "");
            default:
                return answered(tx, desk, who, seen);
        }
        return ticket_for(tx, requester, seen.number);
    }

    Ticket answered(Tx& tx, const Desk& desk, const Person& who, const Ticket& seen) {
        StaffReply reply;
        reply.body = "Jawaban";
        reply.send_anyway = true;
        reply.after = static_cast<After>(roll(3));
        return reply_as_staff(tx, desk, who, seen, reply).value();
    }

    Office& office_;
    std::vector<Ticket> tickets_;
    std::mt19937 random_{20221130};
};

TEST(TicketCounts, AreWhatCountingGivesAfterARandomWalk) {
    Office office;
    Walk walk(office);
    for (int i = 0; i < 600; ++i) {
        walk.step();
        if (i % 100 == 99) office.read([](Tx& tx) { EXPECT_EQ(kept(tx), counted(tx)); });
    }
    EXPECT_GT(walk.moves, 100);
}

TEST(TicketCounts, SpreadOverSlotsOnlyWhereWritersRunAtOnce) {
    Office office;
    for (int i = 0; i < 5; ++i) office.open("ashari");
    const auto rows = office.read([](Tx& tx) {
        return tx.one(Ask<"SELECT COUNT(*) AS amount FROM ticket_counts WHERE scope = 'tim' AND bucket = 'aktif'">{})
            ->integer("amount");
    });
    EXPECT_EQ(rows, test::engine() == db::Engine::postgres ? 5 : 1);
    office.read(
        [&](Tx& tx) { EXPECT_EQ(counts_of(tx, scopes::team, office.person("budi").teams.at(0)).at("aktif"), 5); });
}

}  // namespace
}  // namespace hero
