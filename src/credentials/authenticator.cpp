// RFC 6238 with what every authenticator app takes: HMAC-SHA-1, six digits, thirty seconds.
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <stdexcept>

#include "base/text.hpp"
#include "credentials/inside.hpp"

namespace hero {

std::string credentials::bytes_of(std::string_view hex) {
    const auto value = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
        bytes += static_cast<char>(value(hex[i]) * 16 + value(hex[i + 1]));
    return bytes;
}

std::string credentials::code_of_step(std::string_view secret, std::int64_t step) {
    const auto key = bytes_of(secret);
    std::array<unsigned char, 8> counter{};
    for (std::size_t i = 0; i < counter.size(); ++i)
        counter[counter.size() - 1 - i] = static_cast<unsigned char>(step >> (8 * i));
    std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
    unsigned int length = 0;
    if (!HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), counter.data(), counter.size(), mac.data(),
              &length) ||
        length != 20)
        throw std::runtime_error("no HMAC-SHA-1");
    const std::size_t at = mac[19] & 0x0fU;
    const std::uint32_t number = (mac[at] & 0x7fU) << 24U | static_cast<std::uint32_t>(mac[at + 1]) << 16U |
                                 static_cast<std::uint32_t>(mac[at + 2]) << 8U | mac[at + 3];
    const auto digits = std::to_string(number % 1'000'000);
    return std::string(6 - digits.size(), '0') + digits;
}

std::int64_t credentials::step_at(Instant at) {
    return std::chrono::floor<std::chrono::seconds>(at.time_since_epoch()).count() / 30;
}

std::string authenticator_code(std::string_view secret, Instant at) {
    return credentials::code_of_step(secret, credentials::step_at(at));
}

std::string typed_secret(std::string_view secret) {
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string typed;
    std::uint32_t bits = 0;
    int amount = 0;
    for (const char c : credentials::bytes_of(secret)) {
        bits = bits << 8U | static_cast<unsigned char>(c);
        for (amount += 8; amount >= 5; amount -= 5) typed += letters[bits >> (amount - 5) & 31U];
    }
    if (amount > 0) typed += letters[bits << (5 - amount) & 31U];
    return typed;
}

std::string authenticator_link(std::string_view user_name, std::string_view secret) {
    return "otpauth://totp/HERO:" + percent_encoded(user_name) + "?secret=" + typed_secret(secret) +
           "&issuer=HERO&algorithm=SHA1&digits=6&period=30";
}

}  // namespace hero
