#pragma once
// What the files of this slice share and nobody else sees.
#include "audit/audit.hpp"

namespace hero::audit {

// hash(0), which no row has.
inline constexpr std::string_view genesis = "0000000000000000000000000000000000000000000000000000000000000000";

// hash(number) of the row as it stands in the database, after a row with the hash `previous`.
std::string hash_of(std::string_view previous, const AuditRow& row);
AuditRow row_from(const db::Row& row);  // without the person's name

// The row audit_chain.
struct Ends {
    Link newest;
    std::int64_t first = 1;  // number of the oldest row that is kept
    std::string before;      // the hash of the one before it
};
Ends ends_of(Tx& tx);

}  // namespace hero::audit
