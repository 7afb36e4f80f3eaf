#pragma once
// A PostgreSQL connection. Internal to base/db.
#include <pqxx/pqxx>

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/db/connection.hpp"

namespace hero::db {

// The connection broke: whatever ran on it is over, and a COMMIT that was under way may have happened.
struct ConnectionLost : Unavailable {
    using Unavailable::Unavailable;
};

// Two transactions were in each other's way: running this one again will do.
struct TryAgain : Unavailable {
    using Unavailable::Unavailable;
};

// Committed on a server that stopped waiting for its standby: nobody may be told so yet.
struct NotReplicated : Unavailable {
    using Unavailable::Unavailable;
};

// The address as libpq gets it: with limits of time and, of several hosts, the one that takes writes, unless the
// address says otherwise.
std::string postgres_address(std::string address);

// Whether the server warned of something. What it says is dropped: it may quote.
#if PQXX_VERSION_MAJOR > 7 || (PQXX_VERSION_MAJOR == 7 && PQXX_VERSION_MINOR >= 10)
class Warnings {
public:
    explicit Warnings(pqxx::connection& connection) {
        connection.set_notice_handler([any = any_](pqxx::zview) noexcept { *any = true; });
    }
#else
class Warnings final : public pqxx::errorhandler {
public:
    explicit Warnings(pqxx::connection& connection) : pqxx::errorhandler(connection) {}
    bool operator()(const char /*message*/[]) noexcept override {
        *any_ = true;
        return false;
    }
#endif
    void forget() { *any_ = false; }
    [[nodiscard]] bool any() const { return *any_; }

private:
    std::shared_ptr<bool> any_ = std::make_shared<bool>(false);
};

class PostgresConnection final : public Connection {
public:
    enum class Role { ordinary, migrator };

    // Throws ConnectionLost.
    PostgresConnection(const DatabaseOptions& options, Role role);

    [[nodiscard]] Engine engine() const override { return Engine::postgres; }
    void begin(Access access) override;
    // Throws NotReplicated when it is committed and a standby that should have it may not.
    void commit() override;
    void rollback() noexcept override;
    Result execute(const Statement& statement, std::span<const Value> values) override;
    void run_script(const std::string& text) override;
    std::vector<std::string> explain(const Statement& statement) override;

    [[nodiscard]] bool broken() const { return broken_; }
    // Names the current write transaction, for transaction_status() on another connection.
    [[nodiscard]] const std::string& transaction() const { return transaction_; }
    // "committed", "aborted", "in progress", or empty when the server no longer knows: always when it crashed or
    // another one took over meanwhile.
    std::string transaction_status(const std::string& transaction);
    // Returns when a standby that commits wait for has all that was committed so far; at once where there is none.
    void wait_for_standby();

private:
    enum class Kind { text, integer, real, numeric };
    struct Prepared {
        std::string name;
        std::shared_ptr<std::vector<std::string>> columns;
        std::vector<Kind> kinds;
    };

    Prepared& prepared(const Statement& statement);
    pqxx::result run_prepared(const Prepared& prepared, std::span<const Value> values);
    pqxx::result run_text(const std::string& sql);
    static void learn_columns(Prepared& prepared, const pqxx::result& result);
    static Row::Cell cell(const pqxx::field& field, Kind kind);
    template <typename Action>
    auto guarded(const char* doing, Action&& action);
    [[noreturn]] void fail(const char* doing, const std::string& state, const std::string& message);

    bool broken_ = false;
    std::string transaction_;
    std::string life_;  // of the server
    pqxx::connection connection_;
    Warnings warnings_;
    pqxx::nontransaction session_;  // transactions are begun and ended by hand: see commit() in postgres_backend.cpp
    std::unordered_map<const Statement*, Prepared> statements_;
};

}  // namespace hero::db
