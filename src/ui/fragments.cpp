#include "base/text.hpp"
#include "ui/page.hpp"
#include "views/ui.hpp"

namespace hero {

namespace {

struct Mark {
    std::string_view status;
    std::string_view icon;
};

Mark mark_of(Status status) {
    switch (status) {
        case Status::open:
            return {"open", "inbox"};
        case Status::in_progress:
            return {"diproses", "headset"};
        case Status::waiting:
            return {"menunggu", "hourglass"};
        case Status::resolved:
            return {"resolve", "circle-check"};
        case Status::closed:
            return {"close", "lock"};
    }
    return {"open", "inbox"};
}

std::string_view icon_of(const Attachment& file) {
    if (file.scan == Scan::infected) return "triangle-alert";
    return file.type.starts_with("image/") ? "file-image" : "file-text";
}

// What a virus scanner says, where it matters to a reader; else "".
std::string scan_text(Lang lang, const Attachment& file) {
    if (file.scan == Scan::awaiting) return word(lang, "file.menunggu");
    return file.scan == Scan::infected ? word(lang, "file.virus") : "";
}

}  // namespace

void set_time(html::Data& data, html::Var text, html::Var iso, std::string_view shown, Instant at) {
    data.set(text, shown).set(iso, iso_time(at));
}

std::string_view status_mark(Status status) { return mark_of(status).status; }

void add_status(html::Data& data, html::Include name, Lang lang, Status status, StatusSize size) {
    using V = views::ui::status;
    auto pill = data.include(name, V::view);
    pill.set(V::status_mark, mark_of(status).status).set(V::status_icon, mark_of(status).icon);
    pill.set(V::status_word, word(lang, "status." + std::string{code_of(status)}));
    pill.show_if(V::status_large, size == StatusSize::large);
}

void add_deadline(html::Data& data, html::Include name, Lang lang, const TicketLine& ticket, DueClock clock,
                  DeadlineText text) {
    using V = views::ui::deadline;
    if (ticket.status == Status::resolved || ticket.status == Status::closed) return;
    auto deadline = data.include(name, V::view);
    if (ticket.status == Status::waiting) {
        deadline.set(V::sla, "jeda").set(V::sla_icon, "hourglass").set(V::sla_text, word(lang, "sla.dijeda"));
        return;
    }
    const bool full = text == DeadlineText::full;
    const auto span = span_text(lang, clock.now, ticket.resolution_due);
    if (ticket.resolution_due < clock.now) {
        deadline.set(V::sla, "lewat")
            .set(V::sla_icon, "triangle-alert")
            .set(V::sla_text, word(lang, full ? "sla.terlewat" : "sla.lewat", {{"lama", span}}));
        return;
    }
    const auto due =
        full ? word(lang, "sla.sisa", {{"tanggal", short_time(lang, ticket.resolution_due)}, {"sisa", span}})
             : word(lang, "sla.tersisa", {{"sisa", span}});
    deadline.set(V::sla, ticket.resolution_due <= clock.soon ? "dekat" : "")
        .set(V::sla_icon, "clock")
        .set(V::sla_text, due);
}

void add_pager(html::Data& data, html::Include name, std::string_view first, std::string_view next) {
    using V = views::ui::pager;
    if (first.empty() && next.empty()) return;
    auto pager = data.include(name, V::view);
    pager.show_with(V::to_first, V::first_path, first);
    pager.show_with(V::to_next, V::next_path, next);
}

void add_read_mark(html::Data& data, html::Include name, const Request& request, const Ticket& ticket) {
    using V = views::ui::read_mark;
    const auto reader = request.person().id;
    const bool answers = !ticket.assignee || *ticket.assignee == reader;
    if (reader == ticket.requester ? !ticket.requester_unread : !ticket.staff_unread || !answers) return;
    data.include(name, V::view).set(V::path, url_of(ticket) + "/dibaca").set(V::token, request.form_token());
}

void add_files(html::Data& data, html::Include name, Lang lang, const Message& message) {
    using V = views::ui::files;
    if (message.files.empty() && message.awaiting_scan == 0) return;
    auto list = data.include(name, V::view);
    for (const auto& file : message.files) {
        auto row = list.add(V::file);
        row.set(V::file_icon, icon_of(file)).set(V::file_size, size_text(lang, file.size));
        auto shown = row.add(file.scan == Scan::infected ? V::barred : V::served);
        shown.set(V::file_name, file.name).set(V::file_path, "/lampiran/" + file.id + "/" + percent_encoded(file.name));
        row.show_with(V::scanned, V::scan_text, scan_text(lang, file));
    }
    if (message.awaiting_scan > 0)
        list.add(V::awaiting).set(V::awaiting_text, word_n(lang, "file.menunggu#", message.awaiting_scan));
}

void add_counter(html::Data& data, html::Include name, Lang lang, std::string_view field, std::string_view typed,
                 std::size_t longest) {
    using V = views::ui::counter;
    const auto used = length_of(typed);
    auto counter = data.include(name, V::view);
    counter.set(V::field, field).set(V::most, static_cast<std::int64_t>(longest)).show_if(V::over, used > longest);
    if (used > longest)
        counter.set(V::left,
                    word(lang, "form.kurangi", {{"n", number_text(lang, static_cast<long long>(used - longest))}}));
    else
        counter.set(V::left, word_n(lang, "form.sisa#", static_cast<long long>(longest - used)));
}

void add_upload(html::Data& data, html::Include name, Lang lang, const FieldErrors& errors,
                const std::vector<Attachment>& waiting) {
    using V = views::ui::upload;
    auto upload = data.include(name, V::view);
    upload.set(V::waiting, static_cast<std::int64_t>(waiting.size()));
    upload.set(V::most_files, static_cast<std::int64_t>(max_attachments))
        .set(V::most_bytes, static_cast<std::int64_t>(max_attachment_bytes));
    upload.show_if(V::invalid, errors.of("berkas").has_value()).show_if(V::has_files, !waiting.empty());
    for (const auto& error : errors.list())
        if (error.field == "berkas") upload.add(V::error).set(V::error_text, error.text);
    for (const auto& file : waiting) {
        const auto scan = scan_text(lang, file);
        upload.add(V::file)
            .set(V::file_id, file.id)
            .set(V::file_name, file.name)
            .set(V::file_size, size_text(lang, file.size))
            .set(V::file_state, scan.empty() ? word(lang, "form.siap") : scan);
    }
}

std::string url_of(const TicketLine& ticket) { return "/tiket/" + ticket.number; }
std::string stream_of(const Ticket& ticket, std::string_view mark) {
    return url_of(ticket) + "/aliran?sejak=" + std::string{mark};
}
std::string staff_url_of(const TicketLine& ticket) { return "/petugas/tiket/" + ticket.number; }

}  // namespace hero
