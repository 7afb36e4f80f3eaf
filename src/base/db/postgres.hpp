#pragma once
// A PostgreSQL connection. Internal to base/db.
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/db/connection.hpp"

// Of libpq-fe.h.
struct pg_conn;
struct pg_result;

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

// A round trip costs more than most statements do, so whatever has no answer that somebody waits for travels with the
// next statement that has: BEGIN, statements of execute_later, and the COMMIT of what they belong to (decision 0012).
class PostgresConnection final : public Connection {
public:
    // apart: its commits do not wait for the disk, nor for a standby.
    enum class Role { ordinary, apart, migrator };

    // Throws ConnectionLost.
    PostgresConnection(const DatabaseOptions& options, Role role);

    [[nodiscard]] Engine engine() const override { return Engine::postgres; }
    // To read or to write: sends nothing yet.
    void begin(Access access) override;
    // Throws NotReplicated when it is committed and a standby that should have it may not. Of what only read, the
    // answer is left for the next who uses the connection.
    void commit() override;
    void rollback() noexcept override;
    Result execute(const Statement& statement, std::span<const Value> values) override;
    void execute_later(const Statement& statement, std::span<const Value> values) override;
    void run_script(const std::string& text) override;
    std::vector<std::string> explain(const Statement& statement) override;

    [[nodiscard]] bool broken() const { return broken_; }
    // Names the current write transaction, for transaction_status() on another connection. Empty as long as no COMMIT
    // can have been sent.
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
    struct Close {
        void operator()(pg_conn* connection) const;
    };
    struct Clear {
        void operator()(pg_result* result) const;
    };
    using Answer = std::unique_ptr<pg_result, Clear>;
    // A statement on its way, with its values as libpq wants them: text that ends in NUL, or nullptr for NULL.
    struct Sending {
        explicit Sending(const char* the_text) : name(the_text), text(the_text) {}
        Sending(const char* the_name, const Prepared& how, std::span<const Value> values);
        [[nodiscard]] bool send_to(pg_conn* connection) const;
        const char* name;
        const char* text = nullptr;          // instead of
        const Prepared* prepared = nullptr;  // this, which stays where it is
        std::vector<std::string> texts;
        std::vector<const char*> pointers;
    };

    void require_whole(const char* doing) const;
    Prepared& prepared(const Statement& statement);
    Answer run_text(const char* doing, const std::string& sql);
    // Sends what waits and then `last`, reads all answers and gives the last.
    Answer answer_to(Sending last);
    void send_waiting();
    Answer in_one_go(const std::vector<Sending>& all);
    // The answer to a COMMIT that nobody waited for.
    void settle();
    Answer checked(const char* doing, Answer answer);
    static void learn_columns(Prepared& prepared, const pg_result* answer);
    static Row::Cell cell(const pg_result* answer, int row, int column, Kind kind);
    [[noreturn]] void fail(const char* doing, std::string_view state, const std::string& message);

    std::unique_ptr<pg_conn, Close> connection_;
    bool broken_ = false;
    bool begun_ = false;      // BEGIN was sent
    bool writing_;            // the transaction may write
    bool unsettled_ = false;  // a COMMIT was sent whose answer was not read
    bool warned_ = false;     // the server warned of something; what it says is dropped, because it may quote
    std::string transaction_;
    std::string life_;  // of the server
    std::unordered_map<const Statement*, Prepared> statements_;
    std::vector<Sending> waiting_;
};

}  // namespace hero::db
