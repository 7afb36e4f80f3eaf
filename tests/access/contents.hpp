#pragma once
// Whether anything was written to the database, by every table's rows: all but the audit log, which also tells who
// downloaded a file and whose data was looked at.
//
//     const auto before = contents_of(app.db);
//     …
//     EXPECT_EQ(contents_of(app.db), before);
#include <algorithm>
#include <map>
#include <stdexcept>
#include <string>

#include "tests/ask.hpp"
#include "tests/database.hpp"

namespace hero::test {

using Contents = std::map<std::string, std::string>;

namespace contents {

// SQLite counts every row that its writing connection changes. A row of the audit log is three of them.
inline Contents of_sqlite(Database& db) {
    return db.write([](Tx& tx) {
        const auto row = tx.one(Ask<"SELECT total_changes() - 3 * (SELECT newest FROM audit_chain) AS amount">{});
        return Contents{{"changes", std::to_string(row->integer("amount"))}};
    });
}

template <std::size_t Left, std::size_t Right>
consteval auto joined(const SqlText<Left>& left, const SqlText<Right>& right) {
    char text[Left + Right - 1]{};
    std::copy_n(left.chars, Left - 1, text);
    std::copy_n(right.chars, Right, text + Left - 1);
    return SqlText<Left + Right - 1>(text);
}

template <SqlText table>
void add(Tx& tx, Contents& all) {
    constexpr SqlText rows{
        "SELECT MD5(STRING_AGG(MD5(CAST(one AS TEXT)), '' ORDER BY MD5(CAST(one AS TEXT)))) AS rows FROM "};
    constexpr auto text = joined(joined(rows, table), SqlText{" AS one"});
    all[table.chars] = tx.one(Ask<text>{})->text("rows");
}

template <SqlText... tables>
void add_all(Tx& tx, Contents& all) {
    (add<tables>(tx, all), ...);
}

inline Contents of_postgres(Database& db) {
    return db.read([](Tx& tx) {
        Contents all;
        add_all<"jobs", "teams", "categories", "services", "catalog_version", "holidays", "work_windows",
                "ramadan_ranges", "sla_targets", "calendar_version", "people", "identities", "team_members", "sessions",
                "faq_votes", "numbering", "tickets", "ticket_counts", "messages", "history", "consents", "attachments",
                "escalations", "ratings", "mails", "drafts", "sign_in_attempts", "inspections", "second_factors",
                "recovery_codes", "single_use_tokens", "api_tokens", "granted_roles", "uploads", "workloads",
                "deactivations", "sealing_key", "content_claims">(tx, all);
        for (const auto& row : tx.run(Ask<"SELECT CAST(table_name AS TEXT) AS name FROM information_schema.tables "
                                          "WHERE table_schema = current_schema() AND table_name NOT IN "
                                          "('schema_migrations', 'audit_log', 'audit_chain')">{}))
            if (!all.contains(row.text("name")))
                throw std::logic_error("tests/access/contents.hpp does not know the table " + row.text("name"));
        return all;
    });
}

}  // namespace contents

inline Contents contents_of(Database& db) {
    return db.engine() == db::Engine::sqlite ? contents::of_sqlite(db) : contents::of_postgres(db);
}

}  // namespace hero::test
