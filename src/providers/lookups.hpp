#pragma once
// Looking up a host takes as long as the resolver likes, and nothing interrupts it. So a thread of its own does it, and
// whoever asked goes on without it when their time is up; the thread ends when the resolver does.
#include <netdb.h>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "base/places.hpp"

namespace hero::providers {

struct FreeAddresses {
    void operator()(addrinfo* list) const { ::freeaddrinfo(list); }
};
using Addresses = std::unique_ptr<addrinfo, FreeAddresses>;

class Lookups {
public:
    // So many are under way at once, those that nobody waits for any more among them.
    explicit Lookups(int most) : places_(std::make_shared<Places>(most)) {}

    // What `look_up` gives, which must need nothing of the caller's and throw nothing. Nothing when it takes longer
    // than until `end`, or when too many are under way.
    std::optional<Addresses> within(std::chrono::steady_clock::time_point end, std::function<Addresses()> look_up) {
        auto place = places_->take();
        if (!place) return std::nullopt;
        const auto waited = std::make_shared<Waited>();
        std::thread([places = places_, waited, look_up = std::move(look_up), taken = std::move(place)] {
            auto found = look_up();
            const std::scoped_lock lock(waited->mutex);
            waited->found = std::move(found);
            waited->done.notify_one();
        }).detach();
        std::unique_lock lock(waited->mutex);
        if (!waited->done.wait_until(lock, end, [&] { return waited->found.has_value(); })) return std::nullopt;
        return std::move(waited->found);
    }

private:
    struct Waited {
        std::mutex mutex;
        std::condition_variable done;
        std::optional<Addresses> found;
    };
    std::shared_ptr<Places> places_;
};

}  // namespace hero::providers
