#include "mail/mime.hpp"

#include <memory>

#include "mail/mailbox.hpp"
#include "mail/owned.hpp"

namespace hero {

namespace {

void set(GMimeMessage* message, const char* name, const std::string& value) {
    g_mime_object_set_header(GMIME_OBJECT(message), name, value.c_str(), "utf-8");
}

void add_mailbox(GMimeMessage* message, GMimeAddressType kind, std::string_view name, const std::string& address) {
    if (!is_mailbox(address)) throw std::invalid_argument("not exactly one mailbox");
    const auto shown = header_text(name, longest_name);
    g_mime_message_add_mailbox(message, kind, shown.empty() ? nullptr : shown.c_str(), address.c_str());
}

void set_date(GMimeMessage* message, Instant at) {
    constexpr int wib = 7 * 3600;
    const std::unique_ptr<GTimeZone, decltype(&g_time_zone_unref)> zone(g_time_zone_new_offset(wib), g_time_zone_unref);
    const std::unique_ptr<GDateTime, decltype(&g_date_time_unref)> utc(
        g_date_time_new_from_unix_utc(to_millis(at) / 1000), g_date_time_unref);
    const std::unique_ptr<GDateTime, decltype(&g_date_time_unref)> local(g_date_time_to_timezone(utc.get(), zone.get()),
                                                                         g_date_time_unref);
    g_mime_message_set_date(message, local.get());
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

// Plain text and HTML, assembled here: as objects of GMime the two parts cost more than the rest of the letter.
std::string body_of(const Letter& letter) {
    // "=_" cannot stand in quoted-printable text (RFC 2045, 6.7).
    const auto boundary = "=_" + letter.message_id.substr(0, letter.message_id.find('@'));
    const auto line = "\n--" + boundary;
    return "Content-Type: multipart/alternative;\n\tboundary=\"" + boundary + "\"\n" + line + "\n" +
           text_part("plain", letter.text) + line + "\n" + text_part("html", letter.html) + line + "--\n";
}

void set_headers(GMimeMessage* message, const Letter& letter, const MailSettings& settings) {
    add_mailbox(message, GMIME_ADDRESS_TYPE_FROM, settings.name, settings.from);
    add_mailbox(message, GMIME_ADDRESS_TYPE_TO, letter.to_name, letter.to_address);
    g_mime_message_set_subject(message, header_text(letter.subject, longest_subject).c_str(), "utf-8");
    set_date(message, letter.date);
    g_mime_message_set_message_id(message, letter.message_id.c_str());
    // Mails about one ticket are one thread, without any of them being an answer to another.
    if (!letter.ticket.empty())
        set(message, "References", "<tiket." + header_text(letter.ticket, 40) + "@" + host_of(settings.base_url) + ">");
    // No machine is to answer (RFC 3834; Exchange has its own word), and a copy that comes back is recognised.
    set(message, "Auto-Submitted", "auto-generated");
    set(message, "X-Auto-Response-Suppress", "All");
    set(message, "X-Loop", settings.from);
    set(message, "Content-Language", std::string{code_of(letter.language)});
}

std::string with_crlf(std::string_view text) {
    std::string out;
    out.reserve(text.size() + text.size() / 32);
    for (const char c : text) {
        if (c == '\n') out += '\r';
        if (c != '\r') out += c;
    }
    return out;
}

}  // namespace

std::string mime_of(const Letter& letter, const MailSettings& settings) {
    start_gmime();
    const Owned<GMimeMessage> message(g_mime_message_new(FALSE));
    set_headers(message.get(), letter, settings);
    const std::unique_ptr<char, decltype(&g_free)> headers(
        g_mime_object_get_headers(GMIME_OBJECT(message.get()), nullptr), g_free);
    return with_crlf(headers.get() + ("MIME-Version: 1.0\n" + body_of(letter)));
}

}  // namespace hero
