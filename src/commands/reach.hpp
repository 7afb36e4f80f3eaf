#pragma once
// Whether somebody listens at an address.
#include <chrono>
#include <cstdint>
#include <string>

namespace hero {

// "" when a TCP connection was made within that time, else why not. `host`: a name or an IP address.
std::string why_unreachable(const std::string& host, std::uint16_t port, std::chrono::milliseconds patience);
// The same of a local socket.
std::string why_unreachable(const std::string& path);

}  // namespace hero
