#pragma once
// Ways to prove who one is, besides the password of a local account: the codes of an authenticator app (RFC 6238) with
// recovery codes, and tokens that are good for one thing once.
//
// What is stored: the secret shared with the app as it is, since codes cannot be checked without it: whoever reads the
// database can make codes, but signs in with nothing but them nowhere. It is shown while it is set up and never again,
// and is never logged. Of recovery codes and single-use tokens only the SHA-256 is stored.
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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
// factor.
void begin_second_factor(Tx& tx, const Person& person);
// The secret on trial; nothing when there is none, or when it has been confirmed: it is never shown again.
std::optional<std::string> secret_on_trial(Tx& tx, const Person& person);
// Ten recovery codes, shown once; empty when the code is wrong or nothing is on trial.
std::vector<std::string> confirm_second_factor(Tx& tx, const Person& person, std::string_view code);
bool has_second_factor(Tx& tx, const Person& person);
void drop_second_factor(Tx& tx, const Person& person);  // with the recovery codes

// A code of the app (this step, the one before or after; each step counts once), or a recovery code, which is gone
// then. Blanks and hyphens do not matter.
bool second_factor_matches(Tx& tx, const Person& person, std::string_view typed);
int recovery_codes_left(Tx& tx, const Person& person);
// Ten new ones in place of all others.
std::vector<std::string> renew_recovery_codes(Tx& tx, const Person& person);

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

// ---- the second step of signing in
// --------------------------------------------------------------------------------------

// After the password was right: a token for the browser, good for five minutes and five tries; nothing for somebody
// without a second factor. `destination` is kept for afterwards.
std::optional<std::string> begin_second_step(Tx& tx, const Person& person, std::string_view destination);
// The person and the destination when the code is right; the token is used then. Counts a try otherwise.
std::optional<SingleUse> take_second_step(Tx& tx, std::string_view token, std::string_view code);

}  // namespace hero
