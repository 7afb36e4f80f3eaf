#include <algorithm>
#include <stdexcept>

#include "closing/closing.hpp"
#include "demo/demo.hpp"
#include "demo/script.hpp"
#include "handling/handling.hpp"

namespace hero::demo {

namespace {

std::chrono::milliseconds hours(double amount) {
    return std::chrono::milliseconds{static_cast<std::int64_t>(amount * 3'600'000)};
}

// The instant so much working time before `now`.
Instant working_hours_before(const WorkCalendar& calendar, Instant now, double amount) {
    const auto wanted = hours(amount);
    auto low = now - std::chrono::days{120};
    auto high = now;
    while (high - low > std::chrono::seconds{1}) {
        const auto middle = low + (high - low) / 2;
        if (calendar.working_time_between(middle, now) > wanted)
            low = middle;
        else
            high = middle;
    }
    return calendar.next_opening(low);
}

// What a story's requester wrote into an additional field.
std::string answer_to(const ExtraField& field, const Story& story, Instant now) {
    using Input = ExtraField::Input;
    static constexpr std::pair<std::string_view, std::string_view> texts[] = {
        {"data_periode", "Januari 2024 sampai dengan Desember 2025, bulanan"},
        {"data_rincian", "Menurut provinsi dan komoditas"},
        {"data_format", "XLSX"},
        {"data_tujuan", "Kajian internal; hasilnya tidak dipublikasikan."},
        {"dc_pengunjung", "Dua teknisi penyedia, didampingi seorang staf PDSI"},
        {"dc_keperluan", "Pemasangan dan pengujian perangkat"},
        {"dc_perangkat", "Satu peladen 2U dan kabel jaringan"},
        {"sb_aset", "Email kedinasan"},
        {"sb_kontak", "Melalui tiket ini pada jam kerja"},
    };
    if (field.input == Input::choice) {
        const auto options = word(Lang::id, field.options);
        return options.substr(0, options.find(" |"));
    }
    if (field.input == Input::yes_no) return "tidak";
    if (field.input == Input::when)
        return iso_day(day_of(field.lies_ahead ? now + std::chrono::days{3} : now - std::chrono::days{1})) + "T09:00";
    for (const auto& [name, answer] : texts)
        if (name == field.name) return std::string{answer};
    return std::string{field.name == "data_apa" ? story.subject : story.description};
}

TicketDraft draft_of(const Story& story, ServiceForm form, const std::string& submit_id, Instant now) {
    TicketDraft draft{.service = std::string{story.service},
                      .kind = std::string{story.kind},
                      .impact = std::string{story.impact},
                      .subject = std::string{story.subject},
                      .description = std::string{story.description},
                      .extra = {},
                      .consent = true,
                      .consent_text = "syarat 1.0; privasi 1.0",
                      .submit_id = submit_id,
                      .follows = {}};
    for (const auto& field : extra_fields(form)) draft.extra.emplace_back(field.name, answer_to(field, story, now));
    return draft;
}

// One ticket's story, each step in a transaction of its own, as it would have been.
class Player {
public:
    Player(Database& db, FrozenClock& clock, const std::function<Desk(Tx&)>& desk)
        : db_(db), clock_(clock), desk_(desk) {}

    void play(const Story& story, Instant start, Instant now, const std::string& id) {
        clock_.set(start);
        id_ = id;
        ticket_ = db_.write([&](Tx& tx) {
            const auto desk = desk_(tx);
            const auto person = ensure(tx, story.requester);
            const auto channel = person.audience == Audience::external ? Channel::google : Channel::intranet;
            return open_ticket(tx, desk, person, channel,
                               draft_of(story, desk.catalog->service(story.service)->form, id, tx.now()));
        });
        for (const auto& step : story.steps) {
            const auto at = db_.read(
                [&](Tx& tx) { return desk_(tx).calendar->after_working_time(clock_.now(), hours(step.after_hours)); });
            clock_.set(std::min(at, now - std::chrono::minutes{1}));
            db_.write([&](Tx& tx) { act(tx, desk_(tx), ensure(tx, step.who), step); });
        }
    }

private:
    StaffReply reply(std::string_view text, After after) {
        return {.body = std::string{text},
                .submit_id = next_id(),
                .last_seen_message = 0,
                .send_anyway = true,
                .after = after};
    }
    std::string next_id() { return id_ + "-" + std::to_string(++steps_); }

