#include <sodium.h>
#include <zxcvbn.h>

#include <algorithm>
#include <array>
#include <new>

#include "base/text.hpp"
#include "people/hash_gate.hpp"
#include "people/people.hpp"
#include "sql/people.hpp"

namespace hero {

namespace {

// What a new hash costs. Raising one of them is enough: whoever signs in gets a hash of the new cost.
constexpr auto passes = crypto_pwhash_OPSLIMIT_INTERACTIVE;
constexpr auto memory = crypto_pwhash_MEMLIMIT_INTERACTIVE;

constexpr int hashes_at_once = 4;  // 64 MiB each

class Turn {
public:
    Turn() { hash_gate().enter(); }
    ~Turn() { hash_gate().leave(); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
};

void start_sodium() {
    if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
}

std::string random_bytes(std::size_t count) {
    start_sodium();
    std::string bytes(count, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    return bytes;
}

std::string base64(std::string_view bytes) {
    std::string text(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL_NO_PADDING), '\0');
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                      sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
    text.pop_back();
    return text;
}

// Costs as much to compare with as a real hash and matches no password: the form of one around random bytes, so that
// making it costs nothing and the first unknown name takes no longer than the next.
const std::string& hash_of_nobody() {
    static const std::string hash = "$argon2id$v=19$m=" + std::to_string(memory / 1024) +
                                    ",t=" + std::to_string(passes) + ",p=1$" +
                                    base64(random_bytes(crypto_pwhash_SALTBYTES)) + "$" + base64(random_bytes(32));
    return hash;
}

std::string local_name(std::string_view user_name) { return folded(trimmed(user_name)); }

// Guesses needed, as a power of two. zxcvbn calls 10^10 (33 bits) and more "very unguessable"; what is stored costs
// some 50 ms a guess.
constexpr double least_bits = 33;

// What people here would take, and zxcvbn, which knows English, does not. Listed in docs/security-facts.md.
constexpr std::array own_words{
    "hero",      "kemendag",      "kementerian", "perdagangan", "depdag",    "pdsi",      "inatrade", "pemohon",
    "petugas",   "pegawai",       "supervisor",  "admin",       "tiket",     "layanan",   "rahasia",  "sandi",
    "katasandi", "masuk",         "indonesia",   "jakarta",     "nusantara", "merdeka",   "garuda",   "pancasila",
    "bismillah", "alhamdulillah", "insyaallah",  "sayang",      "cinta",     "selamanya", "keluarga", "semangat",
    "sukses",    "bahagia",       "kamu",        "aku",         "selamat",   "pagi",      "januari",  "februari",
    "maret",     "agustus",       "september",   "oktober",     "november",  "desember"};

// The parts of names and addresses, three letters and more.
std::vector<std::string> words_of(const PasswordOwner& owner) {
    std::vector<std::string> words{folded(owner.user_name)};
    for (const auto& text : {owner.name, owner.email, owner.user_name}) {
        std::string word;
        for (const char c : folded(text) + ' ') {
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80) {
                word += c;
                continue;
            }
            if (word.size() >= 3) words.push_back(word);
            word.clear();
        }
    }
    return words;
}

bool is_guessable(const PasswordOwner& owner, std::string_view password) {
    const auto names = words_of(owner);
    std::vector<const char*> words(own_words.begin(), own_words.end());
    for (const auto& name : names) words.push_back(name.c_str());
    words.push_back(nullptr);
    // A C string: what follows a NUL does not count as harder to guess.
    return ZxcvbnMatch(std::string{password}.c_str(), words.data(), nullptr) < least_bits;
}

}  // namespace

HashGate& hash_gate() {
    static HashGate the_gate(hashes_at_once, 0);
    return the_gate;
}

void let_hash(int threads) {
    const int inside = std::min(hashes_at_once, threads);
    hash_gate().set(inside, threads - inside);
}

std::string hash_password(std::string_view password) {
    start_sodium();
    const Turn turn;
    std::string hash(crypto_pwhash_STRBYTES, '\0');
    if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), passes, memory,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
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

bool is_outdated(std::string_view hash) {
    start_sodium();
    if (hash.size() >= crypto_pwhash_STRBYTES) return true;
    std::string terminated(crypto_pwhash_STRBYTES, '\0');
    hash.copy(terminated.data(), hash.size());
    return crypto_pwhash_str_needs_rehash(terminated.data(), passes, memory) != 0;
}

std::uint64_t passwords_hashed() { return hash_gate().entered(); }

std::optional<std::string> check_password(Lang lang, const PasswordOwner& owner, std::string_view password) {
    if (password.size() < 12 || password.size() > 256) return word(lang, "e.sandi.panjang");
    if (folded(password) == local_name(owner.user_name)) return word(lang, "e.sandi.nama");
    if (is_guessable(owner, password)) return word(lang, "e.sandi.mudah");
    return std::nullopt;
}

std::optional<std::string> local_name_of(Tx& tx, std::int64_t person) {
    const auto row = tx.one(sql::people::local_name_of{.person = person});
    return row ? std::optional{row->text("subject")} : std::nullopt;
}

void set_password(Tx& tx, std::string_view user_name, std::string_view hash) {
    if (!tx.one(sql::people::update_password{.hash = hash, .user_name = local_name(user_name)})) throw NotFound();
}

void renew_hash(Tx& tx, std::int64_t person, std::string_view outdated, std::string_view fresh) {
    tx.run(sql::people::renew_hash{.fresh = fresh, .person = person, .outdated = outdated});
}

LocalAccount local_account(Tx& tx, std::string_view user_name) {
    const auto name = local_name(user_name);
    const auto row = is_clean_utf8(name) ? tx.one(sql::people::person_by_identity{.issuer = "local", .subject = name})
                                         : std::nullopt;
    if (!row || row->text("password_hash").empty()) return {std::nullopt, hash_of_nobody()};
    return {row->integer("id"), row->text("password_hash")};
}

}  // namespace hero
