// The log as its page shows it.
#include <algorithm>
#include <limits>

#include "audit/chain.hpp"
#include "people/people.hpp"
#include "sql/audit.hpp"

namespace hero {

namespace {

constexpr std::int64_t forever = std::numeric_limits<std::int64_t>::max();
constexpr int most_people = 10;

// What every statement is told besides what it is sorted by.
struct Bounds {
    std::int64_t before = forever;
    Instant from{}, until{};
    int limit = 0;
};

void collect(std::vector<AuditRow>& rows, const db::Rows& found) {
    for (const auto& row : found) {
        rows.push_back(audit::row_from(row));
        rows.back().person_name = row.text("person_name");
    }
}

std::vector<AuditRow> rows_of_people(Tx& tx, const AuditFilter& filter, const Bounds& bounds) {
    std::vector<AuditRow> rows;
    for (const auto& person : list_people(tx, filter.person, 0, most_people))
        collect(rows, tx.run(sql::audit::rows_of_person{.person = person.id,
                                                        .act = filter.act,
                                                        .object = filter.object,
                                                        .address = filter.address,
                                                        .from = bounds.from,
                                                        .until = bounds.until,
                                                        .before = bounds.before,
                                                        .limit = bounds.limit}));
    std::ranges::sort(rows, std::greater{}, &AuditRow::number);
    if (rows.size() > static_cast<std::size_t>(bounds.limit)) rows.resize(static_cast<std::size_t>(bounds.limit));
    return rows;
}

}  // namespace

std::vector<AuditRow> audit_rows(Tx& tx, const AuditFilter& filter, std::int64_t before, int limit) {
    const Bounds bounds{.before = before > 0 ? before : forever,
                        .from = filter.from.value_or(Instant{}),
                        .until = filter.until.value_or(from_millis(forever)),
                        .limit = limit};
    if (!filter.person.empty()) return rows_of_people(tx, filter, bounds);
    std::vector<AuditRow> rows;
    if (!filter.object.empty())
        collect(rows, tx.run(sql::audit::rows_of_object{.object = filter.object,
                                                        .act = filter.act,
                                                        .address = filter.address,
                                                        .from = bounds.from,
                                                        .until = bounds.until,
                                                        .before = bounds.before,
                                                        .limit = limit}));
    else if (!filter.act.empty())
        collect(rows, tx.run(sql::audit::rows_of_act{.act = filter.act,
                                                     .address = filter.address,
                                                     .from = bounds.from,
                                                     .until = bounds.until,
                                                     .before = bounds.before,
                                                     .limit = limit}));
    else
        collect(rows, tx.run(sql::audit::rows_before{.address = filter.address,
                                                     .from = bounds.from,
                                                     .until = bounds.until,
                                                     .before = bounds.before,
                                                     .limit = limit}));
    return rows;
}

}  // namespace hero
