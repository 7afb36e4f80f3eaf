#include <algorithm>
#include <chrono>
#include <iterator>

#include "administration/administration_web.hpp"
#include "administration/audit_words.hpp"
#include "audit/audit.hpp"
#include "base/csv.hpp"
#include "base/text.hpp"
#include "ui/audited.hpp"
#include "views/administration.hpp"

namespace hero::web {

namespace {

using AuditMarks = views::administration::audit;

constexpr int rows_on_a_page = 50;
constexpr int rows_at_once = 1'000;
constexpr std::size_t rows_of_an_export = 10'000;
constexpr std::chrono::hours wib{7};  // ahead of UTC

// The form as it was typed; what is no act filters nothing, and what is no date is left out.
struct AuditForm {
    std::string person, act, object, address, from, until;

    static AuditForm read(const Request& request) {
        const auto typed = [&](std::string_view name) {
            return showable(clean_line(first_characters(request.query(name), 200)));
        };
        const auto day = [&](std::string_view name) { return parse_day(typed(name)) ? typed(name) : std::string{}; };
        return {typed("orang"), typed("tindakan"), typed("objek"), typed("alamat"), day("dari"), day("sampai")};
    }

    [[nodiscard]] AuditFilter filter(Lang lang) const {
        AuditFilter filter{
            .person = person, .act = act_of(act) ? act : "", .object = stored_object(lang, object), .address = address};
        if (const auto day = parse_day(from)) filter.from = Instant{day->time_since_epoch()} - wib;
        if (const auto day = parse_day(until))
            filter.until = Instant{day->time_since_epoch()} - wib + std::chrono::days{1};
        return filter;
    }

    // With their question mark; "" when there is none.
    [[nodiscard]] std::string filters() const {
        std::string path = "?";
        for (const auto& [name, value] : {std::pair{"orang", person},
                                          {"tindakan", act},
                                          {"objek", object},
                                          {"alamat", address},
                                          {"dari", from},
                                          {"sampai", until}})
            if (!value.empty()) path += std::string{name} + "=" + percent_encoded(value) + "&";
        path.pop_back();
        return path;
    }
};

// Where the thing can be looked at; "" when it has no page.
std::string path_of(const std::string& object) {
    const auto space = object.find(' ');
    if (space == std::string::npos) return {};
    const auto name = object.substr(space + 1);
    if (object.starts_with("orang ")) return "/admin/pengguna/" + percent_encoded(name);
    if (object.starts_with("tiket ")) return "/admin/tiket?nomor=" + percent_encoded(name);
    return {};
}

void add_row(Page& page, const AuditRow& entry) {
    const Lang lang = page.request().lang();
    auto row = page.add(AuditMarks::row);
    set_time(row, AuditMarks::at, AuditMarks::at_iso, short_time(lang, entry.at), entry.at);
    row.set(AuditMarks::number, entry.number)
        .set(AuditMarks::act, word(lang, "ad.audit.a." + entry.act))
        .set(AuditMarks::detail, shown_detail(lang, entry.act, entry.detail));
    row.set(AuditMarks::address, entry.address);
    if (entry.person)
        row.add(AuditMarks::by_person)
            .set(AuditMarks::person_path, "/admin/pengguna/" + std::to_string(*entry.person))
            .set(AuditMarks::person_name,
                 entry.person_name.empty() ? std::to_string(*entry.person) : entry.person_name);
    else
        row.show(AuditMarks::by_nobody);
    const auto path = path_of(entry.object);
    if (path.empty())
        row.show_with(AuditMarks::plain_object, AuditMarks::object_text, shown_object(lang, entry.object));
    else
        row.add(AuditMarks::linked_object)
            .set(AuditMarks::object_path, path)
            .set(AuditMarks::object_name, shown_object(lang, entry.object));
}

void add_filter(Page& page, const AuditForm& form) {
    page.set(AuditMarks::typed_person, form.person)
        .set(AuditMarks::typed_object, form.object)
        .set(AuditMarks::typed_address, form.address)
        .set(AuditMarks::typed_from, form.from)
        .set(AuditMarks::typed_until, form.until);
    for (const auto act : all_acts())
        page.add(AuditMarks::choice)
            .set(AuditMarks::choice_code, code_of(act))
            .set(AuditMarks::choice_name, word(page.request().lang(), "ad.audit.a." + std::string{code_of(act)}))
            .show_if(AuditMarks::choice_made, form.act == code_of(act));
}

// The newest that match, at most as many as one export has.
std::vector<AuditRow> rows_to_export(App& app, const AuditFilter& filter) {
    std::vector<AuditRow> rows;
    for (bool more = true; more && rows.size() < rows_of_an_export;) {
        const auto before = rows.empty() ? 0 : rows.back().number;
        auto next = app.db.read([&](Tx& tx) { return audit_rows(tx, filter, before, rows_at_once); });
        more = next.size() == rows_at_once;
        std::ranges::move(next, std::back_inserter(rows));
    }
    return rows;
}

std::string as_csv(Lang lang, const std::vector<AuditRow>& rows) {
    std::string table{csv_mark};
    table += csv_line({word(lang, "ad.audit.nomor"), word(lang, "ad.audit.waktu"), word(lang, "ad.audit.orang"),
                       word(lang, "ad.audit.tindakan"), word(lang, "ad.audit.objek"), word(lang, "ad.audit.rincian"),
                       word(lang, "ad.audit.alamat")});
    for (const auto& row : rows)
        table += csv_line({std::to_string(row.number), iso_time(row.at), row.person ? row.person_name : "",
                           word(lang, "ad.audit.a." + row.act), shown_object(lang, row.object),
                           shown_detail(lang, row.act, row.detail), row.address});
    return table;
}

}  // namespace

Response audit_log::index(Request& request, App& app) {
    const Lang lang = request.lang();
    const auto form = AuditForm::read(request);
    const auto before = whole_number(request.query("sebelum")).value_or(0);
    Page page(request, AuditMarks::view, word(lang, "ad.audit"), Frame::staff);
    page.at("admin").crumb(word(lang, "ad.judul"), "/admin").crumb(word(lang, "ad.audit"));
    add_filter(page, form);
    page.set(AuditMarks::export_path, "/admin/audit.csv" + form.filters());
    auto rows =
        app.db.read([&](Tx& tx) { return audit_rows(tx, form.filter(request.lang()), before, rows_on_a_page + 1); });
    const bool more = rows.size() > rows_on_a_page;
    if (more) rows.pop_back();
    page.show(rows.empty() ? AuditMarks::nothing : AuditMarks::some);
    for (const auto& row : rows) add_row(page, row);
    const auto here = "/admin/audit" + form.filters();
    const auto next = here + (here.find('?') == std::string::npos ? "?" : "&") + "sebelum=";
    add_pager(page, AuditMarks::pager, before == 0 ? "" : here, more ? next + std::to_string(rows.back().number) : "");
    return page.respond();
}

Response audit_exports::index(Request& request, App& app) {
    const auto form = AuditForm::read(request);
    const auto rows = rows_to_export(app, form.filter(request.lang()));
    app.db.write([&](Tx& tx) {
        record(tx, audited(request, Act::log_exported, "log audit",
                           std::to_string(rows.size()) + " baris" + form.filters()));
    });
    auto response = http::text_response(200, as_csv(request.lang(), rows));
    response.set("Content-Type", "text/csv; charset=utf-8");
    response.set("Content-Disposition", http::attachment_disposition("log-audit.csv"));
    return response;
}

}  // namespace hero::web
