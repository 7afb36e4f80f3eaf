// LDAP for an intranet without an OpenID provider (RFC 4511): search for the one entry, then bind as it.
#include <fcntl.h>
#include <lber.h>
#include <ldap.h>
#include <netdb.h>
#include <openldap.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

#include "base/ids.hpp"
#include "base/text.hpp"
#include "providers/inside.hpp"
#include "providers/lookups.hpp"

namespace hero::providers {

namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::size_t longest_user = 200;
constexpr std::size_t longest_password = 1024;
constexpr ber_len_t longest_message = 4UL * 1024 * 1024;

[[noreturn]] void unavailable(const std::string& what, int code) {
    throw Refused(Refusal::unavailable, "ldap: " + what + ": " + ldap_err2string(code));
}

struct Unbind {
    void operator()(LDAP* connection) const { ldap_unbind_ext(connection, nullptr, nullptr); }
};
struct FreeMessage {
    void operator()(LDAPMessage* message) const { ldap_msgfree(message); }
};
using Answer = std::unique_ptr<LDAPMessage, FreeMessage>;

// When a conversation must be over.
class Deadline {
public:
    explicit Deadline(milliseconds patience) : end_(steady_clock::now() + patience) {}
    [[nodiscard]] milliseconds left() const {
        return std::max(milliseconds{0}, std::chrono::duration_cast<milliseconds>(end_ - steady_clock::now()));
    }
    [[nodiscard]] steady_clock::time_point end() const { return end_; }

private:
    steady_clock::time_point end_;
};

// nullptr: there is no such host.
Addresses addresses_of(const std::string& host, int port, int flags) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = flags;
    addrinfo* list = nullptr;
    if (::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &list) != 0) return nullptr;
    return Addresses(list);
}

// A resolver that hangs keeps eight threads of ours, and no worker for longer than `deadline`.
Addresses look_up(const std::string& host, int port, const Deadline& deadline) {
    if (auto numeric = addresses_of(host, port, AI_NUMERICHOST)) return numeric;
    static Lookups lookups(8);
    auto found = lookups.within(deadline.end(), [host, port] { return addresses_of(host, port, 0); });
    if (!found) throw Refused(Refusal::unavailable, "ldap: the host's name is not resolved in time");
    if (!*found) throw Refused(Refusal::unavailable, "ldap: no such host");
    return std::move(*found);
}

