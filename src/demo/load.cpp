#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <random>

#include "base/ids.hpp"
#include "closing/bulk.hpp"
#include "demo/demo.hpp"
#include "handling/handling.hpp"
#include "tickets/bulk.hpp"

namespace hero::demo {

namespace {

constexpr std::int64_t tickets_in_a_transaction = 1000;
constexpr std::int64_t people_in_a_transaction = 1000;
constexpr std::int64_t tickets_of_a_requester = 50;  // about, however many tickets there are

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

constexpr std::array<std::string_view, 6> remarks{"",
                                                  "",
                                                  "Terima kasih, cepat sekali.",
                                                  "Jawabannya jelas dan mudah diikuti.",
                                                  "Sebaiknya ada panduan bergambar.",
                                                  "Terlalu lama menunggu jawaban pertama."};

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
    std::vector<std::vector<Person>> agents_by_team;  // by team id; supervisors only where a team has nobody else
};

std::vector<Person> agents_of(Tx& tx, std::int64_t team) {
    auto members = members_of(tx, team);
    if (std::ranges::any_of(members, [](const Person& one) { return one.role == Role::agent; }))
        std::erase_if(members, [](const Person& one) { return one.role != Role::agent; });
    return members;
}

Person requester_at(Tx& tx, std::int64_t position) {
    const auto subject = "beban-" + std::to_string(position);
    if (auto known = person_by_identity(tx, "demo", subject)) return *known;
    const auto place = static_cast<std::size_t>(position);
    return add_person(tx,
                      {.name = std::string{first_names[place % first_names.size()]} + " " +
                               std::string{last_names[place / 3 % last_names.size()]},
                       .email = subject + "@contoh.id",
                       .audience = position % 2 ? Audience::internal : Audience::external,
                       .teams = {}},
                      "demo", subject);
}

// The cast, who can sign in, and as many more as so many tickets have.
std::vector<Person> requesters_for(Database& db, std::int64_t amount) {
    std::vector<Person> requesters;
    db.write([&](Tx& tx) {
        requesters.clear();
        for (const auto& member : cast())
            if (auto person = ensure(tx, member.key); person.role == Role::requester)
                requesters.push_back(std::move(person));
    });
    const auto wanted = 20 + amount / tickets_of_a_requester;
    for (std::int64_t done = 0; done < wanted; done += people_in_a_transaction) {
        std::ranges::move(db.write([&](Tx& tx) {
            std::vector<Person> some;
            for (auto i = done; i < std::min(wanted, done + people_in_a_transaction); ++i)
                some.push_back(requester_at(tx, i));
            return some;
        }),
                          std::back_inserter(requesters));
    }
    return requesters;
}

std::vector<std::vector<Person>> agents_for(Tx& tx, const Desk& desk) {
    std::vector<std::vector<Person>> agents;
    for (const auto& team : desk.catalog->teams()) {
        const auto place = static_cast<std::size_t>(team.id);
        if (agents.size() <= place) agents.resize(place + 1);
        agents[place] = agents_of(tx, team.id);
    }
    return agents;
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
    if (days_ago > 8) return roll < 80 ? Status::closed : roll < 90 ? Status::waiting : Status::in_progress;
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
    std::optional<Rating> rating;
    bool escalates = false;
};

// One ticket's way, step by step, never later than now.
class Course {
public:
    Course(Past& past, Dice& dice, const Desk& desk, Instant now)
        : past_(past), dice_(dice), desk_(desk), now_(now), at_(past.ticket.created_at) {}

    void run(const Person& requester, const Person& agent) {
        says(From::requester, requester, past_.description);
        happens(&requester, "diajukan");
        auto& ticket = past_.ticket;
        if (ticket.status == Status::closed && dice_.below(100) < 5) return cancel(requester);
        if (ticket.status != Status::open) work(requester, agent);
        if (ticket.status == Status::waiting) ticket.paused_at = at_;
        if (ticket.status == Status::resolved || ticket.status == Status::closed) resolve(agent);
        if (ticket.status == Status::closed) close(requester);
        ticket.updated_at = at_;
    }

private:
    void pass(std::uint64_t longest_minutes) {
        at_ = std::min(at_ + std::chrono::minutes{5 + dice_.below(longest_minutes)}, now_);
    }
    void says(From from, const Person& author, std::string_view text) {
        past_.messages.push_back({from, author.id, author.name, text, at_});
    }
    void happens(const Person* actor, std::string_view what) {
        past_.events.push_back({actor ? actor->id : 0, actor ? std::string_view{actor->name} : "", what, at_});
    }

    void cancel(const Person& requester) {
        pass(600);
        happens(&requester, "dibatalkan");
        past_.ticket.updated_at = past_.ticket.closed_at.emplace(at_);
        past_.ticket.close_reason = "dibatalkan";
        past_.ticket.staff_unread = false;
    }

    void work(const Person& requester, const Person& agent) {
        auto& ticket = past_.ticket;
        ticket.assignee = agent.id;
        ticket.assignee_name = agent.name;
        ticket.staff_unread = false;
        pass(240);
        happens(&agent, "diambil");
        ticket.started_at = ticket.first_responded_at = at_;
        pass(120);
        says(From::staff, agent, dice_.one_of(answers));
        past_.escalates = ticket.status == Status::in_progress && dice_.below(100) < 6;
        if (dice_.below(3) != 0) return;
        pass(600);
        says(From::requester, requester, dice_.one_of(sentences));
    }

