#include "tracking/tracking.hpp"

#include "sql/tracking.hpp"

namespace hero {

namespace {

// No ticket has it: what an unknown number is looked up by.
constexpr std::int64_t no_ticket = 0;

std::int64_t findable(Tx& tx, std::string_view number) {
    const auto row = tx.one(sql::tracking::findable_ticket{.number = number});
    return row ? row->integer("id") : no_ticket;
}

Progress progress_from(const db::Row& row) {
    const auto status = status_of(row.text("status")).value();
    return {.number = row.text("number"),
            .status = status,
            .service = row.integer("service_id"),
            .submitted_at = row.instant("created_at"),
            .started_at = row.maybe_instant("started_at"),
            .resolved_at = row.maybe_instant("resolved_at"),
            .closed_at = row.maybe_instant("closed_at"),
            .closes_by = status == Status::resolved ? row.maybe_instant("confirm_by") : std::nullopt,
            .resolution_due = row.instant("resolution_due"),
            .updated_at = row.instant("updated_at")};
}

}  // namespace

std::optional<Progress> track(Tx& tx, std::string_view normalised_number) {
    const auto row = tx.one(sql::tracking::progress{.id = findable(tx, normalised_number)});
    if (!row) return std::nullopt;
    return progress_from(*row);
}

}  // namespace hero
