#pragma once
// The audit log: who did what to what, when and from where. A row is written in the transaction of the act it tells of;
// texts of conversations, passwords and tokens are never in it.
//
// Rows are numbered 1, 2, 3 … and chained: with net(x) for the netstring "<bytes of x>:x,",
//
//     hash(n) = SHA-256( net(hash(n - 1)) net(n) net(at) net(person) net(act) net(object) net(detail) net(address) )
//
// in hexadecimal, where n and at (Unix milliseconds) are decimal, person is the decimal id or "" and hash(0), which
// nothing has, is 64 zeros. The row `audit_chain` holds the newest number and hash; taking it is the lock of the chain,
// so on PostgreSQL only audited acts wait for each other, and only until they commit: record() comes last.
//
// What is found: a row that was changed, is missing, stands elsewhere, or was cut off at either end. Somebody who may
// write to the whole database can compute all of it anew from some row on; only a hash kept elsewhere tells (the server
// writes the newest into its log every hour, `hero audit verify` prints it and compares one it is given).
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/config.hpp"
#include "base/db/db.hpp"

namespace hero {

enum class Act {
    signed_in,
    sign_in_refused,
    proof_refused,  // the password or the code that an open session was asked for once more
    signed_out,
    ticket_inspected,  // by an admin, for a reason, for half an hour
    ticket_read,       // or its receipt, by somebody who works here
    file_read,         // by somebody who did not upload it
    person_read,
    people_listed,
    person_added,
    position_changed,  // role, teams or whether they may come in
    teams_changed,
    workload_changed,  // capacity and leave
    deactivated,
    reactivated,
    password_set,
    password_link_given,
    second_factor_set,
    second_factor_dropped,
    recovery_codes_renewed,
    sessions_ended,  // by their owner, from another one
    token_issued,
    token_revoked,
    token_refused,  // one that works no more, or may not do that
    service_moved,
    holiday_put,
    holiday_removed,
    setting_changed,  // since the server started the last time
    job_retried,
    log_exported,
    log_pruned,
};
std::string_view code_of(Act act);  // "masuk", …; word "ad.audit.a." + code
std::optional<Act> act_of(std::string_view code);
std::vector<Act> all_acts();

inline constexpr std::size_t longest_detail = 500;  // characters; also of the object and the address

// One row as it is given. `object` names a thing: "tiket A-KORS22000343", "orang 12", "berkas …"; "" for none.
struct Audited {
    Act act = Act::signed_in;
    std::optional<std::int64_t> person{};  // nothing: a visitor, a timer, the command line
    std::string object{};
    std::string detail{};
    std::string address{};  // "" when it came over no network
};
// Waits for the others that write to the chain, and makes them wait until the end of this transaction.
void record(Tx& tx, const Audited& what);
// Of a look that is repeated all day, one row in so much time is kept.
inline constexpr std::chrono::hours a_look{1};
// Whether the same person did the same to the same object within that time.
bool recorded_lately(Tx& tx, const Audited& what, std::chrono::milliseconds within = a_look);
// record(), unless recorded_lately(). Repeated, it only reads.
void record_look(Database& db, const Audited& what, std::chrono::milliseconds within = a_look);

// What a setting is now, if that is not what the last row says of it, or not the default where no row does. Of a secret
// only whether there is one: "(set)". To be called when the server starts.
void record_settings(Tx& tx, const Config& config);

// ---- reading
struct AuditRow {
    std::int64_t number = 0;
    Instant at{};
    std::optional<std::int64_t> person;
    std::string person_name;  // as it is now
    std::string act;          // code
    std::string object, detail, address;
};
struct AuditFilter {
    std::string person{};  // part of a name or of an address: of at most ten people
    std::string act{};     // code
    std::string object{};  // exactly
    std::string address{};
    std::optional<Instant> from{}, until{};  // [from, until)
};
// The newest first, those with a number below `before` (0: no bound).
std::vector<AuditRow> audit_rows(Tx& tx, const AuditFilter& filter, std::int64_t before, int limit);

// ---- the chain
struct Link {
    std::int64_t number = 0;
    std::string hash;
};
// The newest: number 0 while there is no row.
Link newest_link(Tx& tx);

struct Flaw {
    std::int64_t number = 0;  // of the row, or the first of those that are missing
    std::string what;         // one English sentence
};
struct ChainVerdict {
    Link newest;             // of the chain when the walk began
    std::int64_t first = 1;  // older rows had served their time
    std::int64_t rows = 0;   // read
    std::vector<Flaw> flaws;
};
// Walks the whole chain, a thousand rows at a time. `expected`: a link that was kept elsewhere.
ChainVerdict verify_audit_log(Database& db, const std::optional<Link>& expected = {});

// Deletes rows older than `before`, up to the first that is not, a thousand at most; says so in a row of its own. What
// is left goes on from the hash of the last one deleted. Returns how many went.
std::int64_t prune_audit_log(Tx& tx, Instant before);

}  // namespace hero
