#include <curl/curl.h>

#include <memory>

#include "base/text.hpp"
#include "mail/mail.hpp"
#include "mail/mailbox.hpp"

namespace hero {

namespace {

constexpr std::string_view expected =
    "mail: must be none, file:FOLDER, smtp://HOST[:PORT] or smtps://HOST[:PORT]; an account belongs into mail-user and "
    "mail-password";

class Url {
public:
    explicit Url(const std::string& text) : handle_(curl_url(), curl_url_cleanup) {
        if (!handle_ || curl_url_set(handle_.get(), CURLUPART_URL, text.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK)
            throw std::invalid_argument(std::string{expected});
    }
    // "" when the URL has no such part.
    [[nodiscard]] std::string part(CURLUPart part) const {
        char* text = nullptr;
        if (curl_url_get(handle_.get(), part, &text, 0) != CURLUE_OK) return {};
        const std::unique_ptr<char, decltype(&curl_free)> owned(text, curl_free);
        return text;
    }
    // Nothing but a server.
    [[nodiscard]] bool is_plain() const {
        const auto path = part(CURLUPART_PATH);
        return (path.empty() || path == "/") && part(CURLUPART_USER).empty() && part(CURLUPART_PASSWORD).empty() &&
               part(CURLUPART_QUERY).empty() && part(CURLUPART_FRAGMENT).empty();
    }

private:
    std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> handle_;
};

void read_server(MailSettings& settings, const std::string& mail) {
    const Url url(mail);
    if (!url.is_plain()) throw std::invalid_argument(std::string{expected});
    const auto port = url.part(CURLUPART_PORT);
    settings.kind = MailSettings::Kind::smtp;
    settings.url = url.part(CURLUPART_SCHEME) + "://" + url.part(CURLUPART_HOST) + (port.empty() ? "" : ":" + port);
}

}  // namespace

MailSettings mail_settings(std::string_view mail, MailSettings settings) {
    constexpr std::string_view file = "file:";
    if (mail.starts_with("smtp://") || mail.starts_with("smtps://"))
        read_server(settings, std::string{mail});
    else if (mail.starts_with(file) && mail.size() > file.size()) {
        settings.kind = MailSettings::Kind::file;
        settings.folder = mail.substr(file.size());
    } else if (mail != "none")
        throw std::invalid_argument(std::string{expected});
    if (!is_mailbox(settings.from))
        throw std::invalid_argument("mail-from: \"" + showable(settings.from) +
                                    "\" must be one address such as hero@example.go.id");
    return settings;
}

}  // namespace hero
