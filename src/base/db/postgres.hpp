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

class PostgresConnection final : public Connection {
public:
    enum class Role { ordinary, migrator };

    // Throws ConnectionLost.
    PostgresConnection(const DatabaseOptions& options, Role role);

    [[nodiscard]] Engine engine() const override { return Engine::postgres; }
    void begin(Access access) override;
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
    pqxx::nontransaction session_;  // transactions are begun and ended by hand: see commit() in postgres_backend.cpp
    std::unordered_map<const Statement*, Prepared> statements_;
};

}  // namespace hero::db
