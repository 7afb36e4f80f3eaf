#pragma once
// Whose request it is when a reverse proxy stands in front.
#include <string>
#include <string_view>
#include <vector>

#include "base/http/http.hpp"

namespace hero::http {

// An address in its one spelling (IPv4 mapped into IPv6 becomes IPv4), without brackets, port and zone; "" when it is
// none.
std::string canonical_address(std::string_view text);

class TrustedProxies {
public:
    // Throws std::runtime_error for what is no address.
    explicit TrustedProxies(const std::vector<std::string>& addresses);

    [[nodiscard]] bool contains(std::string_view canonical) const;
    // `peer`, or the last X-Forwarded-For entry when `peer` is trusted and the entry is an address.
    [[nodiscard]] std::string client_of(const Request& request, const std::string& peer) const;

private:
    std::vector<std::string> addresses_;
};

}  // namespace hero::http
