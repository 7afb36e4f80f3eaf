#include "ui/thread.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "views/ui.hpp"

namespace hero {

namespace {

// What stands between the messages; the rest is in the history alone.
bool is_event(const HistoryEntry& entry) {
    static constexpr std::string_view told_by_a_message[] = {"diajukan", "tanggapan", "catatan", "keterangan"};
    return std::find(std::begin(told_by_a_message), std::end(told_by_a_message), entry.happened) ==
           std::end(told_by_a_message);
}

std::string_view icon_of(std::string_view happened) {
    static constexpr std::pair<std::string_view, std::string_view> icons[] = {
        {"diambil", "headset"},
        {"ditugaskan", "user-round"},
        {"menunggu", "hourglass"},
        {"resolve", "circle-check"},
        {"eskalasi", "flag"},
        {"arahan", "flag"},
        {"layanan", "tag"},
        {"dampak", "tag"},
        {"ditutup", "lock"},
        {"dinilai", "lock"},
        {"dibatalkan", "x"},
        {"ditutup_otomatis", "lock"},
        {"diambil_alih", "headset"},
        {"dikonfirmasi", "check"},
        {"berkas_virus", "triangle-alert"},
    };
    for (const auto& [what, icon] : icons)
        if (what == happened) return icon;
    return "info";
}

std::string sentence(Lang lang, const HistoryEntry& entry) {
    const auto actor = entry.actor_name.empty() ? word(lang, "t.dari_sistem") : entry.actor_name;
    return word(lang, "riwayat." + entry.happened, {{"nama", actor}, {"rincian", entry.detail}});
}

struct Side {
    std::string_view mark;  // data-from
    std::string name;
    std::string role;
};

Side side_of(const Request& request, const Message& message) {
    const Lang lang = request.lang();
    switch (message.from) {
        case From::requester:
            if (request.person().id == message.author) return {"anda", word(lang, "t.dari_pemohon"), {}};
            return {"pemohon", message.author_name, word(lang, "peran.pemohon")};
        case From::staff:
            return {"petugas", message.author_name, word(lang, "t.petugas")};
        case From::note:
            return {"catatan", message.author_name, {}};
        case From::system:
            return {"petugas", word(lang, "t.dari_sistem"), {}};
    }
    return {"petugas", {}, {}};
}

void add_message(html::Data& list, const Request& request, const Message& message) {
    using V = views::ui::thread;
    const Lang lang = request.lang();
    const auto side = side_of(request, message);
    auto item = list.add(V::item).add(V::message);
    item.set(V::side, side.mark)
        .set(V::author, side.name)
        .set(V::author_initials, initials(message.author_name.empty() ? side.name : message.author_name));
    item.set(V::message_id, message.id);
    item.show_with(V::with_role, V::author_role, side.role);
    item.show_if(V::note, message.from == From::note);
    set_time(item, V::at, V::at_iso, short_time(lang, message.created_at), message.created_at);
    item.set(V::body_html, html::markdown(message.body));
    add_files(item, V::files, lang, message);
}

void add_event(html::Data& list, const Request& request, const HistoryEntry& entry) {
    using V = views::ui::thread;
    auto item = list.add(V::item).add(V::event);
    item.set(V::event_icon, icon_of(entry.happened)).set(V::event_text, sentence(request.lang(), entry));
    set_time(item, V::at, V::at_iso, short_time(request.lang(), entry.at), entry.at);
}

}  // namespace

void add_thread(html::Data& page, html::Include name, const Request& request, const std::vector<Message>& messages,
                const std::vector<HistoryEntry>& history) {
    auto list = page.include(name, views::ui::thread::view);
    std::vector<const HistoryEntry*> events;
    for (const auto& entry : history)
        if (is_event(entry)) events.push_back(&entry);
    std::stable_sort(events.begin(), events.end(),
                     [](const auto* left, const auto* right) { return left->at < right->at; });
    auto event = events.begin();
    for (const auto& message : messages) {
        for (; event != events.end() && (*event)->at < message.created_at; ++event) add_event(list, request, **event);
        add_message(list, request, message);
    }
    for (; event != events.end(); ++event) add_event(list, request, **event);
}

void add_history(html::Data& page, html::Include name, const Request& request,
                 const std::vector<HistoryEntry>& history) {
    using V = views::ui::history;
    auto list = page.include(name, V::view);
    std::vector<const HistoryEntry*> entries;
    entries.reserve(history.size());
    for (const auto& entry : history) entries.push_back(&entry);
    std::stable_sort(entries.begin(), entries.end(),
                     [](const auto* left, const auto* right) { return left->at > right->at; });
    for (const auto* entry : entries) {
        auto row = list.add(V::entry);
        row.set(V::text, sentence(request.lang(), *entry));
        set_time(row, V::at, V::at_iso, short_time(request.lang(), entry->at), entry->at);
    }
}

}  // namespace hero
