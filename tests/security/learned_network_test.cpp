// docs/threats.md, rows 31 to 44: the network, floods, bombs, races, logs and the program itself.
#include <gtest/gtest.h>
#include <link.h>

#include <atomic>
#include <bit>
#include <chrono>
#include <ctime>
#include <fstream>
#include <iterator>
#include <set>
#include <thread>

#include "attachments/archives.hpp"
#include "attachments/attachments.hpp"
#include "attachments/files_for_tests.hpp"
#include "attachments/names.hpp"
#include "base/egress/egress.hpp"
#include "base/html/html.hpp"
#include "base/http/target.hpp"
#include "base/log.hpp"
#include "handling/handling.hpp"
#include "mail/mime.hpp"
#include "mail/reading.hpp"
#include "tests/checkout.hpp"
#include "tests/false_provider.hpp"
#include "tests/security/corpus.hpp"
#include "tests/security/learned.hpp"
#include "ui/routing.hpp"

namespace hero {
namespace {

using namespace std::chrono_literals;
using test::file_ticket;
using test::holds;
using test::Target;
using test::TestApp;

// Of this thread and all others, in seconds: other programs on a busy machine do not count.
double processor_time() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

// Row 31. osTicket, FreeScout, Gogs and Mattermost fetched addresses that users gave them, also inside the house. Here
// only the sign-in providers of the settings are asked.
TEST(Learned, FreeScoutRequestsIntoTheHouse) {
    for (const auto& name : test::sources_with({"base/egress/egress.hpp", "<curl/"})) {
        // Those who give mail to the server of the settings and files to its bucket, and the doctor, who tries what is
        // set.
        const bool is_known = name.starts_with("base/egress/") || name.starts_with("base/objects/") ||
                              name.starts_with("providers/") || name.starts_with("mail/s") ||
                              name == "commands/examination.cpp";
        EXPECT_TRUE(is_known) << name << " asks other servers";
    }
    for (const auto* url :
         {"file:///etc/passwd", "gopher://127.0.0.1", "http://169.254.169.254/", "http://10.0.0.1/",
          "http://[::ffff:10.0.0.1]/", "http://0.0.0.0/", "https://a@contoh.id/", "dict://127.0.0.1", ""})
        EXPECT_FALSE(may_be_asked(url)) << url;
    test::FalseProvider canary;
    TestApp app;
    auto sari = app.as("sari"), budi = app.as("budi");
    const auto address = canary.issuer() + "/kenari";
    const auto path = file_ticket(sari, address, "![x](" + address + ") " + address);
    ASSERT_NE(path, "");
    EXPECT_EQ(sari.post(path + "/tanggapan", {{"isi", address}, {"url", address}, {"webhook", address}}).status, 303);
    EXPECT_EQ(budi.post("/petugas" + path + "/catatan", {{"isi", address}}).status, 303);
    for (const auto& page : {sari.get(path), budi.get("/petugas" + path)}) EXPECT_EQ(page.status, 200);
    EXPECT_EQ(canary.asked("/kenari"), 0);
}

// Row 32. A webhook that anybody can send, or send again, changes what it likes. Nothing here takes orders from a
// machine without a session: these are all forms that somebody who is not signed in can send.
TEST(Learned, WebhooksThatAnybodyCanSend) {
    EXPECT_EQ(test::routes_with({"hook", "kait", "callback"}), std::vector<std::string>{});
    EXPECT_EQ(test::settings_with({"hook", "callback"}), std::vector<std::string>{});
    std::set<std::string> open;
    for (const auto& route : all_routes())
        if (route.method != http::Method::get && (route.guard == Guard::anyone || route.guard == Guard::token))
            open.emplace(route.pattern);
    EXPECT_EQ(open, (std::set<std::string>{"/faq/{slug}/suara", "/masuk", "/masuk/intranet", "/masuk/kode",
                                           "/masuk/sandi-baru/{kunci}", "/keluar"}));
}

// Row 33. Desks that answered each other's automatic answers wrote mails all night, and reopened closed tickets.
TEST(Learned, FrappeMailLoops) {
    const Letter letter{.id = 1,
                        .event = "dibuat",
                        .ticket = "A-ESKA26000001",
                        .to_name = "Sari",
                        .to_address = "sari@contoh.id",
                        .subject = "Tiket",
                        .text = "Isi",
                        .html = "<p>Isi</p>",
                        .link = "https://hero.contoh.id/",
                        .message_id = "hero.1.a@hero.contoh.id",
                        .sent_at = {},
                        .failed_at = {}};
    const auto mime = mime_of(letter, {.from = "hero@contoh.id", .name = "HERO", .base_url = "https://hero.contoh.id"});
    for (const auto* header : {"\r\nAuto-Submitted: auto-generated\r\n", "\r\nX-Auto-Response-Suppress: All\r\n",
                               "\r\nX-Loop: hero@contoh.id\r\n"})
        EXPECT_TRUE(holds("\r\n" + mime, header)) << header;
    EXPECT_EQ(test::settings_with({"imap", "pop", "lmtp", "intake"}), std::vector<std::string>{})
        << "and no mail comes in that could be answered";
}

// Row 34. Open forms of well-known desks sent what attackers wrote to thousands of addresses that attackers chose.
TEST(Learned, ZendeskRelayThroughForms) {
    TestApp app;
    auto sari = app.as("sari");
    auto fields = test::ticket_form("Perihal", "BELI-SEKARANG di jahat.contoh.");
    for (const auto* name : {"email", "cc", "tembusan", "pemohon_email"})
        fields.emplace_back(name, "korban@lain.contoh");
    ASSERT_EQ(sari.post("/tiket", fields).status, 303);
    const auto letters = test::queued_letters(app);
    EXPECT_TRUE(holds(letters, "sari.lestari@contoh.id")) << "to whom it concerns";
    EXPECT_FALSE(holds(letters, "korban@lain.contoh"));
    EXPECT_FALSE(holds(letters, "BELI-SEKARANG")) << "what was written stays on the desk";
    int taken = 0;
    for (int i = 0; i < 40; ++i) taken += file_ticket(sari, "Perihal", "Lagi dan lagi.").empty() ? 0 : 1;
    EXPECT_LT(taken, 30) << "thirty in an hour, with the first one";
}

// Row 35. OTRS, RT, iTop and mailparse fell over mails of a hundred thousand nested parts.
TEST(Learned, OtrsMailBombs) {
    std::string nested, headers;
    for (int i = 0; i < 50'000; ++i) {
        const auto mark = "b" + std::to_string(i);
        nested.append("Content-Type: multipart/mixed; boundary=")
            .append(mark)
            .append("\n\n--")
            .append(mark)
            .append("\n");
        headers.append("A").append(std::to_string(i)).append(": x\n");
    }
    const auto start = processor_time();
    EXPECT_FALSE(read_mail(nested).complete);
    const auto many = read_mail(headers + "\nisi");
    EXPECT_FALSE(many.complete);
    EXPECT_LE(many.headers.size(), most_headers);
    EXPECT_LT(processor_time() - start, 4.0);
    EXPECT_EQ(read_mail("Subject: Surat\n\nIsi").header("subject"), "Surat") << "and reads the next one";
}

// Row 36. An address in a mail kept OTRS busy for minutes; Envoy overflowed its stack in a regular expression.
TEST(Learned, OtrsSlowPatterns) {
    EXPECT_EQ(test::sources_with({"<regex>", "<regex.h>", "boost/regex", "boost/xpressive", "<pcre"}),
              std::vector<std::string>{});
    const auto repeated = [](std::string_view piece) {
        std::string text;
        while (text.size() < 64'000) text += piece;
        return text;
    };
    for (const auto* piece : {"http://a.", "[", "](", "*a_", "<a ", "`", "![a](", "> ", "- ", "|a", "www.a@", "&#x"}) {
        const auto start = processor_time();
        const auto shown = html::markdown(repeated(piece));
        EXPECT_FALSE(shown.text().empty());
        EXPECT_LT(processor_time() - start, 2.0) << piece;
    }
}

// Row 37. A length and chunks at once: a proxy and the server behind it see different requests.
TEST(Learned, SmugglingByTwoLengths) {
    Target target;
    for (const auto* head :
         {"Transfer-Encoding: chunked\nContent-Length: 4", "Content-Length: 4\nContent-Length: 5", "Content-Length: +4",
          "Content-Length : 4", "Transfer-Encoding: xchunked",
          "Transfer-Encoding: chunked\nTransfer-Encoding: identity", "Content-Length: 4\n folded: x"}) {
        const auto answer = target.send({.name = head,
                                         .about = "",
                                         .text = "POST /masuk HTTP/1.1\nHost: {host}\n" + std::string{head} +
                                                 "\n\n0\n\nGET /faq HTTP/1.1\nHost: {host}\n\n"});
        EXPECT_GE(answer.status, 400) << head;
        EXPECT_LT(answer.status, 500) << head;
        EXPECT_EQ(answer.header("Connection"), "close") << head;
    }
    EXPECT_TRUE(target.is_alive());
}

// Row 38. FreeScout's log viewer opened whatever file it was told.
TEST(Learned, FreeScoutPathsOutOfTheFolder) {
    Target target;
    for (const auto* path :
         {"/unduh/..%2f..%2fetc%2fpasswd", "/unduh/../../etc/passwd", "/static/../hero.toml", "/static/%2e%2e/hero.db",
          "/static/..%5c..%5chero.db", "/unduh/a%00.html", "/unduh/....//etc/passwd", "/static//etc/passwd",
          "/unduh/%c0%ae%c0%ae%2fetc%2fpasswd", "/unduh/file:%2f%2f%2fetc%2fpasswd", "/lampiran/..%2f..%2fhero.db/x"}) {
        const auto answer = target.get("sari", path);
        EXPECT_TRUE(answer.status == 400 || answer.status == 404) << path << " " << answer.status;
        EXPECT_FALSE(holds(answer.body, "root:x:0"));
    }
    for (const auto* name : {"../../etc/passwd.pdf", "/etc/passwd.pdf", "C:\\windows\\passwd.pdf"})
        EXPECT_EQ(clean_file_name(name), "passwd.pdf") << name;
}

// Row 39. Archives of kilobytes that unpack to terabytes, or outside of their folder. Nothing is ever unpacked here.
TEST(Learned, MailcowZipBombs) {
    using test::zip_of;
    const auto start = processor_time();
    std::vector<test::ZipEntry> many(2000, {.name = "a", .content = ""});
    for (const auto& archive :
         {zip_of({{.name = "besar", .content = std::string(2000, 'x'), .claims = 4'000'000'000}}), zip_of(many),
          zip_of({{"../../etc/cron.d/x"}}), zip_of({{"/etc/cron.d/x"}}),
          zip_of({{.name = "x", .content = "/etc/passwd", .made_by = 3 << 8 | 20, .attributes = 0xA1FF0000}}),
          zip_of({{.name = "a", .content = std::string(5000, 'x')}, {.name = "b", .content = "", .starts_at = 1}})})
        EXPECT_NE(read_zip(archive).state, ArchiveState::sound);
    EXPECT_EQ(read_zip(test::docx()).state, ArchiveState::sound);
    EXPECT_LT(processor_time() - start, 1.0);
}

// Row 40. FreeScout took uploads without end.
TEST(Learned, FreeScoutUploadFloods) {
    TestApp app;
    const auto sari = app.person("sari");
    const auto claims = [&](std::uint64_t bytes) {
        return app.app.db.write([&](Tx& tx) { return claim_upload(tx, sari.id, bytes, 5'000'000); });
    };
    EXPECT_TRUE(claims(3'000'000));
    EXPECT_FALSE(claims(3'000'000)) << "more than a day's";
    EXPECT_TRUE(claims(2'000'000)) << "what was refused does not count";
    EXPECT_FALSE(claims(1));
    app.clock.advance(24h);
    EXPECT_TRUE(claims(3'000'000));
    auto browser = app.as("sari");
    const std::vector<test::File> six(6, {"berkas", "surat.pdf", test::pdf()});
    EXPECT_EQ(browser.post("/tiket", test::ticket_form("Berkas", "Enam berkas."), six).status, 422);
    EXPECT_EQ(browser
                  .post("/tiket", test::ticket_form("Berkas", "Berkas besar."),
                        {{"berkas", "surat.pdf", test::pdf() + std::string(max_attachment_bytes, ' ')}})
                  .status,
              422);
}

// Row 41. Two people closed, took or filed the same thing at once, and both were told that it was theirs.
TEST(Learned, DolibarrTwoOwnersAtOnce) {
    TestApp app;
    auto sari = app.as("sari");
    const auto number = file_ticket(sari, "Rebutan", "Dua petugas sekaligus.").substr(7);
    const Person agents[] = {app.person("budi"), app.person("rina")};
    const auto seen = app.app.db.read([&](Tx& tx) { return ticket_for(tx, agents[0], number); });
    std::atomic<int> winners = 0, refused = 0;
    {
        std::vector<std::jthread> threads;
        threads.reserve(8);
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&, i] {
                try {
                    app.app.db.write([&](Tx& tx) { take(tx, agents[i % 2], seen); });
                    ++winners;
                } catch (const Conflict&) {
                    ++refused;
                }
            });
    }
    EXPECT_EQ(winners, 1);
    EXPECT_EQ(refused, 7);
    const auto form = test::ticket_form("Ganda", "Formulir yang sama.");
    std::set<std::string> places;
    for (int i = 0; i < 3; ++i) places.emplace(sari.post("/tiket", form).header("Location"));
    EXPECT_EQ(places.size(), 1U) << "one form, one ticket";
}

// Row 42. A body of ten kilobytes that unpacks to a gigabyte.
TEST(Learned, CompressedBodies) {
    Target target;
    for (const auto* coding : {"gzip", "deflate", "br", "zstd", "gzip, gzip"}) {
        const auto answer =
            target.send({.name = coding,
                         .about = "",
                         .text = "POST /masuk HTTP/1.1\nHost: {host}\nContent-Encoding: " + std::string{coding} +
                                 "\nContent-Type: application/x-www-form-urlencoded\nContent-Length: 4\n\nabcd"});
        EXPECT_EQ(answer.status, 415) << coding;
    }
}

// Row 43. FreeScout wrote headers of mails into its log as they came: lines of the sender's own making. And logs are
// read by people who must not know passwords.
TEST(Learned, FreeScoutLinesInTheLog) {
    TestApp app;
    log::start(log::Level::debug);
    testing::internal::CaptureStderr();
    auto visitor = app.visitor();
    const std::string forged = "x\n{\"at\":\"2026\",\"level\":\"error\",\"event\":\"palsu\"}\r\n";
    visitor.headers = {{"user-agent", forged}, {"referer", forged}, {"x-forwarded-for", forged}};
    visitor.post("/masuk", {{"pengguna", "lokal" + forged}, {"sandi", "sandi-yang-rahasia"}});
    visitor.get("/tidak-ada" + forged);
    auto sari = app.as("sari");
    sari.headers = visitor.headers;
    file_ticket(sari, "subjek-rahasia", "isi-yang-rahasia" + forged);
    sari.get("/lampiran/" + std::string(32, 'a') + "/x");
    const auto text = testing::internal::GetCapturedStderr();
    log::start(log::Level::error);  // as the tests have it
    EXPECT_TRUE(holds(text, "\"session.refused\"") && holds(text, "\"request\"")) << "there is something to look at";
    for (const auto& secret : {std::string{"sandi-yang-rahasia"}, std::string{"isi-yang-rahasia"},
                               std::string{"subjek-rahasia"}, sari.cookies["hero"], sari.form_token()})
        EXPECT_FALSE(holds(text, secret)) << secret;
    EXPECT_FALSE(holds("\n" + text, "\n{\"at\":\"2026\"")) << "a line that somebody else made";
}

// Row 44. What we are built of and how: this very program was linked so that its tables cannot be overwritten, and what
// npm brings for the tests is known by hash.
TEST(Learned, SupplyChainAndHardening) {
    struct Found {
        bool relro = false, stack_runs = true, now = false;
    } found;
    dl_iterate_phdr(
        [](dl_phdr_info* info, std::size_t, void* into) {
            auto& seen = *static_cast<Found*>(into);
            for (int i = 0; i < info->dlpi_phnum; ++i) {
                const auto& part = info->dlpi_phdr[i];
                if (part.p_type == PT_GNU_RELRO) seen.relro = true;
                if (part.p_type == PT_GNU_STACK) seen.stack_runs = (part.p_flags & PF_X) != 0;
                if (part.p_type != PT_DYNAMIC) continue;
                for (const auto* tag = std::bit_cast<const ElfW(Dyn)*>(info->dlpi_addr + part.p_vaddr);
                     tag->d_tag != DT_NULL; ++tag)
                    if (tag->d_tag == DT_FLAGS_1 && (tag->d_un.d_val & DF_1_NOW) != 0) seen.now = true;
            }
            return 1;  // the program itself comes first
        },
        &found);
    EXPECT_TRUE(found.relro);
    EXPECT_TRUE(found.now);
    EXPECT_FALSE(found.stack_runs);
#ifndef _GLIBCXX_ASSERTIONS
    ADD_FAILURE() << "the library's own checks are off";
#endif
    std::ifstream in(test::checkout() / "package-lock.json");
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    const auto count = [&](std::string_view part) {
        int times = 0;
        for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++times;
        return times;
    };
    EXPECT_GT(count("\"node_modules/"), 0);
    EXPECT_EQ(count("\"node_modules/"), count("\"integrity\": \"sha512-"));
}

}  // namespace
}  // namespace hero
