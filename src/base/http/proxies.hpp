#pragma once
// Whose request it is when a reverse proxy stands in front.
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/http/http.hpp"

namespace hero::http {

// An address in its one spelling (IPv4 mapped into IPv6 becomes IPv4), without brackets, port and zone; "" when it is
// none.
std::string canonical_address(std::string_view text);

// Addresses that begin alike. IPv4 lies in ::ffff:0:0/96; a wider network of IPv6 has none of it.
struct Network {
    std::array<unsigned char, 16> first{};
    unsigned bits = 128;  // that all have in common

    [[nodiscard]] bool has(std::string_view address) const;  // false for what is no address
};
// "192.0.2.1", "10.0.0.0/8", "2001:db8::/32". Nothing for another text, a network of everybody, or an address within
// a network in place of the network's own.
std::optional<Network> network_from(std::string_view text);

class TrustedProxies {
public:
    // Addresses and networks. Throws std::runtime_error for what is neither.
    explicit TrustedProxies(const std::vector<std::string>& networks);

    [[nodiscard]] bool contains(std::string_view address) const;
    // Whoever stands before the trusted: X-Forwarded-For is read from its end, and each entry was written by who stands
    // behind it. So `peer` when it is not trusted, else the last entry that is not, else the first. What is no address
    // ends the walk: the proxy that wrote it, then.
    [[nodiscard]] std::string client_of(const Request& request, const std::string& peer) const;

private:
    std::vector<Network> networks_;
};

}  // namespace hero::http
