#include <algorithm>

#include "base/ids.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "credentials/inside.hpp"
#include "sql/credentials.hpp"

namespace hero {

namespace {

constexpr std::size_t secret_bytes = 20;  // as long as a SHA-1, RFC 4226 §4
constexpr int recovery_codes = 10;
constexpr std::size_t recovery_characters = 28;  // of five bits: 140 bits, so that a plain hash is enough

// As typed: blanks and hyphens do not matter, nor does the case of letters.
std::string compact(std::string_view typed) {
    std::string code;
    for (const char c : folded(first_characters(typed, 100)))
        if (c != ' ' && c != '-') code += c;
    return code;
}

std::string with_hyphens(std::string_view code) {
    std::string shown;
    for (std::size_t i = 0; i < code.size(); i += 4) shown += (i ? "-" : "") + std::string{code.substr(i, 4)};
    return shown;
}

bool is_digits(std::string_view code) {
    return code.size() == 6 && std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; });
}

// The step that `code` is of, if it was not used before.
std::optional<std::int64_t> step_of(std::string_view secret, std::int64_t last_step, std::string_view code,
                                    Instant now) {
    std::optional<std::int64_t> found;
    const auto here = credentials::step_at(now);
    for (const auto step : {here - 1, here, here + 1})
        if (same_secret(credentials::code_of_step(secret, step), code) && step > last_step) found = step;
    return found;
}

std::string about(std::int64_t person) { return "second factor of " + std::to_string(person); }

// Nothing without the key: said in the log, to whoever can bring it back.
std::optional<std::string> secret_of(const db::Row& factor, const SealingKeys& keys, std::int64_t person) {
    auto secret = keys.open(factor.text("secret"), about(person));
    if (!secret) log::error("second-factor.unreadable", {{"person", std::to_string(person)}});
    return secret;
}

bool takes_code(Tx& tx, const SealingKeys& keys, const db::Row& factor, const Person& person, std::string_view code) {
    if (!is_digits(code)) return false;
    const auto secret = secret_of(factor, keys, person.id);
    const auto step = secret ? step_of(*secret, factor.integer("last_step"), code, tx.now()) : std::nullopt;
    return step && tx.one(sql::credentials::use_step{.step = *step, .person = person.id});
}

// The first secret decides which key this database's secrets are sealed under.
void claim(Tx& tx, const SealingKeys& keys) {
    const auto print = keys.fingerprint();
    if (secrets_sealed_under(tx)) return;
    tx.run(sql::credentials::claim_sealing_key{.fingerprint = print});
}

// Letters and figures that nobody mistakes for one another.
std::string recovery_code() {
    constexpr std::string_view alphabet = "abcdefghjkmnpqrstuvwxyz023456789";
    static_assert(alphabet.size() == 32);
    std::string code;
    for (const char byte : credentials::bytes_of(random_hex(recovery_characters)))
        code += alphabet[static_cast<unsigned char>(byte) & 31U];
    return code;
}

}  // namespace

std::optional<std::string> secrets_sealed_under(Tx& tx) {
    const auto row = tx.one(sql::credentials::sealed_under{});
    return row ? std::optional{row->text("fingerprint")} : std::nullopt;
}

int seal_second_factors(Tx& tx, const SealingKeys& keys) {
    int sealed = 0;
    std::int64_t after = 0;
    for (auto rows = tx.run(sql::credentials::factors_after{.after = after}); !rows.empty();
         rows = tx.run(sql::credentials::factors_after{.after = after})) {
        for (const auto& row : rows) {
            after = row.integer("person_id");
            const auto found = row.text("secret");
            if (keys.is_current(found)) continue;
            const auto plain = SealingKeys::is_sealed(found) ? keys.open(found, about(after)) : std::optional{found};
            // Broken, or under a key that is gone: its owner has recovery codes, and the log says so when it matters.
            if (!plain) continue;
            const auto fresh = keys.seal(*plain, about(after));
            tx.run(sql::credentials::seal_factor{.sealed = fresh, .person = after, .found = found});
            ++sealed;
        }
    }
    if (sealed == 0 && !secrets_sealed_under(tx)) return 0;
    claim(tx, keys);
    const auto print = keys.fingerprint();
    tx.run(sql::credentials::change_sealing_key{.fingerprint = print});
    return sealed;
}

void begin_second_factor(Tx& tx, const SealingKeys& keys, const Person& person) {
    claim(tx, keys);
    if (secrets_sealed_under(tx) != keys.fingerprint()) throw Unavailable("the secrets are sealed under another key");
    const auto secret = keys.seal(random_hex(secret_bytes), about(person.id));
    if (!tx.one(sql::credentials::try_secret{.person = person.id, .secret = secret})) throw Conflict();
}

std::optional<std::string> secret_on_trial(Tx& tx, const SealingKeys& keys, const Person& person) {
    const auto factor = tx.one(sql::credentials::factor_of{.person = person.id});
    if (!factor || !factor->is_null("confirmed_at")) return std::nullopt;
    return secret_of(*factor, keys, person.id);
}

std::vector<std::string> confirm_second_factor(Tx& tx, const SealingKeys& keys, const Person& person,
                                               std::string_view code) {
    const auto factor = tx.one(sql::credentials::factor_of{.person = person.id});
    if (!factor || !factor->is_null("confirmed_at") || !takes_code(tx, keys, *factor, person, compact(code))) return {};
    tx.run(sql::credentials::confirm_factor{.now = tx.now(), .person = person.id});
    return renew_recovery_codes(tx, person);
}

bool has_second_factor(Tx& tx, const Person& person) {
    const auto factor = tx.one(sql::credentials::factor_of{.person = person.id});
    return factor && !factor->is_null("confirmed_at");
}

void drop_second_factor(Tx& tx, const Person& person) {
    tx.run(sql::credentials::delete_recovery_codes{.person = person.id});
    tx.run(sql::credentials::delete_factor{.person = person.id});
    // With the last secret its key is not needed any more: whoever has lost it starts anew.
    if (tx.run(sql::credentials::factors_after{.after = 0}).empty()) tx.run(sql::credentials::forget_sealing_key{});
}

bool second_factor_matches(Tx& tx, const SealingKeys& keys, const Person& person, std::string_view typed) {
    const auto factor = tx.one(sql::credentials::factor_of{.person = person.id});
    if (!factor || factor->is_null("confirmed_at")) return false;
    const auto code = compact(typed);
    if (takes_code(tx, keys, *factor, person, code)) return true;
    const auto digest = sha256_hex(code);
    return tx.one(sql::credentials::use_recovery_code{.person = person.id, .digest = digest}).has_value();
}

int recovery_codes_left(Tx& tx, const Person& person) {
    return static_cast<int>(tx.run(sql::credentials::recovery_codes_of{.person = person.id}).size());
}

std::vector<std::string> renew_recovery_codes(Tx& tx, const Person& person) {
    tx.run(sql::credentials::delete_recovery_codes{.person = person.id});
    std::vector<std::string> codes;
    for (int i = 0; i < recovery_codes; ++i) {
        const auto code = recovery_code();
        const auto digest = sha256_hex(code);
        tx.run(sql::credentials::insert_recovery_code{.person = person.id, .digest = digest});
        codes.push_back(with_hyphens(code));
    }
    return codes;
}

}  // namespace hero
