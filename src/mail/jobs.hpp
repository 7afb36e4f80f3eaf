#pragma once
// What a job `mail.send` says: one letter, or a bundle of them.
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "base/clock.hpp"

namespace hero {

inline constexpr std::string_view send_job = "mail.send";
inline constexpr std::size_t bundle_bytes = 8;

// The letters about `ticket` that were due then and whose token begins with `key`, twice as many digits as
// bundle_bytes.
struct BundleName {
    std::string ticket;
    Instant due{};
    std::string key;
};

std::string payload_of(std::int64_t mail);
std::string payload_of(const BundleName& bundle);
std::variant<std::int64_t, BundleName> named_in(std::string_view payload);

}  // namespace hero
