#include "integrity/integrity.hpp"
#include "sql/integrity.hpp"

namespace hero {

Instant engine_clock(Tx& tx) { return tx.one(sql::integrity::engine_clock{})->instant("now"); }

std::optional<Instant> oldest_waiting_mail(Tx& tx) {
    return tx.one(sql::integrity::oldest_waiting_mail{})->maybe_instant("due_at");
}

}  // namespace hero
