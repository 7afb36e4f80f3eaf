#pragma once
// Connections opened on demand, kept for the next caller, never more than `limit`. Internal to base/db.
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "base/db/db.hpp"
#include "base/errors.hpp"

namespace hero::db {

template <typename Connection>
class Pool {
public:
    using Open = std::function<std::unique_ptr<Connection>()>;

    // `limit` for those who may wait, and `reserved` beside them that only others may take.
    Pool(int limit, int reserved, Open open, std::chrono::milliseconds patience = std::chrono::seconds{10})
        : open_(std::move(open)), patience_(patience), ordinary_{limit}, reserved_{reserved} {}

    // A borrowed connection; goes back at the end of the scope unless it was dropped.
    class Lease {
    public:
        Lease(Pool& pool, Patience patience, std::unique_ptr<Connection> connection)
            : pool_(pool), patience_(patience), connection_(std::move(connection)) {}
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;
        ~Lease() { pool_.give_back(patience_, std::move(connection_)); }
        Connection& operator*() const { return *connection_; }
        Connection* operator->() const { return connection_.get(); }
        // It is broken: close it, and those that idle, because they broke with it.
        void drop() {
            connection_.reset();
            pool_.close_idle();
        }

    private:
        Pool& pool_;
        const Patience patience_;
        std::unique_ptr<Connection> connection_;
    };

    // Waits for a free connection. Throws Unavailable after `patience`, or when opening fails; MustWait at once when
    // none is free for whoever must not wait.
    Lease borrow(Patience patience = Patience::some) {
        auto& places = places_of(patience);
        std::unique_lock lock(mutex_);
        if (patience == Patience::none && places.taken >= places.limit) throw MustWait{};
        ++waiting_;
        const bool free = freed_.wait_for(lock, patience_, [&] { return places.taken < places.limit; });
        --waiting_;
        if (!free) throw Unavailable("no database connection became free");
        ++places.taken;
        if (idle_.empty()) {
            lock.unlock();
            return Lease(*this, patience, open(patience));
        }
        auto connection = std::move(idle_.back());
        idle_.pop_back();
        return Lease(*this, patience, std::move(connection));
    }

    [[nodiscard]] int waiting() const {
        const std::scoped_lock lock(mutex_);
        return waiting_;
    }

private:
    struct Places {
        int limit = 0;
        int taken = 0;
    };

    Places& places_of(Patience patience) { return patience == Patience::some ? ordinary_ : reserved_; }

    std::unique_ptr<Connection> open(Patience patience) {
        try {
            return open_();
        } catch (...) {
            give_back(patience, nullptr);
            throw;
        }
    }
    void give_back(Patience patience, std::unique_ptr<Connection> connection) {
        {
            const std::scoped_lock lock(mutex_);
            --places_of(patience).taken;
            if (connection) idle_.push_back(std::move(connection));
        }
        freed_.notify_all();  // who waits does not wait for the same
    }
    void close_idle() {
        std::vector<std::unique_ptr<Connection>> closing;
        const std::scoped_lock lock(mutex_);
        closing.swap(idle_);
    }

    const Open open_;
    const std::chrono::milliseconds patience_;
    mutable std::mutex mutex_;
    std::condition_variable freed_;
    std::vector<std::unique_ptr<Connection>> idle_;
    Places ordinary_;
    Places reserved_;
    int waiting_ = 0;
};

}  // namespace hero::db
