#pragma once
// Whether anything was written to the database, by every table's rows.
//
//     const auto before = contents_of(app.db);
//     …
//     EXPECT_EQ(contents_of(app.db), before);
#include <algorithm>
#include <cstdint>
#include <map>
#include <string>

#include "tests/ask.hpp"
#include "tests/database.hpp"

namespace hero::test {

using Contents = std::map<std::string, std::string>;

namespace contents {

// SQLite counts every row that its writing connection changes.
inline Contents of_sqlite(Database& db) {
    return db.write([](Tx& tx) {
        const auto row = tx.one(Ask<"SELECT total_changes() AS amount">{});
        return Contents{{"changes", std::to_string(row->integer("amount"))}};
    });
}

template <SqlText text>
std::string rows_of(Tx& tx) {
    return tx.one(Ask<text>{})->text("rows");
}

#define HERO_ROWS_OF(table)                                                                                               \
    {                                                                                                                     \
#table,                                                                                                           \
            rows_of <                                                                                                     \
                "SELECT MD5(STRING_AGG(MD5(CAST(one AS TEXT)), '' ORDER BY MD5(CAST(one AS TEXT)))) AS rows FROM " #table \
                " AS one">(tx)                                                                                            \
    }

inline Contents of_postgres(Database& db) {
    return db.read([](Tx& tx) {
        Contents all{
            HERO_ROWS_OF(jobs),
            HERO_ROWS_OF(teams),
            HERO_ROWS_OF(categories),
            HERO_ROWS_OF(services),
            HERO_ROWS_OF(catalog_version),
            HERO_ROWS_OF(holidays),
            HERO_ROWS_OF(work_windows),
            HERO_ROWS_OF(ramadan_ranges),
            HERO_ROWS_OF(sla_targets),
            HERO_ROWS_OF(calendar_version),
            HERO_ROWS_OF(people),
            HERO_ROWS_OF(identities),
            HERO_ROWS_OF(team_members),
            HERO_ROWS_OF(sessions),
            HERO_ROWS_OF(faq_votes),
            HERO_ROWS_OF(numbering),
            HERO_ROWS_OF(tickets),
            HERO_ROWS_OF(ticket_counts),
            HERO_ROWS_OF(messages),
            HERO_ROWS_OF(history),
            HERO_ROWS_OF(consents),
            HERO_ROWS_OF(attachments),
            HERO_ROWS_OF(escalations),
            HERO_ROWS_OF(ratings),
            HERO_ROWS_OF(mails),
            HERO_ROWS_OF(drafts),
        };
        for (const auto& row :
             tx.run(Ask<"SELECT CAST(table_name AS TEXT) AS name FROM information_schema.tables "
                        "WHERE table_schema = current_schema() AND table_name <> 'schema_migrations'">{}))
            if (!all.contains(row.text("name")))
                throw std::logic_error("tests/access/contents.hpp does not know the table " + row.text("name"));
        return all;
    });
}

#undef HERO_ROWS_OF

}  // namespace contents

inline Contents contents_of(Database& db) {
    return db.engine() == db::Engine::sqlite ? contents::of_sqlite(db) : contents::of_postgres(db);
}

}  // namespace hero::test
