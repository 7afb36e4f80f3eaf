#include "base/http/proxies.hpp"

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <stdexcept>

#include "base/http/ascii.hpp"

namespace hero::http {

namespace {

// "[::1]:80" → "::1", "192.0.2.1:80" → "192.0.2.1".
std::string_view without_port(std::string_view text) {
    if (text.starts_with('[')) return text.substr(1, text.find(']') - 1);
    if (std::count(text.begin(), text.end(), ':') == 1) return text.substr(0, text.find(':'));
    return text;
}

std::string_view last_forwarded(const Request& request) {
    std::string_view last;
    for (const auto& [name, value] : request.headers)
        if (name == "x-forwarded-for") last = value;
    return without_blanks(last.substr(last.find_last_of(',') + 1));
}

}  // namespace

std::string canonical_address(std::string_view text) {
    text = without_port(text);
    text = text.substr(0, text.find('%'));
    boost::system::error_code error;
    auto address = boost::asio::ip::make_address(std::string(text), error);
    if (error) return {};
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        address = boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, address.to_v6());
    return address.to_string();
}

TrustedProxies::TrustedProxies(const std::vector<std::string>& addresses) {
    for (const auto& address : addresses) {
        addresses_.push_back(canonical_address(address));
        if (addresses_.back().empty()) throw std::runtime_error("not an address: " + address);
    }
}

bool TrustedProxies::contains(std::string_view canonical) const {
    return std::find(addresses_.begin(), addresses_.end(), canonical) != addresses_.end();
}

std::string TrustedProxies::client_of(const Request& request, const std::string& peer) const {
    if (!contains(peer)) return peer;
    auto forwarded = canonical_address(last_forwarded(request));
    return forwarded.empty() ? peer : forwarded;
}

}  // namespace hero::http
