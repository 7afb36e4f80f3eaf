#pragma once
// So many at once, and nobody waits: whoever finds every place taken is told so and goes on without.
#include <atomic>
#include <utility>

namespace hero {

// Thread-safe; outlives its places.
class Places {
public:
    explicit Places(int most) : free_(most) {}
    Places(const Places&) = delete;
    Places& operator=(const Places&) = delete;

    // Given back at its end. False: there was none.
    class Place {
    public:
        explicit Place(std::atomic<int>* from) : from_(from) {}
        ~Place() {
            if (from_) ++*from_;
        }
        Place(Place&& other) noexcept : from_(std::exchange(other.from_, nullptr)) {}
        Place& operator=(Place&&) = delete;
        explicit operator bool() const { return from_ != nullptr; }

    private:
        std::atomic<int>* from_;
    };
    [[nodiscard]] Place take() {
        for (int free = free_; free > 0;)
            if (free_.compare_exchange_weak(free, free - 1)) return Place(&free_);
        return Place(nullptr);
    }

private:
    std::atomic<int> free_;
};

}  // namespace hero
