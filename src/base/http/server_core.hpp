#pragma once
// What all threads of one server share.
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>

#include "base/http/proxies.hpp"
#include "base/http/server.hpp"
#include "base/http/worker_pool.hpp"

namespace hero::http {

struct ServerCore {
    ServerCore(ServerOptions server_options, Handle server_handle, IsQuick quick)
        : options(std::move(server_options)),
          handle(std::move(server_handle)),
          is_quick(std::move(quick)),
          proxies(options.trusted_proxies),
          bodies({.memory = options.max_memory_bytes, .disk = options.max_temp_bytes}),
          workers(options.worker_threads, static_cast<std::size_t>(options.queue_limit)) {}

    // Counted from acceptance on, so that `drain` never misses one.
    void opened() { connections.fetch_add(1, std::memory_order_relaxed); }
    void closed() {
        if (connections.fetch_sub(1) == 1) tell_drain();
    }
    void stopped_accepting() {
        accepting = false;
        tell_drain();
    }
    void tell_drain() {
        const std::lock_guard lock(mutex);
        changed.notify_all();
    }
    // Returns when nothing is open any more, or after `seconds`.
    void wait_until_closed(int seconds) {
        std::unique_lock lock(mutex);
        changed.wait_for(lock, std::chrono::seconds(seconds), [this] { return !accepting && connections == 0; });
    }

    const ServerOptions options;
    const Handle handle;
    const IsQuick is_quick;
    const TrustedProxies proxies;
    BodyBudget bodies;
    WorkerPool workers;
    std::int64_t max_connections = 0;

    std::atomic<bool> winding_down = false;
    std::atomic<bool> draining = false;
    std::atomic<bool> accepting = true;
    std::atomic<std::uint64_t> requests = 0;
    std::atomic<std::uint64_t> refused = 0;
    std::atomic<std::uint64_t> busy = 0;
    std::atomic<std::int64_t> connections = 0;
    std::atomic<std::int64_t> streams = 0;

    std::mutex mutex;
    std::condition_variable changed;  // `accepting`, or `connections` has become 0
};

}  // namespace hero::http
