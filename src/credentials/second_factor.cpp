#include <algorithm>

#include "base/ids.hpp"
#include "base/text.hpp"
#include "credentials/inside.hpp"
#include "sql/credentials.hpp"

namespace hero {

namespace {

constexpr std::size_t secret_bytes = 20;  // as long as a SHA-1, RFC 4226 §4
constexpr int recovery_codes = 10;
constexpr std::size_t recovery_bytes = 8;

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

bool takes_code(Tx& tx, const db::Row& factor, const Person& person, std::string_view code) {
    if (!is_digits(code)) return false;
    const auto step = step_of(factor.text("secret"), factor.integer("last_step"), code, tx.now());
    return step && tx.one(sql::credentials::use_step{.step = *step, .person = person.id});
}

}  // namespace

void begin_second_factor(Tx& tx, const Person& person) {
    const auto secret = random_hex(secret_bytes);
    if (!tx.one(sql::credentials::try_secret{.person = person.id, .secret = secret})) throw Conflict();
}

std::optional<std::string> secret_on_trial(Tx& tx, const Person& person) {
    const auto factor = tx.one(sql::credentials::factor_of{.person = person.id});
    if (!factor || !factor->is_null("confirmed_at")) return std::nullopt;
    return factor->text("secret");
}

std::vector<std::string> confirm_second_factor(Tx& tx, const Person& person, std::string_view code) {
    const auto factor = tx.one(sql::credentials::factor_of{.person = person.id});
    if (!factor || !factor->is_null("confirmed_at") || !takes_code(tx, *factor, person, compact(code))) return {};
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
}

bool second_factor_matches(Tx& tx, const Person& person, std::string_view typed) {
    const auto factor = tx.one(sql::credentials::factor_of{.person = person.id});
    if (!factor || factor->is_null("confirmed_at")) return false;
    const auto code = compact(typed);
    if (takes_code(tx, *factor, person, code)) return true;
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
        const auto code = random_hex(recovery_bytes);
        const auto digest = sha256_hex(code);
        tx.run(sql::credentials::insert_recovery_code{.person = person.id, .digest = digest});
        codes.push_back(with_hyphens(code));
    }
    return codes;
}

}  // namespace hero