    void act(Tx& tx, const Desk& desk, const Person& who, const Step& step) {
        const auto now = ticket_for(tx, who, ticket_.number);
        const auto& what = step.what;
        if (what == "ambil")
            take(tx, who, now);
        else if (what == "balas")
            reply_as_staff(tx, desk, who, now, reply(step.text, After::stay));
        else if (what == "tunggu")
            reply_as_staff(tx, desk, who, now, reply(step.text, After::wait));
        else if (what == "resolve")
            reply_as_staff(tx, desk, who, now, reply(step.text, After::resolve));
        else if (what == "catatan")
            add_note(tx, who, now, step.text, next_id());
        else if (what == "jawab")
            hero::reply(tx, desk, who, now, step.text, next_id());
        else if (what == "ya")
            confirm(tx, who, now, step.text, next_id());
        else if (what == "belum")
            reject(tx, desk, who, now, step.text, next_id());
        else if (what == "nilai")
            rate(tx, desk, who, now, step.text.front() - '0', "");
        else if (what == "lewati")
            close_without_rating(tx, desk, who, now);
        else if (what == "batal")
            cancel(tx, desk, who, now);
        else if (what == "eskalasi")
            escalate(tx, who, now, step.text, "putuskan", "Mohon putusan atau arahan untuk langkah berikutnya.");
        else if (what == "arahan")
            guide(tx, who, now, step.text);
        else if (what == "tugaskan")
            hand_to(tx, who, now, ensure(tx, step.text));
        else
            throw std::logic_error("the story has an unknown step: " + std::string{what});
    }

    static void hand_to(Tx& tx, const Person& supervisor, const Ticket& ticket, const Person& agent) {
        if (ticket.escalated)
            answer_by_assigning(tx, supervisor, ticket, agent.id, "Ditangani bersama pengelola tabel.");
        else
            assign(tx, supervisor, ticket, agent.id);
    }

    Database& db_;
    FrozenClock& clock_;
    const std::function<Desk(Tx&)>& desk_;
    Ticket ticket_;
    std::string id_;
    int steps_ = 0;
};

}  // namespace

int play_stories(Database& db, Workers& workers, FrozenClock& clock, Instant now,
                 const std::function<Desk(Tx&)>& desk) {
    clock.set(now);
    db.write([](Tx& tx) {
        for (const auto& member : cast()) ensure(tx, member.key);
    });
    const bool empty = db.read([&](Tx& tx) {
        const auto requester = person_by_identity(tx, "demo", "ashari").value();
        const auto totals = totals_of(tx, requester);
        return totals.open + totals.closed == 0;
    });
    if (!empty) return 0;
    // The oldest first, so that numbers follow time.
    std::vector<const Story*> ordered;
    for (const auto& story : stories()) ordered.push_back(&story);
    std::stable_sort(ordered.begin(), ordered.end(),
                     [](const Story* left, const Story* right) { return left->hours_ago > right->hours_ago; });
    int played = 0;
    for (const auto* story : ordered) {
        const auto start =
            db.read([&](Tx& tx) { return working_hours_before(*desk(tx).calendar, now, story->hours_ago); });
        Player(db, clock, desk)
            .play(*story, std::min(start, now - std::chrono::minutes{30}), now, "cerita-" + std::to_string(++played));
    }
    clock.set(now);
    workers.run_due();
    return played;
}

}  // namespace hero::demo
