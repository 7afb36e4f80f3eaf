#pragma once
// Secrets that the database keeps and HERO has to read again: encrypted under a key that is not in the database, so
// that a copy of the database alone gives nothing away (XChaCha20-Poly1305 of libsodium).
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hero {

class SealingKeys {
public:
    SealingKeys() = default;  // none: nothing can be sealed or opened
    // Keys of 64 hexadecimal characters, apart by commas, blanks or line ends: the first one seals, all of them open.
    // Throws std::invalid_argument for anything else; the message says nothing of what a key is.
    explicit SealingKeys(std::string_view keys);
    static std::string fresh_key();  // random, in that form

    [[nodiscard]] bool empty() const { return keys_.empty(); }
    // By which a key is known without being told: 16 hexadecimal characters. Of the first; "" without one.
    [[nodiscard]] std::string fingerprint() const;
    [[nodiscard]] bool knows(std::string_view fingerprint) const;

    // `about` says what the secret is and whose: sealed for one person, it opens for no other.
    // Throws std::logic_error without a key.
    [[nodiscard]] std::string seal(std::string_view secret, std::string_view about) const;
    // Nothing when it was sealed under another key, about something else, or was changed since.
    [[nodiscard]] std::optional<std::string> open(std::string_view sealed, std::string_view about) const;
    // Whether that is something sealed, under whatever key; whether it was under the first one.
    static bool is_sealed(std::string_view text);
    [[nodiscard]] bool is_current(std::string_view sealed) const;

private:
    struct Key {
        std::string bytes;
        std::string fingerprint;
    };
    std::vector<Key> keys_;
};

}  // namespace hero
