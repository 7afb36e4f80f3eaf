#include "base/sealing.hpp"

#include <sodium.h>

#include <algorithm>
#include <stdexcept>

#include "base/ids.hpp"

namespace hero {

namespace {

constexpr std::size_t key_bytes = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t fingerprint_characters = 16;
// "sealed1:FINGERPRINT:base64url(nonce, ciphertext)". A later way of sealing has another number.
constexpr std::string_view mark = "sealed1:";

const unsigned char* raw(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* raw(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

std::string key_from(std::string_view hex) {
    std::string bytes(key_bytes, '\0');
    std::size_t length = 0;
    if (hex.size() != 2 * key_bytes ||
        sodium_hex2bin(raw(bytes), bytes.size(), hex.data(), hex.size(), nullptr, &length, nullptr) != 0 ||
        length != key_bytes)
        throw std::invalid_argument("must be keys of 64 hexadecimal characters, apart by commas or lines");
    return bytes;
}

}  // namespace

SealingKeys::SealingKeys(std::string_view keys) {
    constexpr std::string_view between = ", \t\r\n";
    while (!keys.empty()) {
        const auto start = keys.find_first_not_of(between);
        if (start == std::string_view::npos) break;
        keys.remove_prefix(start);
        const auto end = std::min(keys.find_first_of(between), keys.size());
        auto bytes = key_from(keys.substr(0, end));
        auto print = sha256_hex("HERO sealing key " + bytes).substr(0, fingerprint_characters);
        keys_.push_back({std::move(bytes), std::move(print)});
        keys.remove_prefix(end);
    }
}

std::string SealingKeys::fresh_key() { return random_hex(key_bytes); }

std::string SealingKeys::fingerprint() const { return keys_.empty() ? std::string{} : keys_.front().fingerprint; }

bool SealingKeys::knows(std::string_view fingerprint) const {
    return std::ranges::any_of(keys_, [&](const Key& key) { return key.fingerprint == fingerprint; });
}

std::string SealingKeys::seal(std::string_view secret, std::string_view about) const {
    if (keys_.empty()) throw std::logic_error("sealing without a key");
    const auto& key = keys_.front();
    std::string box(nonce_bytes + secret.size() + tag_bytes, '\0');
    randombytes_buf(box.data(), nonce_bytes);
    crypto_aead_xchacha20poly1305_ietf_encrypt(raw(box) + nonce_bytes, nullptr, raw(secret), secret.size(), raw(about),
                                               about.size(), nullptr, raw(box), raw(std::string_view{key.bytes}));
    return std::string{mark} + key.fingerprint + ":" + base64url(box);
}

bool SealingKeys::is_sealed(std::string_view text) { return text.starts_with(mark); }

bool SealingKeys::is_current(std::string_view sealed) const {
    return is_sealed(sealed) && sealed.substr(mark.size()).starts_with(fingerprint() + ":");
}

std::optional<std::string> SealingKeys::open(std::string_view sealed, std::string_view about) const {
    if (!is_sealed(sealed)) return std::nullopt;
    sealed.remove_prefix(mark.size());
    const auto print = sealed.substr(0, sealed.find(':'));
    const auto key = std::ranges::find(keys_, print, &Key::fingerprint);
    if (key == keys_.end() || print.size() == sealed.size()) return std::nullopt;
    const auto box = from_base64url(sealed.substr(print.size() + 1));
    if (!box || box->size() < nonce_bytes + tag_bytes) return std::nullopt;
    std::string secret(box->size() - nonce_bytes - tag_bytes, '\0');
    const std::string_view cipher = std::string_view{*box}.substr(nonce_bytes);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(raw(secret), nullptr, nullptr, raw(cipher), cipher.size(),
                                                   raw(about), about.size(), raw(std::string_view{*box}),
                                                   raw(std::string_view{key->bytes})) != 0)
        return std::nullopt;
    return secret;
}

}  // namespace hero
