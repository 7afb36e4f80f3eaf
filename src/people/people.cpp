#include "people/people.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"
#include "sql/people.hpp"

namespace hero {

namespace {

constexpr std::array<std::pair<Role, std::pair<std::string_view, std::string_view>>, 4> roles{{
    {Role::requester, {"requester", "peran.pemohon"}},
    {Role::agent, {"agent", "peran.agen"}},
    {Role::supervisor, {"supervisor", "peran.supervisor"}},
    {Role::admin, {"admin", "peran.admin"}},
}};

Person with_teams(Tx& tx, Person person) {
    if (person.is_staff()) person.teams = teams_of(tx, person.id);
    return person;
}

}  // namespace

std::string_view code_of(Role role) { return roles[static_cast<std::size_t>(role)].second.first; }
std::string_view word_key(Role role) { return roles[static_cast<std::size_t>(role)].second.second; }

std::optional<Role> parse_role(std::string_view code) {
    for (const auto& [role, words] : roles)
        if (words.first == code) return role;
    return std::nullopt;
}

bool Person::works_in(std::int64_t team) const {
    return is_staff() && std::binary_search(teams.begin(), teams.end(), team);
}

Person person_from(const db::Row& row) {
    Person person;
    person.id = row.integer("id");
    person.name = row.text("name");
    person.email = row.text("email");
    person.audience = audience_of(row.text("audience")).value_or(Audience::external);
    person.role = parse_role(row.text("role")).value_or(Role::requester);
    person.language = lang_of(row.text("language"));
    person.mail_notices = row.flag("mail_notices");
    person.active = row.flag("active");
    person.version = row.integer("version");
    return person;
}

bool all_come_from(Tx& tx, std::string_view issuer) { return !tx.one(sql::people::stranger_to{.issuer = issuer}); }

std::vector<std::int64_t> teams_of(Tx& tx, std::int64_t person) {
    std::vector<std::int64_t> teams;
    for (const auto& row : tx.run(sql::people::teams_of{.person = person})) teams.push_back(row.integer("team_id"));
    return teams;
}

std::optional<Person> person_by_id(Tx& tx, std::int64_t id) {
    const auto row = tx.one(sql::people::person_by_id{.id = id});
    if (!row) return std::nullopt;
    return with_teams(tx, person_from(*row));
}

std::optional<Person> person_by_identity(Tx& tx, std::string_view issuer, std::string_view subject) {
    const auto row = tx.one(sql::people::person_by_identity{.issuer = issuer, .subject = subject});
    if (!row) return std::nullopt;
    return with_teams(tx, person_from(*row));
}

std::vector<Person> internal_people_at(Tx& tx, std::string_view email) {
    std::vector<Person> people;
    for (const auto& row : tx.run(sql::people::internal_by_email{.email = folded(trimmed(email))}))
        people.push_back(with_teams(tx, person_from(row)));
    return people;
}

Person add_person(Tx& tx, const NewPerson& person, std::string_view issuer, std::string_view subject) {
    const auto row = tx.one(sql::people::insert_person{.name = person.name,
                                                       .email = person.email,
                                                       .audience = code_of(person.audience),
                                                       .role = code_of(person.role),
                                                       .language = code_of(person.language),
                                                       .now = tx.now()});
    const auto id = row->integer("id");
    tx.run(sql::people::insert_identity{.issuer = issuer, .subject = subject, .person = id, .now = tx.now()});
    for (const auto team : person.teams) tx.run(sql::people::insert_member{.team = team, .person = id});
    return *person_by_id(tx, id);
}

FieldErrors check_person(Lang lang, std::string_view name, std::string_view email) {
    FieldErrors errors;
    if (trimmed(name).empty())
        errors.add("nama", word(lang, "e.nama.kosong"));
    else if (length_of(name) > 150)
        errors.add("nama", word(lang, "e.nama.panjang"));
    else if (!is_clean_utf8(name))
        errors.add("nama", word(lang, "e.teks.karakter", {{"bidang", word(lang, "form.nama")}}));
    const auto at = email.find('@');
    const auto plain = [](char c) {
        return c > ' ' && c < 0x7f && c != '<' && c != '>' && c != ',' && c != ';' && c != '"' && c != '\\';
    };
    if (trimmed(email).empty())
        errors.add("email", word(lang, "e.email.kosong"));
    else if (at == std::string_view::npos || at == 0 || at + 1 == email.size() ||
             email.find('@', at + 1) != std::string_view::npos || email.size() > 254 ||
             !std::all_of(email.begin(), email.end(), plain) || email.substr(at).find('.') == std::string_view::npos)
        errors.add("email", word(lang, "e.email.format"));
    return errors;
}

bool replace_identity(Tx& tx, const Identity& old, const Identity& fresh) {
    return tx
        .one(sql::people::update_identity{
            .issuer = fresh.issuer, .subject = fresh.subject, .old_issuer = old.issuer, .old_subject = old.subject})
        .has_value();
}

void set_contact(Tx& tx, const Person& person, std::string_view name, std::string_view email) {
    tx.run(sql::people::update_contact{.name = name, .email = email, .id = person.id});
}

void set_language(Tx& tx, const Person& person, Lang language) {
    tx.run(sql::people::update_language{.language = code_of(language), .id = person.id});
}

void set_mail_notices(Tx& tx, const Person& person, bool wanted) {
    tx.run(sql::people::update_mail_notices{.wanted = wanted, .id = person.id});
}

void set_teams(Tx& tx, const Person& person, const std::vector<std::int64_t>& teams) {
    if (!tx.one(sql::people::touch_version{.id = person.id, .version = person.version})) throw Conflict();
    tx.run(sql::people::delete_memberships{.person = person.id});
    for (const auto team : teams) tx.run(sql::people::insert_member{.team = team, .person = person.id});
}

namespace {

void keep_an_admin(Tx& tx, const Person& person) {
    if (person.is_admin() && !tx.one(sql::people::another_admin{.id = person.id}))
        throw Conflict("ad.pengguna.terakhir");
}

}  // namespace

void set_role(Tx& tx, const Person& person, Role role) {
    if (role != Role::admin) keep_an_admin(tx, person);
    if (!tx.one(sql::people::update_role{.role = code_of(role), .id = person.id, .version = person.version}))
        throw Conflict();
}

void set_active(Tx& tx, const Person& person, bool active) {
    if (!active) keep_an_admin(tx, person);
    if (!tx.one(sql::people::update_active{.active = active, .id = person.id, .version = person.version}))
        throw Conflict();
}

std::vector<Person> members_of(Tx& tx, std::int64_t team) {
    std::vector<Person> members;
    for (const auto& row : tx.run(sql::people::members_of{.team = team}))
        members.push_back(with_teams(tx, person_from(row)));
    return members;
}

std::vector<Person> list_people(Tx& tx, std::string_view search, std::int64_t after_id, int limit) {
    std::vector<Person> people;
    const auto words = folded(trimmed(search));
    std::string pattern = "%";
    for (const char c : words)
        if (c != '%' && c != '_' && c != '\\') pattern += c;
    pattern += "%";
    const auto rows = words.empty()
                          ? tx.run(sql::people::list_staff{.after = after_id, .limit = limit})
                          : tx.run(sql::people::list_people{.after = after_id, .pattern = pattern, .limit = limit});
    for (const auto& row : rows) people.push_back(with_teams(tx, person_from(row)));
    return people;
}

}  // namespace hero
