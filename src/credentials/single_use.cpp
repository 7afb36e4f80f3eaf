#include "base/ids.hpp"
#include "credentials/credentials.hpp"
#include "sql/credentials.hpp"

namespace hero {

namespace {

constexpr std::size_t token_bytes = 16;
constexpr std::chrono::hours link_lasts{24};
constexpr std::chrono::minutes step_lasts{5};
constexpr int most_tries = 5;

std::string_view code_of(Purpose purpose) { return purpose == Purpose::new_password ? "new-password" : "second-step"; }

}  // namespace

std::string give_token(Tx& tx, const Person& person, Purpose purpose, std::string_view details,
                       std::chrono::minutes lasts) {
    tx.run(sql::credentials::delete_tokens_of{.person = person.id, .purpose = code_of(purpose)});
    auto token = random_hex(token_bytes);
    const auto digest = sha256_hex(token);
    tx.run(sql::credentials::insert_token{.digest = digest,
                                          .purpose = code_of(purpose),
                                          .person = person.id,
                                          .details = details,
                                          .now = tx.now(),
                                          .expires = tx.now() + lasts});
    return token;
}

std::optional<SingleUse> token_for(Tx& tx, Purpose purpose, std::string_view token) {
    if (token.size() != 2 * token_bytes) return std::nullopt;
    const auto digest = sha256_hex(token);
    const auto row =
        tx.one(sql::credentials::token_by_digest{.digest = digest, .purpose = code_of(purpose), .now = tx.now()});
    if (!row) return std::nullopt;
    return SingleUse{.person = person_from(*row),
                     .details = row->text("details"),
                     .tries = row->integer("tries"),
                     .expires_at = row->instant("expires_at")};
}

void forget_token(Tx& tx, std::string_view token) {
    const auto digest = sha256_hex(token);
    tx.run(sql::credentials::delete_token{.digest = digest});
}

std::int64_t forget_expired_tokens(Tx& tx) { return tx.change(sql::credentials::delete_expired{.now = tx.now()}); }

std::string give_password_link(Tx& tx, const Person& person, Factor factor) {
    if (!local_name_of(tx, person.id)) throw NotFound();
    return give_token(tx, person, Purpose::new_password, factor == Factor::dropped ? "factor" : "", link_lasts);
}

std::optional<Person> set_password_by_link(Tx& tx, std::string_view token, std::string_view hash) {
    const auto link = token_for(tx, Purpose::new_password, token);
    const auto user_name = link ? local_name_of(tx, link->person.id) : std::nullopt;
    if (!user_name) return std::nullopt;
    forget_token(tx, token);
    set_password(tx, *user_name, hash);
    if (link->details == "factor") drop_second_factor(tx, link->person);
    tx.run(sql::credentials::delete_tokens_of{.person = link->person.id, .purpose = code_of(Purpose::second_step)});
    sign_out_everywhere(tx, link->person.id);
    return link->person;
}

std::string change_own_password(Tx& tx, const Session& session, std::string_view hash) {
    const auto person = session.person.id;
    const auto user_name = local_name_of(tx, person);
    if (!user_name) throw NotFound();
    set_password(tx, *user_name, hash);
    for (const auto purpose : {Purpose::new_password, Purpose::second_step})
        tx.run(sql::credentials::delete_tokens_of{.person = person, .purpose = code_of(purpose)});
    sign_out_elsewhere(tx, session);
    return renew(tx, session);
}

std::optional<std::string> begin_second_step(Tx& tx, const Person& person, std::string_view destination) {
    if (!has_second_factor(tx, person)) return std::nullopt;
    return give_token(tx, person, Purpose::second_step, destination, step_lasts);
}

std::optional<SingleUse> take_second_step(Tx& tx, const SealingKeys& keys, std::string_view token,
                                          std::string_view code) {
    auto step = token_for(tx, Purpose::second_step, token);
    if (!step) return std::nullopt;
    if (second_factor_matches(tx, keys, step->person, code)) {
        forget_token(tx, token);
        return step;
    }
    const auto digest = sha256_hex(token);
    tx.run(sql::credentials::count_try{.digest = digest});
    if (step->tries + 1 >= most_tries) forget_token(tx, token);
    return std::nullopt;
}

}  // namespace hero
