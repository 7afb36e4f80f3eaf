#include "tests/access/scene.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/ids.hpp"
#include "base/text.hpp"
#include "closing/closing.hpp"
#include "credentials/credentials.hpp"
#include "handling/handling.hpp"
#include "tests/ask.hpp"
#include "tickets/moves.hpp"
#include "ui/routing.hpp"

namespace hero::test {

namespace {

using namespace std::chrono_literals;

// What a parameter of a path may name. "{ticket …}" and the like are made when they are needed.
const std::vector<std::pair<std::string, std::string>> tickets{
    {"external's, open", "{ticket external}"},
    {"internal's, in progress", "{ticket taken}"},
    {"internal's, escalated", "{ticket escalated}"},
    {"internal's, resolved", "{ticket resolved}"},
    {"internal's, closed", "{ticket closed}"},
    {"internal's, at the other team", "{ticket elsewhere}"},
    {"internal's, restricted", "{ticket restricted}"},
    {"agent's own, at their team", "{ticket own}"},
    {"unknown", "A-KORS26999999"},
    {"no number", "tiket"},
};
const std::vector<std::pair<std::string, std::string>> files{
    {"of a reply", "{file reply}"},
    {"of a note", "{file note}"},
    {"of a restricted ticket", "{file restricted}"},
    {"waiting in external's form", "{file waiting}"},
    {"unknown", "0123456789abcdef0123456789abcdef"},
};
const std::vector<std::pair<std::string, std::string>> colleagues{
    {"agent of one team", "{person agent}"},
    {"agent of the cyber team", "{person cyber}"},
    {"requester", "{person requester}"},
    {"unknown", "999999"},
    {"no number", "x"},
};
const std::vector<std::pair<std::string, std::string>> everybody{
    {"agent", "{person agent}"}, {"requester", "{person requester}"}, {"unknown", "999999"}, {"no number", "x"}};
const std::vector<std::pair<std::string, std::string>> articles{{"known", "akses-wifi"}, {"unknown", "tidak-ada"}};
const std::vector<std::pair<std::string, std::string>> downloads{{"known", "panduan-pemohon-id.html"},
                                                                 {"unknown", "tidak-ada.html"}};
const std::vector<std::pair<std::string, std::string>> days{
    {"known", "{row holiday}"}, {"unknown", "2031-01-02"}, {"no day", "besok"}};
const std::vector<std::pair<std::string, std::string>> jobs{
    {"parked", "{row job}"}, {"unknown", "999999"}, {"no number", "x"}};
const std::vector<std::pair<std::string, std::string>> sessions{
    {"external's", "{session sari}"}, {"unknown", "00000000000000000000000000000000000000000000000000000000000000aa"}};
const std::vector<std::pair<std::string, std::string>> tokens{
    {"agent's", "{token budi}"}, {"unknown", "999999"}, {"no number", "x"}};
const std::vector<std::pair<std::string, std::string>> links{
    {"good", "{row link}"}, {"unknown", "0123456789abcdef0123456789abcdef"}, {"no link", "x"}};
const std::vector<std::pair<std::string, std::string>> letters{
    {"known", "{row mail}"}, {"unknown", "999999"}, {"no number", "x"}};

const std::vector<std::pair<std::string, std::string>>& objects_of(const Route& route) {
    static const std::vector<std::pair<std::string, std::string>> none{{"-", ""}};
    const auto has = [&](std::string_view part) { return route.pattern.find(part) != std::string_view::npos; };
    if (has("{nomor}")) return tickets;
    if (has("/lampiran/{id}")) return files;
    if (has("/supervisor/agen/{id}")) return colleagues;
    if (has("/admin/pengguna/{id}")) return everybody;
    if (has("/faq/{slug}")) return articles;
    if (has("/unduh/{nama}")) return downloads;
    if (has("{tanggal}")) return days;
    if (has("/pekerjaan/{id}")) return jobs;
    if (has("/demo/surat/{id}")) return letters;
    if (has("/akun/sesi/{id}")) return sessions;
    if (has("/akun/token/{id}")) return tokens;
    if (has("/sandi-baru/{kunci}")) return links;
    if (has("{"))
        throw std::logic_error("tests/access/scene.cpp: say what " + std::string{route.pattern} + " may name");
    return none;
}

// Forms that succeed for those who may; everything that is not here is sent without fields.
const Fields& form_of(std::string_view pattern) {
    static const std::map<std::string_view, Fields> forms{
        {"/faq/{slug}/suara", {{"jawaban", "ya"}}},
        {"/tiket/{nomor}/tanggapan", {{"isi", "Terima kasih."}}},
        {"/tiket/{nomor}/konfirmasi", {{"jawaban", "ya"}}},
        {"/tiket/{nomor}/penilaian", {{"nilai", "4"}}},
        {"/tiket/{nomor}/pembukaan", {{"alasan_buka", "Masih belum dapat masuk."}}},
        {"/petugas/pengambilan", {{"tiket", "{ticket external}"}}},
        {"/petugas/tiket/{nomor}/balasan", {{"isi", "Sudah kami periksa."}, {"tetap", "ya"}}},
        {"/petugas/tiket/{nomor}/catatan", {{"isi", "Sudah diperiksa."}}},
        {"/petugas/tiket/{nomor}/eskalasi", {{"alasan", "1"}, {"harapan", "bantuan"}}},
        {"/petugas/tiket/{nomor}/kategori", {{"layanan", "kudagang"}, {"alasan_layanan", "Bukan layanan ini."}}},
        {"/petugas/tiket/{nomor}/dampak", {{"dampak", "tinggi"}, {"alasan_dampak", "Banyak yang terdampak."}}},
        {"/petugas/tiket/{nomor}/penugasan", {{"agen", "{person rina}"}}},
        {"/petugas/tiket/{nomor}/keputusan", {{"putusan", "arahan"}, {"arahan", "Hubungi pemohon."}}},
        {"/draf", {{"tempat", "tanggapan:A-KORS26000001"}, {"isi", "Belum selesai"}}},
        {"/draf/buang", {{"tempat", "tanggapan:A-KORS26000001"}}},
        {"/supervisor/penugasan",
         {{"tim", "{team tim-aplikasi}"}, {"agen", "{person rina}"}, {"tiket", "{ticket external}"}}},
        {"/supervisor/agen", {{"nama", "Petugas Baru"}, {"email", "{new address}"}, {"tim", "{team tim-aplikasi}"}}},
        {"/supervisor/agen/{id}", {{"tim", "{team tim-data}"}}},
        {"/supervisor/agen/{id}/beban", {{"kapasitas", "8"}, {"cuti", "2026-12-04"}}},
        {"/supervisor/tim",
         {{"layanan", "{service hero}"}, {"dari", "{team tim-aplikasi}"}, {"tim", "{team tim-aplikasi}"}}},
        {"/admin/pengguna/{id}", {{"peran", "requester"}, {"aktif", "ya"}}},
        {"/admin/kalender", {{"tanggal", "2027-03-04"}, {"nama", "Libur uji"}, {"jenis", "khusus"}, {"sumber", "SKB"}}},
        {"/admin/tiket", {{"nomor", "{ticket taken}"}, {"alasan", "Permintaan pemohon, surat nomor 12"}}},
        {"/masuk", {{"pengguna", "tidak-ada"}, {"sandi", "bukan kata sandi"}}},
        {"/masuk/demo", {{"orang", "joko"}}},
        {"/akun/token", {{"nama", "Program uji"}, {"lingkup", "tickets:read"}, {"hari", "30"}}},
        {"/akun", {{"bahasa", "id"}, {"surat", "ya"}}},
    };
    static const Fields nothing;
    const auto known = forms.find(pattern);
    return known == forms.end() ? nothing : known->second;
}

Fields ticket_form(std::string service) {
    return {{"layanan", std::move(service)},
            {"jenis", "kendala"},
            {"dampak", "rendah"},
            {"subjek", "Tidak dapat masuk"},
            {"deskripsi", "Mohon bantuannya, sudah dicoba dua kali."},
            {"setuju", "ya"}};
}

// Pages that take what they show from the query, and the form that has one for each service.
std::vector<Line> without_parameters(const Route& route) {
    const auto at = [&](std::string object, Fields query, Fields form) {
        return Line{&route, std::move(object), std::string{route.pattern}, std::move(query), std::move(form)};
    };
    if (route.pattern == "/tiket/buat")
        return {at("for internal people", {{"layanan", "hero"}}, {}), at("for everybody", {{"layanan", "e-ska"}}, {}),
                at("restricted", {{"layanan", "aduan-siber"}}, {}), at("unknown", {{"layanan", "tidak-ada"}}, {})};
    if (route.pattern == "/tiket" && route.method == http::Method::post)
        return {at("for internal people", {}, ticket_form("hero")), at("for everybody", {}, ticket_form("e-ska")),
                at("unknown", {}, ticket_form("tidak-ada"))};
    if (route.pattern == "/supervisor/penugasan/periksa")
        return {at("nothing chosen", {}, {}), at("a ticket of a team", form_of("/supervisor/penugasan"), {})};
    if (route.pattern == "/admin/tiket" && route.method == http::Method::post) {
        std::vector<Line> lines;
        for (const auto& [object, value] : tickets)
            lines.push_back(at(object, {}, {{"nomor", value}, {"alasan", "Permintaan pemohon, surat nomor 12"}}));
        return lines;
    }
    if (route.pattern == "/petugas/cari") {
        std::vector<Line> lines;
        for (const auto& [object, value] : tickets) lines.push_back(at(object, {{"q", value}}, {}));
        return lines;
    }
    return {at("-", {}, form_of(route.pattern))};
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
    const auto at = text.find(what);
    if (at != std::string::npos) text.replace(at, what.size(), with);
    return text;
}

std::string path_of(const Route& route, const std::string& object) {
    auto path = replaced(std::string{route.pattern}, "/lampiran/{id}/{nama}", "/lampiran/{id}/berkas.pdf");
    for (const auto* name : {"{nomor}", "{id}", "{slug}", "{nama}", "{tanggal}", "{kunci}"})
        path = replaced(path, name, object);
    return path;
}

// Of the machine itself, to which the demo is offered; another one each time.
std::string address_of(int request) {
    return "127." + std::to_string(request / 62'500) + "." + std::to_string(request / 250 % 250) + "." +
           std::to_string(request % 250 + 1);
}

}  // namespace

std::string kind_of(const http::Response& response) {
    if (response.status == 303 && response.header("Location").starts_with("/masuk?")) return "login";
    return std::to_string(response.status);
}

bool is_unsafe(const Route& route) { return route.method != http::Method::get && route.method != http::Method::head; }

std::vector<Line> Scene::lines() {
    std::vector<Line> lines;
    for (const auto& route : all_routes()) {
        if (route.pattern.find('{') == std::string_view::npos) {
            std::ranges::move(without_parameters(route), std::back_inserter(lines));
            continue;
        }
        for (const auto& [object, value] : objects_of(route))
            lines.push_back(
                {&route, object, path_of(route, value), {}, is_unsafe(route) ? form_of(route.pattern) : Fields{}});
    }
    return lines;
}

Scene::Scene(std::string_view base_url)
    : TestApp({{"limits", "off"},
               {"base-url", base_url},
               {"secure-cookies", "off"},
               {"demo", base_url.starts_with("http://127.") ? "on" : "off"}}),
      visitors{{"anonymous", ""},
               {"external", "sari"},
               {"another external", "joko"},
               {"internal", "ashari"},
               {"agent", "budi"},
               {"agent of another team", "agus"},
               {"agent of the cyber team", "citra"},
               {"supervisor", "dewi"},
               {"cyber supervisor", "wahyu"},
               {"admin", "ratna"},
               {"disabled", "disabled"},
               {"agent's token", "budi"}} {
    for (auto& visitor : visitors)
        if (visitor.name == "agent's token")
            visitor.bearer = make_token(visitor.key);
        else
            let_in(visitor);
}

// A session, and the token of its forms. Who is disabled had one before.
void Scene::let_in(Visitor& visitor) {
    if (visitor.key.empty() || !visitor.bearer.empty()) return;
    app.db.write([&](Tx& tx) {
        auto known = person_by_identity(tx, visitor.key == "disabled" ? "local" : "demo", visitor.key);
        const bool disabled = visitor.key == "disabled";
        if (!known)
            known = disabled
                        ? add_person(tx, {.name = "Mantan Petugas", .email = "mantan@contoh.id"}, "local", visitor.key)
                        : demo::ensure(tx, visitor.key);
        visitor.cookie = sign_in(tx, *known, Channel::demo, {"127.0.0.1", "test"}, app.session_rules);
        if (const auto session = session_for(tx, visitor.cookie, app.session_rules))
            visitor.token = hero::form_token(*session);
        if (disabled && known->active) set_active(tx, *known, false);
    });
}

std::string Scene::filled(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        const auto start = text.find('{');
        result += text.substr(0, start);
        if (start == std::string_view::npos) break;
        const auto end = text.find('}', start);
        const std::string name{text.substr(start + 1, end - start - 1)};
        used_.insert(name);
        result += thing(name);
        text.remove_prefix(end + 1);
    }
    return result;
}

std::string Scene::thing(const std::string& name) {
    const auto known = things_.find(name);
    if (known != things_.end()) return known->second;
    return things_[name] = make(name);
}

std::string Scene::make(const std::string& name) {
    const auto space = name.find(' ');
    const auto kind = name.substr(0, space);
    const auto which = name.substr(space + 1);
    if (kind == "ticket") return make_ticket(which);
    if (kind == "file") return make_file(which);
    if (kind == "person") return make_person(which);
    if (kind == "row") return make_row(which);
    if (kind == "session") return make_session(which);
    if (kind == "token") {
        make_token(which);
        return std::to_string(
            app.db.read([&](Tx& tx) { return tokens_of(tx, *person_by_identity(tx, "demo", which)); }).front().id);
    }
    if (kind == "new") return "baru" + std::to_string(++made_) + "@contoh.id";
    return app.db.read([&](Tx& tx) {
        const auto catalog = app.catalogs.get(tx);
        if (kind == "service") return std::to_string(catalog->service(std::string_view{which})->id);
        for (const auto& team : catalog->teams())
            if (team.code == which) return std::to_string(team.id);
        throw std::logic_error("no such thing: " + name);
    });
}

Ticket Scene::open(std::string_view requester, std::string_view service) {
    const auto who = person(requester);
    TicketDraft draft{.service = std::string{service},
                      .kind = "kendala",
                      .impact = "rendah",
                      .subject = "Tidak dapat masuk",
                      .description = "Mohon bantuannya, sudah dicoba dua kali.",
                      .extra = {},
                      .consent = true,
                      .consent_text = "syarat 1.0; privasi 1.0",
                      .submit_id = "formulir-" + std::to_string(++made_),
                      .follows = {}};
    if (service == "aduan-siber")
        draft.extra = {{"sb_jenis", "Phishing"},
                       {"sb_aset", "Portal Satu Data"},
                       {"sb_waktu", "2026-11-24T08:15"},
                       {"sb_kronologi", "Surat palsu meminta kata sandi."},
                       {"sb_kontak", "08120000000"}};
    return app.db.write([&](Tx& tx) { return open_ticket(tx, app.desk(tx), who, Channel::demo, draft); });
}

std::string Scene::make_ticket(std::string_view state) {
    if (state == "external") return open("sari", "e-ska").number;
    if (state == "elsewhere") return open("ashari", "jaringan").number;
    if (state == "restricted") return open("ashari", "aduan-siber").number;
    if (state == "own") return open("budi", "hero").number;
    const auto agent = person("budi");
    const auto opened = open("ashari", "hero");
    return app.db.write([&](Tx& tx) {
        const auto taken = take(tx, agent, opened);
        if (state == "taken") return taken.number;
        if (state == "escalated") return escalate(tx, agent, taken, "1", "bantuan", "").number;
        const StaffReply answer{
            .body = "Sudah kami perbaiki.", .submit_id = "", .send_anyway = true, .after = After::resolve};
        const auto resolved = reply_as_staff(tx, app.desk(tx), agent, taken, answer).value();
        if (state == "resolved") return resolved.number;
        auto closed = resolved;
        closed.status = Status::closed;
        closed.closed_at = tx.now();
        closed.close_reason = "otomatis";
        closed.reopen_by = tx.now() + 7 * 24h;
        return store(tx, resolved, closed, nullptr, {.happened = "ditutup_otomatis"}).number;
    });
}

std::string Scene::make_file(std::string_view where) {
    const auto path = temporary_file("%PDF-1.4\n%\xE2\xE3\xCF\xD3\n");
    const StoredFile stored{.name = "berkas.pdf", .type = "application/pdf", .size = 15, .sha256 = app.files.put(path)};
    const FormFiles sent{.place = where == "waiting" ? "buat:e-ska" : "uji",
                         .form = "formulir-" + std::to_string(++made_),
                         .shown = {},
                         .arrived = {stored}};
    const auto external = person("sari");
    const auto internal = person("ashari");
    const auto agent = person("budi");
    if (where == "waiting") return app.db.write([&](Tx& tx) { return keep_waiting(tx, external.id, sent).at(0).id; });
    const auto ticket = where == "restricted" ? open("ashari", "aduan-siber") : open("ashari", "hero");
    return app.db.write([&](Tx& tx) {
        const auto message = where == "note" ? add_note(tx, agent, ticket, "Lihat berkas.", "").value()
                                             : reply(tx, app.desk(tx), internal, ticket, "Lihat berkas.", "").value();
        attach_files(tx, where == "note" ? agent.id : internal.id, sent, ticket.id, message.id);
        for (const auto& file : files_of(tx, ticket.id, ticket.requester).shown)
            if (file.message == message.id) return file.id;
        throw std::logic_error("the file is not there");
    });
}

std::string Scene::make_person(std::string_view who) {
    if (who == "rina") return std::to_string(person("rina").id);
    const bool staff = who != "requester";
    NewPerson wanted{.name = "Orang Uji",
                     .email = "uji" + std::to_string(++made_) + "@contoh.id",
                     .role = staff ? Role::agent : Role::requester,
                     .teams = {}};
    const auto team = who == "cyber" ? thing("team tim-keamanan-siber") : thing("team tim-data");
    if (staff) wanted.teams = {whole_number(team).value()};
    return app.db.write([&](Tx& tx) { return std::to_string(add_person(tx, wanted, "local", wanted.email).id); });
}

std::string Scene::make_session(std::string_view whose) {
    const auto who = person(whose);
    return app.db.write([&](Tx& tx) {
        return sha256_hex(sign_in(tx, who, Channel::demo, {"127.0.0.1", "test"}, app.session_rules));
    });
}

std::string Scene::make_token(std::string_view whose) {
    const auto who = person(whose);
    return app.db.write([&](Tx& tx) {
        return issue_token(tx, who, {.name = "Program uji", .scopes = {Scope::read_tickets, Scope::write_tickets}});
    });
}

std::string Scene::make_row(std::string_view what) {
    if (what == "link") {
        const auto name = "akun" + std::to_string(++made_);
        return app.db.write([&](Tx& tx) {
            const auto who = add_person(tx, {.name = "Petugas Uji", .email = name + "@contoh.id"}, "local", name);
            set_password(tx, name, "");
            return give_password_link(tx, who, Factor::kept);
        });
    }
    if (what == "mail") {
        open("sari", "e-ska");
        return app.db.read(
            [&](Tx& tx) { return std::to_string(tx.one(Ask<"SELECT MAX(id) AS id FROM mails">{})->integer("id")); });
    }
    return app.db.write([&](Tx& tx) -> std::string {
        if (what == "holiday") {
            put_holiday(tx, {.day = Day{std::chrono::year{2027} / 5 / 6}, .name = "Libur uji", .source = "SKB"});
            return "2027-05-06";
        }
        return std::to_string(
            tx.one(Ask<"INSERT INTO jobs (kind, payload, created_at, parked_at) VALUES ('mail.send', '0', $1, $1) "
                       "RETURNING id",
                       1>{{tx.now()}})
                ->integer("id"));
    });
}

http::Request Scene::request(const Visitor& visitor, const Line& line) {
    http::Request request;
    request.method = line.route->method;
    request.path = filled(line.path);
    request.target = request.path;
    for (const auto& [name, value] : line.query) {
        request.query.add(name, filled(value));
        request.target += (request.target == request.path ? "?" : "&") + name + "=" + request.query.get(name);
    }
    for (const auto& [name, value] : line.form) request.form.add(name, filled(value));
    request.remote = address_of(++requests_);
    request.headers.emplace_back("host", "127.0.0.1:8080");
    if (!visitor.bearer.empty()) request.headers.emplace_back("authorization", "Bearer " + visitor.bearer);
    if (!visitor.cookie.empty()) request.headers.emplace_back("cookie", "hero=" + visitor.cookie);
    return request;
}

http::Response Scene::send(Visitor& visitor, http::Request& request, const Line& line) {
    auto response = site.handle(request);
    if (is_unsafe(*line.route) && response.status < 400) {
        for (const auto& name : used_) things_.erase(name);
        for (const auto& [name, value] : response.headers)
            if (name == "Set-Cookie" && value.starts_with("hero=")) let_in(visitor);
    }
    used_.clear();
    return response;
}

http::Response Scene::ask(Visitor& visitor, const Line& line) {
    auto request = this->request(visitor, line);
    if (is_unsafe(*line.route) && !visitor.token.empty()) request.form.add("csrf", visitor.token);
    return send(visitor, request, line);
}

}  // namespace hero::test
