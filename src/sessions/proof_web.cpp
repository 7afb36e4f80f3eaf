#include "sessions/proof_web.hpp"
#include "ui/audited.hpp"

namespace hero::web {

namespace {

constexpr Limit proofs_per_account{"bukti-akun", 10, std::chrono::seconds{600}};

}  // namespace

std::string own_user_name(const Request& request, App& app) {
    const auto user_name = app.db.read([&](Tx& tx) { return local_name_of(tx, request.person().id); });
    if (!user_name) throw NotFound();
    return *user_name;
}

FieldErrors one_error(const Request& request, std::string field, std::string_view key) {
    FieldErrors errors;
    errors.add(std::move(field), word(request.lang(), key));
    return errors;
}

void record_wrong_proof(const Request& request, App& app) {
    app.db.write([&](Tx& tx) { record(tx, audited(request, Act::proof_refused)); });
}

bool password_proven(Request& request, App& app, std::string_view user_name) {
    app.limits.count(proofs_per_account, std::to_string(request.person().id));
    const auto account = app.db.read([&](Tx& tx) { return local_account(tx, user_name); });
    const bool right = password_matches(account.password_hash, request.raw.form.get("sandi"));
    if (!right) record_wrong_proof(request, app);
    return right;
}

bool code_proven(Tx& tx, const Request& request, const App& app) {
    const auto& person = request.person();
    return !has_second_factor(tx, person) || second_factor_matches(tx, app.sealing, person, request.line("kode"));
}

}  // namespace hero::web
