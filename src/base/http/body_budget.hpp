#pragma once
// What the requests in flight may hold together. Each alone is limited; ten thousand at their limits are not.
#include <atomic>
#include <cstdint>

namespace hero::http {

struct Held {
    std::uint64_t memory = 0;  // bytes
    std::uint64_t disk = 0;    // bytes of temporary files
};

class BodyBudget {
public:
    explicit BodyBudget(Held limit) : limit_(limit) {}
    [[nodiscard]] Held held() const { return {memory_.load(), disk_.load()}; }

    // One request's part. Used by one thread at a time.
    class Share {
    public:
        explicit Share(BodyBudget& budget) : budget_(budget) {}
        Share(const Share&) = delete;
        Share& operator=(const Share&) = delete;
        ~Share() { give_back(); }

        // Tells how much the request holds now. False when that is more than there is.
        bool hold(Held now);
        void give_back() { set({}); }

    private:
        void set(Held now);

        BodyBudget& budget_;
        Held counted_;
    };

private:
    Held limit_;
    std::atomic<std::uint64_t> memory_ = 0;
    std::atomic<std::uint64_t> disk_ = 0;
};

}  // namespace hero::http
