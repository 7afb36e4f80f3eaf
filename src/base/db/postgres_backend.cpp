#include <mutex>
#include <random>
#include <thread>

#include "base/db/backend.hpp"
#include "base/db/other_nodes.hpp"
#include "base/db/pool.hpp"
#include "base/db/postgres.hpp"
#include "base/log.hpp"

namespace hero::db {

namespace {

using namespace std::chrono_literals;

constexpr int most_tries = 4;

void pause_before(int next_try) {
    static thread_local std::minstd_rand random{std::random_device{}()};
    std::this_thread::sleep_for(std::chrono::milliseconds(5 * next_try + static_cast<int>(random() % 20)));
}

// Beside the pool, because who asks for one of these has one of those: were they of the same, everybody could wait for
// each other. Who has one of these waits for nobody but another one of them.
class BesideTransactions final : public Apart {
public:
    explicit BesideTransactions(const DatabaseOptions& options)
        : pool_(2, 0,
                [options] { return std::make_unique<PostgresConnection>(options, PostgresConnection::Role::apart); }) {}

    // Without BEGIN, a statement is a transaction. It is run again after a connection that broke, although it may have
    // been committed.
    Rows run(const Statement& statement, std::span<const Value> values) override {
        for (bool lost_before = false;; lost_before = true) {
            auto connection = pool_.borrow();
            try {
                return connection->execute(statement, values).rows;
            } catch (const ConnectionLost&) {
                connection.drop();
                if (lost_before) throw;
            }
        }
    }

private:
    Pool<PostgresConnection> pool_;
};

class PostgresBackend final : public Backend {
public:
    PostgresBackend(const DatabaseOptions& options, const Clock& clock)
        : options_(options),
          clock_(clock),
          pool_(options.readers, 0, [this] { return open(PostgresConnection::Role::ordinary); }),
          apart_(options) {}

    [[nodiscard]] Engine engine() const override { return Engine::postgres; }

    void read(const Body& body) override {
        repeat(2, [&] { transact(body, Access::read); });
    }

    void write(const Body& body) override {
        repeat(most_tries, [&] { transact(body, Access::write); });
    }

    [[nodiscard]] int waiting() const override { return pool_.waiting(); }

    std::vector<std::string> explain(const Statement& statement) override {
        const auto connection = pool_.borrow();
        connection->begin(Access::read);
        try {
            auto lines = connection->explain(statement);
            connection->commit();
            return lines;
        } catch (...) {
            connection->rollback();
            throw;
        }
    }

    std::unique_ptr<Connection> open_for_migration() override { return open(PostgresConnection::Role::migrator); }

    void hear_others(const std::function<void()>& gap) override {
        std::call_once(heard_, [&] { others_ = std::make_unique<OtherNodes>(options_.address, listeners, gap); });
    }

private:
    std::unique_ptr<PostgresConnection> open(PostgresConnection::Role role) {
        return std::make_unique<PostgresConnection>(options_, role);
    }

    // After a conflict up to `tries` times; after a broken connection once, because idle ones break with a server that
    // was started anew. Both only when nothing was committed.
    template <typename Action>
    void repeat(int tries, Action&& action) {
        bool lost_before = false;
        for (int next = 2;; ++next) {
            try {
                return action();
            } catch (const TryAgain&) {
                if (next > tries) throw;
            } catch (const ConnectionLost&) {
                if (std::exchange(lost_before, true)) throw;
            }
            pause_before(next);
        }
    }

    void transact(const Body& body, Access access) {
        std::vector<std::function<void()>> after_commit;
        std::vector<Announcement> announced;
        {
            auto connection = pool_.borrow();
            try {
                connection->begin(access);
                Tx tx(*connection, clock_.now(), access == Access::write, &apart_);
                body(tx);
                after_commit = tx.take_after_commit();
                announced = tx.announced();
            } catch (...) {
                if (!connection->broken()) connection->rollback();
                if (connection->broken()) connection.drop();
                throw;
            }
            commit(connection, access);
        }
        listeners.finish(after_commit, announced);
        if (others_)
            for (const auto& one : announced)
                if (one.everywhere) others_->tell(one);
    }

    void commit(Pool<PostgresConnection>::Lease& connection, Access access) {
        try {
            connection->commit();
        } catch (const ConnectionLost&) {
            const auto transaction = connection->transaction();
            connection.drop();
            if (access == Access::write) {
                if (transaction.empty()) throw;
                find_out(transaction);
            }
        } catch (const NotReplicated&) {
            find_out(connection->transaction());
        } catch (...) {
            connection->rollback();
            if (connection->broken()) connection.drop();
            throw;
        }
    }

    // The answer to COMMIT was lost, or was not enough: asks on a new connection what became of it. Returns when it is
    // committed, and a standby that commits wait for has it too.
    void find_out(const std::string& transaction) {
        for (int tries = 0; tries < 20; ++tries) {
            std::this_thread::sleep_for(tries * 25ms);
            try {
                const auto connection = open(PostgresConnection::Role::ordinary);
                const auto status = connection->transaction_status(transaction);
                if (status == "committed") return connection->wait_for_standby();
                if (status == "aborted") throw TryAgain("the connection was lost before the commit");
                if (status.empty()) break;
            } catch (const ConnectionLost&) {
            } catch (const NotReplicated&) {
            }
        }
        log::error("outcome of a commit is unknown", {{"transaction", transaction}});
        throw Unavailable("the connection was lost during the commit; its outcome is unknown");
    }

    const DatabaseOptions options_;
    const Clock& clock_;
    Pool<PostgresConnection> pool_;
    BesideTransactions apart_;
    std::once_flag heard_;
    std::unique_ptr<OtherNodes> others_;  // set before requests and workers begin
};

}  // namespace

std::unique_ptr<Backend> open_postgres(const DatabaseOptions& options, const Clock& clock) {
    return std::make_unique<PostgresBackend>(options, clock);
}

}  // namespace hero::db
