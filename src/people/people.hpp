#pragma once
// People: requesters, agents, supervisors and administrators, the teams they work in, and local passwords.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/db/db.hpp"
#include "base/errors.hpp"
#include "base/i18n.hpp"
#include "catalog/catalog.hpp"

namespace hero {

enum class Role { requester, agent, supervisor, admin };
std::string_view code_of(Role role);   // "requester", "agent", …; word "peran." + code in Indonesian
std::string_view word_key(Role role);  // "peran.pemohon", "peran.agen", …
std::optional<Role> parse_role(std::string_view code);

struct Person {
    std::int64_t id = 0;
    std::string name;
    std::string email;                       // where notices go; never an identity
    Audience audience = Audience::external;  // from how they sign in, never from the e-mail's domain
    Role role = Role::requester;
    Lang language = Lang::id;
    bool mail_notices = true;
    bool active = true;
    std::int64_t version = 1;
    std::vector<std::int64_t> teams;  // staff only; sorted

    [[nodiscard]] bool is_staff() const { return role == Role::agent || role == Role::supervisor; }
    [[nodiscard]] bool is_supervisor() const { return role == Role::supervisor; }
    [[nodiscard]] bool is_admin() const { return role == Role::admin; }
    [[nodiscard]] bool works_in(std::int64_t team) const;
};

// Columns id, name, email, audience, role, language, mail_notices, active, version of a row (without teams).
Person person_from(const db::Row& row);

std::optional<Person> person_by_id(Tx& tx, std::int64_t id);  // with teams
std::optional<Person> person_by_identity(Tx& tx, std::string_view issuer, std::string_view subject);
// Nobody signs in by way of another issuer. True where there is nobody.
bool all_come_from(Tx& tx, std::string_view issuer);
std::vector<std::int64_t> teams_of(Tx& tx, std::int64_t person);
// Internal people with that address, whatever its case, with teams. At most two: one too many to know who is meant.
std::vector<Person> internal_people_at(Tx& tx, std::string_view email);

struct NewPerson {
    std::string name;
    std::string email;
    Audience audience = Audience::internal;
    Role role = Role::requester;
    Lang language = Lang::id;
    std::vector<std::int64_t> teams{};
};

// Adds a person and how they sign in. Throws db::ConstraintViolation when that identity exists.
Person add_person(Tx& tx, const NewPerson& person, std::string_view issuer, std::string_view subject);

// What is wrong with a name or an e-mail address as typed (RFC 5321 length, one mailbox, no control characters).
FieldErrors check_person(Lang lang, std::string_view name, std::string_view email);

// A way to sign in becomes another one, of the same person. False when there is none such. Throws
// db::ConstraintViolation when the new one exists.
struct Identity {
    std::string_view issuer;
    std::string_view subject;
};
bool replace_identity(Tx& tx, const Identity& old, const Identity& fresh);

// As a provider describes them now.
void set_contact(Tx& tx, const Person& person, std::string_view name, std::string_view email);
void set_language(Tx& tx, const Person& person, Lang language);
void set_mail_notices(Tx& tx, const Person& person, bool wanted);
// These throw Conflict when `person` changed since it was read: what they change is a new version. The last active
// admin stays admin, and active: Conflict("ad.pengguna.terakhir").
void set_teams(Tx& tx, const Person& person, const std::vector<std::int64_t>& teams);
void set_role(Tx& tx, const Person& person, Role role);
void set_active(Tx& tx, const Person& person, bool active);

// Members of a team with role agent or supervisor, by name.
std::vector<Person> members_of(Tx& tx, std::int64_t team);
// People for the admin's page, by id after `after_id` (keyset): all staff, or everybody whose name or e-mail holds
// `search`.
std::vector<Person> list_people(Tx& tx, std::string_view search, std::int64_t after_id, int limit);

// ---- local accounts (issuer "local", subject = user name in lower case) --------------------------------------------

// argon2id (libsodium, interactive limits); at most four hashes at once in this process, as many more waiting as
// let_hash() lets, then Unavailable.
std::string hash_password(std::string_view password);
bool password_matches(std::string_view hash, std::string_view password);
// Made with other parameters than hash_password uses today, or by another algorithm.
bool is_outdated(std::string_view hash);
// So many threads of this process may hash or wait for it, at least one; until it is said, four.
void let_hash(int threads);
// How often this process has hashed one, to store or to compare it.
std::uint64_t passwords_hashed();

// Whose password it is to be: what others would try first. What is not known is empty.
struct PasswordOwner {
    std::string user_name;
    std::string name{};
    std::string email{};
};
// 12 to 256 bytes, not the user name, and not what a machine guesses first: passwords that are often used, words of
// this ministry (docs/security-facts.md, Passwords), the owner's names, dates and rows of keys, however they are joined
// or spelled. The message in the person's language, or nothing.
std::optional<std::string> check_password(Lang lang, const PasswordOwner& owner, std::string_view password);

// The user name of a person's local account, or nothing.
std::optional<std::string> local_name_of(Tx& tx, std::int64_t person);

// Throws NotFound when there is no such local account.
void set_password(Tx& tx, std::string_view user_name, std::string_view hash);

// The same password, hashed anew. Leaves alone what is not `outdated` any more: it was changed meanwhile.
void renew_hash(Tx& tx, std::int64_t person, std::string_view outdated, std::string_view fresh);

// Whose user name that is, with the hash to compare. An unknown name yields nobody and a hash that nothing matches: the
// same one statement and the same work either way, so that nobody is told by the time it takes.
struct LocalAccount {
    std::optional<std::int64_t> person;
    std::string password_hash;
};
LocalAccount local_account(Tx& tx, std::string_view user_name);

}  // namespace hero
