#include "queue/queue.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "demo/cast.hpp"
#include "queue/place.hpp"
#include "tests/ask.hpp"
#include "tests/database.hpp"
#include "tickets/moves.hpp"

namespace hero {

namespace {

using namespace std::chrono_literals;

struct Row {
    std::int64_t id = 0;
    std::int64_t service = 0;
    std::int64_t team = 0;
    std::int64_t requester = 0;
    std::optional<std::int64_t> assignee{};
    Status status = Status::open;
    bool escalated = false;
    TicketKind kind = TicketKind::problem;
    Impact impact = Impact::low;
    Instant due{};
    Instant updated{};
};

bool is_running(Status status) { return status == Status::open || status == Status::in_progress; }
bool is_active(Status status) { return is_running(status) || status == Status::waiting; }

struct QueueGround : test::TestDatabase {
    CatalogCache catalogs;
    CalendarCache calendars;
    Person sari = person("sari");
    Person budi = person("budi");
    Person nurul = person("nurul");
    Person dewi = person("dewi");
    std::int64_t last_number = 0;

    Person person(std::string_view key) {
        return db.write([&](Tx& tx) { return demo::ensure(tx, key); });
    }
    Desk desk(Tx& tx) { return {catalogs.get(tx), calendars.get(tx), {}}; }
    std::int64_t service(std::string_view slug) {
        return db.read([&](Tx& tx) { return desk(tx).catalog->service(slug)->id; });
    }
    Instant soon() {
        return db.read([&](Tx& tx) { return desk(tx).calendar->after_working_time(tx.now(), due_soon_time); });
    }

