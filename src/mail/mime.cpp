#include "mail/mime.hpp"

#include <memory>

#include "base/utf8.hpp"
#include "mail/mailbox.hpp"
#include "mail/owned.hpp"

namespace hero {

namespace {

// GMime encodes what needs it. Its objects of a message, parts and streams are not used: they were nine tenths of the
// time that a letter took, and ours always has the same form.
constexpr std::size_t longest_line = 76;

std::string taken(char* text) {
    const std::unique_ptr<char, decltype(&g_free)> owned(text, g_free);
    return owned.get();
}

bool is_printable(std::string_view text) { return utf8::printable_run(text, 0) == text.size(); }

// One line, or more that begin with a blank: what no line of a message may hold is encoded.
std::string header(const std::string& name, const std::string& text) {
    const bool as_it_is =
        name.size() + 2 + text.size() <= longest_line && is_printable(text) && text.find("=?") == std::string::npos;
    if (as_it_is) return name + ": " + text + "\n";
    const auto line = name + ": " + taken(g_mime_utils_header_encode_text(nullptr, text.c_str(), "utf-8"));
    if (line.size() <= longest_line) return line + "\n";
    return taken(g_mime_utils_unstructured_header_fold(nullptr, nullptr, line.c_str()));
}

// What programs compare: never encoded, and never on two lines, however long the desk's name is (up to 998 characters
// are one line, RFC 5322 2.1.1).
std::string identifier_header(const std::string& name, const std::string& identifier) {
    if (!is_printable(identifier) || identifier.find(' ') != std::string::npos) return header(name, identifier);
    return name + ": " + identifier + "\n";
}

std::string mailbox_header(const std::string& name, std::string_view whose, const std::string& address) {
    if (!is_mailbox(address)) throw std::invalid_argument("not exactly one mailbox");
    const auto shown = header_text(whose, longest_name);
    const auto line = name + ": " +
                      (shown.empty() ? address
                                     : taken(g_mime_utils_header_encode_phrase(nullptr, shown.c_str(), "utf-8")) +
                                           " <" + address + ">");
    if (line.size() <= longest_line) return line + "\n";
    const Owned<InternetAddress> mailbox(
        internet_address_mailbox_new(shown.empty() ? nullptr : shown.c_str(), address.c_str()));
    const Owned<InternetAddressList> alone(internet_address_list_new());
    internet_address_list_add(alone.get(), mailbox.get());
    auto* const folded = g_string_new((name + ": ").c_str());
    internet_address_list_encode(alone.get(), nullptr, folded);
    return taken(g_string_free(folded, FALSE));  // with its end of line
}

std::string date_header(Instant at) {
    constexpr int wib = 7 * 3600;
    const std::unique_ptr<GTimeZone, decltype(&g_time_zone_unref)> zone(g_time_zone_new_offset(wib), g_time_zone_unref);
    const std::unique_ptr<GDateTime, decltype(&g_date_time_unref)> utc(
        g_date_time_new_from_unix_utc(to_millis(at) / 1000), g_date_time_unref);
    const std::unique_ptr<GDateTime, decltype(&g_date_time_unref)> local(g_date_time_to_timezone(utc.get(), zone.get()),
                                                                         g_date_time_unref);
    return "Date: " + taken(g_mime_utils_header_format_date(local.get())) + "\n";
}

std::string quoted_printable(const std::string& text) {
    GMimeEncoding encoding;
    g_mime_encoding_init_encode(&encoding, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
    std::string out(g_mime_encoding_outlen(&encoding, text.size()), '\0');
    out.resize(g_mime_encoding_flush(&encoding, text.data(), text.size(), out.data()));
    return out;
}

std::string text_part(std::string_view subtype, const std::string& text) {
    return "Content-Type: text/" + std::string{subtype} +
           "; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n" + quoted_printable(text);
}

std::string body_of(const Letter& letter) {
    // "=_" cannot stand in quoted-printable text (RFC 2045, 6.7).
    const auto boundary = "=_" + letter.message_id.substr(0, letter.message_id.find('@'));
    const auto line = "\n--" + boundary;
    return "Content-Type: multipart/alternative;\n\tboundary=\"" + boundary + "\"\n" + line + "\n" +
           text_part("plain", letter.text) + line + "\n" + text_part("html", letter.html) + line + "--\n";
}

std::string headers_of(const Letter& letter, const MailSettings& settings) {
    std::string headers = mailbox_header("From", settings.name, settings.from);
    headers += mailbox_header("To", letter.to_name, letter.to_address);
    headers += header("Subject", header_text(letter.subject, longest_subject));
    headers += date_header(letter.date);
    headers += identifier_header("Message-Id", "<" + letter.message_id + ">");
    // Mails about one ticket are one thread, without any of them being an answer to another.
    if (!letter.ticket.empty())
        headers += identifier_header(
            "References", "<tiket." + header_text(letter.ticket, 40) + "@" + host_of(settings.base_url) + ">");
    // No machine is to answer (RFC 3834; Exchange has its own word), and a copy that comes back is recognised.
    headers += header("Auto-Submitted", "auto-generated");
    headers += header("X-Auto-Response-Suppress", "All");
    headers += identifier_header("X-Loop", settings.from);
    headers += header("Content-Language", std::string{code_of(letter.language)});
    return headers + "MIME-Version: 1.0\n";
}

std::string with_crlf(std::string text) {
    if (text.find('\r') != std::string::npos) std::erase(text, '\r');
    std::string out;
    out.reserve(text.size() + text.size() / 32);
    std::size_t begin = 0;
    for (auto end = text.find('\n'); end != std::string::npos; end = text.find('\n', begin)) {
        out.append(text, begin, end - begin).append("\r\n");
        begin = end + 1;
    }
    return out.append(text, begin);
}

}  // namespace

std::string mime_of(const Letter& letter, const MailSettings& settings) {
    start_gmime();
    return with_crlf(headers_of(letter, settings) + body_of(letter));
}

}  // namespace hero
