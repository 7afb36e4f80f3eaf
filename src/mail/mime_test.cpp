#include "mail/mime.hpp"

#include <gmime/gmime.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

#include "base/text.hpp"
#include "mail/mailbox.hpp"

namespace hero {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::StartsWith;

// What a mail program makes of it.
struct Parsed {
    std::vector<std::pair<std::string, std::string>> headers;
    std::vector<std::pair<std::string, std::string>> from, to;  // name, address
    std::string subject, text, html;
    int parts = 0;
};

std::vector<std::pair<std::string, std::string>> mailboxes(InternetAddressList* list) {
    std::vector<std::pair<std::string, std::string>> found;
    for (int i = 0; i < internet_address_list_length(list); ++i) {
        auto* address = internet_address_list_get_address(list, i);
        const char* name = internet_address_get_name(address);
        found.emplace_back(name ? name : "", INTERNET_ADDRESS_IS_MAILBOX(address)
                                                 ? internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address))
                                                 : "a group");
    }
    return found;
}

// Unfolded, in order.
std::vector<std::pair<std::string, std::string>> headers_of(std::string_view mime) {
    std::vector<std::pair<std::string, std::string>> headers;
    for (const auto line : split(mime.substr(0, mime.find("\r\n\r\n")), '\n')) {
        const auto text = trimmed(line);
        if (line.starts_with(' ') || line.starts_with('\t'))
            headers.back().second += " " + std::string{text};
        else
            headers.emplace_back(text.substr(0, text.find(':')), trimmed(text.substr(text.find(':') + 1)));
    }
    return headers;
}

std::string text_of(GMimeMultipart* body, int index) {
    char* text = g_mime_text_part_get_text(GMIME_TEXT_PART(g_mime_multipart_get_part(body, index)));
    std::string lines = text;
    g_free(text);
    std::erase(lines, '\r');
    return lines;
}

Parsed parse(const std::string& mime) {
    Parsed parsed;
    parsed.headers = headers_of(mime);
    auto* stream = g_mime_stream_mem_new_with_buffer(mime.data(), mime.size());
    auto* parser = g_mime_parser_new_with_stream(stream);
    auto* message = g_mime_parser_construct_message(parser, nullptr);
    parsed.from = mailboxes(g_mime_message_get_from(message));
    parsed.to = mailboxes(g_mime_message_get_to(message));
    parsed.subject = g_mime_message_get_subject(message);
    auto* body = GMIME_MULTIPART(g_mime_message_get_mime_part(message));
    parsed.parts = g_mime_multipart_get_count(body);
    parsed.text = text_of(body, 0);
    parsed.html = text_of(body, 1);
    g_object_unref(message);
    g_object_unref(parser);
    g_object_unref(stream);
    return parsed;
}

MailSettings settings() {
    return {.from = "hero@example.go.id", .name = "HERO Kemendag", .base_url = "https://hero.example.go.id"};
}

Letter letter() {
    Letter letter;
    letter.id = 12;
    letter.ticket = "A-KORS22000343";
    letter.to_name = "Sari Wulandari, S.Kom.";
    letter.to_address = "sari@example.id";
    letter.subject = "[A-KORS22000343] Tiket Anda telah kami terima";
    letter.text = "Yth. Sari,\n\nBaris dua é 📎\n.\n.titik\nFrom sini\n=_x\n" + std::string(300, 'x') + "\n";
    letter.html = "<!doctype html>\n<p>Yth. Sari é 📎</p>\n";
    letter.message_id = "hero.12.0123abcd@hero.example.go.id";
    letter.date = Instant{std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} + std::chrono::hours{2}};
    return letter;
}

std::string header(const Parsed& parsed, std::string_view name) {
    std::string value;
    int count = 0;
    for (const auto& [known, content] : parsed.headers)
        if (known == name) value = content, ++count;
    EXPECT_EQ(count, 1) << name;
    return value;
}

TEST(Mime, SaysWhoItIsFromAndForWhomAndThatAMachineWroteIt) {
    const auto parsed = parse(mime_of(letter(), settings()));
    EXPECT_THAT(parsed.from, ElementsAre(testing::Pair("HERO Kemendag", "hero@example.go.id")));
    EXPECT_THAT(parsed.to, ElementsAre(testing::Pair("Sari Wulandari, S.Kom.", "sari@example.id")));
    EXPECT_EQ(parsed.subject, letter().subject);
    EXPECT_EQ(header(parsed, "Date"), "Tue, 24 Nov 2026 09:00:00 +0700");
    EXPECT_EQ(header(parsed, "Message-Id"), "<hero.12.0123abcd@hero.example.go.id>");
    EXPECT_EQ(header(parsed, "References"), "<tiket.A-KORS22000343@hero.example.go.id>");
    EXPECT_EQ(header(parsed, "Auto-Submitted"), "auto-generated");
    EXPECT_EQ(header(parsed, "X-Auto-Response-Suppress"), "All");
    EXPECT_EQ(header(parsed, "X-Loop"), "hero@example.go.id");
    EXPECT_EQ(header(parsed, "MIME-Version"), "1.0");
    EXPECT_THAT(header(parsed, "Content-Type"), StartsWith("multipart/alternative;"));
}

