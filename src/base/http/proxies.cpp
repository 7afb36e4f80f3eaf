#include "base/http/proxies.hpp"

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <charconv>
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

// From the one our peer wrote to the one that came first.
std::vector<std::string_view> forwarded_backwards(const Request& request) {
    std::vector<std::string_view> entries;
    for (const auto& [name, value] : request.headers) {
        if (name != "x-forwarded-for") continue;
        std::string_view rest = value;
        for (bool more = true; more;) {
            const auto comma = rest.find(',');
            entries.push_back(without_blanks(rest.substr(0, comma)));
            more = comma != std::string_view::npos;
            if (more) rest.remove_prefix(comma + 1);
        }
    }
    std::ranges::reverse(entries);
    return entries;
}

// IPv4 as mapped into IPv6; nothing for what is no address.
std::optional<boost::asio::ip::address_v6> wide(std::string_view text) {
    boost::system::error_code error;
    const auto address = boost::asio::ip::make_address(std::string(text), error);
    if (error) return {};
    if (address.is_v4()) return boost::asio::ip::make_address_v6(boost::asio::ip::v4_mapped, address.to_v4());
    return address.to_v6();
}

constexpr unsigned all_bits = 128;
constexpr unsigned before_ipv4 = 96;

bool bit_at(const std::array<unsigned char, 16>& bytes, unsigned bit) {
    return ((bytes[bit / 8] >> (7 - bit % 8)) & 1U) != 0;
}

std::optional<unsigned> bits_in(std::string_view text) {
    unsigned bits = 0;
    const auto* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, bits);
    if (error != std::errc{} || stop != end || bits > all_bits) return {};
    return bits;
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

bool Network::has(std::string_view text) const {
    const auto address = wide(text);
    if (!address || (address->is_v4_mapped() && bits <= before_ipv4)) return false;
    const auto bytes = address->to_bytes();
    for (unsigned bit = 0; bit < bits; ++bit)
        if (bit_at(bytes, bit) != bit_at(first, bit)) return false;
    return true;
}

std::optional<Network> network_from(std::string_view text) {
    const auto slash = text.find('/');
    const auto address = wide(text.substr(0, slash));
    if (!address || address->scope_id() != 0) return {};
    const bool ipv4 = text.substr(0, slash).find(':') == std::string_view::npos;
    Network network;
    for (std::size_t i = 0; const auto byte : address->to_bytes()) network.first[i++] = byte;
    if (slash != std::string_view::npos) {
        const auto bits = bits_in(text.substr(slash + 1));
        if (!bits || (ipv4 && *bits > all_bits - before_ipv4)) return {};
        network.bits = ipv4 ? *bits + before_ipv4 : *bits;
    }
    if (network.bits == 0 || (address->is_v4_mapped() && network.bits <= before_ipv4)) return {};
    for (unsigned bit = network.bits; bit < all_bits; ++bit)
        if (bit_at(network.first, bit)) return {};
    return network;
}

TrustedProxies::TrustedProxies(const std::vector<std::string>& networks) {
    for (const auto& text : networks) {
        const auto network = network_from(text);
        if (!network) throw std::runtime_error("neither an address nor a network: " + text);
        networks_.push_back(*network);
    }
}

bool TrustedProxies::contains(std::string_view address) const {
    return std::ranges::any_of(networks_, [&](const Network& network) { return network.has(address); });
}

std::string TrustedProxies::client_of(const Request& request, const std::string& peer) const {
    auto client = peer;
    if (!contains(peer)) return client;
    for (const auto entry : forwarded_backwards(request)) {
        auto before = canonical_address(entry);
        if (before.empty()) break;
        client = std::move(before);
        if (!contains(client)) break;
    }
    return client;
}

}  // namespace hero::http
