#include "base/jobs/jobs.hpp"

#include "sql/jobs.hpp"

namespace hero {

void schedule(Tx& tx, std::string_view kind, std::string_view payload, Instant due, std::string_view key) {
    tx.run_later(sql::jobs::insert_job{.kind = kind,
                                       .payload = payload,
                                       .key = key.empty() ? db::Value(db::Null{}) : db::Value(key),
                                       .due = due,
                                       .now = tx.now()});
    tx.announce(jobs_topic);
}

void unschedule(Tx& tx, std::string_view key) { tx.run(sql::jobs::delete_unstarted{.key = key}); }

std::vector<ParkedJob> parked_jobs(Tx& tx, int limit) {
    std::vector<ParkedJob> result;
    for (const auto& row : tx.run(sql::jobs::list_parked{.limit = limit}))
        result.push_back({row.integer("id"), row.text("kind"), row.text("error"), row.instant("parked_at")});
    return result;
}

void retry_parked(Tx& tx, std::int64_t id) {
    tx.run(sql::jobs::retry_parked{.now = tx.now(), .id = id});
    tx.announce(jobs_topic);
}

}  // namespace hero
