#include "mail/reading.hpp"

#include <gtest/gtest.h>

#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/text.hpp"
#include "mail/mail.hpp"
#include "mail/mime.hpp"
#include "tests/checkout.hpp"

namespace hero {
namespace {

namespace fs = std::filesystem;

std::string content_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

// As it stands in NAME.expected.
std::string told(const ReadMail& mail) {
    std::string out;
    for (const auto& [name, value] : mail.headers) out += name + ": " + value + "\n";
    for (const auto& file : mail.files)
        out += "file: " + file.name + " | " + file.type + " | " + std::to_string(file.size) + "\n";
    if (!mail.complete) out += "cut\n";
    if (!mail.text.empty()) out += "text:\n" + mail.text + "\n";
    if (!mail.html.empty()) out += "html:\n" + mail.html + "\n";
    return out;
}

// corpus/mail: NAME.eml is read as NAME.expected says, which was read by a person.
TEST(ReadMail, TakesHostileMailsApart) {
    int files = 0;
    for (const auto& entry : fs::directory_iterator(test::checkout() / "corpus/mail")) {
        if (entry.path().extension() != ".eml") continue;
        ++files;
        auto expected = entry.path();
        EXPECT_EQ(told(read_mail(content_of(entry.path()))), content_of(expected.replace_extension(".expected")))
            << entry.path().filename();
    }
    EXPECT_GT(files, 20);
}

TEST(ReadMail, ReadsWhatWeSend) {
    Letter letter;
    letter.ticket = "A-KORS22000343";
    letter.to_name = "Sari Lestari";
    letter.to_address = "sari@contoh.id";
    letter.subject = "[A-KORS22000343] Tiket Anda – telah kami terima";
    letter.text =
        "Yth. Sari,\n\nhttps://hero.example.go.id/tiket/A-KORS22000343?panjang=" + std::string(200, 'x') + "\n";
    letter.html = "<!doctype html><html><body><p>Yth. Sari,</p></body></html>\n";
    letter.message_id = "hero.1.aa@hero.example.go.id";
    MailSettings settings;
    settings.from = "hero@example.go.id";
    settings.name = "HERO";
    settings.base_url = "https://hero.example.go.id";
    const auto mail = read_mail(mime_of(letter, settings));
    EXPECT_EQ(mail.header("subject"), letter.subject);
    EXPECT_EQ(mail.header("To"), "Sari Lestari <sari@contoh.id>");
    EXPECT_EQ(mail.header("Bcc"), "");
    EXPECT_EQ(mail.text, letter.text);
    EXPECT_EQ(mail.html, letter.html);
    EXPECT_TRUE(mail.files.empty());
    EXPECT_TRUE(mail.complete);
}

TEST(ReadMail, EndsAtItsLimits) {
    const auto start = std::clock();
    std::string nested, same = "Content-Type: multipart/mixed; boundary=b\n\n", siblings = same, headers, mails, words;
    for (int i = 0; i < 100'000; ++i) {
        const auto name = "b" + std::to_string(i);
        nested.append("Content-Type: multipart/mixed; boundary=")
            .append(name)
            .append("\n\n--")
            .append(name)
            .append("\n");
        mails += "Content-Type: message/rfc822\n\n";
    }
    for (int i = 0; i < 10'000; ++i) {
        same += "--b\nContent-Type: multipart/mixed; boundary=b\n\n";
        siblings += "--b\n\nx\n";
        headers += "A" + std::to_string(i) + ": x\n";
        words += "=?utf-8?q?a?=\n ";
    }
    for (const auto& hostile : {nested, same, siblings, headers + "\nx", mails}) {
        const auto mail = read_mail(hostile);
        EXPECT_LE(mail.headers.size(), most_headers);
        EXPECT_LE(mail.files.size(), static_cast<std::size_t>(most_parts));
    }
    EXPECT_FALSE(read_mail(nested).complete);
    EXPECT_FALSE(read_mail(siblings).complete);
    EXPECT_FALSE(read_mail(headers + "\nx").complete);
    EXPECT_EQ(length_of(read_mail("Subject: " + words + "\n\nx").header("Subject")), longest_header);
    EXPECT_EQ(length_of(read_mail("Subject: " + std::string(1'000'000, 'a') + "\n\nx").header("Subject")),
              longest_header);
    const auto large = read_mail("Subject: x\n\n" + std::string(5'000'000, 'a'));
    EXPECT_EQ(length_of(large.text), longest_text);
    EXPECT_FALSE(large.complete);
    EXPECT_LT(std::clock() - start, 20 * CLOCKS_PER_SEC) << "of the processor's time";
}

}  // namespace
}  // namespace hero
