// Sign-ins under way: rows, so that any node may take the browser back.
#include "base/ids.hpp"
#include "base/limits.hpp"
#include "providers/inside.hpp"
#include "sql/providers.hpp"

namespace hero {

namespace providers {

void add_attempt(Tx& tx, Channel channel, const NewAttempt& attempt, const Visit& visit) {
    const auto network = network_of(visit.address);
    tx.run(sql::providers::delete_ended_of{.network = network, .now = tx.now()});
    const auto under_way = tx.one(sql::providers::count_attempts{.network = network, .most = attempts_of_a_network});
    if (under_way->integer("attempts") >= attempts_of_a_network) throw TooManyRequests(60);
    tx.run(sql::providers::insert_attempt{.state = sha256_hex(attempt.state),
                                          .channel = code_of(channel),
                                          .browser = sha256_hex(attempt.browser),
                                          .nonce = attempt.nonce,
                                          .verifier = attempt.verifier,
                                          .destination = visit.destination,
                                          .network = network,
                                          .now = tx.now(),
                                          .expires = tx.now() + attempt_lasts});
}

std::optional<Attempt> take_attempt(Tx& tx, Channel channel, std::string_view state, std::string_view browser) {
    const auto row = tx.one(sql::providers::take_attempt{
        .state = sha256_hex(state), .channel = code_of(channel), .browser = sha256_hex(browser), .now = tx.now()});
    if (!row) return std::nullopt;
    return Attempt{.nonce = row->text("nonce"),
                   .verifier = row->text("verifier"),
                   .destination = row->text("destination"),
                   .created_at = row->instant("created_at")};
}

}  // namespace providers

std::int64_t forget_attempts(Tx& tx) { return tx.change(sql::providers::delete_ended{.now = tx.now()}); }

}  // namespace hero
