// Walking the chain, and letting its oldest rows go.
#include <algorithm>

#include "audit/chain.hpp"
#include "sql/audit.hpp"

namespace hero {

namespace {

using audit::Ends;

constexpr int rows_at_once = 1000;
constexpr std::size_t most_flaws = 100;

std::string plural(std::int64_t rows) { return rows == 1 ? "1 row is" : std::to_string(rows) + " rows are"; }

class Walk {
public:
    explicit Walk(const std::optional<Link>& expected) : expected_(expected) {}

    // False when there is nothing more to read.
    bool step(Tx& tx) {
        const auto ends = audit::ends_of(tx);
        if (!started_) start(ends);
        // What has served its time meanwhile is not missing.
        if (ends.first > last_.number + 1) skip_to(ends);
        const auto rows = tx.run(
            sql::audit::rows_after{.number = last_.number, .newest = verdict.newest.number, .limit = rows_at_once});
        for (const auto& row : rows) look_at(row);
        if (rows.size() == rows_at_once && verdict.flaws.size() < most_flaws) return true;
        finish();
        return false;
    }

    ChainVerdict verdict;

private:
    void start(const Ends& ends) {
        started_ = true;
        verdict.newest = ends.newest;
        verdict.first = ends.first;
        skip_to(ends);
    }

    void skip_to(const Ends& ends) {
        last_ = {ends.first - 1, ends.before};
        compare(last_);
    }

    void look_at(const db::Row& stored) {
        const auto row = audit::row_from(stored);
        ++verdict.rows;
        if (row.number != last_.number + 1)
            complain(last_.number + 1,
                     plural(row.number - last_.number - 1) + " missing before " + std::to_string(row.number));
        // After a gap nothing says what the hash before was: the next row is the first that can be judged.
        else if (audit::hash_of(last_.hash, row) != stored.text("hash"))
            complain(row.number, "the row was changed, or stands where it does not belong");
        last_ = {row.number, stored.text("hash")};
        compare(last_);
    }

    void finish() {
        if (verdict.flaws.size() >= most_flaws) return;
        const auto& newest = verdict.newest;
        if (last_.number < newest.number)
            complain(last_.number + 1, plural(newest.number - last_.number) + " cut off at the end");
        else if (last_.hash != newest.hash)
            complain(newest.number, "the newest row is not the one the chain ends with");
        if (expected_ && !met_) complain(expected_->number, "the row of the expected hash is not there");
    }

    // With what was kept elsewhere.
    void compare(const Link& link) {
        if (!expected_ || expected_->number != link.number) return;
        met_ = true;
        if (expected_->hash != link.hash) complain(link.number, "the row does not have the expected hash");
    }

    void complain(std::int64_t number, std::string what) { verdict.flaws.push_back({number, std::move(what)}); }

    std::optional<Link> expected_;
    Link last_;
    bool started_ = false;
    bool met_ = false;
};

}  // namespace

ChainVerdict verify_audit_log(Database& db, const std::optional<Link>& expected) {
    Walk walk(expected);
    while (db.read([&](Tx& tx) { return walk.step(tx); })) {
    }
    return walk.verdict;
}

std::int64_t prune_audit_log(Tx& tx, Instant before) {
    const auto ends = audit::ends_of(tx);
    const auto rows =
        tx.run(sql::audit::rows_after{.number = ends.first - 1, .newest = ends.newest.number, .limit = rows_at_once});
    const auto young = std::ranges::find_if(rows, [&](const db::Row& row) { return row.instant("at") >= before; });
    if (young == rows.begin()) return 0;
    const auto& last = *std::prev(young);
    const auto oldest = last.integer("number") + 1;
    // Another node may be at it.
    if (tx.change(sql::audit::set_oldest{.oldest = oldest, .before_oldest = last.text("hash"), .seen = ends.first}) ==
        0)
        return 0;
    const auto gone = tx.change(sql::audit::delete_until{.number = last.integer("number")});
    record(tx, {.act = Act::log_pruned,
                .detail = std::to_string(ends.first) + "-" + std::to_string(last.integer("number"))});
    return gone;
}

}  // namespace hero