// Connects to the first address that takes us; the socket is the caller's.
int connect_to(const std::string& host, int port, const Deadline& deadline) {
    const auto addresses = look_up(host, port, deadline);
    for (const auto* one = addresses.get(); one; one = one->ai_next) {
        const int socket = ::socket(one->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
        if (socket < 0) continue;
        pollfd wait{socket, POLLOUT, 0};
        int error = 0;
        socklen_t size = sizeof error;
        const bool begun = ::connect(socket, one->ai_addr, one->ai_addrlen) == 0 || errno == EINPROGRESS;
        if (begun && ::poll(&wait, 1, static_cast<int>(deadline.left().count())) == 1 &&
            ::getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error == 0 &&
            ::fcntl(socket, F_SETFL, 0) == 0)
            return socket;
        ::close(socket);
    }
    throw Refused(Refusal::unavailable, "ldap: no connection");
}

// Ends the connection when its time is up, whatever libldap waits for then: a TLS handshake that is never answered
// keeps it busy for ever (2.5 with GnuTLS), in spite of LDAP_OPT_NETWORK_TIMEOUT.
class Watch {
public:
    Watch(int socket, const Deadline& deadline) : thread_([this, socket, deadline] { wait(socket, deadline); }) {}
    ~Watch() {
        {
            const std::scoped_lock lock(mutex_);
            over_ = true;
        }
        ended_.notify_all();
        thread_.join();
    }
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

private:
    void wait(int socket, const Deadline& deadline) {
        std::unique_lock lock(mutex_);
        if (!ended_.wait_until(lock, deadline.end(), [this] { return over_; })) ::shutdown(socket, SHUT_RDWR);
    }
    std::mutex mutex_;
    std::condition_variable ended_;
    bool over_ = false;
    std::thread thread_;
};

// One conversation: everything in it together takes no longer than `patience`.
class Directory {
public:
    explicit Directory(const LdapSettings& settings) : settings_(settings), deadline_(settings.patience) {
        LDAPURLDesc* parsed = nullptr;
        if (const int code = ldap_url_parse(settings.url.c_str(), &parsed); code != LDAP_URL_SUCCESS)
            unavailable("ldap-url", LDAP_PARAM_ERROR);
        const std::unique_ptr<LDAPURLDesc, decltype(&ldap_free_urldesc)> url(parsed, &ldap_free_urldesc);
        const int socket = connect_to(url->lud_host ? url->lud_host : "", url->lud_port, deadline_);
        LDAP* connection = nullptr;
        const auto address = std::string{url->lud_scheme} + "://" + url->lud_host + ":" + std::to_string(url->lud_port);
        if (const int code = ldap_init_fd(socket, LDAP_PROTO_TCP, address.c_str(), &connection); code != LDAP_SUCCESS) {
            ::close(socket);
            unavailable("connection", code);
        }
        connection_.reset(connection);
        watch_.emplace(socket, deadline_);
        set_up();
        begin_tls();
    }

    // An empty password would be an unauthenticated bind, which proves nothing (RFC 4513, 5.1.2).
    bool bind(const std::string& dn, const std::string& password) {
        if (password.empty()) return false;
        hurry();
        berval secret{password.size(), const_cast<char*>(password.data())};
        const int code =
            ldap_sasl_bind_s(connection_.get(), dn.c_str(), LDAP_SASL_SIMPLE, &secret, nullptr, nullptr, nullptr);
        if (code == LDAP_INVALID_CREDENTIALS || code == LDAP_INAPPROPRIATE_AUTH) return false;
        if (code != LDAP_SUCCESS) unavailable("bind", code);
        return true;
    }

    // At most two entries: one too many to know who is meant.
    Answer search(const std::string& filter) {
        auto time = hurry();
        std::array<std::string, 4> names{settings_.subject_attribute, settings_.name_attribute,
                                         settings_.mail_attribute, settings_.group_attribute};
        std::vector<char*> wanted;
        for (auto& name : names)
            if (!name.empty()) wanted.push_back(name.data());
        wanted.push_back(nullptr);
        LDAPMessage* found = nullptr;
        const int code = ldap_search_ext_s(connection_.get(), settings_.base.c_str(), LDAP_SCOPE_SUBTREE,
                                           filter.c_str(), wanted.data(), 0, nullptr, nullptr, &time, 2, &found);
        Answer answer(found);
        if (code == LDAP_SIZELIMIT_EXCEEDED) refuse("ldap: several entries");
        if (code == LDAP_NO_SUCH_OBJECT) refuse("ldap: ldap-base does not exist");
        if (code != LDAP_SUCCESS) unavailable("search", code);
        return answer;
    }

    // The only entry; nullptr when there is none.
    LDAPMessage* only_entry(const Answer& answer) {
        const int entries = ldap_count_entries(connection_.get(), answer.get());
        if (entries > 1) refuse("ldap: several entries");
        return entries == 1 ? ldap_first_entry(connection_.get(), answer.get()) : nullptr;
    }

    std::string dn_of(LDAPMessage* entry) {
        const std::unique_ptr<char, decltype(&ldap_memfree)> dn(ldap_get_dn(connection_.get(), entry), &ldap_memfree);
        return dn ? dn.get() : "";
    }

    std::vector<std::string> values_of(LDAPMessage* entry, const std::string& attribute) {
        std::vector<std::string> values;
        if (attribute.empty()) return values;
        const std::unique_ptr<berval*, decltype(&ldap_value_free_len)> found(
            ldap_get_values_len(connection_.get(), entry, attribute.c_str()), &ldap_value_free_len);
        for (auto** value = found.get(); value && *value; ++value)
            values.emplace_back((*value)->bv_val, (*value)->bv_len);
        return values;
    }

private:
    template <class Value>
    void set(int option, Value value) {
        if (const int code = ldap_set_option(connection_.get(), option, value); code != LDAP_OPT_SUCCESS)
            throw std::runtime_error("ldap: libldap lacks an option, number " + std::to_string(option));
    }

    void set_up() {
        const int version = LDAP_VERSION3;
        set(LDAP_OPT_PROTOCOL_VERSION, &version);
        // A referral would take the password to a server that nobody configured.
        set(LDAP_OPT_REFERRALS, LDAP_OPT_OFF);
        set(LDAP_OPT_RESTART, LDAP_OPT_OFF);
        bound_messages();
        trust();
    }

    void bound_messages() {
        Sockbuf* buffer = nullptr;
        ldap_get_option(connection_.get(), LDAP_OPT_SOCKBUF, &buffer);
        ber_len_t most = longest_message;
        if (buffer) ber_sockbuf_ctrl(buffer, LBER_SB_OPT_SET_MAX_INCOMING, &most);
    }

    void trust() {
        const int must = LDAP_OPT_X_TLS_HARD;
        set(LDAP_OPT_X_TLS_REQUIRE_CERT, &must);
        const int oldest = LDAP_OPT_X_TLS_PROTOCOL_TLS1_2;
        set(LDAP_OPT_X_TLS_PROTOCOL_MIN, &oldest);
        if (!settings_.ca_file.empty()) set(LDAP_OPT_X_TLS_CACERTFILE, settings_.ca_file.c_str());
        const int client = 0;
        if (const int code = ldap_set_option(connection_.get(), LDAP_OPT_X_TLS_NEWCTX, &client);
            code != LDAP_OPT_SUCCESS)
            unavailable("ldap-ca-file", LDAP_CONNECT_ERROR);
    }

    void begin_tls() {
        hurry();
        const int code = settings_.url.starts_with("ldaps:") ? ldap_install_tls(connection_.get())
                                                             : ldap_start_tls_s(connection_.get(), nullptr, nullptr);
        if (code != LDAP_SUCCESS) unavailable("TLS", code);
    }

    // Gives the next step what is left of the time.
    timeval hurry() {
        const auto left = deadline_.left();
        if (left == milliseconds{0}) unavailable("too slow", LDAP_TIMEOUT);
        const timeval time{left.count() / 1000, (left.count() % 1000) * 1000};
        set(LDAP_OPT_TIMEOUT, &time);
        return time;
    }

    const LdapSettings& settings_;
    const Deadline deadline_;
    std::unique_ptr<LDAP, Unbind> connection_;
    std::optional<Watch> watch_;  // ends before the connection, whose socket it knows
};

// What is no text (an objectGUID) is written as hexadecimal.
std::string subject_of(const std::vector<std::string>& values) {
    if (values.size() != 1 || values.front().empty() || values.front().size() > 255)
        refuse("ldap: not one ldap-subject-attribute");
    const auto& value = values.front();
    if (std::ranges::all_of(value, [](char c) { return c >= ' ' && c < 0x7f; })) return value;
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hexadecimal;
    for (const auto byte : value) {
        hexadecimal += digits[static_cast<unsigned char>(byte) >> 4];
        hexadecimal += digits[static_cast<unsigned char>(byte) & 15];
    }
    return hexadecimal;
}

std::string first_or_nothing(const std::vector<std::string>& values) { return values.empty() ? "" : values.front(); }

std::string filter_for(const LdapSettings& settings, std::string_view user) {
    constexpr std::string_view place = "{user}";
    std::string filter = settings.filter;
    const auto value = escaped_for_filter(user);
    for (auto at = filter.find(place); at != std::string::npos; at = filter.find(place, at + value.size()))
        filter.replace(at, place.size(), value);
    return filter;
}

Arrival describe(Directory& directory, LDAPMessage* entry, const LdapSettings& settings) {
    const auto email = first_or_nothing(directory.values_of(entry, settings.mail_attribute));
    if (!is_address(email)) refuse("ldap: no address in ldap-mail-attribute");
    return {.channel = Channel::intranet,
            .issuer = "ldap:" + folded(settings.base),
            .subject = subject_of(directory.values_of(entry, settings.subject_attribute)),
            .name = clean_name(first_or_nothing(directory.values_of(entry, settings.name_attribute)), email),
            .email = email,
            .groups = directory.values_of(entry, settings.group_attribute)};
}

}  // namespace

