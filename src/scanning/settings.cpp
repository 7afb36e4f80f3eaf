#include <sys/un.h>

#include <boost/asio/ip/address.hpp>

#include "base/text.hpp"
#include "scanning/scanning.hpp"

namespace hero {

namespace {

[[noreturn]] void refuse(std::string_view scanner) {
    throw std::invalid_argument("scanner: \"" + showable(scanner) +
                                "\" must be none, unix:/PATH or tcp:ADDRESS:PORT with an IP address");
}

ScannerSettings local_scanner(std::string_view scanner, std::string_view path) {
    if (!path.starts_with('/') || path.size() >= sizeof(sockaddr_un::sun_path)) refuse(scanner);
    return {.kind = ScannerSettings::Kind::local, .path = std::string{path}};
}

ScannerSettings tcp_scanner(std::string_view scanner, std::string_view place) {
    const auto colon = place.rfind(':');
    if (colon == std::string_view::npos) refuse(scanner);
    auto address = place.substr(0, colon);
    if (address.starts_with('[') && address.ends_with(']')) address = address.substr(1, address.size() - 2);
    const auto port = whole_number(place.substr(colon + 1));
    boost::system::error_code fault;
    boost::asio::ip::make_address(std::string{address}, fault);
    if (fault || !port || *port < 1 || *port > 65535) refuse(scanner);
    return {
        .kind = ScannerSettings::Kind::tcp, .address = std::string{address}, .port = static_cast<std::uint16_t>(*port)};
}

}  // namespace

ScannerSettings scanner_settings(std::string_view scanner) {
    constexpr std::string_view local = "unix:", tcp = "tcp:";
    if (scanner == "none") return {};
    if (scanner.starts_with(local)) return local_scanner(scanner, scanner.substr(local.size()));
    if (scanner.starts_with(tcp)) return tcp_scanner(scanner, scanner.substr(tcp.size()));
    refuse(scanner);
}

}  // namespace hero