    void resolve(const Person& agent) {
        auto& ticket = past_.ticket;
        pass(1200);
        says(From::staff, agent, dice_.one_of(answers));
        happens(&agent, "resolve");
        ticket.resolved_at = ticket.paused_at.emplace(at_);
        ticket.confirm_by = confirm_by(desk_, at_);
        if (*ticket.confirm_by <= now_) ticket.status = Status::closed;
    }

    // One requester in four never says anything; of the others six in ten rate.
    void close(const Person& requester) {
        auto& ticket = past_.ticket;
        const bool silent = dice_.below(4) == 0 && *ticket.confirm_by <= now_;
        if (silent) {
            at_ = *ticket.confirm_by;
            happens(nullptr, "ditutup_otomatis");
        } else {
            pass(1500);
            happens(&requester, "dikonfirmasi");
            ticket.confirmed_at = at_;
            if (dice_.below(10) < 6) rate(requester);
            happens(&requester, "ditutup");
        }
        ticket.closed_at = at_;
        ticket.close_reason = silent ? "otomatis" : "dikonfirmasi";
        ticket.reopen_by = desk_.calendar->close_of_working_day_after(at_, desk_.periods.reopen);
    }

    void rate(const Person& requester) {
        const auto roll = dice_.below(100);
        const int grade = roll < 5 ? 1 : roll < 15 ? 2 : roll < 55 ? 3 : 4;
        past_.rating = {.grade = grade, .feedback = std::string{dice_.one_of(remarks)}, .created_at = at_};
        happens(&requester, "dinilai");
    }

    Past& past_;
    Dice& dice_;
    const Desk& desk_;
    Instant now_;
    Instant at_;
};

class Loader {
public:
    Loader(Tx& tx, const Desk& desk, const People& people, std::int64_t amount)
        : tx_(tx), desk_(desk), people_(people), amount_(amount) {}

    void load(std::int64_t position, const std::string& submit_id) {
        Dice dice(static_cast<std::uint64_t>(position) + 1);
        auto past = began(dice, position);
        const auto& agent = dice.one_of(people_.agents_by_team.at(static_cast<std::size_t>(past.ticket.team)));
        Course(past, dice, desk_, tx_.now()).run(*requester_, agent);
        const auto ticket = load_past_ticket(tx_, desk_, past.ticket, submit_id, past.messages, past.events);
        if (past.rating) load_past_rating(tx_, ticket, *past.rating);
        if (ticket.status == Status::resolved) await_confirmation(tx_, desk_, ticket);
        if (ticket.status == Status::waiting) await_requester(tx_, desk_, ticket);
        if (past.escalates)
            escalate(tx_, agent, ticket, "1", wishes.at(dice.below(wishes.size())), dice.one_of(sentences));
    }

private:
    // Ticket and description, as they were filed.
    Past began(Dice& dice, std::int64_t position) {
        Past past;
        auto& ticket = past.ticket;
        requester_ = &dice.one_of(people_.requesters);
        const auto services = desk_.catalog->services_for(requester_->audience);
        const auto& service = *dice.one_of(services);
        const auto minutes_ago = (amount_ - position) * (std::int64_t{3} * 365 * 24 * 60) / amount_ +
                                 static_cast<std::int64_t>(dice.below(60));
        ticket.created_at = tx_.now() - std::chrono::minutes{minutes_ago};
        ticket.service = service.id;
        ticket.team = service.team.id;
        ticket.requester = requester_->id;
        ticket.requester_name = requester_->name;
        ticket.channel = requester_->audience == Audience::internal ? Channel::intranet : Channel::google;
        ticket.kind = dice.one_of(service.kinds);
        ticket.impact = static_cast<Impact>(dice.below(10) < 7 ? 0 : 1 + dice.below(2));
        ticket.subject = service.name_id + " " + std::string{dice.one_of(things)};
        ticket.restricted = service.restricted;
        ticket.status = status_for(dice, minutes_ago / (std::int64_t{24} * 60));
        ticket.staff_unread = true;
        promise(ticket, service);
        past.description = description_of(dice, ticket.subject);
        return past;
    }

    void promise(Ticket& ticket, const Service& service) {
        const auto key = std::pair{service.sla_profile, ticket.impact};
        auto target = targets_.find(key);
        if (target == targets_.end())
            target = targets_.emplace(key, sla_target(tx_, service.sla_profile, ticket.impact)).first;
        const auto promise = promise_for(*desk_.calendar, target->second, ticket.created_at);
        ticket.first_response_due = promise.first_response_due;
        ticket.resolution_due = promise.resolution_due;
    }

    Tx& tx_;
    const Desk& desk_;
    const People& people_;
    std::int64_t amount_;
    const Person* requester_ = nullptr;
    std::map<std::pair<std::string, Impact>, SlaTarget> targets_;
};

}  // namespace

void load_tickets(Database& db, std::int64_t amount, const std::function<Desk(Tx&)>& desk,
                  const std::function<void(std::int64_t)>& progress) {
    People people{.requesters = requesters_for(db, amount), .agents_by_team = {}};
    people.agents_by_team = db.read([&](Tx& tx) { return agents_for(tx, desk(tx)); });
    const auto run = "beban-" + random_hex(6) + "-";  // loading again adds as many again
    for (std::int64_t done = 0; done < amount;) {
        const auto end = std::min(amount, done + tickets_in_a_transaction);
        db.write([&](Tx& tx) {
            const auto house = desk(tx);
            Loader loader(tx, house, people, amount);
            for (auto position = done; position < end; ++position)
                loader.load(position, run + std::to_string(position));
        });
        done = end;
        progress(done);
    }
}

}  // namespace hero::demo
