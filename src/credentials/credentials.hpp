#pragma once
// Ways to prove who one is, besides the password of a local account: the codes of an authenticator app (RFC 6238) with
// recovery codes, and tokens that are good for one thing once.
//
// What is stored: the secret shared with the app, which is needed to check codes, encrypted under a key outside of the
// database (base/sealing.hpp). It is shown while it is set up and never again, and is never logged. Of recovery codes
// and single-use tokens only the SHA-256 is stored.
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/sealing.hpp"
#include "people/people.hpp"
#include "sessions/sessions.hpp"

namespace hero {

// ---- second factor
// ---------------------------------------------------------------------------------------------------

// The code of an app at that time: SHA-1, six digits, steps of thirty seconds. `secret` is hexadecimal.
std::string authenticator_code(std::string_view secret, Instant at);
// "otpauth://totp/HERO:ratna?…" for the QR code, and the same secret to be typed (base32, RFC 4648).
std::string authenticator_link(std::string_view user_name, std::string_view secret);
std::string typed_secret(std::string_view secret);

// A new secret on trial, in place of one that was on trial before. Throws Conflict for somebody who has a second
// factor, Unavailable when this database's secrets are sealed under a key that is not the first of `keys`.
void begin_second_factor(Tx& tx, const SealingKeys& keys, const Person& person);
// The secret on trial; nothing when there is none, or when it has been confirmed: it is never shown again.
std::optional<std::string> secret_on_trial(Tx& tx, const SealingKeys& keys, const Person& person);
// Ten recovery codes, shown once; empty when the code is wrong or nothing is on trial.
std::vector<std::string> confirm_second_factor(Tx& tx, const SealingKeys& keys, const Person& person,
                                               std::string_view code);
bool has_second_factor(Tx& tx, const Person& person);
// With the recovery codes. Needs no key, and with the last one no key is needed.
void drop_second_factor(Tx& tx, const Person& person);

// A code of the app (this step, the one before or after; each step counts once), or a recovery code, which is gone
// then. Blanks and hyphens do not matter. Without the key only recovery codes count.
bool second_factor_matches(Tx& tx, const SealingKeys& keys, const Person& person, std::string_view typed);
int recovery_codes_left(Tx& tx, const Person& person);
// Ten new ones in place of all others.
std::vector<std::string> renew_recovery_codes(Tx& tx, const Person& person);

// ---- the key
// ---------------------------------------------------------------------------------------------------------------

// The fingerprint of the key under which the secrets of this database are sealed; nothing as long as there is none.
std::optional<std::string> secrets_sealed_under(Tx& tx);
// For the start, before anybody comes: seals what an older HERO left open, and under the first of `keys` what is sealed
// under another of them. `keys` has the one of secrets_sealed_under. Returns how many it sealed.
int seal_second_factors(Tx& tx, const SealingKeys& keys);

// ---- single-use tokens
// -------------------------------------------------------------------------------------------------

enum class Purpose { new_password, second_step };

struct SingleUse {
    Person person;  // active
    std::string details;
    std::int64_t tries = 0;
    Instant expires_at;
};

// 128 random bits as 32 hexadecimal characters. Those that were given to that person for that purpose before are void.
std::string give_token(Tx& tx, const Person& person, Purpose purpose, std::string_view details,
                       std::chrono::minutes lasts);
// What it is good for. Nothing for one of another length, unknown, for another purpose, used, expired, or of somebody
// who may not come in: nobody is told which.
std::optional<SingleUse> token_for(Tx& tx, Purpose purpose, std::string_view token);
void forget_token(Tx& tx, std::string_view token);
// Deletes expired ones; returns how many.
std::int64_t forget_expired_tokens(Tx& tx);

// ---- a new password by a link
// -----------------------------------------------------------------------------------------

enum class Factor { kept, dropped };
// For somebody with a local account, good for a day. Throws NotFound for anybody else.
std::string give_password_link(Tx& tx, const Person& person, Factor factor);
// Uses the link: the password is the one of `hash`, all sessions end, the second factor stays or goes as the link says.
// Nothing when the link is not good (any more).
std::optional<Person> set_password_by_link(Tx& tx, std::string_view token, std::string_view hash);

// The owner changes it, having proven who they are: links for a new password and second steps under way are void, all
// other sessions end, and this one goes on under the token that is returned. Throws NotFound without a local account.
std::string change_own_password(Tx& tx, const Session& session, std::string_view hash);

// ---- the second step of signing in
// --------------------------------------------------------------------------------------

// After the password was right: a token for the browser, good for five minutes and five tries; nothing for somebody
// without a second factor. `destination` is kept for afterwards.
std::optional<std::string> begin_second_step(Tx& tx, const Person& person, std::string_view destination);
// The person and the destination when the code is right; the token is used then. Counts a try otherwise.
std::optional<SingleUse> take_second_step(Tx& tx, const SealingKeys& keys, std::string_view token,
                                          std::string_view code);

}  // namespace hero
