#include "base/http/body_budget.hpp"

namespace hero::http {

namespace {

constexpr std::uint64_t not_worth_counting = 16UL * 1024;

}  // namespace

bool BodyBudget::Share::hold(Held now) {
    if (now.memory < not_worth_counting) now.memory = 0;
    set(now);
    return budget_.memory_ <= budget_.limit_.memory && budget_.disk_ <= budget_.limit_.disk;
}

// The difference may be negative: unsigned numbers wrap around and back.
void BodyBudget::Share::set(Held now) {
    if (now.memory != counted_.memory) budget_.memory_ += now.memory - counted_.memory;
    if (now.disk != counted_.disk) budget_.disk_ += now.disk - counted_.disk;
    counted_ = now;
}

}  // namespace hero::http
