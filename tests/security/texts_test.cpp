// What people type: texts of every script and of none (corpus/texts), and HTML and script (corpus/payloads). Filed over
// a socket, they are in the database as they were typed and on every page as text; or the form comes back, names the
// field and keeps what was typed.
#include <gtest/gtest.h>

#include <deque>
#include <set>

#include "base/text.hpp"
#include "handling/handling.hpp"
#include "sla/sla.hpp"
#include "tests/security/corpus.hpp"
#include "tests/security/marks.hpp"

namespace hero {
namespace {

using test::Fields;
using test::Hostile;
using test::in_html;
using test::meant;
using test::Target;

constexpr std::string_view before = "Keterangan: ";
constexpr std::string_view after = " -- selesai, terima kasih.";

void set(Fields& fields, std::string_view name, std::string value) {
    for (auto& field : fields)
        if (field.first == name) field.second = std::move(value);
}

// A text between words of our own, unless it is one that shows nothing.
std::string in_a_sentence(const Hostile& input, const std::string& text) {
    return input.key("alone").empty() ? std::string{before} + text + std::string{after} : text;
}

// The value without the file's last line end.
std::string value_of(const Hostile& input) { return meant(input.text.substr(0, input.text.size() - 1)); }

std::string stored_text(const Hostile& input) {
    const auto own = input.key("stored_text");
    return in_a_sentence(input, own.empty() ? value_of(input) : meant(own));
}

// A page that shows mistakes: names the field, and has the other fields as they were.
void expect_refusal(const http::Answer& answer, const std::string& field, const std::string& typed,
                    const Fields& fields) {
    EXPECT_EQ(answer.status, 422);
    EXPECT_NE(answer.body.find("<li><a href=\"#" + field + "\">"), std::string::npos) << "names no " << field;
    for (const auto& [name, value] : fields)
        if (name != field && (name == "subjek" || name == "deskripsi"))
            EXPECT_NE(answer.body.find(in_html(value)), std::string::npos) << "has lost " << name;
    const auto kept = field == "subjek" ? clean_line(typed) : clean_text(typed);
    const auto shown = in_html(showable(first_characters(kept, 60)));
    EXPECT_NE(answer.body.find(shown), std::string::npos) << "has lost what was typed: " << shown;
}

Ticket ticket_at(Target& target, std::string_view key, const std::string& place) {
    const auto who = target.person(key);
    const auto number = place.substr(place.rfind('/') + 1);
    return target.app.db.read([&](Tx& tx) { return ticket_for(tx, who, number); });
}

// Both sides read it, and neither page has a mark that a page with a plain text has not.
void expect_on_pages(Target& target, const Ticket& ticket) {
    for (const auto& [key, path] : {std::pair{"sari", "/tiket/" + ticket.number},
                                    {"sari", "/tiket/" + ticket.number + "/cetak"},
                                    {"sari", std::string{"/tiket"}},
                                    {"budi", "/petugas/tiket/" + ticket.number}}) {
        const auto page = target.get(key, path);
        EXPECT_EQ(page.status, 200) << path;
        const bool has_subject = path.find("/cetak") == std::string::npos;
        if (has_subject)
            EXPECT_NE(page.body.find(in_html(ticket.subject)), std::string::npos) << path << " has another subject";
        EXPECT_EQ(test::foreign_marks(page.body), "") << path;
    }
}

void expect_subject(Target& target, const Hostile& input) {
    auto fields = target.ticket_fields();
    set(fields, "subjek", value_of(input));
    const auto answer = target.post("sari", "/tiket", fields);
    if (input.key("subject") == "refused") return expect_refusal(answer, "subjek", value_of(input), fields);
    ASSERT_EQ(answer.status, 303) << answer.body.substr(0, 300);
    const auto ticket = ticket_at(target, "sari", answer.header("Location"));
    EXPECT_EQ(ticket.subject, input.key("stored").empty() ? value_of(input) : meant(input.key("stored")));
    expect_on_pages(target, ticket);
}

void expect_text(Target& target, const Hostile& input) {
    auto fields = target.ticket_fields();
    const auto typed = in_a_sentence(input, value_of(input));
    set(fields, "deskripsi", typed);
    const auto answer = target.post("sari", "/tiket", fields);
    if (input.key("text") == "refused") return expect_refusal(answer, "deskripsi", typed, fields);
    ASSERT_EQ(answer.status, 303) << answer.body.substr(0, 300);
    const auto ticket = ticket_at(target, "sari", answer.header("Location"));
    expect_on_pages(target, ticket);
    EXPECT_EQ(
        target.post("sari", answer.header("Location") + "/tanggapan", {{"isi", typed}, {"submit_id", "t"}}).status,
        303);
    const auto sari = target.person("sari");
    const auto messages = target.app.db.read([&](Tx& tx) { return conversation_of(tx, sari, ticket); });
    ASSERT_EQ(messages.size(), 2U);
    for (const auto& message : messages) EXPECT_EQ(message.body, stored_text(input));
}

void expect_reply_refused(Target& target, const Hostile& input, const std::string& path) {
    const auto typed = in_a_sentence(input, value_of(input));
    const auto answer = target.post("sari", path + "/tanggapan", {{"isi", typed}, {"submit_id", "u"}});
    expect_refusal(answer, "isi", typed, {});
}

// Looking for it anywhere is no mistake of ours, whatever comes of it.
void expect_searches(Target& target, const Hostile& input) {
    const auto words = percent_encoded(first_characters(value_of(input), 500));
    if (words.size() > 7000) return;  // longer than an address may be: corpus/http
    for (const auto& [key, path] : {std::pair{"sari", "/tiket?cari="},
                                    {"sari", "/tiket/kategori?cari="},
                                    {"sari", "/faq?cari="},
                                    {"sari", "/lacak?nomor="},
                                    {"sari", "/tiket/saran?layanan=e-ska&subjek="},
                                    {"budi", "/petugas/cari?q="},
                                    {"ratna", "/admin/pengguna?cari="}}) {
        const auto answer = target.get(key, path + words);
        EXPECT_LT(answer.status, 500) << path;
        EXPECT_NE(answer.status, 0) << path;
        EXPECT_EQ(test::foreign_marks(answer.body), "") << path;
    }
}

TEST(Corpus, OfTexts) {
    Target target;
    const auto path = target.post("sari", "/tiket", target.ticket_fields()).header("Location");
    const auto inputs = test::hostile_inputs("texts");
    EXPECT_GT(inputs.size(), 60U);
    for (const auto& input : inputs) {
        SCOPED_TRACE("corpus/" + input.name + ": " + input.about);
        expect_subject(target, input);
        expect_text(target, input);
        if (input.key("text") == "refused") expect_reply_refused(target, input, path);
        expect_searches(target, input);
        ASSERT_TRUE(target.is_alive());
    }
}

// ---- HTML and script, in everything that can be written

// Each payload in every field of every form that takes a text; what forms refuse is tried all the same.
void write_everywhere(Target& target, const std::string& payload) {
    auto fields = target.ticket_fields();
    set(fields, "subjek", payload);
    set(fields, "deskripsi", payload + std::string{after});
    const auto place = target.post("sari", "/tiket", fields).header("Location");
    ASSERT_NE(place, "") << payload;
    const auto at_work = "/petugas" + place;
    const auto versi = [&] { return std::pair<std::string, std::string>{"versi", "1"}; };
    target.post("sari", place + "/tanggapan", {{"isi", payload}});
    target.post("budi", at_work + "/catatan", {{"isi", payload}});
    target.post("budi", at_work + "/pengambilan", {});
    target.post("budi", at_work + "/balasan", {{"isi", payload}, {"tetap", "ya"}, {"tetap_sandi", "ya"}});
    target.post("budi", at_work + "/dampak", {{"dampak", "tinggi"}, {"alasan_dampak", payload}, versi()});
    target.post("budi", at_work + "/eskalasi", {{"alasan", "1"}, {"harapan", "bantuan"}, {"catatan", payload}});
    target.post("dewi", at_work + "/keputusan", {{"putusan", "arahan"}, {"arahan", payload}});
    target.post("budi", at_work + "/balasan",
                {{"isi", payload}, {"tetap", "ya"}, {"tetap_sandi", "ya"}, {"lalu", "resolve"}});
    target.post("sari", place + "/konfirmasi", {{"jawaban", "belum"}, {"alasan", payload}});
    target.post("dewi", "/supervisor/agen", {{"nama", payload}, {"email", payload + "@contoh.id"}, {"tim", "1"}});
    target.post("budi", "/akun/token", {{"nama", payload}, {"lingkup", "tickets:read"}, {"hari", "30"}});
    target.post("sari", "/draf", {{"tempat", "buat:e-ska"}, {"subjek", payload}, {"deskripsi", payload}});
}

// Names that come from elsewhere or from forms with few places: people, holidays.
void name_things(Target& target, const std::vector<Hostile>& inputs) {
    target.app.db.write([&](Tx& tx) {
        int count = 0;
        for (const auto& input : inputs) {
            const auto payload = value_of(input);
            const auto mail = "p" + std::to_string(++count) + "@contoh.id";
            add_person(tx, {.name = payload, .email = mail, .role = Role::agent, .teams = {1}}, "provider", mail);
            put_holiday(tx, {.day = Day{std::chrono::year{2027} / 1 / 1} + std::chrono::days{count},
                             .name = payload,
                             .source = payload});
        }
    });
}

// What the attributes of a page lead to by GET.
std::vector<std::string> links_in(const std::string& page) {
    std::vector<std::string> links;
    for (const std::string mark : {" href=\"/", " hx-get=\"/", " action=\"/"}) {
        for (auto at = page.find(mark); at != std::string::npos; at = page.find(mark, at + 1)) {
            const auto start = at + mark.size() - 1;
            auto link = page.substr(start, page.find('"', start) - start);
            for (auto entity = link.find("&amp;"); entity != std::string::npos; entity = link.find("&amp;"))
                link.replace(entity, 5, "&");
            links.push_back(link.substr(0, link.find('#')));
        }
    }
    return links;
}

// Pages of one kind of person, from the front page on.
void look_at_pages(Target& target, std::string_view key, const std::vector<Hostile>& inputs, std::size_t most) {
    std::set<std::string> seen{"/"};
    std::deque<std::string> waiting{"/"};
    auto browser = target.as(key);
    while (!waiting.empty()) {
        const auto path = waiting.front();
        waiting.pop_front();
        const auto answer = browser.get(path);
        EXPECT_LT(answer.status, 500) << path;
        // Downloads are pages of their own, with a style of their own, that no browser shows as one of ours.
        if (!answer.header("Content-Type").starts_with("text/html") || path.starts_with("/unduh/")) continue;
        EXPECT_EQ(test::foreign_marks(answer.body), "") << key << " at " << path;
        for (const auto& input : inputs) {
            const auto payload = value_of(input);
            const bool has_marks = payload.find_first_of("<&\"'") != std::string::npos;
            if (has_marks) EXPECT_EQ(answer.body.find(payload), std::string::npos) << path << " holds " << payload;
        }
        for (const auto& link : links_in(answer.body))
            if (!link.starts_with("//") && seen.size() < most && seen.insert(link).second) waiting.push_back(link);
    }
    EXPECT_GT(seen.size(), 30U) << key;
}

TEST(Corpus, OfPayloads) {
    Target target;
    const auto inputs = test::hostile_inputs("payloads");
    EXPECT_GE(inputs.size(), 40U);
    for (const auto& input : inputs) {
        SCOPED_TRACE("corpus/" + input.name);
        write_everywhere(target, value_of(input));
    }
    name_things(target, inputs);
    for (const auto* key : {"sari", "ashari", "budi", "citra", "dewi", "ratna"})
        look_at_pages(target, key, inputs, 400);
}

TEST(Marks, AreSeen) {
    for (const auto* page :
         {"<p onclick=\"x\">", "<script>alert(1)</script>", "<p hx-on:load=\"x\">", "<a href=\"javascript:alert(1)\">",
          "<a href=\"java&#9;script:alert(1)\">", "<img src=x>", "<iframe srcdoc=x>", "<p style=\"a\">",
          "<form action=\"//jahat.contoh\">", "<a href=\"data:text/html,x\">", "<b hx-get=\"//jahat.contoh/x\">",
          "<svg/onload=alert(1)>", "<base href=\"/\">", "<p data-hx-get=\"/keluar\">", "<meta http-equiv=\"refresh\">"})
        EXPECT_NE(test::foreign_marks(page), "") << page;
    for (const auto* page : {"<p class=\"a\">1 &lt; 2</p>", "<a href=\"/tiket\">x</a>", "a < b",
                             "<script src=\"/static/hero.123.js\" type=\"module\"></script>",
                             "<a href=\"https://contoh.id\" rel=\"nofollow\">x</a>"})
        EXPECT_EQ(test::foreign_marks(page), "") << page;
}

}  // namespace
}  // namespace hero
