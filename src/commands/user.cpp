#include <cstdio>
#include <iostream>
#include <optional>

#include "app/app.hpp"
#include "audit/audit.hpp"
#include "base/text.hpp"
#include "commands/commands.hpp"
#include "credentials/credentials.hpp"

namespace hero {

namespace {

struct UserWords {
    std::string action;
    std::string name;
    std::string role = "agent";
    std::string email{};
    std::string full_name{};
    std::vector<std::string> teams{};
};

UserWords read_words(const std::vector<std::string>& rest) {
    if (rest.size() < 2)
        throw ConfigError(
            "user: say `user add NAME …`, `user password NAME` or `user drop-second-factor NAME`; see hero --help");
    UserWords words{.action = rest[0], .name = folded(rest[1])};
    for (std::size_t i = 2; i < rest.size(); i += 2) {
        if (i + 1 == rest.size()) throw ConfigError("user: " + rest[i] + " needs a value");
        const auto& value = rest[i + 1];
        if (rest[i] == "--role")
            words.role = value;
        else if (rest[i] == "--email")
            words.email = value;
        else if (rest[i] == "--name")
            words.full_name = value;
        else if (rest[i] == "--team")
            words.teams.push_back(value);
        else
            throw ConfigError("user: " + rest[i] + " is not known; see hero --help");
    }
    return words;
}

std::string read_password(const PasswordOwner& owner) {
    std::string password;
    std::getline(std::cin, password);
    if (const auto wrong = check_password(Lang::en, owner, password)) throw ConfigError("user: " + *wrong);
    return password;
}

std::vector<std::int64_t> team_ids(Tx& tx, const std::vector<std::string>& codes) {
    std::vector<std::int64_t> ids;
    const auto catalog = load_catalog(tx);
    for (const auto& code : codes) {
        std::optional<std::int64_t> id;
        for (const auto& team : catalog.teams())
            if (team.code == code) id = team.id;
        if (!id) throw ConfigError("user: there is no team \"" + code + "\"");
        ids.push_back(*id);
    }
    return ids;
}

void add_user(Database& db, const UserWords& words) {
    const auto role = parse_role(words.role);
    if (!role || *role == Role::requester) throw ConfigError("user: --role is agent, supervisor or admin");
    // As on the page of a person: nobody without a team sees a ticket, and an administrator works in none.
    if ((*role == Role::admin) != words.teams.empty())
        throw ConfigError(*role == Role::admin ? "user: an admin works in no team; leave --team out"
                                               : "user: --team is missing; a role of a team sees its tickets only");
    db.read([&](Tx& tx) { team_ids(tx, words.teams); });
    const auto name = words.full_name.empty() ? words.name : words.full_name;
    const auto wrong = check_person(Lang::en, name, words.email);
    if (!wrong.empty()) throw ConfigError("user: " + wrong.list().front().text);
    const auto hash = hash_password(read_password({words.name, name, words.email}));
    try {
        db.write([&](Tx& tx) {
            const auto person =
                add_person(tx, {.name = name, .email = words.email, .role = *role, .teams = team_ids(tx, words.teams)},
                           "local", words.name);
            set_password(tx, words.name, hash);
            record(tx, {.act = Act::person_added,
                        .object = "orang " + std::to_string(person.id),
                        .detail = "hero user add, " + words.role});
        });
    } catch (const db::ConstraintViolation&) {
        throw ConfigError("user: there is already an account \"" + words.name + "\"");
    }
    std::printf("%s may sign in as %s\n", words.name.c_str(), words.role.c_str());
    if (*role == Role::admin)
        std::printf("At the first sign-in HERO asks %s to set up an authenticator app, before anything else.\n",
                    words.name.c_str());
}

Person local_person(Tx& tx, const std::string& user_name) {
    const auto person = person_by_identity(tx, "local", user_name);
    if (!person) throw ConfigError("user: there is no local account \"" + user_name + "\"");
    return *person;
}

// Whoever lost a password may have lost it to somebody: that one's sessions end.
void change_password(Database& db, const UserWords& words) {
    const auto person = db.read([&](Tx& tx) { return local_person(tx, words.name); });
    const auto hash = hash_password(read_password({words.name, person.name, person.email}));
    db.write([&](Tx& tx) {
        set_password(tx, words.name, hash);
        sign_out_everywhere(tx, person.id);
        record(
            tx,
            {.act = Act::password_set, .object = "orang " + std::to_string(person.id), .detail = "hero user password"});
    });
    std::printf("the password of %s is changed; all sessions have ended\n", words.name.c_str());
}

void remove_second_factor(Database& db, const UserWords& words) {
    const auto person = db.write([&](Tx& tx) {
        auto one = local_person(tx, words.name);
        drop_second_factor(tx, one);
        record(tx, {.act = Act::second_factor_dropped,
                    .object = "orang " + std::to_string(one.id),
                    .detail = "hero user drop-second-factor"});
        sign_out_everywhere(tx, one.id);
        return one;
    });
    std::printf("%s signs in with the password alone; all sessions have ended\n", words.name.c_str());
    if (person.is_admin())
        std::printf("At the next sign-in HERO asks %s to set up an authenticator app, before anything else.\n",
                    words.name.c_str());
}

}  // namespace

int user_command(const Config& config, const std::vector<std::string>& rest) {
    const auto words = read_words(rest);
    SystemClock clock;
    Database db(database_options(config), clock);
    db.migrate();
    if (words.action == "add") {
        add_user(db, words);
    } else if (words.action == "password") {
        change_password(db, words);
    } else if (words.action == "drop-second-factor") {
        remove_second_factor(db, words);
    } else {
        throw ConfigError("user: \"" + words.action + "\" is not known; say add, password or drop-second-factor");
    }
    return 0;
}

}  // namespace hero
