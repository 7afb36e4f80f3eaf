#include <sodium.h>

#include <new>

#include "base/text.hpp"
#include "people/hash_gate.hpp"
#include "people/people.hpp"
#include "sql/people.hpp"

namespace hero {

namespace {

class Turn {
public:
    Turn() { gate().enter(); }
    ~Turn() { gate().leave(); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

private:
    static HashGate& gate() {
        static HashGate the_gate(4, 64);
        return the_gate;
    }
};

void start_sodium() {
    if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
}

// Costs as much to compare with as a real hash and matches no password.
const std::string& hash_of_nobody() {
    static const std::string hash = hash_password("nobody has this password: " + std::string(32, '*'));
    return hash;
}

std::string local_name(std::string_view user_name) { return folded(trimmed(user_name)); }

}  // namespace

std::string hash_password(std::string_view password) {
    start_sodium();
    const Turn turn;
    std::string hash(crypto_pwhash_STRBYTES, '\0');
    if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                              crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::bad_alloc();
    hash.resize(hash.find('\0'));
    return hash;
}

bool password_matches(std::string_view hash, std::string_view password) {
    start_sodium();
    if (password.size() > 256 || hash.size() >= crypto_pwhash_STRBYTES) return false;
    const Turn turn;
    std::string terminated(crypto_pwhash_STRBYTES, '\0');
    hash.copy(terminated.data(), hash.size());
    return crypto_pwhash_str_verify(terminated.data(), password.data(), password.size()) == 0;
}

std::optional<std::string> check_password(Lang lang, std::string_view user_name, std::string_view password) {
    if (password.size() < 12 || password.size() > 256) return word(lang, "e.sandi.panjang");
    if (folded(password) == local_name(user_name)) return word(lang, "e.sandi.nama");
    return std::nullopt;
}

std::optional<std::string> local_name_of(Tx& tx, std::int64_t person) {
    const auto row = tx.one(sql::people::local_name_of{.person = person});
    return row ? std::optional{row->text("subject")} : std::nullopt;
}

void set_password(Tx& tx, std::string_view user_name, std::string_view hash) {
    if (!tx.one(sql::people::update_password{.hash = hash, .user_name = local_name(user_name)})) throw NotFound();
}

LocalAccount local_account(Tx& tx, std::string_view user_name) {
    const auto name = local_name(user_name);
    const auto row = is_clean_utf8(name) ? tx.one(sql::people::person_by_identity{.issuer = "local", .subject = name})
                                         : std::nullopt;
    if (!row || row->text("password_hash").empty()) return {std::nullopt, hash_of_nobody()};
    return {person_by_id(tx, row->integer("id")), row->text("password_hash")};
}

}  // namespace hero
