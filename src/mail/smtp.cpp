#include "mail/smtp.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <mutex>

#include "mail/mailbox.hpp"

namespace hero {

namespace {

constexpr long connect_seconds = 10;
constexpr long whole_seconds = 20;

struct Upload {
    std::string_view rest;
    bool started = false;

    static std::size_t read(char* buffer, std::size_t size, std::size_t count, void* self) {
        auto& upload = *static_cast<Upload*>(self);
        const auto taken = std::min(size * count, upload.rest.size());
        std::memcpy(buffer, upload.rest.data(), taken);
        upload.rest.remove_prefix(taken);
        upload.started = true;
        return taken;
    }
};

using Handle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;

Handle new_handle() {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    Handle handle(curl_easy_init(), curl_easy_cleanup);
    if (!handle) throw std::runtime_error("mail: libcurl cannot start");
    return handle;
}

bool is_loopback(std::string_view url) {
    const auto host = host_of(url);
    return host == "127.0.0.1" || host == "localhost" || host == "[::1]";
}

template <class Value>
void set(const Handle& handle, CURLoption option, Value value) {
    if (curl_easy_setopt(handle.get(), option, value) != CURLE_OK)
        throw std::runtime_error("mail: libcurl lacks an option, number " + std::to_string(option));
}

void set_server(const Handle& handle, const MailSettings& settings) {
    // The path is the name we say hello with.
    set(handle, CURLOPT_URL, (settings.url + "/" + host_of(settings.base_url)).c_str());
    set(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(handle, CURLOPT_CONNECTTIMEOUT, connect_seconds);
    set(handle, CURLOPT_TIMEOUT, whole_seconds);
    set(handle, CURLOPT_NOSIGNAL, 1L);
    set(handle, CURLOPT_SSL_VERIFYPEER, 1L);
    set(handle, CURLOPT_SSL_VERIFYHOST, 2L);
    const bool must_hide = !settings.user.empty() && !is_loopback(settings.url);
    // STARTTLS when it is offered; a password never travels without.
    set(handle, CURLOPT_USE_SSL, static_cast<long>(must_hide ? CURLUSESSL_ALL : CURLUSESSL_TRY));
    if (settings.user.empty()) return;
    set(handle, CURLOPT_USERNAME, settings.user.c_str());
    set(handle, CURLOPT_PASSWORD, settings.password.c_str());
}

// A 5xx to the sender, the recipient or the letter itself. One to the greeting or the password is about us: it passes
// when the configuration is mended.
bool is_final(CURLcode result, long code, const Upload& upload) {
    return code >= 500 && code < 600 && (result == CURLE_SEND_ERROR || upload.started);
}

// An answer to this sender, recipient or letter; or nothing was said after its text.
bool is_about_the_letter(CURLcode result, long code, const Upload& upload) {
    return upload.started || (result == CURLE_SEND_ERROR && code >= 400);
}

}  // namespace

void send_by_smtp(const MailSettings& settings, const std::string& recipient, const std::string& mime) {
    const auto handle = new_handle();
    set_server(handle, settings);
    // The sender's address, not the empty one: that belongs to bounces (RFC 5321, 4.5.5), submission servers refuse it,
    // and a bounce of ours should reach somebody. Loops are prevented by the headers, and no mail is read here.
    set(handle, CURLOPT_MAIL_FROM, settings.from.c_str());
    const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> recipients(
        curl_slist_append(nullptr, recipient.c_str()), curl_slist_free_all);
    set(handle, CURLOPT_MAIL_RCPT, recipients.get());
    Upload upload{mime};
    set(handle, CURLOPT_READFUNCTION, &Upload::read);
    set(handle, CURLOPT_READDATA, &upload);
    set(handle, CURLOPT_UPLOAD, 1L);

    const auto result = curl_easy_perform(handle.get());
    if (result == CURLE_OK) return;
    long code = 0;
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &code);
    const auto why = "mail: " + std::string{curl_easy_strerror(result)} + ", answer " + std::to_string(code);
    if (is_final(result, code, upload)) throw MailRefused(why);
    if (is_about_the_letter(result, code, upload)) throw std::runtime_error(why);
    throw MailServerAway(why);
}

}  // namespace hero