// A mail program that sees another Message-ID each time shows the letter twice, and no thread.
TEST(Mime, BreaksNoAddressOrIdentifierOverLines) {
    auto long_settings = settings();
    const std::string host =
        "layanan." + std::string(60, 'd') + "." + std::string(60, 'e') + ".kementerian.example.go.id";
    long_settings.base_url = "https://" + host;
    long_settings.from = "layanan-bantuan-dan-penyelesaian-masalah-pengguna@" + host;
    auto long_letter = letter();
    long_letter.message_id = "hero.123456789." + std::string(48, 'a') + "@" + host;
    const auto parsed = parse(mime_of(long_letter, long_settings));
    EXPECT_EQ(header(parsed, "Message-Id"), "<" + long_letter.message_id + ">");
    EXPECT_EQ(header(parsed, "References"), "<tiket.A-KORS22000343@" + host + ">");
    EXPECT_EQ(header(parsed, "X-Loop"), long_settings.from);
    EXPECT_THAT(parsed.from, ElementsAre(testing::Pair("HERO Kemendag", long_settings.from)));
}

TEST(Mime, CarriesPlainTextFirstAndHtmlSecond) {
    const auto parsed = parse(mime_of(letter(), settings()));
    EXPECT_EQ(parsed.parts, 2);
    EXPECT_EQ(parsed.text, letter().text);
    EXPECT_EQ(parsed.html, letter().html);
}

TEST(Mime, FitsEveryServer) {
    const auto mime = mime_of(letter(), settings());
    for (std::size_t at = 0; at < mime.size(); ++at) {
        EXPECT_LT(static_cast<unsigned char>(mime[at]), 0x80);
        EXPECT_TRUE(mime[at] != '\n' || mime[at - 1] == '\r');
        EXPECT_TRUE(mime[at] != '\r' || mime[at + 1] == '\n');
    }
    for (const auto line : split(mime, '\n')) EXPECT_LE(line.size(), 998U);
}

TEST(Mime, IsTheSameAtEveryTry) { EXPECT_EQ(mime_of(letter(), settings()), mime_of(letter(), settings())); }

TEST(Mime, ThreadsOnlyWhatIsAboutATicket) {
    auto alone = letter();
    alone.ticket.clear();
    for (const auto& [name, value] : parse(mime_of(alone, settings())).headers) EXPECT_NE(name, "References") << value;
}

// Whatever stands in a name or a subject: the same headers, one sender, one recipient.
TEST(Mime, KeepsItsHeadersWhateverStandsInThem) {
    const auto ordinary = parse(mime_of(letter(), settings()));
    const std::vector<std::string> hostile{"a\r\nBcc: x@example.com",
                                           "a\nBcc: x@example.com\n\nisi",
                                           "a\rBcc: x@example.com",
                                           std::string("a\0b\r\n\r\nisi", 9),
                                           "\" <x@example.com>, \"",
                                           "<x@example.com>",
                                           "x@example.com, y@example.com",
                                           "a:b@c;",
                                           "(komentar) \\",
                                           "=?utf-8?q?=0D=0ABcc:_x?=",
                                           "👨‍👩‍👧‍👦 keluarga 📎",
                                           "مرحبا \u202Eterbalik",
                                           "\xFF\xFE",
                                           std::string(1000, 'n'),
                                           std::string(5000, '\n'),
                                           "a\tb",
                                           [] {
                                               std::string long_one;
                                               for (int i = 0; i < 1000; ++i) long_one += "é";
                                               return long_one;
                                           }(),
                                           "",
                                           " "};
    for (const auto& text : hostile) {
        SCOPED_TRACE(showable(text).substr(0, 60));
        auto bent = letter();
        bent.to_name = text;
        bent.subject = "[T-1] " + text;
        bent.ticket = text;
        const auto mime = mime_of(bent, settings());
        const auto parsed = parse(mime);
        EXPECT_EQ(parsed.headers.size(), ordinary.headers.size() - (text.empty() ? 1 : 0));
        ASSERT_EQ(parsed.to.size(), 1U);
        EXPECT_EQ(parsed.to[0].second, "sari@example.id");
        EXPECT_EQ(parsed.from.size(), 1U);
        EXPECT_EQ(parsed.to[0].first, header_text(text, 100));
        EXPECT_EQ(parsed.subject, header_text("[T-1] " + text, 200));
        EXPECT_EQ(parsed.text, letter().text);
        for (const auto line : split(mime, '\n')) EXPECT_LE(line.size(), 998U);
    }
}

