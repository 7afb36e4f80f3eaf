// Who carries how much, and what becomes of it when they leave.
#include <algorithm>

#include "handling/inside.hpp"
#include "mail/mail.hpp"
#include "sql/handling.hpp"

namespace hero {

namespace {

constexpr std::chrono::minutes soon{120};  // of working time

bool shares_a_team(const Person& supervisor, std::int64_t other_person, Tx& tx) {
    const auto teams = teams_of(tx, other_person);
    return std::any_of(teams.begin(), teams.end(),
                       [&](std::int64_t team) { return may(supervisor, TeamVerb::lead, team); });
}

// Nobody chooses who works on a ticket of their own.
bool can_be_given(const Person& supervisor, const std::optional<Person>& to, const Ticket& ticket) {
    return to && may(supervisor, Verb::assign, ticket) && may_be_given(*to, ticket);
}

// The ticket as it is then; nothing when it is not this supervisor's to hand over.
std::optional<Ticket> hand_over_one(Tx& tx, const Person& supervisor, std::int64_t from,
                                    const std::optional<Person>& to, std::int64_t id) {
    Ticket wanted;
    wanted.id = id;
    const auto ticket = fresh(tx, wanted);
    if (ticket.assignee != from || !may(supervisor, TeamVerb::lead, ticket.team)) return std::nullopt;
    if (can_be_given(supervisor, to, ticket))
        return store(tx, ticket, given_to(tx, ticket, *to), &supervisor,
                     {.happened = "ditugaskan", .detail = to->name});
    return store(tx, ticket, handling::nobodys(ticket), &supervisor, {.happened = "dikembalikan"});
}

// One mail, however many tickets there are.
void tell_heir(Tx& tx, const Person& heir, const std::vector<Ticket>& inherited) {
    if (inherited.size() == 1)
        tell_staff(tx, inherited.front(), "tugas");
    else if (!inherited.empty())
        tell_of_many(tx, heir.id, "serah", static_cast<std::int64_t>(inherited.size()), "/petugas?tampilan=saya");
}

Workload workload_from(const db::Row& row) {
    Workload workload;
    workload.capacity = row.maybe_integer("capacity").value_or(workload.capacity);
    if (const auto day = row.maybe_text("away_until")) workload.away_until = parse_day(*day);
    return workload;
}

constexpr std::int64_t each_of_theirs = 0;  // instead of a team

std::map<std::int64_t, std::vector<Load>> loads_by_team(Tx& tx, const Desk& desk, const Person& reader,
                                                        std::int64_t team) {
    const auto today = day_of(tx.now());
    std::map<std::int64_t, std::vector<Load>> loads;
    for (const auto& row : tx.run(sql::handling::loads{.reader = reader.id,
                           .from = tx.now(),
                           .until = desk.calendar->after_working_time(tx.now(), soon),
                           .team = team})) {
        const auto workload = workload_from(row);
        Load load{.agent = person_from(row),
                  .open = row.integer("open"),
                  .due_soon = row.integer("due_soon"),
                  .capacity = workload.capacity,
                  .away_until = workload.away_until};
        if (load.away_until < today) load.away_until.reset();
        loads[row.integer("team_id")].push_back(std::move(load));
    }
    return loads;
}

}  // namespace

Workload workload_of(Tx& tx, std::int64_t person) {
    const auto row = tx.one(sql::handling::workload_of{.person = person});
    return row ? workload_from(*row) : Workload{};
}

void set_workload(Tx& tx, const Person& supervisor, std::int64_t person, const Workload& workload) {
    if (!shares_a_team(supervisor, person, tx)) throw NotFound();
    tx.run(sql::handling::put_workload{
        .person = person,
        .capacity = workload.capacity,
        .away_until = workload.away_until ? db::Value{iso_day(*workload.away_until)} : db::Value{db::Null{}}});
}

std::vector<Load> loads_of(Tx& tx, const Desk& desk, const Person& reader, std::int64_t team) {
    auto loads = loads_by_team(tx, desk, reader, team);
    return std::move(loads[team]);
}

std::map<std::int64_t, std::vector<Load>> loads_of_teams(Tx& tx, const Desk& desk, const Person& reader) {
    return loads_by_team(tx, desk, reader, each_of_theirs);
}

std::string leave_text(Lang lang, Day away_until) {
    return word(lang, "sv.agen.cuti", {{"tanggal", short_date(lang, Instant{away_until.time_since_epoch()})}});
}

std::string load_text(Lang lang, const Load& load) {
    auto text =
        word(lang, "sv.tugaskan.beban", {{"n", number_text(lang, load.open)}, {"m", number_text(lang, load.due_soon)}});
    if (load.open >= load.capacity) text += ", " + word(lang, "sv.beban.penuh");
    if (load.away_until) text += "; " + leave_text(lang, *load.away_until);
    return text;
}

const Load* least_loaded(const std::vector<Load>& loads) {
    const auto burden = [](const Load& load) { return std::pair{load.open >= load.capacity, load.open}; };
    const Load* least = nullptr;
    for (const auto& load : loads)
        if (load.agent.role == Role::agent && !load.away_until && (!least || burden(load) < burden(*least)))
            least = &load;
    return least;
}

int hand_over(Tx& tx, const Person& supervisor, std::int64_t from, std::optional<std::int64_t> to) {
    if (!shares_a_team(supervisor, from, tx)) throw NotFound();
    const auto heir = to ? person_by_id(tx, *to) : std::nullopt;
    if (to && (!heir || !heir->active || !shares_a_team(supervisor, *to, tx) || *to == from))
        throw Conflict("sv.tugaskan.tidak_dapat");
    int moved = 0;
    std::vector<Ticket> inherited;
    for (const auto& row : tx.run(sql::handling::active_tickets_of{.assignee = from})) {
        const auto ticket = hand_over_one(tx, supervisor, from, heir, row.integer("id"));
        if (!ticket) continue;
        ++moved;
        if (ticket->assignee) inherited.push_back(*ticket);
    }
    if (heir && heir->id != supervisor.id) tell_heir(tx, *heir, inherited);
    return moved;
}

}  // namespace hero
