#pragma once
// Who works here: adding agents, moving them between teams, sending them home. A supervisor has a say in the teams they
// are in themselves, the admin in all. No ticket stays with somebody who can no longer work on it.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "handling/handling.hpp"

namespace hero {

// ---- a supervisor and the people of their teams
// ---------------------------------------------------------------------- An agent or supervisor who shares a team with
// `supervisor`. Throws NotFound for everybody else, themselves included.
Person colleague_for(Tx& tx, const Person& supervisor, std::int64_t id);
// Teams of `colleague` that the supervisor has no say in.
std::vector<std::int64_t> other_teams(const Person& supervisor, const Person& colleague);
// What somebody of a restricted team carries is told by what they are given and when they are away. Whether
// `supervisor` leads every restricted team that `colleague` works in: otherwise others put them into further teams, and
// say what they carry.
bool leads_restricted_teams_of(const Person& supervisor, const Catalog& catalog, const Person& colleague);
// The supervisor's teams in which `colleague` is the only active agent.
std::vector<std::int64_t> teams_depending_on(Tx& tx, const Person& supervisor, const Person& colleague);

struct NewAgent {
    std::string name;
    std::string email;
    std::vector<std::int64_t> teams{};
};
// Fields nama, email and tim: some of the supervisor's own teams. Somebody of a restricted team is added to another one
// by those who lead it, or by the admin.
FieldErrors check_new_agent(Tx& tx, Lang lang, const Person& supervisor, const NewAgent& agent);
// An internal person with that address becomes agent and joins these teams; otherwise somebody new is added, invited
// under the issuer "undangan" with the address as subject. Either is told by mail. Throws Conflict for what the check
// refuses.
Person add_agent(Tx& tx, const Person& supervisor, const NewAgent& agent);
// Who was invited at that address signs in as this from now on. Nothing when nobody was.
std::optional<Person> accept_invitation(Tx& tx, std::string_view email, std::string_view issuer,
                                        std::string_view subject);

// The verbs below throw NotFound like colleague_for, and Conflict when `seen` has changed.
// `chosen` are those of the supervisor's teams that `seen` works in from now on; other teams stay. Tickets of teams
// that are left go back to their queue. Into a further team somebody of a restricted team comes by those who lead it.
FieldErrors check_teams(Lang lang, const Catalog& catalog, const Person& supervisor, const Person& seen,
                        const std::vector<std::int64_t>& chosen);  // field tim
Person change_teams(Tx& tx, const Person& supervisor, const Person& seen, const std::vector<std::int64_t>& chosen);
// What they can carry, and until when they are away (handling/handling.hpp). Throws Conflict("sv.agen.terbatas") unless
// leads_restricted_teams_of().
void change_workload(Tx& tx, const Person& supervisor, const Person& seen, const Workload& workload);
// Open tickets go to `heir`, or back to the queue where that is nobody or may not have them; sessions end. Returns how
// many tickets were moved. Throws Conflict("sv.agen.tim_lain") for somebody who also works in other teams.
int deactivate(Tx& tx, const Person& supervisor, const Person& seen, std::optional<std::int64_t> heir);
// What an administrator deactivated only an administrator lets in again, and whoever also works in other teams those
// who lead them all. Throws Conflict with what `why_not_reactivate` says.
void reactivate(Tx& tx, const Person& supervisor, const Person& seen);
// A word that says why an inactive colleague is not this supervisor's to reactivate; "" when they are.
std::string_view why_not_reactivate(Tx& tx, const Person& supervisor, const Person& colleague);

// ---- which team serves what
// -------------------------------------------------------------------------------------------- Field "tim-<service>": a
// restricted service goes to restricted teams only.
FieldErrors check_serving_team(Lang lang, const Catalog& catalog, std::int64_t service, std::int64_t team);
// New tickets of a service go to `to`. Throws NotFound unless one of the supervisor's teams serves it, Conflict when
// that is no longer `from`.
void move_service(Tx& tx, const Person& supervisor, std::int64_t service, std::int64_t from, std::int64_t to);

// ---- the admin and everybody
// -------------------------------------------------------------------------------------------
struct Position {
    std::optional<Role> role;           // nothing: what was sent is none
    std::vector<std::int64_t> teams{};  // of agents and supervisors
    bool active = true;
};
// Fields peran and tim. Only internal people can be staff, and agents and supervisors need a team.
FieldErrors check_position(Lang lang, const Catalog& catalog, const Person& person, const Position& position);
// Tickets they may no longer work on go back to the queue; sessions end with a new role and with no
// permission to come in. Throws Conflict when `seen` has changed and Conflict("ad.pengguna.terakhir") for the last
// admin.
Person change_position(Tx& tx, const Person& admin, const Person& seen, const Position& position);

}  // namespace hero
