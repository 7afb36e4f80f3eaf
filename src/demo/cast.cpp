#include "demo/cast.hpp"

#include <algorithm>

namespace hero::demo {

std::span<const CastMember> cast() {
    using enum Audience;
    using enum Role;
    using enum Channel;
    static const std::vector<CastMember> members{
        {"sari", "Sari Lestari", "sari.lestari@contoh.id", external, requester, google, {}},
        {"joko", "Joko Prasetyo", "joko.prasetyo@contoh.id", external, requester, google, {}},
        {"ashari", "Muhammad Ashari", "ashari@contoh.id", internal, requester, intranet, {}},
        {"budi", "Budi Santoso", "budi.santoso@contoh.id", internal, agent, intranet, {"tim-aplikasi"}},
        {"rina", "Rina Wulandari", "rina.wulandari@contoh.id", internal, agent, intranet, {"tim-aplikasi"}},
        {"agus", "Agus Salim", "agus.salim@contoh.id", internal, agent, intranet, {"tim-infrastruktur"}},
        {"nurul",
         "Nurul Hidayah",
         "nurul.hidayah@contoh.id",
         internal,
         agent,
         intranet,
         {"tim-data", "tim-jabfung", "call-center"}},
        {"citra", "Citra Maharani", "citra.maharani@contoh.id", internal, agent, intranet, {"tim-keamanan-siber"}},
        {"dewi",
         "Dewi Anggraini",
         "dewi.anggraini@contoh.id",
         internal,
         supervisor,
         intranet,
         {"tim-aplikasi", "tim-data", "tim-infrastruktur", "tim-jabfung", "call-center"}},
        {"wahyu", "Wahyu Nugroho", "wahyu.nugroho@contoh.id", internal, supervisor, intranet, {"tim-keamanan-siber"}},
        {"ratna", "Ratna Kusuma", "ratna.kusuma@contoh.id", internal, admin, intranet, {}},
    };
    return members;
}

Person ensure(Tx& tx, std::string_view key) {
    const auto members = cast();
    const auto member =
        std::find_if(members.begin(), members.end(), [&](const CastMember& one) { return one.key == key; });
    if (member == members.end()) throw NotFound();
    if (auto known = person_by_identity(tx, "demo", key)) return *known;
    NewPerson person{.name = std::string{member->name},
                     .email = std::string{member->email},
                     .audience = member->audience,
                     .role = member->role,
                     .language = Lang::id,
                     .teams = {}};
    const auto catalog = load_catalog(tx);
    for (const auto& team : catalog.teams())
        if (std::find(member->teams.begin(), member->teams.end(), team.code) != member->teams.end())
            person.teams.push_back(team.id);
    return add_person(tx, person, "demo", key);
}

}  // namespace hero::demo