std::string escaped_for_filter(std::string_view value) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string escaped;
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = byte >= 0x20 && byte < 0x7f && c != '*' && c != '(' && c != ')' && c != '\\';
        if (plain)
            escaped += c;
        else
            escaped += {'\\', digits[byte >> 4], digits[byte & 15]};
    }
    return escaped;
}

Arrival ask_directory(const LdapSettings& settings, std::string_view user, std::string_view password,
                      const MayTry& may_try) {
    const std::string secret{password};
    const bool usable = !user.empty() && user.size() <= longest_user && is_clean_utf8(user) &&
                        !trimmed(password).empty() && password.size() <= longest_password &&
                        password.find('\0') == std::string_view::npos;
    if (!usable) throw Refused(Refusal::wrong, "ldap: no name or password to ask with");
    Directory directory(settings);
    if (!settings.bind_dn.empty() && !directory.bind(settings.bind_dn, settings.bind_password))
        throw Refused(Refusal::unavailable, "ldap: ldap-bind-dn or ldap-bind-password is wrong");
    const auto answer = directory.search(filter_for(settings, user));
    auto* entry = directory.only_entry(answer);
    if (!entry) throw Refused(Refusal::wrong, "ldap: no such entry");
    const auto dn = directory.dn_of(entry);
    if (may_try && !dn.empty() && !may_try(dn)) throw Refused(Refusal::wrong, "ldap: too many tries of this entry");
    if (dn.empty() || !directory.bind(dn, secret)) throw Refused(Refusal::wrong, "ldap: wrong password");
    return describe(directory, entry, settings);
}

}  // namespace hero::providers
