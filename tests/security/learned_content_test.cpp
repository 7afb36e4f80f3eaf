// docs/threats.md, rows 1 to 11: what somebody else wrote becomes part of a page, a mail, a header, a query or a file.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "attachments/files_for_tests.hpp"
#include "audit/audit.hpp"
#include "base/html/html.hpp"
#include "base/ids.hpp"
#include "mail/mail.hpp"
#include "mail/mime.hpp"
#include "providers/inside.hpp"
#include "tests/checkout.hpp"
#include "tests/false_provider.hpp"
#include "tests/security/learned.hpp"
#include "tests/security/marks.hpp"
#include "ui/routing.hpp"

namespace hero {
namespace {

using test::file_ticket;
using test::holds;
using test::TestApp;

Letter letter_about(std::string subject) {
    return {.id = 12,
            .event = "dibuat",
            .ticket = "A-ESKA26000001",
            .to_name = "Sari Lestari",
            .to_address = "sari.lestari@contoh.id",
            .subject = std::move(subject),
            .text = "Isi",
            .html = "<p>Isi</p>",
            .link = "https://hero.contoh.id/tiket/A-ESKA26000001",
            .message_id = "hero.12.9f86d0@hero.contoh.id",
            .sent_at = {},
            .failed_at = {}};
}

MailSettings desk() { return {.from = "hero@contoh.id", .name = "HERO", .base_url = "https://hero.contoh.id"}; }

// Lines of the header that begin with that name.
int headers_called(const std::string& mime, const std::string& name) {
    const auto head = "\r\n" + mime.substr(0, mime.find("\r\n\r\n"));
    int count = 0;
    for (auto at = head.find("\r\n" + name + ":"); at != std::string::npos; at = head.find("\r\n" + name + ":", at + 1))
        ++count;
    return count;
}

// Row 1. osTicket printed names of queues, roles and captions as HTML, 33 times over: whoever wrote one ran script in
// the browser of whoever read it.
TEST(Learned, OsTicketNamesAsScript) {
    TestApp app;
    const std::string payload = "<img src=x onerror=alert(1)>\"'><script>alert(2)</script>";
    app.app.db.write([&](Tx& tx) {
        add_person(tx, {.name = payload, .email = "nama@contoh.id", .role = Role::agent, .teams = {1}}, "uji", "nama");
    });
    auto sari = app.as("sari"), budi = app.as("budi"), ratna = app.as("ratna"), dewi = app.as("dewi");
    const auto path = file_ticket(sari, payload, payload);
    ASSERT_NE(path, "");
    ASSERT_EQ(sari.post(path + "/tanggapan", {{"isi", payload}}).status, 303);
    for (const auto& page : {sari.get(path), sari.get("/tiket"), budi.get("/petugas/" + path.substr(1)),
                             budi.get("/petugas"), ratna.get("/admin/pengguna"), dewi.get("/supervisor/agen")}) {
        ASSERT_EQ(page.status, 200);
        EXPECT_EQ(test::foreign_marks(page.body), "");
        EXPECT_FALSE(holds(page.body, payload));
    }
    EXPECT_TRUE(holds(sari.get(path).body, "&lt;img src=x onerror=alert(1)&gt;")) << "shown as it was typed";
    EXPECT_TRUE(holds(ratna.get("/admin/pengguna").body, "&lt;script&gt;alert(2)"));
}

// Row 2. FreeScout took tags out of mails by a pattern: <scr<script>ipt> left a tag behind. osTicket forgot formaction.
TEST(Learned, FreeScoutNestedTagsInHtmlMail) {
    for (const auto* foreign :
         {"<scr<script>ipt>alert(1)</scr</script>ipt>", "<<b>script>alert(1)<</b>/script>",
          "<button formaction=javascript:alert(1)>x</button>", "<img src=x onerror=alert(1)>",
          "<b hx-get=/keluar hx-trigger=load>x</b>", "<a href=\"java&#9;script:alert(1)\">x</a>",
          "<svg><style><img src=\"</style><img src=x onerror=alert(1)>\">", "<iframe srcdoc=x></iframe>"}) {
        const auto clean = html::sanitized(foreign);
        if (!clean) continue;
        EXPECT_EQ(test::foreign_marks(clean->text()), "") << foreign << " became " << clean->text();
        for (const auto* mark : {"<script", "<img", "<iframe", "<svg", "<style", "hx-get", "formaction=", "onerror="})
            EXPECT_FALSE(holds(clean->text(), "<" + std::string{mark}) || holds(clean->text(), " " + std::string{mark}))
                << clean->text();
        const auto again = html::sanitized(clean->text());
        ASSERT_TRUE(again);
        EXPECT_EQ(again->text(), clean->text());
    }
    EXPECT_TRUE(holds(html::sanitized("<p>Yth. <b>Bapak</b></p>")->text(), "<b>Bapak</b>")) << "what is harmless stays";
}

// Row 3. htmx acts on attributes, which no Content-Security-Policy stops: a harmless-looking element signs people out.
TEST(Learned, HtmxAttributesInATicket) {
    TestApp app;
    auto sari = app.as("sari");
    const auto path =
        file_ticket(sari, "Gawai", "<b hx-get=\"/keluar\" hx-trigger=\"load\">x</b> <i data-hx-post=/keluar>y</i>");
    const auto page = sari.get(path).body;
    EXPECT_TRUE(holds(page, "&lt;b hx-get="));
    EXPECT_EQ(test::foreign_marks(page), "");
    EXPECT_FALSE(holds(page, "hx-get=\"/keluar\""));
    EXPECT_TRUE(holds(page, "name=\"htmx-config\" content=\"includeIndicatorCSS:false history:false\""));
    const auto policy = std::string{sari.get(path).header("Content-Security-Policy")};
    EXPECT_TRUE(holds(policy, "script-src 'self';")) << "no eval, no script in the page";
    EXPECT_TRUE(holds(policy, "connect-src 'self';")) << "nothing is asked of other sites";
    for (const auto& [name, value] : std::initializer_list<std::pair<std::string_view, std::string_view>>{
             {"ui/views/site.tpl", "hx-on"}, {"ui/views/staff.tpl", "hx-on"}}) {
        std::ifstream in(test::checkout() / "src/" / name);
        const std::string text{std::istreambuf_iterator<char>(in), {}};
        ASSERT_FALSE(text.empty());
        EXPECT_FALSE(holds(text, value)) << name;
    }
}

// Row 4. RT, osTicket and UVdesk served what was uploaded under the type the client had named: an SVG or an HTML file
// ran script on the desk's own address.
TEST(Learned, RtAttachmentsThatRunScript) {
    TestApp app;
    auto sari = app.as("sari");
    const std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>";
    const std::string page = "<html><script>alert(1)</script></html>";
    const std::vector<test::File> refused{{"berkas", "a.svg", svg},   {"berkas", "a.png", svg},
                                          {"berkas", "a.html", page}, {"berkas", "a.jpg", page},
                                          {"berkas", "a.pht", page},  {"berkas", "a.xml", svg}};
    for (const auto& file : refused)
        EXPECT_EQ(sari.post("/tiket", test::ticket_form("Berkas", "Berkas terlampir."), {file}).status, 422)
            << file.name;
    const auto made = sari.post("/tiket", test::ticket_form("Berkas", "Berkas terlampir."),
                                {{"berkas", "surat.pdf", test::pdf() + page}});
    ASSERT_EQ(made.status, 303);
    const auto id = test::between(sari.get(made.header("Location")).body, "/lampiran/", "/");
    const auto file = sari.get("/lampiran/" + id + "/surat.html");
    ASSERT_EQ(file.status, 200);
    EXPECT_EQ(file.header("Content-Type"), "application/pdf") << "whatever the address says";
    EXPECT_TRUE(file.header("Content-Disposition").starts_with("attachment;"));
    EXPECT_EQ(file.header("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(file.header("Content-Security-Policy"), "sandbox; default-src 'none'; frame-ancestors 'none'");
}

// Row 5. osTicket exported names as they were: "=HYPERLINK(…)" ran in the spreadsheet of the administrator.
TEST(Learned, OsTicketFormulaInExports) {
    TestApp app;
    auto sari = app.as("sari"), budi = app.as("budi"), dewi = app.as("dewi"), ratna = app.as("ratna");
    ASSERT_NE(file_ticket(sari, "=HYPERLINK(\"http://jahat.contoh\")", "Rumus di subjek."), "");
    app.app.db.write([](Tx& tx) {
        const auto named =
            add_person(tx, {.name = "=cmd|' /C calc'!A0", .email = "a@contoh.id", .teams = {}}, "local", "a");
        record(tx, {.act = Act::signed_in, .person = named.id, .object = "+1", .detail = "@SUM(1)"});
    });
    int sheets = 0;
    for (auto* browser : {&sari, &budi, &dewi, &ratna})
        for (const auto& route : all_routes()) {
            if (route.method != http::Method::get || holds(route.pattern, "{")) continue;
            const auto type = std::string{browser->get(route.pattern).header("Content-Type")};
            const auto sheet = holds(type, "csv") || holds(type, "spreadsheet") || holds(type, "excel");
            if (!sheet) continue;
            const auto text = "\n" + browser->get(route.pattern).body;
            ++sheets;
            EXPECT_TRUE(holds(text, "'=cmd|")) << "the name is in it, as text: " << route.pattern;
            for (const auto* start : {"\n=", ",=", ";=", "\"=", ",+1", "\"+1", ",@", "\"@"})
                EXPECT_FALSE(holds(text, start)) << route.pattern << " " << start;
        }
    EXPECT_EQ(sheets, 1) << "the export of the audit log, for the administrator alone";
}

// Row 6. RT took a line break inside an address for the start of a header, Laravel too; osTicket read a second
// recipient out of somebody's name.
TEST(Learned, RtLineBreaksInAddresses) {
    auto letter = letter_about("Tiket\r\nBcc: jahat@contoh.id\r\n\r\nIsi lain");
    letter.to_name = "Sari\r\nBcc: jahat@contoh.id, \"x\" <jahat@contoh.id>";
    const auto mime = mime_of(letter, desk());
    EXPECT_EQ(headers_called(mime, "Bcc"), 0);
    EXPECT_EQ(headers_called(mime, "To"), 1);
    EXPECT_EQ(headers_called(mime, "Subject"), 1);
    for (const auto* address :
         {"a@contoh.id\r\nBcc: b@contoh.id", "a@contoh.id, b@contoh.id", "a@contoh.id\nb@contoh.id", "A <a@contoh.id>",
          "a@contoh.id\0b", "-oQ/tmp/x@contoh.id x", "\"a b\"@contoh.id", ""}) {
        letter.to_address = address;
        if (letter.to_address == "a@contoh.id") letter.to_address += std::string("\0b", 2);
        EXPECT_THROW(mime_of(letter, desk()), std::invalid_argument) << address;
    }
    EXPECT_EQ(test::sources_with({"popen(", "system(\"", "execv", "execl", "posix_spawn"}),
              std::vector<std::string>{"backup/postgres.cpp"})
        << "no shell for mail; the backup command alone starts a program";
}

// Row 7. A file name with a line break becomes a header of the answer: cookies set by whoever uploaded it.
TEST(Learned, ResponseSplittingByFileNames) {
    TestApp app;
    auto sari = app.as("sari");
    const auto made = sari.post("/tiket", test::ticket_form("Nama berkas", "Nama berkas aneh."),
                                {{"berkas", "a\r\nSet-Cookie: x=1\r\n\r\n<b>.pdf", test::pdf()}});
    ASSERT_EQ(made.status, 303);
    const auto id = test::between(sari.get(made.header("Location")).body, "/lampiran/", "/");
    for (const auto* name : {"a.pdf", "a%0d%0aSet-Cookie:%20x=1.pdf", "a\r\nSet-Cookie: x=1.pdf"}) {
        const auto file = sari.get("/lampiran/" + id + "/" + name);
        ASSERT_EQ(file.status, 200);
        EXPECT_EQ(file.header("Set-Cookie"), "");
        for (const auto& [header, value] : file.headers)
            EXPECT_EQ(value.find_first_of(std::string_view{"\r\n\0", 3}), std::string::npos) << header;
    }
    http::Response response;
    EXPECT_THROW(response.set("X-Uji", "a\r\nSet-Cookie: x=1"), std::invalid_argument);
    EXPECT_FALSE(holds(http::attachment_disposition("a\r\nSet-Cookie: x=1"), "\n"));
}

// Row 8. GLPI, osTicket and FreeScout built SQL from what was asked: a token, a lookup, a name for LIKE.
TEST(Learned, OsTicketSqlInSearches) {
    TestApp app;
    auto joko = app.as("joko"), sari = app.as("sari"), budi = app.as("budi"), ratna = app.as("ratna");
    ASSERT_NE(file_ticket(joko, "Rahasia Joko", "Hanya untuk Joko."), "");
    ASSERT_NE(file_ticket(sari, "Milik Sari", "Untuk Sari."), "");
    for (const std::string payload :
         {"' OR 1=1 --", "\" OR \"\"=\"", "%", "_", "%25' UNION SELECT body FROM messages --", "\\", "'", "a* OR b*",
          "NEAR(a b)", "\"", "subject:rahasia", "^", "-", "(", "1); DROP TABLE tickets; --", "\\%", "{a}", "AND"}) {
        std::string typed;
        for (const unsigned char c : payload)
            typed += std::string{"%"} + "0123456789ABCDEF"[c >> 4] + "0123456789ABCDEF"[c & 15];
        for (const auto& path : {"/tiket?cari=" + typed, "/tiket?tab=" + typed, "/tiket?sesudah=" + typed,
                                 "/tiket/saran?layanan=e-ska&subjek=" + typed, "/tiket/kategori?cari=" + typed}) {
            const auto page = sari.get(path);
            EXPECT_EQ(page.status, 200) << path;
            EXPECT_FALSE(holds(page.body, "Rahasia Joko")) << path;
        }
        EXPECT_LT(sari.get("/faq?cari=" + typed).status, 500);
        for (const auto* path : {"/petugas?urut=", "/petugas?layanan=", "/petugas/cari?nomor="})
            EXPECT_LT(budi.get(path + typed).status, 500) << path;
        EXPECT_LT(ratna.get("/admin/pengguna?cari=" + typed).status, 500);
    }
    EXPECT_TRUE(holds(sari.get("/tiket?cari=Milik").body, "Milik Sari")) << "the search does find";
    EXPECT_TRUE(holds(joko.get("/tiket").body, "Rahasia Joko")) << "and the table is still there";
}

// Row 9. RFC 4513 lets a bind with an empty password succeed without proving anything: Cacti, thelounge and Percona let
// people in. And a name may hold a filter. Nobody listens at this address: what is refused was refused before asking.
TEST(Learned, CactiEmptyPasswordBinds) {
    const LdapSettings settings{.url = "ldap://127.0.0.1:1",
                                .base = "dc=contoh,dc=id",
                                .filter = "(uid={user})",
                                .subject_attribute = "entryUUID",
                                .name_attribute = "cn",
                                .mail_attribute = "mail",
                                .group_attribute = "memberOf"};
    const auto refusal = [&](std::string_view password) {
        try {
            providers::ask_directory(settings, "rina", password);
        } catch (const providers::Refused& refused) {
            return refused.reason;
        }
        return Refusal::cancelled;
    };
    for (const auto password : {std::string_view{}, std::string_view{"\0", 1}, std::string_view{" "},
                                std::string_view{"\t\n"}, std::string_view{"benar\0", 6}})
        EXPECT_EQ(refusal(password), Refusal::wrong) << password.size();
    EXPECT_EQ(refusal("benar"), Refusal::unavailable) << "this one is asked about";
    EXPECT_EQ(providers::escaped_for_filter("admin)(|(uid=*"), "admin\\29\\28|\\28uid=\\2a");
}

// Row 10. osTicket and RT filled templates twice: what somebody wrote was itself a template.
TEST(Learned, OsTicketTemplatesInMail) {
    EXPECT_EQ(word(Lang::id, "lacak.pukul", {{"jam", "{jam}{nomor}"}}).find("{jam}{nomor}") != std::string::npos, true)
        << "a value is not filled again";
    TestApp app;
    auto sari = app.as("sari"), budi = app.as("budi");
    const std::string template_text = "{{TITLE}} {nomor} {{#section}} %{tautan} ${x} [[nav.daftar]] {{>include}}";
    const auto path = file_ticket(sari, template_text, template_text);
    ASSERT_NE(path, "");
    for (const auto& page : {sari.get(path), budi.get("/petugas" + path), sari.get("/tiket")}) {
        EXPECT_EQ(page.status, 200);
        EXPECT_TRUE(holds(page.body, "{{TITLE}} {nomor} {{#section}} %{tautan} ${x} [[nav.daftar]] {{&gt;include}}"));
    }
    const auto letter = app.app.db.read([&](Tx& tx) { return mail_by_id(tx, "https://hero.contoh.id", 1); });
    if (letter) EXPECT_TRUE(holds(letter->text + letter->subject, "{nomor}"));
    EXPECT_TRUE(holds(test::queued_letters(app), "{nomor}"));
}

// Row 11. osTicket made PDFs of a guest's HTML with a library that loads what it names: /etc/passwd, addresses inside
// the house (CVE-2026-22200).
TEST(Learned, OsTicketFilesInPrintedTickets) {
    test::FalseProvider canary;
    TestApp app;
    auto sari = app.as("sari"), budi = app.as("budi");
    const auto address = canary.issuer() + "/kenari.png";
    const auto path = file_ticket(
        sari, "Cetak",
        "<img src=\"file:///etc/passwd\"> ![x](" + address + ") <link href=" + address + "> php://filter " + address);
    ASSERT_NE(path, "");
    for (const auto& page :
         {sari.get(path), sari.get(path + "/cetak"), sari.get(path + "/qr.png"), budi.get("/petugas" + path)}) {
        ASSERT_EQ(page.status, 200);
        EXPECT_FALSE(holds(page.body, "root:x:0")) << path;
        EXPECT_FALSE(holds(page.body, "src=\"http")) << "browsers load nothing either";
        EXPECT_FALSE(holds(page.body, "src=\"file"));
    }
    EXPECT_EQ(canary.asked("/kenari.png"), 0);
    EXPECT_EQ(test::sources_with({"wkhtml", "mpdf", "poppler", "headless", "weasyprint"}), std::vector<std::string>{});
}

}  // namespace
}  // namespace hero
