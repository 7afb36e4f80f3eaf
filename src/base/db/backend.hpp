#pragma once
// What stands behind a Database: connections, threads and the rules of one engine. Internal to base/db.
#include <functional>
#include <memory>
#include <shared_mutex>
#include <string>
#include <utility>
#include <vector>

#include "base/db/connection.hpp"

namespace hero::db {

using Body = std::function<void(Tx&)>;

class Listeners {
public:
    void add(std::string topic, Database::Listener listener);
    // After a commit, which an exception can no longer undo: it is logged.
    void finish(const std::vector<std::function<void()>>& actions,
                const std::vector<Announcement>& announced) const noexcept;
    void tell(std::string_view topic, std::string_view payload) const noexcept;

private:
    mutable std::shared_mutex mutex_;
    std::vector<std::pair<std::string, Database::Listener>> list_;
};

// Reads of one thread that see the same state of the database.
class Reading {
public:
    Reading() = default;
    Reading(const Reading&) = delete;
    Reading& operator=(const Reading&) = delete;
    virtual ~Reading() = default;
    virtual void read(const Body& body) = 0;
};

// Runs a statement in a transaction of its own beside the one that asks for it.
class Apart {
public:
    Apart() = default;
    Apart(const Apart&) = delete;
    Apart& operator=(const Apart&) = delete;
    virtual ~Apart() = default;
    virtual Rows run(const Statement& statement, std::span<const Value> values) = 0;
};

class Backend {
public:
    Backend() = default;
    Backend(const Backend&) = delete;
    Backend& operator=(const Backend&) = delete;
    virtual ~Backend() = default;

    [[nodiscard]] virtual Engine engine() const = 0;
    virtual void read(const Body& body) = 0;
    // Nothing: reads on this engine are taken one by one.
    virtual std::unique_ptr<Reading> reading(Patience /*patience*/) { return nullptr; }
    virtual void write(const Body& body) = 0;
    virtual void write_in_background(const Body& body) { write(body); }
    [[nodiscard]] virtual int waiting() const = 0;
    virtual std::vector<std::string> explain(const Statement& statement) = 0;
    virtual std::unique_ptr<Connection> open_for_migration() = 0;
    virtual void hear_others(const std::function<void()>& /*gap*/) {}

    Listeners listeners;
};

std::unique_ptr<Backend> open_sqlite(const DatabaseOptions& options, const Clock& clock);
std::unique_ptr<Backend> open_postgres(const DatabaseOptions& options, const Clock& clock);

}  // namespace hero::db