TEST(Mime, GoesToExactlyOneMailbox) {
    for (const auto* address :
         {"", "a", "a@b@c", "a@example.id, b@example.id", "a@example.id\r\nBcc: b@example.id", "<a@example.id>"}) {
        auto bent = letter();
        bent.to_address = address;
        EXPECT_THROW(mime_of(bent, settings()), std::invalid_argument) << address;
    }
}

TEST(IsMailbox, KnowsAnAddress) {
    for (const auto* address :
         {"sari@example.id", "a.b+c@kemendag.go.id", "danger-$USER@example.id", "o'brien@example.id", "a@localhost"})
        EXPECT_TRUE(is_mailbox(address)) << address;
    EXPECT_TRUE(is_mailbox(std::string(64, 'a') + "@example.id"));
}

TEST(IsMailbox, RefusesWhatIsMoreOrLessThanOne) {
    for (const auto* address : {"",
                                "@",
                                "a@",
                                "@b",
                                "a b@example.id",
                                "a@exa mple.id",
                                "a@b,c@d",
                                "a@b;c@d",
                                "\"a b\"@example.id",
                                "a(b)@example.id",
                                "a@[127.0.0.1]",
                                "Sari <a@example.id>",
                                "a@example.id\n",
                                "a\r@example.id",
                                "tim: a@b;",
                                ".a@example.id",
                                "a..b@example.id",
                                "a@.example.id",
                                "a@example..id",
                                "a@example.id.",
                                "a@-example.id",
                                "é@example.id",
                                "a@exämple.id",
                                "a@b\\c",
                                "a@b>"})
        EXPECT_FALSE(is_mailbox(address)) << address;
    EXPECT_FALSE(is_mailbox(std::string("a\0@example.id", 13)));
    EXPECT_FALSE(is_mailbox(std::string(65, 'a') + "@example.id"));
    EXPECT_FALSE(is_mailbox("a@" + std::string(250, 'b') + ".id"));
}

TEST(HostOf, DropsSchemePortAndPath) {
    EXPECT_EQ(host_of("https://hero.example.go.id"), "hero.example.go.id");
    EXPECT_EQ(host_of("http://127.0.0.1:8080"), "127.0.0.1");
    EXPECT_EQ(host_of("http://[::1]:8080/x"), "[::1]");
}

TEST(MailSettings, ReadTheSetting) {
    const auto read = [](std::string_view mail) { return mail_settings(mail, settings()); };
    EXPECT_EQ(read("none").kind, MailSettings::Kind::none);
    EXPECT_EQ(read("file:data/surat").kind, MailSettings::Kind::file);
    EXPECT_EQ(read("file:data/surat").folder, "data/surat");
    EXPECT_EQ(read("smtp://mail.example.go.id:587").kind, MailSettings::Kind::smtp);
    EXPECT_EQ(read("smtp://mail.example.go.id:587").url, "smtp://mail.example.go.id:587");
    EXPECT_EQ(read("smtps://mail.example.go.id").url, "smtps://mail.example.go.id");
    EXPECT_EQ(read("smtps://mail.example.go.id/").url, "smtps://mail.example.go.id");
    EXPECT_EQ(read("smtp://[::1]:25").url, "smtp://[::1]:25");
    EXPECT_EQ(read("none").from, "hero@example.go.id");
}

TEST(MailSettings, SayWhatIsWrongInOneLine) {
    for (const auto* mail : {"", "smtp", "smtp://", "http://example.id", "file:", "sendmail", "smtp://host:99999",
                             "smtp://host/x", "smtp://ho st", "smtp://host?x=1", "smtp://user:rahasia@host"}) {
        try {
            mail_settings(mail, settings());
            ADD_FAILURE() << mail;
        } catch (const std::invalid_argument& error) {
            EXPECT_THAT(error.what(), StartsWith("mail: must be none, file:FOLDER"));
            EXPECT_EQ(std::string_view{error.what()}.find("rahasia"), std::string_view::npos);
            EXPECT_EQ(std::string_view{error.what()}.find('\n'), std::string_view::npos);
        }
    }
    for (const auto* from : {"", "hero", "HERO <hero@example.go.id>", "a@b, c@d"}) {
        auto bent = settings();
        bent.from = from;
        EXPECT_THROW(mail_settings("none", bent), std::invalid_argument) << from;
    }
}

}  // namespace
}  // namespace hero
