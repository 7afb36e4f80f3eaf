#include "base/db/backend.hpp"
#include "base/db/pool.hpp"
#include "base/db/sqlite.hpp"
#include "base/db/writer.hpp"

namespace hero::db {

namespace {

class SqliteReading final : public Reading {
public:
    SqliteReading(Pool<SqliteConnection>& readers, Patience patience, const Clock& clock)
        : connection_(readers.borrow(patience)), clock_(clock) {}
    ~SqliteReading() override {
        try {
            if (connection_->in_transaction()) connection_->commit();
        } catch (const std::exception&) {
            connection_->rollback();
        }
    }

    void read(const Body& body) override {
        if (!connection_->in_transaction()) connection_->begin(Access::read);
        try {
            Tx tx(*connection_, clock_.now(), false);
            body(tx);
        } catch (...) {
            connection_->rollback();
            throw;
        }
    }

private:
    const Pool<SqliteConnection>::Lease connection_;
    const Clock& clock_;
};

class SqliteBackend final : public Backend {
public:
    SqliteBackend(const DatabaseOptions& options, const Clock& clock)
        : options_(options),
          clock_(clock),
          writer_(options, clock, listeners),
          readers_(options.readers, options.readers_at_once, [this] { return open(SqliteConnection::Role::reader); }) {}

    [[nodiscard]] Engine engine() const override { return Engine::sqlite; }

    void read(const Body& body) override {
        const auto connection = readers_.borrow();
        connection->begin(Access::read);
        try {
            Tx tx(*connection, clock_.now(), false);
            body(tx);
            connection->commit();
        } catch (...) {
            connection->rollback();
            throw;
        }
    }

    std::unique_ptr<Reading> reading(Patience patience) override {
        return std::make_unique<SqliteReading>(readers_, patience, clock_);
    }

    void write(const Body& body) override { writer_.write(body); }
    void write_in_background(const Body& body) override { writer_.write_in_background(body); }

    [[nodiscard]] int waiting() const override { return writer_.waiting(); }

    std::vector<std::string> explain(const Statement& statement) override {
        return readers_.borrow()->explain(statement);
    }

    std::unique_ptr<Connection> open_for_migration() override { return open(SqliteConnection::Role::migrator); }

private:
    std::unique_ptr<SqliteConnection> open(SqliteConnection::Role role) {
        return std::make_unique<SqliteConnection>(options_, role);
    }

    const DatabaseOptions options_;
    const Clock& clock_;
    Writer writer_;
    Pool<SqliteConnection> readers_;
};

}  // namespace

std::unique_ptr<Backend> open_sqlite(const DatabaseOptions& options, const Clock& clock) {
    return std::make_unique<SqliteBackend>(options, clock);
}

}  // namespace hero::db