    // A row as the write path would leave it, counters aside.
    std::int64_t insert(Tx& tx, const Row& row) {
        const auto number = "A-TEST26" + std::to_string(++last_number);
        return tx
            .one(test::Ask<"INSERT INTO tickets (number, service_id, team_id, requester_id, requester_name, channel, "
                           "language, kind, impact, subject, extra, status, restricted, assignee_id, escalated, "
                           "submit_id, created_at, updated_at, first_response_due, resolution_due) VALUES ($1, $2, $3, "
                           "$4, 'Sari', 'demo', 'id', $5, $6, 'Subjek', '', $7, 0, $8, $9, $1, 0, $10, 0, $11) "
                           "RETURNING id",
                           11>{{number, row.service, row.team, row.requester, code_of(row.kind), code_of(row.impact),
                                code_of(row.status), row.assignee, row.escalated, row.updated, row.due}})
            ->integer("id");
    }
    std::vector<std::int64_t> page_ids(const TicketPage& page) {
        std::vector<std::int64_t> ids;
        for (const auto& ticket : page.tickets) ids.push_back(ticket.id);
        return ids;
    }
    TicketPage page(const Person& staff, QueueView view, std::string_view after = "", int limit = 50,
                    const QueueFilter& only = {}) {
        return db.read([&](Tx& tx) { return queue_page(tx, desk(tx), staff, view, only, after, limit); });
    }
    std::vector<std::int64_t> all_pages(const Person& staff, QueueView view, int limit, const QueueFilter& only = {}) {
        std::vector<std::int64_t> ids;
        std::string cursor;
        do {
            const auto one = page(staff, view, cursor, limit, only);
            EXPECT_LE(one.tickets.size(), static_cast<std::size_t>(limit));
            std::ranges::copy(page_ids(one), std::back_inserter(ids));
            cursor = one.next;
        } while (!cursor.empty() && ids.size() < 10'000);
        return ids;
    }
    std::map<QueueView, QueueCount> counts(const Person& staff) {
        std::map<QueueView, QueueCount> result;
        for (const auto& count : db.read([&](Tx& tx) { return queue_counts(tx, desk(tx), staff); }))
            result.emplace(count.view, count);
        return result;
    }
};

// What the view should hold, from the definition and not from an index.
std::vector<std::int64_t> expected(const std::vector<Row>& rows, const Person& staff, QueueView view,
                                   const QueueFilter& filter, Instant now, Instant soon) {
    const auto shows = [&](const Row& row) {
        if (row.requester == staff.id || !staff.works_in(row.team)) return false;
        if (filter.service != 0 && row.service != filter.service) return false;
        if (filter.kind && row.kind != filter.kind) return false;
        if (filter.impact && row.impact != filter.impact) return false;
        switch (view) {
            case QueueView::mine:
                return row.assignee == staff.id && is_active(row.status);
            case QueueView::unassigned:
                return !row.assignee && is_active(row.status);
            case QueueView::waiting:
                return row.status == Status::waiting;
            case QueueView::due_soon:
                return is_running(row.status) && row.due >= now && row.due <= soon;
            case QueueView::overdue:
                return is_running(row.status) && row.due < now;
            case QueueView::escalated:
                return row.escalated;
            case QueueView::all:
                return true;
        }
        return false;
    };
    std::vector<Row> shown;
    std::ranges::copy_if(rows, std::back_inserter(shown), shows);
    std::ranges::sort(shown, [&](const Row& a, const Row& b) {
        if (view == QueueView::all) return std::pair(b.updated, b.id) < std::pair(a.updated, a.id);
        return std::pair(a.due, a.id) < std::pair(b.due, b.id);
    });
    std::vector<std::int64_t> ids;
    for (const auto& row : shown) ids.push_back(row.id);
    return ids;
}

std::vector<Row> random_rows(QueueGround& ground, std::mt19937& random, int amount) {
    const auto one_of = [&](const auto& choices) { return choices[random() % choices.size()]; };
    const std::vector<std::int64_t> services{ground.service("e-ska"), ground.service("hero"),
                                             ground.service("kudagang")};
    std::vector<std::int64_t> teams{ground.budi.teams.front(), ground.person("agus").teams.front()};
    std::ranges::copy(ground.nurul.teams, std::back_inserter(teams));
    const std::vector<std::int64_t> requesters{ground.sari.id, ground.sari.id, ground.sari.id, ground.budi.id};
    const std::vector<std::optional<std::int64_t>> assignees{std::nullopt, ground.budi.id, ground.nurul.id,
                                                             ground.dewi.id};
    const std::vector<Status> statuses{Status::open, Status::in_progress, Status::waiting, Status::resolved,
                                       Status::closed};
    std::vector<Row> rows;
    for (int i = 0; i < amount; ++i) {
        Row row{.service = one_of(services),
                .team = one_of(teams),
                .requester = one_of(requesters),
                .assignee = one_of(assignees)};
        row.status = one_of(statuses);
        row.escalated = is_active(row.status) && random() % 4 == 0;
        row.kind = one_of(std::array{TicketKind::question, TicketKind::request, TicketKind::problem});
        row.impact = one_of(std::array{Impact::low, Impact::high});
        // Few different times: many tickets are due together, some exactly now.
        row.due = ground.clock.now() + std::chrono::minutes{30 * (static_cast<int>(random() % 13) - 6)};
        row.updated = ground.clock.now() - std::chrono::minutes{random() % 7};
        rows.push_back(row);
    }
    ground.db.write([&](Tx& tx) {
        for (auto& row : rows) row.id = ground.insert(tx, row);
    });
    return rows;
}

}  // namespace

TEST(QueueView, IsWrittenAsItsCode) {
    for (const auto view : queue_views) {
        EXPECT_EQ(queue_view_of(code_of(view)), view);
        for (const auto lang : {Lang::id, Lang::en}) {
            const auto key = "ag.v." + std::string(code_of(view));
            EXPECT_NE(word(lang, key), key);
        }
    }
    EXPECT_EQ(code_of(QueueView::due_soon), "batas");
    EXPECT_FALSE(queue_view_of("Saya"));
    EXPECT_FALSE(queue_view_of(""));
}

TEST(QueuePage, PagesTogetherAreTheWholeViewInOrder) {
    std::mt19937 random{20260317};
    for (int round = 0; round < 2; ++round) {
        QueueGround ground;
        const auto rows = random_rows(ground, random, 160);
        const auto soon = ground.soon();
        for (const auto& staff : {ground.budi, ground.nurul, ground.dewi})
            for (const auto view : queue_views)
                for (const auto& filter : {QueueFilter{}, QueueFilter{.service = rows.front().service},
                                           QueueFilter{.kind = TicketKind::request, .impact = Impact::high},
                                           QueueFilter{.service = rows.front().service, .kind = TicketKind::problem}})
                    for (const int limit : {4, 160}) {
                        SCOPED_TRACE(staff.name + " " + std::string(code_of(view)) + " " + std::to_string(limit));
                        ASSERT_EQ(ground.all_pages(staff, view, limit, filter),
                                  expected(rows, staff, view, filter, ground.clock.now(), soon));
                    }
    }
}

TEST(QueuePage, EndsWithoutACursorWhenItIsExactlyFull) {
    QueueGround ground;
    ground.db.write([&](Tx& tx) {
        for (int i = 0; i < 4; ++i)
            ground.insert(tx, {.service = 1, .team = ground.budi.teams.front(), .requester = ground.sari.id});
    });
    EXPECT_EQ(ground.page(ground.budi, QueueView::unassigned, "", 4).next, "");
    EXPECT_NE(ground.page(ground.budi, QueueView::unassigned, "", 3).next, "");
}

TEST(QueuePage, TakesABrokenCursorForTheFirstPage) {
    QueueGround ground;
    std::mt19937 random{1};
    random_rows(ground, random, 20);
    for (const auto view : queue_views) {
        const auto first = ground.page_ids(ground.page(ground.dewi, view, "", 5));
        for (const auto* cursor : {"x", "1", "1.", ".1", "1.2.3", "1,2", "' OR 1=1", "99999999999999999999.1",
                                   "-9223372036854775808.1", "1.-9223372036854775808", "\xff.1"})
            EXPECT_EQ(ground.page_ids(ground.page(ground.dewi, view, cursor, 5)), first) << cursor;
        for (const auto* cursor : {"9223372036854775807.9223372036854775807", "-9223372036854775807.1"})
            EXPECT_NO_THROW(ground.page(ground.dewi, view, cursor, 5)) << cursor;
    }
}

TEST(QueuePage, IsEmptyForWhoeverWorksInNoTeam) {
    QueueGround ground;
    std::mt19937 random{2};
    random_rows(ground, random, 50);
    for (const auto& person : {ground.sari, ground.person("ratna")})
        for (const auto view : queue_views) EXPECT_TRUE(ground.page(person, view).tickets.empty()) << person.name;
}

TEST(QueuePage, ShowsRestrictedTicketsToTheirTeamOnly) {
    QueueGround ground;
    const auto citra = ground.person("citra");
    const Row row{.service = ground.service("aduan-siber"), .team = citra.teams.front(), .requester = ground.sari.id};
    const auto id = ground.db.write([&](Tx& tx) { return ground.insert(tx, row); });
    EXPECT_EQ(ground.page_ids(ground.page(citra, QueueView::unassigned)), std::vector{id});
    EXPECT_TRUE(ground.page(ground.dewi, QueueView::unassigned).tickets.empty());
    EXPECT_TRUE(ground.page(ground.dewi, QueueView::all).tickets.empty());
}

TEST(QueuePage, FindsARareServiceAtOnce) {
    QueueGround ground;
    const auto common = ground.service("e-ska");
    const auto rare = ground.service("hero");
    ground.db.write([&](Tx& tx) {
        tx.run(
            test::Ask<"INSERT INTO tickets (number, service_id, team_id, requester_id, requester_name, channel, "
                      "language, kind, impact, subject, extra, status, restricted, submit_id, created_at, "
                      "updated_at, first_response_due, resolution_due) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL "
                      "SELECT i + 1 FROM n WHERE i < 6000) SELECT 'A-MANY26' || i, CAST($1 AS BIGINT), CAST($2 AS "
                      "BIGINT), CAST($3 AS BIGINT), 'Sari', 'demo', 'id', 'kendala', 'rendah', 'Subjek', '', 'open', "
                      "0, 'many' || i, 0, 0, 0, i FROM n",
                      3>{{common, ground.budi.teams.front(), ground.sari.id}});
        for (int i = 0; i < 3; ++i)
            ground.insert(tx, {.service = rare,
                               .team = ground.budi.teams.front(),
                               .requester = ground.sari.id,
                               .due = from_millis(7000)});
    });
    const auto first = ground.page(ground.budi, QueueView::unassigned, "", 50, {.service = rare});
    EXPECT_EQ(first.tickets.size(), 3u);
    EXPECT_EQ(first.next, "");
    EXPECT_EQ(ground.page(ground.budi, QueueView::all, "", 50, {.service = rare}).tickets.size(), 3u);
    EXPECT_EQ(ground.page(ground.budi, QueueView::overdue, "", 50, {.service = rare}).tickets.size(), 3u);

    const auto counts = ground.counts(ground.budi);
    EXPECT_EQ(counts.at(QueueView::overdue).amount, 999);
    EXPECT_TRUE(counts.at(QueueView::overdue).more);
    EXPECT_FALSE(counts.at(QueueView::due_soon).more);
    for (const auto& beside :
         ground.db.read([&](Tx& tx) { return queue_state(tx, ground.desk(tx), ground.budi); }).counts)
        if (beside.view == QueueView::overdue) {
            EXPECT_EQ(beside.amount, 99);
            EXPECT_TRUE(beside.more);
        } else if (beside.view == QueueView::all) {
            EXPECT_EQ(beside.amount, counts.at(QueueView::all).amount);
        }
}

// Counters are kept by the moves, so the tickets are moved and not inserted.
TEST(QueueCounts, AgreeWithTheLists) {
    QueueGround ground;
    std::mt19937 random{41};
    std::vector<Ticket> tickets;
    const auto open = [&](Tx& tx, const Person& requester, int i) {
        return open_ticket(tx, ground.desk(tx), requester, Channel::demo,
                           {.service = i % 3 == 0 ? "data-indikator-harga" : "e-ska",
                            .kind = "pertanyaan",
                            .impact = i % 2 == 0 ? "tinggi" : "rendah",
                            .subject = "Pertanyaan nomor " + std::to_string(i),
                            .description = "Mohon penjelasan mengenai hal ini, terima kasih.",
                            .extra = {{"data_apa", "Harga"}, {"data_periode", "2025"}, {"data_tujuan", "Penelitian"}},
                            .consent = true,
                            .consent_text = "syarat 1.0",
                            .submit_id = "form-" + std::to_string(i),
                            .follows = ""});
    };
    const auto move = [&](Tx& tx, const Ticket& seen) {
        const auto before = fresh(tx, seen);
        auto after = before;
        const bool for_budi = ground.budi.works_in(before.team) && before.requester != ground.budi.id;
        const auto& agent = for_budi && random() % 2 == 0 ? ground.budi : ground.dewi;
        switch (random() % 6) {
            case 0:
                after = given_to(tx, after, agent);
                break;
            case 1:
                after = paused(tx, given_to(tx, after, agent));
                after.status = Status::waiting;
                break;
            case 2:
                after = paused(tx, after);
                after.status = Status::resolved;
                after.resolved_at = tx.now();
                break;
            case 3:
                after.status = Status::closed;
                after.closed_at = tx.now();
                break;
            case 4:
                after.escalated = true;
                break;
            default:
                after = back_to_work(tx, ground.desk(tx), after);
                break;
        }
        store(tx, before, after, &agent, {"diambil", ""});
    };
    for (int i = 0; i < 40; ++i) {
        const auto& requester = i % 5 == 0 ? ground.budi : ground.sari;
        tickets.push_back(ground.db.write([&](Tx& tx) { return open(tx, requester, i); }));
        ground.clock.advance(7min);
    }
    for (int i = 0; i < 120; ++i) {
        ground.db.write([&](Tx& tx) { move(tx, tickets[random() % tickets.size()]); });
        ground.clock.advance(11min);
    }
    for (const auto& staff : {ground.budi, ground.nurul, ground.dewi})
        for (const auto& [view, count] : ground.counts(staff)) {
            EXPECT_EQ(count.amount, static_cast<std::int64_t>(ground.all_pages(staff, view, 50).size()))
                << staff.name << " " << code_of(view);
            EXPECT_FALSE(count.more);
        }
}

TEST(QueueCounts, LeaveOutTicketsOfATeamOneHasLeft) {
    QueueGround ground;
    const auto service = ground.service("e-ska");
    ground.db.write([&](Tx& tx) {
        for (const auto team : {ground.budi.teams.front(), ground.nurul.teams.front()})
            ground.insert(tx, {.service = service,
                               .team = team,
                               .requester = ground.sari.id,
                               .assignee = ground.budi.id,
                               .status = Status::in_progress});
    });
    EXPECT_EQ(ground.page(ground.budi, QueueView::mine).tickets.size(), 1u);
    EXPECT_EQ(ground.counts(ground.budi).at(QueueView::mine).amount, 1);
}

TEST(QueueCounts, AreZeroWithoutTickets) {
    QueueGround ground;
    const auto counts = ground.counts(ground.dewi);
    EXPECT_EQ(counts.size(), queue_views.size());
    for (const auto& [view, count] : counts) EXPECT_EQ(count.amount, 0) << code_of(view);
}

}  // namespace hero
