#include <algorithm>
#include <array>
#include <random>

#include "closing/closing.hpp"
#include "demo/demo.hpp"
#include "tickets/bulk.hpp"

namespace hero::demo {

namespace {

constexpr std::int64_t tickets_in_a_transaction = 2000;
constexpr int requesters = 2000;

constexpr std::array<std::string_view, 24> first_names{
    "Adi",  "Ayu",  "Bagus", "Bambang", "Cahya",  "Dian", "Eko",  "Fitri", "Gilang", "Hana",  "Indra", "Kartika",
    "Lina", "Made", "Nanda", "Putri",   "Rahmat", "Reza", "Siti", "Teguh", "Umi",    "Wawan", "Yanti", "Zainal"};
constexpr std::array<std::string_view, 20> last_names{"Anwar",       "Firmansyah", "Gunawan", "Handayani", "Hidayat",
                                                      "Iskandar",    "Kusnadi",    "Laksana", "Mahendra",  "Nasution",
                                                      "Permana",     "Pratiwi",    "Rahayu",  "Saputra",   "Setiawan",
                                                      "Simanjuntak", "Suryadi",    "Tanjung", "Utami",     "Wibowo"};
constexpr std::array<std::string_view, 12> things{
    "tidak dapat masuk ke aplikasi",    "menampilkan halaman kosong",
    "menolak berkas yang diunggah",     "tidak mengirim email pemberitahuan",
    "menghitung jumlah yang keliru",    "berjalan sangat lambat",
    "meminta kata sandi berulang kali", "tidak menampilkan data bulan lalu",
    "gagal menyimpan perubahan",        "tidak mencetak laporan",
    "menampilkan nama yang salah",      "tidak dapat dibuka di ponsel"};
constexpr std::array<std::string_view, 8> sentences{
    "Kejadian ini berlangsung sejak pagi dan sudah saya coba di dua komputer yang berbeda. ",
    "Rekan satu ruangan mengalami hal yang sama sehingga pekerjaan kami tertunda. ",
    "Sebelumnya semuanya berjalan baik dan tidak ada perubahan pada akun saya. ",
    "Mohon dibantu karena laporan harus dikirim sebelum akhir pekan. ",
    "Saya sudah membersihkan singgahan peramban dan mencoba mode penyamaran. ",
    "Pesan yang muncul hanya menyebutkan terjadi gangguan pada sistem. ",
    "Tangkapan layar dapat saya kirim apabila diperlukan. ",
    "Terima kasih atas perhatian dan bantuannya. "};
constexpr std::array<std::string_view, 4> answers{
    "Yth. Bapak/Ibu,\n\nTerima kasih atas laporannya. Kendala tersebut sedang kami telusuri bersama pengelola "
    "aplikasi.",
    "Yth. Bapak/Ibu,\n\nMohon dicoba kembali setelah keluar dan masuk ulang. Kami sudah menyesuaikan pengaturan akun "
    "Anda.",
    "Yth. Bapak/Ibu,\n\nPerbaikan sudah diterapkan pada pukul 15.00 WIB. Mohon konfirmasi apabila sudah dapat "
    "digunakan.",
    "Yth. Bapak/Ibu,\n\nData yang diminta telah tersedia. Silakan diunduh melalui portal dengan akun Anda."};

// Repeats itself for the same seed on every machine: std::mt19937_64 is specified exactly, distributions are not.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : engine_(seed) {}
    std::uint64_t below(std::uint64_t bound) { return engine_() % bound; }
    template <typename List>
    const auto& one_of(const List& list) {
        return list[below(list.size())];
    }

private:
    std::mt19937_64 engine_;
};

struct People {
    std::vector<Person> requesters;
    std::vector<std::vector<Person>> agents_by_team;  // by team id
};

People people_for(Tx& tx, const Desk& desk, std::int64_t amount) {
    People people;
    for (const auto& member : cast()) ensure(tx, member.key);
    const auto wanted = std::min<std::int64_t>(requesters, 20 + amount / 50);
    for (std::int64_t i = 0; i < wanted; ++i) {
        const auto subject = "beban-" + std::to_string(i);
        auto known = person_by_identity(tx, "demo", subject);
        const auto name = std::string{first_names[static_cast<std::size_t>(i) % first_names.size()]} + " " +
                          std::string{last_names[static_cast<std::size_t>(i / 3) % last_names.size()]};
        if (!known)
            known = add_person(tx,
                               {.name = name,
                                .email = subject + "@contoh.id",
                                .audience = i % 2 ? Audience::internal : Audience::external,
                                .teams = {}},
                               "demo", subject);
        people.requesters.push_back(*known);
    }
    for (const auto& team : desk.catalog->teams()) {
        if (people.agents_by_team.size() <= static_cast<std::size_t>(team.id))
            people.agents_by_team.resize(static_cast<std::size_t>(team.id) + 1);
        for (auto& member : members_of(tx, team.id))
            people.agents_by_team[static_cast<std::size_t>(team.id)].push_back(std::move(member));
    }
    return people;
}

std::string description_of(Dice& dice, std::string_view subject) {
    std::string text{subject};
    text += ". ";
    const auto amount = 2 + dice.below(6);
    for (std::uint64_t i = 0; i < amount; ++i) text += dice.one_of(sentences);
    return text;
}

// Most tickets are closed; the newest are where a desk's tickets are.
Status status_for(Dice& dice, std::int64_t days_ago) {
    if (days_ago > 20) return Status::closed;
    const auto roll = dice.below(100);
    if (days_ago > 8) return roll < 80 ? Status::closed : roll < 90 ? Status::resolved : Status::in_progress;
    return roll < 25   ? Status::open
           : roll < 55 ? Status::in_progress
           : roll < 65 ? Status::waiting
           : roll < 80 ? Status::resolved
                       : Status::closed;
}

struct Past {
    Ticket ticket;
    std::string description;
    std::vector<PastMessage> messages;
    std::vector<PastEvent> events;
};

void let_it_happen(Past& past, Dice& dice, const Person& requester, const Person& agent, Instant now) {
    auto& ticket = past.ticket;
    auto at = ticket.created_at;
    const auto later = [&](int longest_minutes) {
        at = std::min(at + std::chrono::minutes{5 + static_cast<std::int64_t>(
                                                        dice.below(static_cast<std::uint64_t>(longest_minutes)))},
                      now);
        return at;
    };
    past.messages.push_back({From::requester, requester.id, requester.name, past.description, at});
    past.events.push_back({requester.id, requester.name, "diajukan", at});
    if (ticket.status != Status::open) {
        ticket.assignee = agent.id;
        ticket.assignee_name = agent.name;
        ticket.staff_unread = false;
        past.events.push_back({agent.id, agent.name, "diambil", later(240)});
        ticket.started_at = ticket.first_responded_at = at;
        past.messages.push_back({From::staff, agent.id, agent.name, dice.one_of(answers), later(120)});
        if (dice.below(3) == 0)
            past.messages.push_back(
                {From::requester, requester.id, requester.name, dice.one_of(sentences), later(600)});
    }
    if (ticket.status == Status::waiting) ticket.paused_at = at;
    if (ticket.status == Status::resolved || ticket.status == Status::closed) {
        past.messages.push_back({From::staff, agent.id, agent.name, dice.one_of(answers), later(1200)});
        past.events.push_back({agent.id, agent.name, "resolve", at});
        ticket.resolved_at = at;
        ticket.confirm_by = at + std::chrono::days{7};
    }
    if (ticket.status == Status::closed) {
        past.events.push_back({requester.id, requester.name, "dikonfirmasi", later(1500)});
        past.events.push_back({requester.id, requester.name, "ditutup", at});
        ticket.confirmed_at = ticket.closed_at = at;
        ticket.close_reason = "dikonfirmasi";
        ticket.reopen_by = at + std::chrono::days{9};
    }
    ticket.updated_at = at;
}

Past past_ticket(Dice& dice, const Desk& desk, const People& people, Instant now, std::int64_t position,
                 std::int64_t amount) {
    Past past;
    auto& ticket = past.ticket;
    const auto& requester = dice.one_of(people.requesters);
    const auto services = desk.catalog->services_for(requester.audience);
    const auto& service = *dice.one_of(services);
    const std::int64_t minutes_ago =
        (amount - position) * (std::int64_t{3} * 365 * 24 * 60) / amount + static_cast<std::int64_t>(dice.below(60));
    ticket.created_at = now - std::chrono::minutes{minutes_ago};
    ticket.service = service.id;
    ticket.team = service.team.id;
    ticket.requester = requester.id;
    ticket.requester_name = requester.name;
    ticket.channel = requester.audience == Audience::internal ? Channel::intranet : Channel::google;
    ticket.kind = dice.one_of(service.kinds);
    ticket.impact = static_cast<Impact>(dice.below(10) < 7 ? 0 : 1 + dice.below(2));
    ticket.subject = service.name_id + " " + std::string{dice.one_of(things)};
    ticket.restricted = service.restricted;
    ticket.first_response_due = ticket.created_at + std::chrono::hours{24};
    ticket.resolution_due = ticket.created_at + std::chrono::days{3 + static_cast<std::int64_t>(dice.below(8))};
    ticket.status = status_for(dice, minutes_ago / (std::int64_t{24} * 60));
    ticket.staff_unread = true;
    past.description = description_of(dice, ticket.subject);
    const auto& agents = people.agents_by_team.at(static_cast<std::size_t>(ticket.team));
    let_it_happen(past, dice, requester, dice.one_of(agents), now);
    return past;
}

}  // namespace

void load_tickets(Database& db, Instant now, std::int64_t amount, const std::function<Desk(Tx&)>& desk,
                  const std::function<void(std::int64_t)>& progress) {
    const auto people = db.write([&](Tx& tx) { return people_for(tx, desk(tx), amount); });
    for (std::int64_t done = 0; done < amount;) {
        const auto end = std::min(amount, done + tickets_in_a_transaction);
        db.write([&](Tx& tx) {
            const auto house = desk(tx);
            for (auto position = done; position < end; ++position) {
                Dice dice(static_cast<std::uint64_t>(position) + 1);
                auto past = past_ticket(dice, house, people, now, position, amount);
                load_past_ticket(tx, house, past.ticket, "beban-" + std::to_string(position), past.messages,
                                 past.events);
            }
        });
        done = end;
        progress(done);
    }
}

}  // namespace hero::demo
