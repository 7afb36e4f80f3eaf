#pragma once
// Unguessable identifiers and digests (libsodium).
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace hero {

// `bytes` random bytes as lower-case hexadecimal (twice as many characters).
std::string random_hex(std::size_t bytes);

// SHA-256 (FIPS 180-4) of `text` as 64 lower-case hexadecimal characters.
std::string sha256_hex(std::string_view text);

// The same for a file's content, read in pieces. Throws std::runtime_error when it cannot be read.
std::string sha256_hex_of_file(const std::string& path);

// SHA-256 as 32 raw bytes.
std::string sha256_bytes(std::string_view text);

// base64url without padding (RFC 4648, 5), as tokens are written. Reading refuses every other character.
std::string base64url(std::string_view bytes);
std::optional<std::string> from_base64url(std::string_view text);

// HMAC-SHA-256 (RFC 2104) as hexadecimal.
std::string hmac_hex(std::string_view key, std::string_view text);

// Compares without leaking where the difference is. Different lengths are unequal.
bool same_secret(std::string_view left, std::string_view right);

}  // namespace hero
